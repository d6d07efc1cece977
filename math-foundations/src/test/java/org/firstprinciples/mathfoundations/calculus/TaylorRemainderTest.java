package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;
import java.util.SplittableRandom;

class TaylorRemainderTest {

    private static final double U = 0x1p-53;

    /// The gradient under test.
    interface Gradient {
        double[] of(ScalarFunction f, double... x);
    }

    Gradient subject() {
        return Differentiation::gradient;
    }

    /// `Σ ln(1 + e^(−⟨w,x⟩))` over rows `x`, with a gradient of Lipschitz constant `¼‖X‖²` at most.
    private record Logistic(double[][] rows) implements ScalarFunction {

        @Override
        public <T extends Arithmetic<T>> T of(List<T> w) {
            T sum = w.getFirst().constant(0);
            for (double[] row : rows) {
                sum = sum.plus(inner(row, w).times(-1).exp().plus(1).log());
            }
            return sum;
        }
    }

    /// `Σ ln Σⱼ e^(⟨wⱼ,x⟩)` over rows `x`, with the constant `½‖X‖²`.
    private record SoftmaxRegression(double[][] rows, int classes) implements ScalarFunction {

        @Override
        public <T extends Arithmetic<T>> T of(List<T> w) {
            int d = w.size() / classes;
            T sum = w.getFirst().constant(0);
            for (double[] row : rows) {
                T exponentials = w.getFirst().constant(0);
                for (int j = 0; j < classes; j++) {
                    exponentials =
                            exponentials.plus(inner(row, w.subList(j * d, (j + 1) * d)).exp());
                }
                sum = sum.plus(exponentials.log()).plus(inner(row, w.subList(0, d)).times(-1));
            }
            return sum;
        }
    }

    private static <T extends Arithmetic<T>> T inner(double[] row, List<T> w) {
        T sum = w.getFirst().constant(0);
        for (int i = 0; i < row.length; i++) {
            sum = sum.plus(w.get(i).times(row[i]));
        }
        return sum;
    }

    /// `|f(x + hv) − f(x) − h⟨g,v⟩| ≤ L/2·h²‖v‖²`, along every axis and a random direction.
    @Claim("CA-10")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theRemainderIsOfSecondOrder(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 1, max = 5) int samples) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = new double[samples][];
        for (int s = 0; s < samples; s++) {
            rows[s] = random.doubles(d, -2, 2).toArray();
        }
        boolean two = random.nextBoolean();
        int classes = 3;
        ScalarFunction f = two ? new Logistic(rows) : new SoftmaxRegression(rows, classes);
        double[] x = random.doubles(two ? d : classes * d, -1, 1).toArray();
        double norm = new SingularValueDecomposition(new Array2DRowRealMatrix(rows)).getNorm();
        double lipschitz = (two ? 0.25 : 0.5) * norm * norm * (1 + 64 * U);
        double[] g = subject().of(f, x);
        for (int axis = -1; axis < x.length; axis++) {
            double[] v = random.doubles(x.length, -1, 1).toArray();
            if (axis >= 0) {
                v = new double[x.length];
                v[axis] = 1;
            }
            double length = Vector.of(v).dot(Vector.of(v));
            double[] wrong = g.clone();
            wrong[0] += random.nextDouble(-1, 1);
            double extra = (g[0] - wrong[0]) * v[0];
            for (int k = -3; k <= 12; k++) {
                for (int sign : new int[] {-1, 1}) {
                    double h = Math.scalb((double) sign, -k);
                    double bound =
                            lipschitz / 2 * h * h * length
                                    + 8
                                            * U
                                            * (Math.abs(f.at(x)) + 1 + 12 * Math.abs(h))
                                            * (samples + x.length);
                    assertThat(Math.abs(TaylorTest.remainder(f::at, g, x, v, h)))
                            .isLessThanOrEqualTo(bound);
                    double ofWrong = TaylorTest.remainder(f::at, wrong, x, v, h);
                    assertThat(Math.abs(ofWrong - h * extra)).isLessThanOrEqualTo(bound);
                }
            }
        }
        assertThat(TaylorTest.remainder(f::at, g, x, new double[x.length], 1)).isEqualTo(0);
    }

    /// For quadratics the remainder is `h²/2·vᵀHv`, exactly: four times less with each halving.
    @Claim("CA-10")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void onQuadraticsItIsTheQuadraticTerm(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.random(random, n, 2, 9);
        double[] x = Polynomial.asDoubles(Polynomial.point(random, n, 9));
        double[] v = Polynomial.asDoubles(Polynomial.point(random, n, 9));
        double curvature = Vector.of(v).dot(Differentiation.hessian(f, x).times(Vector.of(v)));
        double[] g = subject().of(f, x);
        for (int k = 0; k <= 6; k++) {
            double h = Math.scalb(1.0, -k);
            assertThat(TaylorTest.remainder(f::at, g, x, v, h) + 0.0)
                    .isEqualTo(h * h / 2 * curvature + 0.0);
            double[] wrong = g.clone();
            wrong[0] += 1; // leaves a term of first order
            assertThat(TaylorTest.remainder(f::at, wrong, x, v, h) + 0.0)
                    .isEqualTo(h * h / 2 * curvature - h * v[0] + 0.0);
        }
    }

    /// The worked example of the document: `ln(1 + e⁻ʷ)` at 0 has slope −½ and the curvature ¼ that the bound allows.
    @Claim("CA-10")
    @Example
    void theBoundIsAttained() {
        ScalarFunction f = new Logistic(new double[][] {{1}});
        double[] origin = {0};
        double[] v = {1};
        double[] right = subject().of(f, origin);
        assertThat(right).containsExactly(-0.5);
        double[] wrong = {-0.505};
        double[] ofRight = new double[3];
        double[] ofWrong = new double[3];
        for (int i = 0; i < 3; i++) {
            double h = Math.scalb(1.0, -3 - 3 * i);
            ofRight[i] = TaylorTest.remainder(f::at, right, origin, v, h);
            ofWrong[i] = TaylorTest.remainder(f::at, wrong, origin, v, h);
            assertThat(ofRight[i] / (h * h / 8)).isBetween(0.998, 1.0);
        }
        assertThat(ofRight)
                .containsExactly(new double[] {1.9519e-3, 3.0516e-5, 4.7684e-7}, within(5e-8));
        assertThat(ofWrong)
                .containsExactly(new double[] {2.5769e-3, 1.0864e-4, 1.0242e-5}, within(5e-8));
        assertThat(ofRight[1] / ofRight[2]).isCloseTo(64, within(0.01));
        assertThat(ofWrong[0] / ofWrong[1]).isCloseTo(23.72, within(0.01));
        assertThat(ofWrong[2] / ofRight[2]).isCloseTo(21.48, within(0.01));
        assertThat(f.at(0.125)).isCloseTo(0.632599, within(5e-7));
        assertThat(f.at(0.125) - f.at(0)).isCloseTo(-0.060548, within(5e-7));
        double coarse = TaylorTest.remainder(f::at, wrong, origin, v, 0.5);
        assertThat(coarse / TaylorTest.remainder(f::at, right, origin, v, 0.5))
                .isCloseTo(1.081, within(1e-3));
        assertThat(ofWrong[1] / ofWrong[2]).isCloseTo(10.61, within(0.01));
    }

    /// The running example, whose gradient has a Lipschitz constant on the way alone: the Hessian is at most
    /// `√(B⁴ + 2(2AB + 1)² + A⁴)` where no weight exceeds `A` and `B`. All numbers are exact, but for the root.
    @Claim("CA-10")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aLipschitzConstantOnTheWayIsEnough(
            @ForAll long seed, @ForAll @IntRange(min = -3, max = 10) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        TwoLayerLoss loss = new TwoLayerLoss();
        double[] x = {random.nextInt(-9, 10), random.nextInt(-9, 10)};
        double[] v = {random.nextInt(-3, 4), random.nextInt(-3, 4)};
        double h = Math.scalb(random.nextBoolean() ? 1.0 : -1.0, -k);
        double a = Math.max(Math.abs(x[0]), Math.abs(x[0] + h * v[0]));
        double b = Math.max(Math.abs(x[1]), Math.abs(x[1] + h * v[1]));
        double mixed = 2 * a * b + 1;
        double lipschitz = Math.sqrt(b * b * b * b + 2 * mixed * mixed + a * a * a * a);
        double square = v[0] * v[0] + v[1] * v[1];
        assertThat(Math.abs(TaylorTest.remainder(loss::at, subject().of(loss, x), x, v, h)))
                .isLessThanOrEqualTo(lipschitz / 2 * h * h * square * (1 + 8 * U));
    }

    /// What a right gradient leaves is nearly `h²/2·vᵀHv`: for sums of `ln(1 + e^(−⟨w,x⟩))`, whose third derivative along a
    /// line is at most `Σ|⟨v,x⟩|³/(6√3)`, up to a sixth of that times `h³`.
    @Claim("CA-10")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatIsLeftIsNearlyAParabola(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 1, max = 10) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = {random.doubles(d, -2, 2).toArray(), random.doubles(d, -2, 2).toArray()};
        Logistic f = new Logistic(rows);
        double[] x = random.doubles(d, -1, 1).toArray();
        double[] v = random.doubles(d, -1, 1).toArray();
        double third = 0;
        for (double[] row : rows) {
            double along = Math.abs(Vector.of(row).dot(Vector.of(v)));
            third += along * along * along / (6 * Math.sqrt(3));
        }
        double curvature = Vector.of(v).dot(Differentiation.hessian(f, x).times(Vector.of(v)));
        double h = Math.scalb(random.nextBoolean() ? 1.0 : -1.0, -k);
        double left = TaylorTest.remainder(f::at, subject().of(f, x), x, v, h);
        assertThat(left)
                .isCloseTo(
                        h * h / 2 * curvature,
                        within(Math.abs(h * h * h) / 6 * third + 64 * U * (1 + f.at(x))));
    }

    /// The solution of an exercise: `ab` at (1,2) with the slopes (2,2).
    @Claim("CA-10")
    @Example
    void aHiddenMistakeOnPaper() {
        double[] x = {1, 2};
        double[] wrong = {2, 2};
        for (double h : new double[] {0.5, 0.25, 0.125}) {
            assertThat(ofProduct(wrong, x, new double[] {1, 0}, h)).isEqualTo(0);
            assertThat(ofProduct(wrong, x, new double[] {0.6, 0.8}, h))
                    .isCloseTo(0.48 * h * h - 0.8 * h, within(1e-15));
        }
    }

    private static double ofProduct(double[] s, double[] x, double[] v, double h) {
        return TaylorTest.remainder(p -> p[0] * p[1], s, x, v, h);
    }

    /// The solution of an exercise: `w³` at 1, whose slope is 3, with 3 and with 2.9.
    @Claim("CA-10")
    @Example
    void aWrongSlopeOnPaper() {
        double[] steps = {0.5, 0.25, 0.125, 1 / 64.0, 1 / 128.0};
        double[] ofRight = {0.875, 0.203125, 0.048828, 0.000736, 0.000184};
        double[] ofWrong = {0.925, 0.228125, 0.061328, 0.002299, 0.000965};
        for (int i = 0; i < steps.length; i++) {
            assertThat(ofCube(3, steps[i])).isCloseTo(ofRight[i], within(5e-7));
            assertThat(ofCube(2.9, steps[i])).isCloseTo(ofWrong[i], within(5e-7));
        }
        assertThat(ofCube(3, steps[3]) / ofCube(3, steps[4])).isCloseTo(4.01, within(5e-3));
        assertThat(ofCube(2.9, steps[3]) / ofCube(2.9, steps[4])).isCloseTo(2.38, within(5e-3));
    }

    private static double ofCube(double slope, double h) {
        double[] one = {1};
        return TaylorTest.remainder(x -> x[0] * x[0] * x[0], new double[] {slope}, one, one, h);
    }

    /// Along a direction at a right angle to the error of the slopes a wrong gradient passes.
    @Claim("CA-10")
    @Example
    void oneDirectionCanHideAMistake() {
        double[] x = {1, 1};
        double[] wrong = {2, 3};
        for (double h : new double[] {0.5, 0.25, 0.125}) {
            assertThat(remainderOfSquares(wrong, x, new double[] {1, 0}, h)).isEqualTo(h * h);
            assertThat(remainderOfSquares(wrong, x, new double[] {0.6, 0.8}, h))
                    .isCloseTo(h * h - 0.8 * h, within(1e-15));
        }
    }

    private static double remainderOfSquares(double[] s, double[] x, double[] v, double h) {
        return TaylorTest.remainder(p -> p[0] * p[0] + p[1] * p[1], s, x, v, h);
    }

    /// A function with all its derivatives, and a bound of derivative `j` between two points.
    record Series(String name, DerivativeOf derivative, BoundOf bound, double from, double to) {

        interface DerivativeOf {
            double of(int j, double x);
        }

        interface BoundOf {
            double of(int j, double low, double high);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    private static double power(double x, int n) {
        return n == 0 ? 1 : x * power(x, n - 1);
    }

    @Provide
    Arbitrary<Series> series() {
        return Arbitraries.of(
                new Series(
                        "sine",
                        (j, x) ->
                                (j % 4 < 2 ? 1 : -1)
                                        * (j % 2 == 0 ? StrictMath.sin(x) : StrictMath.cos(x)),
                        (j, low, high) -> 1,
                        -3,
                        3),
                new Series(
                        "exponential",
                        (j, x) -> StrictMath.exp(x),
                        (j, low, high) -> StrictMath.exp(high),
                        -3,
                        3),
                new Series(
                        "reciprocal",
                        (j, x) -> (j % 2 == 0 ? 1 : -1) * factorial(j) / power(x, j + 1),
                        (j, low, high) -> factorial(j) / power(low, j + 1),
                        0.5,
                        4),
                new Series(
                        "logarithm",
                        (j, x) ->
                                j == 0
                                        ? StrictMath.log(x)
                                        : (j % 2 == 1 ? 1 : -1) * factorial(j - 1) / power(x, j),
                        (j, low, high) -> factorial(j - 1) / power(low, j),
                        0.5,
                        4));
    }

    /// The error of the polynomial is at most the bound, and rounding: `32u` times the sum of its absolute terms.
    @Claim("CA-27")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void taylorsTheorem(
            @ForAll("series") Series f,
            @ForAll @IntRange(min = 0, max = 1024) int start,
            @ForAll @IntRange(min = 0, max = 1024) int end,
            @ForAll @IntRange(min = 0, max = 7) int k) {
        double x = f.from() + (f.to() - f.from()) * start / 1024;
        double y = f.from() + (f.to() - f.from()) * end / 1024;
        double h = y - x;
        double[] derivatives = new double[k + 1];
        double size = Math.abs(f.derivative().of(0, y));
        for (int j = 0; j <= k; j++) {
            derivatives[j] = f.derivative().of(j, x);
            size += Math.abs(derivatives[j] * power(h, j)) / factorial(j);
        }
        double bound =
                f.bound().of(k + 1, Math.min(x, y), Math.max(x, y))
                        * Math.abs(power(h, k + 1))
                        / factorial(k + 1);
        assertThat(Math.abs(f.derivative().of(0, y) - polynomial(derivatives, h)))
                .isLessThanOrEqualTo(bound * (1 + 32 * U) + 32 * U * size);
    }

    /// The polynomial under test.
    double polynomial(double[] derivatives, double h) {
        return new TaylorPolynomial(Vector.of(derivatives)).at(h);
    }

    /// `xᵏ⁺¹` at 0 reaches the bound.
    @Claim("CA-27")
    @Property(tries = 50)
    void powersReachTheBound(
            @ForAll @IntRange(min = 0, max = 7) int k, @ForAll @IntRange(min = -8, max = 8) int h) {
        double[] derivatives = new double[k + 1];
        assertThat(Math.abs(power(h, k + 1) - polynomial(derivatives, h)))
                .isEqualTo(factorial(k + 1) * Math.abs(power(h, k + 1)) / factorial(k + 1));
    }

    /// `(x + h)ᵏ⁺¹` from `x` leaves exactly `hᵏ⁺¹`, which is the bound, in whole numbers.
    @Claim("CA-27")
    @Property(tries = 300)
    void powersReachTheBoundFromAnyPoint(
            @ForAll @IntRange(min = 0, max = 6) int k,
            @ForAll @IntRange(min = -6, max = 6) int x,
            @ForAll @IntRange(min = -6, max = 6) int h) {
        double[] derivatives = new double[k + 1];
        double size = 0;
        for (int j = 0; j <= k; j++) {
            derivatives[j] = factorial(k + 1) / factorial(k + 1 - j) * power(x, k + 1 - j);
            size += Math.abs(derivatives[j] * power(h, j)) / factorial(j);
        }
        assertThat(power(x + h, k + 1) - polynomial(derivatives, h))
                .isCloseTo(power(h, k + 1), within(32 * U * size));
    }

    /// `tᵏ⁺¹|t|` has `k + 1` derivatives and no more: the last is `(k + 2)!·|t|`, which has a corner at 0.
    @Claim("CA-27")
    @Property(tries = 300)
    void theLastDerivativeMayHaveACorner(
            @ForAll @IntRange(min = 0, max = 5) int k,
            @ForAll @IntRange(min = -6, max = 6) int x,
            @ForAll @IntRange(min = -6, max = 6) int h) {
        double[] derivatives = new double[k + 1];
        double size = power(Math.abs(x + h), k + 2);
        for (int j = 0; j <= k; j++) {
            derivatives[j] =
                    Math.signum((double) x)
                            * factorial(k + 2)
                            / factorial(k + 2 - j)
                            * power(x, k + 2 - j);
            size += Math.abs(derivatives[j] * power(h, j)) / factorial(j);
        }
        double last = factorial(k + 2) * Math.max(Math.abs(x), Math.abs(x + h));
        double value = power(x + h, k + 1) * Math.abs(x + h);
        assertThat(Math.abs(value - polynomial(derivatives, h)))
                .isLessThanOrEqualTo(
                        last * Math.abs(power(h, k + 1)) / factorial(k + 1) + 32 * U * size);
    }

    /// The table of the document: the tied loss at 2, with the derivatives 12 and 22.
    @Claim("CA-27")
    @Example
    void theTiedLossByItsTaylorPolynomials() {
        ScalarFunction tied =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return new TwoLayerLoss().of(List.of(w.getFirst(), w.getFirst()));
                    }
                };
        QuadraticModel model = QuadraticModel.along(tied, new double[] {2}, new double[] {1});
        assertThat(model).isEqualTo(new QuadraticModel(4.5, 12, 22));
        double[] steps = {0.1, 0.5, 1};
        double[] lines = {5.7, 10.5, 16.5};
        double[] parabolas = {5.81, 13.25, 27.5};
        double[] values = {5.81405, 13.78125, 32};
        for (int i = 0; i < steps.length; i++) {
            assertThat(polynomial(new double[] {4.5, 12}, steps[i]))
                    .isCloseTo(lines[i], within(1e-14));
            assertThat(polynomial(new double[] {4.5, 12, 22}, steps[i]))
                    .isCloseTo(parabolas[i], within(1e-14));
            assertThat(model.at(steps[i])).isCloseTo(parabolas[i], within(1e-14));
            assertThat(tied.at(2 + steps[i])).isCloseTo(values[i], within(1e-14));
        }
        double second = Differentiation.hessian(tied, 2.1).get(0, 0); // g″ = 6w² − 2, g‴ = 12w
        assertThat(second).isCloseTo(24.46, within(1e-13));
        assertThat(second * 0.1 * 0.1 / 2).isCloseTo(0.1223, within(1e-14));
        assertThat(values[0] - lines[0]).isCloseTo(0.11405, within(1e-14));
        assertThat(12 * 2.1 * 0.1 * 0.1 * 0.1 / 6).isCloseTo(0.0042, within(1e-15));
        assertThat(values[0] - parabolas[0]).isCloseTo(0.00405, within(1e-14));
    }

    @Claim("CA-10")
    @Example
    void lengthsMustAgree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TaylorTest.remainder(
                                x -> 0, new double[1], new double[2], new double[2], 1))
                .withMessage("point, gradient and direction must have one length, got 2, 1 and 2");
        double[] origin = {0};
        assertThat(TaylorTest.remainder(x -> x[0] * x[0], origin, origin, new double[] {1}, 0.5))
                .isCloseTo(0.25, within(0.0));
    }

    @Mutant("CA-27") // forgets the factorial
    static class WithoutTheFactorial extends TaylorRemainderTest {
        @Override
        double polynomial(double[] derivatives, double h) {
            double sum = 0;
            for (int j = derivatives.length - 1; j >= 0; j--) {
                sum = derivatives[j] + sum * h;
            }
            return sum;
        }
    }

    @Mutant("CA-27") // always 0
    static class NoPolynomial extends TaylorRemainderTest {
        @Override
        double polynomial(double[] derivatives, double h) {
            return 0;
        }
    }

    @Mutant("CA-10") // one entry is 1 % too large
    static class OnePercentWrong extends TaylorRemainderTest {
        @Override
        Gradient subject() {
            return (f, x) -> {
                double[] gradient = Differentiation.gradient(f, x);
                gradient[0] *= 1.01;
                return gradient;
            };
        }
    }
}
