package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;

class AngleTest {

    private static final double U = 0x1p-53;

    double cosine(Vector x, Vector y) {
        return Angle.cosine(x, y);
    }

    /// `‖x‖²‖y‖² − (xᵀy)² = Σ_{i<j}(xᵢyⱼ − xⱼyᵢ)²`, and the parallelogram law, in whole numbers.
    @Claim("LA-03")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void lagrangesIdentity(
            @ForAll @IntRange(min = 1, max = 16) int n,
            @ForAll @IntRange(min = 0, max = 3) int kind,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] a = Matrices.integers(random, 1, n, 1000)[0];
        long[] b = Matrices.integers(random, 1, n, 1000)[0];
        if (kind == 0) { // dependent
            long c = random.nextInt(-3, 4);
            for (int i = 0; i < n; i++) {
                b[i] = c * a[i];
            }
        }
        long sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                long minor = a[i] * b[j] - a[j] * b[i];
                sum += minor * minor;
            }
        }
        Vector x = vector(a);
        Vector y = vector(b);
        long xx = (long) x.dot(x);
        long yy = (long) y.dot(y);
        long xy = (long) x.dot(y);
        assertThat(xx * yy - xy * xy).isEqualTo(sum);
        assertThat(x.plus(y).dot(x.plus(y)) + x.minus(y).dot(x.minus(y)))
                .isEqualTo(2 * x.dot(x) + 2 * y.dot(y));
        if (xx > 0 && yy > 0) {
            double c = cosine(x, y);
            MathContext digits = new MathContext(40);
            double expected =
                    new BigDecimal(xy)
                            .divide(
                                    new BigDecimal(xx).multiply(new BigDecimal(yy)).sqrt(digits),
                                    digits)
                            .doubleValue();
            assertThat(c).isBetween(-1.0, 1.0).isCloseTo(expected, within((2 * n + 6) * U));
            if (sum == 0) {
                assertThat(Math.abs(c)).isGreaterThanOrEqualTo(1 - (2 * n + 6) * U);
            }
        }
    }

    /// Angles are distances on the sphere: `∠(x,z) ≤ ∠(x,y) + ∠(y,z)`, at any scale, up to what arccos makes of rounding.
    @Claim("LA-03")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theAngleIsAMetric(
            @ForAll @IntRange(min = 1, max = 16) int n,
            @ForAll @IntRange(min = -300, max = 300) int scale,
            @ForAll boolean near,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector x = Matrices.normal(random, n);
        Vector y = x.plus(Matrices.normal(random, n).times(near ? 1e-9 : 1));
        Vector z = y.plus(Matrices.normal(random, n).times(near ? 1e-9 : 1));
        double factor = Math.pow(10, scale);
        double slack = 5 * Math.sqrt((2 * n + 6) * U);
        double xz = Math.acos(cosine(x.times(factor), z));
        double xy = Math.acos(cosine(x, y.times(factor)));
        double yz = Math.acos(cosine(y, z));
        assertThat(xz).isLessThanOrEqualTo(xy + yz + slack);
        assertThat(Math.acos(cosine(y, x))).isEqualTo(Math.acos(cosine(x, y)));
        assertThat(Angle.of(x, y)).isCloseTo(Math.acos(cosine(x, y)), within(slack));
    }

    @Claim("LA-03")
    @Example
    void anglesByHand() {
        assertThat(cosine(Vector.of(3, 4), Vector.of(4, 3))).isCloseTo(0.96, within(2 * U));
        assertThat(Angle.of(Vector.of(1, 0), Vector.of(0, 5))).isEqualTo(Math.PI / 2);
        assertThat(cosine(Vector.of(1e300, 1e300), Vector.of(1e-300, 1e-300)))
                .isCloseTo(1, within(10 * U));
        // 1 − cos is no distance: one step of 90° costs more than two of 45°
        Vector east = Vector.of(1, 0);
        Vector between = Vector.of(1, 1);
        Vector north = Vector.of(0, 1);
        assertThat(1 - cosine(east, north))
                .isGreaterThan(1 - cosine(east, between) + 1 - cosine(between, north));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cosine(Vector.zeros(2), east))
                .withMessage("a vector of length 0.0 has no direction, got [0.0, 0.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cosine(east, Vector.of(Double.NaN, 1)));
    }

    private static Vector vector(long... x) {
        double[] elements = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            elements[i] = x[i];
        }
        return Vector.of(elements);
    }

    @Example
    void catWithKittenAndDog() {
        Vector cat = Vector.of(2, 1);
        Vector dog = Vector.of(1, 2);
        assertThat(Angle.cosine(cat, Vector.of(4, 2))).isCloseTo(1, within(1e-15));
        assertThat(Angle.cosine(cat, dog)).isCloseTo(0.8, within(1e-15));
        assertThat(Math.toDegrees(Angle.of(cat, dog))).isCloseTo(36.87, within(0.005));
    }

    /// How often rounding would put the cosine of two parallel vectors above 1: about one time in seven.
    @Example
    void theClampIsNeeded() {
        SplittableRandom random = new SplittableRandom(7);
        int above = 0;
        for (int i = 0; i < 10_000; i++) {
            Vector x = Matrices.normal(random, random.nextInt(2, 20));
            Vector y = x.times(random.nextDouble(0.1, 10));
            above += Angle.unit(x).dot(Angle.unit(y)) > 1 ? 1 : 0;
        }
        assertThat(above / 10_000.0).isBetween(0.11, 0.18);
    }

    @Mutant("LA-03") // rounding above 1 is left in
    static class Unclamped extends AngleTest {
        @Override
        double cosine(Vector x, Vector y) {
            Angle.cosine(x, y);
            return x.dot(y) / Math.sqrt(x.dot(x)) / Math.sqrt(y.dot(y));
        }
    }

    @Mutant("LA-03") // divides by one length only
    static class HalfNormalized extends AngleTest {
        @Override
        double cosine(Vector x, Vector y) {
            return Math.clamp(Angle.cosine(x, y) * Math.sqrt(y.dot(y)), -1, 1);
        }
    }

    @Mutant("LA-03")
    static class WithoutSign extends AngleTest {
        @Override
        double cosine(Vector x, Vector y) {
            return Math.abs(Angle.cosine(x, y));
        }
    }
}
