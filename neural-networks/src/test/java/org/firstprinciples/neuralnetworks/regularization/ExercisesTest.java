package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.optimization.LeastSquaresDescent;
import org.firstprinciples.mathfoundations.probability.Entropy;

/// What the solutions on paper of `regularization.md` compute.
class ExercisesTest {

    private static final Matrix X = RunningExampleTest.X;
    private static final Vector OURS = RunningExampleTest.OURS;

    @Example
    void aMeasurementKeptAside() { // 2
        double[][] rows = {{0, 2.4, 0.36, 0.05}, {1, 2, 0.04, 0.139}, {5, 1.2, 0.36, 0.85}};
        for (double[] row : rows) {
            Vector w = Ridge.fit(X, OURS, row[0]);
            double prediction = 3 * w.get(0);
            assertThat(prediction).isCloseTo(row[1], within(1e-14));
            assertThat((prediction - 1.8) * (prediction - 1.8)).isCloseTo(row[2], within(1e-14));
            Vector residual = OURS.minus(X.times(w));
            assertThat(residual.dot(residual)).isCloseTo(row[3], within(5e-4));
        }
    }

    @Example
    void fourEstimates() { // 3
        assertThat(BiasVariance.of(10, 7, 9, 11, 9)).isEqualTo(new BiasVariance(1, 2));
    }

    @Example
    void rowOfTheTable() { // 4
        double[] expected = {0.133, 0.4, 0.267, 0.533};
        assertThat(RunningExampleTest.weights(2.5)).containsExactly(expected, within(5e-4));
        BiasVariance split = BiasVariance.of(0.5, RunningExampleTest.weights(2.5));
        assertThat(split.squaredBias()).isCloseTo(1 / 36.0, within(1e-14));
        assertThat(split.variance()).isCloseTo(0.0222, within(5e-5));
        assertThat(split.meanSquaredError()).isCloseTo(0.05, within(1e-14));
        for (double lambda : new double[] {2.51, 3, 10, 1000}) { // the error rises from 1 on
            assertThat(BiasVariance.of(0.5, RunningExampleTest.weights(lambda)).meanSquaredError())
                    .isGreaterThan(0.05);
        }
    }

    @Example
    void theBestPenalty() { // 5
        for (double w : new double[] {0.5, -2, 3}) {
            for (double a : new double[] {0.01, 0.2, 5, 400}) {
                double best = error(0.25 / (w * w), w, a, 0.25);
                for (double factor : new double[] {0, 0.5, 0.9, 1.1, 2, 100}) {
                    assertThat(error(factor * 0.25 / (w * w), w, a, 0.25)).isGreaterThan(best);
                }
            }
        }
    }

    private static double error(double lambda, double w, double a, double noise) {
        return (lambda * lambda * w * w + a * noise) / ((a + lambda) * (a + lambda));
    }

    @Example
    void anotherDataSet() { // 6
        Vector y = Vector.of(0, 1.5);
        assertThat(Ridge.fit(X, y, 1).get(0)).isCloseTo(0.5, within(1e-15));
        assertThat(Lasso.coordinateDescent(X, y, 1, 1e-15).get(0)).isCloseTo(0.4, within(1e-15));
        assertThat(LeastSquaresDescent.after(2, X, y, Vector.zeros(1), 0.1).get(0))
                .isCloseTo(0.45, within(1e-15));
    }

    @Example
    void mostThatPasses() { // 7
        for (double lambda : new double[] {0.25, 1, 4}) {
            double root = Math.sqrt(lambda);
            for (double sigma : new double[] {0.1, 0.5, 1, 2, 10}) {
                assertThat(Ridge.kept(sigma, lambda) / sigma)
                        .isLessThanOrEqualTo(1 / (2 * root) + 1e-15);
            }
            assertThat(Ridge.kept(root, lambda) / root).isCloseTo(1 / (2 * root), within(1e-15));
        }
    }

    @Example
    void halfOfADirection() { // 9
        assertThat(Ridge.kept(3, 9)).isEqualTo(0.5);
        double found = 3 * LeastSquaresDescent.filter(11, 3, 0.01);
        assertThat(found).isCloseTo(0.646, within(5e-4));
        assertThat(found / 0.5).isCloseTo(1.29, within(5e-3));
    }

    @Example
    void droppingOneNumber() { // 10
        double mean = 0.25 * 0 + 0.75 * 4;
        assertThat(mean).isEqualTo(3);
        assertThat(0.25 * 9 + 0.75 * 1).isEqualTo(0.25 / 0.75 * 9);
    }

    @Example
    void metersAndCentimeters() { // 11
        assertThat(Ridge.fit(X, OURS, 5).get(0)).isCloseTo(0.4, within(1e-15));
        Matrix centimeters = X.times(100);
        assertThat(Ridge.fit(centimeters, OURS, 5).get(0)).isCloseTo(0.0079992, within(5e-10));
        double least = NoisyRegression.withDropout(centimeters, OURS, Vector.of(0.004), 0.5);
        for (double other : new double[] {0.00399, 0.00401}) {
            assertThat(NoisyRegression.withDropout(centimeters, OURS, Vector.of(other), 0.5))
                    .isGreaterThan(least);
        }
    }

    @Example
    void twoStepsWithMomentum() { // 12
        WeightDecay decay = new WeightDecay(0.5, 0.5, 0.2);
        WeightDecay.State a = new WeightDecay.State(Vector.of(2), Vector.zeros(1));
        WeightDecay.State b = a;
        double[][] expected = {{1, 1.3, 1.3}, {0, 0.82, 0.92}};
        for (double[] step : expected) {
            a = decay.coupled(a, Vector.of(step[0]));
            b = decay.decoupled(b, Vector.of(step[0]));
            assertThat(a.weights().get(0)).isCloseTo(step[1], within(1e-14));
            assertThat(b.weights().get(0)).isCloseTo(step[2], within(1e-14));
        }
    }

    @Example
    void fourClasses() { // 13
        LabelSmoothing smoothing = new LabelSmoothing(4, 0.2);
        assertThat(smoothing.bestGap()).isCloseTo(2.833, within(5e-4));
        assertThat(Entropy.of(smoothing.targets(0))).isCloseTo(0.5875, within(5e-5));
    }

    /// Errors `common + own`, each `±1`: covariance ½ of the variance 2, over all `2⁶` cases.
    @Example
    void fiveModelsThatShareAnError() { // 14
        double sum = 0;
        for (int code = 0; code < 64; code++) {
            double average = (code & 1) == 0 ? 1 : -1;
            for (int j = 1; j <= 5; j++) {
                average += ((code >> j & 1) == 0 ? 1 : -1) / 5.0;
            }
            sum += average * average / 64;
        }
        assertThat(sum).isCloseTo(0.6 * 2, within(1e-14));
    }

    @Example
    void aStepAtARightAngle() { // 16
        Vector w = Vector.of(0.6, 0.8);
        Vector g = Vector.of(-0.4, 0.3);
        assertThat(w.dot(g)).isCloseTo(0, within(1e-16));
        Vector after = w.minus(g.times(0.1));
        assertThat(after.dot(after)).isCloseTo(1.0025, within(1e-15));
    }

    /// The loss is `c` times the angle, so that the gradient has the length `c/‖w‖` and a right angle to `w`.
    @Example
    void turningWithDecay() { // 17
        double rate = 0.1;
        double decay = 0.05;
        for (double c : new double[] {0.5, 3}) {
            Vector w = Vector.of(1, 0);
            double turned = 0;
            for (int k = 0; k < 5000; k++) {
                double square = w.dot(w);
                Vector g = Vector.of(-w.get(1), w.get(0)).times(c / square);
                Vector next = w.times(1 - rate * decay).minus(g.times(rate));
                double cosine = next.dot(w) / Norms.two(next) / Norms.two(w);
                turned = Math.acos(cosine);
                w = next;
            }
            assertThat(turned).isCloseTo(0.1, within(0.001));
            assertThat(Math.toDegrees(turned)).isCloseTo(5.7, within(0.06));
            assertThat(w.dot(w)).isCloseTo(c * Math.sqrt(rate / (2 * decay)), within(0.01 * c));
        }
    }

    @Example
    void oneExample() { // 18
        Matrix x = Matrix.of(1, 3, 1, 2, 2);
        double[] expected = {0.5, 1, 1};
        assertThat(Ridge.fit(x, Vector.of(5), 1).toArray())
                .containsExactly(expected, within(1e-14));
        double[] shortest = {5 / 9.0, 10 / 9.0, 10 / 9.0};
        assertThat(Ridge.fit(x, Vector.of(5), 1e-9).toArray())
                .containsExactly(shortest, within(1e-8));
    }

    @Example
    void disturbedInputs() { // 19
        double w = 4 / 5.5;
        assertThat(w).isCloseTo(0.727, within(5e-4));
        Matrix twice = Matrix.of(4, 1, 1, 2, 1, 2);
        Vector y = Vector.of(1, 1.5, 1, 1.5);
        for (double other : new double[] {w - 1e-3, w + 1e-3}) {
            assertThat(NoisyRegression.withInputNoise(X, OURS, Vector.of(other), 0.25))
                    .isGreaterThan(NoisyRegression.withInputNoise(X, OURS, Vector.of(w), 0.25));
            assertThat(NoisyRegression.withInputNoise(twice, y, Vector.of(other), 0.25))
                    .isGreaterThan(NoisyRegression.withInputNoise(twice, y, Vector.of(w), 0.25));
        }
        assertThat(Ridge.fit(twice, y, 0.5).get(0)).isCloseTo(0.762, within(5e-4));
    }

    @Example
    void batchNormByHand() { // 20
        BatchStandardization norm = new BatchStandardization(Vector.of(3), Vector.of(2), 0);
        double[] out = {-1, -1, 5, 5};
        assertThat(norm.train(Matrix.of(4, 1, 0, 0, 4, 4)).toArray()).isEqualTo(out);
        assertThat(norm.train(Matrix.of(4, 1, 7, 7, 15, 15)).toArray()).isEqualTo(out);
        var running = new BatchStandardization.Statistics(Vector.of(1), Vector.of(9));
        assertThat(norm.evaluate(Matrix.of(2, 1, 4, 15), running).toArray())
                .containsExactly(new double[] {5, 16}, within(1e-14));
    }
}
