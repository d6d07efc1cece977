package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// How [VectorGemm] lays out its operands, so that its innermost loop reads them in order.
///
/// `op(B)` becomes panels of columns, `(k, width)` each; panel after panel all of `full` width, the last
/// one perhaps narrow.
///
/// @param full the width of a panel
/// @param narrow the width of a last panel that needs no more
record Panels(int full, int narrow) {

    /// The width of the panel that begins at column `j`: a full one, or a narrow one if that is enough.
    int width(int n, int j) {
        return n - j > narrow ? full : narrow;
    }

    /// Copies columns of `op(B)` to `packed`, `(k, width)` with zeros where there is no column.
    void pack(Product p, float[] b, int bo, int panel, float[] packed) {
        int j = panel * full;
        int width = width(p.n(), j);
        int columns = Math.min(width, p.n() - j);
        int to = j * p.k();
        if (p.transposeB()) {
            packTransposed(p, b, bo + j * p.bStride(), columns, packed, to, width);
        } else {
            for (int k = 0, from = bo + j; k < p.k(); k++, from += p.bStride(), to += width) {
                System.arraycopy(b, from, packed, to, columns);
                for (int column = columns; column < width; column++) {
                    packed[to + column] = 0f;
                }
            }
        }
    }

    /// Eight rows of the stored `B` at a time become four neighboring columns of the panel.
    private static void packTransposed(
            Product p, float[] b, int from, int columns, float[] packed, int to, int width) {
        int stride = p.bStride();
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
            for (int k = 0, t = to + column; k < p.k(); k++, t += width) {
                packed[t] = b[s0 + k];
                packed[t + 1] = b[s1 + k];
                packed[t + 2] = b[s2 + k];
                packed[t + 3] = b[s3 + k];
                packed[t + 4] = b[s4 + k];
                packed[t + 5] = b[s5 + k];
                packed[t + 6] = b[s6 + k];
                packed[t + 7] = b[s7 + k];
            }
        }
        for (; column < width; column++) {
            for (int k = 0, t = to + column; k < p.k(); k++, t += width) {
                packed[t] = column < columns ? b[from + column * stride + k] : 0f;
            }
        }
    }

    /// Copies `count` rows of `op(A)` to `(k, count)`.
    static void copyRows(
            Product p, float[] a, int at, int rowStep, int kStep, int count, float[] rows) {
        if (rowStep == 1) {
            for (int k = 0; k < p.k(); k++) {
                System.arraycopy(a, at + k * kStep, rows, k * count, count);
            }
        } else {
            for (int i = 0; i < count; i++) {
                for (int k = 0, from = at + i * rowStep; k < p.k(); k++) {
                    rows[k * count + i] = a[from + k];
                }
            }
        }
    }
}
