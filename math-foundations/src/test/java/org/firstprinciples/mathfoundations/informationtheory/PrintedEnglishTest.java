package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.probability.Entropy;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Shannon's table of 1951 on *Hamlet*, *Macbeth* and *Romeo and Juliet*.
class PrintedEnglishTest {

    private static final Pattern LINE = Pattern.compile("<LINE>(.*?)</LINE>", Pattern.DOTALL);
    private static final double LN_2 = Math.log(2);

    /// What is spoken, in lower case, 26 letters and single spaces.
    static String withSpaces() throws IOException {
        return letters(lines().stream());
    }

    /// The lines that are spoken, in their markup.
    private static List<String> lines() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String play : new String[] {"hamlet", "macbeth", "r_and_j"}) {
            String path = "/org/exist/samples/shakespeare/" + play + ".xml";
            try (InputStream in =
                    Objects.requireNonNull(PrintedEnglishTest.class.getResourceAsStream(path))) {
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append(' ');
            }
        }
        return LINE.matcher(text).results().map(line -> line.group(1)).toList();
    }

    private static String letters(Stream<String> lines) {
        return lines.collect(Collectors.joining(" "))
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

    /// Half of the lines, at random: the bias of the whole is about what the half is below it.
    @Test
    void theBiasExplainsLittle() throws IOException {
        List<String> lines = new ArrayList<>(lines());
        double[] whole = {3.166, 2.640};
        double[] below = {0.016, 0.007};
        double[] mean = new double[2];
        for (int seed = 0; seed < 4; seed++) {
            Collections.shuffle(lines, new Random(seed));
            String half = letters(lines.stream().limit(lines.size() / 2));
            mean[0] += (whole[0] - f3(half.replace(" ", ""))) / 4;
            mean[1] += (whole[1] - f3(half)) / 4;
        }
        assertThat(mean).containsExactly(below, within(2e-3));
        double[] added = {0.014, 0.008};
        String[] texts = {withSpaces().replace(" ", ""), withSpaces()};
        for (int i = 0; i < 2; i++) {
            long more = blocks(texts[i], 3) - blocks(texts[i], 2); // k₃ − 1 − (k₂ − 1)
            assertThat(more / (2 * LN_2 * texts[i].length())).isCloseTo(added[i], within(5e-4));
        }
    }

    private static double f3(String text) {
        return NGramEntropy.conditional(text, 3) / LN_2;
    }

    private static long blocks(String text, int n) {
        return IntStream.rangeClosed(0, text.length() - n)
                .mapToObj(i -> text.substring(i, i + n))
                .distinct()
                .count();
    }

    @Test
    void shannonsFormulaOverestimates() throws IOException {
        String text = withSpaces();
        double share = WordTrigrams.inside(text);
        assertThat(WordTrigrams.conditional(text) / LN_2).isCloseTo(3.483, within(5e-4));
        assertThat(share).isCloseTo(0.516, within(5e-4));
        assertThat(WordTrigrams.conditional(text, share) / LN_2).isCloseTo(3.577, within(5e-4));
        assertThat(284_167 / (double) text.split(" ", -1).length).isCloseTo(4.04, within(5e-3));
        assertThat(3.577 - 3.166).isCloseTo(0.41, within(5e-3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordTrigrams.conditional("the", 2))
                .withMessage("the share must be in [0,1], got 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordTrigrams.inside("a b"))
                .withMessage("the text must have three letters, got \"a b\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordTrigrams.conditional("To be"))
                .withMessage("words of a to z with single spaces between are needed, got \"To\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordTrigrams.conditional("to be"))
                .withMessage("the text must have a word of three letters");
    }

    /// One word again and again: inside of it every letter follows, and across two words nothing is known but frequencies.
    @Test
    void shannonsFormulaByHand() {
        double inside = 2.5 / 4.5; // the; bigrams th, he in half of the cases, et in between
        String text = "the the the the";
        assertThat(WordTrigrams.inside(text)).isEqualTo(4 / 10.0); // 12 letters, 10 trigrams
        assertThat(WordTrigrams.inside("i am a man")).isEqualTo(1 / 5.0); // iam ama mam ama man
        assertThat(WordTrigrams.inside("to i am")).isZero(); // toi oia iam
        double[] bigrams = {4 / 11.0, 4 / 11.0, 3 / 11.0}; // th he et
        double h2 = Entropy.of(bigrams);
        double[] trigrams = {
            inside,
            bigrams[0] / 4.5,
            bigrams[1] / 4.5,
            bigrams[2] / 4.5, // the; e|th e|he e|et
            bigrams[0] / 4.5,
            bigrams[1] / 4.5,
            bigrams[2] / 4.5 // th|t he|t et|t
        };
        assertThat(WordTrigrams.conditional(text))
                .isCloseTo(Entropy.of(trigrams) - h2, within(1e-14));
    }

    /// What two neighboring characters have in common.
    @Test
    void neighborsShareInformation() throws IOException {
        double[] of27 = bits(withSpaces());
        assertThat(of27[0] - of27[1]).isCloseTo(0.770, within(5e-4));
    }

    /// A loss of the run of notebook 09 that is on record, by its name, in nats.
    static double ofNotebook09(String figure) throws IOException {
        return Files.readAllLines(Path.of("data", "notebook-09.csv")).stream()
                .map(row -> row.split(",", -1))
                .filter(row -> row[0].equals(figure))
                .mapToDouble(row -> Double.parseDouble(row[1]))
                .findFirst()
                .orElseThrow();
    }

    /// What the document says of that run, in nats, bits, choices and kilobytes.
    @Test
    void theRunOfNotebook09() throws IOException {
        assertThat(ofNotebook09("start")).isCloseTo(4.261, within(5e-4));
        assertThat(ofNotebook09("training")).isCloseTo(1.762, within(5e-4));
        String[] models = {"unigram", "bigram", "trigram", "five-gram", "validation"};
        double[] nats = {3.296, 2.487, 1.962, 1.567, 1.807};
        double[] bits = {4.755, 3.587, 2.831, 2.260, 2.607};
        double[] choices = {27.0, 12.0, 7.1, 4.8, 6.1};
        for (int i = 0; i < models.length; i++) {
            double loss = ofNotebook09(models[i]);
            assertThat(loss).isCloseTo(nats[i], within(5e-4));
            assertThat(loss / LN_2).isCloseTo(bits[i], within(6e-4));
            assertThat(Math.exp(loss)).isCloseTo(choices[i], within(0.06));
        }
        assertThat(Math.log(69)).isCloseTo(4.234, within(5e-4));
        assertThat(Math.log(69) / LN_2).isCloseTo(6.109, within(5e-4));
        double gpt = ofNotebook09("validation") / LN_2;
        assertThat(41_944 * gpt / 8 / 1000).isCloseTo(13.7, within(0.05));
        assertThat(gpt - ofNotebook09("five-gram") / LN_2).isCloseTo(0.35, within(5e-3));
        assertThat(Math.pow(2, 5.5 * 2.607)).isCloseTo(20_700, within(50.0));
        assertThat(2.5 * LN_2).isCloseTo(1.733, within(5e-4)); // 2.5 of what?
        assertThat(2.5 / 5.5).isCloseTo(0.455, within(5e-4));
    }

    /// The toy text of the document, and that of its exercise.
    @Test
    void banana() {
        assertThat(NGramEntropy.conditional("banana", 1) / LN_2).isCloseTo(1.459, within(5e-4));
        assertThat(NGramEntropy.ofBlocks("banana", 2) / LN_2).isCloseTo(1.522, within(5e-4));
        assertThat(NGramEntropy.conditional("banana", 2) / LN_2).isCloseTo(0.063, within(5e-4));
        assertThat(NGramEntropy.conditional("ab", 2) / LN_2).isEqualTo(-1);
        assertThat(NGramEntropy.conditional("abababba", 1) / LN_2).isCloseTo(1, within(1e-15));
        assertThat(NGramEntropy.ofBlocks("abababba", 2) / LN_2).isCloseTo(1.449, within(5e-4));
        assertThat(NGramEntropy.conditional("abababba", 2) / LN_2).isCloseTo(0.449, within(5e-4));
    }
}
