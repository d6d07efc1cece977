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
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class DeadUnitTest {

    boolean isDead(Vector w, double b, List<Vector> inputs) {
        return DeadUnit.isDead(w, b, inputs);
    }

    double slope(double z) {
        return Activation.RELU.derivative(z);
    }

    private static List<Vector> inputs(SplittableRandom random, int n, int d) {
        List<Vector> inputs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            inputs.add(whole(random, d, 3));
        }
        return inputs;
    }

    private static Vector whole(SplittableRandom random, int d, int bound) {
        return Vector.of(random.ints(d, -bound, bound + 1).asDoubleStream().toArray());
    }

    /// One step on the loss `½Σ(r(z) − y)²` with any targets leaves a dead unit as it is, and one that is not dead has a slope
    /// somewhere.
    @Claim("AC-14")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aDeadUnitGetsNoGradient(
            @ForAll @IntRange(min = 0, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector w = whole(random, d, 2);
        double b = random.nextInt(-6, 4);
        List<Vector> inputs = inputs(random, n, d);
        Vector dw = Vector.zeros(d);
        double db = 0;
        double slopes = 0;
        double leaky = 0;
        for (Vector x : inputs) {
            double z = w.dot(x) + b;
            double error = Activation.RELU.applyAsDouble(z) - random.nextInt(-5, 6);
            dw = dw.plus(x.times(error * slope(z)));
            db += error * slope(z);
            slopes += slope(z);
            leaky += Activation.LEAKY_RELU.derivative(z);
        }
        boolean dead = true; // by the definition
        for (Vector x : inputs) {
            dead &= w.dot(x) <= -b;
        }
        assertThat(isDead(w, b, inputs)).isEqualTo(dead);
        assertThat(slopes == 0).isEqualTo(dead);
        if (dead) {
            assertThat(dw).isEqualTo(Vector.zeros(d));
            assertThat(db).isZero();
        }
        assertThat(leaky).isGreaterThanOrEqualTo(0.01 * n);
    }

    /// Of all `2ᴺ` sign changes of the inputs `2^(zeros)` make a unit without bias dead: one if no input is orthogonal to it.
    @Claim("AC-17")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void deadByChance(
            @ForAll @IntRange(min = 0, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector w = whole(random, d, 2);
        List<Vector> inputs = inputs(random, n, d);
        long zeros = inputs.stream().filter(x -> w.dot(x) == 0).count();
        int dead = 0;
        for (int code = 0; code < 1 << n; code++) {
            List<Vector> flipped = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                flipped.add(inputs.get(i).times((code >> i & 1) == 1 ? -1 : 1));
            }
            dead += isDead(w, 0, flipped) ? 1 : 0;
        }
        assertThat(dead).isEqualTo(1 << zeros);
    }

    @Claim("AC-14")
    @Example
    void aUnitThatNeverFires() {
        List<Vector> positive = List.of(Vector.of(0), Vector.of(2), Vector.of(7));
        assertThat(isDead(Vector.of(-1), -1, positive)).isTrue();
        assertThat(isDead(Vector.of(-1), 0, positive)).isTrue(); // 0 is off
        assertThat(isDead(Vector.of(-1), 0.5, positive)).isFalse();
        assertThat(isDead(Vector.of(1), Double.NaN, positive)).isFalse();
        assertThat(isDead(Vector.of(1), 1, List.of())).isTrue();
    }

    /// `w` and `b` after one step on `½(r(2w + b) − 1)²`.
    static double[] step(double w, double b, double rate) {
        double z = 2 * w + b;
        double error = Activation.RELU.applyAsDouble(z) - 1;
        double slope = Activation.RELU.derivative(z);
        return new double[] {w - rate * error * slope * 2, b - rate * error * slope};
    }

    @Example
    void aStepTooFar() {
        double[] small = step(1, 0, 0.1);
        assertThat(small[0]).isCloseTo(0.8, within(1e-15));
        assertThat(small[1]).isCloseTo(-0.1, within(1e-15));
        assertThat(2 * small[0] + small[1]).isCloseTo(1.5, within(1e-15));
        double[] large = step(1, 0, 0.5);
        assertThat(large).containsExactly(0, -0.5);
        double[] later = large;
        for (int i = 0; i < 1_000_000; i++) {
            later = step(later[0], later[1], 0.5);
        }
        assertThat(later).containsExactly(large);
    }

    /// The rest of a momentum of 0.9 moves the unit of the worked example, and an input on the other side may wake it.
    @Example
    void momentumMovesADeadUnit() {
        double[] first = step(1, 0, 0.5);
        double w = first[0] + 0.9 * (first[0] - 1);
        double b = first[1] + 0.9 * (first[1] - 0);
        assertThat(w).isEqualTo(-0.9);
        assertThat(b).isCloseTo(-0.95, within(1e-15));
        assertThat(2 * w + b).isCloseTo(-2.75, within(1e-14));
        assertThat(-2 * w + b).isCloseTo(0.85, within(1e-14));
    }

    /// Decay of both leaves a dead unit dead; decay of the weights alone may wake it.
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void decay(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector w = whole(random, 2, 2);
        double b = random.nextInt(-4, 5);
        List<Vector> inputs = inputs(random, n, 2);
        assertThat(DeadUnit.isDead(w.times(0.75), b * 0.75, inputs)) // whole numbers: exact
                .isEqualTo(DeadUnit.isDead(w, b, inputs));
    }

    @Example
    void decayOfTheWeightsAloneMayWakeAUnit() {
        List<Vector> one = List.of(Vector.of(1));
        assertThat(DeadUnit.isDead(Vector.of(-5), 3, one)).isTrue();
        assertThat(-2.5 + 3).isEqualTo(0.5);
        assertThat(DeadUnit.isDead(Vector.of(-2.5), 3, one)).isFalse();
    }

    @Mutant({"AC-14", "AC-17"}) // below 0 only
    static class StrictlyNegative extends DeadUnitTest {
        @Override
        boolean isDead(Vector w, double b, List<Vector> inputs) {
            return inputs.stream().allMatch(x -> w.dot(x) + b < 0);
        }
    }

    @Mutant("AC-14") // some slope on the left
    static class Leaks extends DeadUnitTest {
        @Override
        double slope(double z) {
            return Activation.LEAKY_RELU.derivative(z);
        }
    }
}
