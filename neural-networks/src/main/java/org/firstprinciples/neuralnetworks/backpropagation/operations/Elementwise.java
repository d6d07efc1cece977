package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// Arithmetic on the elements of tensors of one shape, each for itself: `zᵢ = f(xᵢ)` or `zᵢ = f(xᵢ, yᵢ)`.
///
/// Each operation writes its loops over a part of the elements, and beside them `f` and its derivatives in double
/// precision; the rule of shapes and the cutting into tasks stand here. Nothing is broadcast. The inputs may be one and
/// the same variable, because their gradients are added one after the other.
///
/// - shapes: `x, y, z (…)`
/// - adjoint: `x̄ᵢ = z̄ᵢ·∂f/∂x(xᵢ, yᵢ)`, and so for `y`
public sealed interface Elementwise extends Operation
        permits Addition, Affine, Clamp, Exponential, Extremum, Logarithm, Product, Subtraction {

    /// How many numbers one task computes.
    int ELEMENTS_PER_TASK = 16_384;

    /// The number of inputs.
    int arity();

    /// `f` in double precision.
    double value(double... x);

    /// `∂f/∂xᵢ` in double precision.
    double derivative(int i, double... x);

    /// Writes the elements `from … to−1` of the result.
    void forward(Frame f, int from, int to);

    /// Adds the elements `from … to−1` of the gradient of one input, or writes them where [Frame#first(int)] holds.
    void backward(Frame f, int input, int from, int to);

    @Override
    default Shape shape(Shape... inputs) {
        if (inputs.length != arity() || !inputs[0].equals(inputs[arity() - 1])) {
            throw new ShapeException(
                    "%s: %s needed, got %s"
                            .formatted(
                                    this,
                                    arity() == 1 ? "one tensor is" : "two tensors of one shape are",
                                    Arrays.toString(inputs)));
        }
        return inputs[0];
    }

    @Override
    default void forward(Frame f) {
        f.workers().blocks(f.y().length, ELEMENTS_PER_TASK, (from, to) -> forward(f, from, to));
    }

    @Override
    default boolean writesFirst(int input) {
        return true;
    }

    @Override
    default void backward(Frame f) {
        for (int i = 0; i < arity(); i++) {
            int input = i;
            if (f.needs(input)) {
                f.workers()
                        .blocks(
                                f.dy().length,
                                ELEMENTS_PER_TASK,
                                (from, to) -> backward(f, input, from, to));
            }
        }
    }

    /// The elements `from … to−1` of a gradient that is the cotangent times a derivative that lies in an array.
    static void addProduct(Frame f, int input, float[] derivative, int from, int to) {
        float[] dx = f.dx(input);
        float[] dz = f.dy();
        boolean first = f.first(input);
        for (int i = from; i < to; i++) {
            dx[i] = Math.fma(dz[i], derivative[i], first ? 0f : dx[i]);
        }
    }

    /// The operation in double precision, element after element.
    ///
    /// @param operation whose `f` it is
    record Formula(Elementwise operation) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double[] z = new double[x[0].length];
            for (int k = 0; k < z.length; k++) {
                z[k] = operation.value(element(x, k));
            }
            return z;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dz) {
            double[][] dx = new double[x.length][dz.length];
            for (int i = 0; i < x.length; i++) {
                for (int k = 0; k < dz.length; k++) {
                    dx[i][k] = dz[k] * operation.derivative(i, element(x, k));
                }
            }
            return dx;
        }

        private static double[] element(double[][] x, int k) {
            return Arrays.stream(x).mapToDouble(input -> input[k]).toArray();
        }
    }
}
