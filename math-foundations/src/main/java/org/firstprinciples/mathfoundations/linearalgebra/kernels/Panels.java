package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.Arrays;

/// How [VectorGemm] lays out rows of `op(B)`, so that its innermost loop reads them in order.
///
/// A slice `[k0,k1)` becomes panels of columns, `(k1−k0, width)` each; panel after panel all of `full` width,
/// the last one perhaps narrow.
///
/// @param full the width of a panel
/// @param narrow the width of a last panel that needs no more
record Panels(int full, int narrow) {

    /// The width of the panel that begins at column `j`: a full one, or a narrow one if that is enough.
    int width(int n, int j) {
        return n - j > narrow ? full : narrow;
    }

    /// Copies the rows `[k0,k1)` and the panels of the columns `[j0,j1)` from `op(B)` to `slice`, with zeros
    /// where a panel sticks out over the last column.
    void pack(Product p, float[] b, int bo, int j0, int j1, int k0, int k1, float[] slice) {
        int terms = k1 - k0;
        int whole = p.transposeB() ? j0 : j1 - (j1 - j0) % full;
        packWhole(b, bo + k0 * p.bStride() + j0, p.bStride(), terms, whole - j0, slice);
        for (int j = whole; j < j1; j += full) {
            int to = (j - j0) * terms;
            int width = width(p.n(), j);
            int columns = Math.min(width, p.n() - j);
            if (p.transposeB()) {
                int from = bo + j * p.bStride() + k0;
                packTransposed(b, from, p.bStride(), terms, columns, slice, to, width);
            } else {
                int from = bo + k0 * p.bStride() + j;
                packEdge(b, from, p.bStride(), terms, columns, slice, to, width);
            }
        }
    }

    /// Whole panels, row after row of `B`, because memory is fastest in order.
    private void packWhole(float[] b, int from, int stride, int terms, int columns, float[] slice) {
        for (int k = 0; k < terms; k++) {
            for (int j = 0; j < columns; j += full) {
                System.arraycopy(b, from + k * stride + j, slice, j * terms + k * full, full);
            }
        }
    }

    private static void packEdge(
            float[] b,
            int from,
            int stride,
            int terms,
            int columns,
            float[] slice,
            int to,
            int width) {
        for (int k = 0; k < terms; k++) {
            int row = to + k * width;
            System.arraycopy(b, from + k * stride, slice, row, columns);
            Arrays.fill(slice, row + columns, row + width, 0f);
        }
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
