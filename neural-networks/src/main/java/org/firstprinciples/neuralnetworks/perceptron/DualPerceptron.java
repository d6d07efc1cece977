package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;

/// The perceptron that counts: `w = Σ αᵢyᵢψ(xᵢ)`, where `αᵢ` is how often example `i` was a mistake. Only products of features
/// are needed, so they may be given by a kernel.
///
/// - source: Aizerman, Braverman & Rozonoer 1964; Freund & Schapire 1999, §4
///
/// @param examples what was learned from
/// @param kernel the inner product
/// @param counts `α (N)`
/// @param epochs how often all examples were gone through
/// @param converged whether an epoch passed without a mistake
public record DualPerceptron(
        Examples examples, Kernel kernel, long[] counts, int epochs, boolean converged) {

    /// Copies the counts.
    public DualPerceptron {
        counts = counts.clone();
    }

    /// A copy of `α`.
    @Override
    public long[] counts() {
        return counts.clone();
    }

    /// Goes through the examples in their order until an epoch is without mistakes, from `α = 0`.
    ///
    /// @throws IllegalArgumentException if there are no examples, `maxEpochs` is negative, or a score becomes NaN
    @Exercise(id = "PE-E4", stars = 3, minutes = 35, claims = "PE-09")
    public static DualPerceptron train(Examples examples, Kernel kernel, int maxEpochs) {
        int n = examples.size();
        if (n == 0 || maxEpochs < 0) {
            throw new IllegalArgumentException(
                    "an example and 0 or more epochs are needed, got %s and %s"
                            .formatted(n, maxEpochs));
        }
        double[][] gram = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                gram[i][j] = kernel.of(examples.points().get(i), examples.points().get(j));
            }
        }
        long[] counts = new long[n];
        for (int epoch = 1; epoch <= maxEpochs; epoch++) {
            boolean mistaken = false;
            for (int i = 0; i < n; i++) {
                double score = 0;
                for (int j = 0; j < n; j++) {
                    score += counts[j] * examples.labels().get(j) * gram[j][i];
                }
                if (Double.isNaN(score)) {
                    throw new IllegalArgumentException(
                            "the score of example %s is NaN, with counts %s"
                                    .formatted(i, Arrays.toString(counts)));
                }
                if (examples.labels().get(i) * score <= 0) {
                    counts[i]++;
                    mistaken = true;
                }
            }
            if (!mistaken) {
                return new DualPerceptron(examples, kernel, counts, epoch, true);
            }
        }
        return new DualPerceptron(examples, kernel, counts, maxEpochs, false);
    }

    /// `Σ αᵢyᵢK(xᵢ,x)`.
    public double score(Vector x) {
        double score = 0;
        for (int i = 0; i < counts.length; i++) {
            score += counts[i] * examples.labels().get(i) * kernel.of(examples.points().get(i), x);
        }
        return score;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DualPerceptron dual
                && examples.equals(dual.examples)
                && kernel.equals(dual.kernel)
                && Arrays.equals(counts, dual.counts)
                && epochs == dual.epochs
                && converged == dual.converged;
    }

    @Override
    public int hashCode() {
        return 31 * examples.hashCode() + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "DualPerceptron[counts=%s, epochs=%s, converged=%s]"
                .formatted(Arrays.toString(counts), epochs, converged);
    }
}
