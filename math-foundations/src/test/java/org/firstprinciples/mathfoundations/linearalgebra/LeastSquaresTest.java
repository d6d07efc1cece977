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
import org.apache.commons.math3.linear.ArrayFieldVector;
import org.apache.commons.math3.linear.FieldLUDecomposition;
import org.apache.commons.math3.linear.FieldMatrix;
import org.apache.commons.math3.linear.FieldVector;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

class LeastSquaresTest {

    private static final double U = 0x1p-53;

    Vector solve(Matrix a, Vector b) {
        return LeastSquares.solve(a, b);
    }

    Vector project(Matrix a, Vector b) {
        return LeastSquares.project(a, b);
    }

    /// The normal equations in fractions: `AᵀAx = Aᵀb`.
    private static FieldVector<BigFraction> exact(BigFraction[][] a, BigFraction... b) {
        FieldMatrix<BigFraction> matrix =
                new Array2DRowFieldMatrix<>(BigFractionField.getInstance(), a);
        FieldMatrix<BigFraction> transposed = matrix.transpose();
        return new FieldLUDecomposition<>(transposed.multiply(matrix))
                .getSolver()
                .solve(transposed.operate(new ArrayFieldVector<>(b)));
    }

    private static BigFraction[][] fractions(long[]... a) {
        BigFraction[][] fractions = new BigFraction[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                fractions[i][j] = new BigFraction(a[i][j]);
            }
        }
        return fractions;
    }

    /// Against the exact solution for whole numbers. That one is the minimum: in fractions the residual is at right
    /// angles to the columns, and Pythagoras' theorem holds for every other `x`.
    @Claim("LA-08")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theResidualIsAtRightAngles(
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 0, max = 4) int more,
            @ForAll @IntRange(min = 0, max = 3) int kind,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int m = n + more;
        long[][] a = Matrices.integers(random, m, n, 5);
        for (int j = 0; j < n; j++) {
            a[j][j] += 20; // far from dependent
        }
        long[] b = Matrices.integers(random, 1, m, 9)[0];
        if (kind == 0) { // in the range: no residual
            for (int i = 0; i < m; i++) {
                b[i] = a[i][0];
            }
        }
        BigFraction[][] af = fractions(a);
        BigFraction[] bf = fractions(b)[0];
        FieldVector<BigFraction> x = exact(af, bf);
        FieldMatrix<BigFraction> matrix =
                new Array2DRowFieldMatrix<>(BigFractionField.getInstance(), af);
        FieldVector<BigFraction> residual = new ArrayFieldVector<>(bf).subtract(matrix.operate(x));
        assertThat(matrix.transpose().operate(residual).toArray()).containsOnly(BigFraction.ZERO);
        FieldVector<BigFraction> d =
                new ArrayFieldVector<>(fractions(Matrices.integers(random, 1, n, 9))[0]);
        FieldVector<BigFraction> other = residual.subtract(matrix.operate(d));
        FieldVector<BigFraction> moved = matrix.operate(d);
        assertThat(other.dotProduct(other))
                .isEqualTo(residual.dotProduct(residual).add(moved.dotProduct(moved)));
        Vector found = solve(Matrices.matrix(a), Vector.of(doubles(b)));
        Vector projected = project(Matrices.matrix(a), Vector.of(doubles(b)));
        for (int j = 0; j < n; j++) { // κ is at most 10
            assertThat(found.get(j))
                    .isCloseTo(x.getEntry(j).doubleValue(), within(100 * m * n * 10 * U * 9));
        }
        for (int i = 0; i < m; i++) {
            double expected = new BigFraction(b[i]).subtract(residual.getEntry(i)).doubleValue();
            assertThat(projected.get(i)).isCloseTo(expected, within(100 * m * n * U * 9));
        }
    }

    /// In fractions, also for dependent columns: where the residual is at right angles to them, a step `d` costs `‖Ad‖²`, nothing
    /// if `A` forgets it; where it is not, a step along `Aᵀr` makes the residual shorter.
    @Claim("LA-08")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void exactlyTheRightAngleIsBest(
            @ForAll @IntRange(min = 1, max = 3) int r,
            @ForAll @IntRange(min = 0, max = 2) int dependent,
            @ForAll @IntRange(min = 0, max = 3) int more,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int m = r + more;
        int n = r + dependent;
        long[][] a = new long[m][n];
        long[][] weights = Matrices.integers(random, r, Math.max(1, dependent), 3);
        long[][] independent = Matrices.integers(random, m, r, 5);
        while (IntegerElimination.of(independent).rank() < r) {
            independent = Matrices.integers(random, m, r, 5);
        }
        for (int i = 0; i < m; i++) {
            System.arraycopy(independent[i], 0, a[i], 0, r);
            for (int j = r; j < n; j++) {
                for (int k = 0; k < r; k++) {
                    a[i][j] += independent[i][k] * weights[k][j - r];
                }
            }
        }
        FieldMatrix<BigFraction> matrix =
                new Array2DRowFieldMatrix<>(BigFractionField.getInstance(), fractions(a));
        BigFraction[] b = fractions(Matrices.integers(random, 1, m, 9))[0];
        FieldVector<BigFraction> least = exact(fractions(independent), b);
        FieldVector<BigFraction> x = new ArrayFieldVector<>(BigFractionField.getInstance(), n);
        FieldVector<BigFraction> forgotten =
                new ArrayFieldVector<>(BigFractionField.getInstance(), n);
        for (int i = 0; i < r; i++) {
            x.setEntry(i, least.getEntry(i));
            if (dependent > 0) {
                forgotten.setEntry(i, new BigFraction(-weights[i][0]));
            }
        }
        if (dependent > 0) {
            forgotten.setEntry(r, BigFraction.ONE);
        }
        x = x.add(forgotten.mapMultiply(new BigFraction(random.nextInt(-3, 4))));
        FieldVector<BigFraction> residual = new ArrayFieldVector<>(b).subtract(matrix.operate(x));
        BigFraction smallest = residual.dotProduct(residual);
        assertThat(matrix.transpose().operate(residual).toArray()).containsOnly(BigFraction.ZERO);
        assertThat(squaredError(matrix, b, x.add(forgotten))).isEqualTo(smallest);
        FieldVector<BigFraction> d =
                new ArrayFieldVector<>(fractions(Matrices.integers(random, 1, n, 9))[0]);
        FieldVector<BigFraction> moved = matrix.operate(d);
        BigFraction cost = moved.dotProduct(moved);
        BigFraction error = squaredError(matrix, b, x.add(d));
        assertThat(error).isEqualTo(smallest.add(cost));
        FieldVector<BigFraction> gradient =
                matrix.transpose()
                        .operate(new ArrayFieldVector<>(b).subtract(matrix.operate(x.add(d))));
        BigFraction square = gradient.dotProduct(gradient);
        assertThat(square.equals(BigFraction.ZERO)).isEqualTo(cost.equals(BigFraction.ZERO));
        if (!square.equals(BigFraction.ZERO)) {
            FieldVector<BigFraction> image = matrix.operate(gradient);
            BigFraction step = square.divide(image.dotProduct(image));
            FieldVector<BigFraction> better = x.add(d).add(gradient.mapMultiply(step));
            assertThat(squaredError(matrix, b, better)).isLessThan(error);
        }
    }

    private static BigFraction squaredError(
            FieldMatrix<BigFraction> a, BigFraction[] b, FieldVector<BigFraction> x) {
        FieldVector<BigFraction> residual = new ArrayFieldVector<>(b).subtract(a.operate(x));
        return residual.dotProduct(residual);
    }

    /// `P² = P = Pᵀ`, `tr P = n`, `‖b‖² = ‖Pb‖² + ‖b − Pb‖²`.
    @Claim("LA-08")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void projections(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 0, max = 4) int more,
            @ForAll @IntRange(min = 0, max = 100) int tenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int m = n + more;
        Matrix a = Matrices.ofCondition(random, m, n, Math.pow(10, tenths / 10.0));
        double[] p = new double[m * m];
        for (int j = 0; j < m; j++) {
            double[] unit = new double[m];
            unit[j] = 1;
            Vector column = project(a, Vector.of(unit));
            for (int i = 0; i < m; i++) {
                p[i * m + j] = column.get(i);
            }
        }
        Matrix projection = Matrix.of(m, m, p);
        double slack = 200 * m * n * U;
        double trace = 0;
        for (int i = 0; i < m; i++) {
            trace += projection.get(i, i);
        }
        assertThat(trace).isCloseTo(n, within(slack));
        assertThat(Norms.frobenius(projection.times(projection).plus(projection.times(-1))))
                .isLessThanOrEqualTo(slack);
        assertThat(Norms.frobenius(projection.transpose().plus(projection.times(-1))))
                .isLessThanOrEqualTo(slack);
        Vector b = Matrices.normal(random, m);
        Vector near = project(a, b);
        assertThat(near.dot(near) + b.minus(near).dot(b.minus(near)))
                .isCloseTo(b.dot(b), within(slack * b.dot(b)));
    }

    /// `‖Aᵀr̂‖ ≤ 16mnu‖A‖(‖b‖ + ‖A‖‖x̂‖)` (observed 0.94), up to a condition of 10¹⁰.
    @Claim("LA-56")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theGradientVanishes(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 0, max = 4) int more,
            @ForAll @IntRange(min = 0, max = 100) int tenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int m = n + more;
        Matrix a = Matrices.ofCondition(random, m, n, Math.pow(10, tenths / 10.0));
        Vector b = Matrices.normal(random, m);
        Vector x = solve(a, b);
        Vector gradient = a.transpose().times(b.minus(a.times(x)));
        double size = Norms.frobenius(a);
        assertThat(Norms.two(gradient))
                .isLessThanOrEqualTo(16 * m * n * U * size * (Norms.two(b) + size * Norms.two(x)));
    }

    @Claim("LA-08")
    @Example
    void aLineThroughThreePoints() {
        // (0,1), (1,2), (2,4): intercept 5/6, slope 3/2
        Matrix a = Matrix.of(3, 2, 1, 0, 1, 1, 1, 2);
        Vector x = solve(a, Vector.of(1, 2, 4));
        assertThat(x.get(0)).isCloseTo(5 / 6.0, within(1e-15));
        assertThat(x.get(1)).isCloseTo(1.5, within(1e-15));
        Vector nothing = solve(a, Vector.of(1, -2, 1)); // at right angles to both columns
        assertThat(Norms.two(nothing)).isLessThan(1e-15);
        assertThatThrownBy(() -> solve(a, Vector.of(1, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("A is (3,2), b has 2 elements");
        assertThatThrownBy(() -> project(Matrix.zeros(3, 2), Vector.of(1, 2, 4)))
                .isInstanceOf(SingularMatrixException.class);
    }

    private static final List<String> CERTIFIED =
            List.of(
                    "-3482258.63459582",
                    "15.0618722713733",
                    "-0.358191792925910E-01",
                    "-2.02022980381683",
                    "-1.03322686717359",
                    "-0.511041056535807E-01",
                    "1829.15146461355");

    /// `−log₁₀` of the relative error.
    private static double digits(double computed, double certified) {
        double error = Math.abs(computed - certified) / Math.abs(certified);
        return error == 0 ? 16 : -Math.log10(error);
    }

    private static String[][] longley() throws IOException {
        return Files.readAllLines(Path.of("data", "longley.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toArray(String[][]::new);
    }

    /// Longley's regression: exact in fractions, 10 digits with Householder, 6 to 9 by the normal equations.
    @Example
    void longleysCoefficients() throws IOException {
        String[][] table = longley();
        BigFraction[][] exact = new BigFraction[16][7];
        BigFraction[] employment = new BigFraction[16];
        double[] elements = new double[16 * 7];
        double[] b = new double[16];
        for (int i = 0; i < 16; i++) {
            b[i] = Double.parseDouble(table[i][0]);
            employment[i] = new BigFraction((long) b[i]);
            exact[i][0] = BigFraction.ONE;
            elements[i * 7] = 1;
            for (int j = 1; j < 7; j++) {
                BigDecimal tenfold = new BigDecimal(table[i][j]).movePointRight(1);
                exact[i][j] = new BigFraction(tenfold.toBigIntegerExact()).divide(10);
                elements[i * 7 + j] = Double.parseDouble(table[i][j]);
            }
        }
        Matrix a = Matrix.of(16, 7, elements);
        FieldVector<BigFraction> rational = exact(exact, employment);
        Vector qr = solve(a, Vector.of(b));
        Vector normal =
                Cholesky.of(a.transpose().times(a)).solve(a.transpose().times(Vector.of(b)));
        double worstQr = 16;
        double worstNormal = 16;
        for (int j = 0; j < 7; j++) {
            double certified = Double.parseDouble(CERTIFIED.get(j));
            assertThat(digits(rational.getEntry(j).doubleValue(), certified)).isGreaterThan(14);
            worstQr = Math.min(worstQr, digits(qr.get(j), certified));
            worstNormal = Math.min(worstNormal, digits(normal.get(j), certified));
        }
        assertThat(worstQr).isGreaterThan(10);
        assertThat(worstNormal).isBetween(6.0, 9.0);
        Vector values = Svd.of(a).values();
        assertThat(values.get(0) / values.get(6)).isCloseTo(4.859257e9, within(1e4));
    }

    private static double[] doubles(long... x) {
        double[] doubles = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            doubles[i] = x[i];
        }
        return doubles;
    }

    @Mutant({"LA-08", "LA-56"}) // squares the condition
    static class NormalEquations extends LeastSquaresTest {
        @Override
        Vector solve(Matrix a, Vector b) {
            try {
                return Cholesky.of(a.transpose().times(a)).solve(a.transpose().times(b));
            } catch (IllegalArgumentException e) {
                return Vector.zeros(a.columns());
            }
        }
    }

    @Mutant("LA-08") // goes through the first n equations and leaves the others
    static class Interpolates extends LeastSquaresTest {
        @Override
        Vector solve(Matrix a, Vector b) {
            LeastSquares.solve(a, b);
            int n = a.columns();
            double[] top = new double[n * n];
            double[] right = new double[n];
            for (int i = 0; i < n; i++) {
                right[i] = b.get(i);
                for (int j = 0; j < n; j++) {
                    top[i * n + j] = a.get(i, j);
                }
            }
            return Lu.of(Matrix.of(n, n, top)).solve(Vector.of(right));
        }
    }

    @Mutant("LA-08") // Q in place of QQᵀ
    static class HalfProjection extends LeastSquaresTest {
        @Override
        Vector project(Matrix a, Vector b) {
            LeastSquares.project(a, b);
            Matrix q = Qr.householder(a).q();
            Vector coordinates = q.transpose().times(b);
            double[] padded = new double[b.size()];
            System.arraycopy(coordinates.toArray(), 0, padded, 0, coordinates.size());
            return Vector.of(padded);
        }
    }
}
