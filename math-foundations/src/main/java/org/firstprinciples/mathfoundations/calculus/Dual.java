package org.firstprinciples.mathfoundations.calculus;

import org.firstprinciples.curriculum.Exercise;

/// A dual number `a + bε` with `ε² = 0`: a value and its derivative, which every operation carries along.
///
/// `f(a + bε) = f(a) + f′(a)bε` is the series of Taylor, and it ends there. The parts may be dual numbers themselves:
/// `Dual<Dual<Real>>` carries second derivatives.
///
/// - limits: a dual number with `a = 0` has no inverse, whatever `b` is; the quotient is infinite or NaN
/// - source: Clifford 1873; Griewank & Walther 2008, *Evaluating derivatives*, §3.1
///
/// @param value `a`
/// @param tangent `b`
/// @param <T> what the parts are
public record Dual<T extends Arithmetic<T>>(T value, T tangent) implements Arithmetic<Dual<T>> {

    @Override
    public Dual<T> plus(Dual<T> y) {
        return new Dual<>(value.plus(y.value), tangent.plus(y.tangent));
    }

    @Override
    public Dual<T> minus(Dual<T> y) {
        return new Dual<>(value.minus(y.value), tangent.minus(y.tangent));
    }

    /// `(a + bε)(c + dε) = ac + (ad + bc)ε`: the product rule.
    @Exercise(
            id = "CA-E2",
            stars = 2,
            minutes = 10,
            claims = {"CA-04", "CA-05"})
    @Override
    public Dual<T> times(Dual<T> y) {
        return new Dual<>(
                value.times(y.value), value.times(y.tangent).plus(tangent.times(y.value)));
    }

    /// `(a + bε)/(c + dε) = a/c + (b − (a/c)d)/c·ε`: the quotient rule.
    @Exercise(
            id = "CA-E3",
            stars = 2,
            minutes = 15,
            claims = {"CA-04", "CA-05"})
    @Override
    public Dual<T> dividedBy(Dual<T> y) {
        T quotient = value.dividedBy(y.value);
        return new Dual<>(quotient, tangent.minus(quotient.times(y.tangent)).dividedBy(y.value));
    }

    @Override
    public Dual<T> constant(double c) {
        return new Dual<>(value.constant(c), value.constant(0));
    }

    @Override
    public Dual<T> exp() {
        T exp = value.exp();
        return new Dual<>(exp, tangent.times(exp));
    }

    @Override
    public Dual<T> log() {
        return new Dual<>(value.log(), tangent.dividedBy(value));
    }

    @Override
    public Dual<T> sin() {
        return new Dual<>(value.sin(), tangent.times(value.cos()));
    }

    @Override
    public Dual<T> cos() {
        return new Dual<>(value.cos(), tangent.times(value.sin()).times(-1));
    }

    /// `tanh′ = 1 − tanh²`, right to a few `u` absolutely: of its digits eight are left at 10, none at 20.
    @Override
    public Dual<T> tanh() {
        T tanh = value.tanh();
        return new Dual<>(tanh, tangent.times(value.constant(1).minus(tanh.times(tanh))));
    }

    @Override
    public Dual<T> sqrt() {
        T root = value.sqrt();
        return new Dual<>(root, tangent.dividedBy(root.times(2)));
    }
}
