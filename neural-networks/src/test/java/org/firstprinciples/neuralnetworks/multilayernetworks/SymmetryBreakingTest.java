package org.firstprinciples.neuralnetworks.multilayernetworks;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.SplittableRandom;

/// Gradient descent on `½Σ(f(x) − y)²` for one hidden layer of rectifiers, written out by hand: gradients of networks are the next
/// topic.
class SymmetryBreakingTest {

    /// Weights `(units,d)`, biases `(units)`, outgoing weights `(units)`, and a bias.
    static final class Weights {
        final double[][] in;
        final double[] bias;
        final double[] out;
        double outBias;

        Weights(int units, int d) {
            in = new double[units][d];
            bias = new double[units];
            out = new double[units];
        }
    }

    /// One step over all examples, each gradient summed in the order of the examples.
    void step(Weights w, double[][] x, double[] y, double rate) {
        int units = w.bias.length;
        int d = x[0].length;
        double[][] gradIn = new double[units][d];
        double[] gradBias = new double[units];
        double[] gradOut = new double[units];
        double gradOutBias = 0;
        for (int e = 0; e < x.length; e++) {
            double[] z = new double[units];
            double f = w.outBias;
            for (int i = 0; i < units; i++) {
                z[i] = w.bias[i];
                for (int j = 0; j < d; j++) {
                    z[i] += w.in[i][j] * x[e][j];
                }
                f += w.out[i] * Math.max(0, z[i]);
            }
            double error = f - y[e];
            gradOutBias += error;
            for (int i = 0; i < units; i++) {
                gradOut[i] += error * Math.max(0, z[i]);
                double back = z[i] > 0 ? error * w.out[i] : 0;
                gradBias[i] += back;
                for (int j = 0; j < d; j++) {
                    gradIn[i][j] += back * x[e][j];
                }
            }
        }
        w.outBias -= rate * gradOutBias;
        for (int i = 0; i < units; i++) {
            w.out[i] -= rate * gradOut[i];
            w.bias[i] -= rate * gradBias[i];
            for (int j = 0; j < d; j++) {
                w.in[i][j] -= rate * gradIn[i][j];
            }
        }
    }

    private static double[][] inputs(SplittableRandom random, int n, int d) {
        double[][] x = new double[n][];
        for (int e = 0; e < n; e++) {
            x[e] = random.ints(d, -3, 4).asDoubleStream().toArray();
        }
        return x;
    }

    /// Two units with the same weights keep them for ever, to the bit; with another outgoing weight they part.
    @Claim("ML-13")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void identicalUnitsStayIdentical(
            @ForAll @IntRange(min = 2, max = 5) int units,
            @ForAll @IntRange(min = 1, max = 20) int steps,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = inputs(random, 4, 3);
        double[] y = random.ints(4, -3, 4).asDoubleStream().toArray();
        Weights w = new Weights(units, 3);
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < 3; j++) {
                w.in[i][j] = random.nextGaussian();
            }
            w.bias[i] = random.nextGaussian();
            w.out[i] = random.nextGaussian();
        }
        w.in[1] = w.in[0].clone();
        w.bias[1] = w.bias[0];
        w.out[1] = w.out[0];
        for (int s = 0; s < steps; s++) {
            step(w, x, y, 0.001);
            assertThat(w.in[1]).isEqualTo(w.in[0]);
            assertThat(w.bias[1]).isEqualTo(w.bias[0]);
            assertThat(w.out[1]).isEqualTo(w.out[0]);
        }
    }

    /// From zeros only the last bias ever moves.
    @Claim("ML-13")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void zerosAreNoStart(@ForAll @IntRange(min = 1, max = 20) int steps, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = inputs(random, 4, 3);
        double[] y = {1, 2, -1, 3};
        Weights w = new Weights(3, 3);
        for (int s = 0; s < steps; s++) {
            step(w, x, y, 0.125);
        }
        assertThat(w.outBias).isNotZero();
        for (int i = 0; i < 3; i++) {
            assertThat(w.in[i]).containsOnly(0.0);
            assertThat(w.bias[i]).isZero();
            assertThat(w.out[i]).isZero();
        }
    }

    @Claim("ML-13")
    @Example
    void anotherOutgoingWeightBreaksTheTie() {
        Weights w = new Weights(2, 1);
        w.in[0][0] = 1;
        w.in[1][0] = 1;
        w.out[0] = 1;
        w.out[1] = 2;
        step(w, new double[][] {{1}}, new double[] {0}, 0.125);
        assertThat(w.in[0][0]).isEqualTo(1 - 3 / 8.0); // the error is 3
        assertThat(w.in[1][0]).isEqualTo(1 - 6 / 8.0);
    }

    @Mutant("ML-13") // a unit is left out at random, as dropout does
    static class WithDropout extends SymmetryBreakingTest {
        private int count;

        @Override
        void step(Weights w, double[][] x, double[] y, double rate) {
            double[] kept = w.in[count % w.bias.length].clone();
            super.step(w, x, y, rate);
            System.arraycopy(kept, 0, w.in[count++ % w.bias.length], 0, kept.length);
            w.out[0] += 1e-12;
        }
    }
}
