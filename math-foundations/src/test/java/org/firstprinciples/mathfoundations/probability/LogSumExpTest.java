package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.generators.Logits;

import java.util.Arrays;
import java.util.stream.DoubleStream;

class LogSumExpTest {

    private static final double U = 0x1p-53;

    @Provide
    Arbitrary<double[]> logits() {
        return Logits.normal(20);
    }

    @Provide
    Arbitrary<double[]> dyadic() {
        return Logits.dyadic(20);
    }

    /// |computed − exact| ≤ u(k + 2 + 3 ln k + |lse|). Oracle: 50 digits.
    @Property(tries = 100)
    void theValueIsAccurate(@ForAll("logits") double[] z) {
        double lse = LogSumExp.of(z);
        assertThat(HighPrecision.of(lse).subtract(HighPrecision.logSumExp(z)).abs().toDouble())
                .isLessThanOrEqualTo(bound(z.length, lse));
    }

    private static double bound(int k, double lse) {
        return U * (k + 2 + 3 * Math.log(k) + Math.abs(lse));
    }

    @Property
    void itLiesBetweenTheMaximumAndThatPlusLnK(@ForAll("logits") double[] z) {
        double max = Arrays.stream(z).max().orElseThrow();
        double lse = LogSumExp.of(z);
        assertThat(lse).isBetween(max, max + Math.log(z.length) + bound(z.length, lse));
    }

    /// `lse(z + c) = lse(z) + c`, but for the last rounding; all `zᵢ + c` are exact.
    @Property
    void aShiftComesOutAsItWentIn(
            @ForAll("dyadic") double[] z,
            @ForAll @IntRange(min = -(1 << 30), max = 1 << 30) int n) {
        double c = n * 0x1p-10;
        double shifted = LogSumExp.of(Arrays.stream(z).map(x -> x + c).toArray());
        double lse = LogSumExp.of(z);
        assertThat(Math.abs(shifted - (lse + c)))
                .isLessThanOrEqualTo(2 * U * (Math.abs(shifted) + Math.abs(lse)));
    }

    /// `lse(a ‖ b) = lse(lse a, lse b)`: the law behind streaming.
    @Property
    void partsCanBeMerged(@ForAll("logits") double[] a, @ForAll("logits") double[] b) {
        double[] all = DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
        double merged = LogSumExp.of(LogSumExp.of(a), LogSumExp.of(b));
        double whole = LogSumExp.of(all);
        double parts =
                bound(a.length, LogSumExp.of(a))
                        + bound(b.length, LogSumExp.of(b))
                        + bound(2, merged);
        assertThat(Math.abs(merged - whole)).isLessThanOrEqualTo(parts + bound(all.length, whole));
    }

    @Example
    void hugeAndTinyNumbersNeitherOverflowNorVanish() {
        assertThat(LogSumExp.of(1000, 1000)).isEqualTo(1000 + Math.log(2));
        assertThat(LogSumExp.of(-1000, -1000)).isEqualTo(-1000 + Math.log(2));
        assertThat(LogSumExp.of(1e308, 1e308)).isEqualTo(1e308);
        assertThat(LogSumExp.of(-1e308, 1e308)).isEqualTo(1e308);
        assertThat(LogSumExp.of(0, 0, 0, 0)).isEqualTo(Math.log(4));
        assertThat(LogSumExp.of(0.1)).as("one number").isEqualTo(0.1);
    }

    @Example
    void infinitiesAndNaNFollowTheLimits() {
        assertThat(LogSumExp.of()).isEqualTo(NEGATIVE_INFINITY);
        assertThat(LogSumExp.of(NEGATIVE_INFINITY, NEGATIVE_INFINITY)).isEqualTo(NEGATIVE_INFINITY);
        assertThat(LogSumExp.of(NEGATIVE_INFINITY, 3)).isEqualTo(3);
        assertThat(LogSumExp.of(POSITIVE_INFINITY, 3, NEGATIVE_INFINITY))
                .isEqualTo(POSITIVE_INFINITY);
        assertThat(LogSumExp.of(1, NaN, 2)).isNaN();
        assertThat(LogSumExp.of(NaN, POSITIVE_INFINITY)).isNaN();
        assertThat(LogSumExp.of(NaN, NEGATIVE_INFINITY)).isNaN();
    }
}
