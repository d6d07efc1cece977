package org.firstprinciples.mathfoundations.calculus;

import org.apache.commons.math3.fraction.BigFraction;

/// A rational number, exactly: for functions that only add, multiply and divide.
public record Rational(BigFraction value) implements Arithmetic<Rational> {

    public static Rational of(long numerator, long denominator) {
        return new Rational(new BigFraction(numerator, denominator));
    }

    @Override
    public Rational plus(Rational y) {
        return new Rational(value.add(y.value));
    }

    @Override
    public Rational minus(Rational y) {
        return new Rational(value.subtract(y.value));
    }

    @Override
    public Rational times(Rational y) {
        return new Rational(value.multiply(y.value));
    }

    @Override
    public Rational dividedBy(Rational y) {
        return new Rational(value.divide(y.value));
    }

    @Override
    public Rational constant(double c) {
        return new Rational(new BigFraction(c));
    }

    @Override
    public Rational exp() {
        throw new UnsupportedOperationException("not rational");
    }

    @Override
    public Rational log() {
        throw new UnsupportedOperationException("not rational");
    }

    @Override
    public Rational sin() {
        throw new UnsupportedOperationException("not rational");
    }

    @Override
    public Rational cos() {
        throw new UnsupportedOperationException("not rational");
    }

    @Override
    public Rational tanh() {
        throw new UnsupportedOperationException("not rational");
    }

    @Override
    public Rational sqrt() {
        throw new UnsupportedOperationException("not rational");
    }
}
