package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;

/// The larger or the smaller of two elements, `z = max(x, y)` or `z = min(x, y)`.
///
/// - shapes: `x, y, z (…)`
/// - adjoint: the one that was taken gets `z̄`, the other 0; where they are equal, or one is NaN, each gets half
public enum Extremum implements Elementwise {

    /// The larger one.
    MAXIMUM,

    /// The smaller one.
    MINIMUM;

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public double value(double... x) {
        return this == MAXIMUM ? Math.max(x[0], x[1]) : Math.min(x[0], x[1]);
    }

    @Override
    public double derivative(int i, double... x) {
        double ahead = this == MAXIMUM ? x[i] - x[1 - i] : x[1 - i] - x[i];
        return ahead > 0 ? 1 : ahead < 0 ? 0 : 0.5;
    }

    @Override
    public void forward(Frame f, int from, int to) {
        float[] x = f.x(0);
        float[] y = f.x(1);
        float[] z = f.y();
        switch (this) {
            case MAXIMUM -> {
                for (int i = from; i < to; i++) {
                    z[i] = Math.max(x[i], y[i]);
                }
            }
            case MINIMUM -> {
                for (int i = from; i < to; i++) {
                    z[i] = Math.min(x[i], y[i]);
                }
            }
        }
    }

    @Override
    public void backward(Frame f, int input, int from, int to) {
        float[] x = f.x(input);
        float[] other = f.x(1 - input);
        float[] dx = f.dx(input);
        float[] dz = f.dy();
        boolean first = f.first(input);
        float larger = this == MAXIMUM ? 1f : 0f;
        float smaller = 1f - larger;
        for (int i = from; i < to; i++) {
            float share = x[i] > other[i] ? larger : x[i] < other[i] ? smaller : 0.5f;
            dx[i] = Math.fma(share, dz[i], first ? 0f : dx[i]);
        }
    }
}
