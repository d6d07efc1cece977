package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;

/// Whether a plane through 0 has every example strictly on its side: a proof of one answer or of the other.
///
/// Exactly one of these exists (Gordan 1873): weights with `yᵢ(w·xᵢ) > 0` for all `i`; numbers `αᵢ ≥ 0`, not all 0, with
/// `Σ αᵢyᵢxᵢ = 0`. For whole numbers the perceptron finds it: either it stops, or its weights come back to where they were, as
/// they are bounded (Block & Levin 1970), and the mistakes in between sum to 0.
public final class Separability {

    private static final double EXACT = 0x1p52; // half of 2⁵³: the sum of sizes is rounded, too

    private Separability() {}

    /// A proof.
    public sealed interface Certificate {}

    /// Weights that separate.
    ///
    /// @param weights `w` with `yᵢ(w·xᵢ) > 0` for all `i`
    public record Separator(Vector weights) implements Certificate {}

    /// Numbers that show that nothing separates: any `w` would have `0 = w·Σ αᵢyᵢxᵢ = Σ αᵢ(yᵢ w·xᵢ) > 0`.
    ///
    /// @param alpha `α (N)`, 0 or more, not all 0, with `Σ αᵢyᵢxᵢ = 0`
    public record Gordan(long... alpha) implements Certificate {

        /// Copies the numbers.
        public Gordan {
            alpha = alpha.clone();
        }

        /// A copy of `α`.
        @Override
        public long[] alpha() {
            return alpha.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Gordan gordan && Arrays.equals(alpha, gordan.alpha);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(alpha);
        }

        @Override
        public String toString() {
            return "Gordan" + Arrays.toString(alpha);
        }
    }

    /// The proof for examples of whole numbers. Weights are compared at the end of epochs with those of an epoch that is a
    /// power of 2 (Brent), so no history is kept.
    ///
    /// @throws IllegalArgumentException if there are no examples, or a number is not whole
    /// @throws ArithmeticException if neither was found after so many epochs, or numbers get so large that they are rounded
    @Exercise(
            id = "PE-E6",
            stars = 4,
            minutes = 60,
            claims = {"PE-03", "PE-04"})
    public static Certificate certificate(Examples examples, int maxEpochs) {
        Vector weights = Vector.zeros(examples.dimension());
        requireWhole(examples);
        Vector marked = weights;
        long[] since = new long[examples.size()]; // mistakes since the mark
        int nextMark = 1;
        for (int epoch = 1; epoch <= maxEpochs; epoch++) {
            boolean mistaken = false;
            for (int i = 0; i < examples.size(); i++) {
                requireExact(weights, examples.points().get(i));
                if (examples.margin(weights, i) <= 0) {
                    weights =
                            weights.plus(examples.points().get(i).times(examples.labels().get(i)));
                    since[i]++;
                    mistaken = true;
                }
            }
            if (!mistaken) {
                return new Separator(weights);
            }
            if (weights.minus(marked).equals(Vector.zeros(weights.size()))) {
                return new Gordan(since);
            }
            if (epoch == nextMark) {
                marked = weights;
                Arrays.fill(since, 0);
                nextMark *= 2;
            }
        }
        throw new ArithmeticException(
                "neither weights that separate nor a cycle after %s epochs".formatted(maxEpochs));
    }

    /// Sums of whole numbers are exact below 2⁵³, and a proof needs exact ones.
    private static void requireExact(Vector weights, Vector point) {
        double size = 0;
        for (int j = 0; j < point.size(); j++) {
            size += Math.abs(weights.get(j) * point.get(j));
        }
        if (!(size < EXACT)) {
            throw new ArithmeticException(
                    "products of the weights %s and the point %s sum to %s, which is not below 2⁵²"
                            .formatted(weights, point, size));
        }
    }

    private static void requireWhole(Examples examples) {
        for (Vector point : examples.points()) {
            for (double element : point.toArray()) {
                if (element != Math.rint(element)) {
                    throw new IllegalArgumentException("whole numbers are needed, got " + point);
                }
            }
        }
    }
}
