package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import java.util.Arrays;

/// Cache blocking: all rows of `A` pass over a block of `B` before the next block is touched.
///
/// - idea: without blocks each row of `C` reads all of `B`. If `B` is larger than a cache, it is loaded from
///   slower memory `m` times. A block of `B` that fits is loaded once and hit in the cache `m` times.
/// - what it costs: a row of `C` is read and written once for each block of `k`. The gain is the time spent
///   waiting for memory, so a loop that is bound by computation gains nothing.
/// - bits: the library's. Blocks over `k` ascend, and the partial sum waits in `C` unchanged: a float that is
///   stored and loaded keeps its bits.
/// - source: Goto & van de Geijn 2008, section 4
///
/// @param depth rows of a block of `B`
/// @param width columns of a block of `B`
public record Blocked(int depth, int width) implements MatrixProduct {

    /// Checks the block.
    ///
    /// @throws IllegalArgumentException if a block is empty
    public Blocked {
        if (depth < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a block needs a row and a column, got (%s,%s)".formatted(depth, width));
        }
    }

    @Override
    public String name() {
        return "blocked";
    }

    @Override
    public void multiply(int m, int n, int k, float[] a, float[] b, float[] c) {
        MatrixProduct.requireFit(m, n, k, a, b, c);
        Arrays.fill(c, 0);
        for (int j0 = 0; j0 < n; j0 += width) {
            int columns = Math.min(width, n - j0);
            for (int p0 = 0; p0 < k; p0 += depth) {
                int p1 = Math.min(k, p0 + depth);
                for (int i = 0; i < m; i++) {
                    for (int p = p0; p < p1; p++) {
                        addMultiple(columns, a[i * k + p], b, p * n + j0, c, i * n + j0);
                    }
                }
            }
        }
    }

    /// Adds `x` times a piece of a row of `B` to a piece of a row of `C`.
    private static void addMultiple(int n, float x, float[] b, int bo, float[] c, int co) {
        for (int j = 0; j < n; j++) {
            c[co + j] = Math.fma(x, b[bo + j], c[co + j]);
        }
    }
}
