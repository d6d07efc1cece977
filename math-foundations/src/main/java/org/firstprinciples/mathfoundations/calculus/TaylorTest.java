package org.firstprinciples.mathfoundations.calculus;

import java.util.function.ToDoubleFunction;

/// A test of gradients: `f(x + hv) − f(x) − h⟨g,v⟩` falls as `h²` if `g` is the gradient of a
/// function with continuous second derivatives, and as `h` if `⟨g,v⟩` is not the slope along `v`.
///
/// - source: Nesterov 2004, *Introductory lectures on convex optimization*, inequality 1.2.11
public final class TaylorTest {

    private TaylorTest() {}

    /// The remainder `f(x + hv) − f(x) − h⟨g,v⟩`.
    ///
    /// @throws IllegalArgumentException if `x`, `g` and `v` differ in length
    public static double remainder(
            ToDoubleFunction<double[]> f, double[] g, double[] x, double[] v, double h) {
        requireOneLength(x, g, v);
        double[] moved = x.clone();
        double slope = 0;
        for (int i = 0; i < x.length; i++) {
            moved[i] += h * v[i];
            slope += g[i] * v[i];
        }
        return f.applyAsDouble(moved) - f.applyAsDouble(x) - h * slope;
    }

    private static void requireOneLength(double[] x, double[] g, double[] v) {
        if (g.length != x.length || v.length != x.length) {
            throw new IllegalArgumentException(
                    "point, gradient and direction must have one length, got %s, %s and %s"
                            .formatted(x.length, g.length, v.length));
        }
    }
}
