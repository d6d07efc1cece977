package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.Value;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class NetworkTest {

    /// Oracle: the scalar graph, which knows no arrays.
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void theSixLinesAreTheGradientOfTheScalarGraph(@ForAll long seed) {
        Problem problem = Problem.random(seed);
        Graph graph = Graph.of(problem);
        assertThat(problem.network().loss(problem.x(), problem.labels()))
                .isCloseTo(graph.loss().data(), within(1e-12));
        List<double[][]> gradient =
                problem.network().gradient(problem.x(), problem.labels()).arrays();
        for (int a = 0; a < gradient.size(); a++) {
            for (int i = 0; i < gradient.get(a).length; i++) {
                for (int j = 0; j < gradient.get(a)[i].length; j++) {
                    assertThat(gradient.get(a)[i][j])
                            .isCloseTo(graph.leaves().get(a)[i][j].gradient(), within(1e-12));
                }
            }
        }
    }

    /// The loss of a network as a graph of numbers.
    private record Graph(Value loss, List<Value[][]> leaves) {

        static Graph of(Problem problem) {
            List<Value[][]> leaves =
                    problem.network().arrays().stream().map(Graph::values).toList();
            Value loss = Value.of(0);
            for (int n = 0; n < problem.x().length; n++) {
                Value[] h = layer(Graph.values(problem.x())[n], leaves.get(0), leaves.get(1));
                Value[] z =
                        layer(
                                Arrays.stream(h).map(Value::tanh).toArray(Value[]::new),
                                leaves.get(2),
                                leaves.get(3));
                Value sum = Value.of(0);
                for (Value score : z) {
                    sum = sum.plus(score.exp());
                }
                Value right = z[problem.labels()[n]].times(Value.of(-1));
                loss = loss.plus(sum.log().plus(right).times(Value.of(1.0 / problem.x().length)));
            }
            loss.backward();
            return new Graph(loss, leaves);
        }

        private static Value[] layer(Value[] x, Value[][] w, Value[][] b) {
            Value[] y = b[0].clone();
            for (int j = 0; j < y.length; j++) {
                for (int i = 0; i < x.length; i++) {
                    y[j] = y[j].plus(x[i].times(w[i][j]));
                }
            }
            return y;
        }

        private static Value[][] values(double[][] a) {
            return Arrays.stream(a)
                    .map(row -> Arrays.stream(row).mapToObj(Value::of).toArray(Value[]::new))
                    .toArray(Value[][]::new);
        }
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void differencesPassTheRightDerivativeAndChangeNothing(@ForAll long seed) {
        Problem problem = Problem.random(seed);
        Network network = problem.network();
        Network before = network.map(w -> w);
        Network gradient = network.gradient(problem.x(), problem.labels());
        for (int a = 0; a < 4; a++) {
            GradientCheck check =
                    GradientCheck.of(
                            network,
                            network.arrays().get(a),
                            gradient.arrays().get(a),
                            problem.x(),
                            problem.labels());
            assertThat(check.difference()).isLessThan(1e-8);
            assertThat(network.arrays().get(a)).isDeepEqualTo(before.arrays().get(a));
            assertThat(check.count())
                    .isEqualTo(network.arrays().get(a).length * network.arrays().get(a)[0].length);
        }
    }

    @Test
    void differencesNoticeOneWrongNumberAmongMany() {
        Problem problem = Problem.random(3);
        Network network = problem.network();
        double[][] gradient = network.gradient(problem.x(), problem.labels()).w2();
        gradient[gradient.length - 1][1] += 1e-3;
        GradientCheck check =
                GradientCheck.of(network, network.w2(), gradient, problem.x(), problem.labels());
        assertThat(check.difference()).isCloseTo(1e-3, within(1e-8));
        assertThat(check.relative()).isEqualTo(check.difference() / check.largest());
    }

    @Test
    void theSlopeIsAllThatIsMissing() {
        Problem problem = Problem.random(5);
        Network right = problem.network().gradient(problem.x(), problem.labels());
        Network wrong = new WithoutSlope(problem.network()).gradient(problem.x(), problem.labels());
        assertThat(wrong.w2()).isDeepEqualTo(right.w2());
        assertThat(wrong.b2()).isDeepEqualTo(right.b2());
        assertThat(Math.abs(wrong.b1()[0][0])).isGreaterThan(Math.abs(right.b1()[0][0]));
    }

    @Test
    void weightsBeginWithTheVarianceTheyAreSaidToHave() {
        Network network = Network.initialize(100, 400, 10, Philox.of(7));
        assertThat(100 * meanSquare(network.w1())).isCloseTo(4, within(0.2));
        assertThat(400 * meanSquare(network.w2())).isCloseTo(0.01, within(0.001));
        assertThat(meanSquare(network.b1()) + meanSquare(network.b2())).isZero();
        assertThat(network.w1()).isDeepEqualTo(Network.initialize(100, 400, 10, Philox.of(7)).w1());
    }

    private static double meanSquare(double[][] a) {
        return Arrays.stream(a).flatMapToDouble(Arrays::stream).map(w -> w * w).average().orElse(0);
    }

    @Test
    void aStepGoesDown() {
        Problem problem = Problem.random(11);
        double before = problem.network().loss(problem.x(), problem.labels());
        Network gradient = problem.network().gradient(problem.x(), problem.labels());
        double squares = 0;
        for (double[][] array : gradient.arrays()) {
            squares += Arrays.stream(array).flatMapToDouble(Arrays::stream).map(g -> g * g).sum();
        }
        problem.network().stepInPlace(gradient, 1e-4);
        double after = problem.network().loss(problem.x(), problem.labels());
        assertThat((before - after) / 1e-4).isCloseTo(squares, within(0.01 * squares));
    }

    @Test
    void largeScoresHaveAFiniteLoss() {
        SoftmaxRegression model = SoftmaxRegression.zeros(1, 3);
        model.b()[0][0] = 5000;
        assertThat(model.loss(new double[][] {{1}, {1}}, new int[] {1, 0})).isEqualTo(2500);
        assertThat(model.accuracy(new double[][] {{1}, {1}}, new int[] {1, 0})).isEqualTo(0.5);
    }
}
