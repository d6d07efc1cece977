package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Shannon's table of 1951 on *Hamlet*, *Macbeth* and *Romeo and Juliet*.
class PrintedEnglishTest {

    private static final Pattern LINE = Pattern.compile("<LINE>(.*?)</LINE>", Pattern.DOTALL);
    private static final double LN_2 = Math.log(2);

    /// What is spoken, in lower case, 26 letters and single spaces.
    static String withSpaces() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String play : new String[] {"hamlet", "macbeth", "r_and_j"}) {
            String path = "/org/exist/samples/shakespeare/" + play + ".xml";
            try (InputStream in =
                    Objects.requireNonNull(PrintedEnglishTest.class.getResourceAsStream(path))) {
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append(' ');
            }
        }
        return LINE.matcher(text)
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.joining(" "))
                .replaceAll("(?s)<STAGEDIR>.*?</STAGEDIR>", " ")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("&#?\\w+;", " ")
                .replace("'", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", " ")
                .strip();
    }

    private static double[] bits(String text) {
        double[] f = new double[3];
        Arrays.setAll(f, i -> NGramEntropy.conditional(text, i + 1) / LN_2);
        return f;
    }

    private static double huffman(String text) {
        long[] counts = new long[27];
        text.chars().forEach(c -> counts[c == ' ' ? 26 : c - 'a']++);
        long[] used = Arrays.stream(counts).filter(c -> c > 0).toArray();
        int[] lengths = Huffman.lengths(used);
        double bits = 0;
        for (int i = 0; i < used.length; i++) {
            bits += (double) used[i] * lengths[i];
        }
        return bits / text.length();
    }

    @Test
    void theEntropyOfALetterIsThatOfShannonsTable() throws IOException {
        String withSpaces = withSpaces();
        String letters = withSpaces.replace(" ", "");
        double[] of26 = bits(letters);
        double[] of27 = bits(withSpaces);
        double[] shannon26 = {4.14, 3.56};
        double[] shannon27 = {4.03, 3.32};
        for (int n = 0; n < 2; n++) {
            assertThat(of26[n]).isCloseTo(shannon26[n], within(0.07));
            assertThat(of27[n]).isCloseTo(shannon27[n], within(0.07));
        }
        assertThat(letters).hasSize(284_167);
        assertThat(withSpaces).hasSize(354_498);
        assertThat(of26).containsExactly(new double[] {4.176, 3.627, 3.166}, within(5e-4));
        assertThat(of27).containsExactly(new double[] {4.066, 3.296, 2.640}, within(5e-4));
        assertThat(huffman(letters)).isCloseTo(4.205, within(5e-4));
        assertThat(huffman(withSpaces)).isCloseTo(4.108, within(5e-4));
    }
}
