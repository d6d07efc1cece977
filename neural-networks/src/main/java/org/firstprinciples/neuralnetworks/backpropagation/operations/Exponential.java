package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;

/// The exponential of every element, `y = eˣ`; results below 2⁻¹²⁶ are 0.
///
/// - shapes: `x, y (…)`
/// - adjoint: `x̄ = ȳ ⊙ y`
public record Exponential() implements Elementwise {

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public double value(double... x) {
        return StrictMath.exp(x[0]);
    }

    @Override
    public double derivative(int i, double... x) {
        return StrictMath.exp(x[0]);
    }

    @Override
    public void forward(Frame f, int from, int to) {
        f.kernels().expShifted(to - from, 0f, f.x(0), from, f.y(), from);
    }

    @Override
    public void backward(Frame f, int input, int from, int to) {
        Elementwise.addProduct(f, 0, f.y(), from, to);
    }
}
