package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.curriculum.Exercise;

import java.math.BigInteger;
import java.util.Arrays;

/// An arithmetic code: a whole text is one number in `[0,1)`, and costs less than 2 bits more than its surprise.
///
/// Each symbol narrows an interval in proportion to its frequency. The text is the shortest binary fraction all of whose
/// continuations lie within. The arithmetic is exact, so a text of `n` symbols takes time `n²`.
///
/// - source: Rissanen 1976, *Generalized Kraft inequality and arithmetic coding*; Cover & Thomas 2006, §13.3
public final class ArithmeticCode {

    private final long[] frequencies;
    private final long[] below; // frequencies of all symbols before
    private final BigInteger total;

    private ArithmeticCode(long[] frequencies, long[] below) {
        this.frequencies = frequencies;
        this.below = below;
        this.total = BigInteger.valueOf(below[frequencies.length]);
    }

    /// The code of the model `qᵢ = fᵢ / Σf`.
    ///
    /// @throws IllegalArgumentException if a frequency is negative or all are 0
    public static ArithmeticCode of(long... frequencies) {
        long[] below = new long[frequencies.length + 1];
        for (int i = 0; i < frequencies.length; i++) {
            if (frequencies[i] < 0) {
                throw new IllegalArgumentException(
                        "frequencies must be 0 or more, got " + frequencies[i]);
            }
            below[i + 1] = Math.addExact(below[i], frequencies[i]);
        }
        if (below[frequencies.length] == 0) {
            throw new IllegalArgumentException("all frequencies are 0, at least one must not be");
        }
        return new ArithmeticCode(frequencies.clone(), below);
    }

    /// The text as a string of `0` and `1`, less than `Σ −log₂ q + 2` of them.
    ///
    /// @throws IllegalArgumentException if a symbol has frequency 0 or does not exist
    @Exercise(id = "IT-E5", stars = 4, minutes = 90, claims = "IT-40")
    public String encode(int... symbols) {
        BigInteger low = BigInteger.ZERO; // the interval is [low, low + width) / scale
        BigInteger width = BigInteger.ONE;
        BigInteger scale = BigInteger.ONE;
        for (int symbol : symbols) {
            requireCodable(symbol);
            low = low.multiply(total).add(width.multiply(BigInteger.valueOf(below[symbol])));
            width = width.multiply(BigInteger.valueOf(frequencies[symbol]));
            scale = scale.multiply(total);
        }
        int bits = Math.max(0, scale.bitLength() - width.bitLength() - 1);
        while (true) {
            BigInteger shifted = low.shiftLeft(bits);
            BigInteger first = shifted.add(scale).subtract(BigInteger.ONE).divide(scale);
            BigInteger end = first.add(BigInteger.ONE).multiply(scale);
            if (end.compareTo(shifted.add(width.shiftLeft(bits))) <= 0) {
                return PrefixCode.binary(first, bits);
            }
            bits++;
        }
    }

    /// The first `n` symbols of a text.
    ///
    /// @throws IllegalArgumentException if the text is not of `0` and `1`
    public int[] decode(String text, int n) {
        if (!text.matches("[01]*")) {
            throw new IllegalArgumentException("a text must be of 0 and 1, got \"" + text + '"');
        }
        BigInteger value = text.isEmpty() ? BigInteger.ZERO : new BigInteger(text, 2);
        BigInteger scale = BigInteger.ONE.shiftLeft(text.length());
        int[] symbols = new int[n];
        for (int i = 0; i < n; i++) {
            long place = value.multiply(total).divide(scale).longValueExact();
            int found = Arrays.binarySearch(below, place);
            int symbol = found >= 0 ? found : -found - 2;
            while (frequencies[symbol] == 0) {
                symbol++;
            }
            BigInteger start = BigInteger.valueOf(below[symbol]);
            value = value.multiply(total).subtract(start.multiply(scale));
            scale = scale.multiply(BigInteger.valueOf(frequencies[symbol]));
            symbols[i] = symbol;
        }
        return symbols;
    }

    private void requireCodable(int symbol) {
        if (symbol < 0 || symbol >= frequencies.length || frequencies[symbol] == 0) {
            throw new IllegalArgumentException(
                    "symbol %s has no frequency among %s"
                            .formatted(symbol, Arrays.toString(frequencies)));
        }
    }
}
