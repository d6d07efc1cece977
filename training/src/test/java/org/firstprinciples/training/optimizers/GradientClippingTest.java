package org.firstprinciples.training.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.Parameters;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.MathContext;
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

    @Property(tries = 50)
    void longGradientsAreCutToTheLimitAndShortOnesStay(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 30) double limit) {
        Model model = model(100, seed);
        float[] before = model.first().gradient().clone();
        double norm = GradientClipping.clip(Parameters.of(model), limit);
        double factor = Math.min(1, limit / norm);
        for (int i = 0; i < before.length; i++) {
            assertThat(model.first().gradient()[i])
                    .isCloseTo((float) (before[i] * factor), within(4 * Math.ulp(before[i])));
        }
        assertThat(GradientClipping.norm(Parameters.of(model)))
                .isLessThanOrEqualTo(Math.min(norm, limit) * (1 + 0x1p-22));
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
                .withMessage("the limit of the norm must be positive, got 0.0");
    }
}
