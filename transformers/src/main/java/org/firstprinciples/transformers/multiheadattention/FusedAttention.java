package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.transformers.selfattention.Band;
import org.firstprinciples.transformers.selfattention.Visibility;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Attention of several heads in one pass over the keys, without the matrix of all scores.
///
/// Query head `h` owns columns `[hD, (h+1)D)` of the queries; it asks key head `⌊h·G/H⌋`, which owns as many columns of
/// keys and values. In it query `i` gets `oᵢ = Σⱼ pᵢⱼ vⱼ` over the keys `j` that it sees, with
/// `pᵢ = softmax(qᵢᵀkⱼ/√D)`, and 0 if it sees none. Scores exist for one block of [Kernels#QUERIES] queries and
/// [Kernels#KEYS] keys at a time; a running maximum and sum of each query carry the softmax from block to block, and
/// two numbers a query are kept for the backward pass, which computes the blocks again. Keys that are not seen are
/// skipped, never weighted by 0, so nothing they hold can leak.
///
/// - shapes: `q, o (B,T,C)` with `C = H·D`; `k, v (B,S,G·D)`
/// - adjoint: `v̄ⱼ = Σᵢ pᵢⱼōᵢ`; with `p̄ᵢⱼ = ōᵢᵀvⱼ`, `δᵢ = ōᵢᵀoᵢ` and `s̄ᵢⱼ = pᵢⱼ(p̄ᵢⱼ − δᵢ)/√D`:
///   `q̄ᵢ = Σⱼ s̄ᵢⱼkⱼ`, `k̄ⱼ = Σᵢ s̄ᵢⱼqᵢ`; sums over `i` go through all query heads that ask the key head
/// - memory: `2·B·H·T` numbers kept, and one block of scores for each thread
/// - limits: finite for finite inputs whose scores `qᵀk` do not overflow a float
/// - source: Vaswani et al. 2017, §3.2; Dao et al. 2022, *FlashAttention*, algorithms 1 and 4; fewer key heads:
///   Shazeer 2019, *Fast transformer decoding*; Ainslie et al. 2023, *GQA*
///
/// @param heads `H`, which divides `C`
/// @param keyHeads `G`, which divides `H`
/// @param visibility which keys a query sees
public record FusedAttention(int heads, int keyHeads, Visibility visibility) implements Operation {

    private static final int Q = 0;
    private static final int K = 1;
    private static final int V = 2;

    /// Checks the numbers of heads.
    ///
    /// @throws IllegalArgumentException if they are not positive, or key heads cannot be shared evenly
    public FusedAttention {
        if (heads < 1 || keyHeads < 1 || heads % keyHeads != 0) {
            throw new IllegalArgumentException(
                    "heads must be positive, and a multiple of the key heads: heads=%s keyHeads=%s"
                            .formatted(heads, keyHeads));
        }
    }

    /// Causal attention with a key head for each query head.
    public FusedAttention(int heads) {
        this(heads, heads, new Visibility.Causal());
    }

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 3
                || inputs[Q].rank() != 3
                || inputs[K].rank() != 3
                || inputs[Q].dim(0) != inputs[K].dim(0)
                || !inputs[K].equals(inputs[V])) {
            throw new ShapeException(
                    "attention: q (B,T,H·D) and k, v (B,S,G·D) are needed, got "
                            + Arrays.toString(inputs));
        }
        if (inputs[Q].last() % heads != 0
                || inputs[K].last() != inputs[Q].last() / heads * keyHeads) {
            throw new ShapeException(
                    "attention: %s heads of queries %s and %s of keys %s have no common size"
                            .formatted(heads, inputs[Q], keyHeads, inputs[K]));
        }
        visibility.require(inputs[K]);
        return inputs[Q];
    }

    /// Of every query and head: the largest score, and the reciprocal of the sum of exponentials.
    @Override
    public int saved(Shape... inputs) {
        return 2 * inputs[Q].dim(0) * heads * inputs[Q].dim(1);
    }

    @Override
    public void forward(Frame f) {
        forward(f, f.x(K), f.x(V), f.shape(K).dim(1), f.shape(K).dim(1));
    }

    /// The result for keys and values `(B,capacity,G·D)` that need not be inputs, of which the first `S` in each
    /// sequence are there.
    void forward(Frame f, float[] keys, float[] values, int capacity, int S) {
        int tasks = f.shape().dim(0) * heads;
        f.workers().run(tasks, task -> head(f, task, keys, values, capacity, S).forward());
    }

    /// Neighboring tasks are heads of different sequences. Two heads of one row would write to the same cache lines, and
    /// threads would take these from each other (false sharing).
    private Head head(Frame f, int index, float[] keys, float[] values, int capacity, int S) {
        int B = f.shape().dim(0);
        int T = f.shape().dim(1);
        int b = index % B;
        int h = index / B;
        int group = heads / keyHeads;
        int D = f.shape().last() / heads;
        return new Head(
                f.kernels(),
                T,
                D,
                visibility.band(b, T, S),
                rows(f.x(Q), heads, b, T, h, D),
                rows(keys, keyHeads, b, capacity, h / group, D),
                rows(values, keyHeads, b, capacity, h / group, D),
                rows(f.y(), heads, b, T, h, D),
                new Head.Saved(f.saved(), index * T, f.saved().length / 2 + index * T));
    }

    /// The columns of head `h` in the rows of sequence `b`.
    private static Head.Rows rows(float[] array, int heads, int b, int length, int h, int D) {
        return new Head.Rows(array, (b * length * heads + h) * D, heads * D);
    }

    @Override
    public boolean writesFirst(int input) {
        return true;
    }

    /// A task is a key head of a sequence, with the query heads that ask it, one after the other.
    @Override
    public void backward(Frame f) {
        int B = f.shape().dim(0);
        int T = f.shape().dim(1);
        int S = f.shape(K).dim(1);
        int D = f.shape().last() / heads;
        int group = heads / keyHeads;
        f.workers()
                .run(
                        B * keyHeads,
                        task -> {
                            int b = task % B;
                            int g = task / B;
                            Head.Rows dk = gradient(f, K, keyHeads, b, g, D);
                            Head.Rows dv = gradient(f, V, keyHeads, b, g, D);
                            for (int h = g * group; h < (g + 1) * group; h++) {
                                Head.Rows dq = gradient(f, Q, heads, b, h, D);
                                head(f, h * B + b, f.x(K), f.x(V), S, S)
                                        .backward(rows(f.dy(), heads, b, T, h, D), dq, dk, dv);
                            }
                        });
    }

    /// The rows of a head in the gradient of an input, zeros where nothing stands in them yet; null if it is not needed.
    private static Head.@Nullable Rows gradient(
            Frame f, int input, int heads, int b, int h, int D) {
        if (!f.needs(input)) {
            return null;
        }
        int length = f.shape(input).dim(1);
        Head.Rows rows = rows(f.dx(input), heads, b, length, h, D);
        if (f.first(input)) {
            rows.clear(0, length, D);
        }
        return rows;
    }

    /// Attention in double precision, query by query.
    ///
    /// @param heads `H`
    /// @param keyHeads `G`
    /// @param visibility which keys a query sees
    public record Formula(int heads, int keyHeads, Visibility visibility) implements Definition {

        /// Causal attention with a key head for each query head.
        public Formula(int heads) {
            this(heads, heads, new Visibility.Causal());
        }

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double[] o = new double[x[Q].length];
            forEachQuery(
                    shapes,
                    (q, keys, D) -> {
                        double[] p = probabilities(x, q, keys, D);
                        for (int j = 0; j < p.length; j++) {
                            for (int d = 0; d < D; d++) {
                                o[q + d] += p[j] * x[V][keys[j] + d];
                            }
                        }
                    });
            return o;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            double[][] dx = {
                new double[x[Q].length], new double[x[K].length], new double[x[V].length]
            };
            forEachQuery(
                    shapes,
                    (q, keys, D) -> {
                        double[] p = probabilities(x, q, keys, D);
                        double[] dp = new double[p.length];
                        for (int j = 0; j < p.length; j++) {
                            for (int d = 0; d < D; d++) {
                                dp[j] += dy[q + d] * x[V][keys[j] + d];
                                dx[V][keys[j] + d] += p[j] * dy[q + d];
                            }
                        }
                        double[] ds = p.length == 0 ? p : Softmax.adjoint(p, dp);
                        for (int j = 0; j < p.length; j++) {
                            for (int d = 0; d < D; d++) {
                                dx[Q][q + d] += ds[j] * x[K][keys[j] + d] / StrictMath.sqrt(D);
                                dx[K][keys[j] + d] += ds[j] * x[Q][q + d] / StrictMath.sqrt(D);
                            }
                        }
                    });
            return dx;
        }

        /// The probabilities of the keys that the query sees.
        private static double[] probabilities(double[][] x, int q, int[] keys, int D) {
            double[] s = new double[keys.length];
            for (int j = 0; j < s.length; j++) {
                for (int d = 0; d < D; d++) {
                    s[j] += x[Q][q + d] * x[K][keys[j] + d] / StrictMath.sqrt(D);
                }
            }
            return s.length == 0 ? s : Softmax.of(s);
        }

        private void forEachQuery(Shape[] shapes, QueryAction action) {
            int T = shapes[Q].dim(1);
            int S = shapes[K].dim(1);
            int D = shapes[Q].last() / heads;
            for (int b = 0; b < shapes[Q].dim(0); b++) {
                Band band = visibility.band(b, T, S);
                for (int h = 0; h < heads; h++) {
                    for (int t = 0; t < T; t++) {
                        int first = b * S * keyHeads + h * keyHeads / heads;
                        int[] keys =
                                IntStream.range(band.from(t), band.to(t))
                                        .map(j -> (first + j * keyHeads) * D)
                                        .toArray();
                        action.accept(((b * T + t) * heads + h) * D, keys, D);
                    }
                }
            }
        }

        /// What is done with a query of a head, given where its row begins and where those of the keys that it sees.
        private interface QueryAction {
            void accept(int q, int[] keys, int D);
        }
    }
}
