package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

class PowerIterationTest {

    private static final double U = 0x1p-53;

    PowerIteration subject(Matrix a, Vector start, double tolerance, int mostSteps) {
        return PowerIteration.of(a, start, tolerance, mostSteps);
    }

    List<PowerIteration> leading(Matrix a, int k, Vector start) {
        return PowerIteration.leading(a, k, start, 1e-12, 5000);
    }

    /// `tan θ_k ≤ |λ₂/λ₁|ᵏ tan θ₀` up to rounding of `100nuk(1 + tan θ₀)` (observed 8.3), equal for `n = 2`; the quotient
    /// twice as fast, up to `10nuk(1 + tan θ₀)|λ₁|` (0.14).
    @Claim("LA-11")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theRateIsTheRatio(
            @ForAll @IntRange(min = 2, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 999) int perMille,
            @ForAll @IntRange(min = 0, max = 60) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double ratio = random.nextInt(20) == 0 ? 0 : perMille / 1000.0;
        double[] values = new double[n];
        values[0] = random.nextBoolean() ? 3 : -3;
        for (int i = 1; i < n; i++) {
            double size = i == 1 ? ratio : ratio * random.nextDouble();
            values[i] = 3 * size * (random.nextBoolean() ? 1 : -1);
        }
        Matrix axes = Matrices.orthogonal(random, n);
        Matrix a = Matrices.symmetric(axes, values);
        Vector start = Matrices.normal(random, n);
        Vector top = axes.column(0);
        PowerIteration result = subject(a, start, 0, k);
        Vector q = result.vector();
        double before = tangent(start, top);
        double bound = Math.pow(ratio, result.steps()) * before;
        double slack = 100 * n * U * (k + 1) * (1 + before);
        assertThat(result.steps() == k || result.residual() == 0).isTrue();
        assertThat(Norms.two(q)).isCloseTo(1, within(n * U * 4));
        assertThat(tangent(q, top)).isLessThanOrEqualTo(bound + slack * (1 + bound * bound));
        if (n == 2) {
            assertThat(tangent(q, top)).isCloseTo(bound, within(slack * (1 + bound * bound)));
        }
        double spread = 0;
        for (double value : values) {
            spread = Math.max(spread, Math.abs(value - values[0]));
        }
        assertThat(Math.abs(result.value() - values[0]))
                .isLessThanOrEqualTo(spread * bound * bound + slack * 3);
        assertThat(result.residual())
                .isCloseTo(
                        Norms.two(a.times(q).minus(q.times(result.value()))),
                        within(100 * n * U * 3));
    }

    /// `tan` of the angle between `x` and a unit vector, from what the vector leaves of `x`.
    private static double tangent(Vector x, Vector unit) {
        double along = unit.dot(x);
        return Norms.two(x.minus(unit.times(along))) / Math.abs(along);
    }

    /// What is found is taken out of the matrix, and the next one appears: the same as by rotations.
    @Claim("LA-11")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void deflationFindsTheOthers(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.pow(0.7, i) * (random.nextBoolean() ? 1 : -1);
        }
        Matrix a = Matrices.symmetric(Matrices.orthogonal(random, n), values);
        List<PowerIteration> found = leading(a, n, Matrices.normal(random, n));
        for (int i = 0; i < n; i++) {
            assertThat(found.get(i).converged()).isTrue();
            assertThat(found.get(i).value()).isCloseTo(values[i], within(1e-10));
            for (int j = 0; j < i; j++) {
                assertThat(found.get(i).vector().dot(found.get(j).vector()))
                        .isCloseTo(0, within(1e-9));
            }
        }
    }

    @Example
    void multiplyAndNormalize() {
        Matrix a = Matrix.of(2, 2, 2, 1, 1, 2);
        Vector q = Vector.of(1, 0);
        for (int k = 0; k < 5; k++) {
            q = Angle.unit(a.times(q));
        }
        assertThat(RayleighQuotient.of(a, q)).isCloseTo(2.99997, within(5e-6));
    }

    @Claim("LA-11")
    @Example
    void threeStepsByHand() {
        Matrix a = Matrix.of(2, 2, 2, 1, 1, 2);
        double[] tangents = {1, 1 / 3.0, 1 / 9.0};
        double[] quotients = {2, 14 / 5.0, 122 / 41.0};
        Vector top = Vector.of(Math.sqrt(0.5), Math.sqrt(0.5));
        for (int k = 0; k < 3; k++) {
            PowerIteration result = subject(a, Vector.of(1, 0), 0, k);
            assertThat(tangent(result.vector(), top)).isCloseTo(tangents[k], within(1e-15));
            assertThat(result.value()).isCloseTo(quotients[k], within(1e-14));
        }
        assertThat(subject(a, Vector.of(1, 0), 1e-10, 1000).converged()).isTrue();
    }

    @Claim("LA-11")
    @Example
    void edges() {
        PowerIteration alternating =
                subject(Matrices.diagonal(2, 2, 1, -1), Vector.of(1, 1), 1e-10, 500);
        assertThat(alternating.converged()).isFalse();
        assertThat(alternating.steps()).isEqualTo(500);
        PowerIteration below = // one of the two parts is below the tolerance
                subject(Matrices.diagonal(2, 2, 1, -1), Vector.of(1, 1e-13), 1e-12, 100);
        assertThat(below.converged()).isTrue();
        PowerIteration third = // the two of one size are not the largest
                subject(Matrices.diagonal(3, 3, 1, -1, 5), Vector.of(1, 1, 1), 1e-12, 100);
        assertThat(third.converged()).isTrue();
        assertThat(third.value()).isCloseTo(5, within(1e-12));
        PowerIteration unlucky = // at a right angle to the first axis
                subject(Matrices.diagonal(3, 3, 4, 2, 1), Vector.of(0, 1, 1), 1e-12, 500);
        assertThat(unlucky.value()).isCloseTo(2, within(1e-12));
        assertThat(unlucky.vector().get(0)).isZero();
        PowerIteration zero = subject(Matrix.zeros(2, 2), Vector.of(3, 4), 1e-12, 500);
        assertThat(zero.value()).isZero();
        assertThat(zero.converged()).isTrue();
        PowerIteration kernel = subject(Matrices.diagonal(2, 2, 1, 0), Vector.of(0, 2), 0, 500);
        assertThat(kernel.value()).isZero();
        PowerIteration single = subject(Matrix.of(1, 1, -5), Vector.of(2), 1e-12, 5);
        assertThat(single.value()).isEqualTo(-5);
        assertThat(single.steps()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject(Matrix.identity(2), Vector.zeros(2), 0, 1))
                .withMessageStartingWith("a vector of length 0.0 has no direction, got [0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject(Matrix.identity(2), Vector.of(1, 1), Double.NaN, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> leading(Matrix.identity(2), 3, Vector.of(1, 2)))
                .withMessageContaining("between 0 and 2 eigenvalues can be had, got 3");
    }

    @Mutant("LA-11") // powers without making a unit vector
    static class NotNormalized extends PowerIterationTest {
        @Override
        PowerIteration subject(Matrix a, Vector start, double tolerance, int mostSteps) {
            PowerIteration right = PowerIteration.of(a, start, tolerance, mostSteps);
            Vector q = start;
            for (int i = 0; i < right.steps(); i++) {
                q = a.times(q);
            }
            return new PowerIteration(
                    right.value(), q, right.residual(), right.steps(), right.converged());
        }
    }

    @Mutant("LA-11") // the length of Aq in place of the quotient: no sign
    static class Unsigned extends PowerIterationTest {
        @Override
        PowerIteration subject(Matrix a, Vector start, double tolerance, int mostSteps) {
            PowerIteration right = PowerIteration.of(a, start, tolerance, mostSteps);
            return new PowerIteration(
                    Norms.two(a.times(right.vector())),
                    right.vector(),
                    right.residual(),
                    right.steps(),
                    right.converged());
        }
    }

    @Mutant("LA-11") // finds the same one again
    static class WithoutDeflation extends PowerIterationTest {
        @Override
        List<PowerIteration> leading(Matrix a, int k, Vector start) {
            PowerIteration.leading(a, k, start, 1e-12, 0);
            PowerIteration first = PowerIteration.of(a, start, 1e-12, 5000);
            return Collections.nCopies(k, first);
        }
    }
}
