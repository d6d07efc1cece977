package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.FloatFunctions;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;

/// The natural logarithm of every element, `y = ln x`: −∞ at 0 and NaN below.
///
/// - shapes: `x, y (…)`
/// - adjoint: `x̄ = ȳ / x`
public record Logarithm() implements Elementwise {

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public double value(double... x) {
        return StrictMath.log(x[0]);
    }

    @Override
    public double derivative(int i, double... x) {
        return 1 / x[0];
    }

    @Override
    public void forward(Frame f, int from, int to) {
        float[] x = f.x(0);
        float[] y = f.y();
        for (int i = from; i < to; i++) {
            y[i] = FloatFunctions.log(x[i]);
        }
    }

    @Override
    public void backward(Frame f, int input, int from, int to) {
        float[] x = f.x(0);
        float[] dx = f.dx(0);
        float[] dy = f.dy();
        boolean first = f.first(0);
        for (int i = from; i < to; i++) {
            dx[i] = (first ? 0f : dx[i]) + dy[i] / x[i];
        }
    }
}
