package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;

/// The parameters under which a sample is most likely, where a formula gives them.
///
/// - source: Wasserman 2004, *All of statistics*, chapter 9; Bishop 2006, §1.2.4
public final class MaximumLikelihood {

    private MaximumLikelihood() {}

    /// The frequencies `nᵢ/n` of categories.
    ///
    /// @throws IllegalArgumentException if a count is negative or all are 0
    public static Categorical categorical(long... counts) {
        long total = 0;
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("counts must be 0 or more, got " + count);
            }
            total = Math.addExact(total, count);
        }
        if (total == 0) {
            throw new IllegalArgumentException("at least one observation is needed");
        }
        double[] frequencies = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            frequencies[i] = (double) counts[i] / total;
        }
        return new Categorical(frequencies);
    }

    /// The law of one trial, with the share of the trials that succeeded.
    ///
    /// @throws IllegalArgumentException if there were none, or more successes than trials
    public static Binomial bernoulli(long successes, long trials) {
        if (successes < 0 || trials < 1 || successes > trials) {
            throw new IllegalArgumentException(
                    "0 ≤ successes ≤ trials and a trial are needed, got %s of %s"
                            .formatted(successes, trials));
        }
        return new Binomial(1, (double) successes / trials);
    }

    /// The law with the mean of the sample as rate.
    ///
    /// @throws IllegalArgumentException if the sample is empty or holds a negative number
    public static Poisson poisson(int... sample) {
        Moments moments = new Moments();
        for (int x : sample) {
            if (x < 0) {
                throw new IllegalArgumentException("counts must be 0 or more, got " + x);
            }
            moments.add(x);
        }
        requireSome(moments);
        return new Poisson(moments.mean());
    }

    /// The law with the mean of the sample and its variance, divided by `n`: too small by the factor `(n − 1)/n` on average over all
    /// samples.
    ///
    /// @throws IllegalArgumentException if the sample is empty or constant, which no density fits best
    public static Normal normal(double... sample) {
        int exponent = BinaryScaling.exponent(sample); // so that squares stay in range
        Moments moments = new Moments();
        for (double x : BinaryScaling.times(-exponent, sample)) {
            moments.add(x);
        }
        requireSome(moments);
        double mean = StrictMath.scalb(moments.mean(), exponent);
        if (!(moments.variance() > 0)) {
            throw new IllegalArgumentException(
                    "numbers that differ are needed, all %s are %s"
                            .formatted(moments.count(), mean));
        }
        return new Normal(mean, StrictMath.scalb(Math.sqrt(moments.variance()), exponent));
    }

    private static void requireSome(Moments moments) {
        if (moments.count() == 0) {
            throw new IllegalArgumentException("at least one observation is needed");
        }
    }
}
