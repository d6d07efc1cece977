package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;

/// The product of two tensors element by element (Hadamard's), `z = x ⊙ y`.
///
/// - shapes: `x, y, z (…)`
/// - adjoint: `x̄ = z̄ ⊙ y`, `ȳ = z̄ ⊙ x`
public record Product() implements Elementwise {

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public double value(double... x) {
        return x[0] * x[1];
    }

    @Override
    public double derivative(int i, double... x) {
        return x[1 - i];
    }

    @Override
    public void forward(Frame f, int from, int to) {
        float[] x = f.x(0);
        float[] y = f.x(1);
        float[] z = f.y();
        for (int i = from; i < to; i++) {
            z[i] = x[i] * y[i];
        }
    }

    @Override
    public void backward(Frame f, int input, int from, int to) {
        Elementwise.addProduct(f, input, f.x(1 - input), from, to);
    }
}
