package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/// Two groups of points whose convex hulls meet, so that no plane has one on each side. Every `d + 2` points in `d` dimensions
/// have them.
///
/// The groups are the signs of numbers `λ` with `Σλᵢ = 0` and `Σλᵢxᵢ = 0`, and the hulls meet in
/// `Σ_{λᵢ>0} λᵢxᵢ / Σ_{λᵢ>0} λᵢ`.
///
/// - source: Radon 1921
///
/// @param lambda `λ`, whole numbers, not all 0
public record RadonPartition(List<BigInteger> lambda) {

    /// Copies the numbers.
    public RadonPartition {
        lambda = List.copyOf(lambda);
    }

    /// The groups of these points.
    ///
    /// @param points whole numbers, `(d+2,d)`
    /// @throws ShapeException if there are not `d + 2` points of `d` coordinates
    public static RadonPartition of(long[]... points) {
        int n = points.length;
        for (long[] point : points) {
            if (point.length != n - 2) {
                throw new ShapeException(
                        "points (d+2,d) are needed, got %s of %s".formatted(n, point.length));
            }
        }
        if (n < 2) {
            throw new ShapeException("points (d+2,d) are needed, got " + n);
        }
        // a row of ones and a row for each coordinate: n − 1 equations for n unknowns
        BigInteger[][] a = new BigInteger[n - 1][n];
        for (int j = 0; j < n; j++) {
            a[0][j] = BigInteger.ONE;
            for (int i = 1; i < n - 1; i++) {
                a[i][j] = BigInteger.valueOf(points[j][i - 1]);
            }
        }
        return new RadonPartition(kernelVector(a, n));
    }

    /// Elimination above and below the pivots without fractions (Bareiss), so that all pivots are equal in the end.
    private static List<BigInteger> kernelVector(BigInteger[][] a, int n) {
        int[] pivotColumns = new int[n - 1];
        int rank = 0;
        int free = n - 1; // the first column without a pivot
        BigInteger pivot = BigInteger.ONE;
        for (int column = 0; column < n; column++) {
            int row = rank;
            while (row < n - 1 && a[row][column].signum() == 0) {
                row++;
            }
            if (row >= n - 1) {
                free = column;
                break;
            }
            BigInteger[] top = a[row];
            a[row] = a[rank];
            a[rank] = top;
            for (int i = 0; i < n - 1; i++) {
                if (i != rank) {
                    BigInteger factor = a[i][column];
                    for (int j = 0; j < n; j++) {
                        a[i][j] =
                                a[i][j].multiply(top[column])
                                        .subtract(factor.multiply(top[j]))
                                        .divide(pivot);
                    }
                }
            }
            pivot = top[column];
            pivotColumns[rank++] = column;
        }
        BigInteger[] kernel = new BigInteger[n];
        Arrays.fill(kernel, BigInteger.ZERO);
        kernel[free] = pivot;
        for (int i = 0; i < rank; i++) {
            kernel[pivotColumns[i]] = a[i][free].negate();
        }
        return List.of(kernel);
    }
}
