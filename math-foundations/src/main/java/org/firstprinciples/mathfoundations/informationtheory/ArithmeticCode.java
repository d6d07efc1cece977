package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.curriculum.Exercise;

import java.math.BigInteger;
import java.util.Arrays;

/// An arithmetic code: a whole text is one number in `[0,1)`, and costs less than 2 bits more than its surprise.
///
/// Each symbol narrows an interval in proportion to its frequency, which may depend on the symbols before it. The text is
/// the shortest binary fraction all of whose continuations lie within. The arithmetic is exact, so a text of `n` symbols
/// takes time `n²`.
///
/// - source: Rissanen 1976, *Generalized Kraft inequality and arithmetic coding*; Cover & Thomas 2006, §13.3
public final class ArithmeticCode {

    /// A model that predicts the next symbol.
    @FunctionalInterface
    public interface Model {

        /// How often to expect each symbol after those `before`: the probabilities `fᵢ / Σf`.
        long[] frequencies(int... before);
    }

    private final Model model;

    private ArithmeticCode(Model model) {
        this.model = model;
    }

    /// The code of a model. Frequencies that are negative or all 0 are refused where they are used.
    public static ArithmeticCode of(Model model) {
        return new ArithmeticCode(model);
    }

    /// The code of the fixed probabilities `qᵢ = fᵢ / Σf`.
    ///
    /// @throws IllegalArgumentException if a frequency is negative or all are 0
    public static ArithmeticCode of(long... frequencies) {
        long[] fixed = frequencies.clone();
        Cut.of(fixed);
        return new ArithmeticCode(before -> fixed);
    }

    /// The text as a string of `0` and `1`, less than `Σ −log₂ q + 2` of them.
    ///
    /// @throws IllegalArgumentException if a symbol has frequency 0 or does not exist
    @Exercise(id = "IT-E5", stars = 4, minutes = 90, claims = "IT-40")
    public String encode(int... symbols) {
        BigInteger low = BigInteger.ZERO; // the interval is [low, low + width) / scale
        BigInteger width = BigInteger.ONE;
        BigInteger scale = BigInteger.ONE;
        for (int t = 0; t < symbols.length; t++) {
            Cut cut = cut(symbols, t);
            low = low.multiply(cut.total()).add(width.multiply(cut.start(symbols[t])));
            width = width.multiply(cut.frequency(symbols[t]));
            scale = scale.multiply(cut.total());
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
        for (int t = 0; t < n; t++) {
            Cut cut = cut(symbols, t);
            int symbol = cut.symbol(value.multiply(cut.total()).divide(scale));
            value = value.multiply(cut.total()).subtract(cut.start(symbol).multiply(scale));
            scale = scale.multiply(cut.frequency(symbol));
            symbols[t] = symbol;
        }
        return symbols;
    }

    private Cut cut(int[] symbols, int t) {
        return Cut.of(model.frequencies(Arrays.copyOf(symbols, t)));
    }

    /// How an interval of length `Σf` is cut: one piece of length `fᵢ` for each symbol, from left to right.
    private record Cut(long[] frequencies, long[] starts) {

        static Cut of(long... frequencies) {
            long[] starts = new long[frequencies.length + 1];
            for (int i = 0; i < frequencies.length; i++) {
                if (frequencies[i] < 0) {
                    throw new IllegalArgumentException(
                            "frequencies must be 0 or more, got " + frequencies[i]);
                }
                starts[i + 1] = Math.addExact(starts[i], frequencies[i]);
            }
            if (starts[frequencies.length] == 0) {
                throw new IllegalArgumentException(
                        "all frequencies are 0, at least one must not be");
            }
            return new Cut(frequencies, starts);
        }

        BigInteger total() {
            return BigInteger.valueOf(starts[frequencies.length]);
        }

        /// Where the piece of a symbol begins.
        BigInteger start(int symbol) {
            requireCodable(symbol);
            return BigInteger.valueOf(starts[symbol]);
        }

        BigInteger frequency(int symbol) {
            requireCodable(symbol);
            return BigInteger.valueOf(frequencies[symbol]);
        }

        /// The symbol in whose piece this place lies.
        int symbol(BigInteger place) {
            int found = Arrays.binarySearch(starts, place.longValueExact());
            int symbol = found >= 0 ? found : -found - 2;
            while (frequencies[symbol] == 0) {
                symbol++;
            }
            return symbol;
        }

        private void requireCodable(int symbol) {
            if (symbol < 0 || symbol >= frequencies.length || frequencies[symbol] == 0) {
                throw new IllegalArgumentException(
                        "symbol %s has no frequency among %s"
                                .formatted(symbol, Arrays.toString(frequencies)));
            }
        }
    }
}
