package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorWidth.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Packs operands in SIMD instructions: copies rows to rows, or transposes them, so that tiles read in order.
interface VectorPacking extends Tiles {

    // For transposing: rotations by `step` lanes, and the lanes whose index has that bit.
    VectorShuffle<Float> RIGHT_1 = VectorShuffle.iota(S, -1, 1, true);
    VectorShuffle<Float> RIGHT_2 = VectorShuffle.iota(S, -2, 1, true);
    VectorShuffle<Float> RIGHT_4 = VectorShuffle.iota(S, -4, 1, true);
    VectorShuffle<Float> RIGHT_8 = VectorShuffle.iota(S, -8, 1, true);
    VectorShuffle<Float> LEFT_1 = VectorShuffle.iota(S, 1, 1, true);
    VectorShuffle<Float> LEFT_2 = VectorShuffle.iota(S, 2, 1, true);
    VectorShuffle<Float> LEFT_4 = VectorShuffle.iota(S, 4, 1, true);
    VectorShuffle<Float> LEFT_8 = VectorShuffle.iota(S, 8, 1, true);
    VectorMask<Float> BIT_1 = VectorMask.fromLong(S, 0xAAAA);
    VectorMask<Float> BIT_2 = VectorMask.fromLong(S, 0xCCCC);
    VectorMask<Float> BIT_4 = VectorMask.fromLong(S, 0xF0F0);
    VectorMask<Float> BIT_8 = VectorMask.fromLong(S, 0xFF00);

    Scratch SQUARE = new Scratch();

    @Override
    default void copy(int rows, int n, float[] from, int fo, int fStride, float[] to, int tStride) {
        int whole = n - n % L;
        for (int row = 0; row < rows; row++) {
            int f = fo + row * fStride;
            int t = row * tStride;
            for (int i = 0; i < whole; i += L) {
                FloatVector.fromArray(S, from, f + i).intoArray(to, t + i);
            }
            for (int i = whole; i < n; i++) {
                to[t + i] = from[f + i];
            }
        }
    }

    /// In squares of `L` rows and columns. Transposing swaps the row and the column index, and that can be done one
    /// bit of the index at a time: an element whose row index has the bit and whose column index has not changes
    /// places with the one where it is the other way round.
    ///
    /// - source: Eklundh 1972, *A fast computer method for matrix transposing*
    @Override
    default void transpose(
            int rows, int n, float[] from, int fo, int fStride, float[] to, int at, int tStride) {
        float[] s = SQUARE.atLeast(L * L);
        int wholeRows = rows - rows % L;
        int whole = n - n % L;
        for (int i = 0; i < wholeRows; i += L) {
            for (int j = 0; j < whole; j += L) {
                int f = fo + i * fStride + j;
                int t = at + j * tStride + i;
                exchange(1, RIGHT_1, LEFT_1, BIT_1, from, f, fStride, s, 0, L);
                if (L == 16) {
                    exchange(8, RIGHT_8, LEFT_8, BIT_8, s, 0, L, s, 0, L);
                }
                if (L >= 8) {
                    exchange(4, RIGHT_4, LEFT_4, BIT_4, s, 0, L, s, 0, L);
                }
                exchange(2, RIGHT_2, LEFT_2, BIT_2, s, 0, L, to, t, tStride);
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = i < wholeRows ? whole : 0; j < n; j++) {
                to[at + j * tStride + i] = from[fo + i * fStride + j];
            }
        }
    }

    /// Swaps one bit of the indices: each row whose index has not the bit `step`, with the row `step` further, which has it.
    private static void exchange(
            int step,
            VectorShuffle<Float> right,
            VectorShuffle<Float> left,
            VectorMask<Float> bit,
            float[] from,
            int fo,
            int fStride,
            float[] to,
            int at,
            int tStride) {
        for (int pair = 0; pair < L / 2; pair++) {
            int i = pair + (pair & -step); // the index with a 0 inserted where the bit is
            FloatVector without = FloatVector.fromArray(S, from, fo + i * fStride);
            FloatVector with = FloatVector.fromArray(S, from, fo + (i + step) * fStride);
            without.blend(with.rearrange(right), bit).intoArray(to, at + i * tStride);
            without.rearrange(left).blend(with, bit).intoArray(to, at + (i + step) * tStride);
        }
    }
}
