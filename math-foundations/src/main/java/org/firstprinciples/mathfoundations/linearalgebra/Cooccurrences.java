package org.firstprinciples.mathfoundations.linearalgebra;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How often words of a text stand near each other, `N (V,V)`: `nᵢⱼ` counts the places where word `j` is at most `window` words
/// away from word `i`. The matrix is symmetric.
///
/// @param words the vocabulary, the most frequent word first, of equally frequent ones the first by letters
/// @param counts `N (V,V)`
public record Cooccurrences(List<String> words, Matrix counts) {

    /// Copies the list.
    public Cooccurrences {
        words = List.copyOf(words);
    }

    /// Counts the neighbors in a text, given as its words in order, among those that occur at least `leastCount` times.
    ///
    /// @throws IllegalArgumentException if `leastCount` or `window` is below 1
    public static Cooccurrences of(List<String> text, int leastCount, int window) {
        if (leastCount < 1 || window < 1) {
            throw new IllegalArgumentException(
                    "a least count and a window of at least 1 are needed, got %s and %s"
                            .formatted(leastCount, window));
        }
        List<String> words = vocabulary(text, leastCount);
        Map<String, Integer> rows = new HashMap<>();
        for (String word : words) {
            rows.put(word, rows.size());
        }
        int v = words.size();
        double[] counts = new double[v * v];
        for (int t = 0; t < text.size(); t++) {
            for (int s = Math.max(0, t - window); s < t; s++) {
                int i = rows.getOrDefault(text.get(t), v);
                int j = rows.getOrDefault(text.get(s), v);
                if (i < v && j < v) {
                    counts[i * v + j]++;
                    counts[j * v + i]++;
                }
            }
        }
        return new Cooccurrences(words, Matrix.of(v, v, counts));
    }

    private static List<String> vocabulary(List<String> text, int leastCount) {
        Map<String, Integer> frequency = new HashMap<>();
        for (String word : text) {
            frequency.merge(word, 1, Integer::sum);
        }
        return frequency.keySet().stream()
                .filter(word -> frequency.getOrDefault(word, 0) >= leastCount)
                .sorted(
                        Comparator.comparingInt((String word) -> -frequency.getOrDefault(word, 0))
                                .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /// How much more often than by chance two words are neighbors: `max(0, ln(nᵢⱼ·n / (nᵢ·nⱼ)))`, where `nᵢ` is the sum of row
    /// `i` and `n` that of all; 0 where the words never meet. The field calls it the positive pointwise mutual information.
    ///
    /// - source: Levy & Goldberg 2014, *Neural word embedding as implicit matrix factorization*, §5.1
    public Matrix associations() {
        int v = words.size();
        Vector sums = counts.times(Vector.of(ones(v)));
        double all = sums.dot(Vector.of(ones(v)));
        double[] associations = new double[v * v];
        for (int i = 0; i < v; i++) {
            for (int j = 0; j < v; j++) {
                double expected = sums.get(i) * sums.get(j) / all;
                double ratio = counts.get(i, j) == 0 ? 0 : counts.get(i, j) / expected;
                associations[i * v + j] = ratio > 1 ? StrictMath.log(ratio) : 0;
            }
        }
        return Matrix.of(v, v, associations);
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
