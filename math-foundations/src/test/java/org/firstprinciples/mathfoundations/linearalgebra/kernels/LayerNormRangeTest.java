package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Layer normalization of rows without spread, and of rows whose sum or variance no `float` holds; the oracle is `double`,
/// which holds the squares of every `float`.
class LayerNormRangeTest {

    private static final float EPSILON = 1e-5f;

    /// `y`, then `μ` and `r`.
    private static float[] normalized(Kernels kernels, float... x) {
        int n = x.length;
        float[] y = new float[n + 2];
        kernels.layerNorm(1, n, EPSILON, x, 0, ones(n), new float[0], y, 0, y, n, y, n + 1);
        return y;
    }

    /// The gradients of `x`, then those of `γ = 1`.
    private static float[] gradients(Kernels kernels, float[] x, float[] dy) {
        int n = x.length;
        float[] y = normalized(kernels, x);
        float[] gradients = new float[2 * n];
        kernels.layerNormGradient(1, n, x, 0, dy, 0, ones(n), y, n, y, n + 1, gradients, 0);
        kernels.layerNormScaleGradient(1, n, n, x, 0, dy, 0, y, n, y, n + 1, gradients, n);
        return gradients;
    }

    private static float[] ones(int n) {
        float[] ones = new float[n];
        Arrays.fill(ones, 1f);
        return ones;
    }

    /// The mean of equal numbers is that number, so nothing is left: 0, not what rounding left over `√ε`.
    @Property(tries = 300)
    void equalNumbersBecomeZero(
            @ForAll @FloatRange(min = -Float.MAX_VALUE, max = Float.MAX_VALUE) float value,
            @ForAll @IntRange(min = 1, max = 3000) int n) {
        float[] x = new float[n];
        Arrays.fill(x, value);
        Widths.kernels()
                .forEach(kernels -> {
                    float[] y = normalized(kernels, x);
                    assertThat(y[n]).isEqualTo(value);
                    for (int i = 0; i < n; i++) {
                        assertThat(y[i]).isZero();
                    }
                });
    }

    /// Rows of any size have the values and gradients of `double`, each rounded a few times, and the same bits in all kernels.
    @Property(tries = 300)
    void rowsOfAnySizeAreNormal(
            @ForAll @IntRange(min = -20, max = 126) int exponent,
            @ForAll @IntRange(min = 2, max = 100) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n];
        float[] dy = new float[n];
        double mean = 0;
        double slope = 0;
        for (int i = 0; i < n; i++) {
            x[i] = Math.scalb((float) random.nextDouble(-1, 1), exponent);
            dy[i] = (float) random.nextDouble(-1, 1);
            mean += (double) x[i] / n;
            slope += (double) dy[i] / n;
        }
        double variance = 0;
        for (float v : x) {
            variance += (v - mean) * (v - mean) / n;
        }
        double r = 1 / Math.sqrt(variance + EPSILON);
        double projection = 0;
        for (int i = 0; i < n; i++) {
            projection += dy[i] * (x[i] - mean) * r / n;
        }
        double largest = Math.scalb(1.0, exponent);
        double rounding =
                (2.0 * n + 20) * 0x1p-24 * (1 + largest * r); // of the mean, and of all after it
        float[] y = normalized(Kernels.scalar(), x);
        float[] gradients = gradients(Kernels.scalar(), x, dy);
        double subnormal = Float.MIN_VALUE / r; // what rounding 1/√v loses of one
        for (int i = 0; i < n; i++) {
            double z = (x[i] - mean) * r;
            double dx = (dy[i] - slope - z * projection) * r;
            double size = 1 + z * z;
            assertThat(y[i]).isCloseTo((float) z, within((float) (rounding * size)));
            assertThat((double) gradients[i])
                    .isCloseTo(dx, within(4 * (rounding + subnormal) * size * r + Float.MIN_VALUE));
            assertThat((double) gradients[n + i])
                    .isCloseTo(dy[i] * z, within((rounding + 2 * subnormal) * size));
        }
        Widths.kernels()
                .forEach(kernels -> {
                    assertThat(normalized(kernels, x)).isEqualTo(y);
                    assertThat(gradients(kernels, x, dy)).isEqualTo(gradients);
                });
    }

    @Example
    void byHand() {
        float[] equal = new float[768];
        Arrays.fill(equal, 12345.678f);
        Widths.kernels()
                .forEach(kernels -> {
                    assertThat(normalized(kernels, equal)).startsWith(new float[768]);
                    assertThat(normalized(kernels, 3e38f, 3e38f)).startsWith(0f, 0f);
                    assertThat(normalized(kernels, 3e38f, -3e38f)).startsWith(1f, -1f);
                    assertThat(normalized(kernels, 3e19f, -1e19f)).startsWith(1f, -1f);
                    assertThat(gradients(kernels, new float[] {3e38f, -3e38f}, ones(2)))
                            .containsExactly(new float[] {0f, 0f, 1f, -1f}, within(1e-6f));
                    assertThat(normalized(kernels, 1, Float.NaN, 2)[2]).isNaN();
                    assertThat(normalized(kernels, 1, Float.POSITIVE_INFINITY)[0]).isNaN();
                });
    }
}
