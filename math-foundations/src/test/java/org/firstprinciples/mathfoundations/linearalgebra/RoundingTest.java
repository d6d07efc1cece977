package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;

/// What rounding does to one operation, to a length and to a cosine; the numbers of `linear-algebra-floating-point.md`.
class RoundingTest {

    private static final double U = 0x1p-53;
    private static final BigDecimal SMALLEST_NORMAL = new BigDecimal(Double.MIN_NORMAL);
    private static final BigDecimal LARGEST = new BigDecimal(Double.MAX_VALUE);
    private static final BigDecimal ABOVE = BigDecimal.ONE.add(new BigDecimal(U));
    private static final BigDecimal BELOW = BigDecimal.ONE.subtract(new BigDecimal(U));

    /// The operations of a machine.
    static class Arithmetic {
        double plus(double x, double y) {
            return x + y;
        }

        double times(double x, double y) {
            return x * y;
        }

        double over(double x, double y) {
            return x / y;
        }

        double root(double x) {
            return Math.sqrt(x);
        }

        double fma(double x, double y, double z) {
            return Math.fma(x, y, z);
        }
    }

    Arithmetic arithmetic() {
        return new Arithmetic();
    }

    double length(Vector x) {
        return Norms.two(x);
    }

    double cosine(Vector x, Vector y) {
        return Angle.cosine(x, y);
    }

    /// Numbers of every size whose products and quotients are far from both ends of the range; in a third of the tries
    /// `y` almost cancels `x`, and in another `y` is half of the gap above `x`, a tie.
    @Claim("LA-50")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void oneOperationIsExactUpToOneRounding(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 2) int kind) {
        SplittableRandom random = new SplittableRandom(seed);
        double x = number(random);
        double y =
                switch (kind) {
                    case 0 -> -x * (1 + random.nextInt(-3, 4) * 2 * U);
                    case 1 -> Math.max(Math.ulp(x) / 2, Double.MIN_NORMAL);
                    default -> number(random);
                };
        y = Double.isFinite(y) ? y : number(random);
        double z = random.nextBoolean() && Double.isFinite(x * y) ? -(x * y) : number(random);
        BigDecimal exactX = new BigDecimal(x);
        BigDecimal exactY = new BigDecimal(y);
        requireRounded(arithmetic().plus(x, y), exactX.add(exactY));
        requireRounded(arithmetic().times(x, y), exactX.multiply(exactY));
        requireRounded(arithmetic().fma(x, y, z), exactX.multiply(exactY).add(new BigDecimal(z)));
        // |q − x/y| ≤ u|x/y| is |qy − x| ≤ u|x|
        if (exactX.abs().compareTo(SMALLEST_NORMAL.multiply(exactY.abs())) >= 0
                && exactX.abs().compareTo(LARGEST.multiply(exactY.abs())) <= 0) {
            BigDecimal back = new BigDecimal(arithmetic().over(x, y)).multiply(exactY);
            assertThat(back.subtract(exactX).abs())
                    .isLessThanOrEqualTo(exactX.abs().multiply(new BigDecimal(U)));
        }
        // r lies between √x(1 − u) and √x(1 + u) exactly if r² lies between their squares
        BigDecimal square = new BigDecimal(arithmetic().root(Math.abs(x))).pow(2);
        assertThat(square)
                .isBetween(
                        exactX.abs().multiply(BELOW.pow(2)), exactX.abs().multiply(ABOVE.pow(2)));
    }

    private static double number(SplittableRandom random) {
        double sign = random.nextBoolean() ? 1 : -1;
        int exponent =
                switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(-1022, -960); // near both ends of the range
                    case 1 -> random.nextInt(960, 1024);
                    default -> random.nextInt(-510, 511);
                };
        return sign * Math.scalb(1 + random.nextDouble(), exponent);
    }

    private static boolean inRange(BigDecimal exact) {
        return exact.signum() == 0
                || exact.abs().compareTo(SMALLEST_NORMAL) >= 0
                        && exact.abs().compareTo(LARGEST) <= 0;
    }

    private static void requireRounded(double computed, BigDecimal exact) {
        if (inRange(exact)) {
            assertThat(new BigDecimal(computed).subtract(exact).abs())
                    .isLessThanOrEqualTo(exact.abs().multiply(new BigDecimal(U)));
        }
    }

    /// Half a gap beyond the largest number a sum becomes infinite, and not before; below the smallest normal number the relative
    /// error is larger than `u`.
    @Test
    void theEndsOfTheRange() {
        double gap = Math.ulp(Double.MAX_VALUE);
        assertThat(Double.MAX_VALUE + Math.nextDown(gap / 2)).isEqualTo(Double.MAX_VALUE);
        assertThat(Double.MAX_VALUE + gap / 2).isInfinite();
        BigDecimal exact = new BigDecimal(Double.MIN_VALUE).multiply(new BigDecimal("1.5"));
        BigDecimal off = new BigDecimal(Double.MIN_VALUE * 1.5).subtract(exact).abs();
        assertThat(off).isGreaterThan(exact.multiply(new BigDecimal("0.3")));
        assertThat(BinaryScaling.times(-996, Vector.of(1e300, 1e-300)).get(1)).isZero();
    }

    /// Entries of one vector up to 2¹⁹⁰⁰ apart, so that squares vanish beside others.
    @Claim({"LA-52", "LA-53"})
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void entriesOfEverySizeBesideEachOther(
            @ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = 1, max = 950) int spread,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector x = spread(random, n, spread);
        Vector y = random.nextBoolean() ? x.times(-1) : spread(random, n, spread);
        BigDecimal exact = sum(x, x).sqrt(new MathContext(40));
        assertThat(new BigDecimal(length(x)).subtract(exact).abs())
                .isLessThanOrEqualTo(exact.multiply(new BigDecimal((n + 4) * U)));
        BigDecimal angle =
                sum(x, y)
                        .divide(
                                sum(x, x).multiply(sum(y, y)).sqrt(new MathContext(60)),
                                new MathContext(40));
        double computed = cosine(x, y);
        assertThat(computed).isBetween(-1.0, 1.0);
        assertThat(new BigDecimal(computed).subtract(angle).abs().doubleValue())
                .isLessThanOrEqualTo((2 * n + 6) * U);
    }

    private static Vector spread(SplittableRandom random, int n, int spread) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double sign = random.nextBoolean() ? 1 : -1;
            x[i] = sign * Math.scalb(1 + random.nextDouble(), random.nextInt(-spread, spread + 1));
        }
        return Vector.of(x);
    }

    /// Both ends of the range: entries of magnitude from 2⁻¹⁰²² on, and up to the largest number, as long as the length is one.
    @Claim({"LA-52", "LA-53"})
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void atTheEndsOfTheRange(
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll boolean low,
            @ForAll boolean lowOther,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector x = atAnEnd(random, n, low);
        Vector y = atAnEnd(random, n, lowOther);
        BigDecimal exact = sum(x, x).sqrt(new MathContext(40));
        if (exact.compareTo(LARGEST) > 0) {
            return;
        }
        assertThat(new BigDecimal(length(x)).subtract(exact).abs())
                .isLessThanOrEqualTo(exact.multiply(new BigDecimal((n + 4) * U)));
        if (sum(y, y).compareTo(LARGEST.pow(2)) > 0) {
            return;
        }
        BigDecimal angle =
                sum(x, y)
                        .divide(
                                exact.multiply(sum(y, y).sqrt(new MathContext(60))),
                                new MathContext(38));
        double computed = cosine(x, y);
        assertThat(computed).isBetween(-1.0, 1.0);
        assertThat(new BigDecimal(computed).subtract(angle).abs().doubleValue())
                .isLessThanOrEqualTo((2 * n + 6) * U);
    }

    private static Vector atAnEnd(SplittableRandom random, int n, boolean low) {
        double[] x = new double[n];
        int below = random.nextInt(1, 5); // so that lengths up to the largest number occur
        for (int i = 0; i < n; i++) {
            double sign = random.nextBoolean() ? 1 : -1;
            double size =
                    random.nextInt(4) == 0
                            ? 1
                            : Math.scalb(1 + random.nextDouble(), random.nextInt(3));
            double largest = Double.MAX_VALUE / Math.scalb(1.0, random.nextInt(below));
            x[i] = sign * (low ? Double.MIN_NORMAL * size : largest / size);
        }
        if (!low && n > 1 && random.nextBoolean()) { // one entry at the very end
            double[] alone = new double[n];
            alone[random.nextInt(n)] = Double.MAX_VALUE;
            return Vector.of(alone);
        }
        return Vector.of(x);
    }

    /// Entries from 2⁻⁹⁸⁰ to 2¹⁰²⁰, sixty powers of 2 beside each other. Oracle: forty digits.
    @Claim("LA-52")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aLengthIsRightAtAnyScale(
            @ForAll @IntRange(min = 0, max = 40) int n,
            @ForAll @IntRange(min = -940, max = 990) int scale,
            @ForAll @IntRange(min = -940, max = 990) int other,
            @ForAll long seed) {
        Vector x = scaled(scale, Matrices.wide(new SplittableRandom(seed), n));
        BigDecimal exact = sum(x, x).sqrt(new MathContext(40));
        double computed = length(x);
        assertThat(new BigDecimal(computed).subtract(exact).abs())
                .isLessThanOrEqualTo(exact.multiply(new BigDecimal((n + 4) * U)));
        assertThat(length(scaled(other - scale, x))).isEqualTo(Math.scalb(computed, other - scale));
    }

    /// Independent, almost parallel, parallel and opposite vectors at any two scales.
    @Claim("LA-53")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aCosineIsRightAtAnyScale(
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = -960, max = 1000) int scaleOfX,
            @ForAll @IntRange(min = -960, max = 1000) int scaleOfY,
            @ForAll @IntRange(min = 0, max = 3) int kind,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector x = Matrices.normal(random, n);
        Vector y =
                switch (kind) {
                    case 0 -> Matrices.normal(random, n);
                    case 1 -> x.plus(Matrices.normal(random, n).times(1e-8));
                    case 2 -> x.times(3);
                    default -> x.times(-7);
                };
        BigDecimal exact =
                sum(x, y)
                        .divide(
                                sum(x, x).multiply(sum(y, y)).sqrt(new MathContext(60)),
                                new MathContext(40));
        double computed = cosine(scaled(scaleOfX, x), scaled(scaleOfY, y));
        assertThat(computed).isBetween(-1.0, 1.0);
        assertThat(new BigDecimal(computed).subtract(exact).abs().doubleValue())
                .isLessThanOrEqualTo((2 * n + 6) * U);
    }

    private static Vector scaled(int exponent, Vector x) {
        return BinaryScaling.times(exponent, x);
    }

    private static BigDecimal sum(Vector x, Vector y) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < x.size(); i++) {
            sum = sum.add(new BigDecimal(x.get(i)).multiply(new BigDecimal(y.get(i))));
        }
        return sum;
    }

    /// What the page says of single numbers.
    @Test
    void theGapsBetweenNumbers() {
        assertThat(0.1 + 0.2).isEqualTo(0.30000000000000004);
        assertThat(Math.ulp(1.0)).isEqualTo(2 * U);
        assertThat(Math.ulp(1e16)).isEqualTo(2);
        assertThat(1e16 + 1).isEqualTo(1e16);
        assertThat(new BigDecimal(U).doubleValue()).isBetween(1.1e-16, 1.12e-16);
    }

    /// Two orders of the same three terms differ by 1; the bound allows almost 7.
    @Test
    void threeTermsInTwoOrders() {
        assertThat((1e16 + 1) - 1e16).isEqualTo(0);
        assertThat((1e16 - 1e16) + 1).isEqualTo(1);
        double gamma = 3 * U / (1 - 3 * U);
        assertThat(gamma * (1e16 + 1 + 1e16)).isBetween(6.6, 6.7);
        // an inner product of 768 terms: in double 13 digits of the sum of magnitudes are safe, in
        // float 4
        assertThat(768 * U / (1 - 768 * U)).isBetween(8.5e-14, 8.6e-14);
        double gammaOfFloats = 768 * 0x1p-24 / (1 - 768 * 0x1p-24);
        assertThat(gammaOfFloats).isBetween(4.5e-5, 4.6e-5);
        assertThat(768 * gammaOfFloats).isBetween(0.0345, 0.0355);
        assertThat(3 * gamma).isBetween(0.95e-15, 1.05e-15);
    }

    /// The squares of (3, 4)·10³⁰⁰ overflow, and a cosine computed as it is written exceeds 1.
    @Test
    void aLengthAndACosineByHand() {
        assertThat(Math.sqrt(3e300 * 3e300 + 4e300 * 4e300)).isInfinite();
        assertThat(length(Vector.of(3e300, 4e300)) / 5e300).isEqualTo(1);
        double length = Math.sqrt(1 * 1 + 5 * 5);
        double quotient = 26 / (length * length);
        assertThat(quotient).isEqualTo(1 + 2 * U);
        assertThat(Math.acos(quotient)).isNaN();
        assertThat(cosine(Vector.of(1, 5), Vector.of(1, 5))).isEqualTo(1);
    }

    @Example
    void aCosineAsItIsWritten() {
        Vector x = Vector.of(1, 5);
        double written = x.dot(x) / (Norms.two(x) * Norms.two(x));
        assertThat(written).isEqualTo(1.0000000000000002);
        assertThat(Math.acos(written)).isNaN();
        assertThat(Angle.cosine(x, x)).isEqualTo(1);
    }

    /// 10⁻²⁰x₁ + x₂ = 1, x₁ + x₂ = 2, with the first equation left where it is: every step of the page.
    @Test
    void aPivotThatIsTooSmall() {
        double multiple = 1 / 1e-20;
        assertThat(multiple).isEqualTo(1e20);
        double right = 2 - multiple * 1;
        double left = 1 - multiple * 1;
        assertThat(right).isEqualTo(-1e20).isEqualTo(left);
        double second = right / left;
        double first = (1 - second) / 1e-20;
        assertThat(second).isEqualTo(1);
        assertThat(first).isZero();
        Matrix a = Matrix.of(2, 2, 1e-20, 1, 1, 1);
        assertThat(Lu.of(a).solve(Vector.of(1, 2))).isEqualTo(Vector.of(1, 1));
    }

    @Mutant("LA-50") // the last two bits are cut off
    static class Truncates extends RoundingTest {
        @Override
        Arithmetic arithmetic() {
            return new Arithmetic() {
                @Override
                double plus(double x, double y) {
                    return Double.longBitsToDouble(Double.doubleToRawLongBits(x + y) & -4L);
                }
            };
        }
    }

    @Mutant("LA-50") // the product is rounded before the sum
    static class RoundsTwice extends RoundingTest {
        @Override
        Arithmetic arithmetic() {
            return new Arithmetic() {
                @Override
                double fma(double x, double y, double z) {
                    return x * y + z;
                }
            };
        }
    }

    @Mutant("LA-52") // squares overflow and vanish
    static class AsItIsWritten extends RoundingTest {
        @Override
        double length(Vector x) {
            return Math.sqrt(x.dot(x));
        }
    }

    @Mutant("LA-53") // rounding above 1 is left in
    static class Unclamped extends RoundingTest {
        @Override
        double cosine(Vector x, Vector y) {
            return Angle.unit(x).dot(Angle.unit(y));
        }
    }
}
