package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;

/// The matrix product in SIMD registers.
///
/// A tile of `C`, 6 rows by 4 vectors, stays in registers while `k` runs: each step loads a row of `B`,
/// broadcasts 6 elements of `A` and does 24 fused multiply-adds. What a tile reads must come in order, and from
/// near:
/// - `B` is copied once, into panels as wide as a tile, unless so few rows use it that it is not worth while.
/// - `A` is read where it stands: a tile needs 24 bytes of it for 256 of `B`. Of a transposed `A` these 24
///   bytes stand in another line of memory for each `k`; a task copies the columns that it needs.
/// - `k` runs in slices of 1024 terms, so that a panel's slice and a task's part of `A` share the second cache.
///   The partial sums wait in `C`; a slice that is shorter would make `C` pass through memory more often.
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
    private static final int TERMS = 1024;

    /// A product of so few rows reads `B` where it stands, if no panel sticks out over its last column.
    private static final int FEW_ROWS = 64;

    /// The elements of a transposed `A` that the first cache holds.
    private static final int SMALL = 1 << 13;

    /// Rows of a task where a transposed `A` is copied: whole tiles, and whole vectors.
    private static final int ROWS_COPIED = 96;

    /// The elements of `B` that share the second cache with `A` and `C`.
    private static final int NEAR = 1 << 17;

    /// Rows of a task while `B` is near; they have all columns.
    private static final int ROWS_NEAR = 24;

    /// Rows and columns of a task while `B` is far: each slice must be used often, by many rows, and each part
    /// of `A`, by many columns. A `C` of few rows is cut finer, so that threads find enough tasks.
    private static final int ROWS_FAR = 384;

    private static final int COLUMNS_FAR = 512;
    private static final int TALL = 1024;
    private static final int LOW = 256; // where rows are copied, columns are cut in two as well

    private static final Panels PANELS = new Panels(PANEL, 2 * L);
    private static final Scratch PACKED = new Scratch();
    private static final Scratch COPIED = new Scratch();
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
        boolean packs = p.transposeB() || p.m() > FEW_ROWS || !PANELS.fit(p.n());
        boolean copies = p.transposeA() && !p.isBanded() && (long) p.k() * p.aStride() > SMALL;
        float[] panels = b;
        if (packs) {
            panels = PACKED.atLeast(PANELS.size(p));
            PANELS.pack(parallel, p, b, bo, panels);
        }
        Operands o = new Operands(p, a, ao, copies, panels, bo, packs, first, fo, c, co);
        int rows = rows(p, copies);
        int columns = columns(p, copies);
        int across = Math.ceilDiv(p.n(), columns);
        int tasks = Math.ceilDiv(p.m(), rows) * across;
        if (tasks == 1) {
            block(o, 0, p.m(), 0, p.n());
            return;
        }
        parallel.run(
                tasks,
                task -> {
                    int i = task / across * rows;
                    int j = task % across * columns;
                    block(o, i, Math.min(p.m(), i + rows), j, Math.min(p.n(), j + columns));
                });
    }

    private static int rows(Product p, boolean copies) {
        if (copies) {
            return ROWS_COPIED;
        }
        return isNear(p) ? ROWS_NEAR : p.m() < TALL ? ROWS_FAR / 2 : ROWS_FAR;
    }

    private static int columns(Product p, boolean copies) {
        if (copies) {
            return p.m() < LOW ? PANEL * Math.ceilDiv(Math.max(1, p.n()), 2 * PANEL) : COLUMNS_FAR;
        }
        return isNear(p) ? Math.max(1, p.n()) : p.m() < TALL ? COLUMNS_FAR / 2 : COLUMNS_FAR;
    }

    private static boolean isNear(Product p) {
        return (long) p.k() * p.n() <= NEAR;
    }

    /// Rows `[i0,i1)` and columns `[j0,j1)` of `C`.
    ///
    /// In the first slice, sums begin in registers at what they are to begin at. Writing that to `C`
    /// beforehand would cost a pass over memory before any work, where a tile's stores pass while the
    /// next one is computed.
    ///
    /// While `B` is near, all its panels stay in the second cache, and `C` is written in the order of memory. Else a
    /// panel's slice is used by all rows before the next one.
    private static void block(Operands o, int i0, int i1, int j0, int j1) {
        Product p = o.p();
        boolean inPlace = p.accumulate() || p.k() == 0 || p.isBanded();
        if (inPlace && !p.accumulate()) {
            for (int i = i0; i < i1; i++) {
                begin(o, i, j0, j1);
            }
        }
        float[] a = o.copies() ? COPIED.atLeast(ROWS_COPIED * Math.min(TERMS, p.k())) : o.a();
        int rowStep = p.transposeA() ? 1 : p.aStride();
        int kStep = o.copies() ? ROWS_COPIED : p.transposeA() ? p.aStride() : 1;
        for (int k0 = 0; k0 < p.k(); k0 += TERMS) {
            int k1 = Math.min(p.k(), k0 + TERMS);
            int at = o.copies() ? 0 : o.ao() + i0 * rowStep + k0 * kStep;
            if (o.copies()) {
                copy(o, i0, i1 - i0, k0, k1, a);
            }
            boolean starts = !inPlace && k0 == 0;
            if (isNear(p) && !o.copies()) {
                for (int i = i0; i < i1; i += tileRows(i1 - i)) {
                    for (int j = j0; j < j1; j += PANEL) {
                        int aAt = at + (i - i0) * rowStep;
                        part(o, a, aAt, rowStep, kStep, i, tileRows(i1 - i), j, k0, k1, starts);
                    }
                }
            } else {
                for (int j = j0; j < j1; j += PANEL) {
                    for (int i = i0; i < i1; i += tileRows(i1 - i)) {
                        int aAt = at + (i - i0) * rowStep;
                        part(o, a, aAt, rowStep, kStep, i, tileRows(i1 - i), j, k0, k1, starts);
                    }
                }
            }
        }
    }

    private static void part(
            Operands o,
            float[] a,
            int aAt,
            int rowStep,
            int kStep,
            int i,
            int rows,
            int j,
            int k0,
            int k1,
            boolean starts) {
        if (o.p().isBanded()) {
            banded(o, a, aAt, rowStep, kStep, i, rows, j, k0, k1);
        } else {
            tile(o, a, aAt, rowStep, kStep, i, rows, j, k0, k1, starts);
        }
    }

    /// Copies rows `[i0, i0 + rows)` of the transposed `A` for the terms `[k0,k1)`, those of one term side by side.
    private static void copy(Operands o, int i0, int rows, int k0, int k1, float[] copy) {
        int whole = rows - rows % L;
        for (int k = k0; k < k1; k++) {
            int from = o.ao() + k * o.p().aStride() + i0;
            int to = (k - k0) * ROWS_COPIED;
            for (int i = 0; i < whole; i += L) {
                FloatVector.fromArray(S, o.a(), from + i).intoArray(copy, to + i);
            }
            for (int i = whole; i < rows; i++) {
                copy[to + i] = o.a()[from + i];
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

    /// The terms `[k0,k1)` of one tile whose rows have different bands, still `k` ascending in each.
    ///
    /// Mostly the bands of six rows begin one term after the other, or end so: then the tile stays in registers,
    /// and rows join or leave. Else the part that all rows share is done together, and what single rows have
    /// before and after it row by row.
    private static void banded(
            Operands o,
            float[] a,
            int aAt,
            int rowStep,
            int kStep,
            int i,
            int rows,
            int j,
            int k0,
            int k1) {
        Product p = o.p();
        int last = i + rows - 1;
        int width = PANELS.width(p.n(), j);
        if (rows == TILE_ROWS && j + width <= p.n()) {
            boolean join = p.from(last) <= k1 && p.from(last) - p.from(i) == rows - 1;
            boolean together = p.from(last) <= k0;
            boolean leave = p.to(i) >= k0 && p.to(last) - p.to(i) == rows - 1;
            boolean stay = p.to(i) >= k1;
            if (join && p.from(i) >= k0 && stay || together && leave && p.to(last) <= k1) {
                int begin = stay ? p.from(i) : k0;
                int terms = (stay ? k1 : p.to(last)) - begin - (rows - 1);
                int cAt = o.co() + i * p.cStride() + j;
                for (int v = 0; v < width; v += 2 * L) {
                    six2(
                            terms,
                            stay,
                            !stay,
                            a,
                            aAt + (begin - k0) * kStep,
                            rowStep,
                            kStep,
                            o.panels(),
                            o.panelAt(j, begin, width) + v,
                            o.panelStep(width),
                            o.c(),
                            cAt + v,
                            p.cStride(),
                            o.c(),
                            cAt + v,
                            p.cStride());
                }
                return;
            }
        }
        int from = Math.clamp(p.from(last), k0, k1);
        int to = Math.clamp(p.to(i), from, k1);
        for (int row = i; row <= last; row++) {
            int begin = Math.max(k0, p.from(row));
            int end = Math.min(p.to(row), from < to ? from : k1);
            int at = aAt + (row - i) * rowStep + (begin - k0) * kStep;
            tile(o, a, at, rowStep, kStep, row, 1, j, begin, end, false);
        }
        tile(o, a, aAt + (from - k0) * kStep, rowStep, kStep, i, rows, j, from, to, false);
        for (int row = i; row <= last && from < to; row++) {
            int at = aAt + (row - i) * rowStep + (to - k0) * kStep;
            tile(o, a, at, rowStep, kStep, row, 1, j, to, Math.min(k1, p.to(row)), false);
        }
    }

    /// Adds the terms `[begin,end)` to `rows` rows of one panel of `C`; sums that start do so at what they are
    /// to begin at.
    private static void tile(
            Operands o,
            float[] a,
            int aAt,
            int rowStep,
            int kStep,
            int i,
            int rows,
            int j,
            int begin,
            int end,
            boolean start) {
        if (begin >= end) {
            return;
        }
        int width = PANELS.width(o.p().n(), j);
        int columns = Math.min(width, o.p().n() - j);
        int bAt = o.panelAt(j, begin, width);
        int bStep = o.panelStep(width);
        int cAt = o.co() + i * o.p().cStride() + j;
        int terms = end - begin;
        float[] z = !start ? o.c() : o.first().length == 0 ? ZEROS : o.first();
        int zAt = !start ? cAt : o.first().length == 0 ? 0 : o.fo() + j;
        int zStride = start ? 0 : o.p().cStride();
        if (columns == width) {
            registers(
                    rows,
                    width,
                    terms,
                    a,
                    aAt,
                    rowStep,
                    kStep,
                    o.panels(),
                    bAt,
                    bStep,
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
                a,
                aAt,
                rowStep,
                kStep,
                o.panels(),
                bAt,
                bStep,
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
