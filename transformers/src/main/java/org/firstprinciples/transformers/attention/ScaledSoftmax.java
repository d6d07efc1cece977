package org.firstprinciples.transformers.attention;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Scratch;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// The softmax of scaled scores along every row, `pᵢ = softmax(c·sᵢ)`.
///
/// A score of `−∞` is a masked key and gets the weight 0. A row in which all are masked gets weights 0
/// and gradients 0: nothing is attended to.
///
/// - shapes: `s, p (…,K)`
/// - adjoint: `s̄ = c·p ⊙ (p̄ − Σ p ⊙ p̄)` along every row
/// - source: Vaswani et al. 2017, eq. 1, with `c = 1/√D`
///
/// @param scale `c > 0`
public record ScaledSoftmax(float scale) implements Operation {

    private static final int ROWS_PER_TASK = 16;
    private static final Scratch SCALED = new Scratch();

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 1 || inputs[0].rank() < 1) {
            throw new ShapeException(
                    "softmax: scores (…,K) are needed, got " + Arrays.toString(inputs));
        }
        return inputs[0];
    }

    @Override
    public void forward(Frame f) {
        int K = f.shape().last();
        int rows = f.shape().rows();
        f.workers()
                .run(
                        Math.ceilDiv(rows, ROWS_PER_TASK),
                        task -> {
                            float[] z = SCALED.atLeast(K);
                            int end = Math.min(rows, (task + 1) * ROWS_PER_TASK);
                            for (int row = task * ROWS_PER_TASK; row < end; row++) {
                                int o = row * K;
                                System.arraycopy(f.x(0), o, z, 0, K);
                                f.kernels().scale(K, scale, z, 0);
                                float max = f.kernels().max(K, z, 0);
                                if (max == Float.NEGATIVE_INFINITY) {
                                    Arrays.fill(f.y(), o, o + K, 0f);
                                } else {
                                    float sum = f.kernels().expShifted(K, -max, z, 0, f.y(), o);
                                    f.kernels().scale(K, 1f / sum, f.y(), o);
                                }
                            }
                        });
    }

    @Override
    public void backward(Frame f) {
        if (!f.needs(0)) {
            return;
        }
        int K = f.shape().last();
        int rows = f.shape().rows();
        f.workers()
                .run(
                        Math.ceilDiv(rows, ROWS_PER_TASK),
                        task -> {
                            float[] derivative = SCALED.atLeast(K);
                            int end = Math.min(rows, (task + 1) * ROWS_PER_TASK);
                            for (int row = task * ROWS_PER_TASK; row < end; row++) {
                                int o = row * K;
                                float mean = f.kernels().dot(K, f.y(), o, f.dy(), o);
                                f.kernels().standardize(K, mean, scale, f.dy(), o, derivative, 0);
                                f.kernels().multiplyAdd(K, f.y(), o, derivative, 0, f.dx(0), o);
                            }
                        });
    }

    /// The softmax in double precision.
    ///
    /// @param scale `c > 0`
    public record Formula(float scale) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            int K = shapes[0].last();
            double[] p = new double[x[0].length];
            for (int o = 0; o < p.length; o += K) {
                System.arraycopy(weights(x[0], o, K), 0, p, o, K);
            }
            return p;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dp) {
            int K = shapes[0].last();
            double[] ds = new double[dp.length];
            for (int o = 0; o < ds.length; o += K) {
                double[] row =
                        Softmax.adjoint(weights(x[0], o, K), Arrays.copyOfRange(dp, o, o + K));
                for (int j = 0; j < K; j++) {
                    ds[o + j] = scale * row[j];
                }
            }
            return new double[][] {ds};
        }

        private double[] weights(double[] s, int o, int K) {
            double[] z = new double[K];
            boolean masked = true;
            for (int j = 0; j < K; j++) {
                z[j] = scale * s[o + j];
                masked &= z[j] == Double.NEGATIVE_INFINITY;
            }
            return masked ? new double[K] : Softmax.of(z);
        }
    }
}
