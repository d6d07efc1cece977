package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;

class LeastSquaresDescentTest {

    Vector subject(int k, Matrix a, Vector b, Vector x0, double rate) {
        return LeastSquaresDescent.after(k, a, b, x0, rate);
    }

    double filter(int k, double sigma, double rate) {
        return LeastSquaresDescent.filter(k, sigma, rate);
    }

    /// After `k` steps from `x₀`: the filter on the singular vectors, and the part of `x₀` that descent leaves alone;
    /// in the limit `A⁺b + (I − A⁺A)x₀`.
    @Claim({"OP-16", "OP-37"})
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void descentIsAFilterAndKeepsTheNullSpace(
            @ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll @IntRange(min = 1, max = 4) int more,
            @ForAll @IntRange(min = 0, max = 60) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = m + more;
        double[] elements = random.ints((long) m * n, -2, 3).asDoubleStream().toArray();
        for (int i = 0; i < m; i++) {
            elements[i * n + i] += 6; // far from singular
        }
        Matrix a = Matrix.of(m, n, elements);
        Vector b = vector(random, m);
        Vector x0 = vector(random, n);
        SingularValueDecomposition svd = new SingularValueDecomposition(a.toRealMatrix());
        double rate = 1 / (svd.getNorm() * svd.getNorm());
        Vector limit =
                Vector.of(svd.getSolver().solve(b.minus(a.times(x0)).toRealVector())).plus(x0);
        Vector filtered = x0;
        Vector rest = b.minus(a.times(x0));
        for (int i = 0; i < m; i++) {
            double part = rest.dot(Vector.of(svd.getU().getColumnVector(i)));
            filtered =
                    filtered.plus(
                            Vector.of(svd.getV().getColumnVector(i))
                                    .times(part * filter(k, svd.getSingularValues()[i], rate)));
        }
        assertClose(subject(k, a, b, x0, rate), filtered, 1e-12);
        double condition = svd.getConditionNumber();
        int steps = (int) Math.ceil(40 * condition * condition);
        assertClose(subject(steps, a, b, x0, rate), limit, 1e-12 * condition * condition);
    }

    /// Matrices of any rank and shape, with a solution or without, and every rate below `2/σ₁²`: the end is the least
    /// squares solution that is nearest to the start.
    @Claim({"OP-16", "OP-37"})
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void descentFindsTheNearestSolution(
            @ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 4) int rank,
            @ForAll @IntRange(min = 1, max = 19) int tenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix left = Matrix.of(m, rank, whole(random, m * rank));
        Matrix a = left.times(Matrix.of(rank, n, whole(random, rank * n)));
        SingularValueDecomposition svd = new SingularValueDecomposition(a.toRealMatrix());
        double[] sigma = svd.getSingularValues();
        int r = svd.getRank();
        Assume.that(r > 0 && sigma[0] < 20 * sigma[r - 1]); // else the way to the end is too
        // long for a test
        Vector y = vector(random, m);
        Vector x0 = vector(random, n);
        double rate = tenths / 10.0 / (sigma[0] * sigma[0]);
        Vector nearest = x0; // x₀ + A⁺(y − Ax₀)
        Vector rest = y.minus(a.times(x0));
        double slowest = 0;
        for (int i = 0; i < r; i++) {
            double part = rest.dot(Vector.of(svd.getU().getColumnVector(i))) / sigma[i];
            nearest = nearest.plus(Vector.of(svd.getV().getColumnVector(i)).times(part));
            slowest = Math.max(slowest, Math.abs(1 - rate * sigma[i] * sigma[i]));
        }
        int k =
                random.nextInt(
                        0, 30); // and on the way there from 0, also with rates that are too long
        double any = rate * random.nextInt(1, 4);
        double growth = 1; // of what the first step rounds
        Vector filtered = Vector.zeros(n);
        for (int i = 0; i < r; i++) {
            double part = y.dot(Vector.of(svd.getU().getColumnVector(i)));
            filtered =
                    filtered.plus(
                            Vector.of(svd.getV().getColumnVector(i))
                                    .times(part * filter(k, sigma[i], any)));
            growth = Math.max(growth, Math.pow(Math.abs(1 - any * sigma[i] * sigma[i]), k));
        }
        assertClose(
                subject(k, a, y, Vector.zeros(n), any),
                filtered,
                1e-9 + 100 * 0x1p-53 * growth * (1 + Math.sqrt(y.dot(y))));
        int steps = slowest == 0 ? 1 : (int) Math.ceil(Math.log(1e-13) / Math.log(slowest));
        assertClose(subject(steps + 1, a, y, x0, rate), nearest, 1e-9);
    }

    private static double[] whole(SplittableRandom random, int n) {
        return random.ints(n, -2, 3).asDoubleStream().toArray();
    }

    /// What the start has outside of the row space stays, up to the rounding of the steps.
    @Claim("OP-16")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theNullSpaceIsLeftAlone(
            @ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll @IntRange(min = 1, max = 4) int more,
            @ForAll @IntRange(min = 0, max = 400) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = m + more;
        Matrix a = Matrix.of(m, n, random.doubles((long) m * n, -1, 1).toArray());
        Vector x0 = vector(random, n);
        SingularValueDecomposition svd = new SingularValueDecomposition(a.toRealMatrix());
        double rate = 1 / (svd.getNorm() * svd.getNorm());
        Vector b = a.times(vector(random, n)); // some solution of ordinary size
        Vector moved = subject(k, a, b, x0, rate).minus(x0);
        Vector inRow = // A⁺A(x − x₀)
                Vector.of(svd.getSolver().solve(a.times(moved).toRealVector()));
        Vector outside = moved.minus(inRow);
        double size = 1 + Math.sqrt(x0.dot(x0)) + Math.sqrt(moved.dot(moved));
        assertThat(Math.sqrt(outside.dot(outside)))
                .isLessThanOrEqualTo(
                        (m + n) * 0x1p-53 * (k + 10 * svd.getConditionNumber()) * size);
    }

    /// `1 − (1 − ησ²)ᵏ` with 60 digits.
    @Claim("OP-37")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theFilterDoesNotCancel(
            @ForAll @IntRange(min = 1, max = 60) int k,
            @ForAll @IntRange(min = -27, max = 0) int exponent) {
        double sigma = Math.scalb(1.25, exponent);
        double rate = 0.5;
        BigDecimal t = new BigDecimal(rate * sigma * sigma);
        MathContext digits = new MathContext(60);
        double expected =
                BigDecimal.ONE
                        .subtract(BigDecimal.ONE.subtract(t).pow(k, digits))
                        .divide(new BigDecimal(sigma), digits)
                        .doubleValue();
        assertThat(filter(k, sigma, rate)).isCloseTo(expected, within(20 * k * 0x1p-53 * expected));
    }

    /// Near `ησ² = 2`, where an even power of `1 − ησ²` is nearly 1.
    @Claim("OP-37")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theFilterDoesNotCancelAtTheBorder(
            @ForAll @IntRange(min = 1, max = 60) int k,
            @ForAll @IntRange(min = -50, max = 0) int exponent) {
        double rate = 2 - Math.scalb(1.0, exponent);
        MathContext digits = new MathContext(60);
        double expected =
                BigDecimal.ONE
                        .subtract(BigDecimal.ONE.subtract(new BigDecimal(rate)).pow(k, digits))
                        .doubleValue();
        assertThat(filter(k, 1, rate)).isCloseTo(expected, within(20 * k * 0x1p-53 * expected));
    }

    /// Two unknowns, one equation, `x + y = 2`: from 0 to the shortest solution, from elsewhere to the nearest.
    @Claim({"OP-16", "OP-37"})
    @Example
    void oneEquationByHand() {
        Matrix a = Matrix.of(1, 2, 1, 1);
        assertThat(subject(1, a, Vector.of(2), Vector.zeros(2), 0.5)).isEqualTo(Vector.of(1, 1));
        assertThat(subject(1, a, Vector.of(2), Vector.of(4, 0), 0.5)).isEqualTo(Vector.of(3, -1));
        Matrix units = Matrix.of(1, 2, 1, 3); // b = 3y: a + 3y = 2
        assertClose(
                subject(9, units, Vector.of(2), Vector.zeros(2), 0.1), Vector.of(0.2, 0.6), 1e-14);
        Matrix row = Matrix.of(1, 2, 1, 2); // the exercise
        assertClose(subject(1, row, Vector.of(5), Vector.zeros(2), 0.2), Vector.of(1, 2), 1e-14);
        assertClose(subject(1, row, Vector.of(5), Vector.of(2, -1), 0.2), Vector.of(3, 1), 1e-14);
        assertThat(subject(2, a, Vector.of(2), Vector.zeros(2), 0.25))
                .isEqualTo(Vector.of(0.75, 0.75));
        assertThat(subject(60, a, Vector.of(2), Vector.of(3.5, 1.5), 0.25))
                .isEqualTo(Vector.of(2, 0)); // the nearest to all (2 + s, s)
        Matrix twice = Matrix.of(2, 1, 1, 1); // x = 0 and x = 2: the least squares solution is 1
        assertThat(subject(1, twice, Vector.of(0, 2), Vector.zeros(1), 0.5))
                .isEqualTo(Vector.of(1));
        assertThat(subject(9, Matrix.zeros(2, 2), Vector.of(1, 1), Vector.of(3, 4), 0.5))
                .isEqualTo(Vector.of(3, 4));
        assertThat(filter(5, 0, 1)).isZero();
        assertThat(filter(0, 1, 1)).isZero();
        assertThat(filter(3, 1, 1)).isEqualTo(1);
        assertThat(filter(3, 1, 1.5)).isEqualTo(1.125);
        assertThatThrownBy(() -> filter(3, Double.NaN, 1)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> subject(-1, a, Vector.of(2), Vector.zeros(2), 1))
                .hasMessageContaining("got -1");
        assertThatThrownBy(() -> subject(1, a, Vector.of(2), Vector.zeros(2), 0))
                .hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> subject(1, a, Vector.of(2), Vector.zeros(3), 1))
                .isInstanceOf(ShapeException.class);
    }

    private static void assertClose(Vector x, Vector y, double tolerance) {
        Vector difference = x.minus(y);
        assertThat(Math.sqrt(difference.dot(difference)))
                .isLessThanOrEqualTo(tolerance * (1 + Math.sqrt(y.dot(y))));
    }

    private static Vector vector(SplittableRandom random, int n) {
        return Vector.of(random.ints(n, -9, 10).asDoubleStream().toArray());
    }

    @Mutant("OP-16") // starts elsewhere
    static class AnotherStart extends LeastSquaresDescentTest {
        @Override
        Vector subject(int k, Matrix a, Vector b, Vector x0, double rate) {
            double[] moved = x0.toArray();
            moved[0] += 1;
            return LeastSquaresDescent.after(k, a, b, Vector.of(moved), rate);
        }
    }

    @Mutant("OP-37") // the formula as it stands
    static class Cancels extends LeastSquaresDescentTest {
        @Override
        double filter(int k, double sigma, double rate) {
            return sigma == 0 ? 0 : (1 - Math.pow(1 - rate * sigma * sigma, k)) / sigma;
        }
    }
}
