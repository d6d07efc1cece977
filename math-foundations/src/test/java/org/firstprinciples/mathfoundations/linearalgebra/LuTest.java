package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.fraction.BigFractionField;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.FieldLUDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;

class LuTest {

    private static final double U = 0x1p-53;

    Matrix lower(Lu lu) {
        return lu.lower();
    }

    Vector solve(Matrix a, Vector b) {
        return Lu.of(a).solve(b);
    }

    double determinant(Matrix a) {
        return Lu.of(a).determinant();
    }

    BigInteger exactDeterminant(long[]... a) {
        return IntegerElimination.determinant(a);
    }

    /// `|Pb − PAx̂| ≤ γ₃ₙ|L||U||x̂|`, the residual formed without rounding; no multiplier exceeds 1.
    @Claim("LA-54")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSolutionSolvesANearbySystem(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 12) int decades,
            @ForAll boolean whole,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a =
                whole
                        ? Matrices.matrix(Matrices.integers(random, n, n, 9))
                        : Matrices.ofCondition(random, n, n, Math.pow(10, decades));
        if (whole && IntegerElimination.of(longs(a)).rank() < n) {
            a = a.plus(Matrix.identity(n).times(100));
        }
        requireSmallResidual(a, Matrices.normal(random, n));
    }

    /// Wilkinson's matrix, 1 on the diagonal and in the last column and −1 below: pivots double, and the claim's bound with them.
    /// The equations are then missed by far more than rounding.
    @Claim("LA-54")
    @Example
    void pivotsThatDouble() {
        int n = 40;
        double[] elements = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                elements[i * n + j] = i == j || j == n - 1 ? 1 : i > j ? -1 : 0;
            }
        }
        Matrix a = Matrix.of(n, n, elements);
        Vector b = Vector.of(new SplittableRandom(1).doubles(n, -1, 1).toArray());
        assertThat(Lu.of(a).upper().get(n - 1, n - 1)).isEqualTo(0x1p39);
        assertThat(Norms.condition(a)).isLessThan(20);
        assertThat(Norms.infinity(a.times(solve(a, b)).minus(b))).isGreaterThan(1e-8);
        requireSmallResidual(a, b);
    }

    private void requireSmallResidual(Matrix a, Vector b) {
        int n = a.rows();
        Lu lu = Lu.of(a);
        Vector x = solve(a, b);
        double gamma = 3 * n * U / (1 - 3 * n * U);
        for (int i = 0; i < n; i++) {
            int row = lu.order()[i];
            BigDecimal residual = new BigDecimal(b.get(row));
            double bound = 0;
            for (int j = 0; j < n; j++) {
                residual =
                        residual.subtract(
                                new BigDecimal(a.get(row, j)).multiply(new BigDecimal(x.get(j))));
                for (int k = 0; k <= Math.min(i, j); k++) {
                    bound += Math.abs(lower(lu).get(i, k) * lu.upper().get(k, j) * x.get(j));
                }
                assertThat(Math.abs(lower(lu).get(i, j))).isLessThanOrEqualTo(1);
            }
            assertThat(residual.abs().doubleValue())
                    .isLessThanOrEqualTo(gamma * bound * (1 + 3 * n * U));
        }
    }

    /// `det(AB) = det A·det B` and `det Aᵀ = det A` without rounding, against elimination in fractions; in `double` the
    /// product of the pivots comes near.
    @Claim("LA-06")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void determinantsMultiply(@ForAll @IntRange(min = 1, max = 8) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] a = Matrices.integers(random, n, n, 9);
        long[][] b = Matrices.integers(random, n, n, 9);
        if (random.nextInt(4) == 0) {
            a[0][0] = 0; // an exchange is needed
        }
        BigInteger det = exactDeterminant(a);
        BigFraction[][] fractions = new BigFraction[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                fractions[i][j] = new BigFraction(a[i][j]);
            }
        }
        BigFraction expected =
                new FieldLUDecomposition<>(
                                new Array2DRowFieldMatrix<>(
                                        BigFractionField.getInstance(), fractions))
                        .getDeterminant();
        assertThat(new BigFraction(det)).isEqualTo(expected);
        assertThat(exactDeterminant(longs(Matrices.matrix(a).transpose()))).isEqualTo(det);
        assertThat(exactDeterminant(longs(Matrices.matrix(a).times(Matrices.matrix(b)))))
                .isEqualTo(det.multiply(exactDeterminant(b)));
        double hadamard = 1; // bounds the size of all that is added
        for (int i = 0; i < n; i++) {
            hadamard *= 9 * Math.sqrt(n);
        }
        if (det.signum() != 0) {
            assertThat(determinant(Matrices.matrix(a)))
                    .isCloseTo(det.doubleValue(), within(64 * n * n * n * U * hadamard));
        }
    }

    /// A singular matrix is refused, or shows a pivot below `2¹³n·u·max|A|`; a regular one of whole numbers has none.
    @Claim("LA-06")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void singularityShowsInAPivot(@ForAll @IntRange(min = 2, max = 8) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] elements =
                random.nextBoolean()
                        ? Matrices.ofRank(random, n, n, n - 1)
                        : Matrices.integers(random, n, n, 9);
        Matrix a = Matrices.matrix(elements);
        double threshold = 0x1p13 * n * U * Norms.infinity(Vector.of(a.toArray()));
        boolean singular;
        try {
            Matrix u = Lu.of(a).upper();
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                least = Math.min(least, Math.abs(u.get(i, i)));
            }
            singular = least <= threshold;
        } catch (SingularMatrixException e) {
            singular = true;
        }
        assertThat(singular).isEqualTo(exactDeterminant(elements).signum() == 0);
    }

    @Claim("LA-06")
    @Example
    void edges() {
        assertThat(solve(Matrix.of(2, 2, 0, 1, 2, 0), Vector.of(3, 4))).isEqualTo(Vector.of(2, 3));
        assertThat(determinant(Matrix.of(2, 2, 0, 1, 2, 0))).isEqualTo(-2);
        assertThat(determinant(Matrix.zeros(0, 0))).isEqualTo(1);
        assertThat(exactDeterminant(new long[][] {{0, 1}, {2, 0}}))
                .isEqualTo(BigInteger.TWO.negate());
        assertThatThrownBy(() -> Lu.of(Matrix.of(1, 1, 0)))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessage("LU: the matrix is singular, no pivot is left in column 0");
        assertThatThrownBy(() -> Lu.of(Matrix.of(2, 2, 1, 0, 5, 0)))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessageContaining("column 1");
        assertThatThrownBy(() -> Lu.of(Matrix.zeros(2, 3))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Lu.of(Matrix.identity(2)).solve(Vector.of(1)))
                .isInstanceOf(ShapeException.class);
        // a tiny pivot that is not exchanged would lose the second equation
        assertThat(solve(Matrix.of(2, 2, 1e-20, 1, 1, 1), Vector.of(1, 2)))
                .isEqualTo(Vector.of(1, 1));
    }

    private static long[][] longs(Matrix a) {
        long[][] elements = new long[a.rows()][a.columns()];
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                elements[i][j] = (long) a.get(i, j);
            }
        }
        return elements;
    }

    @Mutant("LA-54") // no exchange of rows
    static class WithoutPivoting extends LuTest {
        @Override
        Vector solve(Matrix a, Vector b) {
            int n = b.size();
            double[] f = a.toArray();
            double[] x = b.toArray();
            for (int k = 0; k < n; k++) {
                for (int i = k + 1; i < n; i++) {
                    double factor = f[i * n + k] / f[k * n + k];
                    for (int j = k; j < n; j++) {
                        f[i * n + j] -= factor * f[k * n + j];
                    }
                    x[i] -= factor * x[k];
                }
            }
            for (int i = n - 1; i >= 0; i--) {
                for (int k = i + 1; k < n; k++) {
                    x[i] -= f[i * n + k] * x[k];
                }
                x[i] /= f[i * n + i];
            }
            return Vector.of(x);
        }
    }

    @Mutant("LA-06") // exchanges do not change the sign
    static class ForgetsTheSign extends LuTest {
        @Override
        double determinant(Matrix a) {
            return Math.abs(Lu.of(a).determinant());
        }
    }

    @Mutant("LA-06") // the product of the diagonal
    static class Diagonal extends LuTest {
        @Override
        BigInteger exactDeterminant(long[]... a) {
            BigInteger product = BigInteger.ONE;
            for (int i = 0; i < a.length; i++) {
                product = product.multiply(BigInteger.valueOf(a[i][i]));
            }
            return product;
        }
    }
}
