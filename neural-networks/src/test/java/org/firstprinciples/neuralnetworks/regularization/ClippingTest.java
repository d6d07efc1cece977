package org.firstprinciples.neuralnetworks.regularization;

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
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.backpropagation.descent.GradientClipping;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Limits on the length of gradients and of weights.
class ClippingTest {

    double clip(Parameters parameters, double maxNorm) {
        return GradientClipping.clip(parameters, maxNorm);
    }

    Vector project(double limit, Vector w) {
        return new MaxNorm(limit).project(w);
    }

    /// A model whose parameters are these parts.
    private record Parts(List<Parameter> parts) {}

    /// Parameters with these gradients.
    private static Parameters withGradients(float[]... gradients) {
        List<Parameter> parts = new ArrayList<>();
        for (float[] gradient : gradients) {
            Parameter part = Parameter.zeros(Shape.of(gradient.length));
            System.arraycopy(gradient, 0, part.gradient(), 0, gradient.length);
            parts.add(part);
        }
        return Parameters.of(new Parts(parts));
    }

    private static List<float[]> gradients(Parameters parameters) {
        List<float[]> gradients = new ArrayList<>();
        parameters.forEach(entry -> gradients.add(entry.parameter().gradient().clone()));
        return gradients;
    }

    /// Clipped gradients are as long as allowed at most, in the same direction, and short ones are left as they are, bit for bit; also
    /// where a square would leave the range of 32 bits.
    @Claim("RG-37")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void clippedTogether(
            @ForAll @IntRange(min = 1, max = 4) int parts,
            @ForAll @IntRange(min = -3, max = 3) int power,
            @ForAll @IntRange(min = -20, max = 30) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] g = new float[parts][3];
        double square = 0;
        for (float[] part : g) {
            for (int i = 0; i < part.length; i++) {
                part[i] = (float) (random.nextGaussian() * Math.pow(10, scale));
                square += (double) part[i] * part[i];
            }
        }
        double norm = Math.sqrt(square);
        double maxNorm = Math.pow(2, power) * Math.pow(10, scale);
        Parameters parameters = withGradients(g);
        assertThat(clip(parameters, maxNorm)).isCloseTo(norm, within(1e-14 * norm));
        List<float[]> clipped = gradients(parameters);
        if (norm <= maxNorm) {
            assertThat(clipped).containsExactly(g);
        }
        double after = 0;
        for (int part = 0; part < parts; part++) {
            for (int i = 0; i < 3; i++) {
                double expected = g[part][i] * Math.min(1, maxNorm / norm);
                double actual = clipped.get(part)[i];
                assertThat(actual).isCloseTo(expected, within(0x1p-22 * Math.abs(expected)));
                after += actual * actual;
            }
        }
        assertThat(Math.sqrt(after))
                .isCloseTo(Math.min(norm, maxNorm), within(0x1p-22 * Math.min(norm, maxNorm)));
    }

    @Claim("RG-37")
    @Example
    void clippingByHand() {
        Parameters parameters = withGradients(new float[] {3}, new float[] {4});
        clip(parameters, Double.POSITIVE_INFINITY);
        clip(parameters, 5);
        assertThat(gradients(parameters)).containsExactly(new float[] {3}, new float[] {4});
        clip(parameters, 2.5);
        assertThat(gradients(parameters)).containsExactly(new float[] {1.5f}, new float[] {2});
        Parameters zero = withGradients(new float[] {0, 0});
        clip(zero, 1);
        assertThat(gradients(zero)).containsExactly(new float[] {0, 0});
    }

    /// The nearest point, against random points of the ball, and a map that brings no two points farther apart.
    @Claim("RG-38")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void projecting(
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = -3, max = 3) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double limit = Math.pow(2, power);
        Vector w = Matrices.normal(random, d).times(Math.pow(2, random.nextInt(-3, 4)));
        Vector other = Matrices.normal(random, d).times(Math.pow(2, random.nextInt(-3, 4)));
        Vector image = project(limit, w);
        double slack = 1e-14 * (1 + Norms.two(w) + Norms.two(other));
        assertThat(Norms.two(image)).isLessThanOrEqualTo(limit + slack);
        double distance = Norms.two(w.minus(image));
        for (int i = 0; i < 20; i++) {
            Vector z = Matrices.normal(random, d);
            z = z.times(limit * random.nextDouble() / Norms.two(z));
            assertThat(distance).isLessThanOrEqualTo(Norms.two(w.minus(z)) + slack);
            assertThat(w.minus(image).dot(z.minus(image))) // the ball lies behind its plane
                    .isLessThanOrEqualTo(slack * (1 + limit + Norms.two(w)));
        }
        assertThat(Norms.two(image.minus(project(limit, other))))
                .isLessThanOrEqualTo(Norms.two(w.minus(other)) + slack);
        Vector formula = w.times(Math.min(1, limit / Norms.two(w)));
        assertThat(Norms.two(image.minus(formula))).isLessThanOrEqualTo(slack);
        if (Norms.two(w) <= limit) {
            assertThat(image).isEqualTo(w);
        }
    }

    @Claim("RG-38")
    @Example
    void projectingByHand() {
        assertThat(project(2.5, Vector.of(3, 4))).isEqualTo(Vector.of(1.5, 2));
        assertThat(project(5, Vector.of(3, 4))).isEqualTo(Vector.of(3, 4));
        assertThat(project(1, Vector.zeros(2))).isEqualTo(Vector.zeros(2));
        assertThatIllegalArgumentException().isThrownBy(() -> project(0, Vector.of(1)));
    }

    @Mutant("RG-37") // each part on its own
    static class PartByPart extends ClippingTest {
        @Override
        double clip(Parameters parameters, double maxNorm) {
            double norm = GradientClipping.norm(parameters);
            for (Parameters.Entry one : parameters) {
                GradientClipping.clip(parameters.where(one::equals), maxNorm);
            }
            return norm;
        }
    }

    @Mutant("RG-38") // entry by entry
    static class IntoACube extends ClippingTest {
        @Override
        Vector project(double limit, Vector w) {
            new MaxNorm(limit).project(w);
            double[] entries = w.toArray();
            for (int i = 0; i < entries.length; i++) {
                entries[i] = Math.clamp(entries[i], -limit, limit);
            }
            return Vector.of(entries);
        }
    }
}
