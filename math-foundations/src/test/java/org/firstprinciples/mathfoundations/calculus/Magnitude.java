package org.firstprinciples.mathfoundations.calculus;

/// A value, and its derivative with the absolute values of all local partials, each times one more than the size of its
/// argument: how large rounding errors of a derivative can get.
record Magnitude(double value, double slope) implements Arithmetic<Magnitude> {

    private Magnitude map(double result, double partial) {
        return new Magnitude(result, Math.abs(partial) * (1 + Math.abs(value)) * slope + slope);
    }

    @Override
    public Magnitude plus(Magnitude y) {
        return new Magnitude(value + y.value, slope + y.slope);
    }

    @Override
    public Magnitude minus(Magnitude y) {
        return new Magnitude(value - y.value, slope + y.slope);
    }

    @Override
    public Magnitude times(Magnitude y) {
        return new Magnitude(
                value * y.value, (1 + Math.abs(value)) * y.slope + (1 + Math.abs(y.value)) * slope);
    }

    @Override
    public Magnitude dividedBy(Magnitude y) {
        double quotient = value / y.value;
        return new Magnitude(
                quotient,
                ((1 + Math.abs(quotient)) * y.slope + slope) * (1 + 1 / Math.abs(y.value)));
    }

    @Override
    public Magnitude constant(double c) {
        return new Magnitude(c, 0);
    }

    @Override
    public Magnitude exp() {
        return map(Math.exp(value), Math.exp(value));
    }

    @Override
    public Magnitude log() {
        return map(Math.log(value), 1 / value);
    }

    @Override
    public Magnitude sin() {
        return map(Math.sin(value), 1);
    }

    @Override
    public Magnitude cos() {
        return map(Math.cos(value), 1);
    }

    @Override
    public Magnitude tanh() {
        return map(Math.tanh(value), 1);
    }

    @Override
    public Magnitude sqrt() {
        return map(Math.sqrt(value), 0.5 / Math.sqrt(value));
    }
}
