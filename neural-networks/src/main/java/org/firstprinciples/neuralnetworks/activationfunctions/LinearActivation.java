package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Scratch;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

/// A linear layer and the activation behind it in one operation, `y = f(z)` with `z = x·W + b`.
///
/// The backward pass needs the derivatives of the activation and not `z` itself, and the gradient of `z` only while it computes those of
/// `x`, `W` and `b`. So both lie in a scratch buffer that all layers share and that stays in a cache. As two operations, each
/// layer would write them to memory of its own and read them back.
///
/// - shapes: `x (…,I)`, `W (I,O)`, `b (O)`, `y, z (…,O)`
/// - adjoint: `z̄ = ȳ ⊙ s` with the derivatives `s = f'(z)`, kept from the forward pass; `x̄`, `W̄` and `b̄` as those of [Linear.Op] from `z̄`
///
/// @param activation `f`
public record LinearActivation(Activation activation) implements Operation {

    private static final Linear.Op LINEAR = new Linear.Op();
    private static final Scratch BETWEEN = new Scratch();

    /// The layer and the activation on every row: `x (…,I)` to `(…,O)`. Behind any other layer than a linear one the activation
    /// is an operation of its own.
    public static Variable of(Layer layer, Activation activation, Variable x) {
        return layer instanceof Linear linear
                ? linear.apply(new LinearActivation(activation), x)
                : layer.apply(x).apply(activation.operation());
    }

    @Override
    public Shape shape(Shape... inputs) {
        return LINEAR.shape(inputs);
    }

    /// The derivatives.
    @Override
    public int saved(Shape... inputs) {
        return shape(inputs).size();
    }

    @Override
    public void forward(Frame f) {
        float[] z = BETWEEN.atLeast(f.y().length); // (…,O)
        LINEAR.forward(new Between(f, z));
        new Pointwise(activation).forward(f.kernels(), f.workers(), z, f.y(), f.saved());
    }

    @Override
    public boolean writesFirst(int input) {
        return LINEAR.writesFirst(input);
    }

    @Override
    public void backward(Frame f) {
        float[] dy = f.dy(); // (…,O)
        float[] derivative = f.saved(); // (…,O)
        float[] dz = BETWEEN.atLeast(dy.length); // (…,O)
        f.workers()
                .blocks(
                        dy.length,
                        Pointwise.ELEMENTS_PER_TASK,
                        (o, end) -> f.kernels().multiply(end - o, dy, o, derivative, o, dz, o));
        LINEAR.backward(new Between(f, dz));
    }

    /// What the layer sees: its result, or the gradient of it, is the buffer between layer and activation.
    private record Between(Frame f, float[] z) implements Frame {

        @Override
        public float[] y() {
            return z;
        }

        @Override
        public float[] dy() {
            return z;
        }

        @Override
        public int inputs() {
            return f.inputs();
        }

        @Override
        public float[] x(int i) {
            return f.x(i);
        }

        @Override
        public float[] dx(int i) {
            return f.dx(i);
        }

        @Override
        public boolean first(int i) {
            return f.first(i);
        }

        @Override
        public float[] saved() {
            return f.saved();
        }

        @Override
        public Shape shape(int i) {
            return f.shape(i);
        }

        @Override
        public Shape shape() {
            return f.shape();
        }

        @Override
        public boolean needs(int i) {
            return f.needs(i);
        }

        @Override
        public Kernels kernels() {
            return f.kernels();
        }

        @Override
        public Parallel workers() {
            return f.workers();
        }
    }

    /// Layer and activation in double precision, one after the other.
    ///
    /// @param activation `f`
    public record Formula(Activation activation) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double[] z = new Linear.Formula().value(shapes, x);
            return activation.definition().value(between(shapes), new double[][] {z});
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            double[] z = new Linear.Formula().value(shapes, x);
            double[][] dz =
                    activation.definition().adjoint(between(shapes), new double[][] {z}, dy);
            return new Linear.Formula().adjoint(shapes, x, dz[0]);
        }

        private static Shape[] between(Shape[] shapes) {
            return new Shape[] {LINEAR.shape(shapes)};
        }
    }
}
