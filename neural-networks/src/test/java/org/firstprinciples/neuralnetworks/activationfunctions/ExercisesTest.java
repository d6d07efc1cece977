package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Normal;

import java.util.List;

/// What the solutions on paper of `activation-functions.md` compute.
class ExercisesTest {

    private static double relu(double x) {
        return Activation.RELU.applyAsDouble(x);
    }

    @Example
    void oneLayer() { // 1
        Matrix product = Matrix.of(2, 2, 1, 2, 0, 1).times(Matrix.of(2, 1, 3, -1));
        assertThat(product).isEqualTo(Matrix.of(2, 1, 1, -1));
        assertThat(Vector.of(2, 5).times(product)).isEqualTo(Vector.of(-3));
    }

    @Example
    void threeFunctions() { // 3
        assertThat(Activation.LEAKY_RELU.applyAsDouble(-2)).isEqualTo(-0.02);
        assertThat(Activation.ELU.applyAsDouble(-2)).isCloseTo(-0.8647, within(5e-5));
        assertThat(Activation.SOFTPLUS.applyAsDouble(-2)).isCloseTo(0.1269, within(5e-5));
    }

    @Example
    void slopes() { // 5
        assertThat(Math.tanh(4)).isCloseTo(0.99933, within(5e-6));
        assertThat(Activation.TANH.derivative(4)).isCloseTo(0.00134, within(5e-6));
        assertThat(Activation.SIGMOID.derivative(4.585)).isCloseTo(0.01, within(1e-5));
        assertThat(Activation.SIGMOID.applyAsDouble(4.585)).isCloseTo(0.98990, within(5e-6));
    }

    @Example
    void deadOrNot() { // 8
        List<Vector> inputs = List.of(Vector.of(0), Vector.of(3));
        assertThat(DeadUnit.isDead(Vector.of(-1), -1, inputs)).isTrue();
        assertThat(DeadUnit.isDead(Vector.of(-1), 0.5, inputs)).isFalse();
        assertThat(DeadUnit.isDead(Vector.of(-1), 0.5, List.of(Vector.of(0.5)))).isTrue();
    }

    @Example
    void theLowestPoint() { // 9
        double x = -1.2784645427610738;
        assertThat(Activation.SILU.derivative(x)).isCloseTo(0, within(1e-12));
        assertThat(Activation.SILU.applyAsDouble(x)).isCloseTo(x + 1, within(1e-12));
    }

    @Example
    void chains() { // 6, 10
        assertThat(Math.pow(0.9, 20)).isCloseTo(0.122, within(5e-4));
        assertThat(Math.pow(1.1, 20)).isCloseTo(6.73, within(5e-3));
        assertThat(Math.pow(2 * Activation.SIGMOID.lipschitz(), 12))
                .isCloseTo(2.4e-4, within(5e-6));
    }

    @Example
    void threeForms() { // 7
        assertThat(Normal.STANDARD.cdf(2)).isCloseTo(0.97725, within(5e-6));
        assertThat(Math.sqrt(2 / Math.PI) * (2 + 0.044715 * 8)).isCloseTo(1.88119, within(5e-6));
        assertThat(Math.tanh(1.88119)).isCloseTo(0.95460, within(5e-6));
        assertThat(Activation.SIGMOID.applyAsDouble(3.404)).isCloseTo(0.96783, within(5e-6));
        double exact = Activation.GELU.applyAsDouble(2);
        assertThat(exact).isCloseTo(1.95450, within(5e-6));
        assertThat(Activation.GELU_TANH.applyAsDouble(2) - exact).isCloseTo(0.0001, within(5e-5));
        assertThat(2 * 0.96783 - exact).isCloseTo(-0.019, within(5e-4));
    }

    @Example
    void literally() { // 11
        assertThat(Math.exp(800) / (1 + Math.exp(800))).isNaN();
        assertThat(Math.log(1 + Math.exp(800))).isInfinite();
        assertThat(Math.exp(-40) / (1 + Math.exp(-40))).isCloseTo(4.2e-18, within(5e-20));
        assertThat(Math.log(1 + Math.exp(-40))).isZero();
        assertThat(Math.log1p(Math.exp(-40))).isCloseTo(4.2e-18, within(5e-20));
        assertThat(Softplus.of(800, 1)).isEqualTo(800);
    }

    @Example
    void rectifiers() { // 12
        for (double x = -3; x <= 4; x += 0.25) {
            for (double y = -3; y <= 4; y += 0.25) {
                assertThat(x - relu(x - y)).isEqualTo(Math.min(x, y));
            }
            assertThat(relu(x) - 2 * relu(x - 1) + relu(x - 2))
                    .isEqualTo(Math.max(0, 1 - Math.abs(x - 1)));
        }
    }

    @Example
    void variances() { // 13, 16
        assertThat(GaussianMoments.meanSquare(Math::abs)).isCloseTo(1, within(1e-10));
        double kept = GaussianMoments.meanSquare(z -> z > 0 ? z : 0.2 * z);
        assertThat(kept).isCloseTo(0.52, within(1e-10));
        assertThat(1 / kept).isCloseTo(1.92, within(5e-3));
        double he = Initializer.HE_NORMAL.variance(100, 400);
        assertThat(he).isEqualTo(0.02);
        assertThat(400 / 2 * he).isEqualTo(4);
        double glorot = Initializer.GLOROT_NORMAL.variance(100, 400);
        assertThat(100 / 2 * glorot).isCloseTo(0.2, within(1e-15));
        assertThat(400 / 2 * glorot).isCloseTo(0.8, within(1e-15));
    }

    @Example
    void probabilities() { // 15
        assertThat(Math.pow(Normal.STANDARD.cdf(0), 10)).isCloseTo(0.00098, within(5e-6));
        assertThat(Math.pow(Normal.STANDARD.cdf(1), 10)).isCloseTo(0.178, within(5e-4));
    }

    @Example
    void theSteepestPlace() { // 18
        double h = 1e-4;
        for (double x = -3; x <= 3; x += 0.5) {
            double second =
                    (Activation.GELU.derivative(x + h) - Activation.GELU.derivative(x - h))
                            / (2 * h);
            assertThat(second).isCloseTo(Normal.STANDARD.density(x) * (2 - x * x), within(1e-6));
        }
    }

    @Example
    void largerCosines() { // 19
        for (int percent = 1; percent < 100; percent++) {
            double theta = percent / 100.0 * Math.PI;
            double larger = (Math.sin(theta) - theta * Math.cos(theta)) / Math.PI;
            assertThat(larger).isPositive();
            assertThat(2 * ReluKernel.product(theta) - Math.cos(theta))
                    .isCloseTo(larger, within(1e-12));
        }
    }
}
