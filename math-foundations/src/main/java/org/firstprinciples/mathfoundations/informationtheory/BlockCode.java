package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.curriculum.Exercise;

/// Huffman's code for blocks of `n` independent symbols: what rounding costs is paid once for each block, so that
/// a symbol costs less than `H + 1/n` bits on average, if there are at least two and all occur.
///
/// - source: Shannon 1948, §9; Cover & Thomas 2006, §5.4
public final class BlockCode {

    private BlockCode() {}

    /// What a symbol costs on average, in bits: the mean length of a codeword for a block, divided by `n`.
    ///
    /// @param counts how often each of the `k` symbols occurs; `kⁿ` blocks are listed
    /// @throws IllegalArgumentException if `n` is less than 1, there is no symbol, a count is negative, or all are 0
    /// @throws ArithmeticException if the `n`-th power of the sum of the counts does not fit a `long`
    public static double bitsPerSymbol(int n, long... counts) {
        long[] blocks = ofBlocks(n, counts);
        int[] lengths = Huffman.lengths(blocks);
        double bits = 0;
        double total = 0;
        for (int block = 0; block < blocks.length; block++) {
            bits += (double) blocks[block] * lengths[block];
            total += blocks[block];
        }
        return bits / total / n;
    }

    /// The counts of all `kⁿ` blocks `(kⁿ)`: the products of the counts of their symbols, which are independent. The blocks
    /// are in the order of a dictionary: the last symbol changes first.
    ///
    /// @throws IllegalArgumentException if `n` is less than 1, there is no symbol, a count is negative, or all are 0
    /// @throws ArithmeticException if a product or the number of blocks is too large
    @Exercise(id = "IT-E6", stars = 2, minutes = 25, claims = "IT-44")
    static long[] ofBlocks(int n, long... counts) {
        requireBlocks(n, counts);
        long[] blocks = {1};
        for (int i = 0; i < n; i++) {
            long[] longer = new long[Math.multiplyExact(blocks.length, counts.length)];
            for (int block = 0; block < longer.length; block++) {
                longer[block] =
                        Math.multiplyExact(
                                blocks[block / counts.length], counts[block % counts.length]);
            }
            blocks = longer;
        }
        return blocks;
    }

    private static void requireBlocks(int n, long... counts) {
        if (n < 1) {
            throw new IllegalArgumentException("a block needs at least one symbol, got " + n);
        }
        EntropyEstimate.total(counts);
    }
}
