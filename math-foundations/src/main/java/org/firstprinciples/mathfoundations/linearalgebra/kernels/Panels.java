package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.Arrays;

/// The layout of packed `op(B)` for [BlockedGemm], whose innermost loop reads it in order: panels of columns,
/// `(k, width)` each, one after the other; all of `full` width, the last one perhaps narrow.
///
/// @param full the width of a panel
/// @param narrow the width of a last panel that needs no more
record Panels(int full, int narrow) {

    /// Rows of `B` in a task of packing.
    private static final int ROWS = 32;

    /// The width of the panel that begins at column `j`: a full one, or a narrow one if that is enough.
    int width(int n, int j) {
        return n - j > narrow ? full : narrow;
    }

    /// Whether `n` columns make whole panels, so that none needs padding.
    boolean fit(int n) {
        return n % full == 0 || n % full == narrow;
    }

    /// The elements of all panels.
    int size(GemmShape p) {
        return Math.multiplyExact(Math.ceilDiv(p.n(), full) * full, p.k());
    }

    /// Packs `op(B)`, and pads the last panel with zeros. `B` is read a whole row at a time, because hardware prefetches
    /// sequential reads.
    void pack(Tiles tiles, Parallel parallel, GemmShape p, float[] b, int bo, float[] packed) {
        if (p.transposeB()) { // no `blocks`: one call less lets the compiler keep the form of a
            // product in registers
            parallel.run(
                    Math.ceilDiv(p.n(), full),
                    task -> packTransposed(tiles, p, b, bo, task * full, packed));
        } else {
            parallel.run(
                    Math.ceilDiv(p.k(), ROWS),
                    task -> {
                        int end = Math.min(p.k(), (task + 1) * ROWS);
                        for (int k = task * ROWS; k < end; k++) {
                            packRow(p, b, bo + k * p.bStride(), k, packed);
                        }
                    });
        }
    }

    private void packRow(GemmShape p, float[] b, int from, int k, float[] packed) {
        for (int j = 0; j < p.n(); j += full) {
            int width = width(p.n(), j);
            int columns = Math.min(width, p.n() - j);
            int to = j * p.k() + k * width;
            System.arraycopy(b, from + j, packed, to, columns);
            Arrays.fill(packed, to + columns, to + width, 0f);
        }
    }

    private void packTransposed(
            Tiles tiles, GemmShape p, float[] b, int bo, int j, float[] packed) {
        int width = width(p.n(), j);
        int columns = Math.min(width, p.n() - j);
        int to = j * p.k();
        tiles.transpose(columns, p.k(), b, bo + j * p.bStride(), p.bStride(), packed, to, width);
        for (int k = 0; k < p.k() && columns < width; k++) {
            Arrays.fill(packed, to + k * width + columns, to + (k + 1) * width, 0f);
        }
    }
}
