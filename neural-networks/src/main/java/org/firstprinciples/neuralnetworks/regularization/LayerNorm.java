package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Layer normalization: every row is brought to mean 0 and variance 1, then scaled and shifted.
///
/// @param scale `γ (C)`
/// @param shift `β (C)`, or null for none
/// @param epsilon `ε`, added to the variance
public record LayerNorm(Parameter scale, @Nullable Parameter shift, float epsilon)
        implements Layer {

    /// Checks the shapes and `ε`.
    ///
    /// @throws ShapeException if scale and shift are no rows of one length
    /// @throws IllegalArgumentException if `ε` is negative or not finite
    public LayerNorm {
        if (scale.shape().rank() != 1 || shift != null && !shift.shape().equals(scale.shape())) {
            throw new ShapeException(
                    "layer norm: γ (C) and perhaps β (C) are needed, got %s and %s"
                            .formatted(scale.shape(), shift == null ? "no β" : shift.shape()));
        }
        if (!(epsilon >= 0 && epsilon < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("ε must be 0 or more and finite, got " + epsilon);
        }
    }

    /// The usual `ε`.
    public static final float EPSILON = 1e-5f;

    /// The layer at the start: scale 1 and, if it has one, shift 0.
    public static LayerNorm ones(int width, boolean shift) {
        return new LayerNorm(
                Parameter.ones(Shape.of(width)),
                shift ? Parameter.zeros(Shape.of(width)) : null,
                EPSILON);
    }

    /// The layer on every row: `x (…,C)` to `(…,C)`.
    @Override
    public Variable apply(Variable x) {
        Tape tape = x.tape();
        return shift == null
                ? x.apply(new Op(epsilon), tape.parameter(scale))
                : x.apply(new Op(epsilon), tape.parameter(scale), tape.parameter(shift));
    }

    /// The operation `y = γ ⊙ n`, or `y = γ ⊙ n + β` with a third input, where `n = (x − μ)·r` and
    /// `r = 1/√(σ² + ε)`.
    ///
    /// - shapes: `x, y (…,C)`, `γ, β (C)`; mean `μ` and biased variance `σ²` are per row
    /// - adjoint: `x̄ = r·(n̄ − mean(n̄) − n·mean(n̄ ⊙ n))` with `n̄ = γ ⊙ ȳ`; `γ̄ = Σ ȳ ⊙ n`, `β̄ = Σ ȳ` over
    ///   the rows
    /// - source: Ba, Kiros & Hinton 2016, *Layer normalization*, §3
    ///
    /// @param epsilon `ε`
    public record Op(float epsilon) implements Operation {

        private static final int ROWS_PER_TASK = 16;
        private static final int COLUMNS_PER_TASK = 64;
        private static final float[] NO_SHIFT = {};

        @Override
        public Shape shape(Shape... inputs) {
            if (inputs.length < 2 || inputs.length > 3 || inputs[0].rank() < 1) {
                throw new ShapeException(
                        "layer norm: x (…,C), γ (C) and perhaps β (C) are needed, got "
                                + Arrays.toString(inputs));
            }
            Shape row = Shape.of(inputs[0].last());
            for (int i = 1; i < inputs.length; i++) {
                if (!inputs[i].equals(row)) {
                    throw new ShapeException(
                            "layer norm: %s %s does not fit x %s, whose rows have length %s"
                                    .formatted(
                                            i == 1 ? "γ" : "β",
                                            inputs[i],
                                            inputs[0],
                                            inputs[0].last()));
                }
            }
            return inputs[0];
        }

        /// Of every row: `μ` and `r`.
        @Override
        public int saved(Shape... inputs) {
            return 2 * inputs[0].rows();
        }

        @Override
        public void forward(Frame f) {
            int C = f.shape(0).last();
            int rows = f.shape(0).rows();
            float[] shift = f.inputs() == 3 ? f.x(2) : NO_SHIFT; // (C)
            float[] saved = f.saved(); // (2,rows)
            f.workers()
                    .blocks(
                            rows,
                            ROWS_PER_TASK,
                            (row, end) ->
                                    f.kernels()
                                            .layerNorm(
                                                    end - row,
                                                    C,
                                                    epsilon,
                                                    f.x(0),
                                                    row * C,
                                                    f.x(1),
                                                    shift,
                                                    f.y(),
                                                    row * C,
                                                    saved,
                                                    row,
                                                    saved,
                                                    rows + row));
        }

        @Override
        public void backward(Frame f) {
            if (f.needs(0)) {
                inputGradient(f);
            }
            if (f.needs(1) || f.inputs() == 3 && f.needs(2)) {
                parameterGradients(f);
            }
        }

        private static void inputGradient(Frame f) {
            int C = f.shape(0).last();
            int rows = f.shape(0).rows();
            float[] saved = f.saved(); // (2,rows)
            f.workers()
                    .blocks(
                            rows,
                            ROWS_PER_TASK,
                            (row, end) ->
                                    f.kernels()
                                            .layerNormGradient(
                                                    end - row,
                                                    C,
                                                    f.x(0),
                                                    row * C,
                                                    f.dy(),
                                                    row * C,
                                                    f.x(1),
                                                    saved,
                                                    row,
                                                    saved,
                                                    rows + row,
                                                    f.dx(0),
                                                    row * C));
        }

        /// Columns are cut into tasks and rows ascend, so every sum is one chain.
        private static void parameterGradients(Frame f) {
            int C = f.shape(0).last();
            int rows = f.shape(0).rows();
            float[] saved = f.saved(); // (2,rows)
            f.workers()
                    .blocks(
                            C,
                            COLUMNS_PER_TASK,
                            (j, end) -> {
                                int columns = end - j;
                                if (f.needs(1)) {
                                    f.kernels()
                                            .layerNormScaleGradient(
                                                    rows, columns, C, f.x(0), j, f.dy(), j, saved,
                                                    0, saved, rows, f.dx(1), j);
                                }
                                if (f.inputs() == 3 && f.needs(2)) {
                                    f.kernels().addRows(rows, columns, C, f.dy(), j, f.dx(2), j);
                                }
                            });
        }
    }

    /// Layer normalization in double precision.
    public record Formula(float epsilon) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            int C = shapes[0].last();
            double[] y = new double[x[0].length];
            for (int o = 0; o < y.length; o += C) {
                double[] n = normalized(x[0], o, C);
                for (int i = 0; i < C; i++) {
                    y[o + i] = x[1][i] * n[i] + (x.length == 3 ? x[2][i] : 0);
                }
            }
            return y;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            int C = shapes[0].last();
            double[] dx = new double[x[0].length];
            double[] dScale = new double[C];
            double[] dShift = new double[C];
            for (int o = 0; o < dx.length; o += C) {
                double[] n = normalized(x[0], o, C);
                double mean = 0;
                double projection = 0;
                for (int i = 0; i < C; i++) {
                    mean += x[1][i] * dy[o + i] / C;
                    projection += x[1][i] * dy[o + i] * n[i] / C;
                    dScale[i] += dy[o + i] * n[i];
                    dShift[i] += dy[o + i];
                }
                for (int i = 0; i < C; i++) {
                    dx[o + i] = rstd(x[0], o, C) * (x[1][i] * dy[o + i] - mean - n[i] * projection);
                }
            }
            return x.length == 3
                    ? new double[][] {dx, dScale, dShift}
                    : new double[][] {dx, dScale};
        }

        private double[] normalized(double[] x, int o, int C) {
            double mean = mean(x, o, C);
            double[] n = new double[C];
            for (int i = 0; i < C; i++) {
                n[i] = (x[o + i] - mean) * rstd(x, o, C);
            }
            return n;
        }

        private double rstd(double[] x, int o, int C) {
            double mean = mean(x, o, C);
            double variance = 0;
            for (int i = o; i < o + C; i++) {
                variance += (x[i] - mean) * (x[i] - mean) / C;
            }
            return 1 / StrictMath.sqrt(variance + epsilon);
        }

        private static double mean(double[] x, int o, int C) {
            double mean = 0;
            for (int i = o; i < o + C; i++) {
                mean += x[i] / C;
            }
            double left = 0; // by rounding; the mean of equal numbers is that number
            for (int i = o; i < o + C; i++) {
                left += (x[i] - mean) / C;
            }
            return mean + left;
        }
    }
}
