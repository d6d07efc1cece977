package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;
import org.firstprinciples.mathfoundations.probability.Entropy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class KraftTest {

    /// Which lengths are those of a prefix code, one such code, and what it costs on average.
    interface Codes {
        default boolean exists(int... lengths) {
            return KraftSum.of(lengths).compareToOne() <= 0;
        }

        default PrefixCode of(int... lengths) {
            return PrefixCode.canonical(lengths);
        }

        default double meanLength(PrefixCode code, double... p) {
            return code.meanLength(p);
        }
    }

    Codes subject() {
        return new Codes() {};
    }

    // ---- IT-18

    /// Oracle: every choice of codewords of these lengths is tried.
    @Claim("IT-18")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void lengthsAreThoseOfACodeIfTheBudgetIsEnough(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int k,
            @ForAll @IntRange(min = 1, max = 4) int most) {
        int[] lengths = new SplittableRandom(seed).ints(k, 0, most + 1).toArray();
        boolean exists = canBeExtended(new ArrayList<>(), lengths);
        Statistics.label("a code").collect(exists);
        assertThat(subject().exists(lengths)).isEqualTo(exists);
        if (exists) {
            List<String> codewords = subject().of(lengths).codewords();
            assertThat(codewords.stream().mapToInt(String::length).toArray()).isEqualTo(lengths);
            for (String one : codewords) {
                assertThat(codewords.stream().filter(other -> other.startsWith(one))).hasSize(1);
            }
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> subject().of(lengths))
                    .withMessageContaining("Kraft sum is more than 1");
        }
    }

    private static boolean canBeExtended(List<String> codewords, int... lengths) {
        if (codewords.size() == lengths.length) {
            return true;
        }
        int length = lengths[codewords.size()];
        for (int number = 0; number < 1 << length; number++) {
            String next = PrefixCode.binary(BigInteger.valueOf(number), length);
            if (codewords.stream().noneMatch(c -> c.startsWith(next) || next.startsWith(c))) {
                codewords.add(next);
                if (canBeExtended(codewords, lengths)) {
                    return true;
                }
                codewords.removeLast();
            }
        }
        return false;
    }

    /// Lengths far beyond any search: those of leaves of a random tree, some of them made longer, or one of them shorter.
    @Claim("IT-18")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theLeavesOfATreeFitAndOneMoreDoesNot(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] lengths = leaves(random, k, Integer.MAX_VALUE);
        assertThat(KraftSum.of(lengths).compareToOne()).isEqualTo(0);
        int[] longer = Arrays.stream(lengths).map(l -> l + random.nextInt(3)).toArray();
        for (int[] feasible : new int[][] {lengths, longer}) {
            assertThat(subject().exists(feasible)).isTrue();
            PrefixCode code = subject().of(feasible);
            assertThat(code.lengths()).isEqualTo(feasible);
            int[] symbols = random.ints(random.nextInt(100), 0, k).toArray();
            assertThat(code.decode(code.encode(symbols))).isEqualTo(symbols);
        }
        lengths[random.nextInt(k)]--;
        assertThat(subject().exists(lengths)).isFalse();
    }

    /// The depths of the `k` leaves of a random binary tree, none below `deepest`.
    private static int[] leaves(SplittableRandom random, int k, int deepest) {
        List<Integer> depths = new ArrayList<>(List.of(0));
        while (depths.size() < k) {
            int leaf = random.nextInt(random.nextBoolean() ? 1 : depths.size());
            int depth = depths.get(leaf);
            if (depth == deepest) {
                depths.addLast(depths.removeFirst());
            } else {
                depths.set(leaf, depth + 1);
                depths.add(depth + 1);
            }
        }
        return depths.stream().mapToInt(Integer::intValue).toArray();
    }

    // ---- IT-19

    /// `L̄ ≥ H`. Where `p` is not `2^−l`, the excess is at least `½·2⁻²⁴` nats (Pinsker, for multiples of `2⁻¹²`), or
    /// `log(1/(1 − 2⁻¹⁴))` where the budget is not spent; rounding errors are below `10⁻¹³`.
    @Claim("IT-19")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void noCodeBeatsTheEntropy(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] lengths = leaves(random, k, 12);
        double[] p = Simplexes.dyadic(random, k);
        int kind = random.nextInt(4);
        if (kind == 0) { // made for p
            Arrays.setAll(p, i -> Math.scalb(1.0, -lengths[i]));
        } else if (kind == 1) { // longer than need be
            Arrays.setAll(lengths, i -> lengths[i] + random.nextInt(3));
        } else if (kind == 2) { // nearly
            Arrays.setAll(p, i -> Math.scalb(1.0, -lengths[i]));
            p = Simplexes.neighbor(random, p);
        }
        double[] truth = p;
        boolean exact = true;
        for (int i = 0; i < k; i++) {
            exact &= truth[i] == Math.scalb(1.0, -lengths[i]);
        }
        Statistics.label("made for p").collect(exact);
        double mean = subject().meanLength(subject().of(lengths), truth);
        if (exact) {
            assertThat(mean).isCloseTo(Entropy.bits(truth), within(1e-13));
        } else {
            assertThat(mean).isGreaterThan(Entropy.bits(truth) + 1e-8);
        }
    }

    @Claim({"IT-18", "IT-19"})
    @Example
    void oneSymbolNeedsNothing() {
        assertThat(subject().exists(0)).isTrue();
        assertThat(subject().of(0).codewords()).containsExactly("");
        assertThat(subject().exists(0, 1)).isFalse();
        assertThat(subject().meanLength(subject().of(0), 1)).isEqualTo(0);
        assertThat(KraftSum.of(1, 2, 2, 2)).isEqualTo(new KraftSum(BigInteger.valueOf(5), 2));
        assertThat(KraftSum.of()).isEqualTo(new KraftSum(BigInteger.ZERO, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KraftSum.of(1, -1))
                .withMessage("a length must be 0 or more, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().meanLength(subject().of(1, 1), 1))
                .withMessage("p must be over the 2 symbols of the code, got 1 probabilities");
    }

    @Example
    void whatIsNoPrefixCodeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrefixCode(List.of("0", "10", "101")))
                .withMessage("codeword \"10\" begins codeword \"101\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrefixCode(List.of("0", "2")))
                .withMessage("a codeword must be of 0 and 1, got \"2\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrefixCode(List.of("0", "10", "11")).decode("01"))
                .withMessage("the text ends within a codeword, after \"1\"");
    }

    // ---- wrong versions

    @Mutant("IT-18") // a budget that may not be spent
    static class KeepsAReserve extends KraftTest {
        @Override
        Codes subject() {
            return new Codes() {
                @Override
                public boolean exists(int... lengths) {
                    return KraftSum.of(lengths).compareToOne() < 0;
                }
            };
        }
    }

    @Mutant("IT-18") // numbers in the order of the symbols, not of the lengths
    static class CountsOn extends KraftTest {
        @Override
        Codes subject() {
            return new Codes() {
                @Override
                public PrefixCode of(int... lengths) {
                    String[] codewords = new String[lengths.length];
                    Arrays.setAll(
                            codewords,
                            i -> PrefixCode.binary(BigInteger.valueOf(i), Math.max(6, lengths[i])));
                    return new PrefixCode(List.of(codewords));
                }
            };
        }
    }

    @Mutant("IT-19") // every symbol counts the same
    static class PlainMean extends KraftTest {
        @Override
        Codes subject() {
            return new Codes() {
                @Override
                public double meanLength(PrefixCode code, double... p) {
                    return Arrays.stream(code.lengths()).average().orElseThrow();
                }
            };
        }
    }
}
