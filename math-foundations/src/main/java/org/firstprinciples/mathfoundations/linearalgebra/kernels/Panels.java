package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.Arrays;

/// How [BlockedGemm] lays out `op(B)`, so that its innermost loop reads it in order: panels of columns,
/// `(k, width)` each; panel after panel all of `full` width, the last one perhaps narrow.
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

    /// Whether `n` columns make whole panels, so that none sticks out over the last column.
    boolean fit(int n) {
        return n % full == 0 || n % full == narrow;
    }

    /// The elements of all panels.
    int size(Product p) {
        return Math.multiplyExact(Math.ceilDiv(p.n(), full) * full, p.k());
    }

    /// Copies `op(B)` to `packed`, with zeros where the last panel sticks out over the last column: whole rows
    /// of `B` at a time, because memory is fastest in order.
    void pack(Parallel parallel, Product p, float[] b, int bo, float[] packed) {
        if (p.transposeB()) {
            parallel.run(
                    Math.ceilDiv(p.n(), full),
                    panel -> packTransposed(p, b, bo, panel * full, packed));
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

    private void packRow(Product p, float[] b, int from, int k, float[] packed) {
        for (int j = 0; j < p.n(); j += full) {
            int width = width(p.n(), j);
            int columns = Math.min(width, p.n() - j);
            int to = j * p.k() + k * width;
            System.arraycopy(b, from + j, packed, to, columns);
            Arrays.fill(packed, to + columns, to + width, 0f);
        }
    }

    private void packTransposed(Product p, float[] b, int bo, int j, float[] packed) {
        int width = width(p.n(), j);
        int columns = Math.min(width, p.n() - j);
        packTransposed(
                b, bo + j * p.bStride(), p.bStride(), p.k(), columns, packed, j * p.k(), width);
    }

    /// Eight rows of the stored `B` at a time become four neighboring columns of the panel.
    private static void packTransposed(
            float[] b,
            int from,
            int stride,
            int terms,
            int columns,
            float[] slice,
            int to,
            int width) {
        int column = 0;
        for (; column + 8 <= columns; column += 8) {
            int s0 = from + column * stride;
            int s1 = s0 + stride;
            int s2 = s1 + stride;
            int s3 = s2 + stride;
            int s4 = s3 + stride;
            int s5 = s4 + stride;
            int s6 = s5 + stride;
            int s7 = s6 + stride;
            for (int k = 0, t = to + column; k < terms; k++, t += width) {
                slice[t] = b[s0 + k];
                slice[t + 1] = b[s1 + k];
                slice[t + 2] = b[s2 + k];
                slice[t + 3] = b[s3 + k];
                slice[t + 4] = b[s4 + k];
                slice[t + 5] = b[s5 + k];
                slice[t + 6] = b[s6 + k];
                slice[t + 7] = b[s7 + k];
            }
        }
        for (; column < width; column++) {
            for (int k = 0, t = to + column; k < terms; k++, t += width) {
                slice[t] = column < columns ? b[from + column * stride + k] : 0f;
            }
        }
    }
}
