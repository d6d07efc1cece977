package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.Entropy;

/// Shannon's estimate of `F₃`, the entropy of a letter after two known ones, from a table of trigrams that was counted
/// inside words.
///
/// Trigrams that bridge two words are put in as if the end of one word told nothing about the beginning of the next:
/// `p(i,j,k) = 2.5/4.5 p′(i,j,k) + 1/4.5 r(i)p(j,k) + 1/4.5 p(i,j)s(k)`, with the frequencies `p′` of trigrams inside words, `r` of last
/// and `s` of first letters of words, and `p` of bigrams of the text without spaces.
///
/// - source: Shannon 1951, *Prediction and entropy of printed English*, §2
public final class WordTrigrams {

    private static final int LETTERS = 26;

    private WordTrigrams() {}

    /// The estimate in nats with Shannon's share `2.5/4.5` of trigrams inside words of 4.5 letters on average, for a text
    /// of the letters `a` to `z` and single spaces.
    ///
    /// @throws IllegalArgumentException if there is another character, or no word of three letters
    public static double conditional(String text) {
        return conditional(text, 2.5 / 4.5);
    }

    /// The share of the trigrams of the text without spaces that lie inside a word.
    ///
    /// @throws IllegalArgumentException if there are less than three letters
    public static double inside(String text) {
        int all = text.replace(" ", "").length() - 2;
        if (all < 1) {
            throw new IllegalArgumentException(
                    "the text must have three letters, got \"%s\"".formatted(text));
        }
        int within = 0;
        for (String word : text.split(" ", -1)) {
            within += Math.max(0, word.length() - 2);
        }
        return (double) within / all;
    }

    /// The estimate in nats with this share of trigrams inside words, and half of the others bridging in each of the two
    /// ways.
    ///
    /// @throws IllegalArgumentException if there is another character, no word of three letters, or the share is not in
    ///     `[0,1]`
    public static double conditional(String text, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share must be in [0,1], got " + share);
        }
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
            trigrams[t] = share * inside[t] + (1 - share) / 2 * (endsAWord + beginsAWord);
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
