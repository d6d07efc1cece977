package org.firstprinciples.mathfoundations.linearalgebra;

/// Points from their inner products: `G = XXᵀ` has the eigenvalues `λᵢ` and eigenvectors `vᵢ`, and the columns `√λᵢ·vᵢ` are
/// such points, those of `X` up to a rotation.
///
/// - source: Torgerson 1952; Cox & Cox 2001, *Multidimensional scaling*, §2.2
public final class ClassicalScaling {

    private ClassicalScaling() {}

    /// Points in `d` dimensions, `(n,d)`, whose inner products come nearest to `G (n,n)`.
    ///
    /// @throws ShapeException if `G` is not square
    /// @throws IllegalArgumentException if it is not symmetric and finite, or `d` is not between 0 and `n`
    public static Matrix points(Matrix gram, int d) {
        SymmetricEigen eigen = SymmetricEigen.of(gram);
        int n = gram.rows();
        if (d < 0 || d > n) {
            throw new IllegalArgumentException(
                    "between 0 and %s dimensions can be had, got %s".formatted(n, d));
        }
        double[] points = new double[n * d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                double length = Math.sqrt(Math.max(0, eigen.values().get(j)));
                points[i * d + j] = length * eigen.vectors().get(i, j);
            }
        }
        return Matrix.of(n, d, points);
    }
}
