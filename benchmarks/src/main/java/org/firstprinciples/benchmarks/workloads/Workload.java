package org.firstprinciples.benchmarks.workloads;

import java.io.Serializable;
import java.util.Locale;

/// What is timed. Every library gets the same workload with the same inputs and must come to the same output.
public sealed interface Workload extends Serializable {

    /// `C (m,n) = op(A) (m,k) · op(B) (k,n)` of random matrices.
    ///
    /// @param transposeA whether `A` is stored `(k,m)`
    /// @param transposeB whether `B` is stored `(n,k)`
    record MatrixProduct(int m, int n, int k, boolean transposeA, boolean transposeB)
            implements Workload {

        /// A product of square matrices.
        public static MatrixProduct square(int n) {
            return new MatrixProduct(n, n, n, false, false);
        }

        /// `2mnk`, counting a multiply-add as two operations.
        public double flops() {
            return 2.0 * m * n * k;
        }

        /// The extents as `m×n×k`.
        public String extents() {
            return "%d×%d×%d".formatted(m, n, k);
        }

        /// Which operand is transposed.
        public String form() {
            return (transposeA ? "Aᵀ" : "A") + "·" + (transposeB ? "Bᵀ" : "B");
        }
    }

    /// The product of two square matrices by rung `index` of the ladder of linear algebra.
    record Rung(int index, int n) implements Workload {}

    /// Training steps of a GPT: batch, forward, backward, clip, AdamW. A run is one step.
    record TrainingSteps(ModelSize size) implements Workload {

        /// The losses of so many first steps are compared.
        public static final int COMPARED = 5;
    }

    /// The logits of `batchSize` sequences of the model's whole context, without gradients.
    record Logits(ModelSize size, int batchSize) implements Workload {}

    /// Causal attention: `q, k, v (B,T,C)` to `(B,T,C)`.
    ///
    /// @param batchSize `B`
    /// @param length `T`
    /// @param heads `H`
    /// @param headSize `D = C/H`
    /// @param gradients whether the gradients of `q`, `k` and `v` are computed too
    /// @param fused whether in one operation, or composed from its parts
    record CausalAttention(
            int batchSize, int length, int heads, int headSize, boolean gradients, boolean fused)
            implements Workload {

        /// `C`.
        public int width() {
            return heads * headSize;
        }
    }

    /// A function of every row of a matrix `(rows,columns)`.
    ///
    /// @param gradient whether the gradient of the input is computed too
    record RowFunction(Function function, int rows, int columns, boolean gradient)
            implements Workload {

        /// The elements of the matrix.
        public int elements() {
            return rows * columns;
        }

        /// Which function.
        public enum Function {
            /// The softmax of a row.
            SOFTMAX,
            /// A row less its mean, divided by its standard deviation, times a scale.
            LAYER_NORM,
            /// `x·Φ(x)` of every element.
            GELU;

            /// As a word.
            public String word() {
                return name().toLowerCase(Locale.ROOT).replace('_', ' ');
            }
        }
    }

    /// The limit of arithmetic: fused multiply-adds that do not wait for each other, [#PER_THREAD] on each thread.
    record FusedMultiplyAdds() implements Workload {

        /// How many on each thread: some milliseconds, and a multiple of what one loop does.
        public static final long PER_THREAD = 3L << 27;

        /// The operations on so many threads, counting a multiply-add as two.
        public double flops(int threads) {
            return 2.0 * threads * PER_THREAD;
        }
    }

    /// The limit of bandwidth, from cache or memory according to the length: the *scale* kernel of the STREAM
    /// benchmark, `y = ax`, for arrays of this length, cut into one piece for each thread.
    record StreamScale(int length) implements Workload {

        /// The bytes that are read and written.
        public double bytes() {
            return 2.0 * Float.BYTES * length;
        }
    }
}
