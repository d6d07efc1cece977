package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.probability.Probabilities;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A binary code in which no codeword begins another one, so that a text of codewords needs no separators.
///
/// @param codewords one string of `0` and `1` for each symbol
public record PrefixCode(List<String> codewords) {

    /// Checks that no codeword begins another one.
    ///
    /// @throws IllegalArgumentException if one does, or one is not of `0` and `1`
    public PrefixCode {
        codewords = List.copyOf(codewords);
        List<String> sorted = codewords.stream().sorted().toList(); // a prefix stands just before
        for (int i = 0; i < sorted.size(); i++) {
            if (!sorted.get(i).matches("[01]*")) {
                throw new IllegalArgumentException(
                        "a codeword must be of 0 and 1, got \"%s\"".formatted(sorted.get(i)));
            }
            if (i > 0 && sorted.get(i).startsWith(sorted.get(i - 1))) {
                throw new IllegalArgumentException(
                        "codeword \"%s\" begins codeword \"%s\""
                                .formatted(sorted.get(i - 1), sorted.get(i)));
            }
        }
    }

    /// The code with these lengths whose codewords, shortest first, are consecutive binary numbers.
    ///
    /// @throws IllegalArgumentException if no prefix code has these lengths
    public static PrefixCode canonical(int... lengths) {
        if (KraftSum.of(lengths).compareToOne() > 0) {
            throw new IllegalArgumentException(
                    "no prefix code has these lengths, their Kraft sum is more than 1");
        }
        List<Integer> order =
                IntStream.range(0, lengths.length)
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> lengths[i]))
                        .toList();
        String[] codewords = new String[lengths.length];
        BigInteger next = BigInteger.ZERO;
        int length = 0;
        for (int symbol : order) {
            next = next.shiftLeft(lengths[symbol] - length);
            length = lengths[symbol];
            codewords[symbol] = binary(next, length);
            next = next.add(BigInteger.ONE);
        }
        return new PrefixCode(List.of(codewords));
    }

    static String binary(BigInteger number, int length) {
        String digits = number.signum() == 0 ? "" : number.toString(2);
        return "0".repeat(length - digits.length()) + digits;
    }

    /// The lengths of the codewords.
    public int[] lengths() {
        return codewords.stream().mapToInt(String::length).toArray();
    }

    /// The mean length `Σ pᵢlᵢ` of a codeword, in bits, if symbols come with probabilities `p`.
    ///
    /// @throws IllegalArgumentException if `p` is not a distribution over the symbols
    public double meanLength(double... p) {
        Probabilities.require("p", p);
        if (p.length != codewords.size()) {
            throw new IllegalArgumentException(
                    "p must be over the %s symbols of the code, got %s probabilities"
                            .formatted(codewords.size(), p.length));
        }
        return IntStream.range(0, p.length)
                .mapToDouble(i -> p[i] * codewords.get(i).length())
                .sum();
    }

    /// The text of these symbols in `0` and `1`.
    ///
    /// @throws IndexOutOfBoundsException if there is no such symbol
    public String encode(int... symbols) {
        return IntStream.of(symbols).mapToObj(codewords::get).collect(Collectors.joining());
    }

    /// The symbols of a text, read from left to right. (A single symbol with the empty codeword leaves no trace in it: none are found.)
    ///
    /// @throws IllegalArgumentException if the text does not end with a codeword
    @Exercise(id = "IT-E7", stars = 2, minutes = 25, claims = "IT-18")
    public int[] decode(String text) {
        Map<String, Integer> symbols = new HashMap<>();
        for (int symbol = 0; symbol < codewords.size(); symbol++) {
            symbols.put(codewords.get(symbol), symbol);
        }
        List<Integer> decoded = new ArrayList<>();
        int begin = 0;
        for (int end = 1; end <= text.length(); end++) {
            Integer symbol = symbols.get(text.substring(begin, end));
            if (symbol != null) {
                decoded.add(symbol);
                begin = end;
            }
        }
        if (begin < text.length()) {
            throw new IllegalArgumentException(
                    "the text ends within a codeword, after \"%s\""
                            .formatted(text.substring(begin)));
        }
        return decoded.stream().mapToInt(Integer::intValue).toArray();
    }
}
