package org.firstprinciples.mathfoundations.linearalgebra.ladder;

/// SIMD registers: `C` is computed tile by tile, and a tile's sums do not leave the registers.
///
/// - idea: [VectorTile] loads and stores nothing of `C` while it adds. It uses each element of `B` that it has
///   loaded for 6 rows, and each element of `A` for 2 vectors. So that it reads `B` in order, `B` is packed into
///   *panels* as wide as a tile, `(k, WIDTH)` each, padded with zeros. Bands of rows are its blocks: a panel
///   that was fetched serves all tiles of a band.
/// - what it costs: tiles do not fit at the edge. Here the last ones repeat the last row and are padded with
///   columns of zeros, and what lies outside of `C` is not copied.
/// - bits: the library's, at every width of a vector. An element is a lane of one register from its first term to
///   its last.
public record Simd() implements MatrixProduct {

    /// Rows of a band: eight tiles.
    static final int BAND = 8 * VectorTile.ROWS;

    @Override
    public String name() {
        return "SIMD";
    }

    @Override
    public void multiply(int m, int n, int k, float[] a, float[] b, float[] c) {
        MatrixProduct.requireFit(m, n, k, a, b, c);
        int count = Math.ceilDiv(n, VectorTile.WIDTH);
        float[] panels = new float[count * VectorTile.WIDTH * k]; // (count,k,WIDTH)
        for (int panel = 0; panel < count; panel++) {
            pack(panel, n, k, b, panels);
        }
        for (int i = 0; i < m; i += BAND) {
            band(i, Math.min(m, i + BAND), n, k, a, panels, c);
        }
    }

    /// Copies the columns of `B` that belong to a panel; the panel holds zeros where `B` has no column.
    static void pack(int panel, int n, int k, float[] b, float[] panels) {
        int j = panel * VectorTile.WIDTH;
        int columns = Math.min(VectorTile.WIDTH, n - j);
        for (int p = 0; p < k; p++) {
            System.arraycopy(b, p * n + j, panels, j * k + p * VectorTile.WIDTH, columns);
        }
    }

    /// Rows `[from,to)` of `C`, panel by panel: a panel of `B` stays in a cache while the band's tiles use it.
    static void band(int from, int to, int n, int k, float[] a, float[] panels, float[] c) {
        float[] tile = new float[VectorTile.ROWS * VectorTile.WIDTH]; // (ROWS,WIDTH)
        int[] rows = new int[VectorTile.ROWS]; // where a row of A begins
        for (int j = 0; j < n; j += VectorTile.WIDTH) {
            int columns = Math.min(VectorTile.WIDTH, n - j);
            for (int i = from; i < to; i += VectorTile.ROWS) {
                for (int r = 0; r < VectorTile.ROWS; r++) {
                    rows[r] = Math.min(i + r, to - 1) * k;
                }
                VectorTile.multiply(k, a, rows, panels, j * k, tile);
                for (int r = 0; r < Math.min(VectorTile.ROWS, to - i); r++) {
                    System.arraycopy(tile, r * VectorTile.WIDTH, c, (i + r) * n + j, columns);
                }
            }
        }
    }
}
