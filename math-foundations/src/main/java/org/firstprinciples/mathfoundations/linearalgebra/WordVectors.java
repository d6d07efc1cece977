package org.firstprinciples.mathfoundations.linearalgebra;

import java.util.List;

/// Words with a vector each, learned from their neighbors in a text.
///
/// @param words the words
/// @param table their vectors, one in each row, `(V,d)`
public record WordVectors(List<String> words, EmbeddingTable table) {

    /// Copies the list.
    ///
    /// @throws ShapeException if there is not a row for each word
    public WordVectors {
        words = List.copyOf(words);
        if (words.size() != table.rows().rows()) {
            throw new ShapeException(
                    "word vectors: %s words need as many rows, got (%s,%s)"
                            .formatted(words.size(), table.rows().rows(), table.rows().columns()));
        }
    }

    /// `d` numbers for each word, from the `d` largest singular values of the associations: row `i` is `(√σ₁·uᵢ₁, …, √σ_d·uᵢ_d)`.
    ///
    /// - source: Levy, Goldberg & Dagan 2015, *Improving distributional similarity with lessons learned from word embeddings*, §3.3
    ///
    /// @throws IllegalArgumentException if `d` is not between 0 and the number of words
    public static WordVectors of(Cooccurrences neighbors, int d) {
        int v = neighbors.words().size();
        if (d < 0 || d > v) {
            throw new IllegalArgumentException(
                    "between 0 and %s dimensions can be had, got %s".formatted(v, d));
        }
        Svd svd = Svd.of(neighbors.associations());
        double[] rows = new double[v * d];
        for (int i = 0; i < v; i++) {
            for (int k = 0; k < d; k++) {
                rows[i * d + k] = Math.sqrt(svd.values().get(k)) * svd.u().get(i, k);
            }
        }
        return new WordVectors(neighbors.words(), new EmbeddingTable(Matrix.of(v, d, rows)));
    }

    /// The vector of a word, `(d)`.
    ///
    /// @throws IllegalArgumentException if the word is not in the table
    public Vector of(String word) {
        int row = words.indexOf(word);
        if (row < 0) {
            throw new IllegalArgumentException(
                    "'%s' is none of the %s words".formatted(word, words.size()));
        }
        return Vector.of(table.lookup(row).toArray());
    }

    /// The `k` words nearest to a vector by angle, the nearest first.
    ///
    /// @throws ShapeException if the vector has another length than the rows
    /// @throws IllegalArgumentException if it has no direction, or `k` is not between 0 and the number of words
    public List<String> nearest(Vector x, int k) {
        return table.nearest(x, k).stream().map(words::get).toList();
    }
}
