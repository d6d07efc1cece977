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
import org.firstprinciples.mathfoundations.probability.Entropy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class HuffmanTest {

    /// Lengths of codewords for symbols that occur so many times.
    interface Lengths {
        int[] of(long... counts);
    }

    Lengths subject() {
        return Huffman::lengths;
    }

    private static long[] counts(SplittableRandom random, int k) {
        long[] counts = new long[k];
        boolean equal = random.nextInt(4) == 0;
        for (int i = 0; i < k; i++) {
            counts[i] = equal ? 7 : 1 + random.nextInt(random.nextBoolean() ? 50 : 4);
        }
        return counts;
    }

    private static long cost(int[] lengths, long... counts) {
        long cost = 0;
        for (int i = 0; i < counts.length; i++) {
            cost += counts[i] * lengths[i];
        }
        return cost;
    }

    /// Lengths up to `k − 1` are enough, and all of them with a Kraft sum of at most 1 are tried.
    private static long leastCost(long... counts) {
        int k = counts.length;
        int[] lengths = new int[k];
        Arrays.fill(lengths, 1);
        long least = Long.MAX_VALUE;
        while (true) {
            if (KraftSum.of(lengths).compareToOne() <= 0) {
                least = Math.min(least, cost(lengths, counts));
            }
            int i = 0;
            while (i < k && lengths[i] == Math.max(1, k - 1)) {
                lengths[i++] = 1;
            }
            if (i == k) {
                return least;
            }
            lengths[i]++;
        }
    }

    /// Oracle: all feasible lengths. Costs are whole numbers.
    @Claim("IT-10")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void noPrefixCodeIsShorter(@ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int k) {
        long[] counts = counts(new SplittableRandom(seed), k);
        int[] lengths = subject().of(counts);
        assertThat(KraftSum.of(lengths).compareToOne()).isEqualTo(0);
        assertThat(cost(lengths, counts)).isEqualTo(leastCost(counts));
    }

    @Claim("IT-10")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theMeanLengthIsLessThanABitAboveTheEntropy(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 64) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] counts = counts(random, k);
        int[] lengths = subject().of(counts);
        double mean = cost(lengths, counts) / (double) Arrays.stream(counts).sum();
        double entropy = EntropyEstimate.plugIn(counts) / Math.log(2);
        assertThat(mean).isBetween(entropy - 1e-12, entropy + 1);
        PrefixCode code = PrefixCode.canonical(lengths);
        int[] symbols = random.ints(random.nextInt(100), 0, k).toArray();
        assertThat(code.decode(code.encode(symbols))).isEqualTo(symbols);
        assertThat(code.lengths()).isEqualTo(lengths);
    }

    /// Counts that are powers of 2 cost their entropy exactly.
    @Claim("IT-10")
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void powersOfTwoCostTheirEntropy(@ForAll @IntRange(min = 1, max = 40) int most) {
        long[] counts = new long[most + 1];
        counts[0] = 1;
        for (int i = 1; i <= most; i++) {
            counts[i] = 1L << (i - 1);
        }
        int[] lengths = subject().of(counts);
        for (int i = 1; i <= most; i++) {
            assertThat(lengths[i]).isEqualTo(most - i + 1);
        }
    }

    @Claim("IT-10")
    @Example
    void edgesOfHuffman() {
        assertThat(subject().of(5)).containsExactly(1);
        assertThat(subject().of(0, 3)).containsExactly(1, 1);
        int[] fibonacci = subject().of(1, 1, 2, 3, 5, 8, 13, 21);
        assertThat(fibonacci).containsExactly(7, 7, 6, 5, 4, 3, 2, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().of())
                .withMessage("a code needs at least one symbol");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().of(1, -2))
                .withMessage("counts must be 0 or more, got -2");
    }

    /// The worked example of the document.
    @Claim("IT-10")
    @Example
    void fourSymbolsByHand() {
        int[] lengths = subject().of(4, 3, 2, 1);
        assertThat(lengths).containsExactly(1, 2, 3, 3);
        assertThat(cost(lengths, 4, 3, 2, 1) / 10.0).isEqualTo(1.9);
        assertThat(Entropy.bits(0.4, 0.3, 0.2, 0.1)).isCloseTo(1.84644, within(5e-6));
        assertThat(PrefixCode.canonical(lengths).codewords())
                .containsExactly("0", "10", "110", "111");
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void twoQueuesCostWhatAHeapCosts(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 64) int k) {
        long[] counts = counts(new SplittableRandom(seed), k);
        Arrays.sort(counts);
        int[] lengths = Huffman.lengthsOfAscending(counts);
        assertThat(cost(lengths, counts)).isEqualTo(cost(Huffman.lengths(counts), counts));
        assertThat(KraftSum.of(lengths).compareToOne()).isEqualTo(k == 1 ? -1 : 0);
    }

    @Example
    void twoQueuesNeedAscendingCounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Huffman.lengthsOfAscending(2, 1))
                .withMessage("counts must ascend, got 1 after 2");
    }

    /// The canonical code has the lengths asked for and is free of prefixes exactly where Kraft's sum allows it.
    @Claim("IT-10")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void lengthsAreThoseOfACodeIfKraftsSumAllows(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] lengths = random.ints(k, 1, 7).toArray();
        double sum = Arrays.stream(lengths).mapToDouble(l -> Math.scalb(1.0, -l)).sum();
        KraftSum kraft = KraftSum.of(lengths);
        assertThat(new java.math.BigDecimal(kraft.numerator()).doubleValue())
                .isEqualTo(Math.scalb(sum, kraft.exponent()));
        if (sum > 1) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PrefixCode.canonical(lengths))
                    .withMessageContaining("Kraft sum is more than 1");
        } else {
            List<String> codewords = PrefixCode.canonical(lengths).codewords();
            assertThat(codewords.stream().mapToInt(String::length).toArray()).isEqualTo(lengths);
            for (String one : codewords) {
                assertThat(codewords.stream().filter(other -> other.startsWith(one))).hasSize(1);
            }
        }
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
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KraftSum.of(1, -1))
                .withMessage("a length must be 0 or more, got -1");
        assertThat(KraftSum.of()).isEqualTo(new KraftSum(BigInteger.ZERO, 0));
    }

    @Mutant("IT-10") // the most frequent are joined
    static class JoinsTheMostFrequent extends HuffmanTest {
        @Override
        Lengths subject() {
            return counts -> {
                long[] turned = new long[counts.length];
                long most = Arrays.stream(counts).max().orElse(0);
                Arrays.setAll(turned, i -> most - counts[i]);
                return Huffman.lengths(turned);
            };
        }
    }

    @Mutant("IT-10") // Shannon's lengths: within a bit, and longer than needed
    static class SpendsWholeBits extends HuffmanTest {
        @Override
        Lengths subject() {
            return counts -> {
                int[] least = Huffman.lengths(counts);
                double total = Arrays.stream(counts).sum();
                int[] lengths = new int[counts.length];
                Arrays.setAll(
                        lengths,
                        i ->
                                counts[i] == 0
                                        ? least[i]
                                        : (int)
                                                Math.ceil(
                                                        -Math.log(counts[i] / total)
                                                                / Math.log(2)));
                return lengths;
            };
        }
    }
}
