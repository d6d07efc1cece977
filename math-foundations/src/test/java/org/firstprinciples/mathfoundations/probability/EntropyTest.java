package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpMath;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;

import java.util.SplittableRandom;

class EntropyTest {

    private static final double U = 0x1p-53;
    private static final double UNIT = 1.0 / Simplexes.UNITS;

    double entropy(double... p) {
        return Entropy.of(p);
    }

    private static double tolerance(int k) {
        return (k + 4) * U * (1 + Math.log(k));
    }

    /// `(k + 4)u(1 + ln k)` from 50 digits, and between 0 and `ln k`.
    @Claim("PR-14")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void itIsAccurateAndAtMostThatOfAUniformChoice(
            @ForAll @IntRange(min = 1, max = 10) int k, @ForAll long seed) {
        double[] p = Simplexes.dyadic(new SplittableRandom(seed), k);
        Dfp exact = HighPrecision.of(0);
        for (double probability : p) {
            if (probability > 0) {
                Dfp x = HighPrecision.of(probability);
                exact = exact.subtract(x.multiply(DfpMath.log(x)));
            }
        }
        double entropy = entropy(p);
        assertThat(HighPrecision.of(entropy).subtract(exact).abs().toDouble())
                .isLessThanOrEqualTo(tolerance(k));
        assertThat(entropy).isBetween(0.0, Math.log(k) + tolerance(k));
        assertThat(Entropy.bits(p)).isCloseTo(entropy / Math.log(2), within(4 * U * (1 + entropy)));
    }

    /// Concave; the same in another order; less after outcomes are merged, by the entropy within the groups; never less after
    /// a unit goes from the likelier to the less likely; additive for independent pairs.
    @Claim("PR-14")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatEntropyDoes(@ForAll @IntRange(min = 2, max = 10) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] q = Simplexes.dyadic(random, k);
        double tolerance = 4 * tolerance(k * k);
        double[] mixed = new double[k];
        double[] turned = new double[k];
        double[] pairs = new double[k * k];
        for (int i = 0; i < k; i++) {
            mixed[i] = (p[i] + q[i]) / 2;
            turned[i] = p[(i + 1) % k];
            for (int j = 0; j < k; j++) {
                pairs[i * k + j] = p[i] * q[j];
            }
        }
        assertThat(entropy(mixed))
                .isGreaterThanOrEqualTo((entropy(p) + entropy(q)) / 2 - tolerance);
        assertThat(entropy(turned)).isCloseTo(entropy(p), within(tolerance));
        assertThat(entropy(pairs)).isCloseTo(entropy(p) + entropy(q), within(tolerance));
        int cut = random.nextInt(1, k); // the groups of the first `cut` outcomes and of the others
        double[] groups = new double[2];
        double inGroups = 0;
        for (int i = 0; i < k; i++) {
            groups[i < cut ? 0 : 1] += p[i];
        }
        for (int g = 0; g < 2; g++) {
            if (groups[g] > 0) {
                double[] conditional = new double[k];
                for (int i = 0; i < k; i++) {
                    conditional[i] = (i < cut) == (g == 0) ? p[i] / groups[g] : 0;
                }
                inGroups += groups[g] * entropy(conditional);
            }
        }
        assertThat(entropy(groups)).isLessThanOrEqualTo(entropy(p) + tolerance);
        assertThat(entropy(groups) + inGroups).isCloseTo(entropy(p), within(tolerance));
        int high = p[0] >= p[1] ? 0 : 1;
        if (p[high] - p[1 - high] >= 2 * UNIT) {
            double[] fairer = p.clone();
            fairer[high] -= UNIT;
            fairer[1 - high] += UNIT;
            assertThat(entropy(fairer)).isGreaterThan(entropy(p) - tolerance);
        }
    }

    @Claim("PR-14")
    @Example
    void coinsAndDice() {
        assertThat(Entropy.bits(0.5, 0.5)).isEqualTo(1);
        assertThat(Entropy.bits(0.5, 0.25, 0.25)).isEqualTo(1.5);
        assertThat(Entropy.bits(0.9, 0.1)).isCloseTo(0.4690, within(5e-5));
        assertThat(entropy(1)).isEqualTo(0);
        assertThat(entropy(0, 1, 0)).isEqualTo(0);
        double[] uniform = {0.25, 0.25, 0.25, 0.25};
        assertThat(entropy(uniform)).isCloseTo(Math.log(4), within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entropy(0.5, 0.4))
                .withMessageContaining("must sum to 1");
    }

    @Mutant("PR-14") // 0·ln 0 is NaN
    static class TakesTheLogarithmOfZero extends EntropyTest {
        @Override
        double entropy(double... p) {
            Entropy.of(p);
            double sum = 0;
            for (double probability : p) {
                sum -= probability * Math.log(probability);
            }
            return sum;
        }
    }

    @Mutant("PR-14") // bits where nats are meant
    static class InBits extends EntropyTest {
        @Override
        double entropy(double... p) {
            return Entropy.bits(p);
        }
    }

    @Mutant("PR-14") // 1 − Σp², which is an entropy of another kind
    static class Gini extends EntropyTest {
        @Override
        double entropy(double... p) {
            Entropy.of(p);
            double sum = 1;
            for (double probability : p) {
                sum -= probability * probability;
            }
            return sum;
        }
    }
}
