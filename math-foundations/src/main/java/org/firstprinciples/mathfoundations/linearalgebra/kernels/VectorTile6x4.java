package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorWidth.*;

import jdk.incubator.vector.FloatVector;

/// The tile of 6 rows by 4 vectors: 24 sums, which with 512 bits fit in the 32 registers.
///
/// Two methods, because addresses take fewer instructions where one of the steps of `A` is known to be 1: that is 5 to
/// 8 % of the time of either.
final class VectorTile6x4 {

    private VectorTile6x4() {}

    /// The elements of a row of `A` are side by side: `kStep = 1`.
    static void add(
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

    /// `A` is transposed, the elements of a column are side by side: `rowStep = 1`.
    static void addTransposed(
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
}
