package org.firstprinciples.mathfoundations.calculus;

/// What can be calculated with. A function that is written with these operations runs on numbers, on [Dual] numbers, on
/// dual numbers of dual numbers, and on [Complex] ones.
///
/// @param <T> the kind itself
public interface Arithmetic<T extends Arithmetic<T>> {

    /// `x + y`.
    T plus(T y);

    /// `x − y`.
    T minus(T y);

    /// `x·y`.
    T times(T y);

    /// `x/y`.
    T dividedBy(T y);

    /// The number `c` among those of this kind.
    T constant(double c);

    /// `eˣ`.
    T exp();

    /// The natural logarithm.
    T log();

    /// The sine.
    T sin();

    /// The cosine.
    T cos();

    /// The hyperbolic tangent.
    T tanh();

    /// The square root.
    T sqrt();

    /// `x + c`.
    default T plus(double c) {
        return plus(constant(c));
    }

    /// `c·x`.
    default T times(double c) {
        return times(constant(c));
    }

    /// `xⁿ` for `n ≥ 0`, by `n` multiplications; 1 for `n = 0`, also at 0.
    ///
    /// @throws IllegalArgumentException if `n` is negative
    default T power(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("the exponent must be 0 or more, got " + n);
        }
        T power = constant(1);
        for (int i = 0; i < n; i++) {
            power = times(power);
        }
        return power;
    }
}
