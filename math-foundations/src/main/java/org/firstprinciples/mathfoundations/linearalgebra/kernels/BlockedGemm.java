package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.Arrays;

/// The matrix product, cut so that [Tiles] read what they need in order, and from near.
///
/// - `B` is copied once, into panels as wide as a tile, unless `C` is so small that it is not worth while.
/// - `A` is read where it stands: a tile needs 24 bytes of it for 256 of `B`. Of a transposed `A` these 24
///   bytes stand in another line of memory for each `k`; a task copies the columns that it needs.
/// - `k` runs in slices of 1024 terms, so that a panel's slice and a task's part of `A` share the second cache.
///   The partial sums wait in `C`; a slice that is shorter would make `C` pass through memory more often.
///
/// The order of every sum is that of the specification, `k` ascending in one chain, whatever the tile.
/// - source: Goto & van de Geijn 2008, *Anatomy of high-performance matrix multiplication*
final class BlockedGemm implements Gemm {

    /// Terms in a slice.
    private static final int TERMS = 1024;

    /// A product of so few rows reads `B` where it stands, if no panel sticks out over its last column: a copy would
    /// be used too seldom.
    private static final int FEW_ROWS = 64;

    /// A panel of this width takes whole lines of memory, several at a time, from each row of `B`: a copy pays later.
    private static final int WIDE_PANEL = 64;

    /// With wide panels and rows of `B` as short as this, a copy does not pay however many rows use it.
    private static final int FEW_COLUMNS = 256;

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

    private static final Scratch PACKED = new Scratch();
    private static final Scratch COPIED = new Scratch();
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

    @Override
    public void gemm(
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
        boolean packs = p.transposeB() || !panels.fit(p.n()) || !fewRowsOrColumns(p);
        boolean copies = p.transposeA() && !p.isBanded() && (long) p.k() * p.aStride() > SMALL;
        float[] packed = b;
        if (packs) {
            packed = PACKED.atLeast(panels.size(p));
            panels.pack(tiles, parallel, p, b, bo, packed);
        }
        Operands o = new Operands(p, a, ao, copies, packed, bo, packs, first, fo, c, co);
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

    private boolean fewRowsOrColumns(GemmShape p) {
        return panel < WIDE_PANEL
                ? p.m() <= FEW_ROWS
                : p.m() <= 2 * FEW_ROWS || p.n() <= FEW_COLUMNS;
    }

    private static int rows(GemmShape p, boolean copies) {
        if (copies) {
            return ROWS_COPIED;
        }
        return isNear(p) ? ROWS_NEAR : p.m() < TALL ? ROWS_FAR / 2 : ROWS_FAR;
    }

    private int columns(GemmShape p, boolean copies) {
        if (copies) {
            return p.m() < LOW ? panel * Math.ceilDiv(Math.max(1, p.n()), 2 * panel) : COLUMNS_FAR;
        }
        return isNear(p) ? Math.max(1, p.n()) : p.m() < TALL ? COLUMNS_FAR / 2 : COLUMNS_FAR;
    }

    private static boolean isNear(GemmShape p) {
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
    private void block(Operands o, int i0, int i1, int j0, int j1) {
        GemmShape p = o.p();
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
                int from = o.ao() + k0 * p.aStride() + i0;
                tiles.copy(k1 - k0, i1 - i0, o.a(), from, p.aStride(), a, ROWS_COPIED);
            }
            boolean starts = !inPlace && k0 == 0;
            if (isNear(p) && !o.copies()) {
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
    /// Mostly the bands of six rows begin one term after the other, or end so: then the tile stays in registers,
    /// and rows join or leave. Else the part that all rows share is done together, and what single rows have
    /// before and after it row by row.
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
                tiles.addStaircase(
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

    /// Adds the terms `[begin,end)` to `rows` rows of one panel of `C`; sums that start do so at what they are
    /// to begin at.
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
        if (columns < width) { // a tile that sticks out over the edge of C
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
