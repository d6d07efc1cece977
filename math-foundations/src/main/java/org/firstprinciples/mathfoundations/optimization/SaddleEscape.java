package org.firstprinciples.mathfoundations.optimization;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalLong;

/// How long gradient descent stays near a saddle. Along an eigenvector with eigenvalue `λ < 0` each step multiplies
/// the distance by `1 + η|λ|`.
///
/// - source: Lee, Simchowitz, Jordan & Recht 2016, *Gradient descent only converges to minimizers*
public final class SaddleEscape {

    private static final int MOST_UNROUNDED =
            1100; // steps by which a doubling leads from the smallest number to 1
    private static final MathContext PRECISION = new MathContext(100);
    private static final long MOST_EXACT = 100_000_000;

    private SaddleEscape() {}

    /// The number of steps until the distance is 1 or more: `⌈ln(1/|y|) / ln(1 + η|λ|)⌉`; empty if it never is, from
    /// `y = 0` or with `η = 0`.
    ///
    /// - accuracy: exact up to 1,100 steps; below a hundred million unless `|y|(1 + η|λ|)ᵏ` agrees with 1 in some ninety
    ///   digits; beyond, the relative error is that of the logarithms
    ///
    /// @param rate `η ≥ 0`
    /// @param curvature `λ < 0`
    /// @param y the distance at the start
    /// @throws IllegalArgumentException if `η` is negative, the curvature is not, or one is not finite
    /// @throws ArithmeticException if it takes more steps than a `long` can hold
    public static OptionalLong steps(double rate, double curvature, double y) {
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the step size must be 0 or more, got " + rate);
        }
        if (!(curvature < 0 && curvature > Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException("the curvature must be negative, got " + curvature);
        }
        if (!(Math.abs(y) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the distance must be finite, got " + y);
        }
        if (Math.abs(y) >= 1) {
            return OptionalLong.of(0);
        }
        if (y == 0 || rate == 0) {
            return OptionalLong.empty();
        }
        double growth = -rate * curvature; // η|λ|
        double steps = Math.ceil(-StrictMath.log(Math.abs(y)) / StrictMath.log1p(growth));
        if (!(steps < 0x1p63)) {
            throw new ArithmeticException(
                    "%s steps from %s at a growth of 1 + %s do not fit a long"
                            .formatted(steps, y, growth));
        }
        long count = Math.max(1, (long) steps);
        if (count < MOST_EXACT) { // the quotient may lie on the wrong side of a whole number
            BigDecimal factor =
                    new BigDecimal(rate).multiply(new BigDecimal(-curvature)).add(BigDecimal.ONE);
            while (arrives(y, factor, count - 1)) {
                count--;
            }
            while (!arrives(y, factor, count)) {
                count++;
            }
        }
        return OptionalLong.of(count);
    }

    /// Whether `|y|bᵏ ≥ 1`.
    private static boolean arrives(double y, BigDecimal b, long k) {
        return b.pow(Math.toIntExact(k), k <= MOST_UNROUNDED ? MathContext.UNLIMITED : PRECISION)
                        .multiply(new BigDecimal(Math.abs(y)))
                        .compareTo(BigDecimal.ONE)
                >= 0;
    }
}
