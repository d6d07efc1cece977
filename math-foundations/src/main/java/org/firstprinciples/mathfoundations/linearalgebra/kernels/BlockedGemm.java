package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.Arrays;

/// The matrix product of [Kernels#gemm] and [Kernels#affine], blocked for the caches; [Tiles] are its micro-kernel.
///
/// - `B` is packed once, into panels as wide as a tile, unless `C` is so small that packing costs more than it saves.
/// - `A` is read in place: a tile needs 24 bytes of it for 256 of `B`. In a transposed `A` these 24
///   bytes are in another cache line for each `k`; then a task packs the columns that it needs.
/// - `k` is cut into slices of 1024 terms, so that a panel's slice and a task's part of `A` fit in L2 together.
///   Between slices the partial sums are stored in `C`; shorter slices would load and store `C` more often.
///
/// The order of every sum is that of the specification, `k` ascending in one chain, whatever the tile.
/// - source: Goto & van de Geijn 2008, *Anatomy of high-performance matrix multiplication*
final class BlockedGemm {

    /// Terms in a slice.
    private static final int TERMS = 1024;

    /// A product of so few rows reads `B` in place, if no panel needs padding: a packed copy would be used too few
    /// times.
    private static final int FEW_ROWS = 64;

    /// A panel of this width takes several whole cache lines from each row of `B`, so that more rows are needed until
    /// packing pays.
    private static final int WIDE_PANEL = 64;

    /// With wide panels and rows of `B` as short as this, packing does not pay however many rows use it.
    private static final int FEW_COLUMNS = 256;

    /// The elements of a transposed `A` that fit in L1.
    private static final int A_IN_L1 = 1 << 13;

    /// Rows of a task where a transposed `A` is packed: whole tiles, and whole vectors.
    private static final int ROWS_PACKED = 96;

    /// With fewer rows than this, tasks that pack `A` have half of the columns each, so that threads find enough tasks.
    private static final int FEW_ROWS_PACKED = 256;

    /// The elements of `B` that fit in L2 beside what is needed of `A` and `C`.
    private static final int B_IN_L2 = 1 << 17;

    /// Rows of a task if `B` fits in L2; they have all columns.
    private static final int ROWS_SMALL_B = 24;

    /// Rows and columns of a task if `B` does not fit in L2: a slice of `B` should be used by many rows once it is
    /// there, and a part of `A` by many columns.
    private static final int ROWS_LARGE_B = 384;

    private static final int COLUMNS_LARGE_B = 512;

    /// With fewer rows than this, these tasks are halved in both directions, so that threads find enough of them.
    private static final int MANY_ROWS = 1024;

    private static final Scratch PACKED_B = new Scratch();
    private static final Scratch PACKED_A = new Scratch();
    private static final Scratch EDGE = new Scratch();

    private final Tiles tiles;
    private final Panels panels;
    private final int panel; // the width of a panel
    private final float[] zeros; // as wide as a panel

    BlockedGemm(Tiles tiles) {
        this.tiles = tiles;
        this.panels = tiles.panels();
        this.panel = panels.full();
        this.zeros = new float[panel];
    }

    void multiply(
            Parallel parallel,
            GemmShape p,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] first,
            int fo,
            float[] c,
            int co) {
        boolean packsB = p.transposeB() || !panels.fit(p.n()) || !fewRowsOrColumns(p);
        boolean packsA = p.transposeA() && !p.isBanded() && (long) p.k() * p.aStride() > A_IN_L1;
        float[] packed = b;
        if (packsB) {
            packed = PACKED_B.atLeast(panels.size(p));
            panels.pack(tiles, parallel, p, b, bo, packed);
        }
        Operands o = new Operands(p, a, ao, packsA, packed, bo, packsB, first, fo, c, co);
        int rows = rows(p, packsA);
        int columns = columns(p, packsA);
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

    private boolean fewRowsOrColumns(GemmShape p) {
        return panel < WIDE_PANEL
                ? p.m() <= FEW_ROWS
                : p.m() <= 2 * FEW_ROWS || p.n() <= FEW_COLUMNS;
    }

    private static int rows(GemmShape p, boolean packsA) {
        if (packsA) {
            return ROWS_PACKED;
        }
        return fitsInL2(p) ? ROWS_SMALL_B : p.m() < MANY_ROWS ? ROWS_LARGE_B / 2 : ROWS_LARGE_B;
    }

    private int columns(GemmShape p, boolean packsA) {
        if (packsA) {
            return p.m() < FEW_ROWS_PACKED
                    ? panel * Math.ceilDiv(Math.max(1, p.n()), 2 * panel)
                    : COLUMNS_LARGE_B;
        }
        return fitsInL2(p)
                ? Math.max(1, p.n())
                : p.m() < MANY_ROWS ? COLUMNS_LARGE_B / 2 : COLUMNS_LARGE_B;
    }

    private static boolean fitsInL2(GemmShape p) {
        return (long) p.k() * p.n() <= B_IN_L2;
    }

    /// Rows `[i0,i1)` and columns `[j0,j1)` of `C`.
    ///
    /// In the first slice, tiles load the initial values of their sums from where they are: +0, or the bias. To write
    /// them to `C` beforehand would cost a pass over memory, where the stores of a tile overlap with the computation of
    /// the next one.
    ///
    /// If `B` fits in L2, so do all its panels, and `C` is written row by row. Else all rows use the slice of one panel
    /// before the next one is loaded.
    private void block(Operands o, int i0, int i1, int j0, int j1) {
        GemmShape p = o.p();
        boolean inPlace = p.accumulate() || p.k() == 0 || p.isBanded();
        if (inPlace && !p.accumulate()) {
            for (int i = i0; i < i1; i++) {
                begin(o, i, j0, j1);
            }
        }
        float[] a = o.packsA() ? PACKED_A.atLeast(ROWS_PACKED * Math.min(TERMS, p.k())) : o.a();
        int rowStep = p.transposeA() ? 1 : p.aStride();
        int kStep = o.packsA() ? ROWS_PACKED : p.transposeA() ? p.aStride() : 1;
        for (int k0 = 0; k0 < p.k(); k0 += TERMS) {
            int k1 = Math.min(p.k(), k0 + TERMS);
            int at = o.packsA() ? 0 : o.ao() + i0 * rowStep + k0 * kStep;
            if (o.packsA()) {
                int from = o.ao() + k0 * p.aStride() + i0;
                tiles.copy(k1 - k0, i1 - i0, o.a(), from, p.aStride(), a, ROWS_PACKED);
            }
            boolean starts = !inPlace && k0 == 0;
            if (fitsInL2(p) && !o.packsA()) {
                for (int i = i0; i < i1; i += tileRows(i1 - i)) {
                    for (int j = j0; j < j1; j += panel) {
                        int aAt = at + (i - i0) * rowStep;
                        part(o, a, aAt, rowStep, kStep, i, tileRows(i1 - i), j, k0, k1, starts);
                    }
                }
            } else {
                for (int j = j0; j < j1; j += panel) {
                    for (int i = i0; i < i1; i += tileRows(i1 - i)) {
                        int aAt = at + (i - i0) * rowStep;
                        part(o, a, aAt, rowStep, kStep, i, tileRows(i1 - i), j, k0, k1, starts);
                    }
                }
            }
        }
    }

    private void part(
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

    private static void begin(Operands o, int i, int j0, int j1) {
        int at = o.co() + i * o.p().cStride() + j0;
        if (o.first().length == 0) {
            Arrays.fill(o.c(), at, at + j1 - j0, 0f);
        } else {
            System.arraycopy(o.first(), o.fo() + j0, o.c(), at, j1 - j0);
        }
    }

    private static int tileRows(int left) {
        return left >= Tiles.ROWS ? Tiles.ROWS : left >= 2 ? 2 : 1;
    }

    /// The terms `[k0,k1)` of one tile whose rows have different bands, still `k` ascending in each.
    ///
    /// Mostly each of six rows begins one term after the row above, or ends one term after it: then the terms that not
    /// all rows share are a triangle, and the tile stays in registers. Else the terms that all rows share are added
    /// for all at once, and those before and after them row by row.
    private void banded(
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
        GemmShape p = o.p();
        int last = i + rows - 1;
        int width = panels.width(p.n(), j);
        if (rows == Tiles.ROWS && j + width <= p.n()) {
            boolean join = p.from(last) <= k1 && p.from(last) - p.from(i) == rows - 1;
            boolean together = p.from(last) <= k0;
            boolean leave = p.to(i) >= k0 && p.to(last) - p.to(i) == rows - 1;
            boolean stay = p.to(i) >= k1;
            if (join && p.from(i) >= k0 && stay || together && leave && p.to(last) <= k1) {
                int begin = stay ? p.from(i) : k0;
                int terms = (stay ? k1 : p.to(last)) - begin - (rows - 1);
                int cAt = o.co() + i * p.cStride() + j;
                tiles.addTriangle(
                        width,
                        terms,
                        stay,
                        a,
                        aAt + (begin - k0) * kStep,
                        rowStep,
                        kStep,
                        o.panels(),
                        o.panelAt(j, begin, width),
                        o.panelStep(width),
                        o.c(),
                        cAt,
                        p.cStride());
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

    /// Adds the terms `[begin,end)` to `rows` rows of one panel of `C`.
    ///
    /// @param start whether these terms are the first, so that sums begin at their initial values and not at `C`
    private void tile(
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
        int width = panels.width(o.p().n(), j);
        int columns = Math.min(width, o.p().n() - j);
        int bAt = o.panelAt(j, begin, width);
        int bStep = o.panelStep(width);
        int cAt = o.co() + i * o.p().cStride() + j;
        int terms = end - begin;
        float[] z = !start ? o.c() : o.first().length == 0 ? zeros : o.first();
        int zAt = !start ? cAt : o.first().length == 0 ? 0 : o.fo() + j;
        int zStride = start ? 0 : o.p().cStride();
        float[] c = o.c();
        int stride = o.p().cStride();
        if (columns < width) { // a tile at the edge is computed in a buffer
            c = EDGE.atLeast(Tiles.ROWS * panel);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(z, zAt + row * zStride, c, row * width, columns);
            }
            z = c;
            zAt = 0;
            zStride = width;
            stride = width;
        }
        int at = columns < width ? 0 : cAt;
        tiles.add(
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
                c,
                at,
                stride);
        for (int row = 0; columns < width && row < rows; row++) {
            System.arraycopy(c, row * width, o.c(), cAt + row * o.p().cStride(), columns);
        }
    }
}
