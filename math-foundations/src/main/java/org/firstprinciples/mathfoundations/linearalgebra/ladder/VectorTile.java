package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The register tile: 6 rows by 2 vectors of `C` stay in registers while `p` runs over all terms.
///
/// Each step loads 2 vectors of `B` and 6 elements of `A` for 12 multiply-adds. The 12 sums are separate
/// chains: a core with two units and a latency of 4 cycles needs at least 8 to be busy. Sums, 2 vectors and
/// a broadcast element are 15 registers, so the tile fits a machine that has only 16.
/// - source: Goto & van de Geijn 2008, section 5.2; the shape is that of the Haswell kernel of Van Zee & van
///   de Geijn 2015, *BLIS*
final class VectorTile {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /// Rows of a tile.
    static final int ROWS = 6;

    /// Columns of a tile, and of a panel of `B`.
    static final int WIDTH = 2 * L;

    private VectorTile() {}

    /// `tile (6, WIDTH) = A (6,k) · panel (k, WIDTH)`.
    ///
    /// @param a the array of `A`, whose row `r` begins at `rows[r]`
    /// @param panels the array of panels, of which one begins at `t`
    static void multiply(int k, float[] a, int[] rows, float[] panels, int t, float[] tile) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector s00 = zero, s10 = zero, s20 = zero, s30 = zero, s40 = zero, s50 = zero;
        FloatVector s01 = zero, s11 = zero, s21 = zero, s31 = zero, s41 = zero, s51 = zero;
        for (int p = 0; p < k; p++, t += WIDTH) {
            FloatVector b0 = FloatVector.fromArray(S, panels, t);
            FloatVector b1 = FloatVector.fromArray(S, panels, t + L);
            FloatVector x = FloatVector.broadcast(S, a[rows[0] + p]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(S, a[rows[1] + p]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = FloatVector.broadcast(S, a[rows[2] + p]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(S, a[rows[3] + p]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            x = FloatVector.broadcast(S, a[rows[4] + p]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            x = FloatVector.broadcast(S, a[rows[5] + p]);
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
        }
        s00.intoArray(tile, 0);
        s01.intoArray(tile, L);
        s10.intoArray(tile, 2 * L);
        s11.intoArray(tile, 3 * L);
        s20.intoArray(tile, 4 * L);
        s21.intoArray(tile, 5 * L);
        s30.intoArray(tile, 6 * L);
        s31.intoArray(tile, 7 * L);
        s40.intoArray(tile, 8 * L);
        s41.intoArray(tile, 9 * L);
        s50.intoArray(tile, 10 * L);
        s51.intoArray(tile, 11 * L);
    }
}
