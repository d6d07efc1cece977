package org.firstprinciples.training.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.descent.GradientClipping;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class GradientClippingTest {

    private record Model(Parameter first, Parameter second) {}

    private static Model model(int n, long seed) {
        Model model = new Model(Parameter.zeros(Shape.of(n)), Parameter.zeros(Shape.of(2, 3)));
        SplittableRandom random = new SplittableRandom(seed);
        for (Parameters.Entry entry : Parameters.of(model)) {
            for (int i = 0; i < entry.parameter().gradient().length; i++) {
                entry.parameter().gradient()[i] = (float) random.nextGaussian();
            }
        }
        return model;
    }

    /// Oracle: the sum of squares in exact decimal arithmetic.
    @Property(tries = 50)
    void theNormIsTheLengthOfAllGradientsTogether(
            @ForAll @IntRange(min = 0, max = 9000) int n, @ForAll long seed) {
        Parameters parameters = Parameters.of(model(n, seed));
        BigDecimal squares = BigDecimal.ZERO;
        for (Parameters.Entry entry : parameters) {
            for (float g : entry.parameter().gradient()) {
                squares = squares.add(new BigDecimal(g).pow(2));
            }
        }
        double exact = squares.sqrt(MathContext.DECIMAL64).doubleValue();
        assertThat(GradientClipping.norm(parameters))
                .isCloseTo(exact, within((n + 16) * 0x1p-53 * (1 + exact)));
    }

    /// Scales gradients in place and returns the norm that they had.
    interface Clipping {
        double clip(Parameters parameters, double maxNorm);
    }

    Clipping subject() {
        return GradientClipping::clip;
    }

    private static double[] gradients(Parameters parameters) {
        List<Double> all = new ArrayList<>();
        for (Parameters.Entry entry : parameters) {
            for (float g : entry.parameter().gradient()) {
                all.add((double) g);
            }
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double distance(double[] x, double[] y) {
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            squares += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return Math.sqrt(squares);
    }

    /// The projection onto the ball: no point of the ball is nearer to the gradient than what clipping makes of it.
    @Claim("OZ-15")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void clippingIsTheProjectionOntoTheBall(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 40) int n,
            @ForAll @IntRange(min = -12, max = 12) int exponent,
            @ForAll @DoubleRange(min = 0.1, max = 30) double maxNorm) {
        Model model = model(n, seed);
        Parameters parameters = Parameters.of(model);
        for (Parameters.Entry entry : parameters) {
            for (int i = 0; i < entry.parameter().gradient().length; i++) {
                entry.parameter().gradient()[i] *= (float) Math.pow(10, exponent);
            }
        }
        double[] before = gradients(parameters);
        double norm = distance(before, new double[before.length]);
        double reported = subject().clip(parameters, maxNorm);
        double[] after = gradients(parameters);
        double slack = (n + 16) * 0x1p-24;
        assertThat(reported).isCloseTo(norm, within(slack * norm));
        if (reported <= maxNorm) {
            assertThat(after).isEqualTo(before);
            return;
        }
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i])
                    .isCloseTo(before[i] * maxNorm / norm, within(slack * Math.abs(before[i])));
        }
        assertThat(distance(after, new double[after.length]))
                .isLessThanOrEqualTo(maxNorm * (1 + slack));
        SplittableRandom random = new SplittableRandom(seed);
        for (int rival = 0; rival < 20; rival++) {
            double[] point = new double[before.length];
            for (int i = 0; i < point.length; i++) {
                point[i] = after[i] + random.nextGaussian() * maxNorm / 4;
            }
            double length = distance(point, new double[point.length]);
            for (int i = 0; i < point.length; i++) {
                point[i] *= Math.min(1, maxNorm / length);
            }
            assertThat(distance(before, after))
                    .isLessThanOrEqualTo(distance(before, point) + slack * norm);
        }
    }

    @Mutant("OZ-15") // another direction: tensors are cut one by one
    static class ClipsEachTensor extends GradientClippingTest {
        @Override
        Clipping subject() {
            return (parameters, maxNorm) -> {
                double norm = GradientClipping.norm(parameters);
                for (Parameters.Entry entry : parameters) {
                    GradientClipping.clip(Parameters.of(new One(entry.parameter())), maxNorm);
                }
                return norm;
            };
        }
    }

    private record One(Parameter parameter) {}

    @Mutant("OZ-15") // short gradients are made long
    static class AlwaysScales extends GradientClippingTest {
        @Override
        Clipping subject() {
            return (parameters, maxNorm) -> {
                double norm = GradientClipping.norm(parameters);
                for (Parameters.Entry entry : parameters) {
                    float[] g = entry.parameter().gradient();
                    for (int i = 0; i < g.length; i++) {
                        g[i] *= (float) (maxNorm / norm);
                    }
                }
                return norm;
            };
        }
    }

    @Mutant("OZ-15") // each number for itself
    static class ClipsEachNumber extends GradientClippingTest {
        @Override
        Clipping subject() {
            return (parameters, maxNorm) -> {
                double norm = GradientClipping.norm(parameters);
                for (Parameters.Entry entry : parameters) {
                    float[] g = entry.parameter().gradient();
                    for (int i = 0; i < g.length; i++) {
                        g[i] = Math.clamp(g[i], (float) -maxNorm, (float) maxNorm);
                    }
                }
                return norm;
            };
        }
    }

    /// The document's example: (3, 4) cut to length 1, and left alone by length 10.
    @Test
    void aGradientOfLengthFive() {
        Model model = new Model(Parameter.zeros(Shape.of(2)), Parameter.zeros(Shape.of(1, 1)));
        model.first().gradient()[0] = 3f;
        model.first().gradient()[1] = 4f;
        assertThat(GradientClipping.clip(Parameters.of(model), 10)).isEqualTo(5);
        assertThat(model.first().gradient()).containsExactly(3f, 4f);
        assertThat(GradientClipping.clip(Parameters.of(model), 1)).isEqualTo(5);
        assertThat(model.first().gradient()).containsExactly(0.6f, 0.8f);
    }

    @Property(tries = 50)
    void longGradientsAreCutToTheLargestNormAndShortOnesStay(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 30) double maxNorm) {
        Model model = model(100, seed);
        float[] before = model.first().gradient().clone();
        double norm = GradientClipping.clip(Parameters.of(model), maxNorm);
        double factor = Math.min(1, maxNorm / norm);
        for (int i = 0; i < before.length; i++) {
            assertThat(model.first().gradient()[i])
                    .isCloseTo((float) (before[i] * factor), within(4 * Math.ulp(before[i])));
        }
        assertThat(GradientClipping.norm(Parameters.of(model)))
                .isLessThanOrEqualTo(Math.min(norm, maxNorm) * (1 + 0x1p-22));
    }

    /// So long that it is cut into 18 pieces; oracle: one loop over all numbers.
    @Test
    void piecesAndThreadsDoNotShow() {
        Model one = model(70_000, 5);
        Model other = model(70_000, 5);
        float[] before = one.first().gradient().clone();
        double norm = GradientClipping.clip(Parameters.of(one), 2);
        float[] expected = new float[before.length];
        for (int i = 0; i < before.length; i++) {
            expected[i] = before[i] * (float) (2 / norm);
        }
        assertThat(one.first().gradient()).containsExactly(expected);
        try (Workers workers = Workers.of(3)) {
            assertThat(GradientClipping.clip(Parameters.of(other), 2, workers)).isEqualTo(norm);
        }
        assertThat(other.first().gradient()).containsExactly(expected);
        assertThat(other.second().gradient()).containsExactly(one.second().gradient());
    }

    /// The factor 10⁻⁵⁸ is 0 in 32 bits, and what it makes of the gradient is not.
    @Test
    void gradientsAreShortenedAtAnySize() {
        Model model = model(2, 1);
        Arrays.fill(model.second().gradient(), 0f);
        model.first().gradient()[0] = 6e37f;
        model.first().gradient()[1] = 8e37f;
        GradientClipping.clip(Parameters.of(model), 1e-20);
        assertThat(model.first().gradient())
                .containsExactly(new float[] {6e-21f, 8e-21f}, within(1e-27f));
    }

    /// The factor 10⁻⁴² is subnormal in 32 bits and has three digits left there; the gradient keeps all of its own.
    @Test
    void aFactorThatIsNotAccurateIsAppliedInDouble() {
        Model model = model(2, 1);
        Arrays.fill(model.second().gradient(), 0f);
        model.first().gradient()[0] = 6e37f;
        model.first().gradient()[1] = 8e37f;
        GradientClipping.clip(Parameters.of(model), 1e-4);
        assertThat(model.first().gradient())
                .containsExactly(new float[] {6e-5f, 8e-5f}, within(1e-11f));
    }

    /// The norm is that of what is trained.
    @Test
    void frozenParametersArePassedOver() {
        Model model = model(3, 1);
        Model frozen = new Model(model.first(), model.second().frozen());
        double norm = GradientClipping.norm(Parameters.of(new One(model.first())));
        assertThat(GradientClipping.clip(Parameters.of(frozen), 100)).isEqualTo(norm);
        assertThat(GradientClipping.norm(Parameters.of(frozen))).isEqualTo(norm);
    }

    @Test
    void whatIsNotFiniteIsNamed() {
        Model model = model(3, 1);
        model.second().gradient()[4] = Float.NaN;
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> GradientClipping.clip(Parameters.of(model), 1))
                .withMessage("the gradient of second is not finite; a smaller learning rate?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientClipping.clip(Parameters.of(model), 0))
                .withMessage("maxNorm must be positive, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientClipping.clip(Parameters.of(model), Double.NaN))
                .withMessage("maxNorm must be positive, got NaN");
    }
}
