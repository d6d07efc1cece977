package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Scratch;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;

import java.util.Arrays;

/// One head of one sequence of a [FusedAttention]: matrices of `T` rows and `D` columns that lie `C` apart.
///
/// Both passes go through blocks of queries and, for each, through blocks of keys, first to last: the order
/// of every sum depends on nothing but `T`. Blocks of keys begin at multiples of [Kernels#KEYS] and those of
/// queries at multiples of [Kernels#QUERIES], which divides it, so every query sees a key in every block.
/// What earlier blocks gave is multiplied by the factors of the running softmax in every block but the first.
final class Head {

    private static final int QUERIES = Kernels.QUERIES;
    private static final int KEYS = Kernels.KEYS;
    private static final int Q = FusedAttention.Q;
    private static final int K = FusedAttention.K;
    private static final int V = FusedAttention.V;

    private static final Scratch SCORES = new Scratch();
    private static final Scratch DERIVATIVES = new Scratch();
    private static final Scratch FACTORS = new Scratch();
    private static final Scratch SUMS = new Scratch();

    private final Frame f;
    private final Kernels kernels;
    private final int T;
    private final int C;
    private final int D;
    private final int first; // the offset of its first row
    private final int maxima; // the offset of its running maxima in saved
    private final int reciprocals; // and of its reciprocal sums
    private final float scale;

    /// Heads of different sequences have neighboring numbers: rows of one sequence share lines of memory, which threads
    /// would take from each other.
    Head(Frame f, int heads, int index) {
        this.f = f;
        this.kernels = f.kernels();
        this.T = f.shape().dim(1);
        this.C = f.shape().dim(2);
        this.D = C / heads;
        int sequences = f.shape().dim(0);
        this.first = index % sequences * T * C + index / sequences * D;
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
        float[] derivatives = DERIVATIVES.atLeast(KEYS * QUERIES); // (keys,queries)
        float[] delta = FACTORS.atLeast(QUERIES);
        for (int q0 = 0; q0 < T; q0 += QUERIES) {
            int queries = Math.min(QUERIES, T - q0);
            for (int i = 0; i < queries; i++) {
                delta[i] = kernels.dot(D, f.dy(), row(q0 + i), f.y(), row(q0 + i));
            }
            begin(q0, queries);
            for (int k0 = 0; k0 < q0 + queries; k0 += KEYS) {
                int keys = Math.min(KEYS, q0 + queries - k0);
                int visible = q0 - k0 + 1;
                products(keys, queries, f.x(K), k0, f.x(Q), q0, scores);
                products(keys, queries, f.x(V), k0, f.dy(), q0, derivatives);
                kernels.softmaxColumnsGradient(
                        keys,
                        queries,
                        visible,
                        scale,
                        scores,
                        derivatives,
                        saved,
                        maxima + q0,
                        saved,
                        reciprocals + q0,
                        delta);
                if (f.needs(Q)) {
                    weightByQuery(
                            keys, queries, visible, derivatives, f.x(K), k0, f.dx(Q), q0, true);
                }
                if (f.needs(K)) {
                    weightByKey(keys, queries, visible, derivatives, f.x(Q), q0, f.dx(K), k0);
                }
                if (f.needs(V)) {
                    weightByKey(keys, queries, visible, scores, f.dy(), q0, f.dx(V), k0);
                }
            }
        }
    }

    /// Zeros in the gradients of these rows where nothing stands in them yet: no earlier query sees them as keys.
    private void begin(int q0, int queries) {
        for (int input = 0; input < f.inputs(); input++) {
            for (int i = q0; f.needs(input) && f.first(input) && i < q0 + queries; i++) {
                Arrays.fill(f.dx(input), row(i), row(i) + D, 0f);
            }
        }
    }

    /// `s (keys,queries) = X·Yᵀ` for rows of keys and rows of queries.
    private void products(int keys, int queries, float[] x, int k0, float[] y, int q0, float[] s) {
        GemmShape product = GemmShape.transposedB(keys, queries, D).strides(C, C, QUERIES);
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
        GemmShape product = GemmShape.transposedA(queries, D, keys).strides(QUERIES, C, C);
        if (visible < keys) {
            product = product.banded(GemmShape.UNBOUNDED, visible);
        }
        kernels.gemm(
                Parallel.sequential(),
                product.accumulating(accumulate),
                w,
                0,
                x,
                row(k0),
                z,
                row(q0));
    }

    /// `zⱼ += Σᵢ wⱼᵢ xᵢ` over the queries `i` that see key `j`.
    private void weightByKey(
            int keys, int queries, int visible, float[] w, float[] x, int q0, float[] z, int k0) {
        GemmShape product =
                GemmShape.of(keys, D, queries).strides(QUERIES, C, C).accumulating(true);
        if (visible < keys) {
            product = product.banded(visible - 1, GemmShape.UNBOUNDED);
        }
        kernels.gemm(Parallel.sequential(), product, w, 0, x, row(q0), z, row(k0));
    }

    private void scaleRows(float[] factors, int at, int q0, int queries) {
        for (int i = 0; i < queries; i++) {
            kernels.scale(D, factors[at + i], f.y(), row(q0 + i));
        }
    }
}
