package org.firstprinciples.neuralnetworks.backpropagation;

import org.firstprinciples.mathfoundations.calculus.Arithmetic;

/// A number that counts the operations it takes part in; constants cost nothing.
///
/// A program that is written for [Arithmetic] tells on these numbers what it costs.
///
/// @param value the number
/// @param count where all that belong together count
public record Counted(double value, long[] count) implements Arithmetic<Counted> {

    private Counted counted(double result) {
        count[0]++;
        return new Counted(result, count);
    }

    @Override
    public Counted plus(Counted y) {
        return counted(value + y.value);
    }

    @Override
    public Counted minus(Counted y) {
        return counted(value - y.value);
    }

    @Override
    public Counted times(Counted y) {
        return counted(value * y.value);
    }

    @Override
    public Counted dividedBy(Counted y) {
        return counted(value / y.value);
    }

    @Override
    public Counted constant(double c) {
        return new Counted(c, count);
    }

    @Override
    public Counted exp() {
        return counted(StrictMath.exp(value));
    }

    @Override
    public Counted log() {
        return counted(StrictMath.log(value));
    }

    @Override
    public Counted sin() {
        return counted(StrictMath.sin(value));
    }

    @Override
    public Counted cos() {
        return counted(StrictMath.cos(value));
    }

    @Override
    public Counted tanh() {
        return counted(StrictMath.tanh(value));
    }

    @Override
    public Counted sqrt() {
        return counted(Math.sqrt(value));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counted counted && value == counted.value;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(value);
    }

    @Override
    public String toString() {
        return "Counted[" + value + "]";
    }
}
