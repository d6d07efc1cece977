package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Words of *Hamlet*, *Macbeth* and *Romeo and Juliet*, and the numbers that the document prints about them.
class WordVectorsTest {

    private static final Pattern LINE = Pattern.compile("<LINE>(.*?)</LINE>", Pattern.DOTALL);

    /// What is spoken, as words of small letters in order.
    static List<String> plays() {
        StringBuilder text = new StringBuilder();
        for (String play : List.of("hamlet", "macbeth", "r_and_j")) {
            String path = "/org/exist/samples/shakespeare/" + play + ".xml";
            try (InputStream in =
                    Objects.requireNonNull(WordVectorsTest.class.getResourceAsStream(path))) {
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append(' ');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.of(
                LINE.matcher(text)
                        .results()
                        .map(line -> line.group(1))
                        .collect(Collectors.joining(" "))
                        .replaceAll("(?s)<STAGEDIR>.*?</STAGEDIR>", " ")
                        .replaceAll("<[^>]+>", " ")
                        .replaceAll("&#?\\w+;", " ")
                        .replace("'", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z]+", " ")
                        .strip()
                        .split(" "));
    }

    /// Made once for all tests: neighbors at most 10 words away, words that occur 20 times, 30 numbers each.
    static final class Shakespeare {
        static final List<String> TEXT = plays();
        static final Cooccurrences NEIGHBORS = Cooccurrences.of(TEXT, 20, 10);
        static final WordVectors WORDS = WordVectors.of(NEIGHBORS, 30);

        private Shakespeare() {}
    }

    private static double cosine(String x, String y) {
        return Angle.cosine(Shakespeare.WORDS.of(x), Shakespeare.WORDS.of(y));
    }

    private static double count(String x, String y) {
        List<String> words = Shakespeare.NEIGHBORS.words();
        return Shakespeare.NEIGHBORS.counts().get(words.indexOf(x), words.indexOf(y));
    }

    /// A text small enough to count by hand.
    @Test
    void neighborsByHand() {
        List<String> text = List.of("a", "b", "a", "c", "b", "b");
        Cooccurrences pairs = Cooccurrences.of(text, 1, 1); // ab ba ac cb bb
        assertThat(pairs.words()).containsExactly("b", "a", "c");
        assertThat(pairs.counts()).isEqualTo(Matrix.of(3, 3, 2, 2, 1, 2, 0, 1, 1, 1, 0));
        Cooccurrences wide =
                Cooccurrences.of(text, 2, 2); // of a and b alone, c still takes a place
        assertThat(wide.words()).containsExactly("b", "a");
        assertThat(wide.counts()).isEqualTo(Matrix.of(2, 2, 2, 3, 3, 2));
        Matrix associations = pairs.associations(); // of 10 pairs, 5, 3 and 2 in the rows
        double[] expected = {
            0,
            Math.log(2 / 1.5),
            0,
            Math.log(2 / 1.5),
            0,
            Math.log(1 / 0.6),
            0,
            Math.log(1 / 0.6),
            0
        };
        assertThat(associations.toArray()).containsExactly(expected, within(1e-15));
        assertThat(Cooccurrences.of(List.of(), 1, 1).associations()).isEqualTo(Matrix.zeros(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cooccurrences.of(text, 0, 1))
                .withMessage("a least count and a window of at least 1 are needed, got 0 and 1");
    }

    /// With all dimensions the vectors hold the associations: their dot products are those of the positive part.
    @Test
    void allDimensionsKeepTheAssociations() {
        Cooccurrences pairs = Cooccurrences.of(List.of("a", "b", "a", "c", "b", "b"), 1, 1);
        Matrix all = WordVectors.of(pairs, 3).table().rows();
        Matrix associations = pairs.associations();
        // S = VΛVᵀ and UΣUᵀ = V|Λ|Vᵀ: squares agree
        Matrix gram = all.times(all.transpose());
        Matrix difference = gram.times(gram).plus(associations.times(associations).times(-1));
        assertThat(Norms.frobenius(difference)).isLessThan(1e-14);
        WordVectors two = WordVectors.of(pairs, 2);
        assertThat(two.of("c").size()).isEqualTo(2);
        assertThat(two.nearest(two.of("a"), 1)).containsExactly("a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.of("d"))
                .withMessage("'d' is none of the 3 words");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordVectors.of(pairs, 4))
                .withMessage("between 0 and 3 dimensions can be had, got 4");
        assertThatThrownBy(
                        () -> new WordVectors(List.of("a"), new EmbeddingTable(Matrix.zeros(2, 1))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("word vectors: 1 words need as many rows, got (2,1)");
    }

    @Test
    void theCompanyOfTwoWords() {
        WordVectors words = WordVectors.of(Cooccurrences.of(plays(), 20, 10), 30);
        assertThat(words.nearest(words.of("night"), 4))
                .containsExactly("night", "good", "day", "time");
        assertThat(words.nearest(words.of("queen"), 3)).containsExactly("queen", "mother", "king");
    }

    @Test
    void wordsOfThePlays() {
        assertThat(Shakespeare.TEXT).hasSize(70_332);
        assertThat(Shakespeare.WORDS.words()).hasSize(417);
        assertThat(new double[] {count("sir", "you"), count("sir", "thou")})
                .containsExactly(138, 20);
        assertThat(new double[] {count("thee", "you"), count("thee", "thou")})
                .containsExactly(17, 105);
        assertThat(count("king", "queen")).isEqualTo(6);
        String[][] pairs = {
            {"king", "queen"}, {"father", "mother"}, {"queen", "mother"}, {"night", "day"},
            {"thou", "thee"}, {"king", "night"}, {"father", "night"}, {"thou", "you"}
        };
        double[] cosines = {0.536, 0.686, 0.670, 0.620, 0.701, 0.142, -0.060, -0.136};
        for (int i = 0; i < pairs.length; i++) {
            assertThat(cosine(pairs[i][0], pairs[i][1])).isCloseTo(cosines[i], within(5e-4));
        }
        assertThat(nearest(Shakespeare.WORDS.of("thou"), 5))
                .containsExactly("thou", "dost", "art", "thy", "hast");
        assertThat(nearest(Shakespeare.WORDS.of("father"), 3))
                .containsExactly("father", "my", "mother");
    }

    /// The entry of *king* and *queen* by hand, and what chance expects of four other pairs.
    @Test
    void kingAndQueenComparedWithChance() {
        Cooccurrences neighbors = Shakespeare.NEIGHBORS;
        double all = 0;
        for (double count : neighbors.counts().toArray()) {
            all += count;
        }
        assertThat(all).isEqualTo(753_688);
        assertThat(rowSum("king")).isEqualTo(1505);
        assertThat(rowSum("queen")).isEqualTo(463);
        double expected = 1505 * 463.0 / all;
        assertThat(expected).isCloseTo(0.9245, within(5e-5));
        assertThat(6 / 0.9245).isCloseTo(6.49, within(5e-3)); // as the reader divides
        assertThat(6 / expected).isCloseTo(6.49, within(5e-3));
        Matrix associations = neighbors.associations();
        int king = neighbors.words().indexOf("king");
        assertThat(associations.get(king, neighbors.words().indexOf("queen")))
                .isCloseTo(1.87, within(5e-3))
                .isCloseTo(Math.log(6 / expected), within(1e-12));
        int sir = neighbors.words().indexOf("sir");
        assertThat(associations.get(sir, neighbors.words().indexOf("thou"))).isZero();
        assertThat(associations.get(sir, neighbors.words().indexOf("you")))
                .isCloseTo(0.94, within(5e-3));
        int thee = neighbors.words().indexOf("thee");
        assertThat(associations.get(thee, neighbors.words().indexOf("you"))).isZero();
        assertThat(Math.log(100)).isCloseTo(4.6, within(0.01));
        double[] chance = {
            rowSum("sir") * rowSum("you") / all, rowSum("sir") * rowSum("thou") / all,
            rowSum("thee") * rowSum("you") / all, rowSum("thee") * rowSum("thou") / all
        };
        Svd svd = Svd.of(associations);
        for (int i = 0; i < 30; i++) { // the 30 largest belong to positive eigenvalues
            assertThat(svd.u().column(i).dot(svd.v().column(i))).isCloseTo(1, within(1e-9));
        }
        Matrix rows = Shakespeare.WORDS.table().rows();
        Matrix summary = LowRank.truncate(svd, 30);
        Matrix missed = rows.times(rows.transpose()).plus(summary.times(-1));
        assertThat(Norms.frobenius(missed)).isLessThan(1e-9 * Norms.frobenius(summary));
        assertThat(chance).containsExactly(new double[] {53.7, 23.2, 84.3, 36.5}, within(0.05));
    }

    /// The picture of nine words: each is nearest to one of its own kind, and most pairs of two kinds are nearly at right angles.
    @Test
    void nineWordsOfThreeKinds() {
        List<List<String>> kinds =
                List.of(
                        List.of("king", "queen", "father", "mother"),
                        List.of("night", "day"),
                        List.of("thou", "thee", "thy"));
        int pairs = 0;
        int nearlyPerpendicular = 0;
        for (List<String> kind : kinds) {
            for (String word : kind) {
                double own = -1;
                double other = -1;
                for (List<String> second : kinds) {
                    for (String neighbor : second) {
                        double cosine = cosine(word, neighbor);
                        if (!second.equals(kind)) {
                            other = Math.max(other, cosine);
                            pairs++;
                            nearlyPerpendicular += Math.abs(cosine) < 0.2 ? 1 : 0;
                        } else if (!neighbor.equals(word)) {
                            own = Math.max(own, cosine);
                        }
                    }
                }
                assertThat(own).isGreaterThan(other);
            }
        }
        assertThat(new int[] {nearlyPerpendicular / 2, pairs / 2}).containsExactly(21, 26);
    }

    /// The exercise that counts only the next neighbors.
    @Test
    void nextNeighborsShowGrammar() {
        WordVectors words = WordVectors.of(Cooccurrences.of(Shakespeare.TEXT, 20, 1), 30);
        assertThat(words.nearest(words.of("my"), 5))
                .containsExactly("my", "thy", "your", "his", "her");
        assertThat(words.nearest(words.of("is"), 2)).containsExactly("is", "was");
        assertThat(Angle.cosine(words.of("thou"), words.of("you"))).isCloseTo(0.33, within(5e-3));
        assertThat(nearest(Shakespeare.WORDS.of("my"), 5))
                .containsExactly("my", "father", "lord", "what", "mother");
        assertThat(cosine("queen", "mother")).isGreaterThan(cosine("queen", "night"));
    }

    private static double rowSum(String word) {
        Cooccurrences neighbors = Shakespeare.NEIGHBORS;
        double sum = 0;
        for (int j = 0; j < neighbors.words().size(); j++) {
            sum += neighbors.counts().get(neighbors.words().indexOf(word), j);
        }
        return sum;
    }

    private static List<String> nearest(Vector x, int k) {
        return Shakespeare.WORDS.nearest(x, k);
    }

    private static Vector analogy(String a, String b, String c) {
        WordVectors words = Shakespeare.WORDS;
        return words.of(a).minus(words.of(b)).plus(words.of(c));
    }

    @Test
    void analogiesFindTheirOwnIngredientsFirst() {
        Vector woman = analogy("king", "man", "woman");
        assertThat(nearest(woman, 3)).containsExactly("woman", "king", "fear");
        assertThat(Angle.cosine(woman, Shakespeare.WORDS.of("woman")))
                .isCloseTo(0.719, within(5e-4));
        assertThat(Angle.cosine(woman, Shakespeare.WORDS.of("king")))
                .isCloseTo(0.650, within(5e-4));
        Vector queen = analogy("king", "father", "mother");
        assertThat(nearest(queen, 3)).containsExactly("king", "mother", "queen");
        double[] cosines = {0.802, 0.720, 0.632};
        for (int i = 0; i < 3; i++) {
            assertThat(Angle.cosine(queen, Shakespeare.WORDS.of(nearest(queen, 3).get(i))))
                    .isCloseTo(cosines[i], within(5e-4));
        }
        assertThat(nearest(woman, 417).indexOf("queen") + 1).isEqualTo(92);
        assertThat(Angle.cosine(woman, Shakespeare.WORDS.of("queen")))
                .isCloseTo(0.233, within(5e-4));
    }
}
