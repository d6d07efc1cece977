package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.Entropy;

/// Shannon's estimate of `F₃`, the entropy of a letter after two known ones, from a table of trigrams that was counted
/// inside of words.
///
/// Trigrams that bridge two words are put in as if the end of one word told nothing about the beginning of the next:
/// `p(i,j,k) = 2.5/4.5 p′(i,j,k) + 1/4.5 r(i)p(j,k) + 1/4.5 p(i,j)s(k)`, with the frequencies `p′` of trigrams inside of words, `r` of last
/// and `s` of first letters of words, and `p` of bigrams of the text without spaces.
///
/// - source: Shannon 1951, *Prediction and entropy of printed English*, §2
public final class WordTrigrams {

    private static final int LETTERS = 26;

    private WordTrigrams() {}

    /// The estimate in nats, for a text of the letters `a` to `z` and single spaces.
    ///
    /// @throws IllegalArgumentException if there is another character, or no word of three letters
    public static double conditional(String text) {
        String[] words = text.split(" ", -1);
        for (String word : words) {
            if (!word.matches("[a-z]+")) {
                throw new IllegalArgumentException(
                        "words of a to z with single spaces between are needed, got \"%s\""
                                .formatted(word));
            }
        }
        String letters = text.replace(" ", "");
        double[] bigrams = new double[LETTERS * LETTERS];
        for (int i = 1; i < letters.length(); i++) {
            bigrams[index(letters, i - 1) * LETTERS + index(letters, i)]++;
        }
        double[] inside = new double[LETTERS * LETTERS * LETTERS];
        double[] last = new double[LETTERS];
        double[] first = new double[LETTERS];
        for (String word : words) {
            first[index(word, 0)]++;
            last[index(word, word.length() - 1)]++;
            for (int i = 2; i < word.length(); i++) {
                inside[
                        (index(word, i - 2) * LETTERS + index(word, i - 1)) * LETTERS
                                + index(word, i)]++;
            }
        }
        for (double[] counts : new double[][] {bigrams, inside, last, first}) {
            normalize(counts);
        }
        double[] trigrams = new double[inside.length];
        for (int t = 0; t < trigrams.length; t++) {
            int i = t / (LETTERS * LETTERS);
            int k = t % LETTERS;
            double endsAWord = last[i] * bigrams[t % (LETTERS * LETTERS)];
            double beginsAWord = bigrams[t / LETTERS] * first[k];
            trigrams[t] = (2.5 * inside[t] + endsAWord + beginsAWord) / 4.5;
        }
        return Entropy.of(trigrams) - Entropy.of(bigrams);
    }

    private static int index(String word, int at) {
        return word.charAt(at) - 'a';
    }

    private static void normalize(double... counts) {
        double total = 0;
        for (double count : counts) {
            total += count;
        }
        if (total == 0) {
            throw new IllegalArgumentException("the text must have a word of three letters");
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] /= total;
        }
    }
}
