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
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Philox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// What is left of a gradient behind many layers.
class GradientsTest {

    /// The five beginnings of the table and the picture.
    enum Beginning {
        SIGMOID("sigmoid, 1/n", Activation.SIGMOID, 1),
        TANH("tanh, 1/n", Activation.TANH, 1),
        SMALL("ReLU, 1/n", Activation.RELU, 1),
        HE("ReLU, 2/n", Activation.RELU, Math.sqrt(2)),
        LARGE("ReLU, 4/n", Activation.RELU, 2);

        final String label;
        final Activation activation;
        final double gain;

        Beginning(String label, Activation activation, double gain) {
            this.label = label;
            this.activation = activation;
            this.gain = gain;
        }

        RandomStack stack() {
            return RandomStack.draw(activation, gain, 64, 30, Philox.of(3).split("stack"));
        }

        /// Sizes of the adjoints of `h₀, …, h₃₀` for a random gradient above.
        double[] gradients() throws IOException {
            Matrix above = RandomStack.normal(100, 64, Philox.of(3).split("above"));
            Matrix unit = above.times(1 / RandomStack.size(above));
            return stack().adjoints(RandomStack.digits(100), unit).stream()
                    .mapToDouble(RandomStack::size)
                    .toArray();
        }

        /// The size of what the last layer puts out.
        double forward() throws IOException {
            RandomStack stack = stack();
            return RandomStack.size(stack.outputs(stack.scores(RandomStack.digits(100)).getLast()));
        }
    }

    double derivative(Activation f, double z) {
        return f.derivative(z);
    }

    /// The Jacobian of layers with biases, whose widths differ, is never above the product; `M` is the largest slope that occurs.
    @Claim("AC-07")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void slopesAndNormsMultiply(
            @ForAll @IntRange(min = 0, max = 12) int depth,
            @ForAll Activation f,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int inputs = 1 + random.nextInt(5);
        Vector h = Matrices.normal(random, inputs);
        Matrix jacobian = Matrix.identity(inputs);
        double norms = 1;
        double steepest = 0;
        for (int l = 0; l < depth; l++) {
            int outputs = 1 + random.nextInt(5);
            Matrix w = Matrices.normals(random, h.size(), outputs);
            double[] z = h.times(w).plus(Matrices.normal(random, outputs)).toArray();
            double[] slopes = new double[outputs];
            double[] next = new double[outputs];
            for (int i = 0; i < outputs; i++) {
                slopes[i] = derivative(f, z[i]);
                steepest = Math.max(steepest, Math.abs(f.derivative(z[i])));
                next[i] = f.applyAsDouble(z[i]);
            }
            jacobian =
                    Matrices.diagonal(outputs, outputs, slopes)
                            .times(w.transpose())
                            .times(jacobian);
            norms *= Norms.two(w);
            h = Vector.of(next);
        }
        double bound = Math.pow(steepest, depth) * norms;
        assertThat(Norms.two(jacobian)).isLessThanOrEqualTo(bound * (1 + 1e-10));
        assertThat(steepest).isLessThanOrEqualTo(f.lipschitz() * (1 + 1e-9));
    }

    /// The Jacobian of the test above is that of the library's forward pass: along a direction, by a difference.
    @Claim("AC-07")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void theBoundHoldsForDifferences(
            @ForAll @IntRange(min = 1, max = 6) int depth, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Matrix> weights = new ArrayList<>();
        double bound = 1;
        for (int l = 0; l < depth; l++) {
            weights.add(Matrices.normals(random, 4, 4));
            bound *= Norms.two(weights.getLast()) * Activation.TANH.lipschitz();
        }
        RandomStack stack = new RandomStack(weights, Activation.TANH);
        Matrix x = Matrices.normals(random, 1, 4);
        Matrix step = Matrices.normals(random, 1, 4).times(1e-3);
        Matrix here = stack.outputs(stack.scores(x).getLast());
        Matrix there = stack.outputs(stack.scores(x.plus(step)).getLast());
        assertThat(Norms.frobenius(there.plus(here.times(-1))))
                .isLessThanOrEqualTo(bound * Norms.frobenius(step) * (1 + 1e-9) + 1e-15);
    }

    /// Chains of ten sigmoids whose biases bring every score to the same number.
    @Claim("AC-07")
    @Example
    void tenSigmoids() {
        assertThat(chain(10, 1, 0)).isEqualTo(Math.pow(0.25, 10));
        assertThat(chain(10, 1, 0)).isCloseTo(9.5e-7, within(0.05e-7));
        assertThat(chain(10, 4, 0)).isEqualTo(1);
        assertThat(chain(10, 8, 0)).isEqualTo(1024);
        assertThat(chain(1, 4, 3)).isCloseTo(0.181, within(5e-4));
        assertThat(4 * Activation.SIGMOID.derivative(3)).isCloseTo(0.18071, within(5e-6));
        assertThat(chain(10, 4, 3)).isCloseTo(3.71e-8, within(0.005e-8));
        assertThat(0.1 * Math.pow(0.25, 10)).isCloseTo(1e-7, within(0.1e-7));
    }

    /// The derivative of the last of so many units with respect to the first input, by running them.
    private double chain(int units, double w, double z) {
        double h = 0.3;
        double derivative = 1;
        for (int l = 0; l < units; l++) {
            double b = z - w * h;
            double score = w * h + b;
            derivative *= w * derivative(Activation.SIGMOID, score);
            h = Activation.SIGMOID.applyAsDouble(score);
        }
        return derivative;
    }

    /// The table of thirty layers.
    @Example
    void thirtyLayers() throws IOException {
        double[] forward = {0.52, 0.14, 2.4e-5, 0.78, 2.6e4};
        double[] backward = {8.7e-20, 0.073, 1.7e-5, 0.56, 1.8e4};
        double[] place = {0.005, 0.005, 0.05e-5, 0.005, 0.05e4}; // half of the last digit
        double[] placeBack = {0.05e-20, 0.0005, 0.05e-5, 0.005, 0.05e4};
        Beginning[] all = Beginning.values();
        for (int i = 0; i < all.length; i++) {
            Beginning beginning = all[i];
            assertThat(beginning.forward()).isCloseTo(forward[i], within(place[i]));
            assertThat(beginning.gradients()[0]).isCloseTo(backward[i], within(placeBack[i]));
        }
    }

    /// Three times LeCun's deviation: more than half of the outputs behind layer 30 lie beyond ±0.9.
    @Example
    void tooLarge() throws IOException {
        RandomStack stack =
                RandomStack.draw(Activation.TANH, 3, 64, 30, Philox.of(3).split("stack"));
        double[] h = stack.outputs(stack.scores(RandomStack.digits(100)).getLast()).toArray();
        double beyond = Arrays.stream(h).filter(v -> Math.abs(v) > 0.9).count();
        assertThat(beyond / h.length).isBetween(0.5, 0.6);
        assertThat(1 - 0.9 * 0.9).isCloseTo(0.19, within(1e-15));
    }

    @Mutant("AC-07") // 4σ'
    static class NoSquashing extends GradientsTest {
        @Override
        double derivative(Activation f, double z) {
            return f == Activation.SIGMOID ? 4 * f.derivative(z) : 1.5 * f.derivative(z);
        }
    }
}
