package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.calculus.LevenbergMarquardt.Fit;
import org.firstprinciples.mathfoundations.linearalgebra.Cholesky;
import org.firstprinciples.mathfoundations.linearalgebra.Lu;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class LevenbergMarquardtTest {

    /// A fit from a first guess.
    interface Fitting {
        Fit of(VectorFunction residuals, double... guess);
    }

    Fitting subject() {
        return LevenbergMarquardt::fit;
    }

    /// `b₁(1 − e^(−b₂x)) − y`.
    record Saturation(double[] x, double[] y) implements VectorFunction {

        @Override
        public <T extends Arithmetic<T>> List<T> of(List<T> b) {
            List<T> residuals = new ArrayList<>();
            for (int i = 0; i < x.length; i++) {
                T decay = b.get(1).times(-x[i]).exp();
                residuals.add(b.get(0).times(decay.times(-1).plus(1)).plus(-y[i]));
            }
            return residuals;
        }
    }

    static Saturation misra1a() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("data", "misra1a.csv"));
        double[] x = new double[lines.size() - 1];
        double[] y = new double[lines.size() - 1];
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            y[i - 1] = Double.parseDouble(fields[0]);
            x[i - 1] = Double.parseDouble(fields[1]);
        }
        return new Saturation(x, y);
    }

    /// The decimal digits that agree with a certified value.
    private static double digits(double computed, double certified) {
        return -Math.log10(Math.abs(computed - certified) / certified);
    }

    /// Residuals that a user might hand in: a curve that is far off, a narrow valley, more weights than measurements,
    /// nothing to be done, and one that no parameter changes.
    private static VectorFunction problem(SplittableRandom random) {
        int kind = random.nextInt(5);
        double[] numbers = random.doubles(8, -3, 3).toArray();
        if (kind == 0) {
            return new Saturation(
                    new double[] {1, 2, 3, 4},
                    new double[] {numbers[0], numbers[1], numbers[2], numbers[3]});
        }
        return new VectorFunction() {
            @Override
            public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                T a = x.get(0);
                T b = x.get(1);
                return switch (kind) {
                    case 1 -> List.of(b.minus(a.times(a)).times(10), a.times(-1).plus(1));
                    case 2 -> List.of(a.times(b).plus(numbers[0]));
                    case 3 ->
                            List.of(
                                    a.times(numbers[1]).sin().plus(b.times(numbers[2]).exp()),
                                    a.tanh().times(b).plus(numbers[3]),
                                    a.constant(numbers[4]));
                    default -> List.of(a.constant(numbers[5]), b.constant(1));
                };
            }
        };
    }

    /// From any guess. Where the residuals are not finite the method refuses, and it may give up; it never returns worse, and
    /// of 300 problems it returns from 200 at least.
    @Claim("CA-16")
    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE)
    void theSumOfSquaresNeverGrows(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int fitted = 0;
        for (int trial = 0; trial < 300; trial++) {
            fitted += sumOfSquaresDoesNotGrow(random) ? 1 : 0;
        }
        assertThat(fitted).isGreaterThan(200);
    }

    /// Whether the method returned.
    private boolean sumOfSquaresDoesNotGrow(SplittableRandom random) {
        VectorFunction f = problem(random);
        double scale = Math.pow(10, random.nextInt(-3, 4));
        double[] guess = random.doubles(2, -scale, scale).toArray();
        if (random.nextInt(4) == 0) {
            guess[random.nextInt(2)] = 0;
        }
        Vector before = Vector.of(f.at(guess));
        Fit fit;
        try {
            fit = subject().of(f, guess);
        } catch (IllegalArgumentException | ArithmeticException refused) {
            return false;
        }
        Vector after = Vector.of(f.at(fit.parameters().toArray()));
        assertThat(fit.sumOfSquares()).isEqualTo(after.dot(after));
        assertThat(fit.sumOfSquares()).isLessThanOrEqualTo(before.dot(before));
        return true;
    }

    /// From a guess of ordinary size nothing is refused in a narrow valley.
    @Claim("CA-16")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void ordinaryProblemsAreFitted(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        VectorFunction valley =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                        T a = x.get(0);
                        return List.of(x.get(1).minus(a.times(a)).times(10), a.times(-1).plus(1));
                    }
                };
        double[] guess = random.doubles(2, -3, 3).toArray();
        Fit fit = subject().of(valley, guess);
        Vector before = Vector.of(valley.at(guess));
        assertThat(fit.sumOfSquares()).isLessThanOrEqualTo(before.dot(before));
    }

    /// The first weight in thousandths: with the diagonal the step is the old one, with `λI` it is stopped.
    @Claim("CA-16")
    @Example
    void theDiagonalKeepsTheUnits() {
        for (double unit : new double[] {1, 0.001}) {
            Vector row = Vector.of(2 * unit, 1);
            Matrix normal =
                    Matrix.of(2, 2, row.get(0) * row.get(0), row.get(0), row.get(0), row.get(1));
            Vector move = LevenbergMarquardt.move(normal, row, 1);
            assertThat(move.get(0) * unit).isCloseTo(-1 / 6.0, within(1e-12));
            assertThat(move.get(1)).isCloseTo(-1 / 3.0, within(1e-12));
            Vector withIdentity = Lu.of(normal.plus(Matrix.identity(2))).solve(row).times(-1);
            assertThat(withIdentity.get(0) * unit)
                    .isCloseTo(unit == 1 ? -1 / 3.0 : -1e-6, within(unit * 1e-8));
            assertThat(withIdentity.get(1)).isCloseTo(unit == 1 ? -1 / 6.0 : -0.5, within(1e-5));
        }
    }

    /// The worked example of the document: one step on the running example, with `λ = 1`.
    @Claim("CA-16")
    @Example
    void oneMeasurementTwoWeights() {
        VectorFunction residual =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> w) {
                        return List.of(w.get(0).times(w.get(1)).plus(-1));
                    }
                };
        Matrix jacobian = Differentiation.jacobian(residual, 1, 2);
        assertThat(jacobian).isEqualTo(Matrix.of(1, 2, 2, 1));
        Matrix normal = jacobian.transpose().times(jacobian);
        assertThat(normal).isEqualTo(Matrix.of(2, 2, 4, 2, 2, 1));
        Vector move = LevenbergMarquardt.move(normal, Vector.of(2, 1), 1);
        assertThat(move.toArray())
                .containsExactly(new double[] {-1 / 6.0, -1 / 3.0}, within(1e-15));
        for (double damping : new double[] {0.001, 0.1, 1, 10, 1000}) {
            assertThat(LevenbergMarquardt.move(normal, Vector.of(2, 1), damping).toArray())
                    .containsExactly(
                            new double[] {-0.5 / (2 + damping), -1 / (2 + damping)}, within(1e-12));
        }
        Matrix exchanged = Matrix.of(2, 2, 1, 2, 2, 4); // an exercise: the same from (2,1)
        assertThat(LevenbergMarquardt.move(exchanged, Vector.of(1, 2), 1).toArray())
                .containsExactly(new double[] {-1 / 3.0, -1 / 6.0}, within(1e-15));
        double product = (1 + move.get(0)) * (2 + move.get(1));
        assertThat(product).isCloseTo(25 / 18.0, within(1e-14));
        assertThat((product - 1) * (product - 1)).isCloseTo(0.151, within(5e-4));
        Fit fit = subject().of(residual, 1, 2);
        assertThat(fit.parameters().get(0) * fit.parameters().get(1)).isCloseTo(1, within(1e-12));
    }

    /// The solution of an exercise: one residual `w² − 2` and one parameter, at 1.
    @Claim("CA-16")
    @Example
    void oneParameterOnPaper() {
        Matrix normal = Matrix.of(1, 1, 4);
        Vector gradient = Vector.of(-2);
        assertThat(LevenbergMarquardt.move(normal, gradient, 0).get(0)).isEqualTo(0.5);
        assertThat(LevenbergMarquardt.move(normal, gradient, 1).get(0))
                .isCloseTo(0.25, within(1e-15));
        double damped = 1.25 * 1.25 - 2;
        assertThat(damped).isEqualTo(-0.4375);
        assertThat(damped * damped).isCloseTo(0.1914, within(5e-5));
    }

    /// The values that NIST certifies, from both of its starting points: parameters, sum of squares, and the standard
    /// deviations `√(s²(JᵀJ)⁻¹ⱼⱼ)` with `s² = ‖F‖²/(n − 2)`.
    @Claim("CA-33")
    @Example
    void misra1aHasTheCertifiedParameters() throws IOException {
        Saturation data = misra1a();
        double[][] guesses = {{500, 1e-4}, {250, 5e-4}};
        for (double[] guess : guesses) {
            Fit fit = subject().of(data, guess);
            assertThat(digits(fit.parameters().get(0), 238.94212918)).isGreaterThan(9);
            assertThat(digits(fit.parameters().get(1), 5.5015643181e-4)).isGreaterThan(9);
            assertThat(digits(fit.sumOfSquares(), 0.12455138894)).isGreaterThan(9);
            Matrix jacobian = Differentiation.jacobian(data, fit.parameters().toArray());
            RealMatrix covariance =
                    new LUDecomposition(jacobian.transpose().times(jacobian).toRealMatrix())
                            .getSolver()
                            .getInverse()
                            .scalarMultiply(fit.sumOfSquares() / 12);
            assertThat(digits(Math.sqrt(covariance.getEntry(0, 0)), 2.7070075241)).isGreaterThan(7);
            assertThat(digits(Math.sqrt(covariance.getEntry(1, 1)), 7.2668688436e-6))
                    .isGreaterThan(7);
            assertThat(Math.sqrt(fit.sumOfSquares() / 12)).isCloseTo(0.1018787633, within(1e-10));
        }
    }

    /// From the first guess the step without damping goes up: from 10,780 to 27 million.
    @Claim("CA-33")
    @Example
    void withoutDampingTheFirstStepGoesUp() throws IOException {
        Saturation data = misra1a();
        Fit far = new OneStep().subject().of(data, 500, 1e-4);
        Fit near = new OneStep().subject().of(data, 250, 5e-4);
        assertThat(far.parameters().get(0)).isCloseTo(-3767.1, within(0.05));
        assertThat(far.sumOfSquares()).isCloseTo(27_301_271, within(1.0));
        assertThat(near.sumOfSquares()).isCloseTo(1.17813, within(5e-6));
        assertThat(sumAt(data, 500, 1e-4)).isCloseTo(10_780.19, within(5e-3));
        assertThat(sumAt(data, 250, 5e-4)).isCloseTo(44.771, within(5e-4));
        assertThat(subject().of(data, 500, 1e-4).steps()).isLessThan(60);
        assertThat(subject().of(data, 250, 5e-4).steps()).isLessThan(60);
    }

    private static double sumAt(Saturation data, double... b) {
        Vector r = Vector.of(data.at(b));
        return r.dot(r);
    }

    /// Residuals `Ax − b` are their own tangent. Oracle: the QR decomposition of Commons Math.
    @Claim("CA-33")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void linearResidualsHaveTheLeastSquaresSolution(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        int m = n + random.nextInt(5);
        double[][] a = new double[m][];
        for (int i = 0; i < m; i++) {
            a[i] = random.ints(n, -2, 3).asDoubleStream().toArray();
            a[i][i % n] += i < n ? 10 : 0; // well conditioned
        }
        double[] b = random.ints(m, -9, 10).asDoubleStream().toArray();
        VectorFunction residuals =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                        List<T> r = new ArrayList<>();
                        for (int i = 0; i < m; i++) {
                            T sum = x.getFirst().constant(-b[i]);
                            for (int j = 0; j < n; j++) {
                                sum = sum.plus(x.get(j).times(a[i][j]));
                            }
                            r.add(sum);
                        }
                        return r;
                    }
                };
        double[] expected =
                new QRDecomposition(new Array2DRowRealMatrix(a))
                        .getSolver()
                        .solve(new ArrayRealVector(b))
                        .toArray();
        Fit fit = subject().of(residuals, new double[n]);
        assertThat(fit.parameters().toArray()).containsExactly(expected, within(1e-6));
    }

    /// Data without errors give their parameters back.
    @Claim("CA-36")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatWasMadeByTheModelIsFound(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double b1 = random.nextDouble(1, 10);
        double b2 = random.nextDouble(0.2, 2);
        double[] x = new double[10];
        double[] y = new double[10];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i + 1) * 0.4;
            y[i] = b1 * (1 - StrictMath.exp(-b2 * x[i]));
        }
        Saturation data = new Saturation(x, y);
        double[] guess = {b1 * random.nextDouble(0.7, 1.4), b2 * random.nextDouble(0.7, 1.4)};
        Fit fit = subject().of(data, guess);
        assertThat(fit.parameters().get(0)).isCloseTo(b1, within(1e-9 * b1));
        assertThat(fit.parameters().get(1)).isCloseTo(b2, within(1e-9 * b2));
        Vector start = Vector.of(data.at(guess));
        assertThat(fit.sumOfSquares()).isLessThanOrEqualTo(start.dot(start));
    }

    /// What the page says about a curve that is level at nearly all of its points.
    @Claim("CA-36")
    @Example
    void aLevelCurveRunsAway() {
        double[] x = new double[10];
        double[] y = new double[10];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i + 1) * 0.4;
            y[i] = 3.5568 * (1 - StrictMath.exp(-17.753 * x[i]));
        }
        Fit fit = LevenbergMarquardt.fit(new Saturation(x, y), 3.172, 23.96);
        assertThat(fit.parameters().get(1)).isGreaterThan(900);
    }

    /// Data with errors of 2·10⁻⁵ to 0.2, around a curve that they show whole.
    @Claim("CA-33")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void atTheEndTheResidualIsAtARightAngleToTheTangent(
            @ForAll long seed,
            @ForAll @IntRange(min = 4, max = 12) int n,
            @ForAll @IntRange(min = 0, max = 8) int k) {
        double size = 0.2 * Math.pow(10, -k / 2.0);
        assertThat(worstCosine(new SplittableRandom(seed), n, size)).isLessThan(1e-5);
    }

    /// With errors of 10⁻¹² the residuals are mostly rounding.
    @Claim("CA-33")
    @Example
    void residualsThatAreRoundingHaveNoDirection() {
        double worst = 0;
        for (int seed = 0; seed < 10; seed++) {
            worst = Math.max(worst, worstCosine(new SplittableRandom(seed), 8, 1e-12));
        }
        assertThat(worst).isGreaterThan(1e-4);
    }

    private double worstCosine(SplittableRandom random, int n, double size) {
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 4.0 * (i + 1) / n;
            y[i] = 3 * (1 - StrictMath.exp(-x[i])) + random.nextDouble(-size, size);
        }
        Saturation data = new Saturation(x, y);
        Fit fit = subject().of(data, 3, 1);
        double[] at = fit.parameters().toArray();
        Matrix jacobian = Differentiation.jacobian(data, at);
        Vector r = Vector.of(data.at(at));
        Vector gradient = jacobian.transpose().times(r);
        assertThat(fit.sumOfSquares()).isEqualTo(r.dot(r));
        double worst = 0;
        for (int j = 0; j < 2; j++) {
            double column = 0;
            for (int i = 0; i < n; i++) {
                column += jacobian.get(i, j) * jacobian.get(i, j);
            }
            double cosine = gradient.get(j) / Math.sqrt(column * r.dot(r));
            worst = Math.max(worst, Math.abs(cosine));
        }
        return worst;
    }

    @Claim("CA-33")
    @Example
    void badGuesses() throws IOException {
        Saturation data = misra1a();
        assertThatIllegalArgumentException().isThrownBy(() -> subject().of(data, 500, Double.NaN));
        Fit withoutEffect = subject().of(data, 0, 1e-4); // at first b₂ changes nothing
        assertThat(digits(withoutEffect.parameters().get(1), 5.5015643181e-4)).isGreaterThan(8);
    }

    @Example
    void aBadGuessIsNamed() throws IOException {
        Saturation data = misra1a();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().of(data, 500, Double.NaN))
                .withMessageContaining("are not finite");
    }

    @Mutant({"CA-16", "CA-33", "CA-36"}) // returns the guess
    static class StaysThere extends LevenbergMarquardtTest {
        @Override
        Fitting subject() {
            return (residuals, guess) -> {
                Vector r = Vector.of(residuals.at(guess));
                return new Fit(Vector.of(guess), r.dot(r), 1);
            };
        }
    }

    @Mutant({"CA-16", "CA-33", "CA-36"}) // one step of the method and no more
    static class OneStep extends LevenbergMarquardtTest {
        @Override
        Fitting subject() {
            return (residuals, guess) -> {
                Matrix jacobian = Differentiation.jacobian(residuals, guess);
                Matrix transposed = jacobian.transpose();
                Vector gradient = transposed.times(Vector.of(residuals.at(guess)));
                Vector move = Cholesky.of(transposed.times(jacobian)).solve(gradient);
                Vector x = Vector.of(guess).minus(move);
                Vector r = Vector.of(residuals.at(x.toArray()));
                return new Fit(x, r.dot(r), 1);
            };
        }
    }
}
