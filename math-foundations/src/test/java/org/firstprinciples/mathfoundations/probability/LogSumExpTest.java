package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpMath;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Logits;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

class LogSumExpTest {

    private static final double U = 0x1p-53;

    ToDoubleFunction<double[]> subject() {
        return LogSumExp::of;
    }

    private double lse(double... z) {
        return subject().applyAsDouble(z);
    }

    @Provide
    Arbitrary<double[]> logits() {
        return Logits.normal(20);
    }

    @Provide
    Arbitrary<double[]> dyadic() {
        return Logits.dyadic(20);
    }

    /// |computed − exact| ≤ u(k + 2 + 3 ln k + |lse|). Oracle: 50 digits.
    @Claim("PR-27")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theValueIsAccurate(@ForAll("logits") double[] z) {
        double lse = lse(z);
        assertThat(HighPrecision.of(lse).subtract(HighPrecision.logSumExp(z)).abs().toDouble())
                .isLessThanOrEqualTo(bound(z.length, lse));
    }

    /// Beside a maximum of 0 the error is one of the value itself, however near to 0 it is. Oracle: 50 digits.
    @Claim("PR-27")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aValueNearZeroKeepsItsDigits(
            @ForAll("logits") double[] z, @ForAll @IntRange(min = 0, max = 6880) int below) {
        double max = Arrays.stream(z).max().orElseThrow();
        int largest = 0;
        while (z[largest] < max) {
            largest++;
        }
        double[] shifted = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            shifted[i] = i == largest ? 0 : Math.max(-20, z[i] - max) - below / 10.0;
        }
        Dfp exact = HighPrecision.logSumExp(shifted);
        if (below > 300) { // 1 + x would lose digits of 50, and ln(1 + x) = x − x²/2 + x³/3
            Dfp x = HighPrecision.of(0);
            for (int i = 0; i < z.length; i++) {
                x = i == largest ? x : x.add(DfpMath.exp(HighPrecision.of(shifted[i])));
            }
            Dfp square = x.multiply(x);
            exact = x.subtract(square.divide(2)).add(square.multiply(x).divide(3));
        }
        Dfp scale = HighPrecision.of(0x1p900); // a value near 10⁻³⁰⁷ has an error below all doubles
        assertThat(HighPrecision.of(lse(shifted)).subtract(exact).abs().multiply(scale).toDouble())
                .isLessThanOrEqualTo(U * (z.length + 4) * exact.multiply(scale).toDouble());
    }

    private static double bound(int k, double lse) {
        return U * (k + 2 + 3 * Math.log(k) + Math.abs(lse));
    }

    @Claim("PR-10")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void itLiesBetweenTheMaximumAndThatPlusLnK(@ForAll("logits") double[] z) {
        double max = Arrays.stream(z).max().orElseThrow();
        double lse = lse(z);
        assertThat(lse).isBetween(max, max + Math.log(z.length) + bound(z.length, lse));
    }

    /// `lse(z + c) = lse(z) + c`, but for the last rounding; all `zᵢ + c` are exact.
    @Claim("PR-10")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void aShiftComesOutAsItWentIn(
            @ForAll("dyadic") double[] z,
            @ForAll @IntRange(min = -(1 << 30), max = 1 << 30) int n) {
        double c = n * 0x1p-10;
        double shifted = lse(Arrays.stream(z).map(x -> x + c).toArray());
        double lse = lse(z);
        assertThat(Math.abs(shifted - (lse + c)))
                .isLessThanOrEqualTo(2 * U * (Math.abs(shifted) + Math.abs(lse)));
    }

    /// For whole numbers the bounds are reached in the two cases only: one number, and numbers that are all equal.
    @Claim("PR-10")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void theBoundsAreReachedInTwoCasesOnly(
            @ForAll @IntRange(min = 1, max = 8) int k,
            @ForAll @IntRange(min = 0, max = 12) int spread,
            @ForAll long seed) {
        double[] z = new SplittableRandom(seed).ints(k, 0, spread + 1).asDoubleStream().toArray();
        double max = Arrays.stream(z).max().orElseThrow();
        boolean equal = Arrays.stream(z).allMatch(x -> x == max);
        double lse = lse(z);
        assertThat(lse > max).isEqualTo(k > 1); // by e^(−12) at least
        assertThat(max + Math.log(k) - lse > 0.05).isEqualTo(!equal); // by ln k − ln(k − 1 + 1/e)
        if (equal) {
            assertThat(lse).isCloseTo(max + Math.log(k), within(bound(k, lse)));
        }
    }

    /// `lse(a ‖ b) = lse(lse a, lse b)`: the law behind streaming.
    @Claim("PR-10")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void partsCanBeMerged(@ForAll("logits") double[] a, @ForAll("logits") double[] b) {
        double[] all = DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
        double merged = lse(lse(a), lse(b));
        double whole = lse(all);
        double parts = bound(a.length, lse(a)) + bound(b.length, lse(b)) + bound(2, merged);
        assertThat(Math.abs(merged - whole)).isLessThanOrEqualTo(parts + bound(all.length, whole));
    }

    RunningLogSumExp merge(RunningLogSumExp a, RunningLogSumExp b) {
        return a.merge(b);
    }

    /// Maximum and sum in one pass, the sum rescaled when the maximum grows, within four times the bound; the list may be
    /// cut anywhere, and the parts merged. Oracle: 50 digits.
    @Claim("PR-10")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void onePassIsEnough(
            @ForAll("logits") double[] z, @ForAll @IntRange(min = 0, max = 20) int cut) {
        RunningLogSumExp left = RunningLogSumExp.EMPTY;
        RunningLogSumExp right = RunningLogSumExp.EMPTY;
        for (int i = 0; i < z.length; i++) {
            RunningLogSumExp one = RunningLogSumExp.EMPTY.plus(z[i]);
            if (i < cut) {
                left = merge(left, one);
            } else {
                right = merge(right, one);
            }
        }
        double value = merge(left, right).value();
        assertThat(HighPrecision.of(value).subtract(HighPrecision.logSumExp(z)).abs().toDouble())
                .isLessThanOrEqualTo(4 * bound(z.length, lse(z)));
    }

    /// The die: *mat* and *sofa* first, then *moon*.
    @Claim("PR-10")
    @Example
    void theDieInPieces() {
        double first = lse(Math.log(3), Math.log(2));
        assertThat(first).isCloseTo(Math.log(5), within(8 * U));
        assertThat(lse(first, 0)).isCloseTo(Math.log(6), within(8 * U));
        assertThat(lse(Math.log(3), Math.log(2), 0)).isCloseTo(1.792, within(5e-4));
    }

    /// The bound for many numbers. Oracle: 50 digits.
    @Claim("PR-27")
    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void manyNumbers(@ForAll @IntRange(min = 21, max = 1000) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double spread = random.nextBoolean() ? 9 : 0x1p-20;
        double[] z = random.doubles(k, -spread, spread).toArray();
        double lse = lse(z);
        assertThat(HighPrecision.of(lse).subtract(HighPrecision.logSumExp(z)).abs().toDouble())
                .isLessThanOrEqualTo(bound(k, lse));
    }

    @Claim("PR-10")
    @Example
    void partsWithoutNumbers() {
        RunningLogSumExp empty = RunningLogSumExp.EMPTY;
        assertThat(merge(empty, empty).value()).isEqualTo(NEGATIVE_INFINITY);
        assertThat(merge(empty, empty.plus(NEGATIVE_INFINITY)).value())
                .isEqualTo(NEGATIVE_INFINITY);
        assertThat(merge(empty, empty.plus(3)).value()).isEqualTo(3);
        assertThat(merge(merge(empty, empty), empty.plus(3)).value()).isEqualTo(3);
        assertThat(merge(empty.plus(1000), empty.plus(1000)).value()).isEqualTo(1000 + Math.log(2));
        assertThat(merge(empty.plus(POSITIVE_INFINITY), empty.plus(1)).value())
                .isEqualTo(POSITIVE_INFINITY);
        assertThat(merge(empty.plus(NaN), empty.plus(1)).value()).isNaN();
    }

    @Mutant("PR-10") // the sum is not rescaled when the maximum grows
    static class KeepsTheSum extends LogSumExpTest {
        @Override
        RunningLogSumExp merge(RunningLogSumExp a, RunningLogSumExp b) {
            return new RunningLogSumExp(Math.max(a.max(), b.max()), a.sum() + b.sum());
        }
    }

    @Mutant({"PR-10", "PR-27"}) // the definition as it is written
    static class Overflows extends LogSumExpTest {
        @Override
        ToDoubleFunction<double[]> subject() {
            return z -> Math.log(Arrays.stream(z).map(Math::exp).sum());
        }
    }

    @Mutant("PR-27") // beside the 1 of the maximum the others are rounded away
    static class AddsTheOthersToOne extends LogSumExpTest {
        @Override
        ToDoubleFunction<double[]> subject() {
            return z -> {
                double max = Arrays.stream(z).max().orElse(NEGATIVE_INFINITY);
                return Double.isInfinite(max)
                        ? max
                        : max + Math.log(Arrays.stream(z).map(x -> Math.exp(x - max)).sum());
            };
        }
    }

    @Mutant("PR-10") // the maximum is close, often
    static class IsTheMaximum extends LogSumExpTest {
        @Override
        ToDoubleFunction<double[]> subject() {
            return z -> Arrays.stream(z).max().orElse(NEGATIVE_INFINITY);
        }
    }

    @Mutant("PR-10") // what was taken out is not put back
    static class ForgetsTheMaximum extends LogSumExpTest {
        @Override
        ToDoubleFunction<double[]> subject() {
            return z -> LogSumExp.of(z) - Arrays.stream(z).max().orElse(0);
        }
    }

    @Claim("PR-10")
    @Example
    void hugeAndTinyNumbersNeitherOverflowNorVanish() {
        assertThat(lse(1000, 1000)).isEqualTo(1000 + Math.log(2));
        assertThat(lse(-1000, -1000)).isEqualTo(-1000 + Math.log(2));
        assertThat(lse(1e308, 1e308)).isEqualTo(1e308);
        assertThat(lse(-1e308, 1e308)).isEqualTo(1e308);
        assertThat(lse(0, 0, 0, 0)).isEqualTo(Math.log(4));
        assertThat(lse(0.1)).as("one number").isEqualTo(0.1);
    }

    @Example
    void infinitiesAndNaNFollowTheLimits() {
        assertThat(lse()).isEqualTo(NEGATIVE_INFINITY);
        assertThat(lse(NEGATIVE_INFINITY, NEGATIVE_INFINITY)).isEqualTo(NEGATIVE_INFINITY);
        assertThat(lse(NEGATIVE_INFINITY, 3)).isEqualTo(3);
        assertThat(lse(POSITIVE_INFINITY, 3, NEGATIVE_INFINITY)).isEqualTo(POSITIVE_INFINITY);
        assertThat(lse(1, NaN, 2)).isNaN();
        assertThat(lse(NaN, POSITIVE_INFINITY)).isNaN();
        assertThat(lse(NaN, NEGATIVE_INFINITY)).isNaN();
    }
}
