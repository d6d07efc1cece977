package org.firstprinciples.mathfoundations.probability;

import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpField;
import org.apache.commons.math3.dfp.DfpMath;

import java.util.Arrays;

/// Softmax and log-sum-exp by their definitions, in 50 decimal digits.
///
/// The largest logit is taken out here too, for the range of Dfp; at 50 digits that costs no accuracy.
final class HighPrecision {

    private static final DfpField FIELD = new DfpField(50);

    private HighPrecision() {}

    static Dfp of(double number) {
        return FIELD.newDfp(number);
    }

    /// `ln Σ exp(zᵢ)`.
    static Dfp logSumExp(double[] z) {
        Dfp shift = of(Arrays.stream(z).max().orElseThrow());
        return shift.add(DfpMath.log(sum(z, shift)));
    }

    /// `exp(zᵢ) / Σ exp(zⱼ)`.
    static Dfp[] softmax(double[] z) {
        Dfp shift = of(Arrays.stream(z).max().orElseThrow());
        Dfp sum = sum(z, shift);
        return Arrays.stream(z).mapToObj(x -> exp(x, shift).divide(sum)).toArray(Dfp[]::new);
    }

    private static Dfp sum(double[] z, Dfp shift) {
        Dfp sum = FIELD.getZero();
        for (double x : z) {
            sum = sum.add(exp(x, shift));
        }
        return sum;
    }

    private static Dfp exp(double x, Dfp shift) {
        return DfpMath.exp(of(x).subtract(shift));
    }
}
