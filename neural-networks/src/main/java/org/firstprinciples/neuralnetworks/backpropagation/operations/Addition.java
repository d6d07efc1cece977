package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;

/// The sum of two tensors of one shape, `z = x + y`.
///
/// - shapes: `x, y, z (…)`
/// - adjoint: `x̄ = z̄`, `ȳ = z̄`
public record Addition() implements Elementwise {

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public double value(double... x) {
        return x[0] + x[1];
    }

    @Override
    public double derivative(int i, double... x) {
        return 1;
    }

    @Override
    public void forward(Frame f, int from, int to) {
        float[] x = f.x(0);
        float[] y = f.x(1);
        float[] z = f.y();
        for (int i = from; i < to; i++) {
            z[i] = x[i] + y[i];
        }
    }

    @Override
    public void backward(Frame f, int input, int from, int to) {
        float[] dx = f.dx(input);
        float[] dz = f.dy();
        boolean first = f.first(input);
        for (int i = from; i < to; i++) {
            dx[i] = (first ? 0f : dx[i]) + dz[i];
        }
    }
}
