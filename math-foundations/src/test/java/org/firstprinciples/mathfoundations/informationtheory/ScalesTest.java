package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.Arrays;

/// Numbers near both ends of the range, where the result is ordinary.
class ScalesTest {

    /// `ln(σ₂/σ₁) + (σ₁² + (μ₁ − μ₂)²)/2σ₂² − ½` term by term, for `σ₁ = 10⁻ᵏ`.
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aNarrowNormalLaw(@ForAll @IntRange(min = 1, max = 320) int k) {
        double std = Math.pow(10, -k);
        double expected = -Math.log(std) + std * std / 2 - 0.5;
        assertThat(GaussianDivergence.of(0, std, 0, 1))
                .isCloseTo(expected, within(4e-16 * (1 + expected)));
    }

    @Example
    void divergencesByHand() {
        assertThat(GaussianDivergence.of(0, 1e-17, 0, 1)).isCloseTo(38.6439, within(5e-5));
        assertThat(GaussianDivergence.of(1e308, 1e308, -1e308, 1e308)).isEqualTo(2); // 2²/2
        assertThat(GaussianDivergence.of(0, 1.5e154, 0, 1)).isCloseTo(1.125e308, within(1e294));
        assertThat(GaussianDivergence.of(1.7e154, 1, 0, 1)).isCloseTo(1.445e308, within(1e294));
        Matrix narrow = Matrix.of(1, 1, 1e-200);
        Matrix wide = Matrix.of(1, 1, 1e200);
        assertThat(GaussianDivergence.of(new double[1], narrow, new double[1], wide))
                .isCloseTo(400 * Math.log(10) - 0.5, within(1e-12));
    }

    /// `X` and `Y` are equal and rare: `I = H(X) = p ln(1/p) + p − …`.
    @Example
    void informationOfRarePairs() {
        double p = 1e-200;
        double[][] table = {{p, 0}, {0, 1}};
        assertThat(JointDistribution.of(table).mutualInformation())
                .isCloseTo(p * 200 * Math.log(10), within(1e-212));
        double[][] least = {{Double.MIN_VALUE, 0}, {0, 1}};
        assertThat(JointDistribution.of(least).mutualInformation())
                .isCloseTo(745 * Double.MIN_VALUE, within(2 * Double.MIN_VALUE)); // −ln p = 744.44
        double[] one = {Double.MIN_VALUE, 1};
        double[] other = {0, 1};
        assertThat(Divergence.jensenShannon(one, other)).isBetween(0.0, Double.MIN_VALUE);
    }

    /// `softmax(z/T)` for `z = 20, 10`: the second gets `1/(1 + exp(10/T))`.
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyTemperature(@ForAll @IntRange(min = -320, max = 308) int power) {
        double temperature = Math.pow(10, power);
        double second = 1 / (1 + Math.exp(10 / temperature));
        double[] p = Softmax.atTemperature(temperature, 20, 10);
        assertThat(p[1]).isCloseTo(second, within(1e-14 * second));
        assertThat(p[0]).isCloseTo(1 - second, within(1e-15));
        double slope = Temperature.entropySlope(temperature, 20, 10);
        double expected = 100 * p[0] * p[1] / temperature / temperature / temperature;
        assertThat(slope).isCloseTo(expected, within(1e-12 * expected + Double.MIN_VALUE));
    }

    @Example
    void temperaturesByHand() {
        assertThat(Softmax.atTemperature(1e-307, 20, 10)).containsExactly(1, 0);
        assertThat(Softmax.atTemperature(1e-10, 1e300, 0)).containsExactly(1, 0); // z/T is infinite
        assertThat(Softmax.atTemperature(1e308, 1e308, -1e308)).containsExactly(Softmax.of(1, -1));
        assertThat(Temperature.entropySlope(1e-110, 20, 10)).isZero();
        assertThat(Temperature.entropySlope(0.5, 0, Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Arrays.stream(Softmax.atTemperature(0.5, 1, Double.NaN)).allMatch(Double::isNaN))
                .isTrue();
        assertThat(NegativeLogLikelihood.normal(1.5e154, 0)).isCloseTo(1.125e308, within(1e294));
    }
}
