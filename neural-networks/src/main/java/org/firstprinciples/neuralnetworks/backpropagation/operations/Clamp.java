package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;

/// Every element brought into an interval, `y = min(max(x, a), b)`.
///
/// - shapes: `x, y (…)`
/// - adjoint: `x̄ = ȳ` where `a ≤ x ≤ b`, ends included, and 0 outside; NaN is not outside
///
/// @param a the lower end, perhaps −∞
/// @param b the upper end, perhaps +∞
public record Clamp(float a, float b) implements Elementwise {

    /// Checks the interval.
    ///
    /// @throws IllegalArgumentException if it is empty, or an end is NaN
    public Clamp {
        if (!(a <= b)) {
            throw new IllegalArgumentException(
                    "clamp: an interval a ≤ b is needed, got a=%s b=%s".formatted(a, b));
        }
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public double value(double... x) {
        return Math.min(Math.max(x[0], a), b);
    }

    @Override
    public double derivative(int i, double... x) {
        return x[0] < a || x[0] > b ? 0 : 1;
    }

    @Override
    public void forward(Frame f, int from, int to) {
        float[] x = f.x(0);
        float[] y = f.y();
        for (int i = from; i < to; i++) {
            y[i] = Math.min(Math.max(x[i], a), b);
        }
    }

    @Override
    public void backward(Frame f, int input, int from, int to) {
        float[] x = f.x(0);
        float[] dx = f.dx(0);
        float[] dy = f.dy();
        boolean first = f.first(0);
        for (int i = from; i < to; i++) {
            dx[i] = (first ? 0f : dx[i]) + (x[i] < a || x[i] > b ? 0f : dy[i]);
        }
    }
}
