package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// The loss of the smallest network with two layers, `f(a,b) = ½(ab − 1)²`: one input, two weights in a row, and one
/// example with input 1 and target 1.
///
/// It is not convex. Its minima form the curve `ab = 1`, and at 0 it has a saddle.
public record TwoLayers() implements TwiceDifferentiable {

    @Override
    public double value(Vector x) {
        double residual = residual(x);
        return residual * residual / 2;
    }

    @Override
    public Vector gradient(Vector x) {
        double residual = residual(x);
        return Vector.of(x.get(1) * residual, x.get(0) * residual);
    }

    @Override
    public Matrix hessian(Vector x) {
        double a = x.get(0);
        double b = x.get(1);
        return Matrix.of(2, 2, b * b, 2 * a * b - 1, 2 * a * b - 1, a * a);
    }

    private static double residual(Vector x) {
        if (x.size() != 2) {
            throw new ShapeException(
                    "two layers: two weights (a,b) are needed, got (%s)".formatted(x.size()));
        }
        return x.get(0) * x.get(1) - 1;
    }
}
