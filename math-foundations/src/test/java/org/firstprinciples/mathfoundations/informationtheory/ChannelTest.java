package org.firstprinciples.mathfoundations.informationtheory;

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
import org.firstprinciples.mathfoundations.generators.Simplexes;
import org.firstprinciples.mathfoundations.probability.Entropy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

class ChannelTest {

    /// What comes out of a channel with the rows `w`.
    interface Output {
        double[] of(double[][] w, double[] p);
    }

    Output subject() {
        return (w, p) -> Channel.of(w).apply(p);
    }

    /// Rows of multiples of 2⁻¹²; sometimes the identity, a permutation, equal rows, or a function.
    private static double[][] rows(SplittableRandom random, int a, int b) {
        double[][] w = new double[a][];
        double[] same = Simplexes.dyadic(random, b);
        int kind = random.nextInt(4);
        for (int x = 0; x < a; x++) {
            w[x] =
                    switch (kind) {
                        case 0 -> same.clone();
                        case 1 -> certain(b, random.nextInt(b));
                        case 2 -> certain(b, (x + 1) % b);
                        default -> Simplexes.dyadic(random, b);
                    };
        }
        return w;
    }

    private static double[] certain(int k, int outcome) {
        double[] p = new double[k];
        p[outcome] = 1;
        return p;
    }

    @Claim("IT-26")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aChannelBringsDistributionsCloser(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int a,
            @ForAll @IntRange(min = 1, max = 6) int b) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] w = rows(random, a, b);
        double[] p = Simplexes.dyadic(random, a);
        double[] q =
                random.nextInt(4) == 0
                        ? Simplexes.dyadic(random, a)
                        : Simplexes.positive(random, a);
        double[] pw = subject().of(w, p);
        double[] qw = subject().of(w, q);
        double tolerance = 3 * (Rounding.apart(p, q) + Rounding.apart(pw, qw));
        assertThat(Divergence.kl(pw, qw)).isLessThanOrEqualTo(Divergence.kl(p, q) + tolerance);
        assertThat(Divergence.totalVariation(pw, qw))
                .isLessThanOrEqualTo(Divergence.totalVariation(p, q) + tolerance);
    }

    /// `I(X;Z) ≤ I(X;Y)` where `Z` is made from `Y` alone.
    @Claim("IT-08")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsMadeFromYKnowsNoMoreOfX(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int a,
            @ForAll @IntRange(min = 1, max = 5) int b,
            @ForAll @IntRange(min = 1, max = 6) int c) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] v = rows(random, b, c);
        double[] p = Simplexes.dyadic(random, a);
        double[][] w = rows(random, a, b);
        double[][] both = new double[a][];
        for (int x = 0; x < a; x++) {
            both[x] = subject().of(v, w[x]);
        }
        double toY = Channel.of(w).joint(p).mutualInformation();
        double toZ = Channel.of(both).joint(p).mutualInformation();
        double tolerance = 8 * (a * b * c + 4) * Rounding.U * (1 + Math.log(a * b * c));
        assertThat(toZ).isLessThanOrEqualTo(toY + tolerance);
        assertThat(Channel.of(w).then(Channel.of(v)).joint(p).mutualInformation())
                .isCloseTo(toZ, within(tolerance));
    }

    /// `H(g(X)) ≤ H(X)`, equal if `g` maps possible outcomes to different ones.
    @Claim("IT-27")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aFunctionLosesEntropyUnlessItIsInjective(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int a,
            @ForAll @IntRange(min = 1, max = 6) int b) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, a);
        double[][] g = new double[a][];
        int[] sources = new int[b];
        for (int x = 0; x < a; x++) {
            int y = random.nextBoolean() ? random.nextInt(b) : x % b;
            g[x] = certain(b, y);
            sources[y] += p[x] > 0 ? 1 : 0;
        }
        boolean injective = true;
        for (int count : sources) {
            injective &= count <= 1;
        }
        double[] image = subject().of(g, p);
        double tolerance = 2 * Rounding.apart(p, p);
        if (injective) {
            assertThat(Entropy.of(image)).isCloseTo(Entropy.of(p), within(tolerance));
        } else {
            assertThat(Entropy.of(image)).isLessThan(Entropy.of(p));
        }
    }

    /// Rows and columns that sum to 1 are mixtures of at most `(k − 1)² + 1` permutations (Birkhoff, Carathéodory).
    @Claim("IT-28")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aDoublyStochasticChannelRaisesEntropy(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] weights = Simplexes.dyadic(random, (k - 1) * (k - 1) + 1);
        double[][] w = new double[k][k];
        for (double weight : weights) {
            int[] permutation = IntStream.range(0, k).toArray();
            for (int x = k - 1; x > 0; x--) {
                int y = random.nextInt(x + 1);
                int z = permutation[x];
                permutation[x] = permutation[y];
                permutation[y] = z;
            }
            for (int x = 0; x < k; x++) {
                w[x][permutation[x]] += weight;
            }
        }
        assertThat(Entropy.of(subject().of(w, p)))
                .isGreaterThanOrEqualTo(
                        Entropy.of(p) - 4 * (k + 4) * Rounding.U * (1 + Math.log(k)));
    }

    @Example
    void badChannelsAreNamed() {
        Channel channel = Channel.of(new double[] {0.5, 0.5});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> channel.apply(0.5, 0.5))
                .withMessage("the channel has 1 inputs, p has 2 outcomes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.of(new double[] {1}, new double[] {0.5, 0.5}))
                .withMessage("rows must have one length, row 0 has 1 and row 1 has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.of(new double[] {1}, new double[] {2}))
                .withMessage("row 1 must sum to 1, its 1 numbers sum to 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.of())
                .withMessage("a channel needs at least one input");
    }

    @Mutant({"IT-08", "IT-26", "IT-28"}) // the likeliest outcome alone comes out
    static class SaysTheLikeliest extends ChannelTest {
        @Override
        Output subject() {
            return (w, p) -> {
                double[] out = Channel.of(w).apply(p);
                int likeliest = 0;
                for (int y = 0; y < out.length; y++) {
                    likeliest = out[y] > out[likeliest] ? y : likeliest;
                }
                return certain(out.length, likeliest);
            };
        }
    }

    @Mutant({"IT-26", "IT-27"}) // read by columns
    static class ReadByColumns extends ChannelTest {
        @Override
        Output subject() {
            return (w, p) -> {
                double[] out = new double[w[0].length];
                for (int y = 0; y < out.length; y++) {
                    for (int x = 0; x < p.length; x++) {
                        out[y] += p[x] * w[y % w.length][x % out.length];
                    }
                }
                return out;
            };
        }
    }
}
