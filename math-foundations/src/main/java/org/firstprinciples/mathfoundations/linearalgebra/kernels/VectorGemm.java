package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

import java.lang.invoke.MethodHandles;

/// The matrix product in SIMD registers.
///
/// A tile of `C`, 6 rows by 4 vectors, stays in registers while `k` runs: each step loads a row of `B`,
/// broadcasts 6 elements of `A` and does 24 fused multiply-adds. To read `B` in order it is copied once
/// into panels as wide as a tile. `A` is read where it stands, unless its rows are so far apart that
/// each step would touch another page; then a task copies the rows it needs.
///
/// The order of every sum is that of the specification, `k` ascending in one chain, whatever the tile.
/// - source: Goto & van de Geijn 2008, *Anatomy of high-performance matrix multiplication*
final class VectorGemm implements Gemm {

    private static final VectorSpecies<Float> S = species();
    private static final int L = S.length();

    /// Vectors in a tile's row: 6·4 sums fit in the 32 registers of 512 bits, 6·2 in 16 narrower ones.
    private static final int VECTORS = S.vectorBitSize() == 512 ? 4 : 2;

    private static final int PANEL = VECTORS * L;
    private static final Panels PANELS = new Panels(PANEL, 2 * L);
    private static final int TILE_ROWS = 6;
    private static final int PACK_IN_PARALLEL = 8192; // elements of B
    private static final int B_STAYS_IN_CACHE =
            131_072; // elements of B that one task may sweep for each row of tiles
    private static final int COLUMNS_PER_TASK = 128;
    private static final int FAR_APART = 1024; // stride of A from which its rows are copied
    private static final int LARGE_TRANSPOSE =
            100_000; // elements of a transposed A from which it is copied

    private static final Scratch PACKED_B = new Scratch();
    private static final Scratch COPIED_A = new Scratch();
    private static final Scratch EDGE = new Scratch();

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
            Parallel parallel, Product p, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        int m = p.m();
        int n = p.n();
        int k = p.k();
        if (m == 0 || n == 0) {
            return;
        }
        int panels = Math.ceilDiv(n, PANEL);
        float[] packed = PACKED_B.atLeast(panels * PANEL * k);
        if (n * (long) k < PACK_IN_PARALLEL) {
            for (int panel = 0; panel < panels; panel++) {
                PANELS.pack(p, b, bo, panel, packed);
            }
        } else {
            parallel.run(panels, panel -> PANELS.pack(p, b, bo, panel, packed));
        }
        int rows = rowsPerTask(m);
        int columns = n * (long) k <= B_STAYS_IN_CACHE ? panels * PANEL : COLUMNS_PER_TASK;
        int across = Math.ceilDiv(n, columns);
        parallel.run(
                Math.ceilDiv(m, rows) * across,
                task -> {
                    int i = task / across * rows;
                    int j = task % across * columns;
                    block(
                            p,
                            a,
                            ao,
                            packed,
                            c,
                            co,
                            i,
                            Math.min(m, i + rows),
                            j,
                            Math.min(n, j + columns));
                });
    }

    /// Multiples of the rows of a tile, by the size of the product only.
    private static int rowsPerTask(int m) {
        return m >= 1536 ? 384 : m >= 512 ? 96 : m >= 256 ? 48 : 24;
    }

    /// Rows `[i0,i1)` and columns `[j0,j1)` of `C`.
    private static void block(
            Product p,
            float[] a,
            int ao,
            float[] packed,
            float[] c,
            int co,
            int i0,
            int i1,
            int j0,
            int j1) {
        float[] rows = a;
        int at = p.transposeA() ? ao + i0 : ao + i0 * p.aStride();
        int rowStep = p.transposeA() ? 1 : p.aStride();
        int kStep = p.transposeA() ? p.aStride() : 1;
        boolean farApart = p.aStride() >= FAR_APART;
        boolean largeTranspose = p.transposeA() && p.aStride() * (long) p.k() > LARGE_TRANSPOSE;
        if (farApart || largeTranspose) {
            int count = i1 - i0;
            rows = COPIED_A.atLeast(count * p.k());
            Panels.copyRows(p, a, at, rowStep, kStep, count, rows);
            at = 0;
            rowStep = 1;
            kStep = count;
        }
        boolean rowByRow = (j1 - j0) * (long) p.k() <= B_STAYS_IN_CACHE;
        if (rowByRow) {
            for (int i = i0; i < i1; i += tileRows(i1 - i)) {
                for (int j = j0; j < j1; j += PANEL) {
                    tile(
                            p,
                            rows,
                            at + (i - i0) * rowStep,
                            rowStep,
                            kStep,
                            packed,
                            c,
                            co,
                            i,
                            tileRows(i1 - i),
                            j);
                }
            }
        } else {
            for (int j = j0; j < j1; j += PANEL) {
                for (int i = i0; i < i1; i += tileRows(i1 - i)) {
                    tile(
                            p,
                            rows,
                            at + (i - i0) * rowStep,
                            rowStep,
                            kStep,
                            packed,
                            c,
                            co,
                            i,
                            tileRows(i1 - i),
                            j);
                }
            }
        }
    }

    private static int tileRows(int left) {
        return left >= TILE_ROWS ? TILE_ROWS : left >= 2 ? 2 : 1;
    }

    /// One tile over the band of its rows. Where the bands of its rows differ, the part that all share is
    /// done together, and what single rows have before and after it row by row: still `k` ascending.
    private static void tile(
            Product p,
            float[] a,
            int ao,
            int rowStep,
            int kStep,
            float[] packed,
            float[] c,
            int co,
            int i,
            int rows,
            int j) {
        int from = p.from(i + rows - 1);
        int to = p.to(i);
        boolean unbounded = p.lower() == Product.UNBOUNDED && p.upper() == Product.UNBOUNDED;
        if (unbounded) {
            run(p, a, ao, rowStep, kStep, packed, c, co, i, rows, j, 0, p.k(), p.accumulate());
            return;
        }
        int shared = Math.max(from, to);
        for (int row = 0; row < rows; row++) {
            int end = from < to ? from : Math.min(shared, p.to(i + row));
            run(
                    p,
                    a,
                    ao + row * rowStep,
                    rowStep,
                    kStep,
                    packed,
                    c,
                    co,
                    i + row,
                    1,
                    j,
                    p.from(i + row),
                    end,
                    p.accumulate());
        }
        if (from < to) {
            run(p, a, ao, rowStep, kStep, packed, c, co, i, rows, j, from, to, true);
        }
        for (int row = 0; row < rows; row++) {
            int begin = Math.max(shared, p.from(i + row));
            if (begin < p.to(i + row)) {
                run(
                        p,
                        a,
                        ao + row * rowStep,
                        rowStep,
                        kStep,
                        packed,
                        c,
                        co,
                        i + row,
                        1,
                        j,
                        begin,
                        p.to(i + row),
                        true);
            }
        }
    }

    /// Adds the terms `[k0,k1)` to `rows` rows of one panel of `C`.
    private static void run(
            Product p,
            float[] a,
            int ao,
            int rowStep,
            int kStep,
            float[] packed,
            float[] c,
            int co,
            int i,
            int rows,
            int j,
            int k0,
            int k1,
            boolean accumulate) {
        int width = PANELS.width(p.n(), j);
        int columns = Math.min(width, p.n() - j);
        int terms = Math.max(0, k1 - k0);
        int at = co + i * p.cStride() + j;
        int from = ao + k0 * kStep;
        int panel = j * p.k() + k0 * width;
        if (columns == width) {
            registers(
                    rows,
                    width,
                    terms,
                    a,
                    from,
                    rowStep,
                    kStep,
                    packed,
                    panel,
                    c,
                    at,
                    p.cStride(),
                    accumulate);
            return;
        }
        float[] edge = EDGE.atLeast(TILE_ROWS * PANEL); // a tile that sticks out over the edge of C
        if (accumulate) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(c, at + row * p.cStride(), edge, row * width, columns);
            }
        }
        registers(
                rows,
                width,
                terms,
                a,
                from,
                rowStep,
                kStep,
                packed,
                panel,
                edge,
                0,
                width,
                accumulate);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(edge, row * width, c, at + row * p.cStride(), columns);
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
            float[] c,
            int co,
            int stride,
            boolean accumulate) {
        boolean wide = width == 4 * L;
        switch (rows) {
            case 6 -> {
                if (wide) {
                    six4(terms, a, ao, rowStep, kStep, b, bo, c, co, stride, accumulate);
                } else {
                    six2(terms, a, ao, rowStep, kStep, b, bo, c, co, stride, accumulate);
                }
            }
            case 2 -> {
                for (int v = 0; v < width; v += 2 * L) {
                    two2(
                            terms,
                            a,
                            ao,
                            rowStep,
                            kStep,
                            b,
                            bo + v,
                            width,
                            c,
                            co + v,
                            stride,
                            accumulate);
                }
            }
            default -> {
                for (int v = 0; v < width; v += 2 * L) {
                    one2(terms, a, ao, kStep, b, bo + v, width, c, co + v, accumulate);
                }
            }
        }
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    private static FloatVector start(boolean accumulate, float[] c, int at) {
        return accumulate ? load(c, at) : FloatVector.zero(S);
    }

    /// Six rows by 4 vectors.
    private static void six4(
            int terms,
            float[] a,
            int ao,
            int rowStep,
            int kStep,
            float[] b,
            int bo,
            float[] c,
            int co,
            int stride,
            boolean accumulate) {
        int a1 = ao + rowStep;
        int a2 = a1 + rowStep;
        int a3 = a2 + rowStep;
        int a4 = a3 + rowStep;
        int a5 = a4 + rowStep;
        int c1 = co + stride;
        int c2 = c1 + stride;
        int c3 = c2 + stride;
        int c4 = c3 + stride;
        int c5 = c4 + stride;
        FloatVector s00 = start(accumulate, c, co);
        FloatVector s01 = start(accumulate, c, co + L);
        FloatVector s02 = start(accumulate, c, co + 2 * L);
        FloatVector s03 = start(accumulate, c, co + 3 * L);
        FloatVector s10 = start(accumulate, c, c1);
        FloatVector s11 = start(accumulate, c, c1 + L);
        FloatVector s12 = start(accumulate, c, c1 + 2 * L);
        FloatVector s13 = start(accumulate, c, c1 + 3 * L);
        FloatVector s20 = start(accumulate, c, c2);
        FloatVector s21 = start(accumulate, c, c2 + L);
        FloatVector s22 = start(accumulate, c, c2 + 2 * L);
        FloatVector s23 = start(accumulate, c, c2 + 3 * L);
        FloatVector s30 = start(accumulate, c, c3);
        FloatVector s31 = start(accumulate, c, c3 + L);
        FloatVector s32 = start(accumulate, c, c3 + 2 * L);
        FloatVector s33 = start(accumulate, c, c3 + 3 * L);
        FloatVector s40 = start(accumulate, c, c4);
        FloatVector s41 = start(accumulate, c, c4 + L);
        FloatVector s42 = start(accumulate, c, c4 + 2 * L);
        FloatVector s43 = start(accumulate, c, c4 + 3 * L);
        FloatVector s50 = start(accumulate, c, c5);
        FloatVector s51 = start(accumulate, c, c5 + L);
        FloatVector s52 = start(accumulate, c, c5 + 2 * L);
        FloatVector s53 = start(accumulate, c, c5 + 3 * L);
        for (int k = 0, q = 0, t = bo; k < terms; k++, q += kStep, t += 4 * L) {
            FloatVector b0 = load(b, t);
            FloatVector b1 = load(b, t + L);
            FloatVector b2 = load(b, t + 2 * L);
            FloatVector b3 = load(b, t + 3 * L);
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
            float[] c,
            int co,
            int stride,
            boolean accumulate) {
        int a1 = ao + rowStep;
        int a2 = a1 + rowStep;
        int a3 = a2 + rowStep;
        int a4 = a3 + rowStep;
        int a5 = a4 + rowStep;
        int c1 = co + stride;
        int c2 = c1 + stride;
        int c3 = c2 + stride;
        int c4 = c3 + stride;
        int c5 = c4 + stride;
        FloatVector s00 = start(accumulate, c, co);
        FloatVector s01 = start(accumulate, c, co + L);
        FloatVector s10 = start(accumulate, c, c1);
        FloatVector s11 = start(accumulate, c, c1 + L);
        FloatVector s20 = start(accumulate, c, c2);
        FloatVector s21 = start(accumulate, c, c2 + L);
        FloatVector s30 = start(accumulate, c, c3);
        FloatVector s31 = start(accumulate, c, c3 + L);
        FloatVector s40 = start(accumulate, c, c4);
        FloatVector s41 = start(accumulate, c, c4 + L);
        FloatVector s50 = start(accumulate, c, c5);
        FloatVector s51 = start(accumulate, c, c5 + L);
        for (int k = 0, q = 0, t = bo; k < terms; k++, q += kStep, t += 2 * L) {
            FloatVector b0 = load(b, t);
            FloatVector b1 = load(b, t + L);
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
            float[] c,
            int co,
            int stride,
            boolean accumulate) {
        int a1 = ao + rowStep;
        int c1 = co + stride;
        FloatVector s00 = start(accumulate, c, co);
        FloatVector s01 = start(accumulate, c, co + L);
        FloatVector s10 = start(accumulate, c, c1);
        FloatVector s11 = start(accumulate, c, c1 + L);
        for (int k = 0, q = 0, t = bo; k < terms; k++, q += kStep, t += width) {
            FloatVector b0 = load(b, t);
            FloatVector b1 = load(b, t + L);
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
            float[] c,
            int co,
            boolean accumulate) {
        FloatVector s00 = start(accumulate, c, co);
        FloatVector s01 = start(accumulate, c, co + L);
        for (int k = 0, q = 0, t = bo; k < terms; k++, q += kStep, t += width) {
            FloatVector b0 = load(b, t);
            FloatVector b1 = load(b, t + L);
            FloatVector x0 = FloatVector.broadcast(S, a[ao + q]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + L);
    }
}
