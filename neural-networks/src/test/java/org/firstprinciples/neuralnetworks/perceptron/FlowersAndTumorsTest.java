package org.firstprinciples.neuralnetworks.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.fraction.BigFractionField;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.ArrayFieldVector;
import org.apache.commons.math3.linear.FieldLUDecomposition;
import org.apache.commons.math3.linear.FieldMatrix;
import org.apache.commons.math3.linear.FieldVector;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.perceptron.Perceptron.Trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Two real tables: irises, of which one kind can be separated, and tumors, which can all be.
class FlowersAndTumorsTest {

    /// Irises of the kinds that are wanted, in tenths of a centimeter, with a constant; the first kind against the others.
    private static Examples irises(String first, Predicate<String> wanted) throws IOException {
        List<Vector> points = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> lines =
                Files.readAllLines(Path.of("..", "math-foundations", "data", "iris.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            if (wanted.test(fields[4])) {
                double[] x = new double[4];
                for (int j = 0; j < 4; j++) {
                    x[j] = Math.rint(10 * Double.parseDouble(fields[j]));
                }
                points.add(Vector.of(x));
                labels.add(fields[4].equals(first) ? 1 : -1);
            }
        }
        return new Examples(points, labels).withConstant();
    }

    @Example
    void setosaTakesFiveMistakes() throws IOException {
        Trace trace = Perceptron.train(irises("setosa", s -> true), Vector.zeros(5), 1, 100);
        assertThat(trace).isEqualTo(new Trace(Vector.of(13, 41, -52, -22, 1), 5, 4, true));
    }

    /// Neither of the other two can be separated from the rest, nor from each other: a linear program finds a few examples whose
    /// combination is 0, and fractions confirm it.
    @Example
    void theOthersHaveAProofAgainst() throws IOException {
        for (Examples examples :
                List.of(
                        irises("versicolor", s -> true),
                        irises("virginica", s -> true),
                        irises("virginica", s -> !s.equals("setosa")))) {
            int n = examples.size();
            List<LinearConstraint> constraints = new ArrayList<>();
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            constraints.add(new LinearConstraint(ones, Relationship.EQ, 1));
            for (int j = 0; j < 5; j++) {
                double[] row = new double[n];
                for (int i = 0; i < n; i++) {
                    row[i] = examples.labels().get(i) * examples.points().get(i).get(j);
                }
                constraints.add(new LinearConstraint(row, Relationship.EQ, 0));
            }
            double[] alpha =
                    new SimplexSolver()
                            .optimize(
                                    new MaxIter(10_000),
                                    new LinearObjectiveFunction(new double[n], 0),
                                    new LinearConstraintSet(constraints),
                                    new NonNegativeConstraint(true))
                            .getPoint();
            assertIsProof(examples, alpha);
        }
    }

    /// Solves for the numbers of the examples that the program chose, in fractions, and finds none below 0.
    private static void assertIsProof(Examples examples, double... alpha) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < alpha.length; i++) {
            if (alpha[i] > 1e-9) {
                chosen.add(i);
            }
        }
        int k = chosen.size();
        BigFraction[][] rows = new BigFraction[6][k];
        BigFraction[] right = new BigFraction[6];
        for (int j = 0; j < 6; j++) {
            right[j] = j == 5 ? BigFraction.ONE : BigFraction.ZERO;
            for (int c = 0; c < k; c++) {
                int i = chosen.get(c);
                rows[j][c] =
                        j == 5
                                ? BigFraction.ONE
                                : new BigFraction(
                                        examples.labels().get(i)
                                                * (long) examples.points().get(i).get(j));
            }
        }
        FieldMatrix<BigFraction> a =
                new Array2DRowFieldMatrix<>(BigFractionField.getInstance(), rows);
        FieldVector<BigFraction> b = new ArrayFieldVector<>(right);
        FieldVector<BigFraction> exact =
                new FieldLUDecomposition<>(a.transpose().multiply(a))
                        .getSolver()
                        .solve(a.transpose().operate(b));
        assertThat(a.operate(exact)).isEqualTo(b);
        for (BigFraction number : exact.toArray()) {
            assertThat(number).isGreaterThan(BigFraction.ZERO);
        }
    }

    /// Petals of 150 irises, `(150,3)`: length and width in centimeters and a constant, one of each kind in turn.
    static List<Vector> threePetals() throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of("..", "math-foundations", "data", "iris.csv"));
        List<Vector> petals = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            String[] fields = lines.get(1 + i % 3 * 50 + i / 3).split(",", -1);
            petals.add(Vector.of(Double.parseDouble(fields[2]), Double.parseDouble(fields[3]), 1));
        }
        return petals;
    }

    /// The two kinds that no plane separates, 50 each; virginica is +1.
    static Examples petals() throws IOException {
        List<Vector> all = threePetals();
        List<Vector> points = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            if (i % 3 > 0) {
                points.add(all.get(i));
                labels.add(i % 3 == 2 ? 1 : -1);
            }
        }
        return new Examples(points, labels);
    }

    /// The mean weights of a thousand epochs for the three kinds.
    static MulticlassPerceptron threeKinds() throws IOException {
        List<Vector> petals = threePetals();
        MulticlassPerceptron p = new MulticlassPerceptron(Matrix.of(3, 3, new double[9]));
        double[] sum = new double[9];
        for (int step = 0; step < 150_000; step++) {
            p = p.update(petals.get(step % 150), step % 3);
            for (int j = 0; j < 9; j++) {
                sum[j] += p.weights().get(j / 3, j % 3);
            }
        }
        return new MulticlassPerceptron(
                Matrix.of(3, 3, Arrays.stream(sum).map(x -> x / 150_000).toArray()));
    }

    @Example
    void fourIrisesLieOnAWrongSide() throws IOException {
        List<Vector> petals = threePetals();
        MulticlassPerceptron p = threeKinds();
        int errors = 0;
        for (int i = 0; i < 150; i++) {
            errors += p.predict(petals.get(i)) == i % 3 ? 0 : 1;
        }
        assertThat(errors).isEqualTo(4);
    }

    /// The last weights leap to more than 40 errors three times in 40 epochs; the mean falls from 43 to 6; the pocket never has
    /// more than 7.
    @Example
    void lastMeanAndPocket() throws IOException {
        Examples petals = petals();
        int leaps = 0;
        for (int epochs = 1; epochs <= 40; epochs++) {
            int last =
                    petals.errors(Perceptron.train(petals, Vector.zeros(3), 1, epochs).weights());
            leaps += last > 40 ? 1 : 0;
            assertThat(last).matches(errors -> errors < 10 || errors > 40);
            assertThat(PocketPerceptron.train(petals, epochs).errors()).isBetween(5, 7);
        }
        assertThat(leaps).isEqualTo(3);
        assertThat(petals.errors(Perceptron.train(petals, Vector.zeros(3), 1, 1).weights()))
                .isEqualTo(7);
        assertThat(petals.errors(Perceptron.train(petals, Vector.zeros(3), 1, 3).weights()))
                .isEqualTo(50);
        assertThat(petals.errors(AveragedPerceptron.train(petals, 1))).isEqualTo(43);
        assertThat(petals.errors(AveragedPerceptron.train(petals, 8))).isEqualTo(8);
        assertThat(petals.errors(AveragedPerceptron.train(petals, 40))).isEqualTo(6);
    }

    /// The logistic neuron of mean radius and mean texture, trained on standardized features; `w₀·radius + w₁·texture + w₂`.
    static Vector boundaryOfTwoFeatures() throws IOException {
        Examples all = tumors();
        Examples two =
                new Examples(
                        all.points().stream().map(x -> Vector.of(x.get(0), x.get(1))).toList(),
                        all.labels());
        LogisticNeuron neuron = new LogisticNeuron(standardized(two, two).withConstant());
        Vector w = Vector.zeros(3);
        for (int k = 0; k < 300; k++) {
            w = w.minus(neuron.gradient(w).times(4.0 / 569));
        }
        // back to the units of the table: the score at three points gives the three numbers
        Examples probes =
                new Examples(
                        List.of(Vector.of(0, 0), Vector.of(1, 0), Vector.of(0, 1)),
                        List.of(1, 1, 1));
        Examples moved = standardized(probes, two).withConstant();
        double constant = w.dot(moved.points().get(0));
        return Vector.of(
                w.dot(moved.points().get(1)) - constant,
                w.dot(moved.points().get(2)) - constant,
                constant);
    }

    @Example
    void twoFeaturesOfTumors() throws IOException {
        Vector w = boundaryOfTwoFeatures();
        Examples all = tumors();
        int errors = 0;
        for (int i = 0; i < 569; i++) {
            Vector x = all.points().get(i);
            double score = w.get(0) * x.get(0) + w.get(1) * x.get(1) + w.get(2);
            errors += all.labels().get(i) * score <= 0 ? 1 : 0;
        }
        assertThat(errors).isEqualTo(62);
    }

    /// All tumors, `(569,30)`, with their labels: malignant is +1.
    static Examples tumors() throws IOException {
        List<Vector> points = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("data", "wdbc.csv"))) {
            String[] fields = line.split(",", -1);
            double[] x = new double[30];
            for (int j = 0; j < 30; j++) {
                x[j] = Double.parseDouble(fields[j]);
            }
            points.add(Vector.of(x));
            labels.add(fields[30].equals("malignant") ? 1 : -1);
        }
        return new Examples(points, labels);
    }

    /// Brings features to mean 0 and variance 1 over the examples of `measure`.
    static Examples standardized(Examples examples, Examples measure) {
        int d = examples.dimension();
        int n = measure.size();
        double[][] rows = new double[examples.size()][d];
        for (int j = 0; j < d; j++) {
            double mean = 0;
            double square = 0;
            for (Vector x : measure.points()) {
                mean += x.get(j) / n;
            }
            for (Vector x : measure.points()) {
                square += (x.get(j) - mean) * (x.get(j) - mean) / n;
            }
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = (examples.points().get(i).get(j) - mean) / Math.sqrt(square);
            }
        }
        return new Examples(Arrays.stream(rows).map(Vector::of).toList(), examples.labels());
    }

    /// The examples whose number leaves this rest, or does not, when divided by 3.
    private static Examples third(Examples examples, boolean isLast) {
        List<Vector> points = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            if (i % 3 == 2 == isLast) {
                points.add(examples.points().get(i));
                labels.add(examples.labels().get(i));
            }
        }
        return new Examples(points, labels);
    }

    /// Every third tumor is kept aside.
    @Example
    void whatWasKeptAside() throws IOException {
        Examples all = tumors();
        Examples train = standardized(third(all, false), third(all, false)).withConstant();
        Examples aside = standardized(third(all, true), third(all, false)).withConstant();
        assertThat(List.of(train.size(), aside.size())).containsExactly(380, 189);
        Vector ten = Perceptron.train(train, Vector.zeros(31), 1, 10).weights();
        assertThat(errors(ten, train, aside)).containsExactly(10, 14);
        Trace stopped = Perceptron.train(train, Vector.zeros(31), 1, 1000);
        assertThat(List.of(stopped.mistakes(), (long) stopped.epochs()))
                .containsExactly(1432L, 157L);
        assertThat(errors(stopped.weights(), train, aside)).containsExactly(0, 15);
        assertThat(errors(AveragedPerceptron.train(train, 10), train, aside)).containsExactly(7, 8);
        assertThat(errors(PocketPerceptron.train(train, 100).weights(), train, aside))
                .containsExactly(3, 13);
        List<Integer> wavering = new ArrayList<>();
        for (int epochs : new int[] {1, 2, 5, 10, 20, 50, 100}) {
            wavering.add(
                    aside.errors(Perceptron.train(train, Vector.zeros(31), 1, epochs).weights()));
        }
        assertThat(wavering).containsExactly(11, 10, 15, 14, 16, 13, 13);
        List<Integer> steps = List.of(25, 50, 75, 100, 150, 200, 300, 500, 1000);
        List<Integer> wrong = new ArrayList<>();
        LogisticNeuron neuron = new LogisticNeuron(train);
        Vector w = Vector.zeros(31);
        for (int k = 1; k <= 3000; k++) {
            w = w.minus(neuron.gradient(w).times(1.0 / 380));
            if (k == 100) {
                assertThat(errors(w, train, aside)).containsExactly(6, 5);
            }
            if (steps.contains(k)) {
                wrong.add(aside.errors(w));
            }
        }
        assertThat(wrong).containsExactly(4, 4, 4, 5, 5, 5, 4, 5, 7);
        assertThat(errors(w, train, aside)).containsExactly(4, 14);
    }

    private static List<Integer> errors(Vector w, Examples train, Examples aside) {
        return List.of(train.errors(w), aside.errors(w));
    }

    /// 569 tumors, 30 features brought to mean 0 and variance 1: the perceptron comes to rest, and its mistakes obey the bound
    /// with the margin of its own weights.
    @Example
    void tumorsCanBeSeparated() throws IOException {
        Examples examples = standardized(tumors(), tumors()).withConstant();
        Trace trace = Perceptron.train(examples, Vector.zeros(31), 1, 2_000_000);
        assertThat(trace.converged()).isTrue();
        double radius = 0;
        double margin = Double.POSITIVE_INFINITY;
        for (int i = 0; i < examples.size(); i++) {
            radius = Math.max(radius, examples.points().get(i).dot(examples.points().get(i)));
            margin = Math.min(margin, examples.margin(trace.weights(), i));
        }
        double length = trace.weights().dot(trace.weights());
        assertThat(margin).isPositive();
        assertThat(trace.mistakes() * margin * margin).isLessThanOrEqualTo(length * radius);
        assertThat(trace.mistakes()).isEqualTo(1_757_361); // sums are formed in a fixed order
        assertThat(trace.epochs()).isEqualTo(217_171);
        assertThat(Math.sqrt(radius)).isCloseTo(20.57, within(5e-3));
        assertThat(Math.sqrt((double) trace.mistakes())).isCloseTo(1325.7, within(0.05));
        assertThat(Math.sqrt(radius / trace.mistakes())).isCloseTo(0.0155, within(5e-5));
    }
}
