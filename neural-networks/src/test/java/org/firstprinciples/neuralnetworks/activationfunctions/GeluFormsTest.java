package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Erf;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.junit.jupiter.api.Test;

import java.util.function.DoubleUnaryOperator;

/// How far the forms of GELU are from each other, and how well the exact one keeps its digits.
class GeluFormsTest {

    /// The exact form and the approximations.
    interface Forms {
        default double exact(double x) {
            return Activation.GELU.applyAsDouble(x);
        }

        default double tanh(double x) {
            return Activation.GELU_TANH.applyAsDouble(x);
        }

        /// `x·σ(1.702x)`.
        default double sigmoid(double x) {
            return x / (1 + Math.exp(-1.702 * x));
        }
    }

    Forms subject() {
        return new Forms() {};
    }

    /// The largest value of a function on a grid of step 2⁻¹⁰ over [−12,12].
    private static double largest(DoubleUnaryOperator f) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = -12 << 10; i <= 12 << 10; i++) {
            largest = Math.max(largest, f.applyAsDouble(i * 0x1p-10));
        }
        return largest;
    }

    /// Tight both ways: nowhere more, somewhere nearly as much.
    @Claim("AC-04")
    @Test
    void theApproximationsAreThisFarAway() {
        assertThat(largest(x -> Math.abs(subject().tanh(x) - subject().exact(x))))
                .isBetween(0.9999 * 4.7324e-4, 4.7324e-4);
        assertThat(largest(x -> Math.abs(subject().sigmoid(x) - subject().exact(x))))
                .isBetween(0.9999 * 2.0335e-2, 2.0335e-2);
        assertThat(-largest(x -> -subject().exact(x))).isCloseTo(-0.1699712, within(1e-7));
    }

    @Claim("AC-04")
    @Test
    void thePublishedValues() {
        assertThat(subject().exact(1)).isCloseTo(0.8413447, within(5e-8));
        assertThat(subject().exact(-1)).isCloseTo(-0.1586553, within(5e-8));
        assertThat(subject().tanh(1)).isCloseTo(0.8411920, within(5e-8));
    }

    /// What the document says of the steps by hand, of the minima, of the places of the largest errors, of −3, and of the form that
    /// cancels.
    @Test
    void theNumbersOfTheText() {
        double t = Math.sqrt(2 / Math.PI) * 1.044715;
        assertThat(Math.sqrt(2 / Math.PI)).isCloseTo(0.797885, within(5e-7));
        assertThat(t).isCloseTo(0.833562, within(5e-7));
        assertThat(Math.tanh(t)).isCloseTo(0.682384, within(5e-7));
        assertThat(subject().exact(1) - subject().tanh(1)).isCloseTo(0.00015, within(5e-6));
        assertThat(Math.abs(subject().tanh(2.70) - subject().exact(2.70))).isGreaterThan(4.73e-4);
        assertThat(Math.abs(subject().sigmoid(2.27) - subject().exact(2.27)))
                .isGreaterThan(2.0334e-2);
        assertThat(Activation.SILU.applyAsDouble(-1.2785)).isCloseTo(-0.2785, within(5e-5));
        assertThat(-largest(x -> -Activation.SILU.applyAsDouble(x)))
                .isCloseTo(-0.2785, within(5e-5));
        assertThat(subject().exact(-1)).isCloseTo(-0.159, within(5e-4));
        assertThat(4.7324e-4 / Math.ulp(2.7f)).isCloseTo(2000, within(50.0));
        assertThat(subject().exact(-0.7517915)).isCloseTo(-0.1699712, within(5e-8));
        assertThat(subject().exact(-3)).isCloseTo(-0.004, within(5e-4));
        double cancelled = -4 * (1 + Erf.erf(-8 / Math.sqrt(2)));
        assertThat(cancelled / subject().exact(-8) - 1).isBetween(-0.025, 0.025);
        assertThat(Math.abs(cancelled / subject().exact(-8) - 1)).isGreaterThan(0.015);
        assertThat(-10 * (1 + Erf.erf(-20 / Math.sqrt(2)))).isZero();
    }

    /// Far left the value is tiny and keeps its digits. Oracle: Commons Math's complementary error function.
    @Claim("AC-25")
    @Test
    void theExactFormKeepsItsDigitsFarLeft() {
        for (double t = 3; t <= 37; t += 0.25) {
            double tail = Erf.erfc(t / Math.sqrt(2)) / 2;
            assertThat(subject().exact(-t)).isCloseTo(-t * tail, within(1e-12 * t * tail));
        }
    }

    @Claim("AC-04")
    @Test
    void limitsAreNoNumbersOutOfNothing() {
        assertThat(subject().exact(0)).isZero();
        assertThat(subject().exact(100)).isEqualTo(100);
        assertThat(subject().exact(-100)).isZero();
        assertThat(subject().exact(Double.NaN)).isNaN();
    }

    @Mutant("AC-25") // ½(1 + erf): digits cancel on the left
    static class AddsOneToErf extends GeluFormsTest {
        @Override
        Forms subject() {
            return new Forms() {
                @Override
                public double exact(double x) {
                    return x / 2 * (1 + Erf.erf(x / Math.sqrt(2)));
                }
            };
        }
    }

    @Mutant("AC-04") // the tanh form everywhere
    static class ApproximatesTheExactForm extends GeluFormsTest {
        @Override
        Forms subject() {
            return new Forms() {
                @Override
                public double exact(double x) {
                    return tanh(x);
                }
            };
        }
    }

    @Mutant("AC-04") // 0.044 instead of 0.044715
    static class RoundsTheConstant extends GeluFormsTest {
        @Override
        Forms subject() {
            return new Forms() {
                @Override
                public double tanh(double x) {
                    return x
                            / 2
                            * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044 * x * x * x)));
                }
            };
        }
    }
}
