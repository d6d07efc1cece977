package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// A bump in any number of dimensions, `B(x) = (1 + min(0, x₁, …, x_d) − max(0, x₁, …, x_d))₊`: 1 at 0, and 0 at every other point
/// with whole coordinates.
///
/// Moved to all such points, these bumps add up to 1 everywhere.
///
/// - source: Freudenthal 1942; Kuhn 1960 (the triangles on which `B` is affine)
public final class Hat {

    private Hat() {}

    /// `B(x)`.
    public static double value(Vector x) {
        double least = 0;
        double largest = 0;
        for (double number : x.toArray()) {
            least = Math.min(least, number);
            largest = Math.max(largest, number);
        }
        return Math.max(0, 1 + least - largest);
    }

    /// `B` in the plane as a network with three hidden layers of 5, 2 and 1 rectifiers.
    ///
    /// With `u = (x₁ − x₂)₊` the larger of two numbers is `x₂ + u` and the smaller `x₁ − u`.
    public static MultilayerNetwork inThePlane() {
        return new MultilayerNetwork(
                List.of(
                        new DenseLayer( // u, and both parts of x₁ and of x₂
                                Matrix.of(2, 5, 1, 1, -1, 0, 0, -1, 0, 0, 1, -1), Vector.zeros(5)),
                        new DenseLayer( // max(x₁, x₂) and −min(x₁, x₂)
                                Matrix.of(5, 2, 1, 1, 0, -1, 0, 1, 1, 0, -1, 0), Vector.zeros(2)),
                        new DenseLayer(Matrix.of(2, 1, -1, -1), Vector.of(1)),
                        new DenseLayer(Matrix.of(1, 1, 1), Vector.of(0))),
                Nonlinearity.RELU);
    }

    /// `Σₖ f(δk) B(x/δ − k)` over the points `k` with whole coordinates: `f` at the points of a grid, and straight between them.
    ///
    /// - accuracy: `|f(x) − g(x)| ≤ ω(δ√d)`, the most that `f` changes over a distance of `δ√d`
    ///
    /// @param width `δ`, between neighbors of the grid
    /// @throws IllegalArgumentException if the width is not positive
    public static double interpolate(ToDoubleFunction<Vector> f, double width, Vector x) {
        if (!(width > 0)) {
            throw new IllegalArgumentException("a width above 0 is needed, got " + width);
        }
        int d = x.size();
        double sum = 0;
        for (int corner = 0; corner < 1 << d; corner++) { // at all other points B is 0
            double[] k = new double[d];
            for (int i = 0; i < d; i++) {
                k[i] = Math.floor(x.get(i) / width) + (corner >> i & 1);
            }
            Vector point = Vector.of(k);
            sum += f.applyAsDouble(point.times(width)) * value(x.times(1 / width).minus(point));
        }
        return sum;
    }
}
