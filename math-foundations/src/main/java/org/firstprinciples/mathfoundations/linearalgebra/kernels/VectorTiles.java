package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorWidth.*;

import jdk.incubator.vector.FloatVector;

/// [Tiles] in SIMD registers: the sums of a tile, 6 rows by 4 vectors, stay there while `k` runs. Each step loads a
/// row of `B`, broadcasts 6 elements of `A` and does 24 fused multiply-adds.
///
/// Copied once for each width by [SimdLoader]. Each form of tile is a method of its own, without a loop over its
/// vectors: the compiler keeps local variables in registers, and elements of an array of vectors in memory.
final class VectorTiles implements VectorPacking {

    /// Vectors in a tile's row: 6·4 sums fit in the 32 registers of 512 bits, 6·2 in 16 narrower ones.
    private static final int VECTORS = S.vectorBitSize() == 512 ? 4 : 2;

    VectorTiles() {}

    @Override
    public Panels panels() {
        return new Panels(VECTORS * L, 2 * L);
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
                    VectorTile6x2.add(
                            terms, false, false, a, ao, rowStep, kStep, b, bo, bStep, z, zo,
                            zStride, c, co, stride);
                } else if (kStep == 1) {
                    VectorTile6x4.add(
                            terms, a, ao, rowStep, b, bo, bStep, z, zo, zStride, c, co, stride);
                } else {
                    VectorTile6x4.addTransposed(
                            terms, a, ao, kStep, b, bo, bStep, z, zo, zStride, c, co, stride);
                }
            }
            case 2 -> {
                for (int v = 0; v < width; v += 2 * L) {
                    tile2x2(
                            terms, a, ao, rowStep, kStep, b, bo + v, bStep, z, zo + v, zStride, c,
                            co + v, stride);
                }
            }
            default -> {
                for (int v = 0; v < width; v += 2 * L) {
                    tile1x2(terms, a, ao, kStep, b, bo + v, bStep, z, zo + v, c, co + v);
                }
            }
        }
    }

    @Override
    public void addTriangle(
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
            VectorTile6x2.add(
                    terms, join, !join, a, ao, rowStep, kStep, b, bo + v, bStep, c, co + v, stride,
                    c, co + v, stride);
        }
    }

    /// Two rows by 2 vectors.
    private static void tile2x2(
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
    private static void tile1x2(
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
