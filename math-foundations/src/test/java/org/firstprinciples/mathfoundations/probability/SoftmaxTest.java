package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.dfp.Dfp;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Integers;
import org.firstprinciples.mathfoundations.generators.Logits;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

class SoftmaxTest {

    private static final double U = 0x1p-53;

    UnaryOperator<double[]> subject() {
        return Softmax::of;
    }

    private double[] softmax(double... z) {
        return subject().apply(z);
    }

    @Provide
    Arbitrary<double[]> logits() {
        return Logits.normal(20);
    }

    @Provide
    Arbitrary<double[]> dyadic() {
        return Logits.dyadic(20);
    }

    /// Relative error ≤ u(|zᵢ − max| + k + ln k + 5); below the normal numbers, absolute 2⁻¹⁰⁷³. Oracle: 50 digits.
    @Claim("PR-28")
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void theProbabilitiesAreAccurate(@ForAll("logits") double[] z) {
        int k = z.length;
        double max = Arrays.stream(z).max().orElseThrow();
        double[] p = softmax(z);
        Dfp[] exact = HighPrecision.softmax(z);
        for (int i = 0; i < k; i++) {
            double relative = U * (max - z[i] + k + Math.log(k) + 5);
            assertThat(HighPrecision.of(p[i]).subtract(exact[i]).abs().toDouble())
                    .isLessThanOrEqualTo(relative * exact[i].toDouble() + 2 * Double.MIN_VALUE);
        }
    }

    @Claim({"PR-11", "PR-28"})
    @Property(edgeCases = EdgeCasesMode.NONE)
    void theyAreADistribution(@ForAll("logits") double[] z) {
        double[] p = softmax(z);
        assertThat(p).hasSize(z.length);
        for (double probability : p) {
            assertThat(probability).isBetween(0.0, 1.0);
        }
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(2 * z.length * U));
    }

    @Claim("PR-28")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void largerLogitsAreNotLessProbable(@ForAll("logits") double[] z) {
        double[] p = softmax(z);
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < z.length; j++) {
                if (z[i] == z[j]) {
                    assertThat(p[i]).isEqualTo(p[j]);
                } else if (z[i] < z[j]) {
                    assertThat(p[i]).isLessThanOrEqualTo(p[j]);
                }
            }
        }
    }

    /// Neighbors among the doubles, where rounding could turn the order around.
    @Claim("PR-28")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void neighborsKeepTheirOrder(@ForAll("logits") double[] z, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] close = Arrays.copyOf(z, z.length + 2);
        double x = z[random.nextInt(z.length)] - random.nextDouble(0, 30);
        close[z.length] = x;
        close[z.length + 1] = Math.nextUp(x);
        double[] p = softmax(close);
        assertThat(p[z.length]).isLessThanOrEqualTo(p[z.length + 1]);
    }

    /// For whole scores that no rounding brings together: positive, and in the very order of the scores.
    @Claim("PR-11")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderIsThatOfTheScores(
            @ForAll @IntRange(min = 1, max = 8) int k,
            @ForAll @IntRange(min = 0, max = 300) int spread,
            @ForAll long seed) {
        double[] z =
                new SplittableRandom(seed).ints(k, -spread, spread + 1).asDoubleStream().toArray();
        double[] p = softmax(z);
        for (int i = 0; i < k; i++) {
            assertThat(p[i]).isPositive();
            for (int j = 0; j < k; j++) {
                assertThat(p[i] < p[j]).isEqualTo(z[i] < z[j]);
            }
        }
    }

    /// Bit for bit, since all `zᵢ + c` and `zᵢ − max` are exact.
    @Claim({"PR-11", "PR-28"})
    @Property(edgeCases = EdgeCasesMode.NONE)
    void aShiftChangesNothing(
            @ForAll("dyadic") double[] z,
            @ForAll @IntRange(min = -(1 << 30), max = 1 << 30) int n) {
        double[] shifted = Arrays.stream(z).map(x -> x + n * 0x1p-10).toArray();
        assertThat(softmax(shifted)).containsExactly(softmax(z));
    }

    /// Only `zᵢ + c` need be exact: here `zᵢ − max` is rounded.
    @Claim("PR-28")
    @Example
    void aShiftThatIsExactWhereTheDifferenceIsNot() {
        double c = 0x1p-52;
        double small = 0x1p-60;
        assertThat((small + c) - c).isEqualTo(small);
        assertThat(small - 1).isEqualTo(-1);
        assertThat((1 + c) - 1).isEqualTo(c);
        assertThat(softmax(small + c, 1 + c)).containsExactly(softmax(small, 1));
    }

    /// Many scores. Oracle: 50 digits.
    @Claim("PR-28")
    @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
    void manyProbabilitiesAreAccurate(
            @ForAll @IntRange(min = 21, max = 300) int k, @ForAll long seed) {
        double[] z = new SplittableRandom(seed).doubles(k, -9, 9).toArray();
        double max = Arrays.stream(z).max().orElseThrow();
        double[] p = softmax(z);
        Dfp[] exact = HighPrecision.softmax(z);
        for (int i = 0; i < k; i++) {
            double relative = U * (max - z[i] + k + Math.log(k) + 5);
            assertThat(HighPrecision.of(p[i]).subtract(exact[i]).abs().toDouble())
                    .isLessThanOrEqualTo(relative * exact[i].toDouble());
        }
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(2 * k * U));
    }

    /// Two logits are a sigmoid of their difference, and their place does not matter.
    @Claim("PR-11")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void itIsAPermutationOfItself(@ForAll("logits") double[] z) {
        double[] p = softmax(z);
        double[] reversed = new double[z.length];
        Arrays.setAll(reversed, i -> z[z.length - 1 - i]);
        double[] q = softmax(reversed);
        for (int i = 0; i < z.length; i++) {
            assertThat(q[z.length - 1 - i]).isCloseTo(p[i], within(2 * z.length * U));
        }
        double gap = z[0] - z[z.length - 1];
        assertThat(softmax(gap, 0)[0]).isCloseTo(1 / (1 + Math.exp(-gap)), within(8 * U));
    }

    @Mutant({"PR-11", "PR-28"}) // the definition as it is written
    static class Overflows extends SoftmaxTest {
        @Override
        UnaryOperator<double[]> subject() {
            return z -> {
                double sum = Arrays.stream(z).map(Math::exp).sum();
                return Arrays.stream(z).map(x -> Math.exp(x) / sum).toArray();
            };
        }
    }

    @Mutant("PR-11") // each for itself
    static class IsASigmoid extends SoftmaxTest {
        @Override
        UnaryOperator<double[]> subject() {
            return z -> Arrays.stream(z).map(x -> 1 / (1 + Math.exp(-x))).toArray();
        }
    }

    @Mutant("PR-28") // never silently uniform
    static class CallsNothingUniform extends SoftmaxTest {
        @Override
        UnaryOperator<double[]> subject() {
            return z ->
                    Arrays.stream(z).allMatch(x -> x == NEGATIVE_INFINITY)
                            ? Arrays.stream(z).map(x -> 1.0 / z.length).toArray()
                            : Softmax.of(z);
        }
    }

    @Mutant("PR-28") // powers of two
    static class TakesAnotherBase extends SoftmaxTest {
        @Override
        UnaryOperator<double[]> subject() {
            return z -> Softmax.of(Arrays.stream(z).map(x -> x * Math.log(2)).toArray());
        }
    }

    @Example
    void theWorkedExample() {
        double[] p = softmax(0, Math.log(2), Math.log(3));
        assertThat(p[0]).isCloseTo(1 / 6.0, within(8 * U));
        assertThat(p[1]).isCloseTo(1 / 3.0, within(8 * U));
        assertThat(p[2]).isCloseTo(1 / 2.0, within(8 * U));
    }

    @Claim("PR-11")
    @Example
    void hugeLogitsDoNotOverflow() {
        assertThat(softmax(1000, 1000)).containsExactly(0.5, 0.5);
        assertThat(softmax(1e308, -1e308)).containsExactly(1, 0);
        assertThat(softmax(-1e308, -1e308)).containsExactly(0.5, 0.5);
        assertThat(softmax(-3)).as("one logit").containsExactly(1);
        assertThat(softmax()).isEmpty();
    }

    @Claim("PR-28")
    @Example
    void infinitiesAndNaNFollowTheLimits() {
        assertThat(softmax(NEGATIVE_INFINITY, 5, NEGATIVE_INFINITY)).containsExactly(0, 1, 0);
        for (double[] z :
                new double[][] {
                    {NEGATIVE_INFINITY},
                    {NEGATIVE_INFINITY, NEGATIVE_INFINITY},
                    {POSITIVE_INFINITY, 1},
                    {1, NaN, 2},
                    {NaN, NEGATIVE_INFINITY}
                }) {
            assertThat(softmax(z)).as(Arrays.toString(z)).hasSameSizeAs(z).containsOnly(NaN);
        }
    }

    @Example
    void theArgumentsStayAsTheyAre() {
        double[] z = {1, 2};
        double[] p = softmax(z);
        double[] copy = p.clone();
        double[] dp = {3, 4};
        double[] unused = Softmax.adjoint(p, dp);
        assertThat(unused).isNotSameAs(p).isNotSameAs(dp);
        assertThat(z).containsExactly(1, 2);
        assertThat(p).containsExactly(copy);
        assertThat(dp).containsExactly(3, 4);
    }

    @Provide
    Arbitrary<double[]> sixteenths() {
        return Arbitraries.integers()
                .between(0, 5)
                .list()
                .ofSize(3)
                .map(n ->
                        DoubleStream.of(
                                        n.get(0),
                                        n.get(1),
                                        n.get(2),
                                        16 - n.get(0) - n.get(1) - n.get(2))
                                .map(x -> x / 16)
                                .toArray());
    }

    @Provide
    Arbitrary<double[]> four() {
        return Integers.array(4, 100);
    }

    @Provide
    Arbitrary<double[]> five() {
        return Integers.array(5, 8);
    }

    /// `J = diag(p) − ppᵀ`, exactly, for probabilities in sixteenths and whole numbers: the adjoint is `Jᵀv = Jv`.
    @Property(edgeCases = EdgeCasesMode.NONE)
    void theAdjointIsTheTransposedJacobian(
            @ForAll("sixteenths") double[] p, @ForAll("four") double[] v) {
        double[] adjoint = Softmax.adjoint(p, v);
        for (int j = 0; j < p.length; j++) {
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
                sum += ((i == j ? p[i] : 0) - p[i] * p[j]) * v[i];
            }
            assertThat(adjoint[j] == sum).isTrue(); // -0 = +0
        }
    }

    /// The adjoint belongs to this softmax: `⟨v, (p(z + hw) − p(z − hw)) / 2h⟩ = ⟨Jᵀv, w⟩` up to O(h²) and rounding.
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void theAdjointIsThatOfSoftmax(
            @ForAll("five") double[] z, @ForAll("five") double[] v, @ForAll("five") double[] w) {
        double h = 0x1p-17;
        Vector up = Vector.of(z).plus(Vector.of(w).times(h));
        Vector down = Vector.of(z).minus(Vector.of(w).times(h));
        Vector slope =
                Vector.of(softmax(up.toArray()))
                        .minus(Vector.of(softmax(down.toArray())))
                        .times(1 / (2 * h));
        Vector adjoint = Vector.of(Softmax.adjoint(softmax(z), v));
        assertThat(Vector.of(v).dot(slope)).isCloseTo(adjoint.dot(Vector.of(w)), within(1e-6));
    }
}
