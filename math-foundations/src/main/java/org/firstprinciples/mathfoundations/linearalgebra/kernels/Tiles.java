package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The micro-kernel of [BlockedGemm]: tiles of the product, whose sums stay in registers while `k` runs, and the packing
/// of operands.
///
/// A tile has 1, 2 or [#ROWS] rows and the width of a panel of `B`. Element `(i,k)` of `A` stands at
/// `ao + i·rowStep + k·kStep`, row `k` of the panel at `bo + k·bStep`, row `i` of the tile at `co + i·stride`.
interface Tiles {

    /// The rows of a whole tile.
    int ROWS = 6;

    /// The panels that tiles read: as wide as a tile.
    Panels panels();

    /// Copies rows of `n` numbers, `fStride` apart, to rows `tStride` apart.
    void copy(int rows, int n, float[] from, int fo, int fStride, float[] to, int tStride);

    /// Copies rows of `n` numbers, `fStride` apart, to columns; of these, neighboring numbers are `tStride` apart.
    void transpose(
            int rows, int n, float[] from, int fo, int fStride, float[] to, int at, int tStride);

    /// `C = Z + Σₖ aₖ·bₖ`, `k` ascending over the terms, where rows of `Z` are `zStride` apart: `C` itself, or the initial
    /// values of its sums.
    void add(
            int rows,
            int width,
            int terms,
            float[] a,
            int ao,
            int rowStep,
            int kStep,
            float[] b,
            int bo,
            int bStep,
            float[] z,
            int zo,
            int zStride,
            float[] c,
            int co,
            int stride);

    /// Adds to a whole tile of `C`, at the edge of a band, the terms that all rows share and a triangle of 5 more.
    ///
    /// @param terms how many all rows share
    /// @param join whether the triangle comes before them, and row `i` begins `i` terms after row 0; else it comes after
    ///     them, and row `i` ends `i` terms after row 0
    void addTriangle(
            int width,
            int terms,
            boolean join,
            float[] a,
            int ao,
            int rowStep,
            int kStep,
            float[] b,
            int bo,
            int bStep,
            float[] c,
            int co,
            int stride);
}
