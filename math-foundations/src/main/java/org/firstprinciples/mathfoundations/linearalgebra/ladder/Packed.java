package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import java.util.Arrays;

/// Packing: a block of `B` is copied to where the innermost loop wants it, once for all rows of `A`.
///
/// - idea: a copy of `depth · width` elements serves `m · depth · width` terms, so it costs next to nothing and may
///   choose the layout. Here each row becomes an array of its own, and so does the piece of `C` that grows.
///   Both are read at the same index, so the compiler sees that no store reaches a later load, and makes
///   vectors of the loop: 16 terms with one instruction of 512 bits.
/// - what it costs: for each multiply-add still two loads and a store.
/// - bits: the library's. Lanes of a vector are different elements of `C`, each its own chain.
///
/// @param depth rows of a block of `B`
/// @param width columns of a block of `B`
public record Packed(int depth, int width) implements MatrixProduct {

    /// Checks the block.
    ///
    /// @throws IllegalArgumentException if a block is empty
    public Packed {
        if (depth < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a block needs a row and a column, got (%s,%s)".formatted(depth, width));
        }
    }

    @Override
    public String name() {
        return "packed";
    }

    @Override
    public void multiply(int m, int n, int k, float[] a, float[] b, float[] c) {
        MatrixProduct.requireFit(m, n, k, a, b, c);
        Arrays.fill(c, 0);
        for (int j = 0; j < n; j += width) {
            int columns = Math.min(width, n - j);
            float[] sums = new float[columns];
            for (int p0 = 0; p0 < k; p0 += depth) {
                int rows = Math.min(depth, k - p0);
                float[][] block = new float[rows][columns];
                for (int p = 0; p < rows; p++) {
                    System.arraycopy(b, (p0 + p) * n + j, block[p], 0, columns);
                }
                for (int i = 0; i < m; i++) {
                    System.arraycopy(c, i * n + j, sums, 0, columns);
                    for (int p = 0; p < rows; p++) {
                        addMultiple(a[i * k + p0 + p], block[p], sums);
                    }
                    System.arraycopy(sums, 0, c, i * n + j, columns);
                }
            }
        }
    }

    /// `sums += x · row`, the loop that becomes vectors.
    private static void addMultiple(float x, float[] row, float[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] = Math.fma(x, row[j], sums[j]);
        }
    }
}
