package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;

/// How far the law of a sum is from the normal law, and how far it can be.
///
/// - source: Shevtsova 2011, *On the absolute constants in the Berry–Esseen type inequalities*; Esseen 1956
public final class BerryEsseen {

    private static final double CONSTANT = 0.4748;

    private BerryEsseen() {}

    /// `sup_x |P((S − nμ)/(σ√n) ≤ x) − Φ(x)|` for the sum `S` of `n` numbers with the law `p` on 0, 1, 2, …: the largest
    /// distance on either side of a jump.
    ///
    /// @throws IllegalArgumentException if `p` is no distribution or has only one value, or `n < 1`
    @Exercise(id = "PR-E7", stars = 4, minutes = 60, claims = "PR-08")
    public static double distance(double[] p, int n) {
        Categorical law = new Categorical(p);
        double mean = n * law.mean();
        double std = Math.sqrt(n * requireSpread(law));
        double[] sum = Convolution.power(p, n);
        double below = 0; // P(S < s)
        double distance = 0;
        for (int s = 0; s < sum.length; s++) {
            double normal = Normal.STANDARD.cdf((s - mean) / std);
            double upTo = below + sum[s];
            distance = Math.max(distance, Math.abs(below - normal));
            distance = Math.max(distance, Math.abs(upTo - normal));
            below = upTo;
        }
        return distance;
    }

    /// `0.4748·𝔼|X − μ|³/(σ³√n)`, which the distance never exceeds.
    ///
    /// @throws IllegalArgumentException if `p` is no distribution or has only one value, or `n < 1`
    public static double bound(double[] p, int n) {
        Categorical law = new Categorical(p);
        if (n < 1) {
            throw new IllegalArgumentException("a sum of at least 1 number is needed, got " + n);
        }
        double std = Math.sqrt(requireSpread(law));
        double third = 0;
        for (int k = 0; k < p.length; k++) {
            double distance = Math.abs(k - law.mean()) / std;
            third += p[k] * distance * distance * distance;
        }
        return CONSTANT * third / Math.sqrt(n);
    }

    private static double requireSpread(Categorical law) {
        double variance = law.variance();
        if (!(variance > 0)) {
            throw new IllegalArgumentException(
                    "a law with more than one value is needed, its variance is " + variance);
        }
        return variance;
    }
}
