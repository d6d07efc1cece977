package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// Elementary functions in 32 bits: range reduction, a polynomial, and nothing that differs between machines.
///
/// `Math.exp` and similar functions may differ in the last bit from one Java runtime to another and have no SIMD
/// form with the same bits. These use only multiplication, division, fused multiply-add and integer
/// arithmetic, in one order that [VectorKernels] repeats lane by lane.
///
/// - source of the coefficients of exp, log, tanh: Moshier 1989, *Methods and Programs for Mathematical
///   Functions* (Cephes single precision); of `Φ`: a least-maximum fit of `exp(z²) erfc(z)/t` made for this book
public final class FloatFunctions {

    static final float LOG2_E = 1.44269504f;
    static final float ROUNDER =
            0x1.8p23f; // adding it leaves the nearest whole number in the low bits
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;

    /// Below, `exp` is 0: subnormal results are flushed.
    static final float EXP_LOW = -87.3365f;

    /// Above, `exp` is `+∞`.
    static final float EXP_HIGH = 88.72283f;

    static final float EXP_0 = 1.9875691500e-4f;
    static final float EXP_1 = 1.3981999507e-3f;
    static final float EXP_2 = 8.3334519073e-3f;
    static final float EXP_3 = 4.1665795894e-2f;
    static final float EXP_4 = 1.6666665459e-1f;
    static final float EXP_5 = 5.0000001201e-1f;

    static final float TANH_SMALL = 0.625f;
    static final float TANH_LARGE = 20f;
    static final float TANH_0 = -5.70498872745e-3f;
    static final float TANH_1 = 2.06390887954e-2f;
    static final float TANH_2 = -5.37397155531e-2f;
    static final float TANH_3 = 1.33314422036e-1f;
    static final float TANH_4 = -3.33332819422e-1f;

    /// Beyond `±20`, `Φ` is 0 or 1 and `φ` is 0 in 32 bits.
    static final float GAUSSIAN_LARGE = 20f;

    static final float SQRT_HALF = 0.70710678f;
    static final float INVERSE_SQRT_2PI = 0.39894228f;
    static final float ERFC_P = 0.3f;
    static final float ERFC_0 = -0.12945842742919922f;
    static final float ERFC_1 = 0.4852244257926941f;
    static final float ERFC_2 = -0.5115147829055786f;
    static final float ERFC_3 = 0.5467583537101746f;
    static final float ERFC_4 = -0.09391086548566818f;
    static final float ERFC_5 = 0.21457065641880035f;
    static final float ERFC_6 = 0.1484431028366089f;
    static final float ERFC_7 = 0.17069832980632782f;
    static final float ERFC_8 = 0.16918917000293732f;

    static final float SQRT_2_OVER_PI = 0.7978845608f;
    static final float GELU_CUBIC = 0.044715f;

    private FloatFunctions() {}

    /// `eˣ`: with `n = ⌊x/ln 2⌉` and `r = x − n ln 2`, `eˣ = 2ⁿ eʳ`, a polynomial on `|r| ≤ ½ ln 2`.
    ///
    /// - exact: `exp(0) = 1`, `exp(−∞) = 0`, `exp(+∞) = +∞`; results below 2⁻¹²⁶ are 0
    public static float exp(float x) {
        float c = Math.min(Math.max(x, EXP_LOW), EXP_HIGH);
        float t = Math.fma(c, LOG2_E, ROUNDER);
        float n = t - ROUNDER;
        float r = Math.fma(n, -LN2_HIGH, c);
        r = Math.fma(n, -LN2_LOW, r);
        float p = Math.fma(EXP_0, r, EXP_1);
        p = Math.fma(p, r, EXP_2);
        p = Math.fma(p, r, EXP_3);
        p = Math.fma(p, r, EXP_4);
        p = Math.fma(p, r, EXP_5);
        p = Math.fma(p, r * r, r) + 1f;
        float y =
                Float.intBitsToFloat(
                        Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(t) << 23));
        if (x < EXP_LOW) {
            return 0f;
        }
        return x <= EXP_HIGH ? y : x * Float.POSITIVE_INFINITY; // +∞, or NaN
    }

    /// `ln x`: with `x = 2ᵉ(1+m)` and `1+m` in `[√½, √2)`, `ln x = e ln 2 + m − m²/2 + m³P(m)`.
    ///
    /// - exact: `log(1) = 0`, `log(±0) = −∞`, `log(+∞) = +∞`; NaN below 0
    public static float log(float x) {
        if (!(x > 0) || x == Float.POSITIVE_INFINITY) {
            return x == 0 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
        }
        int shift = x < Float.MIN_NORMAL ? 24 : 0;
        int bits = Float.floatToRawIntBits(x * (1 << shift)); // a power of two: exact
        int exponent = (bits - 0x3F3504F3) >> 23; // 0x3F3504F3 is √½
        float m = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
        float e = exponent - shift;
        float z = m * m;
        float p = 7.0376836292e-2f;
        p = Math.fma(p, m, -1.1514610310e-1f);
        p = Math.fma(p, m, 1.1676998740e-1f);
        p = Math.fma(p, m, -1.2420140846e-1f);
        p = Math.fma(p, m, 1.4249322787e-1f);
        p = Math.fma(p, m, -1.6668057665e-1f);
        p = Math.fma(p, m, 2.0000714765e-1f);
        p = Math.fma(p, m, -2.4999993993e-1f);
        p = Math.fma(p, m, 3.3333331174e-1f);
        float y = p * m * z;
        y = Math.fma(e, LN2_LOW, y);
        y = Math.fma(z, -0.5f, y);
        return Math.fma(e, LN2_HIGH, m + y);
    }

    /// `tanh x`: an odd polynomial below 0.625, `1 − 2/(e²ˣ + 1)` above.
    ///
    /// - exact: `tanh(±0) = ±0`, `tanh(±∞) = ±1`
    public static float tanh(float x) {
        float z = Math.min(Math.abs(x), TANH_LARGE);
        float s = z * z;
        float p = Math.fma(TANH_0, s, TANH_1);
        p = Math.fma(p, s, TANH_2);
        p = Math.fma(p, s, TANH_3);
        p = Math.fma(p, s, TANH_4);
        float small = Math.fma(p * s, z, z);
        float large = 1f - 2f / (exp(z + z) + 1f);
        float y = z < TANH_SMALL ? small : large;
        return Float.floatToRawIntBits(x) < 0 ? -y : y;
    }

    /// `exp(−x²/2)`, the normal density without its factor `1/√2π`; the rounding error of `x²` is corrected.
    static float gaussian(float c) {
        float square = c * c;
        float error = Math.fma(c, c, -square);
        float e = exp(-0.5f * square);
        return Math.fma(e, -0.5f * error, e);
    }

    /// The normal distribution function `Φ(x) = ½ erfc(−x/√2)`, given `gaussian(x)`.
    static float normalCdf(float c, float gaussian) {
        float z = Math.abs(c) * SQRT_HALF;
        float t = 1f / Math.fma(z, ERFC_P, 1f);
        float p = Math.fma(ERFC_0, t, ERFC_1);
        p = Math.fma(p, t, ERFC_2);
        p = Math.fma(p, t, ERFC_3);
        p = Math.fma(p, t, ERFC_4);
        p = Math.fma(p, t, ERFC_5);
        p = Math.fma(p, t, ERFC_6);
        p = Math.fma(p, t, ERFC_7);
        p = Math.fma(p, t, ERFC_8);
        float tail = 0.5f * (gaussian * (t * p));
        return c < 0 ? tail : 1f - tail;
    }
}
