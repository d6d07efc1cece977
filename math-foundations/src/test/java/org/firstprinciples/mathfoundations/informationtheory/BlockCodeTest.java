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
import java.util.SplittableRandom;

class BlockCodeTest {

    private static final double LN_2 = Math.log(2);

    /// The counts of all blocks of `n` symbols.
    interface Blocks {
        long[] of(int n, long... counts);
    }

    Blocks subject() {
        return BlockCode::ofBlocks;
    }

    private double bitsPerSymbol(int n, long... counts) {
        long[] blocks = subject().of(n, counts);
        int[] lengths = Huffman.lengths(blocks);
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < blocks.length; i++) {
            bits = bits.add(BigInteger.valueOf(blocks[i]).multiply(BigInteger.valueOf(lengths[i])));
        }
        return bits.doubleValue() / Math.pow((double) Arrays.stream(counts).sum(), n) / n;
    }

    /// Equal counts, powers of two, nearly certain symbols and any others, with `kⁿ` at most 4096.
    @Claim("IT-44")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aSymbolCostsLessThanTheEntropyAndTheShareOfABit(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 40) int k,
            @ForAll @IntRange(min = 1, max = 12) int most) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = Math.min(most, (int) (Math.log(4096.5) / Math.log(k)));
        long[] counts = counts(random, k, n);
        double entropy = EntropyEstimate.plugIn(counts) / LN_2;
        double tolerance = 64 * n * (k + 4) * Rounding.U * (1 + Math.log(k));
        double mean = bitsPerSymbol(n, counts);
        assertThat(mean).isGreaterThanOrEqualTo(entropy - tolerance).isLessThan(entropy + 1.0 / n);
        assertThat(BlockCode.bitsPerSymbol(n, counts)).isCloseTo(mean, within(tolerance));
    }

    private static long[] counts(SplittableRandom random, int k, int n) {
        long most = (long) Math.pow(Long.MAX_VALUE, 1.0 / n) / k;
        long bound = Math.max(1, Math.min(most, 1 << 20));
        long[] counts = new long[k];
        int kind = random.nextInt(4);
        Arrays.setAll(
                counts,
                i ->
                        switch (kind) {
                            case 0 -> 1;
                            case 1 -> i == 0 ? bound : 1;
                            case 2 -> Math.min(bound, 1L << random.nextInt(6));
                            default -> 1 + random.nextLong(bound);
                        });
        return counts;
    }

    /// Each block has the product of the counts of its symbols. Oracle: the digits of its number.
    @Claim("IT-44")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aBlockCountsTheProductOfItsSymbols(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 1, max = 5) int n) {
        long[] counts = new SplittableRandom(seed).longs(k, 1, 50).toArray();
        long[] blocks = subject().of(n, counts);
        assertThat(blocks).hasSize((int) Math.pow(k, n));
        for (int block = 0; block < blocks.length; block++) {
            long product = 1;
            for (int rest = block, i = 0; i < n; i++, rest /= k) {
                product *= counts[rest % k];
            }
            assertThat(blocks[block]).isEqualTo(product);
        }
    }

    /// The worked example of the document.
    @Claim("IT-44")
    @Example
    void aCoinInPairs() {
        assertThat(subject().of(2, 9, 1)).containsExactly(81, 9, 9, 1);
        assertThat(Huffman.lengths(81, 9, 9, 1)).containsExactly(1, 3, 2, 3);
        double[] bits = {1, 0.645, 0.533, 0.493, 0.480, 0.470, 0.474};
        for (int n = 1; n <= bits.length; n++) {
            assertThat(bitsPerSymbol(n, 9, 1)).isCloseTo(bits[n - 1], within(5e-4));
        }
        assertThat(bitsPerSymbol(2, 9, 1)).isCloseTo(1.29 / 2, within(1e-15));
        assertThat(Entropy.bits(0.9, 0.1)).isCloseTo(0.469, within(5e-4));
        assertThat(Entropy.bits(0.9, 0.1) + 1).isCloseTo(1.469, within(5e-4));
    }

    /// The exercise on paper: a coin with 3 to 1.
    @Claim("IT-44")
    @Example
    void threeToOne() {
        assertThat(subject().of(2, 3, 1)).containsExactly(9, 3, 3, 1);
        assertThat(bitsPerSymbol(2, 3, 1)).isEqualTo(27 / 32.0).isCloseTo(0.844, within(5e-4));
        assertThat(bitsPerSymbol(1, 3, 1)).isEqualTo(1);
    }

    /// *At least two symbols* and *all occur* are needed: here a symbol costs just `H + 1/n`.
    @Claim("IT-44")
    @Example
    void oneSymbolOrOneThatNeverOccurs() {
        assertThat(BlockCode.bitsPerSymbol(3, 5)).isEqualTo(1 / 3.0);
        assertThat(BlockCode.bitsPerSymbol(1, 3, 0)).isEqualTo(1);
    }

    @Example
    void badBlocksAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockCode.bitsPerSymbol(0, 1, 1))
                .withMessage("a block needs at least one symbol, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockCode.bitsPerSymbol(2, 1, -1))
                .withMessage("counts must be 0 or more, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockCode.bitsPerSymbol(2, 0, 0))
                .withMessage("at least one observation is needed, all 2 counts are 0");
    }

    @Mutant("IT-44") // the blocks of one symbol less
    static class OneSymbolLess extends BlockCodeTest {
        @Override
        Blocks subject() {
            return (n, counts) -> BlockCode.ofBlocks(Math.max(1, n - 1), counts);
        }
    }

    @Mutant("IT-44") // all blocks equally likely
    static class EqualBlocks extends BlockCodeTest {
        @Override
        Blocks subject() {
            return (n, counts) -> {
                long[] blocks = BlockCode.ofBlocks(n, counts);
                Arrays.fill(blocks, 1);
                return blocks;
            };
        }
    }
}
