package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.probability.Entropy;

import java.util.Arrays;
import java.util.SplittableRandom;

class HuffmanTest {

    /// Lengths of codewords for symbols that occur so many times.
    interface Lengths {
        int[] of(long... counts);
    }

    Lengths subject() {
        return Huffman::lengths;
    }

    /// Ties, small and very unequal counts, all at least `least`.
    private static long[] counts(SplittableRandom random, int k, int least) {
        int kind = random.nextInt(4);
        return random.longs(
                        k,
                        least,
                        switch (kind) {
                            case 0 -> least + 1;
                            case 1 -> least + 4;
                            case 2 -> 50;
                            default -> 1L << 40;
                        })
                .map(count -> kind == 3 ? Math.max(least, count >> random.nextInt(41)) : count)
                .toArray();
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

    /// Oracle: all feasible lengths. Costs are whole numbers. Counts of 0 are among them.
    @Claim("IT-10")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void noPrefixCodeIsShorter(@ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int k) {
        long[] counts = counts(new SplittableRandom(seed), k, 0);
        int[] lengths = subject().of(counts);
        assertThat(KraftSum.of(lengths).compareToOne()).isEqualTo(0);
        assertThat(cost(lengths, counts)).isEqualTo(leastCost(counts));
    }

    /// Many symbols. Oracle: the cost of the packages of Larmore and Hirschberg (1990), for lengths up to `k − 1`.
    @Claim("IT-10")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void noPrefixCodeOfManySymbolsIsShorter(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 80) int k) {
        long[] counts = counts(new SplittableRandom(seed), k, 0);
        int[] lengths = subject().of(counts);
        assertThat(KraftSum.of(lengths).compareToOne()).isEqualTo(0);
        assertThat(cost(lengths, counts)).isEqualTo(costOfPackages(counts));
    }

    /// Pair off what is cheapest, put the counts to the pairs, again and again; the `2k − 2` cheapest at the end are the cost.
    private static long costOfPackages(long... counts) {
        long[] row = Arrays.stream(counts).sorted().toArray();
        for (int level = 2; level < counts.length; level++) {
            long[] packages = new long[row.length / 2 + counts.length];
            for (int i = 0; i < row.length / 2; i++) {
                packages[i] = row[2 * i] + row[2 * i + 1];
            }
            System.arraycopy(counts, 0, packages, row.length / 2, counts.length);
            Arrays.sort(packages);
            row = packages;
        }
        return Arrays.stream(row).limit(2L * counts.length - 2).sum();
    }

    /// The least mean excess over `H` that occurs is far above rounding, so that `<` can be asked for: from the counts `n` and 1 comes
    /// `H + 1 − L̄ = H ≥ 2⁻⁴⁰`, against errors of `10⁻¹⁵`.
    @Claim("IT-20")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theMeanLengthIsLessThanABitAboveTheEntropy(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 64) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] counts = counts(random, k, 1);
        int[] lengths = subject().of(counts);
        double mean = cost(lengths, counts) / (double) Arrays.stream(counts).sum();
        double entropy = EntropyEstimate.plugIn(counts) / Math.log(2);
        double tolerance = (k + 4) * 4 * Rounding.U * (1 + Math.log(k));
        assertThat(mean).isGreaterThanOrEqualTo(entropy - tolerance).isLessThan(entropy + 1);
        PrefixCode code = PrefixCode.canonical(lengths);
        int[] symbols = random.ints(random.nextInt(100), 0, k).toArray();
        assertThat(code.decode(code.encode(symbols))).isEqualTo(symbols);
        assertThat(code.lengths()).isEqualTo(lengths);
    }

    /// Counts that are powers of 2 cost their entropy exactly.
    @Claim({"IT-10", "IT-20"})
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
        assertThat(subject().of(0, 3)).containsExactly(1, 1); // one bit above the entropy 0
        assertThat(subject().of(0, 0)).containsExactly(1, 1);
        int[] fibonacci = subject().of(1, 1, 2, 3, 5, 8, 13, 21);
        assertThat(fibonacci).containsExactly(7, 7, 6, 5, 4, 3, 2, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().of())
                .withMessage("a code needs at least one symbol");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().of(1, -2))
                .withMessage("counts must be 0 or more, got -2");
    }

    @Claim("IT-10")
    @Example
    void fourSymbolsByHand() {
        int[] lengths = subject().of(4, 3, 2, 1);
        assertThat(lengths).containsExactly(1, 2, 3, 3);
        PrefixCode code = PrefixCode.canonical(lengths);
        assertThat(code.codewords()).containsExactly("0", "10", "110", "111");
        assertThat(cost(lengths, 4, 3, 2, 1) / 10.0).isEqualTo(1.9);
        assertThat(Entropy.bits(0.4, 0.3, 0.2, 0.1)).isCloseTo(1.84644, within(5e-6));
    }

    /// The worked example of the document.
    @Claim({"IT-10", "IT-20"})
    @Example
    void aLineOfHamlet() {
        String line = "to be or not to be";
        String letters = " otbern";
        long[] counts =
                letters.chars().mapToLong(c -> line.chars().filter(d -> d == c).count()).toArray();
        assertThat(counts).containsExactly(5, 4, 3, 2, 2, 1, 1);
        int[] lengths = subject().of(counts);
        assertThat(lengths).containsExactly(2, 2, 3, 3, 3, 4, 4);
        assertThat(Huffman.join(counts)).hasSize(13).startsWith(11, 10, 9, 8, 8, 7, 7);
        assertThat(cost(lengths, counts)).isEqualTo(47).isEqualTo(2 + 4 + 5 + 8 + 10 + 18);
        assertThat(cost(new int[] {3, 3, 3, 3, 3, 3, 3}, counts)).isEqualTo(54);
        assertThat(47 / 18.0).isCloseTo(2.611, within(5e-4));
        assertThat(EntropyEstimate.plugIn(counts) / Math.log(2)).isCloseTo(2.594, within(5e-4));
    }

    /// The nodes 7 … 12 of the picture: `rn`, `be`, `trn`, `obe`, the space with `trn`, all.
    @Example
    void theTreeOfALineOfHamlet() {
        assertThat(Huffman.join(5, 4, 3, 2, 2, 1, 1))
                .startsWith(11, 10, 9, 8, 8, 7, 7, 9, 10, 11, 12, 12);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void twoQueuesGiveTheLengthsOfAHeap(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 64) int k) {
        long[] counts = counts(new SplittableRandom(seed), k, 0);
        Arrays.sort(counts);
        int[] lengths = Huffman.lengthsOfAscending(counts);
        assertThat(lengths).isEqualTo(Huffman.lengths(counts)); // ties included
        assertThat(KraftSum.of(lengths).compareToOne()).isEqualTo(k == 1 ? -1 : 0);
    }

    @Example
    void twoQueuesNeedAscendingCounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Huffman.lengthsOfAscending(2, 1))
                .withMessage("counts must ascend, got 1 after 2");
    }

    @Example
    void sumsThatNoLongHoldsAreRefused() {
        long half = 1L << 62;
        assertThatThrownBy(() -> Huffman.lengths(half, half))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Huffman.lengthsOfAscending(half, half))
                .isInstanceOf(ArithmeticException.class);
        assertThat(Huffman.lengths(half, half - 1)).containsExactly(1, 1);
        assertThat(Huffman.lengthsOfAscending(half - 1, half)).containsExactly(1, 1);
    }

    @Mutant({"IT-10", "IT-20"}) // the most frequent are joined
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
