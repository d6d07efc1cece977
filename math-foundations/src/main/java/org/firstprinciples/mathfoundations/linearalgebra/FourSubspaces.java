package org.firstprinciples.mathfoundations.linearalgebra;

import java.util.Arrays;

/// The four subspaces of `A (m,n)`, each with an orthonormal basis in the columns of a matrix.
///
/// - source: Strang 2016, *Introduction to linear algebra*, §3.5; Golub & Van Loan 2013, §2.4.2
///
/// @param rank `r`, the number of singular values above `max(m,n)·ε·σ₁`, where `ε = 2⁻⁵²`
/// @param columns what `Ax` can be, `(m,r)`
/// @param rows what `Aᵀy` can be, `(n,r)`
/// @param kernel the `x` with `Ax = 0`, `(n,n−r)`
/// @param leftKernel the `y` with `Aᵀy = 0`, `(m,m−r)`
public record FourSubspaces(
        int rank, Matrix columns, Matrix rows, Matrix kernel, Matrix leftKernel) {

    /// The subspaces of `A`.
    ///
    /// @throws ShapeException if `A` is empty
    /// @throws IllegalArgumentException if an element is not finite
    public static FourSubspaces of(Matrix a) {
        int m = a.rows();
        int n = a.columns();
        if (m == 0 || n == 0) {
            throw new ShapeException(
                    "subspaces: at least one row and column are needed, got (%s,%s)"
                            .formatted(m, n));
        }
        Svd svd = Svd.of(tall(a));
        double least = Math.max(m, n) * 0x1p-52 * svd.values().get(0);
        int rank = 0;
        while (rank < svd.values().size() && svd.values().get(rank) > least) {
            rank++;
        }
        return new FourSubspaces(
                rank,
                part(svd.u(), m, 0, rank),
                part(svd.v(), n, 0, rank),
                part(svd.v(), n, rank, n),
                part(Svd.of(tall(a.transpose())).v(), m, rank, m));
    }

    /// `A` with rows of zeros until it is as high as wide, so that its decomposition has all of `V`.
    private static Matrix tall(Matrix a) {
        int m = Math.max(a.rows(), a.columns());
        return Matrix.of(m, a.columns(), Arrays.copyOf(a.toArray(), m * a.columns()));
    }

    private static Matrix part(Matrix a, int rows, int from, int to) {
        double[] elements = new double[rows * (to - from)];
        for (int i = 0; i < rows; i++) {
            for (int j = from; j < to; j++) {
                elements[i * (to - from) + j - from] = a.get(i, j);
            }
        }
        return Matrix.of(rows, to - from, elements);
    }
}
