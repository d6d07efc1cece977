package org.firstprinciples.mathfoundations.informationtheory;

import java.math.BigInteger;
import java.util.Arrays;

/// The Kraft sum `Σ 2^−lᵢ` of the lengths of codewords, exactly: `numerator / 2^exponent`.
///
/// A code that no codeword of which begins another one has a sum of at most 1, and any lengths with such a sum are
/// those of a code.
///
/// - source: Kraft 1949; McMillan 1956; Cover & Thomas 2006, theorem 5.2.1
///
/// @param numerator of the sum
/// @param exponent of the power of 2 that it is divided by: the greatest length
public record KraftSum(BigInteger numerator, int exponent) {

    /// The sum of these lengths; 0 if there are none.
    ///
    /// @throws IllegalArgumentException if a length is negative
    public static KraftSum of(int... lengths) {
        int greatest = Arrays.stream(lengths).max().orElse(0);
        BigInteger sum = BigInteger.ZERO;
        for (int length : lengths) {
            if (length < 0) {
                throw new IllegalArgumentException("a length must be 0 or more, got " + length);
            }
            sum = sum.add(BigInteger.ONE.shiftLeft(greatest - length));
        }
        return new KraftSum(sum, greatest);
    }

    /// How it compares with 1: negative if codewords could be added, 0 if not, positive if there is no such code.
    public int compareToOne() {
        return numerator.compareTo(BigInteger.ONE.shiftLeft(exponent));
    }
}
