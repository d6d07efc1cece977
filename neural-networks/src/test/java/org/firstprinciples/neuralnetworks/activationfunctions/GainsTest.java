package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.special.Erf;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.probability.Philox;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/// What activations make of normal scores.
class GainsTest {

    double meanSquare(DoubleUnaryOperator f) {
        return GaussianMoments.meanSquare(f);
    }

    double next(DoubleUnaryOperator f, double gain, double q) {
        return SignalPropagation.next(f, gain, q);
    }

    /// `𝔼f(Z)` by Gauss and Legendre, on both sides of 0, with the bell written out.
    private static double expectation(DoubleUnaryOperator f) {
        double sum = 0;
        for (int from = -12; from < 12; from += 4) {
            sum +=
                    new IterativeLegendreGaussIntegrator(20, 1e-13, 1e-15)
                            .integrate(
                                    1_000_000,
                                    z ->
                                            f.applyAsDouble(z)
                                                    * Math.exp(-z * z / 2)
                                                    / Math.sqrt(2 * Math.PI),
                                    from,
                                    from + 4);
        }
        return sum;
    }

    private static double cdf(double x) {
        return Erf.erfc(-x / Math.sqrt(2)) / 2;
    }

    @Claim("AC-11")
    @Example
    void theTableOfGains() {
        assertThat(meanSquare(Activation.RELU)).isCloseTo(0.5, within(1e-10));
        assertThat(meanSquare(Activation.LEAKY_RELU)).isCloseTo((1 + 1e-4) / 2, within(1e-10));
        assertThat(meanSquare(Activation.GELU))
                .isCloseTo(1 / 3.0 + 1 / (2 * Math.sqrt(3) * Math.PI), within(1e-10));
        // ∫(eᶻ − 1)²φ over z < 0, term by term: 𝔼e^(tZ) over Z < 0 is e^(t²/2)Φ(−t)
        double left = Math.exp(2) * cdf(-2) - 2 * Math.exp(0.5) * cdf(-1) + 0.5;
        assertThat(meanSquare(Activation.ELU)).isCloseTo(0.5 + left, within(1e-10));
        assertThat(meanSquare(Activation.ELU)).isCloseTo(0.644945, within(5e-7));
        assertThat(meanSquare(Activation.SELU)).isCloseTo(1, within(1e-10));
        assertThat(GaussianMoments.mean(Activation.SELU)).isCloseTo(0, within(1e-10));
        assertThat(meanSquare(Activation.TANH)).isCloseTo(0.394294, within(5e-7));
        assertThat(meanSquare(Activation.SIGMOID)).isCloseTo(0.293379, within(5e-7));
        assertThat(meanSquare(Activation.SILU)).isCloseTo(0.355776, within(5e-7));
        for (Activation f : Activation.values()) {
            assertThat(meanSquare(f))
                    .isCloseTo(
                            expectation(z -> f.applyAsDouble(z) * f.applyAsDouble(z)),
                            within(1e-10));
            assertThat(GaussianMoments.mean(f)).isCloseTo(expectation(f), within(1e-10));
            assertThat(GaussianMoments.gain(f) * GaussianMoments.gain(f) * meanSquare(f))
                    .isCloseTo(1, within(1e-12));
        }
    }

    /// The rows of means, gains and `χ`.
    @Example
    void theRowsOfTheTable() {
        Activation[] columns = {
            Activation.TANH,
            Activation.RELU,
            Activation.ELU,
            Activation.SELU,
            Activation.GELU,
            Activation.SILU,
            Activation.SIGMOID
        };
        double[] means = {0, 0.399, 0.161, 0, 0.282, 0.207, 0.5};
        double[] squares = {0.394, 0.5, 0.645, 1, 0.425, 0.356, 0.293};
        double[] gains = {1.593, 1.414, 1.245, 1, 1.534, 1.677, 1.846};
        double[] chi = {0.461, 1, 0.891, 0.783, 1.144, 1.173, 0.106};
        for (int i = 0; i < columns.length; i++) {
            assertThat(GaussianMoments.mean(columns[i])).isCloseTo(means[i], within(5.0001e-4));
            assertThat(meanSquare(columns[i])).isCloseTo(squares[i], within(5.0001e-4));
            assertThat(GaussianMoments.gain(columns[i])).isCloseTo(gains[i], within(5.0001e-4));
            assertThat(SignalPropagation.amplification(columns[i]))
                    .isCloseTo(chi[i], within(5.0001e-4));
        }
    }

    /// The next mean square, by another quadrature, for all activations, gains and mean squares, 0 included.
    @Claim("AC-23")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void oneLayersEffect(@ForAll Activation f, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double q = random.nextInt(8) == 0 ? 0 : Math.pow(10, random.nextDouble(-2, 1));
        double gain = random.nextDouble(0.5, 2.5);
        double expected =
                gain
                        * gain
                        * expectation(z ->
                                f.applyAsDouble(Math.sqrt(q) * z)
                                        * f.applyAsDouble(Math.sqrt(q) * z));
        assertThat(next(f, gain, q)).isCloseTo(expected, within(1e-8 * (1 + expected)));
    }

    /// The exponent of the map at its fixed point is `χ`, by a difference.
    @Claim("AC-23")
    @Example
    void theSlopeAtOne() {
        for (Activation f : Activation.values()) {
            double gain = GaussianMoments.gain(f);
            assertThat(next(f, gain, 1)).isCloseTo(1, within(1e-9));
            double h = 1e-4;
            double slope =
                    (Math.log(next(f, gain, 1 + h)) - Math.log(next(f, gain, 1 - h))) / (2 * h);
            assertThat(SignalPropagation.amplification(f)).isCloseTo(slope, within(1e-6));
        }
    }

    /// What thirty layers make of a wrong start.
    @Claim("AC-23")
    @Example
    void thirtyLayers() {
        double[] starts = {0.9, 1.1, 4};
        double[] gelu = {0.0012, 11.0, 420};
        for (int i = 0; i < starts.length; i++) {
            assertThat(repeat(Activation.TANH, starts[i])).isCloseTo(1, within(5e-4));
            assertThat(repeat(Activation.RELU, starts[i])).isCloseTo(starts[i], within(1e-6));
            assertThat(repeat(Activation.GELU, starts[i]))
                    .isCloseTo(gelu[i], within(0.02 * gelu[i]));
        }
    }

    private double repeat(Activation f, double q) {
        double gain = GaussianMoments.gain(f);
        for (int l = 0; l < 30; l++) {
            q = next(f, gain, q);
        }
        return q;
    }

    /// A layer of eight dependent scores and weights by a coin, drawn: the mean of the squares within six standard errors.
    @Claim("AC-23")
    @Example
    void aLayerThatIsDrawn() {
        int n = 8;
        int draws = 100_000;
        double gain = 1.3;
        for (Activation f : Activation.values()) {
            for (double q : new double[] {0.3, 1, 4}) {
                Philox random = Philox.of(23).split(f + " " + q);
                double sum = 0;
                double fourth = 0;
                for (int k = 0; k < draws; k++) {
                    double z = Math.sqrt(q) * random.normal(k, 0);
                    double even = f.applyAsDouble(z);
                    double odd = f.applyAsDouble(-z);
                    double score = 0;
                    for (int i = 0; i < n; i++) {
                        double w = gain / Math.sqrt(n) * (random.uniform(k, 10 + i) < 0.5 ? 1 : -1);
                        score += w * (i % 2 == 0 ? even : odd);
                    }
                    sum += score * score;
                    fourth += Math.pow(score, 4);
                }
                double mean = sum / draws;
                double error = Math.sqrt((fourth / draws - mean * mean) / draws);
                assertThat(mean).isCloseTo(next(f, gain, q), within(6 * error));
                assertThat(6 * error).isLessThan(0.06 * mean); // the test is sharp
            }
        }
    }

    /// The mean square of a gradient with tanh's own gain, from layer to layer.
    @Example
    void theWayBackOfTanh() {
        double back =
                GaussianMoments.meanSquare(Activation.TANH::derivative)
                        / meanSquare(Activation.TANH);
        assertThat(back).isCloseTo(1.18, within(0.005));
        assertThat(Math.pow(back, 15)).isCloseTo(12, within(0.5)); // in size, thirty layers
        for (double q : new double[] {0.01, 0.1, 1, 4}) { // with the gain 1 sizes fall
            assertThat(next(Activation.TANH, 1, q)).isLessThan(q);
        }
        assertThat(next(Activation.TANH, 1, 0)).isZero();
    }

    @Claim("AC-23")
    @Example
    void noMeanSquareIsNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> next(Activation.TANH, 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> next(Activation.TANH, 1, Double.NaN));
    }

    @Example
    void aNegativeMeanSquareIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignalPropagation.next(Activation.TANH, 1, -1))
                .withMessage("a mean square of 0 or more is needed, got -1.0");
    }

    @Mutant("AC-11") // over half of the line
    static class HalfMoment extends GainsTest {
        @Override
        double meanSquare(DoubleUnaryOperator f) {
            return GaussianMoments.meanSquare(z -> z < 0 ? 0 : f.applyAsDouble(z));
        }
    }

    @Mutant("AC-23") // the mean square in the place of its root
    static class ForgetsTheRoot extends GainsTest {
        @Override
        double next(DoubleUnaryOperator f, double gain, double q) {
            return SignalPropagation.next(f, gain, q * q);
        }
    }
}
