package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

import java.lang.invoke.MethodHandles;

/// [Tiles] in SIMD registers: the sums of a tile, 6 rows by 4 vectors, stay there while `k` runs. Each step loads a
/// row of `B`, broadcasts 6 elements of `A` and does 24 fused multiply-adds.
///
/// Loaded once for each width by [SimdLoader]. One method for each form of tile, and no loop over the
/// vectors in it: only what has a name of its own stays in a register.
final class VectorTiles implements Tiles {

    private static final VectorSpecies<Float> S = species();
    private static final int L = S.length();

    /// Vectors in a tile's row: 6·4 sums fit in the 32 registers of 512 bits, 6·2 in 16 narrower ones.
    private static final int VECTORS = S.vectorBitSize() == 512 ? 4 : 2;

    // To transpose: the lanes `step` before and behind, and those whose number has that bit.
    private static final VectorShuffle<Float> BEFORE_1 = VectorShuffle.iota(S, -1, 1, true);
    private static final VectorShuffle<Float> BEFORE_2 = VectorShuffle.iota(S, -2, 1, true);
    private static final VectorShuffle<Float> BEFORE_4 = VectorShuffle.iota(S, -4, 1, true);
    private static final VectorShuffle<Float> BEFORE_8 = VectorShuffle.iota(S, -8, 1, true);
    private static final VectorShuffle<Float> BEHIND_1 = VectorShuffle.iota(S, 1, 1, true);
    private static final VectorShuffle<Float> BEHIND_2 = VectorShuffle.iota(S, 2, 1, true);
    private static final VectorShuffle<Float> BEHIND_4 = VectorShuffle.iota(S, 4, 1, true);
    private static final VectorShuffle<Float> BEHIND_8 = VectorShuffle.iota(S, 8, 1, true);
    private static final VectorMask<Float> BIT_1 = VectorMask.fromLong(S, 0xAAAA);
    private static final VectorMask<Float> BIT_2 = VectorMask.fromLong(S, 0xCCCC);
    private static final VectorMask<Float> BIT_4 = VectorMask.fromLong(S, 0xF0F0);
    private static final VectorMask<Float> BIT_8 = VectorMask.fromLong(S, 0xFF00);

    private static final Scratch SQUARE = new Scratch();

    VectorTiles() {}

    private static VectorSpecies<Float> species() {
        try {
            Integer bits = MethodHandles.classData(MethodHandles.lookup(), "_", Integer.class);
            return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public Panels panels() {
        return new Panels(VECTORS * L, 2 * L);
    }

    @Override
    public void copy(int rows, int n, float[] from, int fo, int fStride, float[] to, int tStride) {
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

    /// In squares of `L` rows and columns. Transposing exchanges the numbers of row and column, and that can be done
    /// bit by bit: wherever a row has the bit and a column has not, the two elements that differ in nothing else
    /// change places.
    ///
    /// - source: Eklundh 1972, *A fast computer method for matrix transposing*
    @Override
    public void transpose(
            int rows, int n, float[] from, int fo, int fStride, float[] to, int at, int tStride) {
        float[] s = SQUARE.atLeast(L * L);
        int wholeRows = rows - rows % L;
        int whole = n - n % L;
        for (int i = 0; i < wholeRows; i += L) {
            for (int j = 0; j < whole; j += L) {
                int f = fo + i * fStride + j;
                int t = at + j * tStride + i;
                exchange(1, BEFORE_1, BEHIND_1, BIT_1, from, f, fStride, s, 0, L);
                if (L == 16) {
                    exchange(8, BEFORE_8, BEHIND_8, BIT_8, s, 0, L, s, 0, L);
                }
                if (L >= 8) {
                    exchange(4, BEFORE_4, BEHIND_4, BIT_4, s, 0, L, s, 0, L);
                }
                exchange(2, BEFORE_2, BEHIND_2, BIT_2, s, 0, L, to, t, tStride);
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = i < wholeRows ? whole : 0; j < n; j++) {
                to[at + j * tStride + i] = from[fo + i * fStride + j];
            }
        }
    }

    /// Of a square, the rows without the bit and the rows `step` further, which have it.
    private static void exchange(
            int step,
            VectorShuffle<Float> before,
            VectorShuffle<Float> behind,
            VectorMask<Float> bit,
            float[] from,
            int fo,
            int fStride,
            float[] to,
            int at,
            int tStride) {
        for (int pair = 0; pair < L / 2; pair++) {
            int i = pair + (pair & -step); // a 0 is put in where the bit stands
            FloatVector without = FloatVector.fromArray(S, from, fo + i * fStride);
            FloatVector with = FloatVector.fromArray(S, from, fo + (i + step) * fStride);
            without.blend(with.rearrange(before), bit).intoArray(to, at + i * tStride);
            without.rearrange(behind).blend(with, bit).intoArray(to, at + (i + step) * tStride);
        }
    }

    @Override
    public void add(
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
            int stride) {
        boolean wide = width == 4 * L;
        switch (rows) {
            case 6 -> {
                if (!wide) {
                    six2(
                            terms, false, false, a, ao, rowStep, kStep, b, bo, bStep, z, zo,
                            zStride, c, co, stride);
                } else if (kStep == 1) {
                    six4(terms, a, ao, rowStep, b, bo, bStep, z, zo, zStride, c, co, stride);
                } else {
                    six4Transposed(
                            terms, a, ao, kStep, b, bo, bStep, z, zo, zStride, c, co, stride);
                }
            }
            case 2 -> {
                for (int v = 0; v < width; v += 2 * L) {
                    two2(
                            terms, a, ao, rowStep, kStep, b, bo + v, bStep, z, zo + v, zStride, c,
                            co + v, stride);
                }
            }
            default -> {
                for (int v = 0; v < width; v += 2 * L) {
                    one2(terms, a, ao, kStep, b, bo + v, bStep, z, zo + v, c, co + v);
                }
            }
        }
    }

    @Override
    public void addStaircase(
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
            int stride) {
        for (int v = 0; v < width; v += 2 * L) {
            six2(
                    terms, join, !join, a, ao, rowStep, kStep, b, bo + v, bStep, c, co + v, stride,
                    c, co + v, stride);
        }
    }

    /// Six rows by 4 vectors where `A` is transposed: the elements of a column stand side by side.
    private static void six4Transposed(
            int terms,
            float[] a,
            int ao,
            int kStep,
            float[] b,
            int bo,
            int bStep,
            float[] z,
            int zo,
            int zStride,
            float[] c,
            int co,
            int stride) {
        int c1 = co + stride;
        int z1 = zo + zStride;
        int c2 = c1 + stride;
        int z2 = z1 + zStride;
        int c3 = c2 + stride;
        int z3 = z2 + zStride;
        int c4 = c3 + stride;
        int z4 = z3 + zStride;
        int c5 = c4 + stride;
        int z5 = z4 + zStride;
        FloatVector s00 = FloatVector.fromArray(S, z, zo);
        FloatVector s01 = FloatVector.fromArray(S, z, zo + L);
        FloatVector s02 = FloatVector.fromArray(S, z, zo + 2 * L);
        FloatVector s03 = FloatVector.fromArray(S, z, zo + 3 * L);
        FloatVector s10 = FloatVector.fromArray(S, z, z1);
        FloatVector s11 = FloatVector.fromArray(S, z, z1 + L);
        FloatVector s12 = FloatVector.fromArray(S, z, z1 + 2 * L);
        FloatVector s13 = FloatVector.fromArray(S, z, z1 + 3 * L);
        FloatVector s20 = FloatVector.fromArray(S, z, z2);
        FloatVector s21 = FloatVector.fromArray(S, z, z2 + L);
        FloatVector s22 = FloatVector.fromArray(S, z, z2 + 2 * L);
        FloatVector s23 = FloatVector.fromArray(S, z, z2 + 3 * L);
        FloatVector s30 = FloatVector.fromArray(S, z, z3);
        FloatVector s31 = FloatVector.fromArray(S, z, z3 + L);
        FloatVector s32 = FloatVector.fromArray(S, z, z3 + 2 * L);
        FloatVector s33 = FloatVector.fromArray(S, z, z3 + 3 * L);
        FloatVector s40 = FloatVector.fromArray(S, z, z4);
        FloatVector s41 = FloatVector.fromArray(S, z, z4 + L);
        FloatVector s42 = FloatVector.fromArray(S, z, z4 + 2 * L);
        FloatVector s43 = FloatVector.fromArray(S, z, z4 + 3 * L);
        FloatVector s50 = FloatVector.fromArray(S, z, z5);
        FloatVector s51 = FloatVector.fromArray(S, z, z5 + L);
        FloatVector s52 = FloatVector.fromArray(S, z, z5 + 2 * L);
        FloatVector s53 = FloatVector.fromArray(S, z, z5 + 3 * L);
        for (int k = 0, q = ao, t = bo; k < terms; k++, q += kStep, t += bStep) {
            FloatVector b0 = FloatVector.fromArray(S, b, t);
            FloatVector b1 = FloatVector.fromArray(S, b, t + L);
            FloatVector b2 = FloatVector.fromArray(S, b, t + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, t + 3 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[q]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            s03 = x0.fma(b3, s03);
            FloatVector x1 = FloatVector.broadcast(S, a[q + 1]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            s13 = x1.fma(b3, s13);
            FloatVector x2 = FloatVector.broadcast(S, a[q + 2]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            s23 = x2.fma(b3, s23);
            FloatVector x3 = FloatVector.broadcast(S, a[q + 3]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            s33 = x3.fma(b3, s33);
            FloatVector x4 = FloatVector.broadcast(S, a[q + 4]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
            s43 = x4.fma(b3, s43);
            FloatVector x5 = FloatVector.broadcast(S, a[q + 5]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
            s52 = x5.fma(b2, s52);
            s53 = x5.fma(b3, s53);
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + L);
        s02.intoArray(c, co + 2 * L);
        s03.intoArray(c, co + 3 * L);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + L);
        s12.intoArray(c, c1 + 2 * L);
        s13.intoArray(c, c1 + 3 * L);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + L);
        s22.intoArray(c, c2 + 2 * L);
        s23.intoArray(c, c2 + 3 * L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        s32.intoArray(c, c3 + 2 * L);
        s33.intoArray(c, c3 + 3 * L);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + L);
        s42.intoArray(c, c4 + 2 * L);
        s43.intoArray(c, c4 + 3 * L);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + L);
        s52.intoArray(c, c5 + 2 * L);
        s53.intoArray(c, c5 + 3 * L);
    }

    /// Six rows by 4 vectors, the elements of a row of `A` side by side. With one of the steps known to be 1
    /// addresses take fewer instructions, which is 5 to 8 % of the time of either method.
    private static void six4(
            int terms,
            float[] a,
            int ao,
            int rowStep,
            float[] b,
            int bo,
            int bStep,
            float[] z,
            int zo,
            int zStride,
            float[] c,
            int co,
            int stride) {
        int a1 = ao + rowStep;
        int a2 = a1 + rowStep;
        int a3 = a2 + rowStep;
        int a4 = a3 + rowStep;
        int a5 = a4 + rowStep;
        int c1 = co + stride;
        int z1 = zo + zStride;
        int c2 = c1 + stride;
        int z2 = z1 + zStride;
        int c3 = c2 + stride;
        int z3 = z2 + zStride;
        int c4 = c3 + stride;
        int z4 = z3 + zStride;
        int c5 = c4 + stride;
        int z5 = z4 + zStride;
        FloatVector s00 = FloatVector.fromArray(S, z, zo);
        FloatVector s01 = FloatVector.fromArray(S, z, zo + L);
        FloatVector s02 = FloatVector.fromArray(S, z, zo + 2 * L);
        FloatVector s03 = FloatVector.fromArray(S, z, zo + 3 * L);
        FloatVector s10 = FloatVector.fromArray(S, z, z1);
        FloatVector s11 = FloatVector.fromArray(S, z, z1 + L);
        FloatVector s12 = FloatVector.fromArray(S, z, z1 + 2 * L);
        FloatVector s13 = FloatVector.fromArray(S, z, z1 + 3 * L);
        FloatVector s20 = FloatVector.fromArray(S, z, z2);
        FloatVector s21 = FloatVector.fromArray(S, z, z2 + L);
        FloatVector s22 = FloatVector.fromArray(S, z, z2 + 2 * L);
        FloatVector s23 = FloatVector.fromArray(S, z, z2 + 3 * L);
        FloatVector s30 = FloatVector.fromArray(S, z, z3);
        FloatVector s31 = FloatVector.fromArray(S, z, z3 + L);
        FloatVector s32 = FloatVector.fromArray(S, z, z3 + 2 * L);
        FloatVector s33 = FloatVector.fromArray(S, z, z3 + 3 * L);
        FloatVector s40 = FloatVector.fromArray(S, z, z4);
        FloatVector s41 = FloatVector.fromArray(S, z, z4 + L);
        FloatVector s42 = FloatVector.fromArray(S, z, z4 + 2 * L);
        FloatVector s43 = FloatVector.fromArray(S, z, z4 + 3 * L);
        FloatVector s50 = FloatVector.fromArray(S, z, z5);
        FloatVector s51 = FloatVector.fromArray(S, z, z5 + L);
        FloatVector s52 = FloatVector.fromArray(S, z, z5 + 2 * L);
        FloatVector s53 = FloatVector.fromArray(S, z, z5 + 3 * L);
        for (int q = 0, t = bo; q < terms; q++, t += bStep) {
            FloatVector b0 = FloatVector.fromArray(S, b, t);
            FloatVector b1 = FloatVector.fromArray(S, b, t + L);
            FloatVector b2 = FloatVector.fromArray(S, b, t + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, t + 3 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[ao + q]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            s03 = x0.fma(b3, s03);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + q]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            s13 = x1.fma(b3, s13);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + q]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            s23 = x2.fma(b3, s23);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + q]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            s33 = x3.fma(b3, s33);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + q]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
            s43 = x4.fma(b3, s43);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + q]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
            s52 = x5.fma(b2, s52);
            s53 = x5.fma(b3, s53);
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + L);
        s02.intoArray(c, co + 2 * L);
        s03.intoArray(c, co + 3 * L);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + L);
        s12.intoArray(c, c1 + 2 * L);
        s13.intoArray(c, c1 + 3 * L);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + L);
        s22.intoArray(c, c2 + 2 * L);
        s23.intoArray(c, c2 + 3 * L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        s32.intoArray(c, c3 + 2 * L);
        s33.intoArray(c, c3 + 3 * L);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + L);
        s42.intoArray(c, c4 + 2 * L);
        s43.intoArray(c, c4 + 3 * L);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + L);
        s52.intoArray(c, c5 + 2 * L);
        s53.intoArray(c, c5 + 3 * L);
    }

    /// Six rows by 2 vectors. Rows may join one after the other: then each of the 5 terms before those that all
    /// share is for one row more. Or they leave: each of the 5 terms after them is for one row less.
    private static void six2(
            int terms,
            boolean join,
            boolean leave,
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
            int stride) {
        int a1 = ao + rowStep;
        int a2 = a1 + rowStep;
        int a3 = a2 + rowStep;
        int a4 = a3 + rowStep;
        int a5 = a4 + rowStep;
        int c1 = co + stride;
        int z1 = zo + zStride;
        int c2 = c1 + stride;
        int z2 = z1 + zStride;
        int c3 = c2 + stride;
        int z3 = z2 + zStride;
        int c4 = c3 + stride;
        int z4 = z3 + zStride;
        int c5 = c4 + stride;
        int z5 = z4 + zStride;
        FloatVector s00 = FloatVector.fromArray(S, z, zo);
        FloatVector s01 = FloatVector.fromArray(S, z, zo + L);
        FloatVector s10 = FloatVector.fromArray(S, z, z1);
        FloatVector s11 = FloatVector.fromArray(S, z, z1 + L);
        FloatVector s20 = FloatVector.fromArray(S, z, z2);
        FloatVector s21 = FloatVector.fromArray(S, z, z2 + L);
        FloatVector s30 = FloatVector.fromArray(S, z, z3);
        FloatVector s31 = FloatVector.fromArray(S, z, z3 + L);
        FloatVector s40 = FloatVector.fromArray(S, z, z4);
        FloatVector s41 = FloatVector.fromArray(S, z, z4 + L);
        FloatVector s50 = FloatVector.fromArray(S, z, z5);
        FloatVector s51 = FloatVector.fromArray(S, z, z5 + L);
        int q = 0;
        int t = bo;
        if (join) {
            {
                FloatVector b0 = FloatVector.fromArray(S, b, t);
                FloatVector b1 = FloatVector.fromArray(S, b, t + L);
                FloatVector x0 = FloatVector.broadcast(S, a[ao + q]);
                s00 = x0.fma(b0, s00);
                s01 = x0.fma(b1, s01);
                q += kStep;
                t += bStep;
            }
            {
                FloatVector b0 = FloatVector.fromArray(S, b, t);
                FloatVector b1 = FloatVector.fromArray(S, b, t + L);
                FloatVector x0 = FloatVector.broadcast(S, a[ao + q]);
                s00 = x0.fma(b0, s00);
                s01 = x0.fma(b1, s01);
                FloatVector x1 = FloatVector.broadcast(S, a[a1 + q]);
                s10 = x1.fma(b0, s10);
                s11 = x1.fma(b1, s11);
                q += kStep;
                t += bStep;
            }
            {
                FloatVector b0 = FloatVector.fromArray(S, b, t);
                FloatVector b1 = FloatVector.fromArray(S, b, t + L);
                FloatVector x0 = FloatVector.broadcast(S, a[ao + q]);
                s00 = x0.fma(b0, s00);
                s01 = x0.fma(b1, s01);
                FloatVector x1 = FloatVector.broadcast(S, a[a1 + q]);
                s10 = x1.fma(b0, s10);
                s11 = x1.fma(b1, s11);
                FloatVector x2 = FloatVector.broadcast(S, a[a2 + q]);
                s20 = x2.fma(b0, s20);
                s21 = x2.fma(b1, s21);
                q += kStep;
                t += bStep;
            }
            {
                FloatVector b0 = FloatVector.fromArray(S, b, t);
                FloatVector b1 = FloatVector.fromArray(S, b, t + L);
                FloatVector x0 = FloatVector.broadcast(S, a[ao + q]);
                s00 = x0.fma(b0, s00);
                s01 = x0.fma(b1, s01);
                FloatVector x1 = FloatVector.broadcast(S, a[a1 + q]);
                s10 = x1.fma(b0, s10);
                s11 = x1.fma(b1, s11);
                FloatVector x2 = FloatVector.broadcast(S, a[a2 + q]);
                s20 = x2.fma(b0, s20);
                s21 = x2.fma(b1, s21);
                FloatVector x3 = FloatVector.broadcast(S, a[a3 + q]);
                s30 = x3.fma(b0, s30);
                s31 = x3.fma(b1, s31);
                q += kStep;
                t += bStep;
            }
            {
                FloatVector b0 = FloatVector.fromArray(S, b, t);
                FloatVector b1 = FloatVector.fromArray(S, b, t + L);
                FloatVector x0 = FloatVector.broadcast(S, a[ao + q]);
                s00 = x0.fma(b0, s00);
                s01 = x0.fma(b1, s01);
                FloatVector x1 = FloatVector.broadcast(S, a[a1 + q]);
                s10 = x1.fma(b0, s10);
                s11 = x1.fma(b1, s11);
                FloatVector x2 = FloatVector.broadcast(S, a[a2 + q]);
                s20 = x2.fma(b0, s20);
                s21 = x2.fma(b1, s21);
                FloatVector x3 = FloatVector.broadcast(S, a[a3 + q]);
                s30 = x3.fma(b0, s30);
                s31 = x3.fma(b1, s31);
                FloatVector x4 = FloatVector.broadcast(S, a[a4 + q]);
                s40 = x4.fma(b0, s40);
                s41 = x4.fma(b1, s41);
                q += kStep;
                t += bStep;
            }
        }
        for (int k = 0; k < terms; k++, q += kStep, t += bStep) {
            FloatVector b0 = FloatVector.fromArray(S, b, t);
            FloatVector b1 = FloatVector.fromArray(S, b, t + L);
            FloatVector x0 = FloatVector.broadcast(S, a[ao + q]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + q]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + q]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + q]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + q]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + q]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
        }
        if (leave) {
            {
                FloatVector b0 = FloatVector.fromArray(S, b, t);
                FloatVector b1 = FloatVector.fromArray(S, b, t + L);
                FloatVector x1 = FloatVector.broadcast(S, a[a1 + q]);
                s10 = x1.fma(b0, s10);
                s11 = x1.fma(b1, s11);
                FloatVector x2 = FloatVector.broadcast(S, a[a2 + q]);
                s20 = x2.fma(b0, s20);
                s21 = x2.fma(b1, s21);
                FloatVector x3 = FloatVector.broadcast(S, a[a3 + q]);
                s30 = x3.fma(b0, s30);
                s31 = x3.fma(b1, s31);
                FloatVector x4 = FloatVector.broadcast(S, a[a4 + q]);
                s40 = x4.fma(b0, s40);
                s41 = x4.fma(b1, s41);
                FloatVector x5 = FloatVector.broadcast(S, a[a5 + q]);
                s50 = x5.fma(b0, s50);
                s51 = x5.fma(b1, s51);
                q += kStep;
                t += bStep;
            }
            {
                FloatVector b0 = FloatVector.fromArray(S, b, t);
                FloatVector b1 = FloatVector.fromArray(S, b, t + L);
                FloatVector x2 = FloatVector.broadcast(S, a[a2 + q]);
                s20 = x2.fma(b0, s20);
                s21 = x2.fma(b1, s21);
                FloatVector x3 = FloatVector.broadcast(S, a[a3 + q]);
                s30 = x3.fma(b0, s30);
                s31 = x3.fma(b1, s31);
                FloatVector x4 = FloatVector.broadcast(S, a[a4 + q]);
                s40 = x4.fma(b0, s40);
                s41 = x4.fma(b1, s41);
                FloatVector x5 = FloatVector.broadcast(S, a[a5 + q]);
                s50 = x5.fma(b0, s50);
                s51 = x5.fma(b1, s51);
                q += kStep;
                t += bStep;
            }
            {
                FloatVector b0 = FloatVector.fromArray(S, b, t);
                FloatVector b1 = FloatVector.fromArray(S, b, t + L);
                FloatVector x3 = FloatVector.broadcast(S, a[a3 + q]);
                s30 = x3.fma(b0, s30);
                s31 = x3.fma(b1, s31);
                FloatVector x4 = FloatVector.broadcast(S, a[a4 + q]);
                s40 = x4.fma(b0, s40);
                s41 = x4.fma(b1, s41);
                FloatVector x5 = FloatVector.broadcast(S, a[a5 + q]);
                s50 = x5.fma(b0, s50);
                s51 = x5.fma(b1, s51);
                q += kStep;
                t += bStep;
            }
            {
                FloatVector b0 = FloatVector.fromArray(S, b, t);
                FloatVector b1 = FloatVector.fromArray(S, b, t + L);
                FloatVector x4 = FloatVector.broadcast(S, a[a4 + q]);
                s40 = x4.fma(b0, s40);
                s41 = x4.fma(b1, s41);
                FloatVector x5 = FloatVector.broadcast(S, a[a5 + q]);
                s50 = x5.fma(b0, s50);
                s51 = x5.fma(b1, s51);
                q += kStep;
                t += bStep;
            }
            {
                FloatVector b0 = FloatVector.fromArray(S, b, t);
                FloatVector b1 = FloatVector.fromArray(S, b, t + L);
                FloatVector x5 = FloatVector.broadcast(S, a[a5 + q]);
                s50 = x5.fma(b0, s50);
                s51 = x5.fma(b1, s51);
            }
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + L);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + L);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + L);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + L);
    }

    /// Two rows by 2 vectors.
    private static void two2(
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
            int stride) {
        int a1 = ao + rowStep;
        int c1 = co + stride;
        int z1 = zo + zStride;
        FloatVector s00 = FloatVector.fromArray(S, z, zo);
        FloatVector s01 = FloatVector.fromArray(S, z, zo + L);
        FloatVector s10 = FloatVector.fromArray(S, z, z1);
        FloatVector s11 = FloatVector.fromArray(S, z, z1 + L);
        for (int k = 0, q = 0, t = bo; k < terms; k++, q += kStep, t += bStep) {
            FloatVector b0 = FloatVector.fromArray(S, b, t);
            FloatVector b1 = FloatVector.fromArray(S, b, t + L);
            FloatVector x0 = FloatVector.broadcast(S, a[ao + q]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + q]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + L);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + L);
    }

    /// One row by 2 vectors.
    private static void one2(
            int terms,
            float[] a,
            int ao,
            int kStep,
            float[] b,
            int bo,
            int bStep,
            float[] z,
            int zo,
            float[] c,
            int co) {
        FloatVector s00 = FloatVector.fromArray(S, z, zo);
        FloatVector s01 = FloatVector.fromArray(S, z, zo + L);
        for (int k = 0, q = 0, t = bo; k < terms; k++, q += kStep, t += bStep) {
            FloatVector b0 = FloatVector.fromArray(S, b, t);
            FloatVector b1 = FloatVector.fromArray(S, b, t + L);
            FloatVector x0 = FloatVector.broadcast(S, a[ao + q]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + L);
    }
}
