package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Units that are sure, and softmaxes that are.
class SaturationTest {

    static final double[] DEVIATIONS = {1, 2, 4, 8};

    Matrix jacobian(double... p) {
        return Softmax.jacobian(p);
    }

    /// The norm, by Commons Math's singular values, is below both bounds, and for two equal probabilities it is `½`.
    @Claim("AC-20")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aSureSoftmaxPassesLittle(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 40) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] z = random.doubles(n, -scale, scale + 1e-9).toArray();
        double[] p = Softmax.of(z);
        double rest = 0; // 1 − p_m, without a difference
        double largest = Arrays.stream(p).max().orElseThrow();
        boolean seen = false;
        for (double share : p) {
            rest += share == largest && !seen ? 0 : share;
            seen = seen || share == largest;
        }
        assertThat(Norms.two(jacobian(p))).isLessThanOrEqualTo(Math.min(0.5, 2 * rest) + 1e-14);
        assertThat(Norms.two(jacobian(0.5, 0.5))).isCloseTo(0.5, within(1e-15));
        assertThat(Norms.two(jacobian(0.98, 0.01, 0.01))).isBetween(0.02, 0.04);
        assertThat(jacobian(0.98, 0.01, 0.01).get(0, 0)).isCloseTo(0.0196, within(1e-15));
    }

    /// One score 10 that should be 0: rate 1, squared error and cross-entropy.
    @Example
    void sureAndWrong() {
        double sigma = Activation.SIGMOID.applyAsDouble(10);
        assertThat(sigma).isCloseTo(0.99995, within(5e-6));
        assertThat(Activation.SIGMOID.derivative(10)).isCloseTo(0.0000454, within(5e-8));
        assertThat(sigma * Activation.SIGMOID.derivative(10)).isCloseTo(0.0000454, within(5e-8));
        double z = 10;
        int steps = 0;
        while (z > 9) {
            z -= Activation.SIGMOID.applyAsDouble(z) * Activation.SIGMOID.derivative(z);
            steps++;
        }
        assertThat(steps).isEqualTo(13_927);
        double two = 10 - sigma;
        two -= Activation.SIGMOID.applyAsDouble(two);
        assertThat(two).isCloseTo(8.0002, within(5e-5));
        assertThat(1 / Activation.SIGMOID.derivative(10)).isBetween(20_000.0, 25_000.0);
    }

    /// The score 3 has a fifth of the slope that ½ has.
    @Example
    void aSmallAndALargeScore() {
        assertThat(Activation.SIGMOID.applyAsDouble(3)).isCloseTo(0.953, within(5e-4));
        assertThat(Activation.SIGMOID.derivative(3)).isCloseTo(0.045, within(5e-4));
        assertThat(Activation.SIGMOID.derivative(0.5)).isCloseTo(0.235, within(5e-4));
        assertThat(Activation.SIGMOID.derivative(0.5) / Activation.SIGMOID.derivative(3))
                .isCloseTo(5, within(0.25));
    }

    /// From which argument on tanh is 1, in both widths.
    @Example
    void theDigitsGoFirst() {
        assertThat(StrictMath.tanh(19.07)).isEqualTo(1);
        assertThat(StrictMath.tanh(19.06)).isLessThan(1);
        assertThat((float) StrictMath.tanh(9.02f)).isEqualTo(1f);
        assertThat((float) StrictMath.tanh(9.01f)).isLessThan(1f);
        assertThat(Activation.TANH.derivative(19.07)).isPositive();
    }

    /// The mean of the largest of 64 probabilities of normal scores, 400 draws.
    static double meanOfLargest(double deviation) {
        Philox random = Philox.of(7).split("scores");
        double sum = 0;
        for (int draw = 0; draw < 400; draw++) {
            double[] z = new double[64];
            for (int i = 0; i < z.length; i++) {
                z[i] = deviation * random.normal(draw, i);
            }
            sum += Arrays.stream(Softmax.of(z)).max().orElseThrow();
        }
        return sum / 400;
    }

    @Example
    void largeScoresChooseOne() {
        assertThat(meanOfLargest(1)).isCloseTo(0.11, within(0.005));
        assertThat(meanOfLargest(8)).isCloseTo(0.80, within(0.005));
    }

    @Mutant("AC-20") // the diagonal alone
    static class OnlyTheDiagonal extends SaturationTest {
        @Override
        Matrix jacobian(double... p) {
            double[] d = new double[p.length * p.length];
            for (int i = 0; i < p.length; i++) {
                d[i * p.length + i] = p[i];
            }
            return Matrix.of(p.length, p.length, d);
        }
    }
}
