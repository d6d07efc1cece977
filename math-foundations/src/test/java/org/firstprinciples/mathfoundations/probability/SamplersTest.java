package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;

import java.util.Arrays;
import java.util.SplittableRandom;

class SamplersTest {

    private static final double U = 0x1p-53;

    int inverse(double[] p, double u) {
        return InverseCdf.of(p).draw(u);
    }

    int alias(AliasTable table, double u) {
        return table.draw(u);
    }

    int gumbel(double[] z, double[] u) {
        return GumbelMax.draw(z, u);
    }

    double normal(Philox philox, long element) {
        return philox.normal(0, element);
    }

    /// The mass that the columns send to a category is its probability, and what is impossible is never drawn, whatever the
    /// uniform number.
    @Claim("PR-09")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theAliasTableHoldsTheLaw(
            @ForAll @IntRange(min = 1, max = 8) int k, @ForAll boolean dyadic, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        if (!dyadic) { // with rounding
            double[] z = new double[k];
            for (int i = 0; i < k; i++) {
                z[i] =
                        random.nextInt(4) == 0 && i > 0
                                ? Double.NEGATIVE_INFINITY
                                : random.nextDouble(9);
            }
            p = Softmax.of(z);
        }
        AliasTable table = AliasTable.of(p);
        for (int i = 0; i < k; i++) {
            assertThat(table.mass(i)).isCloseTo(p[i], within(4 * k * U));
        }
        int grid = 1 << 10;
        int[] counts = new int[k];
        for (int j = 0; j < grid; j++) {
            counts[alias(table, (j + 0.5) / grid)]++;
        }
        for (int i = 0; i < k; i++) { // each of at most k columns holds an end of the part of i
            assertThat((double) counts[i]).isCloseTo(grid * p[i], within(2.0 * k + 1));
            if (p[i] == 0) {
                assertThat(counts[i]).isZero();
            }
        }
        double[] law = p;
        assertThat(law[alias(table, 0)]).isPositive();
        assertThat(law[alias(table, Math.nextDown(1.0))]).isPositive();
        for (int i = 0; i < k; i++) {
            assertThat(law[alias(table, (double) i / k)]).isPositive();
        }
    }

    /// On the grid `(j + ½)/N` each category comes up `Npᵢ` times, but for one; at both ends nothing impossible does.
    @Claim("PR-09")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theCumulativeSumsHoldTheLaw(
            @ForAll @IntRange(min = 1, max = 8) int k,
            @ForAll @IntRange(min = 1, max = 500) int grid,
            @ForAll long seed) {
        double[] p = Simplexes.dyadic(new SplittableRandom(seed), k);
        int[] counts = new int[k];
        for (int j = 0; j < grid; j++) {
            counts[inverse(p, (j + 0.5) / grid)]++;
        }
        for (int i = 0; i < k; i++) {
            assertThat((double) counts[i]).isCloseTo(grid * p[i], within(1.0));
        }
        double sum = 0;
        for (double mass : p) { // at each cut, and just below it; sums are exact
            if (sum < 1) {
                assertThat(p[inverse(p, sum)]).isPositive();
            }
            sum += mass;
            assertThat(p[inverse(p, Math.max(0, Math.nextDown(sum)))]).isPositive();
        }
    }

    /// Many categories, some impossible, with rounding: columns hold the law, and at the ends of columns nothing impossible
    /// is drawn.
    @Claim("PR-09")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aTableOfManyCategories(@ForAll @IntRange(min = 2, max = 300) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] z = new double[k];
        Arrays.setAll(
                z,
                i ->
                        i > 0 && random.nextInt(3) == 0
                                ? Double.NEGATIVE_INFINITY
                                : random.nextDouble(12));
        double[] p = Softmax.of(z);
        AliasTable table = AliasTable.of(p);
        for (int i = 0; i < k; i++) {
            assertThat(table.mass(i)).isCloseTo(p[i], within(4 * k * U));
            double end = (double) i / k;
            assertThat(p[alias(table, end)]).isPositive();
            assertThat(p[alias(table, Math.nextUp(end))]).isPositive();
            assertThat(p[alias(table, Math.max(0, Math.nextDown(end)))]).isPositive();
        }
    }

    /// Ten times 0.1 is less than 1 in `double`; the last category takes what is missing, unless it is impossible.
    @Claim("PR-09")
    @Example
    void sumsThatStayBelowOne() {
        double[] tenths = new double[11];
        Arrays.fill(tenths, 0, 10, 0.1);
        assertThat(inverse(tenths, Math.nextDown(1.0))).isEqualTo(9);
        assertThat(alias(AliasTable.of(tenths), Math.nextDown(1.0))).isLessThan(10);
        assertThat(inverse(new double[] {1}, 0.7)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> inverse(tenths, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> alias(AliasTable.of(1), Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> alias(AliasTable.of(1), 1))
                .withMessage("a number in [0,1) is needed, got 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> AliasTable.of(0.5, 0.2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gumbel(new double[2], new double[1]))
                .withMessageContaining("got 1 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> gumbel(new double[] {Double.NEGATIVE_INFINITY}, new double[] {0.5}))
                .withMessage("a score above −∞ is needed");
    }

    @Example
    void aNumberOutsideIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inverse(new double[] {1}, 1))
                .withMessage("a number in [0,1) is needed, got 1.0");
    }

    /// The die with three faces *mat*, two *sofa* and one *moon*, and all that the document draws from it.
    @Claim({"PR-09", "PR-23"})
    @Example
    void theTableOfTheDie() {
        double[] die = {1 / 2.0, 1 / 3.0, 1 / 6.0};
        AliasTable table = AliasTable.of(die);
        assertThat(alias(table, 0.9)).isZero(); // 3u = 2.7: above the half of moon
        assertThat(alias(table, 0.8)).isEqualTo(2); // 3u = 2.4: below it
        assertThat(alias(table, 0.1)).isZero();
        assertThat(alias(table, 0.5)).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            assertThat(table.mass(i)).isCloseTo(die[i], within(4 * U));
        }
        assertThat(inverse(die, 0.7)).isEqualTo(1);
        assertThat(inverse(die, 0.5)).isEqualTo(1); // at a cut the next word begins
        assertThat(inverse(new double[] {0.4, 0.3, 0.2, 0.1}, 0.62)).isEqualTo(1);
        assertThat(alias(AliasTable.of(0.4, 0.3, 0.2, 0.1), 0.62)).isEqualTo(2);
        AliasTable becomesShort = AliasTable.of(0.35, 0.3, 0.3, 0.05);
        assertThat(becomesShort.mass(0)).isCloseTo(0.35, within(4 * U));
        assertThat(becomesShort.mass(3)).isCloseTo(0.05, within(4 * U));
        double[] z = {Math.log(3), Math.log(2), 0};
        double[] u = {0.1, 0.2, 0.9};
        double[] noise = new double[3];
        double[] sums = new double[3];
        Arrays.setAll(noise, i -> -Math.log(-Math.log(u[i])));
        Arrays.setAll(sums, i -> z[i] + noise[i]);
        assertThat(noise).containsExactly(new double[] {-0.834, -0.476, 2.250}, within(5e-4));
        assertThat(sums).containsExactly(new double[] {0.265, 0.217, 2.250}, within(5e-4));
        assertThat(gumbel(z, u)).isEqualTo(2);
    }

    /// `√(−2 ln u)·cos(2πv) ≤ x` has the probability `Φ(x)`: for each angle the radius is asked, and angles are integrated.
    @Claim(value = "PR-32", unmutated = "no code but Commons Math's, which integrates")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aDistanceAndAnAngleMakeANormalNumber(@ForAll @IntRange(min = -40, max = 40) int tenths) {
        double x = Math.abs(tenths) / 10.0;
        // for cos > 0: P(r > x/cos) = exp(−x²/2cos²); for cos ≤ 0 it is 0; half of the angles each
        double above =
                new IterativeLegendreGaussIntegrator(30, 1e-13, 1e-14)
                                .integrate(
                                        1_000_000,
                                        v ->
                                                Math.exp(
                                                        -x
                                                                * x
                                                                / 2
                                                                / Math.pow(
                                                                        Math.cos(2 * Math.PI * v),
                                                                        2)),
                                        0,
                                        0.25)
                        * 2;
        double phi = new NormalDistribution().cumulativeProbability(-x);
        assertThat(above).isCloseTo(phi, within(1e-9));
    }

    /// Normal numbers: the largest distance of their frequencies from `Φ` is below what 10⁻⁹ allows (Dvoretzky, Kiefer,
    /// Wolfowitz).
    @Claim("PR-32")
    @Example
    void normalNumbersAreNormal() {
        int n = 100_000;
        Philox philox = Philox.of(7).split("normal numbers");
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = normal(philox, i);
        }
        Arrays.sort(x);
        NormalDistribution normal = new NormalDistribution();
        double allowed = Math.sqrt(Math.log(2 / 1e-9) / (2.0 * n));
        for (int i = 0; i < n; i++) {
            double phi = normal.cumulativeProbability(x[i]);
            assertThat(phi).isCloseTo((i + 0.5) / n, within(allowed + 0.5 / n));
        }
    }

    /// The largest of `zᵢ + Gᵢ` is `i` with probability `softmax(z)ᵢ`: by integration, and by drawing.
    @Claim("PR-23")
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void theLargestNoisyScoreIsASoftmax(
            @ForAll @IntRange(min = 1, max = 6) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double spread = random.nextBoolean() ? 3 : 20;
        double[] z = random.doubles(k, -spread, spread).toArray();
        double[] p = Softmax.of(z);
        for (int i = 0; i < k; i++) {
            int top = i;
            // ∫ g(t − zᵢ) Π_{j≠i} G(t − zⱼ) dt with g(s) = e^(−s)G(s), G(s) = exp(−e^(−s))
            double integral =
                    new IterativeLegendreGaussIntegrator(30, 1e-13, 1e-14)
                            .integrate(
                                    1_000_000,
                                    t -> {
                                        double product = Math.exp(z[top] - t);
                                        for (double score : z) {
                                            product *= Math.exp(-Math.exp(score - t));
                                        }
                                        return product;
                                    },
                                    -spread - 5,
                                    spread + 37);
            assertThat(integral).isCloseTo(p[i], within(1e-11));
        }
        int n = 20_000;
        int[] counts = new int[k];
        for (int j = 0; j < n; j++) {
            counts[gumbel(z, random.doubles(k).toArray())]++;
        }
        double allowed = Math.sqrt(Math.log(2 * k / 1e-9) / (2.0 * n));
        for (int i = 0; i < k; i++) {
            assertThat((double) counts[i] / n).isCloseTo(p[i], within(allowed));
        }
        assertThat(gumbel(new double[] {Double.NEGATIVE_INFINITY, 0}, new double[] {0.999, 0}))
                .isEqualTo(1);
    }

    @Mutant("PR-09") // ≤ for <: at a border the impossible comes
    static class DrawsTheImpossible extends SamplersTest {
        @Override
        int inverse(double[] p, double u) {
            InverseCdf.of(p).draw(u);
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
                sum += p[i];
                if (u <= sum) {
                    return i;
                }
            }
            return p.length - 1;
        }
    }

    @Mutant("PR-09") // one too far
    static class OffByOne extends SamplersTest {
        @Override
        int inverse(double[] p, double u) {
            return Math.min(p.length - 1, InverseCdf.of(p).draw(u) + 1);
        }
    }

    @Mutant("PR-09") // the column, whatever its height
    static class ForgetsTheAlias extends SamplersTest {
        @Override
        int alias(AliasTable table, double u) {
            table.draw(u);
            int k = 1;
            while (true) {
                try {
                    table.mass(k);
                    k++;
                } catch (IndexOutOfBoundsException e) {
                    return (int) (u * k);
                }
            }
        }
    }

    @Mutant("PR-32") // the radius √(−ln u)
    static class ShortRadius extends SamplersTest {
        @Override
        double normal(Philox philox, long element) {
            return philox.normal(0, element) / Math.sqrt(2);
        }
    }

    @Mutant("PR-23") // noise −ln u, which is not Gumbel's
    static class ExponentialNoise extends SamplersTest {
        @Override
        int gumbel(double[] z, double[] u) {
            GumbelMax.draw(z, u);
            int best = 0;
            for (int i = 1; i < z.length; i++) {
                best = z[i] - Math.log(u[i]) > z[best] - Math.log(u[best]) ? i : best;
            }
            return best;
        }
    }
}
