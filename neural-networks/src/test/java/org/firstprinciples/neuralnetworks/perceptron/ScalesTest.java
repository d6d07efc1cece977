package org.firstprinciples.neuralnetworks.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;
import java.util.SplittableRandom;

/// Numbers near both ends of the range, and a rule that stops at NaN.
class ScalesTest {

    private static final Examples ONE = new Examples(List.of(Vector.of(1, 1)), List.of(1));

    @Example
    void nanIsNoConvergence() {
        Vector start = Vector.of(Double.NaN, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Perceptron.train(ONE, start, 1, 10))
                .withMessage("the margin of example 0 is NaN with the weights [NaN, 0.0]");
        assertThatIllegalArgumentException().isThrownBy(() -> ONE.errors(start));
        Vector opposite = Vector.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Perceptron.train(ONE, opposite, 1, 10));
        assertThat(ONE.margin(start, 0)).isNaN();
        Kernel broken = (x, z) -> Double.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DualPerceptron.train(ONE, broken, 10))
                .withMessageContaining("the score of example 0 is NaN");
    }

    /// Points times `2ᵏ` give weights times `2ᵏ`, after the same mistakes.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void pointsOfAnyScale(@ForAll @IntRange(min = -1000, max = 1000) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples examples = Cases.separable(random, 8, Cases.weights(random, 3));
        Examples scaled =
                new Examples(
                        examples.points().stream().map(x -> BinaryScaling.times(k, x)).toList(),
                        examples.labels());
        Perceptron.Trace expected = Perceptron.train(examples, Vector.of(0, 0, 0), 1, 10_000);
        Perceptron.Trace trace = Perceptron.train(scaled, Vector.of(0, 0, 0), 1, 10_000);
        assertThat(trace.converged()).isTrue();
        assertThat(trace.mistakes()).isEqualTo(expected.mistakes());
        assertThat(trace.weights()).isEqualTo(BinaryScaling.times(k, expected.weights()));
        assertThat(scaled.errors(trace.weights())).isZero();
    }

    /// `1 + 2⁵³` is no double: sums of such numbers prove nothing.
    @Example
    void roundedSumsProveNothing() {
        Examples far = new Examples(List.of(Vector.of(0x1p53, 1), Vector.of(1, 0)), List.of(1, -1));
        assertThatThrownBy(() -> Separability.certificate(far, 10))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not below 2⁵²");
    }

    /// The distance of `x` from the plane does not notice a factor of weights and bias.
    @Example
    void distancesFromPlanesOfAnyLength() {
        for (double size : new double[] {1e200, 1e-200, 1e307, 1e-308}) {
            LinearClassifier plane = new LinearClassifier(Vector.of(3 * size, 4 * size), -5 * size);
            assertThat(plane.signedDistance(Vector.of(1, 1))).isCloseTo(0.4, within(1e-15));
            assertThat(plane.foot(Vector.of(1, 1)).get(0)).isCloseTo(0.76, within(1e-15));
            assertThat(plane.foot(Vector.of(1, 1)).get(1)).isCloseTo(0.68, within(1e-15));
        }
        LinearClassifier steep = new LinearClassifier(Vector.of(1e200, 0), 0);
        assertThat(steep.signedDistance(Vector.of(1e200, 5))).isEqualTo(1e200);
        LinearClassifier flat = new LinearClassifier(Vector.of(1e-200, 0), 0);
        assertThat(flat.signedDistance(Vector.of(1e-200, 5))).isEqualTo(1e-200);
    }
}
