package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import static java.lang.Double.NEGATIVE_INFINITY;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Logits;

import java.util.Arrays;

class TemperatureTest {

    private static final double U = 0x1p-53;

    double[] at(double temperature, double... z) {
        return Softmax.atTemperature(temperature, z);
    }

    @Provide
    Arbitrary<double[]> logits() {
        return Logits.normal(12);
    }

    /// The scores whose bit in `mask` is set become −∞, but for the first.
    private static double[] masked(double[] z, int mask) {
        double[] masked = z.clone();
        for (int i = 1; i < z.length; i++) {
            masked[i] = (mask >> i & 1) == 1 ? NEGATIVE_INFINITY : z[i];
        }
        return masked;
    }

    /// From a temperature to a higher one the largest probability does not rise and the entropy does not fall.
    @Claim("PR-26")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void higherIsFlatter(
            @ForAll("logits") double[] scores,
            @ForAll @IntRange(min = 0, max = 63) int mask,
            @ForAll @IntRange(min = -30, max = 60) int quarters,
            @ForAll @IntRange(min = 1, max = 40) int percent) {
        double[] z = masked(scores, mask);
        double low = Math.pow(2, quarters / 4.0);
        double[] cold = at(low, z);
        double[] warm = at(low * (1 + percent / 100.0), z);
        double slack = 64 * z.length * U;
        assertThat(max(warm)).isLessThanOrEqualTo(max(cold) + slack);
        assertThat(Entropy.of(warm))
                .isGreaterThanOrEqualTo(Entropy.of(cold) - slack * (1 + Math.log(z.length)));
        for (int i = 0; i < z.length; i++) {
            if (z[i] == max(z)) {
                assertThat(cold[i]).isEqualTo(max(cold));
            }
        }
    }

    /// The slope of the entropy is `Var_p(z)/T³`. Oracle: a difference quotient.
    @Claim("PR-26")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void theSlopeOfTheEntropyIsAVariance(
            @ForAll @IntRange(min = -5, max = 5) int a,
            @ForAll @IntRange(min = -5, max = 5) int b,
            @ForAll @IntRange(min = 4, max = 40) int quarters) {
        double[] z = {a, b, 0, 1, NEGATIVE_INFINITY}; // the variance is that of the finite ones
        double t = quarters / 4.0;
        double h = 0x1p-17;
        double[] p = at(t, z);
        double mean = 0;
        double square = 0;
        assertThat(p[4]).isZero();
        for (int i = 0; i < 4; i++) {
            mean += p[i] * z[i];
            square += p[i] * z[i] * z[i];
        }
        double slope = (Entropy.of(at(t + h, z)) - Entropy.of(at(t - h, z))) / (2 * h);
        assertThat(slope).isCloseTo((square - mean * mean) / (t * t * t), within(1e-7));
    }

    /// Near 0 the largest share everything, far up all finite ones do. What is masked gets nothing.
    @Claim("PR-26")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void theLimits(
            @ForAll("logits") double[] scores, @ForAll @IntRange(min = 0, max = 63) int mask) {
        double[] z = masked(scores, mask);
        long finite = Arrays.stream(z).filter(x -> x > NEGATIVE_INFINITY).count();
        long largest = Arrays.stream(z).filter(x -> x == max(z)).count();
        double[] cold = at(0x1p-100, z);
        double[] warm = at(0x1p90, z);
        for (int i = 0; i < z.length; i++) {
            assertThat(cold[i]).isCloseTo(z[i] == max(z) ? 1.0 / largest : 0, within(z.length * U));
            double share = z[i] == NEGATIVE_INFINITY ? 0 : 1.0 / finite;
            assertThat(warm[i]).isCloseTo(share, within(2 * z.length * U));
        }
    }

    /// Weights 3 : 2 : 1 are squared at one half, and rooted at 2.
    @Claim("PR-26")
    @Example
    void theDie() {
        double[] z = {Math.log(3), Math.log(2), 0};
        double[] cold = at(0.5, z);
        double[] warm = at(2, z);
        double roots = Math.sqrt(3) + Math.sqrt(2) + 1;
        for (int i = 0; i < 3; i++) {
            assertThat(cold[i]).isCloseTo((3 - i) * (3 - i) / 14.0, within(8 * U));
            assertThat(warm[i]).isCloseTo(Math.sqrt(3 - i) / roots, within(8 * U));
            assertThat(at(1, z)[i]).isCloseTo((3 - i) / 6.0, within(8 * U));
        }
        assertThat(cold).containsExactly(new double[] {0.64, 0.29, 0.07}, within(5e-3));
        assertThat(warm).containsExactly(new double[] {0.42, 0.34, 0.24}, within(5e-3));
    }

    @Example
    void edges() {
        assertThat(at(Double.MIN_VALUE, 1e308, -1e308)).containsExactly(1, 0);
        assertThat(at(Double.MIN_VALUE, 5, 5)).containsExactly(0.5, 0.5);
        assertThat(at(2, NEGATIVE_INFINITY, 3)).containsExactly(0, 1);
        assertThat(at(2, NEGATIVE_INFINITY)).containsOnly(Double.NaN);
        assertThat(at(1)).isEmpty();
        for (double t : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> at(t, 1, 2))
                    .withMessage("a positive, finite temperature is needed, got " + t);
        }
    }

    private static double max(double... x) {
        return Arrays.stream(x).max().orElseThrow();
    }

    @Mutant("PR-26") // multiplies by it
    static class IsInverted extends TemperatureTest {
        @Override
        double[] at(double temperature, double... z) {
            Softmax.atTemperature(temperature, z);
            return Softmax.atTemperature(1 / temperature, z);
        }
    }

    @Mutant("PR-26") // divides the probabilities
    static class DividesTooLate extends TemperatureTest {
        @Override
        double[] at(double temperature, double... z) {
            Softmax.atTemperature(temperature, z);
            return Softmax.of(Arrays.stream(Softmax.of(z)).map(p -> p / temperature).toArray());
        }
    }
}
