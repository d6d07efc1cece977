package org.firstprinciples.mathfoundations.probability;

/// What is believed of the probability `p` of a success after `n` independent trials, if before them every `p` of \[0,1] was
/// as believable: the density `(n + 1)·C(n,k) pᵏ(1 − p)ⁿ⁻ᵏ`, a beta distribution.
///
/// - source: Bishop 2006, *Pattern recognition and machine learning*, §2.1.1
///
/// @param successes `k`, from 0 to `n`
/// @param trials `n ≥ 0`
public record CoinPosterior(int successes, int trials) {

    /// Checks the counts.
    ///
    /// @throws IllegalArgumentException unless `0 ≤ k ≤ n`
    public CoinPosterior {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "0 to n successes in n trials are needed, got %s in %s"
                            .formatted(successes, trials));
        }
    }

    /// The density at `p`.
    ///
    /// @throws IllegalArgumentException if `p` is not in \[0,1]
    public double density(double p) {
        return (trials + 1.0) * new Binomial(trials, p).mass(successes);
    }

    /// `(k + 1)/(n + 2)`, the probability of a success in the next trial.
    public double mean() {
        return (successes + 1.0) / (trials + 2.0);
    }

    /// `k/n`, where the density is largest: the maximum likelihood estimate.
    ///
    /// @throws IllegalStateException if there was no trial, so that the density is the same everywhere
    public double mode() {
        if (trials == 0) {
            throw new IllegalStateException("at least 1 trial is needed, got 0");
        }
        return (double) successes / trials;
    }
}
