package org.firstprinciples.neuralnetworks.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;

/// What the solutions on paper of `perceptron.md` compute.
class ExercisesTest {

    @Example
    void scoresAndDistances() { // 1
        LinearClassifier neuron = new LinearClassifier(Vector.of(4, -3), 2);
        assertThat(neuron.score(Vector.of(1, 2))).isZero();
        assertThat(neuron.predict(Vector.of(1, 2))).isEqualTo(1);
        assertThat(neuron.score(Vector.of(0, 0))).isEqualTo(2);
        assertThat(neuron.signedDistance(Vector.of(0, 0))).isCloseTo(0.4, within(1e-15));
    }

    @Example
    void aDrawnLine() { // 2
        LinearClassifier neuron = new LinearClassifier(Vector.of(1, -2), 2);
        assertThat(neuron.score(Vector.of(-2, 0))).isZero();
        assertThat(neuron.score(Vector.of(0, 1))).isZero();
        assertThat(neuron.score(Vector.of(0, 0))).isEqualTo(2);
        assertThat(neuron.signedDistance(Vector.of(0, 0))).isCloseTo(0.894, within(5e-4));
    }

    @Example
    void gates() { // 3
        for (int input = 0; input < 8; input++) {
            int first = input >> 2;
            int second = input >> 1 & 1;
            Vector pair = Vector.of(first, second);
            assertThat(new LinearClassifier(Vector.of(-1, -1), 1.5).predict(pair))
                    .isEqualTo(first + second < 2 ? 1 : -1);
            assertThat(new LinearClassifier(Vector.of(1, 0), -0.5).predict(pair))
                    .isEqualTo(first == 1 ? 1 : -1);
            assertThat(
                            new LinearClassifier(Vector.of(1, 1, 1), -1.5)
                                    .predict(Vector.of(first, second, input & 1)))
                    .isEqualTo(Integer.bitCount(input) >= 2 ? 1 : -1);
        }
    }

    @Example
    void twoMistakes() { // 4
        Examples two = new Examples(List.of(Vector.of(1, 2), Vector.of(2, 1)), List.of(1, -1));
        assertThat(CommentsTest.mistakes(two, 5))
                .containsExactly(Vector.of(1, 2), Vector.of(-1, 1));
    }

    @Example
    void repairsInARow() { // 5
        Examples one = new Examples(List.of(Vector.of(2, 0)), List.of(1));
        assertThat(CommentsTest.mistakes(one, 5)).hasSize(1);
        Vector w = Vector.of(-5, 0);
        assertThat(one.margin(w, 0)).isEqualTo(-10);
        assertThat(Perceptron.train(one, w, 1, 10).mistakes()).isEqualTo(3);
    }

    @Example
    void boundsOfAThinStrip() { // 6
        for (double s : new double[] {1, 0.1}) {
            Examples two = new Examples(List.of(Vector.of(1, 0), Vector.of(1, s)), List.of(1, -1));
            Vector best = Vector.of(1, -2 / s);
            assertThat(two.margin(best, 0)).isEqualTo(1);
            assertThat(two.margin(best, 1)).isEqualTo(1);
            double bound = (1 + s * s) * best.dot(best);
            assertThat(bound).isCloseTo(s == 1 ? 10 : 405.01, within(1e-9));
            assertThat((double) Perceptron.train(two, Vector.zeros(2), 1, 1000).mistakes())
                    .isLessThanOrEqualTo(bound);
        }
    }

    /// With repairs of all margins up to `c` the bound is `(R² + 2c)‖w*‖²/γ²`.
    @Example
    void repairsUpToAMargin() { // 8
        Vector best = Vector.of(2, -3);
        for (double c : new double[] {0, 1, 5, 20}) {
            Vector w = Vector.zeros(2);
            int repairs = 0;
            for (int step = 0; step < 10_000; step++) {
                int i = step % 5;
                if (CommentsTest.COMMENTS.margin(w, i) <= c) {
                    Vector x = CommentsTest.COMMENTS.points().get(i);
                    w = w.plus(x.times(CommentsTest.COMMENTS.labels().get(i)));
                    repairs++;
                }
            }
            assertThat((double) repairs).isLessThanOrEqualTo((5 + 2 * c) * best.dot(best));
            for (int i = 0; i < 5; i++) {
                assertThat(CommentsTest.COMMENTS.margin(w, i)).isGreaterThan(c);
            }
        }
    }

    @Example
    void aPointBetweenTwo() { // 9
        Examples line =
                new Examples(List.of(Vector.of(0), Vector.of(1), Vector.of(2)), List.of(1, -1, 1))
                        .withConstant();
        Vector sum = line.points().get(0).minus(line.points().get(1).times(2));
        assertThat(sum.plus(line.points().get(2))).isEqualTo(Vector.zeros(2));
        assertThat(Separability.certificate(line, 1000)).isInstanceOf(Separability.Gordan.class);
    }

    @Example
    void notBadForAnEpoch() { // 10
        assertThat(CommentsTest.mistakes(Cases.gate(1, -1, -1, 1), 1))
                .containsExactly(
                        Vector.of(0, 0, 1),
                        Vector.of(0, -1, 0),
                        Vector.of(-1, -1, -1),
                        Vector.of(0, 0, 0));
    }

    @Example
    void twoEpochsAveraged() { // 12
        Vector mean = AveragedPerceptron.train(CommentsTest.COMMENTS, 2);
        assertThat(mean.get(0)).isCloseTo(1.1, within(1e-15));
        assertThat(mean.get(1)).isCloseTo(-1.7, within(1e-15));
        Vector first = AveragedPerceptron.train(CommentsTest.COMMENTS, 1); // in the text
        assertThat(first.get(0)).isEqualTo(1);
        assertThat(first.get(1)).isCloseTo(-0.8, within(1e-15));
    }

    @Example
    void threeClasses() { // 14
        MulticlassPerceptron p = new MulticlassPerceptron(Matrix.of(2, 3, new double[6]));
        List<Vector> points = List.of(Vector.of(1, 0), Vector.of(0, 1), Vector.of(-1, -1));
        int mistakes = 0;
        for (int epoch = 0; epoch < 3; epoch++) {
            for (int y = 0; y < 3; y++) {
                mistakes += p.predict(points.get(y)) == y ? 0 : 1;
                p = p.update(points.get(y), y);
            }
        }
        assertThat(mistakes).isEqualTo(2);
        assertThat(p.weights()).isEqualTo(Matrix.of(2, 3, 1, 0, -1, 0, 1, -1));
    }

    @Example
    void aSquareAsAFeature() { // 15
        for (int x = 0; x <= 2; x++) {
            Vector features = Vector.of(1, x, x, x * x);
            assertThat(Vector.of(1, -2, -2, 2).dot(features)).isEqualTo(x == 1 ? -1 : 1);
            assertThat(features.dot(Vector.of(1, 3, 3, 9)))
                    .isEqualTo(Kernel.polynomial(2).of(Vector.of(x), Vector.of(3)));
        }
    }

    @Example
    void lossesOverTheMargin() { // 16
        double[] logistic = {2.127, 0.693, 0.313, 0.049};
        double[] squares = {4.5, 0.5, 0, 2};
        double[] margins = {-2, 0, 1, 3};
        for (int i = 0; i < 4; i++) {
            Examples one = new Examples(List.of(Vector.of(1)), List.of(1));
            assertThat(LogisticNeuron.loss(margins[i])).isCloseTo(logistic[i], within(5e-4));
            assertThat(new Adaline(one).value(Vector.of(margins[i]))).isEqualTo(squares[i]);
            assertThat(one.errors(Vector.of(margins[i]))).isEqualTo(margins[i] <= 0 ? 1 : 0);
            assertThat(Math.max(0, -one.margin(Vector.of(margins[i]), 0)))
                    .isEqualTo(i == 0 ? 2 : 0);
        }
    }

    @Example
    void oneStep() { // 18
        Examples one = new Examples(List.of(Vector.of(1, 1)), List.of(-1));
        LogisticNeuron neuron = new LogisticNeuron(one);
        Vector w = Vector.of(1, 0);
        assertThat(neuron.value(w)).isCloseTo(1.313, within(5e-4));
        Vector next = w.minus(neuron.gradient(w));
        assertThat(next.get(0)).isCloseTo(0.269, within(5e-4));
        assertThat(next.get(1)).isCloseTo(-0.731, within(5e-4));
        assertThat(one.margin(next, 0)).isCloseTo(0.462, within(5e-4));
        assertThat(neuron.value(next)).isCloseTo(0.489, within(5e-4));
    }

    @Property(tries = 200)
    void errorsAndLosses( // 19
            @ForAll @IntRange(min = -9, max = 9) int first,
            @ForAll @IntRange(min = -9, max = 9) int second) {
        LogisticNeuron neuron = new LogisticNeuron(CommentsTest.COMMENTS);
        Vector w = Vector.of(first, second);
        assertThat(CommentsTest.COMMENTS.errors(w) * Math.log(2))
                .isLessThanOrEqualTo(neuron.value(w) * (1 + 1e-15));
        Vector step = neuron.gradient(Vector.zeros(2)).times(-0.2);
        assertThat(neuron.value(step) / Math.log(2)).isCloseTo(3.77, within(5e-3));
        assertThat(CommentsTest.COMMENTS.errors(step)).isEqualTo(1);
    }

    @Example
    void logOdds() { // 20
        Examples votes =
                new Examples(
                        List.of(Vector.of(1), Vector.of(1), Vector.of(1), Vector.of(1)),
                        List.of(1, 1, 1, -1));
        assertThat(new LogisticNeuron(votes).gradient(Vector.of(Math.log(3))).get(0))
                .isCloseTo(0, within(1e-15));
        assertThat(Math.log(3)).isCloseTo(1.099, within(5e-4));
        assertThat(LogisticNeuron.sigmoid(Math.log(3))).isCloseTo(0.75, within(1e-15));
    }

    @Example
    void noMinimumWithoutAPlane() { // 21
        Examples three =
                new Examples(
                        List.of(Vector.of(1, 0), Vector.of(1, 0), Vector.of(0, 1)),
                        List.of(1, -1, 1));
        assertThat(Separability.certificate(three, 100))
                .isEqualTo(new Separability.Gordan(1, 1, 0));
        double floor = 2 * Math.log(2);
        LogisticNeuron neuron = new LogisticNeuron(three);
        double before = Double.POSITIVE_INFINITY;
        for (int w = 0; w <= 30; w += 5) {
            double value = neuron.value(Vector.of(0, w));
            assertThat(value).isBetween(floor, before);
            before = value;
        }
        assertThat(before).isCloseTo(floor, within(1e-12));
    }
}
