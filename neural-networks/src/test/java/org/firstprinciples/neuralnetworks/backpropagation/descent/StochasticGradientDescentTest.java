package org.firstprinciples.neuralnetworks.backpropagation.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.optimization.GradientDescent;
import org.firstprinciples.mathfoundations.optimization.HeavyBall;
import org.firstprinciples.mathfoundations.optimization.Nesterov;
import org.firstprinciples.mathfoundations.optimization.Quadratic;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

class StochasticGradientDescentTest {

    private static final int STEPS = 30;

    private record Point(Parameter x) {

        static Point of(Vector x) {
            float[] values = new float[x.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) x.get(i);
            }
            return new Point(Parameter.of(Tensor.of(Shape.of(values.length), values)));
        }

        Vector vector() {
            double[] wide = new double[x.shape().size()];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = x.values()[i];
            }
            return Vector.of(wide);
        }

        void setGradient(Vector g) {
            for (int i = 0; i < g.size(); i++) {
                x.gradient()[i] = (float) g.get(i);
            }
        }
    }

    /// A bowl of curvatures from 0.1 to 1, turned.
    private static Quadratic bowl(SplittableRandom random, int n) {
        double[] h = new double[n * n];
        double[] u = random.doubles(n, -1, 1).toArray();
        double length = Vector.of(u).dot(Vector.of(u));
        for (int i = 0; i < n; i++) { // (I − 2uuᵀ/uᵀu) D (I − 2uuᵀ/uᵀu)
            double curvature = n == 1 ? 1 : 0.1 + 0.9 * i / (n - 1);
            for (int a = 0; a < n; a++) {
                for (int b = a; b < n; b++) {
                    double left = (a == i ? 1 : 0) - 2 * u[a] * u[i] / length;
                    double right = (b == i ? 1 : 0) - 2 * u[b] * u[i] / length;
                    h[a * n + b] += left * curvature * right;
                }
            }
        }
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                h[a * n + b] = h[b * n + a];
            }
        }
        return new Quadratic(Matrix.of(n, n, h), Vector.of(random.doubles(n, -1, 1).toArray()));
    }

    /// Descends on parameters and compares each of the points where gradients are taken.
    private static void follows(
            List<Vector> expected,
            Quadratic f,
            double rate,
            Function<Parameters, Optimizer> method) {
        Point point = Point.of(expected.getFirst());
        Optimizer optimizer = method.apply(Parameters.of(point));
        for (Vector x : expected) {
            for (int i = 0; i < x.size(); i++) {
                assertThat(point.vector().get(i)).isCloseTo(x.get(i), within(2e-5));
            }
            point.setGradient(f.gradient(point.vector()));
            optimizer.step(rate);
            assertThat(point.x().gradient()).containsOnly(0f);
        }
    }

    /// Oracle: the three methods of optimization, in double.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void onABowlItTakesTheStepsOfOptimization(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int n,
            @ForAll @DoubleRange(min = 0.1, max = 1) double rate,
            @ForAll @DoubleRange(min = 0, max = 0.8) double beta) {
        SplittableRandom random = new SplittableRandom(seed);
        Quadratic f = bowl(random, n);
        Vector start = Vector.of(random.doubles(n, -1, 1).toArray());
        Parallel alone = Parallel.sequential();
        follows(
                new GradientDescent(rate).run(f, start, STEPS),
                f,
                rate,
                parameters -> StochasticGradientDescent.plain(parameters, alone));
        follows(
                new HeavyBall(rate, beta).run(f, start, STEPS),
                f,
                rate,
                parameters -> StochasticGradientDescent.momentum(parameters, alone, beta));
        List<Vector> points = new Nesterov(1, 0.1).run(f, start, STEPS);
        double root = Math.sqrt(0.1);
        double momentum = (1 - root) / (1 + root);
        Vector[] ahead = new Vector[points.size()];
        for (int i = 0; i < ahead.length; i++) {
            Vector before = points.get(Math.max(0, i - 1));
            ahead[i] = points.get(i).plus(points.get(i).minus(before).times(momentum));
        }
        follows(
                List.of(ahead),
                f,
                1,
                parameters -> StochasticGradientDescent.nesterov(parameters, alone, momentum));
    }

    private static Optimizer method(String name, Parameters parameters, Parallel workers) {
        return switch (name) {
            case "plain" -> StochasticGradientDescent.plain(parameters, workers);
            case "momentum" -> StochasticGradientDescent.momentum(parameters, workers, 0.5);
            default -> StochasticGradientDescent.nesterov(parameters, workers, 0.5);
        };
    }

    /// From 0 with `β = ½`, `η = 1` and the gradients 1, 1: the velocities are 1 and 1.5.
    @Test
    void twoStepsByHand() {
        float[][] expected = {{-1, -2}, {-1, -2.5f}, {-1.5f, -3.25f}};
        String[] methods = {"plain", "momentum", "nesterov"};
        for (int m = 0; m < methods.length; m++) {
            Point point = Point.of(Vector.zeros(1));
            Optimizer optimizer = method(methods[m], Parameters.of(point), Parallel.sequential());
            for (int t = 0; t < 2; t++) {
                point.setGradient(Vector.of(1));
                optimizer.step(1);
                assertThat(point.x().values()).containsExactly(expected[m][t]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "momentum", "nesterov"})
    void aRestoredStateContinuesBitForBit(String name) {
        SplittableRandom random = new SplittableRandom(1);
        Point straight = Point.of(Vector.of(1, 2));
        Point interrupted = Point.of(Vector.of(1, 2));
        Optimizer one = method(name, Parameters.of(straight), Parallel.sequential());
        Optimizer two = method(name, Parameters.of(interrupted), Parallel.sequential());
        for (int t = 0; t < 6; t++) {
            if (t == 3) {
                Optimizer.State state = two.state();
                assertThat(state.steps()).isEqualTo(3);
                two = method(name, Parameters.of(interrupted), Parallel.sequential());
                two.restore(state);
            }
            Vector g = Vector.of(random.nextGaussian(), random.nextGaussian());
            straight.setGradient(g);
            interrupted.setGradient(g);
            one.step(0.1);
            two.step(0.1);
        }
        assertThat(interrupted.x().values()).isEqualTo(straight.x().values());
        assertThat(two.state()).isEqualTo(one.state());
    }

    /// So long that it is cut into 17 pieces.
    @ParameterizedTest
    @ValueSource(strings = {"plain", "momentum", "nesterov"})
    void threadsDoNotShow(String name) {
        double[] x = new SplittableRandom(2).doubles(17 * 16_384L, -1, 1).toArray();
        Point one = Point.of(Vector.of(x));
        Point many = Point.of(Vector.of(x));
        try (Workers workers = Workers.of(3)) {
            Optimizer alone = method(name, Parameters.of(one), Parallel.sequential());
            Optimizer together = method(name, Parameters.of(many), workers);
            for (int t = 0; t < 2; t++) {
                one.setGradient(Vector.of(x));
                many.setGradient(Vector.of(x));
                alone.step(0.1);
                together.step(0.1);
            }
        }
        assertThat(many.x().value()).isEqualTo(one.x().value());
    }

    private record Pair(Parameter moves, Parameter stays) {}

    @ParameterizedTest
    @ValueSource(strings = {"plain", "momentum", "nesterov"})
    void frozenParametersArePassedOver(String name) {
        Pair pair = new Pair(Parameter.zeros(Shape.of(2)), Parameter.ones(Shape.of(3)).frozen());
        Optimizer optimizer = method(name, Parameters.of(pair), Parallel.sequential());
        pair.moves().gradient()[1] = 2;
        optimizer.step(0.25);
        assertThat(pair.moves().values()[0]).isZero();
        assertThat(pair.moves().values()[1]).isNegative();
        assertThat(pair.stays().values()).containsOnly(1f);
        assertThat(optimizer.parameters().size()).isEqualTo(1);
        pair.moves().gradient()[0] = 5;
        optimizer.zeroGradients();
        assertThat(pair.moves().gradient()).containsOnly(0f);
    }

    /// A rate of 0 moves nothing; the velocity goes on and the gradients are used up.
    @Test
    void aRateOfZeroIsAStep() {
        Point point = Point.of(Vector.of(3));
        Optimizer optimizer =
                StochasticGradientDescent.momentum(
                        Parameters.of(point), Parallel.sequential(), 0.5);
        point.setGradient(Vector.of(1));
        optimizer.step(0);
        assertThat(point.x().values()).containsExactly(3f);
        assertThat(point.x().gradient()).containsExactly(0f);
        optimizer.step(1);
        assertThat(point.x().values()).containsExactly(2.5f);
        assertThat(optimizer.state().steps()).isEqualTo(2);
    }

    /// A state whose second tensor does not fit leaves the first as it was.
    @Test
    void aStateThatDoesNotFitChangesNothing() {
        Pair pair = new Pair(Parameter.zeros(Shape.of(2)), Parameter.zeros(Shape.of(3)));
        Optimizer optimizer =
                StochasticGradientDescent.momentum(Parameters.of(pair), Parallel.sequential(), 0.5);
        pair.moves().gradient()[0] = 1;
        optimizer.step(1);
        Optimizer.State before = optimizer.state();
        Map<String, Tensor> half = Map.of("velocity.moves", Tensor.of(Shape.of(2), 7f, 7f));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> optimizer.restore(new Optimizer.State(9, half)))
                .withMessage("the state needs velocity.stays of shape (3), got nothing");
        assertThat(optimizer.state()).isEqualTo(before);
    }

    @Test
    void badInputIsNamed() {
        Parameters parameters = Parameters.of(Point.of(Vector.zeros(2)));
        Parallel alone = Parallel.sequential();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StochasticGradientDescent.momentum(parameters, alone, 1))
                .withMessage("the momentum must be in [0,1), got 1.0");
        for (double beta : new double[] {-0.5, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StochasticGradientDescent.momentum(parameters, alone, beta))
                    .withMessage("the momentum must be in [0,1), got " + beta);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StochasticGradientDescent.nesterov(parameters, alone, 0.99999999))
                .withMessage(
                        "the momentum must be less than 1 in 32 bits, at most 0.99999994, got"
                                + " 0.99999999");
        Optimizer optimizer = StochasticGradientDescent.momentum(parameters, alone, 0.5);
        for (double rate : new double[] {-1, Double.NaN, 1e39}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> optimizer.step(rate))
                    .withMessage(
                            "the learning rate must be 0 or more and finite in 32 bits, got "
                                    + rate);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> optimizer.restore(new Optimizer.State(3, Map.of())))
                .withMessage("the state needs velocity.x of shape (2), got nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        optimizer.restore(
                                new Optimizer.State(
                                        3, Map.of("velocity.x", Tensor.zeros(Shape.of(3))))))
                .withMessage("the state needs velocity.x of shape (2), got (3)");
    }
}
