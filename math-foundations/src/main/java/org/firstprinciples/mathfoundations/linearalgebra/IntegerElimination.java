package org.firstprinciples.mathfoundations.linearalgebra;

import java.math.BigInteger;

/// Elimination without fractions: for a matrix of whole numbers every number on the way is whole, too, a minor of the
/// matrix, and nothing is rounded.
///
/// - source: Bareiss 1968, *Sylvester's identity and multistep integer-preserving Gaussian elimination*
///
/// @param rank how many rows are independent
/// @param minor the last pivot with the sign of the exchanges: the determinant, if the matrix is square and of full rank
public record IntegerElimination(int rank, BigInteger minor) {

    /// Eliminates in a copy of `A (m,n)`: `aᵢⱼ ← (aᵢⱼp − aᵢₖaₖⱼ)/p′`, where `p` is the pivot and `p′` the one before; the
    /// division leaves no remainder.
    ///
    /// @throws ShapeException if the rows differ in length
    public static IntegerElimination of(long[]... matrix) {
        int n = matrix.length == 0 ? 0 : matrix[0].length;
        BigInteger[][] a = new BigInteger[matrix.length][n];
        for (int i = 0; i < a.length; i++) {
            if (matrix[i].length != n) {
                throw new ShapeException(
                        "elimination: row 0 has %s elements, row %s has %s"
                                .formatted(n, i, matrix[i].length));
            }
            for (int j = 0; j < n; j++) {
                a[i][j] = BigInteger.valueOf(matrix[i][j]);
            }
        }
        int rank = 0;
        int sign = 1;
        BigInteger before = BigInteger.ONE;
        for (int column = 0; column < n && rank < a.length; column++) {
            int pivot = rank;
            while (pivot < a.length && a[pivot][column].signum() == 0) {
                pivot++;
            }
            if (pivot == a.length) {
                continue;
            }
            BigInteger[] row = a[pivot];
            sign *= pivot == rank ? 1 : -1;
            a[pivot] = a[rank];
            a[rank] = row;
            for (int i = rank + 1; i < a.length; i++) {
                for (int j = n - 1; j >= column; j--) {
                    a[i][j] =
                            a[i][j].multiply(row[column])
                                    .subtract(a[i][column].multiply(row[j]))
                                    .divide(before);
                }
            }
            before = row[column];
            rank++;
        }
        return new IntegerElimination(rank, before.multiply(BigInteger.valueOf(sign)));
    }

    /// `det A` of a square matrix; 1 for the empty one.
    ///
    /// @throws ShapeException if the matrix is not square
    public static BigInteger determinant(long[]... matrix) {
        IntegerElimination elimination = of(matrix);
        if (matrix.length > 0 && matrix[0].length != matrix.length) {
            throw new ShapeException(
                    "determinant: a square matrix is needed, got (%s,%s)"
                            .formatted(matrix.length, matrix[0].length));
        }
        return elimination.rank == matrix.length ? elimination.minor : BigInteger.ZERO;
    }
}
