package org.firstprinciples.mathfoundations.calculus;

/// A real number, as a `double`.
///
/// @param value the number
public record Real(double value) implements Arithmetic<Real> {

    @Override
    public Real plus(Real y) {
        return new Real(value + y.value);
    }

    @Override
    public Real minus(Real y) {
        return new Real(value - y.value);
    }

    @Override
    public Real times(Real y) {
        return new Real(value * y.value);
    }

    @Override
    public Real dividedBy(Real y) {
        return new Real(value / y.value);
    }

    @Override
    public Real constant(double c) {
        return new Real(c);
    }

    @Override
    public Real exp() {
        return new Real(StrictMath.exp(value));
    }

    @Override
    public Real log() {
        return new Real(StrictMath.log(value));
    }

    @Override
    public Real sin() {
        return new Real(StrictMath.sin(value));
    }

    @Override
    public Real cos() {
        return new Real(StrictMath.cos(value));
    }

    @Override
    public Real tanh() {
        return new Real(StrictMath.tanh(value));
    }

    @Override
    public Real sqrt() {
        return new Real(Math.sqrt(value));
    }
}
