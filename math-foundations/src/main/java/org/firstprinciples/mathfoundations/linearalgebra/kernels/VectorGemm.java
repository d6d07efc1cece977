package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;

/// The matrix product in SIMD registers.
///
/// A tile of `C`, 6 rows by 4 vectors, stays in registers while `k` runs: each step loads a row of `B`,
/// broadcasts 6 elements of `A` and does 24 fused multiply-adds. `B` is copied once, into panels as wide as a
/// tile, so that it is read in order. `k` runs in slices of 128 terms: a panel's slice, 32 KiB, stays in the
/// first cache while all tiles of a task's rows pass over it, and the partial sums wait in `C`. `A` is read
/// where it stands: a tile needs 24 bytes of it for 256 of `B`.
///
/// The order of every sum is that of the specification, `k` ascending in one chain, whatever the tile.
/// - source: Goto & van de Geijn 2008, *Anatomy of high-performance matrix multiplication*
final class VectorGemm implements Gemm {

    private static final VectorSpecies<Float> S = species();
    private static final int L = S.length();

    /// Vectors in a tile's row: 6·4 sums fit in the 32 registers of 512 bits, 6·2 in 16 narrower ones.
    private static final int VECTORS = S.vectorBitSize() == 512 ? 4 : 2;

    private static final int PANEL = VECTORS * L;
    private static final int TILE_ROWS = 6;

    /// Terms in a slice.
    private static final int TERMS = 128;

    /// The elements of `B` that share the second cache with `A` and `C`.
    private static final int NEAR = 1 << 17;

    /// Rows of a task while `B` is near.
    private static final int ROWS_NEAR = 96;

    /// Rows and columns of a task while `B` is far: each slice must be used often, by many rows, and each part
    /// of `A`, by many columns. A `C` of few rows is cut finer, so that threads find enough tasks.
    private static final int ROWS_FAR = 384;

    private static final int COLUMNS_FAR = 512;
    private static final int TALL = 1024;

    private static final Panels PANELS = new Panels(PANEL, 2 * L);
    private static final Scratch PACKED = new Scratch();
    private static final Scratch EDGE = new Scratch();
    private static final float[] ZEROS = new float[PANEL];

    VectorGemm() {}

    private static VectorSpecies<Float> species() {
        try {
            Integer bits = MethodHandles.classData(MethodHandles.lookup(), "_", Integer.class);
            return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public void gemm(
            Parallel parallel,
            Product p,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] first,
            int fo,
            float[] c,
            int co) {
        float[] packed = PACKED.atLeast(PANELS.size(p));
        PANELS.pack(parallel, p, b, bo, packed);
        Operands operands = new Operands(p, a, ao, packed, first, fo, c, co);
        boolean near = (long) p.k() * p.n() <= NEAR;
        int finer = p.m() >= TALL ? 1 : 2;
        int rows = near ? ROWS_NEAR : ROWS_FAR / finer;
        int columns = near ? PANEL : COLUMNS_FAR / finer;
        int across = Math.ceilDiv(p.n(), columns);
        parallel.run(
                Math.ceilDiv(p.m(), rows) * across,
                task -> {
                    int i = task / across * rows;
                    int j = task % across * columns;
                    block(operands, i, Math.min(p.m(), i + rows), j, Math.min(p.n(), j + columns));
                });
    }

    /// Rows `[i0,i1)` and columns `[j0,j1)` of `C`.
    ///
    /// In the first slice, sums begin in registers at what they are to begin at. Writing that to `C`
    /// beforehand would cost a pass over memory before any work, where a tile's stores pass while the
    /// next one is computed.
    private static void block(Operands o, int i0, int i1, int j0, int j1) {
        boolean inPlace = o.p().accumulate() || o.p().k() == 0 || o.p().isBanded();
        if (inPlace && !o.p().accumulate()) {
            for (int i = i0; i < i1; i++) {
                begin(o, i, j0, j1);
            }
        }
        for (int k0 = 0; k0 < o.p().k(); k0 += TERMS) {
            int k1 = Math.min(o.p().k(), k0 + TERMS);
            for (int j = j0; j < j1; j += PANEL) {
                for (int i = i0; i < i1; i += tileRows(i1 - i)) {
                    int rows = tileRows(i1 - i);
                    if (o.p().isBanded()) {
                        banded(o, i, rows, j, k0, k1);
                    } else {
                        tile(o, i, rows, j, k0, k1, inPlace || k0 > 0);
                    }
                }
            }
        }
    }

    private static void begin(Operands o, int i, int j0, int j1) {
        int at = o.co() + i * o.p().cStride() + j0;
        if (o.first().length == 0) {
            Arrays.fill(o.c(), at, at + j1 - j0, 0f);
        } else {
            System.arraycopy(o.first(), o.fo() + j0, o.c(), at, j1 - j0);
        }
    }

    private static int tileRows(int left) {
        return left >= TILE_ROWS ? TILE_ROWS : left >= 2 ? 2 : 1;
    }

    /// The terms `[k0,k1)` of one tile whose rows have different bands: the part that all share is
    /// done together, and what single rows have before and after it row by row: still `k` ascending.
    private static void banded(Operands o, int i, int rows, int j, int k0, int k1) {
        int from = Math.clamp(o.p().from(i + rows - 1), k0, k1);
        int to = Math.clamp(o.p().to(i), from, k1);
        for (int row = i; row < i + rows; row++) {
            int begin = Math.max(k0, o.p().from(row));
            int end = Math.min(o.p().to(row), from < to ? from : k1);
            tile(o, row, 1, j, begin, end, true);
        }
        tile(o, i, rows, j, from, to, true);
        for (int row = i; row < i + rows && from < to; row++) {
            tile(o, row, 1, j, to, Math.min(k1, o.p().to(row)), true);
        }
    }

    /// Adds the terms `[begin,end)` to `rows` rows of one panel of `C`, or of what it begins at.
    private static void tile(
            Operands o, int i, int rows, int j, int begin, int end, boolean inPlace) {
        if (begin >= end) {
            return;
        }
        int rowStep = o.p().transposeA() ? 1 : o.p().aStride();
        int kStep = o.p().transposeA() ? o.p().aStride() : 1;
        int width = PANELS.width(o.p().n(), j);
        int columns = Math.min(width, o.p().n() - j);
        int aAt = o.ao() + i * rowStep + begin * kStep;
        int bAt = j * o.p().k() + begin * width;
        int cAt = o.co() + i * o.p().cStride() + j;
        int terms = end - begin;
        float[] z = inPlace ? o.c() : o.first().length == 0 ? ZEROS : o.first();
        int zAt = inPlace ? cAt : o.first().length == 0 ? 0 : o.fo() + j;
        int zStride = inPlace ? o.p().cStride() : 0;
        if (columns == width) {
            registers(
                    rows,
                    width,
                    terms,
                    o.a(),
                    aAt,
                    rowStep,
                    kStep,
                    o.packed(),
                    bAt,
                    z,
                    zAt,
                    zStride,
                    o.c(),
                    cAt,
                    o.p().cStride());
            return;
        }
        float[] edge = EDGE.atLeast(TILE_ROWS * PANEL); // a tile that sticks out over the edge of C
        for (int row = 0; row < rows; row++) {
            System.arraycopy(z, zAt + row * zStride, edge, row * width, columns);
        }
        registers(
                rows,
                width,
                terms,
                o.a(),
                aAt,
                rowStep,
                kStep,
                o.packed(),
                bAt,
                edge,
                0,
                width,
                edge,
                0,
                width);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(edge, row * width, o.c(), cAt + row * o.p().cStride(), columns);
        }
    }

    private static void registers(
            int rows,
            int width,
            int terms,
            float[] a,
            int ao,
            int rowStep,
            int kStep,
            float[] b,
            int bo,
            float[] z,
            int zo,
            int zStride,
            float[] c,
            int co,
            int stride) {
        boolean wide = width == 4 * L;
        switch (rows) {
            case 6 -> {
                if (wide) {
                    if (kStep == 1) {
                        six4(terms, a, ao, rowStep, b, bo, z, zo, zStride, c, co, stride);
                    } else {
                        six4Transposed(terms, a, ao, kStep, b, bo, z, zo, zStride, c, co, stride);
                    }
                } else {
                    six2(terms, a, ao, rowStep, kStep, b, bo, z, zo, zStride, c, co, stride);
                }
            }
            case 2 -> {
                for (int v = 0; v < width; v += 2 * L) {
                    two2(
                            terms, a, ao, rowStep, kStep, b, bo + v, width, z, zo + v, zStride, c,
                            co + v, stride);
                }
            }
            default -> {
                for (int v = 0; v < width; v += 2 * L) {
                    one2(terms, a, ao, kStep, b, bo + v, width, z, zo + v, c, co + v);
                }
            }
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
        for (int k = 0, q = ao, t = bo; k < terms; k++, q += kStep, t += 4 * L) {
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
        for (int q = 0, t = bo; q < terms; q++, t += 4 * L) {
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

    /// Six rows by 2 vectors.
    private static void six2(
            int terms,
            float[] a,
            int ao,
            int rowStep,
            int kStep,
            float[] b,
            int bo,
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
        for (int k = 0, q = 0, t = bo; k < terms; k++, q += kStep, t += 2 * L) {
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
            int width,
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
        for (int k = 0, q = 0, t = bo; k < terms; k++, q += kStep, t += width) {
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
            int width,
            float[] z,
            int zo,
            float[] c,
            int co) {
        FloatVector s00 = FloatVector.fromArray(S, z, zo);
        FloatVector s01 = FloatVector.fromArray(S, z, zo + L);
        for (int k = 0, q = 0, t = bo; k < terms; k++, q += kStep, t += width) {
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
