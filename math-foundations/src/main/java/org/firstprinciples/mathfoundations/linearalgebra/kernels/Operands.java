package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The matrices of one product while [BlockedGemm] computes it.
///
/// @param p its form
/// @param a the array of `A`
/// @param ao where it begins
/// @param packsA whether tasks pack what they need of `A`
/// @param panels `op(B)` in [Panels], or the array of `B`
/// @param bo where `B` begins, if it is read in place
/// @param packed whether it is in panels
/// @param first the row of initial values of the sums; empty for +0, or for `C` if the product accumulates
/// @param fo where that row begins
/// @param c `C`
/// @param co where it begins
record Operands(
        GemmShape p,
        float[] a,
        int ao,
        boolean packsA,
        float[] panels,
        int bo,
        boolean packed,
        float[] first,
        int fo,
        float[] c,
        int co) {

    /// The index of term `k` in the panel that begins at column `j`.
    int panelAt(int j, int k, int width) {
        return packed ? j * p.k() + k * width : bo + k * p.bStride() + j;
    }

    /// How far two neighboring terms of a panel are apart.
    int panelStep(int width) {
        return packed ? width : p.bStride();
    }
}
