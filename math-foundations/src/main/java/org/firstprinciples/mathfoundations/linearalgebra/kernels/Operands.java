package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The matrices of one product while [VectorGemm] computes it.
///
/// @param p its form
/// @param a `A` where it stands
/// @param ao where it begins
/// @param packed `op(B)` in [Panels]
/// @param first the row at which sums begin; empty for +0, or for `C` if the product accumulates
/// @param fo where that row begins
/// @param c `C`
/// @param co where it begins
record Operands(
        Product p, float[] a, int ao, float[] packed, float[] first, int fo, float[] c, int co) {}
