package org.firstprinciples.benchmarks.turns;

import java.io.Serializable;
import java.util.Locale;

/// What is timed. The same work is given to several libraries, which get the same numbers to begin with
/// and must come to the same result.
public sealed interface Work extends Serializable {

    /// `C (m,n) = op(A) (m,k) · op(B) (k,n)` of random matrices.
    ///
    /// @param transposeA whether `A` is stored `(k,m)`
    /// @param transposeB whether `B` is stored `(n,k)`
    record MatrixProduct(int m, int n, int k, boolean transposeA, boolean transposeB)
            implements Work {

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

    /// Rung `index` of the ladder of linear algebra on square matrices.
    record Rung(int index, int n) implements Work {}

    /// Training steps of a GPT: batch, forward, backward, clip, AdamW.
    record TrainingSteps(ModelSize size) implements Work {}

    /// The logits of `rows` sequences of the model's whole context, without gradients.
    record Logits(ModelSize size, int rows) implements Work {}

    /// Causal attention: `q, k, v (B,T,C)` to `(B,T,C)`.
    ///
    /// @param rows `B`
    /// @param length `T`
    /// @param heads `H`
    /// @param headSize `D = C/H`
    /// @param gradients whether the gradients of `q`, `k` and `v` are computed too
    /// @param fused whether in one operation, or composed from its parts
    record CausalAttention(
            int rows, int length, int heads, int headSize, boolean gradients, boolean fused)
            implements Work {

        /// `C`.
        public int width() {
            return heads * headSize;
        }
    }

    /// A function of every row of a matrix `(rows,columns)`.
    ///
    /// @param gradient whether the gradient of the input is computed too
    record RowFunction(Function function, int rows, int columns, boolean gradient) implements Work {

        /// The elements of the matrix.
        public int elements() {
            return rows * columns;
        }

        /// Which function.
        public enum Function {
            /// The softmax of a row.
            SOFTMAX,
            /// A row less its mean, divided by its deviation, times a scale.
            LAYER_NORM,
            /// `x·Φ(x)` of every element.
            GELU;

            /// As a word.
            public String word() {
                return name().toLowerCase(Locale.ROOT).replace('_', ' ');
            }
        }
    }

    /// The limit of arithmetic: [#COUNT] fused multiply-adds on each thread, none waiting for another.
    record MultiplyAdds() implements Work {

        /// How many on each thread: some milliseconds, and a multiple of what one loop does.
        public static final long COUNT = 3L << 27;
    }

    /// The limit of memory: `y = ax` for arrays of this length, cut into one piece for each thread.
    record Streaming(int length) implements Work {}
}
