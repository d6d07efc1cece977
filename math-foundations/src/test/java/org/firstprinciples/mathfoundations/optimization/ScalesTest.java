package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Numbers near both ends of the range, and borders.
class ScalesTest {

    /// A factor of a power of 2 rounds nothing: `Hx = 2ᵏb` has the solution `2ᵏx`, bit by bit.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void rightHandSidesOfAnyScale(
            @ForAll @IntRange(min = 1, max = 5) int n,
            @ForAll @IntRange(min = -900, max = 1000) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Matrices.normals(random, n, n);
        Matrix h = a.times(a.transpose()).plus(Matrix.identity(n));
        Matrix symmetric = h.plus(h.transpose());
        Vector b = Matrices.normal(random, n);
        Vector x = ConjugateGradient.solve(symmetric, b, 1e-9);
        assertThat(ConjugateGradient.solve(symmetric, BinaryScaling.times(k, b), 1e-9))
                .isEqualTo(BinaryScaling.times(k, x));
    }

    @Example
    void conjugateGradientsByHand() {
        Matrix h = Matrix.of(2, 2, 2, 0, 0, 4);
        for (double size : new double[] {1e200, 1e-200, 1e308, Double.MIN_VALUE * 4}) {
            Vector x = ConjugateGradient.solve(h, Vector.of(2 * (size / 2), size), 1e-12);
            assertThat(x.get(0)).isCloseTo(size / 2, within(size * 1e-12));
            assertThat(x.get(1)).isCloseTo(size / 4, within(size * 1e-12));
        }
        assertThat(ConjugateGradient.solve(h, Vector.of(0, 0), 0)).isEqualTo(Vector.of(0, 0));
        for (double bad : new double[] {Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConjugateGradient.solve(h, Vector.of(bad, 1), 1e-12))
                    .withMessageContaining("finite right-hand side");
        }
    }

    @Example
    void signsOfEigenvaluesOfAnySize() {
        for (double size : new double[] {1e200, 1e308, 1, 1e-200, 1e-308}) {
            Matrix h = Matrix.of(3, 3, size, 0, 0, 0, 0, size / 2, 0, size / 2, 0); // ± size/2
            assertThat(Inertia.of(h)).isEqualTo(new Inertia(2, 1, 0));
            assertThat(CriticalPoint.classify(h)).isEqualTo(CriticalPoint.SADDLE);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Inertia.of(Matrix.of(1, 1, Double.POSITIVE_INFINITY)))
                .withMessageContaining("finite");
    }

    /// What is left obeys `rᵢ₊₁ = (1 + β − αλ)rᵢ − βrᵢ₋₁`: here in decimal arithmetic of 60 digits, also where `qᵏ` vanishes.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatAHeavyBallLeaves(
            @ForAll @IntRange(min = 1, max = 900) int k,
            @ForAll @IntRange(min = 1, max = 99) int percent,
            @ForAll @IntRange(min = 1, max = 1000) int curvature) {
        double beta = percent / 100.0;
        double lambda = curvature * 0x1p-12;
        BigDecimal momentum = new BigDecimal(beta);
        BigDecimal sum =
                BigDecimal.ONE.add(momentum).subtract(new BigDecimal(lambda)); // α = 1, no rounding
        BigDecimal before = BigDecimal.ONE;
        BigDecimal current = BigDecimal.ONE; // r₀, and r₋₁ = r₀
        for (int i = 0; i < k; i++) {
            BigDecimal next =
                    sum.multiply(current)
                            .subtract(momentum.multiply(before))
                            .round(new MathContext(60));
            before = current;
            current = next;
        }
        assertThat(new HeavyBall(1, beta).remainder(k, lambda))
                .isCloseTo(current.doubleValue(), within(1e-12));
    }

    @Example
    void equalGradientsDoNotVary() {
        for (double gradient : new double[] {0.1, 1e308, 1e-308}) {
            double[] equal = {gradient, gradient, gradient, gradient, gradient, gradient};
            assertThat(MiniBatch.variance(2, equal)).isZero();
        }
    }

    @Example
    void aTinyGradientIsNoStationaryPoint() {
        Quadratic bowl = new Quadratic(Matrix.of(1, 1, 1e-200), Vector.of(1));
        BacktrackingLineSearch search = new BacktrackingLineSearch(1, 0.5, 0.25);
        assertThat(NewtonMethod.step(bowl, Vector.of(0), search).get(0))
                .isCloseTo(1, within(1e-15));
    }

    /// Where a step does not move, nothing is accepted, although `−0` and `0` differ in their bits.
    @Example
    void aStepOfNothingIsNoStep() {
        BacktrackingLineSearch search = new BacktrackingLineSearch(1e-300, 0.5, 0.25);
        assertThatThrownBy(() ->
                        search.search(x -> 1, Vector.of(-0.0), Vector.of(-1), Vector.of(1e-30)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("decreases 1.0 enough");
    }

    @Example
    void stepsAwayFromASaddle() {
        assertThat(SaddleEscape.steps(1, -4, 0.008)).isEqualTo(OptionalLong.of(3)); // 5³ = 125
        assertThat(SaddleEscape.steps(1, -4, Math.nextDown(0.008))).isEqualTo(OptionalLong.of(4));
        assertThat(SaddleEscape.steps(1, -1, 0.125)).isEqualTo(OptionalLong.of(3));
        assertThat(SaddleEscape.steps(1, -9, 0.0009)).isEqualTo(OptionalLong.of(4));
        assertThat(SaddleEscape.steps(1e200, -1e200, 0.5)).isEqualTo(OptionalLong.of(1));
        assertThat(SaddleEscape.steps(1, -1, Math.nextDown(0.0625))).isEqualTo(OptionalLong.of(5));
        assertThat(SaddleEscape.steps(1, -1, Double.MIN_VALUE)).isEqualTo(OptionalLong.of(1074));
        assertThatThrownBy(() -> SaddleEscape.steps(1e-30, -1, 0.5))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("do not fit a long");
        assertThatThrownBy(() -> SaddleEscape.steps(1e-200, -1e-200, 0.5))
                .isInstanceOf(ArithmeticException.class);
    }

    @Example
    void ratesForHugeCurvatures() {
        assertThat(GradientDescent.tuned(1e308, 1e308).learningRate())
                .isEqualTo(1 / 1e308, within(1e-322));
        assertThat(LeastSquaresDescent.filter(7, 1e-200, 0.5))
                .isCloseTo(3.5e-200, within(1e-214)); // kησ
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeastSquaresDescent.filter(1, Double.POSITIVE_INFINITY, 1))
                .withMessageContaining("finite");
    }
}
