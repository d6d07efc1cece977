package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.SplittableRandom;

class ConditionTest {

    private static final double U = 0x1p-53;

    double condition(Matrix a) {
        return Norms.condition(a);
    }

    /// `‖Δx‖/‖x‖ ≤ κ‖Δb‖/‖b‖` where `AΔx = Δb`, with equality for `x` along the first and `Δx` along the last singular vector.
    @Claim("LA-38")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void relativeErrorsGrowByTheConditionAtMost(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 6) int decades,
            @ForAll @IntRange(min = -100, max = 100) int scale,
            @ForAll boolean worst,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double kappa = n == 1 ? 1 : Math.pow(10, decades);
        Matrix a = Matrices.ofCondition(random, n, n, kappa).times(Math.pow(2, scale));
        assertThat(condition(a)).isCloseTo(kappa, within(200 * n * U * kappa * kappa));
        Svd svd = Svd.of(a);
        Vector x = worst ? svd.v().column(0) : Matrices.normal(random, n);
        Vector dx = worst ? svd.v().column(n - 1) : Matrices.normal(random, n);
        double left = Norms.two(dx) / Norms.two(x);
        double right = condition(a) * Norms.two(a.times(dx)) / Norms.two(a.times(x));
        double slack = 200 * n * U * kappa * left;
        assertThat(left).isLessThanOrEqualTo(right + slack);
        if (worst) {
            assertThat(left).isCloseTo(right, within(slack));
        }
    }

    /// The document's examples: cat and dog, and two lines that nearly coincide.
    @Claim("LA-38")
    @Example
    void twoLinesThatNearlyCoincide() {
        assertThat(condition(Matrix.of(2, 2, 2, 1, 1, 2))).isCloseTo(3, within(1e-14));
        assertThat(condition(Matrix.of(2, 2, 3, 0, 4, 5))).isCloseTo(3, within(1e-14));
        Matrix near = Matrix.of(2, 2, 1, 1, 1, 1.01);
        Vector x = Lu.of(near).solve(Vector.of(2, 2.01));
        assertThat(x.toArray()).containsExactly(new double[] {1, 1}, within(1e-12));
        Vector moved = Lu.of(near).solve(Vector.of(2, 2.02));
        assertThat(moved.toArray()).containsExactly(new double[] {0, 2}, within(1e-12));
        Vector steady = Lu.of(Matrix.of(2, 2, 2, 1, 1, 2)).solve(Vector.of(7, 5.025));
        assertThat(steady.toArray()).containsExactly(new double[] {3, 1}, within(0.02));
        assertThat(condition(near)).isCloseTo(402.0075, within(5e-4));
        assertThat(condition(Matrix.of(2, 2, 1, 2, 2, 4))).isGreaterThan(1e15);
        assertThat(condition(Matrix.zeros(2, 2))).isInfinite();
        assertThatThrownBy(() -> condition(Matrix.zeros(0, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("condition: at least one row and column are needed, got (0,2)");
        assertThatThrownBy(() -> condition(Matrix.zeros(2, 0)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("condition: at least one row and column are needed, got (2,0)");
    }

    @Mutant("LA-38") // the largest singular value alone
    static class LargestAlone extends ConditionTest {
        @Override
        double condition(Matrix a) {
            return Norms.condition(a) == Double.POSITIVE_INFINITY
                    ? Double.POSITIVE_INFINITY
                    : Norms.two(a);
        }
    }

    @Mutant("LA-38") // of AᵀA
    static class Squared extends ConditionTest {
        @Override
        double condition(Matrix a) {
            double kappa = Norms.condition(a);
            return kappa * kappa;
        }
    }
}
