package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.probability.Philox;

/// What a wide layer of rectifiers does to the angle between two inputs.
class AnglesTest {

    double nextCosine(double c) {
        return ReluKernel.nextCosine(c);
    }

    double product(double angle) {
        return ReluKernel.product(angle);
    }

    double commonPart(Activation f) {
        return SignalPropagation.commonPart(f);
    }

    /// `𝔼f(Z)f(Z')` by an integral over an integral, divided by `𝔼f(Z)²`, for every activation; and a layer of 40,000 units with
    /// normal weights, whose outputs for two inputs at a right angle have that cosine within six standard errors.
    @Claim("AC-29")
    @Example
    void atARightAngleTheMeanDecides() {
        for (Activation f : Activation.values()) {
            double[] z = new double[800];
            double[] weight = new double[z.length];
            double square = 0;
            for (int i = 0; i < z.length; i++) { // midpoints, none at the kink
                z[i] = -8 + 0.02 * (i + 0.5);
                weight[i] = 0.02 * Math.exp(-z[i] * z[i] / 2) / Math.sqrt(2 * Math.PI);
                square += weight[i] * Math.pow(f.applyAsDouble(z[i]), 2);
            }
            double product = 0;
            for (int i = 0; i < z.length; i++) {
                for (int j = 0; j < z.length; j++) {
                    product +=
                            weight[i] * weight[j] * f.applyAsDouble(z[i]) * f.applyAsDouble(z[j]);
                }
            }
            assertThat(commonPart(f)).isCloseTo(product / square, within(1e-4));
            Philox random = Philox.of(17).split("right angle");
            double dot = 0;
            double first = 0;
            double second = 0;
            int units = 40_000;
            for (int unit = 0;
                    unit < units;
                    unit++) { // x = (1.2, 1.6), y = (−1.6, 1.2), weights of variance ¼
                double u = random.normal(unit, 0) / 2;
                double v = random.normal(unit, 1) / 2;
                double a = f.applyAsDouble(1.2 * u + 1.6 * v);
                double b = f.applyAsDouble(-1.6 * u + 1.2 * v);
                dot += a * b;
                first += a * a;
                second += b * b;
            }
            assertThat(dot / Math.sqrt(first * second))
                    .isCloseTo(commonPart(f), within(6 * 1.5 / Math.sqrt(units)));
        }
    }

    /// The table of angles.
    @Example
    void rightAngles() {
        Activation[] columns = {
            Activation.TANH,
            Activation.SELU,
            Activation.ELU,
            Activation.SILU,
            Activation.GELU,
            Activation.RELU,
            Activation.SIGMOID
        };
        double[] cosines = {0, 0, 0.040, 0.120, 0.187, 0.318, 0.852};
        double[] angles = {90, 90, 87.7, 83.1, 79.2, 71.4, 31.6};
        for (int i = 0; i < columns.length; i++) {
            double c = SignalPropagation.commonPart(columns[i]);
            assertThat(c).isCloseTo(cosines[i], within(5.0001e-4));
            assertThat(Math.toDegrees(Math.acos(c))).isCloseTo(angles[i], within(0.0501));
        }
    }

    /// Against the double integral over the plane of both inputs, in polar coordinates: the length by the moments of the exponential
    /// distribution, the direction by quadrature of both rectifiers over the whole circle, cut at their kinks.
    @Claim("AC-12")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void rectifiersPullInputsTogether(@ForAll @IntRange(min = 0, max = 100) int percent) {
        double theta = percent / 100.0 * Math.PI;
        double[] cuts = {-Math.PI, -Math.PI / 2, theta - Math.PI / 2, Math.PI / 2, Math.PI};
        double integral = 0;
        for (int i = 0; i + 1 < cuts.length; i++) {
            if (cuts[i] < cuts[i + 1]) {
                integral +=
                        new IterativeLegendreGaussIntegrator(20, 1e-13, 1e-14)
                                .integrate(
                                        100_000,
                                        a ->
                                                Math.max(0, Math.cos(a))
                                                        * Math.max(0, Math.cos(a - theta)),
                                        cuts[i],
                                        cuts[i + 1]);
            }
        }
        double expected = 2 * integral / (2 * Math.PI); // 𝔼ρ² = 2
        assertThat(product(theta)).isCloseTo(expected, within(1e-9));
        double c = Math.cos(theta);
        assertThat(nextCosine(c)).isCloseTo(2 * expected, within(1e-8));
    }

    /// From every start cosines rise to 1, and the distance to the limit `9π²/2` shrinks as depth grows.
    @Claim("AC-24")
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void cosinesGoToOne(@ForAll @IntRange(min = -100, max = 99) int percent) {
        double limit = 9 * Math.PI * Math.PI / 2;
        double c = percent / 100.0;
        double early = Double.NaN;
        for (int l = 1; l <= 10_000; l++) {
            double next = nextCosine(c);
            assertThat(next).isGreaterThan(c);
            c = next;
            if (l == 1000) {
                early = Math.abs(1e6 * (1 - c) - limit);
            }
        }
        double late = Math.abs(1e8 * (1 - c) - limit);
        assertThat(late).isLessThan(early / 4);
        assertThat(late).isLessThan(0.03 * limit);
    }

    @Claim({"AC-12", "AC-24"})
    @Example
    void layerByLayer() {
        double[] expected = {0.318, 0.494, 0.605};
        double c = 0;
        for (int l = 1; l <= 1000; l++) {
            c = nextCosine(c);
            if (l <= 3) {
                assertThat(c).isCloseTo(expected[l - 1], within(5e-4));
            }
            if (l == 1) {
                assertThat(Math.toDegrees(Math.acos(c))).isCloseTo(71.4, within(0.05));
            }
            if (l == 30) {
                assertThat(c).isCloseTo(0.972, within(5e-4));
                assertThat(Math.toDegrees(Math.acos(c))).isCloseTo(13.6, within(0.05));
            }
        }
        assertThat(1 - c).isCloseTo(0.0000431, within(5e-8));
        assertThat(9 * Math.PI * Math.PI / 2 / 1e6).isCloseTo(0.0000444, within(5e-8));
        assertThat(nextCosine(1)).isEqualTo(1);
        assertThat(nextCosine(-1)).isCloseTo(0, within(1e-15));
    }

    @Claim("AC-12")
    @Example
    void noCosineIsLarger() {
        assertThatIllegalArgumentException().isThrownBy(() -> nextCosine(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> nextCosine(Double.NaN));
    }

    @Example
    void whatIsWrongIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReluKernel.nextCosine(-2))
                .withMessage("a cosine in [-1,1] is needed, got -2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReluKernel.product(4))
                .withMessage("an angle in [0,π] is needed, got 4.0");
    }

    @Mutant({"AC-12", "AC-24"}) // the cosine itself
    static class KeepsAngles extends AnglesTest {
        @Override
        double nextCosine(double c) {
            ReluKernel.nextCosine(c);
            return c;
        }
    }

    @Mutant("AC-29") // the mean, not its square
    static class ForgetsTheSquare extends AnglesTest {
        @Override
        double commonPart(Activation f) {
            return GaussianMoments.mean(f) / GaussianMoments.meanSquare(f);
        }
    }

    @Mutant("AC-12") // twice as much
    static class ForgetsTheHalf extends AnglesTest {
        @Override
        double product(double angle) {
            return 2 * ReluKernel.product(angle);
        }
    }
}
