package org.firstprinciples.transformers.gpt;

import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// How the next token is chosen from logits.
///
/// A decoding turns logits into probabilities; the token is then drawn by one uniform number, so that the
/// choice is a function of logits and number.
public sealed interface Decoding {

    /// The most likely token; the first of equals.
    record Greedy() implements Decoding {}

    /// The softmax of `z/τ`: below 1 sharper, above 1 flatter.
    ///
    /// @param temperature `τ > 0`
    record Temperature(double temperature) implements Decoding {

        /// Checks the temperature.
        public Temperature {
            requireTemperature(temperature);
        }
    }

    /// Only the `k` most likely tokens (Fan, Lewis & Dauphin 2018), among equals those with smaller ids.
    ///
    /// @param k how many tokens are kept, at least 1; all if the vocabulary has fewer
    /// @param temperature `τ > 0`
    record TopK(int k, double temperature) implements Decoding {

        /// Checks `k` and the temperature.
        public TopK {
            requireTemperature(temperature);
            if (k < 1) {
                throw new IllegalArgumentException("k must be at least 1, got " + k);
            }
        }
    }

    /// The smallest set of most likely tokens whose probabilities reach `p` (Holtzman et al. 2020, §3.1),
    /// among equals those with smaller ids. The temperature comes first, so it changes the set.
    ///
    /// A sum that is below `p` by no more than rounding, `(2V + 8)u` of it, has reached it: nine of ten equal probabilities reach 0.9.
    ///
    /// @param p in `(0,1]`; 1 keeps every token
    /// @param temperature `τ > 0`
    record TopP(double p, double temperature) implements Decoding {

        /// Checks `p` and the temperature.
        public TopP {
            requireTemperature(temperature);
            if (!(p > 0 && p <= 1)) {
                throw new IllegalArgumentException("p must be in (0,1], got " + p);
            }
        }

        /// What stays of these probabilities `(V)`, divided by its sum.
        ///
        /// @throws IllegalArgumentException if one is negative or NaN
        public double[] keep(double... probabilities) {
            for (int i = 0; i < probabilities.length; i++) {
                if (!(probabilities[i] >= 0)) {
                    throw new IllegalArgumentException(
                            "probabilities must not be negative, got %s at %s"
                                    .formatted(probabilities[i], i));
                }
            }
            return keep(probabilities, ranking(probabilities.length, i -> probabilities[i]));
        }

        private double[] keep(double[] probabilities, int[] ranking) {
            int kept = p == 1 ? ranking.length : 0; // a sum can round to 1 before its last term
            double reached = p * (1 - (2.0 * ranking.length + 8) * 0x1p-53);
            double sum = 0;
            while (kept < ranking.length && sum < reached) {
                sum += probabilities[ranking[kept++]];
            }
            return Decoding.keep(probabilities, ranking, kept);
        }
    }

    /// The probability of each token for these logits `(V)`.
    ///
    /// @throws IllegalArgumentException if there are no logits, or one is NaN or `+∞`, or all are `−∞`
    default double[] probabilities(float... logits) {
        return switch (this) {
            case Greedy() -> {
                double[] p = softmax(logits, 1);
                Arrays.fill(p, 0);
                p[ranking(logits)[0]] = 1;
                yield p;
            }
            case Temperature(double temperature) -> softmax(logits, temperature);
            case TopK(int k, double temperature) -> {
                double[] p = softmax(logits, temperature);
                yield keep(p, ranking(logits), Math.min(k, p.length));
            }
            case TopP topP -> topP.keep(softmax(logits, topP.temperature), ranking(logits));
        };
    }

    /// The token that a number uniform on `[0,1)` draws: the first whose cumulated probability exceeds it.
    default int draw(double uniform, float... logits) {
        double[] p = probabilities(logits);
        double sum = 0;
        int last = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                sum += p[i];
                last = i;
                if (uniform < sum) {
                    return i;
                }
            }
        }
        return last; // the probabilities add up to a little less than 1 in floating point
    }

    private static double[] softmax(float[] logits, double temperature) {
        double[] z = new double[logits.length];
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < z.length; i++) {
            max = Math.max(max, logits[i]);
        }
        if (!Double.isFinite(max)) {
            throw new IllegalArgumentException(
                    "at least one logit must be finite and none NaN or +∞, got "
                            + Arrays.toString(Arrays.copyOf(logits, Math.min(8, logits.length))));
        }
        for (int i = 0; i < z.length; i++) {
            z[i] = (logits[i] - max) / temperature;
        }
        return Softmax.of(z);
    }

    /// Ids by logit, largest first: different logits can have equal probabilities after rounding.
    private static int[] ranking(float... logits) {
        return ranking(logits.length, i -> logits[i]);
    }

    private static int[] ranking(int size, IntToDoubleFunction score) {
        return IntStream.range(0, size)
                .boxed()
                .sorted(
                        Comparator.comparingDouble(
                                        (Integer i) -> score.applyAsDouble(i) + 0.0) // −0 is 0
                                .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double[] keep(double[] p, int[] ranking, int kept) {
        double[] renormalized = new double[p.length];
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += p[ranking[i]];
        }
        for (int i = 0; i < kept; i++) {
            renormalized[ranking[i]] = p[ranking[i]] / sum;
        }
        return renormalized;
    }

    private static void requireTemperature(double temperature) {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "temperature must be positive and finite, got " + temperature);
        }
    }
}
