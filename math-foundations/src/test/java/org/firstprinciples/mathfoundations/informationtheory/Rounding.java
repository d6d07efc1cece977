package org.firstprinciples.mathfoundations.informationtheory;

import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpField;

/// The rounding bounds of sums of `p·ln`, and the same sums in 50 digits.
final class Rounding {

    static final double U = 0x1p-53;

    private static final DfpField DIGITS = new DfpField(50);

    private Rounding() {}

    /// `τ = (k + 4)·u·Σ pᵢ(1 + |ln(pᵢ/qᵢ)|)`, for a sum of `k` terms `p·ln(p/q)`.
    static double tau(double[] p, double[] q) {
        double size = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0 && q[i] > 0) {
                size += p[i] * (1 + Math.abs(Math.log(p[i]) - Math.log(q[i])));
            }
        }
        return (p.length + 4) * U * (1 + 0x1p-20) * size;
    }

    /// `(k + 4)·u·Σ pᵢ(1 + |ln pᵢ| + |ln qᵢ|)`, where the two logarithms stand in sums of their own.
    static double apart(double[] p, double[] q) {
        double size = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0 && q[i] > 0) {
                size += p[i] * (1 + Math.abs(Math.log(p[i])) + Math.abs(Math.log(q[i])));
            }
        }
        return (p.length + 4) * U * (1 + 0x1p-20) * size;
    }

    static Dfp exact(double x) {
        return DIGITS.newDfp(x);
    }

    /// `Σ pᵢ ln(pᵢ/qᵢ)` for `qᵢ > 0` wherever `pᵢ > 0`.
    static Dfp kl(double[] p, double[] q) {
        Dfp sum = DIGITS.getZero();
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                sum = sum.add(exact(p[i]).multiply(exact(p[i]).divide(exact(q[i])).log()));
            }
        }
        return sum;
    }

    static double distance(double computed, Dfp exact) {
        return exact(computed).subtract(exact).abs().toDouble();
    }
}
