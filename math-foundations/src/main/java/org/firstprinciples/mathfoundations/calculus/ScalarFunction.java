package org.firstprinciples.mathfoundations.calculus;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A function of `n` numbers to one number, written once for every kind of [Arithmetic].
public interface ScalarFunction {

    /// `f(x)`.
    <T extends Arithmetic<T>> T of(List<T> x);

    /// `f(x)` for numbers.
    default double at(double... x) {
        return of(reals(x)).value();
    }

    /// Numbers as a list of [Real].
    static List<Real> reals(double... x) {
        return Arrays.stream(x).mapToObj(Real::new).collect(Collectors.toList());
    }
}
