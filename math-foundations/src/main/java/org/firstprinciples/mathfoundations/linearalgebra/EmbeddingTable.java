package org.firstprinciples.mathfoundations.linearalgebra;

import org.firstprinciples.curriculum.Exercise;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// One vector for each word of a vocabulary, in the rows of `E (V,d)`.
///
/// @param rows `E`
public record EmbeddingTable(Matrix rows) {

    /// The rows of these words, `(n,d)`. A word may come more than once.
    ///
    /// It is the product of one-hot rows with `E`, without the products: where `E` is finite they agree as numbers (a −0 becomes 0 in the product).
    ///
    /// @throws ShapeException if there is no such row
    public Matrix lookup(int... words) {
        int d = rows.columns();
        double[] found = new double[words.length * d];
        for (int i = 0; i < words.length; i++) {
            for (int j = 0; j < d; j++) {
                found[i * d + j] = rows.get(words[i], j);
            }
        }
        return Matrix.of(words.length, d, found);
    }

    /// The `k` words whose vectors have the largest cosine with `x`, the largest first, of equals the first in the table.
    ///
    /// @throws ShapeException if `x` has another length than the rows
    /// @throws IllegalArgumentException if `x` or a row has no direction, or `k` is not between 0 and `V`
    @Exercise(id = "LA-E11", stars = 2, minutes = 15, claims = "LA-15")
    public List<Integer> nearest(Vector x, int k) {
        if (k < 0 || k > rows.rows()) {
            throw new IllegalArgumentException(
                    "between 0 and %s words can be had, got %s".formatted(rows.rows(), k));
        }
        double[] cosines = new double[rows.rows()];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = Angle.cosine(x, Vector.of(lookup(i).toArray()));
        }
        return IntStream.range(0, cosines.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -cosines[i]))
                .limit(k)
                .toList();
    }

    /// All inner products, `G = EEᵀ (V,V)`: what rotations of the table leave as it is.
    public Matrix gram() {
        return rows.times(rows.transpose());
    }
}
