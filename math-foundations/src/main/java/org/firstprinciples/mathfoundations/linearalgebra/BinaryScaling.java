package org.firstprinciples.mathfoundations.linearalgebra;

/// Numbers as `2ᵉ·y` with the largest `|yᵢ|` in \[1,2). Squares and sums of products of the `yᵢ` neither overflow nor vanish
/// where those of the numbers themselves would, although what is sought is an ordinary number.
///
/// A factor of a power of 2 rounds nothing, unless a number becomes subnormal, so wherever it was not needed it changes no bit.
///
/// - source: Higham 2002, *Accuracy and stability of numerical algorithms*, §27.8; Blue 1978
public final class BinaryScaling {

    private BinaryScaling() {}

    /// `e`, the exponent of the largest magnitude: `2ᵉ ≤ max |xᵢ| < 2ᵉ⁺¹`; 0 if all are 0, or one is infinite or NaN.
    public static int exponent(double... x) {
        double largest = 0;
        for (double element : x) {
            largest = Math.max(largest, Math.abs(element));
        }
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            return 0;
        }
        return largest >= Double.MIN_NORMAL
                ? StrictMath.getExponent(largest)
                : StrictMath.getExponent(largest * 0x1p64) - 64;
    }

    /// `2ᵉ·x`.
    public static double[] times(int exponent, double... x) {
        double[] scaled = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            scaled[i] = StrictMath.scalb(x[i], exponent);
        }
        return scaled;
    }

    /// `2ᵉ·x`.
    public static Vector times(int exponent, Vector x) {
        return Vector.of(times(exponent, x.toArray()));
    }

    /// `2ᵉ·A`.
    public static Matrix times(int exponent, Matrix a) {
        return Matrix.of(a.rows(), a.columns(), times(exponent, a.toArray()));
    }
}
