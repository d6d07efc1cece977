package org.firstprinciples.neuralnetworks.backpropagation;

import org.firstprinciples.mathfoundations.calculus.Arithmetic;

/// A number that counts the operations it takes part in; constants cost nothing.
record Counted(double value, long[] count) implements Arithmetic<Counted> {

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
        return counted(Math.exp(value));
    }

    @Override
    public Counted log() {
        return counted(Math.log(value));
    }

    @Override
    public Counted sin() {
        return counted(Math.sin(value));
    }

    @Override
    public Counted cos() {
        return counted(Math.cos(value));
    }

    @Override
    public Counted tanh() {
        return counted(Math.tanh(value));
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
