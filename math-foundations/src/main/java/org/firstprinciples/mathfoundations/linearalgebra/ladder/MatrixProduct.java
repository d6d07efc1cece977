package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;

/// A way to compute `C = AB` with whole row-major matrices of floats.
public interface MatrixProduct {

    /// A short name: `naive`, `loop order`.
    String name();

    /// `cᵢⱼ = Σₚ aᵢₚ bₚⱼ` for `A (m,k)`, `B (k,n)`, `C (m,n)`; what stood in `C` is lost. An element begins
    /// at +0 and adds its terms by fused multiply-add with `p` ascending. An extent may be 0.
    ///
    /// @throws ShapeException if an extent is negative or an array not as long as its matrix is large
    /// @throws IllegalArgumentException if `C` stands in the array of `A` or `B`
    void multiply(int m, int n, int k, float[] a, float[] b, float[] c);

    /// What every rung requires of its arguments.
    ///
    /// @throws ShapeException if an extent is negative or an array not as long as its matrix is large
    /// @throws IllegalArgumentException if `C` stands in the array of `A` or `B`
    @SuppressWarnings("ReferenceEquality") // the same array, not equal content
    static void requireFit(int m, int n, int k, float[] a, float[] b, float[] c) {
        if (m < 0 || n < 0 || k < 0) {
            throw new ShapeException(
                    "extents must be 0 or more: m=%s n=%s k=%s".formatted(m, n, k));
        }
        requireLength("A", m, k, a);
        requireLength("B", k, n, b);
        requireLength("C", m, n, c);
        if (c == a || c == b) {
            throw new IllegalArgumentException(
                    "C (%s,%s) needs an array of its own, got that of %s"
                            .formatted(m, n, c == a ? "A" : "B"));
        }
    }

    private static void requireLength(String matrix, int rows, int columns, float[] x) {
        long length = Math.multiplyFull(rows, columns);
        if (x.length != length) {
            throw new ShapeException(
                    "%s (%s,%s) needs %s elements, got %s"
                            .formatted(matrix, rows, columns, length, x.length));
        }
    }
}
