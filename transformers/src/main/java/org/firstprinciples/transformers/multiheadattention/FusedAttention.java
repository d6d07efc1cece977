package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Product;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Scratch;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.firstprinciples.neuralnetworks.backpropagation.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.Operation;

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
/// - source: Vaswani et al. 2017, §3.2; Dao et al. 2022, *FlashAttention*, algorithms 1 and 4
///
/// @param heads `H`, which divides `C`
public record FusedAttention(int heads) implements Operation {

    private static final int QUERIES = Kernels.QUERIES;
    private static final int KEYS = Kernels.KEYS;
    private static final int Q = 0;
    private static final int K = 1;
    private static final int V = 2;

    private static final Scratch SCORES = new Scratch();
    private static final Scratch SLOPES = new Scratch();
    private static final Scratch FACTORS = new Scratch();
    private static final Scratch SUMS = new Scratch();

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
    public void backward(Frame f) {
        f.workers().run(f.shape().dim(0) * heads, head -> new Head(f, heads, head).backward());
    }

    /// One head of one sequence: matrices of `T` rows and `D` columns that lie `C` apart.
    private static final class Head {

        private final Frame f;
        private final Kernels kernels;
        private final int T;
        private final int C;
        private final int D;
        private final int first; // the offset of its first row
        private final int maxima; // the offset of its running maxima in saved
        private final int reciprocals; // and of its reciprocal sums
        private final float scale;

        Head(Frame f, int heads, int index) {
            this.f = f;
            this.kernels = f.kernels();
            this.T = f.shape().dim(1);
            this.C = f.shape().dim(2);
            this.D = C / heads;
            this.first = index / heads * T * C + index % heads * D;
            this.maxima = index * T;
            this.reciprocals = f.saved().length / 2 + index * T;
            this.scale = (float) (1 / Math.sqrt(D));
        }

        private int row(int position) {
            return first + position * C;
        }

        void forward() {
            float[] saved = f.saved();
            float[] scores = SCORES.atLeast(KEYS * QUERIES); // (keys,queries)
            float[] factors = FACTORS.atLeast(QUERIES);
            float[] sums = SUMS.atLeast(QUERIES);
            for (int q0 = 0; q0 < T; q0 += QUERIES) {
                int queries = Math.min(QUERIES, T - q0);
                Arrays.fill(saved, maxima + q0, maxima + q0 + queries, Float.NEGATIVE_INFINITY);
                Arrays.fill(sums, 0, queries, 0f);
                for (int k0 = 0; k0 < q0 + queries; k0 += KEYS) {
                    int keys = Math.min(KEYS, q0 + queries - k0);
                    int visible = q0 - k0 + 1; // keys of this block that its first query sees
                    products(keys, queries, f.x(K), k0, f.x(Q), q0, scores);
                    kernels.softmaxColumns(
                            keys,
                            queries,
                            visible,
                            scale,
                            scores,
                            saved,
                            maxima + q0,
                            sums,
                            0,
                            factors);
                    if (k0 > 0) {
                        scaleRows(factors, 0, q0, queries);
                    }
                    weightByQuery(keys, queries, visible, scores, f.x(V), k0, f.y(), q0, k0 > 0);
                }
                for (int i = 0; i < queries; i++) {
                    saved[reciprocals + q0 + i] = 1f / sums[i];
                }
                scaleRows(saved, reciprocals + q0, q0, queries);
            }
        }

        void backward() {
            float[] saved = f.saved();
            float[] scores = SCORES.atLeast(KEYS * QUERIES); // (keys,queries), then probabilities
            float[] slopes = SLOPES.atLeast(KEYS * QUERIES); // (keys,queries)
            float[] delta = FACTORS.atLeast(QUERIES);
            for (int q0 = 0; q0 < T; q0 += QUERIES) {
                int queries = Math.min(QUERIES, T - q0);
                for (int i = 0; i < queries; i++) {
                    delta[i] = kernels.dot(D, f.dy(), row(q0 + i), f.y(), row(q0 + i));
                }
                for (int k0 = 0; k0 < q0 + queries; k0 += KEYS) {
                    int keys = Math.min(KEYS, q0 + queries - k0);
                    int visible = q0 - k0 + 1;
                    products(keys, queries, f.x(K), k0, f.x(Q), q0, scores);
                    products(keys, queries, f.x(V), k0, f.dy(), q0, slopes);
                    kernels.softmaxColumnsGradient(
                            keys,
                            queries,
                            visible,
                            scale,
                            scores,
                            slopes,
                            saved,
                            maxima + q0,
                            saved,
                            reciprocals + q0,
                            delta);
                    if (f.needs(Q)) {
                        weightByQuery(
                                keys, queries, visible, slopes, f.x(K), k0, f.dx(Q), q0, true);
                    }
                    if (f.needs(K)) {
                        weightByKey(keys, queries, visible, slopes, f.x(Q), q0, f.dx(K), k0);
                    }
                    if (f.needs(V)) {
                        weightByKey(keys, queries, visible, scores, f.dy(), q0, f.dx(V), k0);
                    }
                }
            }
        }

        /// `s (keys,queries) = X·Yᵀ` for rows of keys and rows of queries.
        private void products(
                int keys, int queries, float[] x, int k0, float[] y, int q0, float[] s) {
            Product product = Product.transposedB(keys, queries, D).strides(C, C, QUERIES);
            kernels.gemm(Parallel.sequential(), product, x, row(k0), y, row(q0), s, 0);
        }

        /// `zᵢ += Σⱼ wⱼᵢ xⱼ` over the keys that query `i` sees; begins at 0 unless it accumulates.
        private void weightByQuery(
                int keys,
                int queries,
                int visible,
                float[] w,
                float[] x,
                int k0,
                float[] z,
                int q0,
                boolean accumulate) {
            Product product = Product.transposedA(queries, D, keys).strides(QUERIES, C, C);
            if (visible < keys) {
                product = product.banded(Product.UNBOUNDED, visible);
            }
            kernels.gemm(
                    Parallel.sequential(),
                    accumulate ? product.accumulating() : product,
                    w,
                    0,
                    x,
                    row(k0),
                    z,
                    row(q0));
        }

        /// `zⱼ += Σᵢ wⱼᵢ xᵢ` over the queries `i` that see key `j`.
        private void weightByKey(
                int keys,
                int queries,
                int visible,
                float[] w,
                float[] x,
                int q0,
                float[] z,
                int k0) {
            Product product = Product.of(keys, D, queries).strides(QUERIES, C, C).accumulating();
            if (visible < keys) {
                product = product.banded(visible - 1, Product.UNBOUNDED);
            }
            kernels.gemm(Parallel.sequential(), product, w, 0, x, row(q0), z, row(k0));
        }

        private void scaleRows(float[] factors, int at, int q0, int queries) {
            for (int i = 0; i < queries; i++) {
                kernels.scale(D, factors[at + i], f.y(), row(q0 + i));
            }
        }
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
