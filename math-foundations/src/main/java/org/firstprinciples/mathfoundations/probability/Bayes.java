package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.calculus.Arithmetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What to think of hypotheses after evidence: `P(Hᵢ|e) = P(e|Hᵢ)P(Hᵢ) / Σⱼ P(e|Hⱼ)P(Hⱼ)`.
///
/// - source: Bishop 2006, *Pattern recognition and machine learning*, §1.2
public final class Bayes {

    private Bayes() {}

    /// The probabilities after the evidence, for any kind of number.
    ///
    /// @param prior `P(Hᵢ)`
    /// @param likelihood `P(e|Hᵢ)`, up to a common factor
    /// @throws IllegalArgumentException if they differ in length, or no hypothesis allows the evidence
    @Exercise(id = "PR-E1", stars = 1, minutes = 10, claims = "PR-04")
    public static <T extends Arithmetic<T>> List<T> posterior(List<T> prior, List<T> likelihood) {
        requireSameLength(prior.size(), likelihood.size());
        List<T> joint = new ArrayList<>();
        for (int i = 0; i < prior.size(); i++) {
            joint.add(prior.get(i).times(likelihood.get(i))); // P(e ∩ Hᵢ)
        }
        T evidence = joint.stream().reduce(Arithmetic::plus).orElseThrow(); // P(e)
        requirePossible(evidence, prior, likelihood);
        return joint.stream().map(mass -> mass.dividedBy(evidence)).toList();
    }

    /// The same from logarithms, which hold likelihoods far below the smallest `double`: the softmax of the sum.
    ///
    /// - accuracy: `(k + n + 6)u(1 + max |ln|)` relative, for `k` hypotheses and sums of `n` logarithms
    ///
    /// @throws IllegalArgumentException if they differ in length, or no hypothesis allows the evidence
    public static double[] posteriorOfLogs(double[] logPrior, double[] logLikelihood) {
        requireSameLength(logPrior.length, logLikelihood.length);
        double[] sum = new double[logPrior.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = logPrior[i] + logLikelihood[i];
        }
        if (Arrays.stream(sum).allMatch(x -> x == Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "no hypothesis allows the evidence: logarithms %s and %s"
                            .formatted(Arrays.toString(logPrior), Arrays.toString(logLikelihood)));
        }
        return Softmax.of(sum);
    }

    private static <T extends Arithmetic<T>> void requirePossible(
            T evidence, List<T> prior, List<T> likelihood) {
        if (evidence.equals(evidence.constant(0))) {
            throw new IllegalArgumentException(
                    "no hypothesis allows the evidence: prior %s, likelihood %s"
                            .formatted(prior, likelihood));
        }
    }

    private static void requireSameLength(int k, int n) {
        if (k != n || k == 0) {
            throw new IllegalArgumentException(
                    "a likelihood for each of one or more hypotheses is needed, got %s and %s"
                            .formatted(k, n));
        }
    }
}
