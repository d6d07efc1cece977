package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.LogSumExp;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class OnlineSoftmaxTest {

    private static final double U = 0x1p-53;

    OnlineSoftmax empty() {
        return OnlineSoftmax.empty(1);
    }

    OnlineSoftmax merge(OnlineSoftmax a, OnlineSoftmax b) {
        return a.merge(b);
    }

    private static OnlineSoftmax key(double score, double value) {
        return OnlineSoftmax.of(score, Vector.of(value));
    }

    @Claim("AT-10")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyOrderAndEveryGroupingFinishesAtTheMean(
            @ForAll @IntRange(min = 1, max = 12) int m,
            @ForAll @DoubleRange(min = -300, max = 300) double level,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] s = new double[m];
        double[] v = new double[m];
        for (int j = 0; j < m; j++) {
            s[j] = level + random.nextDouble(-20, 20);
            v[j] = random.nextDouble(1, 2);
        }
        double[] p = Softmax.of(s);
        double mean = 0;
        for (int j = 0; j < m; j++) {
            mean += p[j] * v[j];
        }
        int block = random.nextInt(1, m + 1);
        OnlineSoftmax all = empty();
        for (int from = 0; from < m; from += block) {
            OnlineSoftmax part = empty();
            for (int j = from; j < Math.min(m, from + block); j++) {
                part = merge(part, key(s[m - 1 - j], v[m - 1 - j]));
                assertThat(part.sum()).isGreaterThanOrEqualTo(1);
            }
            all = merge(part, all);
        }
        assertThat(all.mean().get(0)).isCloseTo(mean, within(64 * (m + 8) * U * 2));
        assertThat(all.logSumExp()).isCloseTo(LogSumExp.of(s), within(64 * (m + 8) * U * 350));
    }

    @Claim("AT-10")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfTwoStatesDoesNotMatterAndTheEmptyOneAddsNothing(
            @ForAll @DoubleRange(min = -300, max = 300) double a,
            @ForAll @DoubleRange(min = -300, max = 300) double b) {
        OnlineSoftmax x = merge(key(a, 3), key(a - 1, 4));
        OnlineSoftmax y = key(b, 5);
        assertThat(merge(x, y)).isEqualTo(merge(y, x));
        assertThat(merge(x, empty())).isEqualTo(x);
        assertThat(merge(empty(), x)).isEqualTo(x);
        assertThat(merge(empty(), empty())).isEqualTo(OnlineSoftmax.empty(1));
        assertThat(merge(empty(), empty()).mean().get(0)).isZero();
        assertThat(empty().logSumExp()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /// Any three states, empty ones among them; the bound counts the roundings of two merges.
    @Claim("AT-10")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void mergingIsAssociativeUpToRounding(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OnlineSoftmax x = state(random);
        OnlineSoftmax y = state(random);
        OnlineSoftmax z = state(random);
        OnlineSoftmax left = merge(merge(x, y), z);
        OnlineSoftmax right = merge(x, merge(y, z));
        assertThat(left.max()).isEqualTo(right.max());
        assertThat(left.sum()).isCloseTo(right.sum(), within(64 * U * right.sum()));
        assertThat(left.values().get(0))
                .isCloseTo(right.values().get(0), within(64 * U * 2 * right.sum()));
    }

    /// Up to four keys with values in [−2,2] and scores that are close together or far apart.
    private OnlineSoftmax state(SplittableRandom random) {
        OnlineSoftmax state = empty();
        double spread = random.nextBoolean() ? 1 : 300;
        for (int keys = random.nextInt(5); keys > 0; keys--) {
            double score = random.nextDouble(-spread, spread);
            state = merge(state, key(score, random.nextDouble(-2, 2)));
        }
        return state;
    }

    @Claim("AT-10")
    @Test
    void aHiddenKeyLeavesNoTrace() {
        OnlineSoftmax hidden = key(Double.NEGATIVE_INFINITY, 7);
        assertThat(hidden).isEqualTo(OnlineSoftmax.empty(1));
        assertThat(merge(hidden, key(1, 3))).isEqualTo(key(1, 3));
        assertThat(merge(key(1, 3), hidden)).isEqualTo(key(1, 3));
    }

    /// What is no score shows in the result.
    @Claim("AT-14")
    @Test
    void nanAndInfinityAreNotLost() {
        for (double score : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(merge(empty(), key(score, 3)).mean().get(0)).isNaN();
            assertThat(merge(key(score, 3), key(1, 4)).mean().get(0)).isNaN();
            assertThat(merge(key(1, 4), key(score, 3)).logSumExp()).isNaN();
        }
    }

    /// The two blocks of the document, one key each.
    @Claim("AT-10")
    @Test
    void twoBlocksOfOneKey() {
        OnlineSoftmax merged = merge(key(1 / Math.sqrt(2), 10), key(0, 20));
        assertThat(merged.max()).isCloseTo(0.7071, within(5e-5));
        assertThat(merged.sum()).isCloseTo(1.4931, within(5e-5));
        assertThat(merged.values().get(0)).isCloseTo(19.861, within(5e-4));
        assertThat(merged.mean().get(0)).isCloseTo(13.302, within(5e-4));
    }

    @Mutant("AT-10") // rescales the values on a new maximum, but not the sum
    static class ForgetsToRescaleTheSum extends OnlineSoftmaxTest {
        @Override
        OnlineSoftmax merge(OnlineSoftmax a, OnlineSoftmax b) {
            OnlineSoftmax right = a.merge(b);
            return new OnlineSoftmax(right.max(), a.sum() + b.sum(), right.values());
        }
    }

    @Mutant("AT-10") // the mean of two means, however many keys stand behind each
    static class ForgetsTheNumberOfKeys extends OnlineSoftmaxTest {
        @Override
        OnlineSoftmax merge(OnlineSoftmax a, OnlineSoftmax b) {
            OnlineSoftmax right = a.merge(b);
            return a.sum() == 0 || b.sum() == 0
                    ? right
                    : new OnlineSoftmax(
                            right.max(),
                            right.sum(),
                            a.mean().plus(b.mean()).times(right.sum() / 2));
        }
    }

    @Mutant({"AT-10", "AT-14"}) // the larger score takes all
    static class KeepsTheLarger extends OnlineSoftmaxTest {
        @Override
        OnlineSoftmax merge(OnlineSoftmax a, OnlineSoftmax b) {
            return b.max() > a.max() ? b : a;
        }
    }

    @Mutant("AT-10") // begins with the maximum 0
    static class BeginsAtZero extends OnlineSoftmaxTest {
        @Override
        OnlineSoftmax empty() {
            return new OnlineSoftmax(0, 0, Vector.of(0));
        }
    }

    @Mutant("AT-10") // two empty states: −∞ + ∞
    static class SubtractsInfinities extends OnlineSoftmaxTest {
        @Override
        OnlineSoftmax merge(OnlineSoftmax a, OnlineSoftmax b) {
            double m = Math.max(a.max(), b.max());
            double x = StrictMath.exp(a.max() - m);
            double y = StrictMath.exp(b.max() - m);
            return new OnlineSoftmax(
                    m, x * a.sum() + y * b.sum(), a.values().times(x).plus(b.values().times(y)));
        }
    }
}
