package org.firstprinciples.mathfoundations.probability;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;

/// Finitely many outcomes with whole weights: the probability of an event, a set of outcomes, is its weight over the whole
/// weight. All questions are answered without rounding; only a probability itself is rounded, once.
///
/// - source: Kolmogorov 1933, chapter I
public final class FiniteSpace {

    private final long[] weights;
    private final long total;

    private FiniteSpace(long[] weights, long total) {
        this.weights = weights;
        this.total = total;
    }

    /// The space of these weights.
    ///
    /// @throws IllegalArgumentException if a weight is negative, or all are 0
    /// @throws ArithmeticException if they sum to more than a `long` can hold
    public static FiniteSpace of(long... weights) {
        long total = 0;
        for (long weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException(
                        "weights must be 0 or more, got " + Arrays.toString(weights));
            }
            total = Math.addExact(total, weight);
        }
        if (total == 0) {
            throw new IllegalArgumentException(
                    "an outcome with a weight above 0 is needed, got " + Arrays.toString(weights));
        }
        return new FiniteSpace(weights.clone(), total);
    }

    /// The sum of the weights of an event's outcomes.
    ///
    /// @throws IllegalArgumentException if it holds an outcome that there is not
    public long weight(BitSet event) {
        if (event.length() > weights.length) {
            throw new IllegalArgumentException(
                    "there are %s outcomes, the event is %s".formatted(weights.length, event));
        }
        return event.stream().mapToLong(i -> weights[i]).sum();
    }

    /// `P(A)`.
    public double probability(BitSet event) {
        return (double) weight(event) / total;
    }

    /// `P(A | B) = P(A ∩ B)/P(B)`.
    ///
    /// @throws IllegalArgumentException if `P(B) = 0`
    public double conditional(BitSet event, BitSet given) {
        long weight = weight(given);
        if (weight == 0) {
            throw new IllegalArgumentException(
                    "an event of probability 0 cannot be given: " + given);
        }
        return (double) weight(and(event, given)) / weight;
    }

    /// Whether `P(A ∩ B) = P(A)P(B)`, decided without rounding.
    public boolean independent(BitSet a, BitSet b) {
        BigInteger both = BigInteger.valueOf(weight(and(a, b)));
        return both.multiply(BigInteger.valueOf(total))
                .equals(BigInteger.valueOf(weight(a)).multiply(BigInteger.valueOf(weight(b))));
    }

    private static BitSet and(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        return both;
    }
}
