package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Scratch;
import org.firstprinciples.transformers.selfattention.Band;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// One query head of one sequence of a [FusedAttention]: matrices of `D` columns, `T` rows of queries and `S` of keys.
///
/// Both passes go through blocks of queries and, for each, through blocks of keys, first to last. Blocks of keys begin
/// at multiples of [Kernels#KEYS], wherever the queries stand, so a query meets its keys in one order and in the same
/// blocks however the text was cut. Each block is narrowed to the queries and keys that see each other, so every
/// query in it sees a key and every key is seen; what a query does not see is left out of its sums.
final class Head {

    private static final int QUERIES = Kernels.QUERIES;
    private static final int KEYS = Kernels.KEYS;

    /// Keys whose scores for a single query are computed by one product.
    private static final int KEYS_AT_ONCE = 16 * KEYS;

    private static final Scratch PRODUCTS = new Scratch();
    private static final Scratch SCORES = new Scratch();
    private static final Scratch DERIVATIVES = new Scratch();
    private static final Scratch DELTAS = new Scratch();
    private static final Scratch FACTORS = new Scratch();
    private static final Scratch SUMS = new Scratch();

    /// Rows of a larger array: those of one head, in one sequence.
    ///
    /// @param array where they lie
    /// @param first the offset of the first row
    /// @param stride the distance between the beginnings of two rows
    record Rows(float[] array, int first, int stride) {

        int at(int row) {
            return first + row * stride;
        }

        /// Writes zeros into `columns` columns of the rows `from … to−1`.
        void clear(int from, int to, int columns) {
            for (int i = from; i < to; i++) {
                Arrays.fill(array, at(i), at(i) + columns, 0f);
            }
        }
    }

    /// The numbers that the forward pass keeps for each query.
    ///
    /// @param array where they lie
    /// @param maxima the offset of the largest scores
    /// @param reciprocals the offset of the reciprocal sums of exponentials, 0 where no key is seen
    record Saved(float[] array, int maxima, int reciprocals) {}

    /// A block of queries and keys that see each other.
    ///
    /// @param q the first query
    /// @param queries how many
    /// @param k the first key
    /// @param keys how many
    /// @param hidden where the keys of the first query begin, counted from `k`: at most 0; one later for each next
    /// @param visible where the keys of the first query end, counted from `k`: at least 1; one later for each next
    private record Block(int q, int queries, int k, int keys, int hidden, int visible) {

        boolean isEmpty() {
            return queries <= 0 || keys <= 0;
        }

        /// Whether some query does not see some key.
        boolean isBanded() {
            return hidden + queries > 1 || visible < keys;
        }
    }

    private final Kernels kernels;
    private final int T;
    private final int D;
    private final Band band;
    private final Rows q; // (T,D)
    private final Rows k; // (S,D)
    private final Rows v; // (S,D)
    private final Rows o; // (T,D)
    private final Saved saved;
    private final float scale;

    Head(Kernels kernels, int T, int D, Band band, Rows q, Rows k, Rows v, Rows o, Saved saved) {
        this.kernels = kernels;
        this.T = T;
        this.D = D;
        this.band = band;
        this.q = q;
        this.k = k;
        this.v = v;
        this.o = o;
        this.saved = saved;
        this.scale = (float) (1 / Math.sqrt(D));
    }

    void forward() {
        if (T == 1) {
            forwardOfOne();
        } else {
            forwardInBlocks();
        }
    }

    /// A single query, as in decoding: the same sums, with the scores of many blocks in one product and the values added
    /// one after the other. So nothing is allocated for a block, and a step allocates the same however long the text.
    private void forwardOfOne() {
        float[] products = PRODUCTS.atLeast(KEYS_AT_ONCE); // (keys,1)
        float[] scores = SCORES.atLeast(KEYS * QUERIES); // (keys,queries), the first column
        float[] factors = FACTORS.atLeast(QUERIES);
        float[] sums = SUMS.atLeast(QUERIES);
        float[] kept = saved.array();
        kept[saved.maxima()] = Float.NEGATIVE_INFINITY;
        sums[0] = 0f;
        o.clear(0, 1, D);
        for (int p0 = firstBlock(0); p0 < band.to(0); p0 += KEYS_AT_ONCE) {
            int first = Math.max(p0, band.from(0));
            int last = Math.min(p0 + KEYS_AT_ONCE, band.to(0));
            products(last - first, first, products);
            for (int k0 = p0; k0 < last; k0 += KEYS) {
                int k = Math.max(k0, first);
                int keys = Math.min(k0 + KEYS, last) - k;
                for (int j = 0; j < keys; j++) {
                    scores[j * QUERIES] = products[k - first + j];
                }
                kernels.softmaxColumns(
                        keys, 1, keys, scale, scores, kept, saved.maxima(), sums, 0, factors);
                scaleRows(0, 1, factors, 0);
                for (int j = 0; j < keys; j++) {
                    float weight = scores[j * QUERIES];
                    kernels.axpy(D, weight, v.array(), v.at(k + j), o.array(), o.at(0));
                }
            }
        }
        kept[saved.reciprocals()] = reciprocal(sums[0]);
        scaleRows(0, 1, kept, saved.reciprocals());
    }

    /// `s (keys,1) = K·q` for the keys from `k` on and the first query.
    private void products(int keys, int k, float[] s) {
        GemmShape product =
                GemmShape.transposedB(keys, 1, D).strides(this.k.stride(), q.stride(), 1);
        kernels.gemm(
                Parallel.sequential(),
                product,
                this.k.array(),
                this.k.at(k),
                q.array(),
                q.at(0),
                s,
                0);
    }

    /// 0 for a query that sees no key; the sum of any other is at least 1.
    private static float reciprocal(float sum) {
        return sum == 0f ? 0f : 1f / sum;
    }

    private void forwardInBlocks() {
        float[] scores = SCORES.atLeast(KEYS * QUERIES); // (keys,queries)
        float[] factors = FACTORS.atLeast(QUERIES);
        float[] sums = SUMS.atLeast(QUERIES);
        float[] kept = saved.array();
        for (int q0 = 0; q0 < T; q0 += QUERIES) {
            int q1 = Math.min(T, q0 + QUERIES);
            int maxima = saved.maxima() + q0;
            int reciprocals = saved.reciprocals() + q0;
            Arrays.fill(kept, maxima, maxima + q1 - q0, Float.NEGATIVE_INFINITY);
            Arrays.fill(sums, 0, q1 - q0, 0f);
            boolean first = true;
            for (int k0 = firstBlock(q0); k0 < band.to(q1 - 1); k0 += KEYS) {
                Block block = block(q0, q1, k0);
                if (block.isEmpty()) {
                    continue;
                }
                int at = block.q() - q0;
                products(block, k, q, scores);
                hide(block, scores);
                kernels.softmaxColumns(
                        block.keys(),
                        block.queries(),
                        block.visible(),
                        scale,
                        scores,
                        kept,
                        maxima + at,
                        sums,
                        at,
                        factors);
                if (first) {
                    o.clear(q0, block.q(), D);
                    o.clear(block.q() + block.queries(), q1, D);
                } else {
                    scaleRows(block.q(), block.queries(), factors, 0);
                }
                weightByQuery(block, scores, v, o, !first);
                first = false;
            }
            if (first) {
                o.clear(q0, q1, D);
            }
            for (int i = 0; i < q1 - q0; i++) {
                kept[reciprocals + i] = reciprocal(sums[i]);
            }
            scaleRows(q0, q1 - q0, kept, reciprocals);
        }
    }

    /// Adds to the gradients of queries, keys and values, those that are needed, for the gradient `dO` of the result.
    void backward(Rows dO, @Nullable Rows dq, @Nullable Rows dk, @Nullable Rows dv) {
        float[] scores = SCORES.atLeast(KEYS * QUERIES); // (keys,queries), then probabilities
        float[] derivatives = DERIVATIVES.atLeast(KEYS * QUERIES); // (keys,queries)
        float[] deltas = DELTAS.atLeast(QUERIES);
        float[] delta = FACTORS.atLeast(QUERIES); // of the queries of a block
        for (int q0 = 0; q0 < T; q0 += QUERIES) {
            int q1 = Math.min(T, q0 + QUERIES);
            for (int i = 0; i < q1 - q0; i++) {
                deltas[i] = kernels.dot(D, dO.array(), dO.at(q0 + i), o.array(), o.at(q0 + i));
            }
            for (int k0 = firstBlock(q0); k0 < band.to(q1 - 1); k0 += KEYS) {
                Block block = block(q0, q1, k0);
                if (block.isEmpty()) {
                    continue;
                }
                System.arraycopy(deltas, block.q() - q0, delta, 0, block.queries());
                products(block, k, q, scores);
                products(block, v, dO, derivatives);
                kernels.softmaxColumnsGradient(
                        block.keys(),
                        block.queries(),
                        block.visible(),
                        scale,
                        scores,
                        derivatives,
                        saved.array(),
                        saved.maxima() + block.q(),
                        saved.array(),
                        saved.reciprocals() + block.q(),
                        delta);
                if (dq != null) {
                    weightByQuery(block, derivatives, k, dq, true);
                }
                if (dk != null) {
                    weightByKey(block, derivatives, q, dk);
                }
                if (dv != null) {
                    weightByKey(block, scores, dO, dv);
                }
            }
        }
    }

    /// Where the block of keys begins in which the keys of this query begin.
    private int firstBlock(int query) {
        return band.from(query) / KEYS * KEYS;
    }

    /// What the queries `q0 … q1−1` see of the keys from `k0` on.
    private Block block(int q0, int q1, int k0) {
        int k = Math.max(k0, band.from(q0));
        int kEnd = Math.min(k0 + KEYS, band.to(q1 - 1));
        int q = Math.max(q0, k + 1 - band.upper()); // the first that sees key k
        int qEnd =
                Math.min(
                        q1,
                        kEnd - band.lower()); // the one before is the last that sees key kEnd − 1
        return new Block(q, qEnd - q, k, kEnd - k, q + band.lower() - k, q + band.upper() - k);
    }

    /// `−∞` in the scores of keys before those that a query sees, so that their weight is exactly 0.
    private static void hide(Block block, float[] scores) {
        for (int j = 0; j < block.hidden() + block.queries() - 1; j++) {
            int from = j * QUERIES + j + 1 - block.hidden();
            Arrays.fill(scores, from, j * QUERIES + block.queries(), Float.NEGATIVE_INFINITY);
        }
    }

    /// `s (keys,queries) = X·Yᵀ` for the rows of keys and those of queries.
    private void products(Block block, Rows x, Rows y, float[] s) {
        GemmShape product =
                GemmShape.transposedB(block.keys(), block.queries(), D)
                        .strides(x.stride(), y.stride(), QUERIES);
        kernels.gemm(
                Parallel.sequential(),
                product,
                x.array(),
                x.at(block.k()),
                y.array(),
                y.at(block.q()),
                s,
                0);
    }

    /// `zᵢ += Σⱼ wⱼᵢ xⱼ` over the keys that query `i` sees; begins at 0 unless it accumulates.
    private void weightByQuery(Block block, float[] w, Rows x, Rows z, boolean accumulate) {
        GemmShape product =
                GemmShape.transposedA(block.queries(), D, block.keys())
                        .strides(QUERIES, x.stride(), z.stride())
                        .accumulating(accumulate);
        if (block.isBanded()) {
            product = product.banded(-block.hidden(), block.visible());
        }
        kernels.gemm(
                Parallel.sequential(),
                product,
                w,
                0,
                x.array(),
                x.at(block.k()),
                z.array(),
                z.at(block.q()));
    }

    /// `zⱼ += Σᵢ wⱼᵢ xᵢ` over the queries `i` that see key `j`.
    private void weightByKey(Block block, float[] w, Rows x, Rows z) {
        GemmShape product =
                GemmShape.of(block.keys(), D, block.queries())
                        .strides(QUERIES, x.stride(), z.stride())
                        .accumulating(true);
        if (block.isBanded()) {
            product = product.banded(block.visible() - 1, 1 - block.hidden());
        }
        kernels.gemm(
                Parallel.sequential(),
                product,
                w,
                0,
                x.array(),
                x.at(block.q()),
                z.array(),
                z.at(block.k()));
    }

    private void scaleRows(int first, int rows, float[] factors, int at) {
        for (int i = 0; i < rows; i++) {
            kernels.scale(D, factors[at + i], o.array(), o.at(first + i));
        }
    }
}
