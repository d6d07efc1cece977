package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class MiniBatchTest {

    /// A batch's gradient and its variance.
    interface Batches {
        Vector mean(List<Vector> gradients, int... batch);

        double variance(int b, double... gradients);
    }

    Batches subject() {
        return new Batches() {
            @Override
            public Vector mean(List<Vector> gradients, int... batch) {
                return MiniBatch.mean(gradients, batch);
            }

            @Override
            public double variance(int b, double... gradients) {
                return MiniBatch.variance(b, gradients);
            }
        };
    }

    /// All batches of `b` among `N ≤ 6`. Gradients are multiples of 60, so that every mean of a batch is whole.
    @Claim({"OP-13", "OP-24"})
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void batchesWithoutReplacement(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        double[] g = gradients(n, seed);
        double full = Arrays.stream(g).sum(); // N times the full gradient
        for (int b = 1; b <= n; b++) {
            long count = 0;
            long sum = 0;
            long squares = 0;
            for (int mask = 0; mask < 1 << n; mask++) {
                if (Integer.bitCount(mask) == b) {
                    long mean = mean(g, members(mask, b));
                    count++;
                    sum += mean;
                    squares += mean * mean;
                }
            }
            assertThat(sum * n).isEqualTo(count * (long) full);
            assertThat(subject().variance(b, g))
                    .isCloseTo(variance(count, sum, squares), within(1e-8));
        }
    }

    /// All `Nᵇ` sequences of independent draws.
    @Claim({"OP-13", "OP-24"})
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void batchesWithReplacement(
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 4) int b,
            @ForAll long seed) {
        double[] g = gradients(n, seed);
        int count = (int) Math.round(Math.pow(n, b));
        long sum = 0;
        long squares = 0;
        for (int sequence = 0; sequence < count; sequence++) {
            int[] batch = new int[b];
            int rest = sequence;
            for (int i = 0; i < b; i++) {
                batch[i] = rest % n;
                rest /= n;
            }
            long mean = mean(g, batch);
            sum += mean;
            squares += mean * mean;
        }
        assertThat(sum * n).isEqualTo(count * (long) Arrays.stream(g).sum());
        assertThat(MiniBatch.varianceWithReplacement(b, g))
                .isCloseTo(variance(count, sum, squares), within(1e-8));
    }

    /// The last batch of an epoch is short: only weights `b/N` make the mean of means the full gradient.
    @Claim({"OP-13", "OP-24"})
    @Example
    void aShortLastBatchByHand() {
        List<Vector> g = List.of(Vector.of(0), Vector.of(0), Vector.of(6));
        double first = subject().mean(g, 0, 1).get(0);
        double last = subject().mean(g, 2).get(0);
        assertThat((2 * first + last) / 3).isEqualTo(subject().mean(g, 0, 1, 2).get(0));
        assertThat((first + last) / 2).isEqualTo(3); // and not 2
        assertThat(subject().variance(2, 0, 0, 6)).isEqualTo(2, within(1e-15));
        assertThat(subject().variance(1, 0, 0, 6)).isEqualTo(8, within(1e-14));
        assertThat(subject().variance(2, -1, 1, 3, 5)).isEqualTo(5 / 3.0, within(1e-15));
        List<Vector> valley = List.of(Vector.of(18, 0), Vector.of(0, 18));
        assertThat(subject().mean(valley, 0, 1)).isEqualTo(Vector.of(9, 9));
        assertThatThrownBy(() -> MiniBatch.mean(g)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> MiniBatch.mean(g, 3)).hasMessageContaining("example 3");
        assertThatThrownBy(() -> MiniBatch.variance(0, 1, 2)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> MiniBatch.variance(3, 1, 2)).hasMessageContaining("got 3");
    }

    /// An epoch whose short last batch counts in full is right over all orders of the examples, and wrong in each.
    @Claim("OP-13")
    @Example
    void aShortLastBatchInEveryOrder() {
        List<Vector> g = List.of(Vector.of(0), Vector.of(0), Vector.of(6));
        double[] epochs = new double[3];
        for (int last = 0; last < 3; last++) {
            Vector full = subject().mean(g, (last + 1) % 3, (last + 2) % 3);
            epochs[last] = (full.get(0) + subject().mean(g, last).get(0)) / 2;
        }
        assertThat(epochs).containsExactly(1.5, 1.5, 3);
        assertThat(Arrays.stream(epochs).sum() / 3).isEqualTo(2);
    }

    /// The valley's examples `a²` and `9b²` agree at the minimum: with single ones and a fixed rate descent arrives there.
    @Claim("OP-13")
    @Example
    void examplesThatAgreeLeaveNoNoise() {
        SplittableRandom random = new SplittableRandom(1);
        Vector x = Vector.of(9, 1);
        for (int k = 0; k < 400; k++) {
            List<Vector> g = List.of(Vector.of(2 * x.get(0), 0), Vector.of(0, 18 * x.get(1)));
            x = x.minus(subject().mean(g, random.nextInt(2)).times(0.1));
        }
        assertThat(Math.max(Math.abs(x.get(0)), Math.abs(x.get(1)))).isLessThan(1e-12);
    }

    private long mean(double[] g, int... batch) {
        double mean = subject().mean(Arrays.stream(g).mapToObj(Vector::of).toList(), batch).get(0);
        assertThat(mean).isEqualTo(Math.rint(mean));
        return (long) mean;
    }

    private static double variance(long count, long sum, long squares) {
        BigFraction mean = new BigFraction(sum, count);
        return new BigFraction(squares, count).subtract(mean.multiply(mean)).doubleValue();
    }

    private static double[] gradients(int n, long seed) {
        return new SplittableRandom(seed).ints(n, -9, 10).mapToDouble(i -> 60.0 * i).toArray();
    }

    private static int[] members(int mask, int b) {
        int[] members = new int[b];
        int next = 0;
        for (int i = 0; next < b; i++) {
            if ((mask >> i & 1) == 1) {
                members[next++] = i;
            }
        }
        return members;
    }

    @Mutant("OP-13") // the sum
    static class Sums extends MiniBatchTest {
        @Override
        Batches subject() {
            return with(true);
        }
    }

    @Mutant("OP-24") // (N − b)/N
    static class WrongFactor extends MiniBatchTest {
        @Override
        Batches subject() {
            return with(false);
        }
    }

    private static Batches with(boolean sums) {
        return new Batches() {
            @Override
            public Vector mean(List<Vector> gradients, int... batch) {
                return MiniBatch.mean(gradients, batch).times(sums ? batch.length : 1);
            }

            @Override
            public double variance(int b, double... gradients) {
                double n = gradients.length;
                return MiniBatch.variance(b, gradients) * (sums ? 1 : (n - 1) / n);
            }
        };
    }
}
