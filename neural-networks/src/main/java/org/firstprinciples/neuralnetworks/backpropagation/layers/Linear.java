package org.firstprinciples.neuralnetworks.backpropagation.layers;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// A linear layer, `y = x·W + b`.
///
/// @param weight `W (I,O)`, applied from the right
/// @param bias `b (O)`, or null for none
public record Linear(Parameter weight, @Nullable Parameter bias) implements Layer {

    /// Checks the shapes.
    ///
    /// @throws ShapeException if the weight is no matrix, or the bias has not a number for each of its columns
    public Linear {
        if (weight.shape().rank() != 2
                || bias != null && !bias.shape().equals(Shape.of(weight.shape().last()))) {
            throw new ShapeException(
                    "linear: W (I,O) and perhaps b (O) are needed, got %s and %s"
                            .formatted(weight.shape(), bias == null ? "no bias" : bias.shape()));
        }
    }

    /// A layer with normal weights of mean 0 and, if it has one, a bias of zeros.
    public static Linear normal(int in, int out, boolean bias, double std, Scope scope) {
        return new Linear(
                Parameter.normal(Shape.of(in, out), std, scope.in("weight").random()),
                bias ? Parameter.zeros(Shape.of(out)) : null);
    }

    /// The layer on every row: `x (…,I)` to `(…,O)`.
    @Override
    public Variable apply(Variable x) {
        return apply(new Op(), x);
    }

    /// Another operation of `x`, the weight and, if there is one, the bias: one that begins as the layer does.
    public Variable apply(Operation operation, Variable x) {
        Tape tape = x.tape();
        return bias == null
                ? x.apply(operation, tape.parameter(weight))
                : x.apply(operation, tape.parameter(weight), tape.parameter(bias));
    }

    /// The operation `y = x·W`, or `y = x·W + b` with a third input.
    ///
    /// - shapes: `x (…,I)`, `W (I,O)`, `b (O)`, `y (…,O)`
    /// - adjoint: `x̄ = ȳ·Wᵀ`, `W̄ = xᵀ·ȳ`, `b̄ = Σ ȳ` over all rows
    public record Op() implements Operation {

        private static final int BIAS_COLUMNS_PER_TASK = 64;

        @Override
        public Shape shape(Shape... inputs) {
            if (inputs.length < 2
                    || inputs.length > 3
                    || inputs[0].rank() < 1
                    || inputs[1].rank() != 2
                    || inputs.length == 3 && inputs[2].rank() != 1) {
                throw new ShapeException(
                        "linear: x (…,I), W (I,O) and perhaps b (O) are needed, got "
                                + Arrays.toString(inputs));
            }
            Shape x = inputs[0];
            Shape w = inputs[1];
            if (x.last() != w.dim(0)) {
                throw new ShapeException(
                        "linear: inner extents differ: x %s has %s columns, W %s has %s rows; transpose W?"
                                .formatted(x, x.last(), w, w.dim(0)));
            }
            if (inputs.length == 3 && inputs[2].dim(0) != w.dim(1)) {
                throw new ShapeException(
                        "linear: b %s does not fit W %s, which has %s columns"
                                .formatted(inputs[2], w, w.dim(1)));
            }
            return x.withLast(w.dim(1));
        }

        @Override
        public void forward(Frame f) {
            int in = f.shape(1).dim(0);
            int out = f.shape(1).dim(1);
            int rows = f.shape(0).rows();
            GemmShape product = GemmShape.of(rows, out, in);
            if (f.inputs() == 3) {
                f.kernels().affine(f.workers(), product, f.x(0), 0, f.x(1), 0, f.x(2), 0, f.y(), 0);
            } else {
                f.kernels().gemm(f.workers(), product, f.x(0), 0, f.x(1), 0, f.y(), 0);
            }
        }

        @Override
        public boolean writesFirst(int input) {
            return input == 0;
        }

        @Override
        public void backward(Frame f) {
            int in = f.shape(1).dim(0);
            int out = f.shape(1).dim(1);
            int rows = f.shape(0).rows();
            float[] dy = f.dy();
            if (f.needs(0)) {
                GemmShape product = GemmShape.transposedB(rows, in, out).accumulating(!f.first(0));
                f.kernels().gemm(f.workers(), product, dy, 0, f.x(1), 0, f.dx(0), 0);
            }
            if (f.needs(1)) {
                GemmShape product = GemmShape.transposedA(in, out, rows).accumulating(true);
                f.kernels().gemm(f.workers(), product, f.x(0), 0, dy, 0, f.dx(1), 0);
            }
            if (f.inputs() == 3 && f.needs(2)) {
                float[] db = f.dx(2);
                f.workers()
                        .blocks(
                                out,
                                BIAS_COLUMNS_PER_TASK,
                                (j, end) -> f.kernels().addRows(rows, end - j, out, dy, j, db, j));
            }
        }
    }

    /// The layer in double precision.
    public record Formula() implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            Matrix y = matrix(shapes[0], x[0]).times(matrix(shapes[1], x[1]));
            if (x.length == 3) {
                double[] ones = new double[y.rows()];
                Arrays.fill(ones, 1);
                y = y.plus(Matrix.of(y.rows(), 1, ones).times(Matrix.of(1, y.columns(), x[2])));
            }
            return y.toArray();
        }

        /// `x̄ = ȳ·Wᵀ`, `W̄ = xᵀ·ȳ` and, where there is a bias, `b̄ = 1ᵀ·ȳ`, for `x[0] (…,I)`, `x[1] (I,O)` and `x[2] (O)`.
        @Override
        @Exercise(id = "BP-E5", stars = 2, minutes = 20, claims = "BP-05")
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            Matrix input = matrix(shapes[0], x[0]);
            Matrix weight = matrix(shapes[1], x[1]);
            Matrix cotangent = Matrix.of(input.rows(), weight.columns(), dy);
            double[] dx = cotangent.times(weight.transpose()).toArray();
            double[] dw = input.transpose().times(cotangent).toArray();
            if (x.length == 2) {
                return new double[][] {dx, dw};
            }
            double[] ones = new double[input.rows()];
            Arrays.fill(ones, 1);
            double[] db = Matrix.of(1, ones.length, ones).times(cotangent).toArray();
            return new double[][] {dx, dw, db};
        }

        private static Matrix matrix(Shape shape, double[] elements) {
            return Matrix.of(shape.rows(), shape.last(), elements);
        }
    }
}
