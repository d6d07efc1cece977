package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;

/// A multiple of every element plus a constant, `y = a·x + b`, rounded once.
///
/// - shapes: `x, y (…)`
/// - adjoint: `x̄ = a·ȳ`
///
/// @param a the factor
/// @param b the summand
public record Affine(float a, float b) implements Elementwise {

    /// Checks the constants.
    ///
    /// @throws IllegalArgumentException if one of them is infinite or NaN
    public Affine {
        if (!Float.isFinite(a) || !Float.isFinite(b)) {
            throw new IllegalArgumentException(
                    "a·x + b: a and b must be finite, got a=%s b=%s".formatted(a, b));
        }
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public double value(double... x) {
        return a * x[0] + b;
    }

    @Override
    public double derivative(int i, double... x) {
        return a;
    }

    @Override
    public void forward(Frame f, int from, int to) {
        float[] x = f.x(0);
        float[] y = f.y();
        for (int i = from; i < to; i++) {
            y[i] = Math.fma(a, x[i], b);
        }
    }

    @Override
    public void backward(Frame f, int input, int from, int to) {
        float[] dx = f.dx(0);
        float[] dy = f.dy();
        boolean first = f.first(0);
        for (int i = from; i < to; i++) {
            dx[i] = Math.fma(a, dy[i], first ? 0f : dx[i]);
        }
    }
}
