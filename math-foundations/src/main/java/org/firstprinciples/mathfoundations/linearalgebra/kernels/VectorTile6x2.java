package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorWidth.*;

import jdk.incubator.vector.FloatVector;

/// The tile of 6 rows by 2 vectors: 12 sums, which with 128 and 256 bits fit in the 16 registers.
final class VectorTile6x2 {

    private VectorTile6x2() {}

    /// Adds the terms that all rows share, and at the edge of a band up to 5 more, which make a triangle.
    ///
    /// @param terms how many all rows share
    /// @param join whether 5 terms come before them: the first for row 0 only, each further one for one row more
    /// @param leave whether 5 terms come after them: the first for all rows but row 0, each further one for one row less
    static void add(
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
}
