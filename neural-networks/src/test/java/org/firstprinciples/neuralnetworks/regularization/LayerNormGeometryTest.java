package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

/// The geometry of layer normalization with `ε = 0`, on its definition; the operation is tested equal to it.
class LayerNormGeometryTest {

    private static final double U = 0x1p-53;

    Definition subject() {
        return subject(0f);
    }

    Definition subject(float epsilon) {
        return new LayerNorm.Formula(epsilon);
    }

    private static Shape[] shapes(int d) {
        return new Shape[] {Shape.of(1, d), Shape.of(d)};
    }

    private static double[] ones(int d) {
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        return ones;
    }

    private double[] normalize(double... x) {
        int d = x.length;
        return subject().value(shapes(d), new double[][] {x, ones(d)});
    }

    /// `Jᵀv` at `x`.
    private double[] pullback(double[] x, double[] v) {
        int d = x.length;
        return subject().adjoint(shapes(d), new double[][] {x, ones(d)}, v)[0];
    }

    private static double[] normal(SplittableRandom random, int d) {
        double[] x = new double[d];
        Arrays.setAll(x, i -> random.nextGaussian());
        return x;
    }

    @Claim("RG-13")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void rowsAreBroughtToMeanZeroAndLengthRootD(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 16) int d,
            @ForAll @DoubleRange(min = 0.01, max = 100) double a,
            @ForAll @DoubleRange(min = -10, max = 10) double c) {
        double[] x = normal(new SplittableRandom(seed), d);
        double[] n = normalize(x);
        double spread = Arrays.stream(x).max().orElseThrow() - Arrays.stream(x).min().orElseThrow();
        double slack = 64 * d * U * (1 + (10 + Math.abs(c)) / (a * spread));
        assertThat(Arrays.stream(n).sum()).isCloseTo(0, within(slack * d));
        assertThat(Arrays.stream(n).map(y -> y * y).sum()).isCloseTo(d, within(slack * d));
        double[] moved = normalize(Arrays.stream(x).map(y -> a * y + c).toArray());
        for (int i = 0; i < d; i++) {
            assertThat(moved[i]).isCloseTo(n[i], within(slack * d));
        }
        double[] doubled = normalize(Arrays.stream(x).map(y -> 8 * y).toArray());
        assertThat(doubled).isEqualTo(n); // a power of two changes no bit
    }

    /// The Jacobian is symmetric, forgets `1` and the result itself, and has rank `d − 2`.
    @Claim("RG-33")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theJacobianForgetsTwoDirections(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int d) {
        double[] x = normal(new SplittableRandom(seed), d);
        double[] n = normalize(x);
        double[][] jacobian = new double[d][];
        double average = Arrays.stream(x).average().orElseThrow();
        double std =
                Math.sqrt(
                        Arrays.stream(x)
                                .map(y -> (y - average) * (y - average))
                                .average()
                                .orElseThrow());
        double largest = 1 / std;
        for (int i = 0; i < d; i++) {
            double[] unit = new double[d];
            unit[i] = 1;
            jacobian[i] = pullback(x, unit);
            largest = Math.max(largest, Arrays.stream(jacobian[i]).map(Math::abs).max().orElse(0));
        }
        double slack = 256 * d * U * largest * d;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                assertThat(jacobian[i][j]).isCloseTo(jacobian[j][i], within(slack));
                double expected = ((i == j ? 1 : 0) - 1.0 / d - n[i] * n[j] / d) / std;
                assertThat(jacobian[i][j]).isCloseTo(expected, within(slack * (1 + 1 / std)));
            }
        }
        for (double[] forgotten : new double[][] {ones(d), n}) {
            for (double y : pullback(x, forgotten)) {
                assertThat(y).isCloseTo(0, within(slack));
            }
        }
        double[] singular =
                new SingularValueDecomposition(new Array2DRowRealMatrix(jacobian))
                        .getSingularValues();
        long rank = Arrays.stream(singular).filter(s -> s > 1e-9 / std).count();
        assertThat(rank).isEqualTo(d - 2);
    }

    /// `n` is multiplied by `√(v/(v+ε))`, which lies between `1 − ε/2v` and 1; the mean stays 0.
    @Claim("RG-13")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aPositiveEpsilonShortensTheRow(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 16) int d,
            @ForAll @DoubleRange(min = -5, max = 1) double exponent) {
        float epsilon = (float) Math.pow(10, exponent);
        double[] x = normal(new SplittableRandom(seed), d);
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(y -> (y - mean) * (y - mean)).average().orElseThrow();
        double factor = Math.sqrt(variance / (variance + epsilon));
        assertThat(factor).isBetween(1 - epsilon / (2 * variance), 1.0);
        double[] exact = normalize(x);
        double[] n = subject(epsilon).value(shapes(d), new double[][] {x, ones(d)});
        double slack = 1e-13 * d / Math.min(1, variance);
        for (int i = 0; i < d; i++) {
            assertThat(n[i]).isCloseTo(factor * exact[i], within(slack));
        }
        double[] gradient = subject(epsilon).adjoint(shapes(d), new double[][] {x, ones(d)}, n)[0];
        for (int i = 0; i < d; i++) { // Jᵀn = n(1 − ‖n‖²/d)/√(v+ε), not 0 any more
            double expected = n[i] * epsilon / Math.pow(variance + epsilon, 1.5);
            assertThat(gradient[i]).isCloseTo(expected, within(slack / Math.sqrt(variance)));
        }
    }

    /// A row of one number, and a row of equal numbers, say nothing: all becomes 0, and no gradient passes.
    @Claim("RG-13")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aConstantRowBecomesZero(
            @ForAll @IntRange(min = 1, max = 8) int d,
            @ForAll @IntRange(min = -1000, max = 1000) int level,
            @ForAll @DoubleRange(min = -5, max = 1) double exponent) {
        float epsilon = (float) Math.pow(10, exponent);
        double[] x = new double[d];
        Arrays.fill(x, level);
        double[][] inputs = {x, ones(d)};
        double slack = d == 1 ? 0 : 8 * d * U * Math.abs(level) / Math.sqrt(epsilon);
        for (double y : subject(epsilon).value(shapes(d), inputs)) {
            assertThat(y).isCloseTo(0, within(slack));
        }
        double[] dx = subject(epsilon).adjoint(shapes(d), inputs, ones(d))[0];
        for (double y : dx) {
            assertThat(y).isCloseTo(0, within(16 * d * U / Math.sqrt(epsilon)));
        }
    }

    /// The document's example.
    @Test
    void fourNumbersByHand() {
        assertThat(normalize(1, 2, 3, 6))
                .containsExactly(new double[] {-1.0690, -0.5345, 0, 1.6036}, within(5e-5));
        double[] shorter = subject(1e-5f).value(shapes(4), new double[][] {{1, 2, 3, 6}, ones(4)});
        assertThat(1 - shorter[0] / normalize(1, 2, 3, 6)[0]).isCloseTo(1.4e-6, within(5e-8));
        assertThat(normalize(5, 9)).containsExactly(-1, 1);
        assertThat(pullback(new double[] {5, 9}, new double[] {3, -7})).containsExactly(0, 0);
        assertThat(normalize(0, 0, 0, 4))
                .containsExactly(new double[] {-0.577, -0.577, -0.577, 1.732}, within(5e-4));
    }

    /// A definition that changes something of the right one.
    private abstract static class Changed implements Definition {

        final Definition right = new LayerNorm.Formula(0f);

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            return right.value(shapes, x);
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            return right.adjoint(shapes, x, dy);
        }
    }

    @Mutant("RG-13") // divides by d − 1
    static class TakesTheUnbiasedVariance extends LayerNormGeometryTest {
        @Override
        Definition subject() {
            return new Changed() {
                @Override
                public double[] value(Shape[] shapes, double[][] x) {
                    double d = x[0].length;
                    return Arrays.stream(right.value(shapes, x))
                            .map(y -> y * Math.sqrt((d - 1) / d))
                            .toArray();
                }
            };
        }
    }

    @Mutant("RG-13") // divides by the root of the mean square
    static class ForgetsTheMean extends LayerNormGeometryTest {
        @Override
        Definition subject() {
            return new Changed() {
                @Override
                public double[] value(Shape[] shapes, double[][] x) {
                    double square = Arrays.stream(x[0]).map(y -> y * y).average().orElseThrow();
                    return Arrays.stream(x[0]).map(y -> y / Math.sqrt(square)).toArray();
                }
            };
        }
    }

    @Mutant("RG-13") // ε is added to the standard deviation, not to the variance
    static class AddsEpsilonOutsideTheRoot extends LayerNormGeometryTest {
        @Override
        Definition subject(float epsilon) {
            return new Changed() {
                @Override
                public double[] value(Shape[] shapes, double[][] x) {
                    double mean = Arrays.stream(x[0]).average().orElseThrow();
                    double square =
                            Arrays.stream(x[0])
                                    .map(y -> (y - mean) * (y - mean))
                                    .average()
                                    .orElseThrow();
                    return Arrays.stream(x[0])
                            .map(y -> (y - mean) / (Math.sqrt(square) + epsilon))
                            .toArray();
                }
            };
        }
    }

    @Mutant("RG-33") // mean and variance as constants
    static class DifferentiatesTheQuotientOnly extends LayerNormGeometryTest {
        @Override
        Definition subject() {
            return new Changed() {
                @Override
                public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
                    double mean = Arrays.stream(x[0]).average().orElseThrow();
                    double variance =
                            Arrays.stream(x[0])
                                    .map(y -> (y - mean) * (y - mean))
                                    .average()
                                    .orElseThrow();
                    double[] dx = Arrays.stream(dy).map(y -> y / Math.sqrt(variance)).toArray();
                    return new double[][] {dx, new double[dx.length]};
                }
            };
        }
    }
}
