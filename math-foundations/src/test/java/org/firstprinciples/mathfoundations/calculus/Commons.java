package org.firstprinciples.mathfoundations.calculus;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/// Derivatives by Commons Math, as a kind of number: the oracle.
record Commons(DerivativeStructure number) implements Arithmetic<Commons> {

    /// A variable of one.
    static Commons variable(int order, double x) {
        return new Commons(new DerivativeStructure(1, order, 0, x));
    }

    @Override
    public Commons plus(Commons y) {
        return new Commons(number.add(y.number));
    }

    @Override
    public Commons minus(Commons y) {
        return new Commons(number.subtract(y.number));
    }

    @Override
    public Commons times(Commons y) {
        return new Commons(number.multiply(y.number));
    }

    @Override
    public Commons dividedBy(Commons y) {
        return new Commons(number.divide(y.number));
    }

    @Override
    public Commons constant(double c) {
        return new Commons(
                new DerivativeStructure(number.getFreeParameters(), number.getOrder(), c));
    }

    @Override
    public Commons exp() {
        return new Commons(number.exp());
    }

    @Override
    public Commons log() {
        return new Commons(number.log());
    }

    @Override
    public Commons sin() {
        return new Commons(number.sin());
    }

    @Override
    public Commons cos() {
        return new Commons(number.cos());
    }

    @Override
    public Commons tanh() {
        return new Commons(number.tanh());
    }

    @Override
    public Commons sqrt() {
        return new Commons(number.sqrt());
    }
}
