package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// Causal attention of several heads in one pass over the keys, without the matrix of all scores.
///
/// Head `h` owns columns `[hD, (h+1)D)` of queries, keys and values. In it query `i` gets
/// `oᵢ = Σⱼ pᵢⱼ vⱼ` over the keys `j ≤ i`, with `pᵢ = softmax(qᵢᵀkⱼ/√D)`. Scores exist for one block of
/// [Kernels#QUERIES] queries and [Kernels#KEYS] keys at a time; a running maximum and sum of each query
/// carry the softmax from block to block, and two numbers a query are kept for the backward pass, which
/// computes the blocks again. Later keys are skipped, never weighted by 0, so nothing they hold can leak.
///
/// - shapes: `q, k, v, o (B,T,C)`, `C = H·D`
/// - adjoint: `v̄ⱼ = Σᵢ pᵢⱼōᵢ`; with `p̄ᵢⱼ = ōᵢᵀvⱼ`, `δᵢ = ōᵢᵀoᵢ` and `s̄ᵢⱼ = pᵢⱼ(p̄ᵢⱼ − δᵢ)/√D`:
///   `q̄ᵢ = Σⱼ s̄ᵢⱼkⱼ`, `k̄ⱼ = Σᵢ s̄ᵢⱼqᵢ`
/// - memory: `2·B·H·T` numbers kept, and one block of scores for each thread
/// - limits: finite for finite inputs whose scores `qᵀk` do not overflow a float
/// - source: Vaswani et al. 2017, §3.2; Dao et al. 2022, *FlashAttention*, algorithms 1 and 4
///
/// @param heads `H`, which divides `C`
public record FusedAttention(int heads) implements Operation {

    static final int Q = 0;
    static final int K = 1;
    static final int V = 2;

    /// Checks the number of heads.
    ///
    /// @throws IllegalArgumentException if it is not positive
    public FusedAttention {
        if (heads < 1) {
            throw new IllegalArgumentException("heads must be positive, got " + heads);
        }
    }

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 3
                || inputs[0].rank() != 3
                || !inputs[0].equals(inputs[1])
                || !inputs[0].equals(inputs[2])) {
            throw new ShapeException(
                    "attention: q, k and v of one shape (B,T,C) are needed, got "
                            + Arrays.toString(inputs));
        }
        if (inputs[0].last() % heads != 0) {
            throw new ShapeException(
                    "attention: the width %d of %s is not a multiple of %d heads"
                            .formatted(inputs[0].last(), inputs[0], heads));
        }
        return inputs[0];
    }

    /// Of every query and head: the largest score, and the reciprocal of the sum of exponentials.
    @Override
    public int saved(Shape... inputs) {
        return 2 * inputs[0].dim(0) * heads * inputs[0].dim(1);
    }

    @Override
    public void forward(Frame f) {
        f.workers().run(f.shape().dim(0) * heads, head -> new Head(f, heads, head).forward());
    }

    @Override
    public boolean writesFirst(int input) {
        return true;
    }

    @Override
    public void backward(Frame f) {
        f.workers().run(f.shape().dim(0) * heads, head -> new Head(f, heads, head).backward());
    }

    /// Causal attention in double precision, query by query.
    ///
    /// @param heads `H`
    public record Formula(int heads) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double[] o = new double[x[0].length];
            forEachQuery(
                    shapes[0],
                    (row, first, D, C) -> {
                        double[] p = probabilities(x, row, first, D, C);
                        for (int j = 0; j < p.length; j++) {
                            for (int d = 0; d < D; d++) {
                                o[row + d] += p[j] * x[V][first + j * C + d];
                            }
                        }
                    });
            return o;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            double[][] dx = new double[3][x[0].length];
            forEachQuery(
                    shapes[0],
                    (row, first, D, C) -> {
                        double[] p = probabilities(x, row, first, D, C);
                        double[] dp = new double[p.length];
                        for (int j = 0; j < p.length; j++) {
                            for (int d = 0; d < D; d++) {
                                dp[j] += dy[row + d] * x[V][first + j * C + d];
                                dx[V][first + j * C + d] += p[j] * dy[row + d];
                            }
                        }
                        double[] ds = Softmax.adjoint(p, dp);
                        for (int j = 0; j < p.length; j++) {
                            for (int d = 0; d < D; d++) {
                                dx[Q][row + d] +=
                                        ds[j] * x[K][first + j * C + d] / StrictMath.sqrt(D);
                                dx[K][first + j * C + d] +=
                                        ds[j] * x[Q][row + d] / StrictMath.sqrt(D);
                            }
                        }
                    });
            return dx;
        }

        /// The probabilities of the keys up to the query whose row begins at `row`.
        private static double[] probabilities(double[][] x, int row, int first, int D, int C) {
            double[] s = new double[(row - first) / C + 1];
            for (int j = 0; j < s.length; j++) {
                for (int d = 0; d < D; d++) {
                    s[j] += x[Q][row + d] * x[K][first + j * C + d] / StrictMath.sqrt(D);
                }
            }
            return Softmax.of(s);
        }

        private void forEachQuery(Shape shape, QueryAction action) {
            int T = shape.dim(1);
            int C = shape.dim(2);
            for (int b = 0; b < shape.dim(0); b++) {
                for (int h = 0; h < heads; h++) {
                    int first = b * T * C + h * (C / heads);
                    for (int t = 0; t < T; t++) {
                        action.accept(first + t * C, first, C / heads, C);
                    }
                }
            }
        }

        private interface QueryAction {
            void accept(int row, int first, int D, int C);
        }
    }
}
