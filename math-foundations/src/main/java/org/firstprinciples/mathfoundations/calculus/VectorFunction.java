package org.firstprinciples.mathfoundations.calculus;

import java.util.List;

/// A function of `n` numbers to `m` numbers, written once for every kind of [Arithmetic].
public interface VectorFunction {

    /// `F(x)`.
    <T extends Arithmetic<T>> List<T> of(List<T> x);

    /// `F(x)` for numbers.
    default double[] at(double... x) {
        return of(ScalarFunction.reals(x)).stream().mapToDouble(Real::value).toArray();
    }

    /// `G∘F`: this function and then `G`.
    default VectorFunction then(VectorFunction g) {
        VectorFunction f = this;
        return new VectorFunction() {
            @Override
            public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                return g.of(f.of(x));
            }
        };
    }
}
