package org.firstprinciples.mathfoundations.calculus;

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

    @Claim("CA-01")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.MIXIN)
    void onCubicsTheCentralErrorIsOfSecondOrder(
            @ForAll @IntRange(min = 0, max = 31) int a,
            @ForAll @IntRange(min = 0, max = 31) int b,
            @ForAll @IntRange(min = 0, max = 31) int x,
            @ForAll @IntRange(min = 0, max = 6) int exponent) {
        double h = Math.scalb(1.0, -exponent);
        DoubleUnaryOperator cubic = t -> ((a * t + b) * t + 3) * t;
        double slope = (3.0 * a * x + 2 * b) * x + 3;
        assertThat(subject().forward(cubic, x, h))
                .isEqualTo(slope + (3.0 * a * x + b) * h + a * h * h);
        assertThat(subject().central(cubic, x, h)).isEqualTo(slope + a * h * h);
    }

    /// The worked example of the document.
    @Claim("CA-01")
    @Example
    void aCubeByHand() {
        assertThat(subject().forward(x -> x * x * x, 1, 0.25)).isEqualTo(3.8125);
        assertThat(subject().central(x -> x * x * x, 1, 0.25)).isEqualTo(3.0625);
    }

    /// `h²/6 + 2u/h + 3u` for the sine, whose value is off by one ulp at most and whose derivatives are at most 1.
    @Claim("CA-02")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.MIXIN)
    void truncationAndRoundingBoundTheError(
            @ForAll @IntRange(min = -12288, max = 12288) int n,
            @ForAll @IntRange(min = 2, max = 39) int k) {
        double x = n * 0x1p-12;
        double h = Math.scalb(1.0, -k);
        double error = Math.abs(subject().central(StrictMath::sin, x, h) - StrictMath.cos(x));
        assertThat(error).isLessThanOrEqualTo(h * h / 6 + 2 * U / h + 3 * U);
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

    @Mutant({"CA-01", "CA-02"}) // h for 2h
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

    @Mutant({"CA-01", "CA-02"}) // a forward quotient passed off as a central one
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

    @Mutant("CA-02") // always the same tiny step
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
