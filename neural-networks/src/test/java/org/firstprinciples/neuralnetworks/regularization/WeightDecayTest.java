package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.regularization.WeightDecay.State;

import java.util.SplittableRandom;

/// Decay in the gradient and past it, on several weights.
class WeightDecayTest {

    State decoupled(WeightDecay decay, State s, Vector g) {
        return decay.decoupled(s, g);
    }

    AdamWithDecay.State coupled(AdamWithDecay adam, AdamWithDecay.State s, Vector g) {
        return adam.coupled(s, g);
    }

    AdamWithDecay.State decoupled(AdamWithDecay adam, AdamWithDecay.State s, Vector g) {
        return adam.decoupled(s, g);
    }

    private static Vector eighths(SplittableRandom random, int d) {
        return Vector.of(random.ints(d, -64, 65).mapToDouble(i -> i / 8.0).toArray());
    }

    /// `η`, `λ`, weights and gradients are eighths, so that nothing is rounded.
    @Claim("RG-08")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void withoutMomentumTheyAreTheSame(
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = -16, max = 16) int rate,
            @ForAll @IntRange(min = -16, max = 16) int strength,
            @ForAll @IntRange(min = 1, max = 4) int steps,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WeightDecay plain = new WeightDecay(rate / 8.0, 0, strength / 8.0);
        State a = new State(eighths(random, d), Vector.zeros(d));
        State b = a;
        for (int k = 0; k < steps; k++) {
            Vector g = eighths(random, d);
            Vector w = a.weights();
            Vector expected = w.times(1 - rate / 8.0 * strength / 8.0).minus(g.times(rate / 8.0));
            a = plain.coupled(a, g);
            b = decoupled(plain, b, g);
            assertThat(a.weights()).isEqualTo(expected);
            assertThat(b.weights()).isEqualTo(expected);
        }
    }

    /// Dyadic numbers, so that the difference is exact.
    @Claim("RG-26")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void withMomentumTheyAreNot(
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = 1, max = 16) int rate,
            @ForAll @IntRange(min = 1, max = 16) int strength,
            @ForAll @IntRange(min = 1, max = 7) int momentum,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double eta = rate / 16.0;
        double lambda = strength / 16.0;
        double beta = momentum / 8.0;
        WeightDecay heavy = new WeightDecay(eta, beta, lambda);
        Vector start = eighths(random, d);
        State a = new State(start, Vector.zeros(d));
        State b = a;
        Vector g = eighths(random, d);
        a = heavy.coupled(a, g);
        b = decoupled(heavy, b, g);
        assertThat(b.weights().minus(a.weights()).plus(Vector.zeros(d))).isEqualTo(Vector.zeros(d));
        g = eighths(random, d);
        a = heavy.coupled(a, g);
        b = decoupled(heavy, b, g);
        assertThat(b.weights().minus(a.weights()).plus(Vector.zeros(d)))
                .isEqualTo(start.times(eta * lambda * beta).plus(Vector.zeros(d)));
    }

    /// The document's example.
    @Example
    void threeStepsByHand() {
        WeightDecay decay = new WeightDecay(0.1, 0.9, 0.1);
        State a = new State(Vector.of(1), Vector.zeros(1));
        State b = a;
        double[] gradients = {0.3, -0.2, 0.5};
        double[] ofPenalty = {0.96, 0.9344, 0.852016};
        double[] ofDecay = {0.96, 0.9434, 0.877666};
        for (int k = 0; k < 3; k++) {
            a = decay.coupled(a, Vector.of(gradients[k]));
            b = decay.decoupled(b, Vector.of(gradients[k]));
            assertThat(a.weights().get(0)).isCloseTo(ofPenalty[k], within(1e-15));
            assertThat(b.weights().get(0)).isCloseTo(ofDecay[k], within(5e-7));
        }
        assertThat(a.velocity().get(0)).isCloseTo(0.82384, within(1e-15));
        assertThat(b.velocity().get(0)).isCloseTo(0.563, within(1e-15));
    }

    /// Without gradients the weights are multiplied by `1 − ηλ`: erased at `ηλ = 1`, flipped for ever at 2, growing above; a weight halves in
    /// 11,552 steps with `ηλ = 6·10⁻⁵`.
    @Example
    void withoutGradients() {
        State start = new State(Vector.of(1024), Vector.zeros(1));
        double[] products = {0.25, 1, 2, 3};
        for (double product : products) {
            WeightDecay decay = new WeightDecay(0.5, 0.5, product / 0.5);
            State s = start;
            AdamWithDecay.State adam = AdamWithDecay.State.of(Vector.of(1024));
            for (int k = 1; k <= 3; k++) {
                s = decay.decoupled(s, Vector.zeros(1));
                adam =
                        new AdamWithDecay(0.5, 0.9, 0.999, product / 0.5)
                                .decoupled(adam, Vector.zeros(1));
                assertThat(s.weights().get(0)).isEqualTo(1024 * Math.pow(1 - product, k));
                assertThat(adam.weights().get(0)).isEqualTo(1024 * Math.pow(1 - product, k));
            }
        }
        double factor = 1 - 0.0006 * 0.1;
        assertThat(Math.pow(factor, 11_551)).isGreaterThan(0.5);
        assertThat(Math.pow(factor, 11_553)).isLessThan(0.5);
    }

    /// Gradients and weights of all sizes; `g = 0` and `g + λw = 0` apart.
    @Claim("RG-27")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void adamHidesTheStrengthOfAPenalty(
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll @IntRange(min = -6, max = 6) int power,
            @ForAll @IntRange(min = 0, max = 100) int strength,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double lambda = strength / 8.0;
        double eta = random.nextDouble(0.001, 1);
        AdamWithDecay adam =
                new AdamWithDecay(
                        eta, random.nextInt(8) / 8.0, random.nextInt(100) / 100.0, lambda);
        Vector w = eighths(random, d);
        Vector g = eighths(random, d).times(Math.pow(10, power));
        Vector hidden = coupled(adam, AdamWithDecay.State.of(w), g).weights();
        Vector seen = decoupled(adam, AdamWithDecay.State.of(w), g).weights();
        for (int j = 0; j < d; j++) {
            double slack = 2e-14 * (1 + Math.abs(w.get(j)) * (1 + lambda));
            double gradient = g.get(j) + lambda * w.get(j);
            if (gradient != 0) {
                assertThat(hidden.get(j) - w.get(j))
                        .isCloseTo(-eta * Math.signum(gradient), within(slack));
            }
            if (g.get(j) != 0) {
                assertThat(seen.get(j) - w.get(j))
                        .isCloseTo(
                                -eta * (Math.signum(g.get(j)) + lambda * w.get(j)), within(slack));
            }
        }
    }

    @Example
    void firstStepsByHand() {
        for (double lambda : new double[] {0.1, 100}) {
            AdamWithDecay adam = new AdamWithDecay(0.01, 0.9, 0.999, lambda);
            AdamWithDecay.State start = AdamWithDecay.State.of(Vector.of(1));
            assertThat(adam.coupled(start, Vector.of(0.5)).weights().get(0))
                    .isCloseTo(0.99, within(1e-15));
        }
        AdamWithDecay adam = new AdamWithDecay(0.01, 0.9, 0.999, 1);
        assertThatThrownBy(
                        () -> adam.coupled(AdamWithDecay.State.of(Vector.of(1)), Vector.of(1, 2)))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(
                        () -> adam.decoupled(AdamWithDecay.State.of(Vector.of(1)), Vector.of(1, 2)))
                .hasMessage("Adam: there are 1 weights, and the gradient has 2 entries");
    }

    /// Gradients `2ᵏg` in the place of `g` make the same steps, bit by bit.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void adamDoesNotSeeACommonFactor(
            @ForAll @IntRange(min = 1, max = 12) int steps,
            @ForAll @IntRange(min = -100, max = 100) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AdamWithDecay adam = new AdamWithDecay(0.01, 0.9, 0.999, 0);
        AdamWithDecay.State s = AdamWithDecay.State.of(Matrices.normal(random, 3));
        AdamWithDecay.State scaled = s;
        for (int t = 0; t < steps; t++) {
            Vector g = Matrices.normal(random, 3);
            s = coupled(adam, s, g);
            scaled = coupled(adam, scaled, g.times(Math.pow(2, power)));
            assertThat(scaled.weights()).isEqualTo(s.weights());
        }
    }

    /// The picture of the document: 300 steps from 1 with gradients `s` and `−s` in turn.
    @Example
    void penaltyAndDecayInAdam() {
        double[][] rows = {{0.1, 0, 0.05}, {10, 0.73, 0.05}};
        for (double[] row : rows) {
            AdamWithDecay adam = new AdamWithDecay(0.01, 0.9, 0.999, 1);
            AdamWithDecay.State a = AdamWithDecay.State.of(Vector.of(1));
            AdamWithDecay.State b = a;
            for (int t = 1; t <= 300; t++) {
                Vector g = Vector.of(t % 2 == 1 ? row[0] : -row[0]);
                a = adam.coupled(a, g);
                b = adam.decoupled(b, g);
            }
            assertThat(a.weights().get(0)).isCloseTo(row[1], within(0.005));
            assertThat(b.weights().get(0)).isCloseTo(row[2], within(0.005));
        }
    }

    /// After `t` steps the running means are weighted means of all gradients so far, written as sums.
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void laterStepsOfAdam(@ForAll @IntRange(min = 1, max = 12) int steps, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AdamWithDecay adam = new AdamWithDecay(0.125, 0.5, 0.75, 0);
        AdamWithDecay.State s = AdamWithDecay.State.of(Vector.of(0));
        double[] g = Matrices.normal(random, steps).toArray();
        double w = 0;
        for (int t = 1; t <= steps; t++) {
            double mean = 0;
            double square = 0;
            double ofMean = 0;
            double ofSquare = 0;
            for (int i = 1; i <= t; i++) {
                mean += Math.pow(0.5, t - i) * g[i - 1];
                ofMean += Math.pow(0.5, t - i);
                square += Math.pow(0.75, t - i) * g[i - 1] * g[i - 1];
                ofSquare += Math.pow(0.75, t - i);
            }
            w -= 0.125 * mean / ofMean / Math.sqrt(square / ofSquare);
            s = adam.decoupled(s, Vector.of(g[t - 1]));
            assertThat(s.weights().get(0)).isCloseTo(w, within(1e-13));
        }
    }

    @Mutant({"RG-08", "RG-26"}) // twice the decay
    static class TwiceTheDecay extends WeightDecayTest {
        @Override
        State decoupled(WeightDecay decay, State s, Vector g) {
            return new WeightDecay(decay.learningRate(), decay.momentum(), decay.decay() * 2)
                    .decoupled(s, g);
        }
    }

    @Mutant("RG-27") // the decay in the gradient after all
    static class Swapped extends WeightDecayTest {
        @Override
        AdamWithDecay.State decoupled(AdamWithDecay adam, AdamWithDecay.State s, Vector g) {
            return adam.coupled(s, g);
        }
    }

    @Mutant("RG-27") // the penalty goes past
    static class SwappedBack extends WeightDecayTest {
        @Override
        AdamWithDecay.State coupled(AdamWithDecay adam, AdamWithDecay.State s, Vector g) {
            return adam.decoupled(s, g);
        }
    }
}
