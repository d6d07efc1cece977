package org.firstprinciples.transformers.transformerarchitecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// What layer normalization forgets and what its Jacobian is, checked on the definition in double precision.
class LayerNormGeometryTest {

    private static final double[] RATIOS = {0, 1, -30, 1000};
    private static final float[] EPSILONS = {0, 1e-5f, 0.1f, 3};

    /// Layer normalization of `x`, with `γ` and `β` as second and third input.
    Definition subject(float epsilon) {
        return new LayerNorm.Formula(epsilon);
    }

    /// Unit roundoff of the subject.
    double unit() {
        return 0x1p-53;
    }

    /// To the subject's precision.
    double round(double x) {
        return x;
    }

    /// A row and what is known of it.
    private record Row(double[] x, double mean, double sigma) {

        static Row of(double[] x) {
            double mean = Arrays.stream(x).sum() / x.length;
            double squares = 0;
            for (double value : x) {
                squares += (value - mean) * (value - mean);
            }
            return new Row(x, mean, Math.sqrt(squares / x.length));
        }

        /// How many deviations the largest element is away from 0.
        double condition() {
            return 1 + Arrays.stream(x).map(Math::abs).max().orElse(0) / sigma;
        }

        double[] normalized(double epsilon) {
            return Arrays.stream(x)
                    .map(v -> (v - mean) / Math.sqrt(sigma * sigma + epsilon))
                    .toArray();
        }
    }

    /// `C` normal numbers of some spread, up to 1000 spreads away from 0.
    private Row row(int C, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double spread = Math.pow(10, random.nextDouble(-2, 2));
        double center = spread * RATIOS[random.nextInt(RATIOS.length)];
        double[] x = new double[C];
        for (int i = 0; i < C; i++) {
            x[i] = round(center + spread * random.nextGaussian());
        }
        return Row.of(x);
    }

    /// Rounding of a centered row relative to its standard deviation, for elements of size 1.
    private double tolerance(Row row) {
        return 8 * (row.x().length + 8) * unit() * row.condition();
    }

    private double[] value(double[] x, float epsilon) {
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);
        return value(x, ones, new double[x.length], epsilon);
    }

    private double[] value(double[] x, double[] scale, double[] shift, float epsilon) {
        return subject(epsilon).value(shapes(x.length), new double[][] {x, scale, shift});
    }

    private double[] adjoint(double[] x, double[] dy, float epsilon) {
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);
        double[][] inputs = {x, ones, new double[x.length]};
        return subject(epsilon).adjoint(shapes(x.length), inputs, dy)[0];
    }

    private static Shape[] shapes(int C) {
        return new Shape[] {Shape.of(1, C), Shape.of(C), Shape.of(C)};
    }

    private static void assertClose(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .isCloseTo(expected[i], within(tolerance * (1 + Math.abs(expected[i]))));
        }
    }

    private static double squared(double[] x) {
        return Arrays.stream(x).map(v -> v * v).sum();
    }

    @Claim("TA-01")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theMeanIsZeroAndTheSquaredLengthIsTheWidth(
            @ForAll @IntRange(min = 2, max = 64) int C, @ForAll long seed) {
        Row row = row(C, seed);
        double[] y = value(row.x(), 0);
        assertThat(Arrays.stream(y).sum() / C).isCloseTo(0, within(2 * tolerance(row)));
        assertThat(squared(y)).isCloseTo(C, within(4 * C * tolerance(row)));
    }

    @Claim("TA-01")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void scaleAndShiftAreForgotten(@ForAll @IntRange(min = 2, max = 64) int C, @ForAll long seed) {
        Row row = row(C, seed);
        SplittableRandom random = new SplittableRandom(~seed);
        double a = Math.pow(10, random.nextDouble(-2, 2)) * (random.nextBoolean() ? 1 : -1);
        double b = 10 * row.sigma() * a * random.nextGaussian();
        Row moved = Row.of(Arrays.stream(row.x()).map(v -> round(a * v + b)).toArray());
        double[] expected = Arrays.stream(value(row.x(), 0)).map(v -> Math.signum(a) * v).toArray();
        assertClose(value(moved.x(), 0), expected, tolerance(row) + tolerance(moved));
    }

    /// With `ε`, every row is shorter by one factor, which depends on its scale and not on its shift.
    @Claim("TA-01")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void epsilonShortensByAKnownFactor(
            @ForAll @IntRange(min = 2, max = 64) int C,
            @ForAll @IntRange(min = 1, max = 3) int which,
            @ForAll long seed) {
        Row row = row(C, seed);
        float epsilon = EPSILONS[which];
        double variance = row.sigma() * row.sigma();
        double[] y = value(row.x(), epsilon);
        double[] unshortened = value(row.x(), 0);
        assertThat(squared(y))
                .isCloseTo(C * variance / (variance + epsilon), within(4 * C * tolerance(row)));
        double factor = Math.sqrt(variance / (variance + epsilon));
        assertClose(
                y, Arrays.stream(unshortened).map(v -> factor * v).toArray(), 2 * tolerance(row));
        Row moved = Row.of(Arrays.stream(row.x()).map(v -> round(v + row.sigma())).toArray());
        assertClose(value(moved.x(), epsilon), y, tolerance(row) + tolerance(moved));
    }

    @Claim("TA-01")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void constantRowsBecomeTheShift(
            @ForAll @IntRange(min = 1, max = 64) int C,
            @ForAll @IntRange(min = -1000, max = 1000) int constant,
            @ForAll long seed) {
        double[] x = new double[C];
        Arrays.fill(x, constant);
        double[] scale = row(C, seed).x();
        double[] shift = row(C, ~seed).x();
        double[] y = value(x, scale, shift, LayerNorm.EPSILON);
        for (int i = 0; i < C; i++) {
            double std = 8 * (C + 8) * unit() * Math.abs(constant);
            double size = Math.abs(scale[i]) * std / Math.sqrt(LayerNorm.EPSILON);
            assertThat(y[i]).isCloseTo(shift[i], within(size + 2 * unit() * Math.abs(shift[i])));
        }
    }

    @Claim("TA-01")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void scaleAndShiftAreApplied(@ForAll @IntRange(min = 2, max = 16) int C, @ForAll long seed) {
        Row row = row(C, seed);
        double[] scale = row(C, seed + 1).x();
        double[] shift = row(C, seed + 2).x();
        double[] y = value(row.x(), scale, shift, 0);
        double[] n = row.normalized(0);
        for (int i = 0; i < C; i++) {
            double size = Math.abs(scale[i]) * (1 + Math.abs(n[i])) + Math.abs(shift[i]);
            assertThat(y[i]).isCloseTo(scale[i] * n[i] + shift[i], within(tolerance(row) * size));
        }
    }

    @Claim("TA-01")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void twoNumbersBecomePlusAndMinusOne(@ForAll long seed) {
        Row row = row(2, seed);
        double sign = Math.signum(row.x()[0] - row.x()[1]);
        assertClose(value(row.x(), 0), new double[] {sign, -sign}, tolerance(row));
    }

    /// Integers of size 1 on an offset: what one pass, the mean of squares minus the square of the mean, loses.
    @Claim("TA-01")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void anOffsetOfManyDeviationsDoesNoHarm(
            @ForAll @IntRange(min = 2, max = 64) int C, @ForAll long seed) {
        Row row = Row.of(small(C, seed));
        double[] far = Arrays.stream(row.x()).map(v -> v + offset()).toArray();
        double tolerance = tolerance(row) + 8 * (C + 8) * unit() * offset() / row.sigma();
        assertClose(value(far, 0), row.normalized(0), tolerance);
    }

    private static double[] small(int C, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[C];
        for (int i = 0; i < C; i++) {
            x[i] = random.nextInt(-2, 3);
        }
        x[0] = 3;
        return x;
    }

    private double offset() {
        return unit() == 0x1p-53 ? 1e8 : 1e4;
    }

    /// The Jacobian, row after row: row `i` is the adjoint of the `i`-th unit vector.
    private double[][] jacobian(double[] x, float epsilon) {
        double[][] jacobian = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            double[] dy = new double[x.length];
            dy[i] = 1;
            jacobian[i] = adjoint(x, dy, epsilon);
        }
        return jacobian;
    }

    @Claim("TA-02")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void theJacobianRemovesTwoDirections(
            @ForAll @IntRange(min = 2, max = 12) int C,
            @ForAll @IntRange(min = 0, max = 3) int which,
            @ForAll long seed) {
        Row row = row(C, seed);
        float epsilon = EPSILONS[which];
        double sigma = Math.sqrt(row.sigma() * row.sigma() + epsilon);
        double[] n = row.normalized(epsilon);
        double[][] jacobian = jacobian(row.x(), epsilon);
        double tolerance = 8 * tolerance(row) / sigma;
        for (int i = 0; i < C; i++) {
            double ofOnes = 0;
            double ofN = 0;
            for (int j = 0; j < C; j++) {
                double expected = ((i == j ? 1 : 0) - 1.0 / C - n[i] * n[j] / C) / sigma;
                assertThat(jacobian[i][j]).isCloseTo(expected, within(tolerance));
                assertThat(jacobian[i][j]).isCloseTo(jacobian[j][i], within(2 * tolerance));
                ofOnes += jacobian[i][j];
                ofN += jacobian[i][j] * n[j];
            }
            double kept = epsilon / (sigma * sigma) * n[i] / sigma;
            assertThat(ofOnes).isCloseTo(0, within(C * tolerance));
            assertThat(ofN).isCloseTo(kept, within(2 * C * tolerance));
        }
        double norm = new SingularValueDecomposition(new Array2DRowRealMatrix(jacobian)).getNorm();
        assertThat(norm).isLessThanOrEqualTo(1 / sigma + C * tolerance);
    }

    @Claim("TA-02")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void theAdjointIsThatOfTheValue(
            @ForAll @IntRange(min = 3, max = 12) int C,
            @ForAll @IntRange(min = 0, max = 3) int which,
            @ForAll long seed) {
        Row row = row(C, seed);
        float epsilon = EPSILONS[which];
        double step = Math.cbrt(unit() * row.condition());
        double[][] jacobian = jacobian(row.x(), epsilon);
        for (int j = 0; j < C; j++) {
            double[] ahead = row.x().clone();
            double[] behind = row.x().clone();
            ahead[j] = round(ahead[j] + step * row.sigma());
            behind[j] = round(behind[j] - step * row.sigma());
            double[] yAhead = value(ahead, epsilon);
            double[] yBehind = value(behind, epsilon);
            for (int i = 0; i < C; i++) {
                double derivative = (yAhead[i] - yBehind[i]) / (ahead[j] - behind[j]);
                assertThat(jacobian[i][j])
                        .isCloseTo(derivative, within(8 * (C + 8) * step * step / row.sigma()));
            }
        }
    }

    @Claim("TA-02")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void twiceTheInputHasHalfTheGradient(
            @ForAll @IntRange(min = 3, max = 16) int C,
            @ForAll @IntRange(min = -8, max = 8) int power,
            @ForAll long seed) {
        Row row = row(C, seed);
        double[] dy = row(C, ~seed).x();
        double factor = Math.scalb(1.0, power);
        double[] large = Arrays.stream(row.x()).map(v -> factor * v).toArray();
        double[] expected = Arrays.stream(adjoint(row.x(), dy, 0)).map(v -> v / factor).toArray();
        assertThat(adjoint(large, dy, 0)).isEqualTo(expected);
        assertThat(squared(expected)).isPositive();
    }

    @Claim("TA-02")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void twoNumbersHaveNoGradient(@ForAll long seed) {
        Row row = row(2, seed);
        for (double[] derivatives : jacobian(row.x(), 0)) {
            assertClose(derivatives, new double[2], 8 * tolerance(row) / row.sigma());
        }
    }

    /// The document's four numbers.
    @Test
    void oneTwoThreeFour() {
        double[] x = {1, 2, 3, 4};
        assertClose(value(x, 0), new double[] {-1.3416, -0.4472, 0.4472, 1.3416}, 5e-5);
        assertClose(value(new double[] {10, 20, 30, 40}, 0), value(x, 0), 64 * unit());
        assertClose(
                adjoint(x, new double[] {0, 0, 0, 1}, 0),
                new double[] {0.1789, -0.0894, -0.3578, 0.2683},
                5e-5);
    }

    /// The document's misconception: a row a thousand times smaller with the usual `ε`.
    @Test
    void smallRowsAreShortened() {
        double[] y = value(new double[] {0.001, 0.002, 0.003, 0.004}, 1e-5f);
        assertClose(y, new double[] {-0.4472, -0.1491, 0.1491, 0.4472}, 5e-5);
    }

    /// A layer norm that is right but for its value.
    record Valued(UnaryOperator<double[]> normalize, Definition right) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double[] n = normalize.apply(x[0]);
            for (int i = 0; i < n.length; i++) {
                n[i] = x[1][i] * n[i] + x[2][i];
            }
            return n;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            return right.adjoint(shapes, x, dy);
        }
    }

    private static Definition divided(float epsilon, UnaryOperator<double[]> stdOf) {
        return new Valued(
                x -> {
                    double mean = Row.of(x).mean();
                    double std = stdOf.apply(x)[0];
                    return Arrays.stream(x).map(v -> (v - mean) / std).toArray();
                },
                new LayerNorm.Formula(epsilon));
    }

    @Mutant("TA-01") // the variance is divided by C − 1
    static class DividesByOneLess extends LayerNormGeometryTest {
        @Override
        Definition subject(float epsilon) {
            return divided(
                    epsilon,
                    x -> {
                        double variance = Math.pow(Row.of(x).sigma(), 2);
                        double corrected = variance * x.length / Math.max(1, x.length - 1);
                        return new double[] {Math.sqrt(corrected + epsilon)};
                    });
        }
    }

    @Mutant("TA-01") // ε is added outside of the root
    static class AddsEpsilonOutside extends LayerNormGeometryTest {
        @Override
        Definition subject(float epsilon) {
            return divided(epsilon, x -> new double[] {Row.of(x).sigma() + epsilon});
        }
    }

    @Mutant("TA-01") // the variance in one pass, as mean of squares minus square of the mean
    static class TakesOnePass extends LayerNormGeometryTest {
        @Override
        Definition subject(float epsilon) {
            return divided(
                    epsilon,
                    x -> {
                        double mean = Row.of(x).mean();
                        double variance = squared(x) / x.length - mean * mean;
                        return new double[] {Math.sqrt(variance + epsilon)};
                    });
        }
    }

    @Mutant("TA-01") // the mean is not subtracted
    static class ForgetsTheMean extends LayerNormGeometryTest {
        @Override
        Definition subject(float epsilon) {
            return new Valued(
                    x -> {
                        double size = Math.sqrt(squared(x) / x.length + epsilon);
                        return Arrays.stream(x).map(v -> v / size).toArray();
                    },
                    new LayerNorm.Formula(epsilon));
        }
    }

    @Mutant("TA-01") // zeros
    static class Zeros extends LayerNormGeometryTest {
        @Override
        Definition subject(float epsilon) {
            return new Valued(x -> new double[x.length], new LayerNorm.Formula(epsilon));
        }
    }

    @Mutant({"TA-01", "TA-02"}) // the input
    static class ReturnsItsInput extends LayerNormGeometryTest {
        @Override
        Definition subject(float epsilon) {
            return new Valued(double[]::clone, new LayerNorm.Formula(epsilon));
        }
    }

    /// A layer norm that is right but for its adjoint, which keeps some of the three terms.
    record Pulled(float epsilon, boolean one, boolean mean, boolean projection)
            implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            return new LayerNorm.Formula(epsilon).value(shapes, x);
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            Row row = Row.of(x[0]);
            double[] n = row.normalized(epsilon);
            int C = n.length;
            double ones = 0;
            double along = 0;
            for (int i = 0; i < C; i++) {
                ones += dy[i] / C;
                along += dy[i] * n[i] / C;
            }
            double[] dx = new double[C];
            for (int i = 0; i < C; i++) {
                double kept = (one ? dy[i] : 0) - (mean ? ones : 0);
                dx[i] =
                        (kept - (projection ? n[i] * along : 0))
                                / Math.sqrt(row.sigma() * row.sigma() + epsilon);
            }
            return new double[][] {dx};
        }
    }

    @Mutant("TA-02") // the standard deviation is taken for a constant
    static class ForgetsTheProjection extends LayerNormGeometryTest {
        @Override
        Definition subject(float epsilon) {
            return new Pulled(epsilon, true, true, false);
        }
    }

    @Mutant("TA-02") // the mean is taken for a constant
    static class ForgetsTheMeanOfTheGradient extends LayerNormGeometryTest {
        @Override
        Definition subject(float epsilon) {
            return new Pulled(epsilon, true, false, true);
        }
    }

    @Mutant("TA-02") // zeros for a gradient
    static class HasNoGradient extends LayerNormGeometryTest {
        @Override
        Definition subject(float epsilon) {
            return new Pulled(epsilon, false, false, false);
        }
    }
}
