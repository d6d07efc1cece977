package org.firstprinciples.neuralnetworks.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.LeastSquares;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.perceptron.Perceptron.Trace;

import java.util.ArrayList;
import java.util.List;

/// The running example of `perceptron.md`: five comments about a film, and a sixth that no line can take in.
class CommentsTest {

    static final Examples COMMENTS =
            new Examples(
                    List.of(
                            Vector.of(2, 1),
                            Vector.of(1, 2),
                            Vector.of(0, 2),
                            Vector.of(2, 0),
                            Vector.of(1, 1)),
                    List.of(1, -1, -1, 1, -1));

    private static final Vector BEST = Vector.of(2, -3);

    /// The five and F: no praise, three complaints, and the writer liked the film.
    static Examples withF() {
        List<Vector> points = new ArrayList<>(COMMENTS.points());
        List<Integer> labels = new ArrayList<>(COMMENTS.labels());
        points.add(Vector.of(0, 3));
        labels.add(1);
        return new Examples(points, labels);
    }

    /// The weights after each mistake, from 0.
    static List<Vector> mistakes(Examples examples, int epochs) {
        List<Vector> visited = new ArrayList<>();
        Vector w = Vector.zeros(examples.dimension());
        for (int step = 0; step < epochs * examples.size(); step++) {
            int i = step % examples.size();
            if (examples.isMistaken(w, i)) {
                w = Perceptron.update(w, examples.points().get(i), examples.labels().get(i), 1);
                visited.add(w);
            }
        }
        return visited;
    }

    @Example
    void votes() {
        double[] scores = {1, -4, -6, 4, -1};
        for (int i = 0; i < 5; i++) {
            LinearClassifier classifier = new LinearClassifier(BEST, 0);
            assertThat(classifier.score(COMMENTS.points().get(i))).isEqualTo(scores[i]);
            assertThat(classifier.predict(COMMENTS.points().get(i)))
                    .isEqualTo(COMMENTS.labels().get(i));
        }
        assertThat(COMMENTS.isMistaken(Vector.of(2, 1), 1)).isTrue();
    }

    @Example
    void sevenMistakes() {
        assertThat(mistakes(COMMENTS, 4))
                .containsExactly(
                        Vector.of(2, 1),
                        Vector.of(1, -1),
                        Vector.of(0, -2),
                        Vector.of(2, -1),
                        Vector.of(1, -3),
                        Vector.of(3, -2),
                        BEST);
        assertThat(Perceptron.train(COMMENTS, Vector.zeros(2), 1, 100))
                .isEqualTo(new Trace(BEST, 7, 4, true));
        assertThat(mistakes(COMMENTS, 1)).hasSize(3);
        assertThat(mistakes(COMMENTS, 2)).hasSize(5);
        assertThat(DualPerceptron.train(COMMENTS, Kernel.linear(), 100).counts())
                .containsExactly(3, 2, 0, 0, 2);
    }

    @Example
    void theRace() {
        double margin = Double.POSITIVE_INFINITY;
        double radius = 0;
        for (int i = 0; i < 5; i++) {
            margin = Math.min(margin, COMMENTS.margin(BEST, i));
            radius = Math.max(radius, COMMENTS.points().get(i).dot(COMMENTS.points().get(i)));
        }
        assertThat(margin).isEqualTo(1);
        assertThat(radius * BEST.dot(BEST) / (margin * margin)).isEqualTo(65);
        assertThat(margin / Math.sqrt(BEST.dot(BEST))).isCloseTo(0.277, within(5e-4));
        assertThat(Math.sqrt(radius)).isCloseTo(2.236, within(5e-4));
        double[] progress = {1, 5, 6, 7, 11, 12, 13};
        double[] lengths = {5, 2, 4, 5, 10, 13, 13};
        List<Vector> visited = mistakes(COMMENTS, 4);
        for (int k = 0; k < 7; k++) {
            assertThat(visited.get(k).dot(BEST)).isEqualTo(progress[k]);
            assertThat(visited.get(k).dot(visited.get(k))).isEqualTo(lengths[k]);
        }
    }

    /// Another order, another unit of one feature, and other rates from a start that is not 0.
    @Example
    void whatMatters() {
        List<Vector> p = COMMENTS.points();
        Examples otherOrder =
                new Examples(
                        List.of(p.get(3), p.get(0), p.get(1), p.get(2), p.get(4)),
                        List.of(1, 1, -1, -1, -1));
        Trace trace = Perceptron.train(otherOrder, Vector.zeros(2), 1, 100);
        assertThat(trace).isEqualTo(new Trace(BEST, 4, 3, true));
        Examples quarters =
                new Examples(
                        p.stream().map(x -> Vector.of(4 * x.get(0), x.get(1))).toList(),
                        COMMENTS.labels());
        assertThat(Perceptron.train(quarters, Vector.zeros(2), 1, 1000))
                .isEqualTo(new Trace(Vector.of(4, -17), 26, 10, true));
        Vector start = Vector.of(1, 0);
        assertThat(Perceptron.train(COMMENTS, start, 1, 100).mistakes()).isEqualTo(5);
        assertThat(Perceptron.train(COMMENTS, start, 0.25, 100).mistakes()).isEqualTo(2);
        assertThat(Perceptron.train(COMMENTS, Vector.zeros(2), 0.5, 100))
                .isEqualTo(new Trace(BEST.times(0.5), 7, 4, true));
    }

    /// With F no line separates, with or without a bias: D and F have the same middle as B and E. After four mistakes the weights
    /// go round a circle of four, and both ways of counting errors find the fewest at `(1, −1)`.
    @Example
    void sixComments() {
        Examples six = withF();
        List<Vector> p = six.points();
        Vector middle = Vector.of(1, 1.5);
        assertThat(p.get(3).plus(p.get(5)).times(0.5)).isEqualTo(middle);
        assertThat(p.get(1).plus(p.get(4)).times(0.5)).isEqualTo(middle);
        Separability.Gordan proof = new Separability.Gordan(0, 1, 0, 1, 1, 1);
        assertThat(Separability.certificate(six, 1000)).isEqualTo(proof);
        assertThat(Separability.certificate(six.withConstant(), 1000)).isEqualTo(proof);
        List<Vector> visited = mistakes(six, 20);
        assertThat(visited.subList(0, 3))
                .containsExactly(Vector.of(2, 1), Vector.of(1, -1), Vector.of(0, -2));
        List<Vector> circle =
                List.of(Vector.of(0, 1), Vector.of(-1, -1), Vector.of(1, -1), Vector.of(0, -2));
        for (int k = 3; k < visited.size(); k++) {
            assertThat(visited.get(k)).isEqualTo(circle.get((k - 3) % 4));
        }
        assertThat(visited).hasSize(80);
        for (int epoch = 1; epoch <= 6; epoch++) { // at the end of epochs
            assertThat(Perceptron.train(six, Vector.zeros(2), 1, epoch).weights())
                    .isEqualTo(Vector.of(0, 1));
        }
        assertThat(wrong(six, Vector.of(0, 1))).containsExactly(1, 2, 3, 4); // B, C and E, and
        assertThat(six.margin(Vector.of(0, 1), 3)).isZero(); // D on the boundary
    }

    /// Exercise 13: what is in the pocket, by margins and by what is answered in use.
    @Example
    void thePocket() {
        Examples six = withF();
        assertThat(PocketPerceptron.train(six, 20))
                .isEqualTo(new PocketPerceptron.Pocket(Vector.of(1, -1), 2));
        assertThat(wrong(six, Vector.of(2, 1))).containsExactly(1, 2, 4); // B, C and E
        assertThat(wrong(six, Vector.of(1, -1))).containsExactly(4, 5); // E and F
        assertThat(six.margin(Vector.of(1, -1), 4)).isZero();
        assertThat(wronglyAnswered(six, Vector.of(1, -1))).containsExactly(4, 5);
        assertThat(wronglyAnswered(six, Vector.of(0, -2))).containsExactly(0, 5); // A and F
        assertThat(six.errors(Vector.zeros(2))).isEqualTo(6);
        int[] errors = {3, 2, 3, 4, 3, 2, 3, 4};
        List<Vector> visited = mistakes(six, 2);
        assertThat(visited).hasSize(8);
        for (int k = 0; k < 8; k++) {
            assertThat(six.errors(visited.get(k))).isEqualTo(errors[k]);
            assertThat(wronglyAnswered(six, visited.get(k))).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static List<Integer> wronglyAnswered(Examples examples, Vector w) {
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            if (new LinearClassifier(w, 0).predict(examples.points().get(i))
                    != examples.labels().get(i)) {
                wrong.add(i);
            }
        }
        return wrong;
    }

    private static List<Integer> wrong(Examples examples, Vector w) {
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            if (examples.isMistaken(w, i)) {
                wrong.add(i);
            }
        }
        return wrong;
    }

    @Example
    void averages() {
        assertThat(AveragedPerceptron.train(COMMENTS, 4)).isEqualTo(Vector.of(1.75, -2.15));
        assertThat(COMMENTS.errors(Vector.of(1.75, -2.15))).isZero();
    }

    @Example
    void leastSquares() {
        Matrix x = Matrix.of(5, 2, 2, 1, 1, 2, 0, 2, 2, 0, 1, 1);
        Vector w = LeastSquares.solve(x, Vector.of(1, -1, -1, 1, -1));
        assertThat(w.get(0)).isCloseTo(8 / 15.0, within(1e-14));
        assertThat(w.get(1)).isCloseTo(-2 / 3.0, within(1e-14));
        assertThat(w.dot(Vector.of(1, 1))).isCloseTo(-2 / 15.0, within(1e-14));
    }

    @Example
    void logisticSteps() {
        LogisticNeuron neuron = new LogisticNeuron(COMMENTS);
        Vector w = Vector.zeros(2);
        assertThat(neuron.value(w)).isCloseTo(3.466, within(5e-4));
        assertThat(neuron.gradient(w)).isEqualTo(Vector.of(-1, 2));
        double[] margins = {0, 0.6, 0.8, 0.4, 0.2};
        for (int k = 1; k <= 10_000; k++) {
            w = w.minus(neuron.gradient(w).times(0.2));
            if (k == 1) {
                for (int i = 0; i < 5; i++) {
                    assertThat(COMMENTS.margin(w, i)).isCloseTo(margins[i], within(1e-15));
                }
                assertThat(COMMENTS.errors(w)).isEqualTo(1);
                assertThat(neuron.value(w)).isCloseTo(2.613, within(5e-4));
            }
            if (k == 100) {
                assertThat(w.get(0)).isCloseTo(3.08, within(5e-3));
                assertThat(w.get(1)).isCloseTo(-4.35, within(5e-3));
                assertThat(neuron.value(w)).isCloseTo(0.405, within(5e-4));
                assertThat(w.get(1) / w.get(0)).isCloseTo(-1.41, within(5e-3));
            }
        }
        assertThat(w.get(0)).isCloseTo(11.49, within(6e-3));
        assertThat(w.get(1)).isCloseTo(-17.01, within(5e-3));
        assertThat(neuron.value(w)).isCloseTo(0.0065, within(1e-4));
        assertThat(w.get(1) / w.get(0)).isCloseTo(-1.48, within(5e-3));
    }

    @Example
    void shares() {
        assertThat(LogisticNeuron.sigmoid(4)).isCloseTo(0.982, within(5e-4));
        assertThat(LogisticNeuron.sigmoid(-4)).isCloseTo(0.018, within(5e-4));
        assertThat(LogisticNeuron.sigmoid(1)).isCloseTo(0.731, within(5e-4));
        assertThat(LogisticNeuron.sigmoid(8)).isCloseTo(0.9997, within(5e-5));
        assertThat(LogisticNeuron.sigmoid(2)).isCloseTo(0.881, within(5e-4));
        assertThat(LogisticNeuron.loss(0)).isCloseTo(0.693, within(5e-4));
        assertThat(LogisticNeuron.loss(-800)).isEqualTo(800);
    }
}
