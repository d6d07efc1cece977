package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

class DifferenceQuotientTest {

    private static final double U = 0x1p-53;

    /// Two quotients.
    interface Quotients {
        default double forward(DoubleUnaryOperator f, double x, double h) {
            return DifferenceQuotient.forward(f, x, h);
        }

        default double central(DoubleUnaryOperator f, double x, double h) {
            return DifferenceQuotient.central(f, x, h);
        }
    }

    Quotients subject() {
        return new Quotients() {};
    }

    /// `|a|, |b|, |c|, |x| ≤ 1000` and `h ≥ 2⁻⁹`: all intermediate numbers have at most 53 bits.
    @Claim("CA-01")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.MIXIN)
    void onParabolasBothErrorsAreKnown(
            @ForAll @IntRange(min = -1000, max = 1000) int a,
            @ForAll @IntRange(min = -1000, max = 1000) int b,
            @ForAll @IntRange(min = -1000, max = 1000) int x,
            @ForAll @IntRange(min = -9, max = 9) int exponent) {
        double h = Math.copySign(Math.scalb(1.0, -Math.abs(exponent)), exponent);
        DoubleUnaryOperator parabola = t -> (a * t + b) * t + 7;
        double slope = 2.0 * a * x + b;
        assertThat(subject().forward(parabola, x, h)).isEqualTo(slope + a * h);
        assertThat(subject().central(parabola, x, h)).isEqualTo(slope);
    }

    @Claim("CA-21")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.MIXIN)
    void onCubicsTheCentralErrorIsOfSecondOrder(
            @ForAll @IntRange(min = -31, max = 31) int a,
            @ForAll @IntRange(min = -31, max = 31) int b,
            @ForAll @IntRange(min = -31, max = 31) int x,
            @ForAll @IntRange(min = -6, max = 6) int exponent) {
        double h = Math.copySign(Math.scalb(1.0, -Math.abs(exponent)), exponent);
        DoubleUnaryOperator cubic = t -> ((a * t + b) * t + 3) * t;
        double slope = (3.0 * a * x + 2 * b) * x + 3;
        assertThat(subject().forward(cubic, x, h))
                .isEqualTo(slope + (3.0 * a * x + b) * h + a * h * h);
        assertThat(subject().central(cubic, x, h)).isEqualTo(slope + a * h * h);
    }

    /// The worked example of the document.
    @Claim("CA-21")
    @Example
    void aCubeByHand() {
        assertThat(subject().forward(x -> x * x * x, 1, 0.25)).isEqualTo(3.8125);
        assertThat(subject().central(x -> x * x * x, 1, 0.25)).isEqualTo(3.0625);
    }

    /// A function with its derivative, bounds of the first and third derivative between two points, and the largest error
    /// of a value there.
    record Measured(
            String name,
            DoubleUnaryOperator f,
            DoubleUnaryOperator slope,
            DoubleBinaryOperator first,
            DoubleBinaryOperator third,
            DoubleBinaryOperator error) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static double largest(double low, double high) {
        return Math.max(Math.abs(low), Math.abs(high));
    }

    /// Errors of values: one unit in the last place for [StrictMath], half a unit for one operation, nothing for whole
    /// numbers that fit, and for the last one an error as large as it may be and in the worst directions.
    @Provide
    Arbitrary<Measured> measured() {
        return Arbitraries.of(
                new Measured(
                        "sine",
                        StrictMath::sin,
                        StrictMath::cos,
                        (low, high) -> 1,
                        (low, high) -> 1,
                        (low, high) -> 2 * U),
                new Measured(
                        "exponential",
                        StrictMath::exp,
                        StrictMath::exp,
                        (low, high) -> StrictMath.exp(high),
                        (low, high) -> StrictMath.exp(high),
                        (low, high) -> 2 * U * StrictMath.exp(high)),
                new Measured(
                        "reciprocal of x + 8",
                        x -> 1 / (x + 8),
                        x -> -1 / ((x + 8) * (x + 8)),
                        (low, high) -> Math.pow(low + 8, -2),
                        (low, high) -> 6 * Math.pow(low + 8, -4),
                        (low, high) -> 2 * U / (low + 8)),
                new Measured(
                        "root of x + 8",
                        x -> Math.sqrt(x + 8),
                        x -> 0.5 / Math.sqrt(x + 8),
                        (low, high) -> 0.5 / Math.sqrt(low + 8),
                        (low, high) -> 0.375 * Math.pow(low + 8, -2.5),
                        (low, high) -> 1.5 * U * Math.sqrt(high + 8)),
                new Measured(
                        "line through a large value",
                        x -> 0x1p20 + x,
                        x -> 1,
                        (low, high) -> 1,
                        (low, high) -> 0,
                        (low, high) -> U * (0x1p20 + largest(low, high))),
                new Measured(
                        "square",
                        x -> x * x,
                        x -> 2 * x,
                        (low, high) -> 2 * largest(low, high),
                        (low, high) -> 0,
                        (low, high) -> U * largest(low, high) * largest(low, high)),
                new Measured(
                        "coarse table of the sine",
                        x -> 1e-6 * Math.rint(StrictMath.sin(x) * 1e6),
                        StrictMath::cos,
                        (low, high) -> 1,
                        (low, high) -> 1,
                        (low, high) -> 0.5e-6 + 4 * U));
    }

    /// The points are multiples of 2⁻¹² up to 3 in size and the steps powers of 2, so that `x ± h` are exact. Two units
    /// of the slope are left to the oracle's own rounding.
    @Claim("CA-02")
    @Property(tries = 4000, edgeCases = EdgeCasesMode.MIXIN)
    void truncationAndRoundingBoundTheError(
            @ForAll("measured") Measured function,
            @ForAll @IntRange(min = -12288, max = 12288) int n,
            @ForAll @IntRange(min = 0, max = 39) int k) {
        double x = n * 0x1p-12;
        double h = Math.scalb(1.0, -k);
        double low = x - h;
        double high = x + h;
        assertThat(high - x).isEqualTo(h);
        assertThat(x - low).isEqualTo(h);
        double slope = function.slope().applyAsDouble(x);
        double bound =
                h * h / 6 * function.third().applyAsDouble(low, high)
                        + (1 + 3 * U) * function.error().applyAsDouble(low, high) / h
                        + 3 * U * function.first().applyAsDouble(low, high);
        assertThat(Math.abs(subject().central(function.f(), x, h) - slope))
                .isLessThanOrEqualTo(bound + 4 * U * Math.abs(slope));
    }

    /// An error `δ` up on the one side and down on the other reaches `δ/h`; a cubic without errors reaches `h²/6·M₃`.
    @Claim("CA-02")
    @Property(tries = 100)
    void bothTermsAreReached(@ForAll @IntRange(min = 1, max = 20) int k) {
        double h = Math.scalb(1.0, -k);
        double delta = 0x1p-10;
        assertThat(subject().central(x -> Math.copySign(delta, x), 0, h)).isEqualTo(delta / h);
        assertThat(subject().central(x -> x * x * x, 0, h)).isEqualTo(h * h);
    }

    /// Where `x ± h` are rounded, the values belong to other points.
    @Claim("CA-22")
    @Property(tries = 2000, edgeCases = EdgeCasesMode.MIXIN)
    void aRoundedPointIsAnErrorOfTheValue(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double x,
            @ForAll @IntRange(min = 1000, max = 8000) int exponent) {
        double h = Math.pow(10, -exponent * 1e-3);
        double rounded = 2 * U + U * (Math.abs(x) + h);
        double bound = h * h / 6 + (1 + 3 * U) * rounded / h + 3 * U;
        assertThat(Math.abs(subject().central(StrictMath::sin, x, h) - StrictMath.cos(x)))
                .isLessThanOrEqualTo(bound + 2 * U);
    }

    /// The same for all functions between −3 and 3.
    @Claim("CA-22")
    @Property(tries = 2000, edgeCases = EdgeCasesMode.MIXIN)
    void aRoundedPointIsAnErrorOfEveryValue(
            @ForAll("measured") Measured function,
            @ForAll @DoubleRange(min = -3, max = 3) double x,
            @ForAll @IntRange(min = 0, max = 8000) int exponent) {
        double h = Math.pow(10, -exponent * 1e-3);
        double low = Math.nextDown(x - h);
        double high = Math.nextUp(x + h);
        double first = function.first().applyAsDouble(low, high);
        double rounded = function.error().applyAsDouble(low, high) + U * (Math.abs(x) + h) * first;
        double bound =
                h * h / 6 * function.third().applyAsDouble(low, high)
                        + (1 + 3 * U) * rounded / h
                        + 3 * U * first;
        double slope = function.slope().applyAsDouble(x);
        assertThat(Math.abs(subject().central(function.f(), x, h) - slope))
                .isLessThanOrEqualTo(bound + 4 * U * Math.abs(slope));
    }

    /// Far from 0, where the values of a logarithm and of a root grow, but the slopes fall.
    @Claim("CA-22")
    @Property(tries = 2000, edgeCases = EdgeCasesMode.MIXIN)
    void aRoundedPointFarFromZero(
            @ForAll @DoubleRange(min = 1, max = 1e6) double x,
            @ForAll @IntRange(min = 1000, max = 8000) int exponent) {
        double h = x * Math.pow(10, -exponent * 1e-3);
        double low = Math.nextDown(x - h);
        double point = U * (x + h);
        double ofLog = 2 * U * (1 + Math.log(x + h)) + point / low;
        double boundOfLog = h * h / 3 / (low * low * low) + (1 + 3 * U) * ofLog / h + 3 * U / low;
        assertThat(Math.abs(subject().central(StrictMath::log, x, h) - 1 / x))
                .isLessThanOrEqualTo(boundOfLog + 4 * U / x);
        double slope = 0.5 / Math.sqrt(low);
        double ofRoot = U * Math.sqrt(x + h) + point * slope;
        double boundOfRoot =
                h * h / 6 * 0.375 * Math.pow(low, -2.5) + (1 + 3 * U) * ofRoot / h + 3 * U * slope;
        assertThat(Math.abs(subject().central(Math::sqrt, x, h) - 0.5 / Math.sqrt(x)))
                .isLessThanOrEqualTo(boundOfRoot + 4 * U * slope);
    }

    /// The trap of the document.
    @Claim("CA-22")
    @Example
    void theSineFarFromZero() {
        double error = subject().central(StrictMath::sin, 1000.1, 1e-5) - StrictMath.cos(1000.1);
        assertThat(Math.abs(error)).isCloseTo(1.2e-9, within(5e-11));
        assertThat(1e-10 / 6 + 2 * U / 1e-5 + 3 * U).isCloseTo(3.9e-11, within(5e-13));
        assertThat(U * 1000.1 / 1e-5).isCloseTo(1.1e-8, within(2e-10));
        assertThat(Math.ulp(1000.1) / 2).isCloseTo(5.7e-14, within(5e-16));
        assertThat(subject().central(x -> x, 1000.1, 1e-5)).isNotEqualTo(1);
    }

    /// The table of the document: the sine at 1.
    @Claim("CA-02")
    @Example
    void theTableOfBothErrors() {
        double[] steps = {1e-1, 1e-3, 1e-5, 1e-8, 1e-12, 1e-15};
        double[] ofForward = {4.3e-2, 4.2e-4, 4.2e-6, 3.0e-9, 4.3e-5, 1.5e-2};
        double[] ofCentral = {9.0e-4, 9.0e-8, 1.1e-11, 2.6e-9, 1.2e-5, 1.5e-2};
        for (int i = 0; i < steps.length; i++) {
            double forward = subject().forward(StrictMath::sin, 1, steps[i]) - StrictMath.cos(1);
            double central = subject().central(StrictMath::sin, 1, steps[i]) - StrictMath.cos(1);
            assertThat(Math.abs(forward)).isCloseTo(ofForward[i], within(0.02 * ofForward[i]));
            assertThat(Math.abs(central)).isCloseTo(ofCentral[i], within(0.03 * ofCentral[i]));
        }
        assertThat(subject().central(StrictMath::sin, 1, 1e-15)).isCloseTo(0.5551, within(5e-5));
        double best = StrictMath.cbrt(6 * U);
        assertThat(best).isCloseTo(8.7e-6, within(5e-8));
        assertThat(best * best / 6).isCloseTo(1.3e-11, within(5e-13));
        assertThat(2 * U / best).isCloseTo(2.5e-11, within(6e-13));
        assertThat(best * best / 6 + 2 * U / best).isCloseTo(3.8e-11, within(5e-13));
        double inFloat = StrictMath.cbrt(6 * 0x1p-24);
        assertThat(inFloat).isCloseTo(0.007, within(2e-4));
        assertThat(inFloat * inFloat / 6 + 2 * 0x1p-24 / inFloat).isCloseTo(2.5e-5, within(1e-6));
    }

    @Claim("CA-02")
    @Example
    void theSmallestStepIsNotTheBest() {
        int worse = 0;
        for (int n = 0; n < 1000; n++) {
            double x = -3 + n * 6 / 1024.0;
            double tiny =
                    Math.abs(subject().central(StrictMath::sin, x, 0x1p-39) - StrictMath.cos(x));
            double right =
                    Math.abs(subject().central(StrictMath::sin, x, 0x1p-17) - StrictMath.cos(x));
            worse += tiny > right ? 1 : 0;
        }
        assertThat(worse).isGreaterThan(900);
        assertThat(DifferenceQuotient.step(0.3)).isEqualTo(0x1p-17);
        assertThat(DifferenceQuotient.step(-1000)).isEqualTo(0x1p-8);
        assertThat(DifferenceQuotient.step(1e6)).isEqualTo(4); // far too long for the sine
        assertThat(subject().central(StrictMath::sin, 1e6, 4)).isCloseTo(-0.18, within(5e-3));
        assertThat(StrictMath.cos(1e6)).isCloseTo(0.94, within(5e-3));
        double step = DifferenceQuotient.step(1);
        assertThat(subject().central(StrictMath::exp, 1, step)).isCloseTo(Math.E, within(1e-10));
    }

    @Claim("CA-02")
    @Example
    void stepsThatChangeNothingAreRefused() {
        for (double h : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY, 0x1p-51}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> subject().central(Math::sin, 1, h))
                    .withMessage(
                            "the step must be finite, not 0, and at least 2⁻⁵⁰|x|, got %s at x = 1.0"
                                    .formatted(h));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> subject().forward(Math::sin, 1, h));
        }
    }

    @Mutant({"CA-01", "CA-02", "CA-21", "CA-22"}) // h for 2h
    static class ForgetsTheTwo extends DifferenceQuotientTest {
        @Override
        Quotients subject() {
            return new Quotients() {
                @Override
                public double central(DoubleUnaryOperator f, double x, double h) {
                    return 2 * DifferenceQuotient.central(f, x, h);
                }
            };
        }
    }

    @Mutant({"CA-01", "CA-02", "CA-21", "CA-22"}) // a forward quotient passed off as a central one
    static class OneSided extends DifferenceQuotientTest {
        @Override
        Quotients subject() {
            return new Quotients() {
                @Override
                public double central(DoubleUnaryOperator f, double x, double h) {
                    return DifferenceQuotient.forward(f, x, h);
                }
            };
        }
    }

    @Mutant({"CA-02", "CA-22"}) // always the same tiny step
    static class TinyStep extends DifferenceQuotientTest {
        @Override
        Quotients subject() {
            return new Quotients() {
                @Override
                public double central(DoubleUnaryOperator f, double x, double h) {
                    return DifferenceQuotient.central(f, x, 0x1p-45);
                }
            };
        }
    }
}
