package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.operations.LogProbability;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;

import java.util.SplittableRandom;

/// What the text and the solutions on paper of `backpropagation.md` compute.
class ExercisesTest {

    /// In the text: nudging x from 2 to 2.001, and the last weight of the two layers from 4 to 4.01.
    @Example
    void nudges() {
        assertThat(Math.pow(2.001 * 3 + 2.001, 2)).isCloseTo(64.064016, within(1e-12));
        assertThat(0.5 * Math.pow(5.01 - 3, 2)).isCloseTo(2.02005, within(1e-12));
    }

    /// In the text: `y = (x₁x₂, x₁ + x₂)` at (2,3), pushed along (1,−1) and pulled back from (5,7).
    @Example
    void pushAndPull() {
        double[][] jacobian = {{3, 2}, {1, 1}};
        double[] pushed = {jacobian[0][0] - jacobian[0][1], jacobian[1][0] - jacobian[1][1]};
        assertThat(pushed).containsExactly(1, 0);
        Value x1 = Value.of(2);
        Value x2 = Value.of(3);
        x1.times(x2).times(Value.of(5)).plus(x1.plus(x2).times(Value.of(7))).backward();
        assertThat(x1.gradient()).isEqualTo(22);
        assertThat(x2.gradient()).isEqualTo(17);
        assertThat(5 * pushed[0] + 7 * pushed[1]).isEqualTo(22 - 17.0);
    }

    /// In the text: one step of descent on the two layers, with the rates 0.01 and 1.
    @Example
    void aStepThatIsTooLong() {
        double[] p = {1, 2, -1, 0, 0, -1, 3, 4, 1}; // W₁ (2,2), b₁ (2), W₂ (2,1), b₂ (1)
        double[] g = {0, 8, 0, 16, 0, 8, 0, 2, 2};
        assertThat(loss(p, g, 0)).isEqualTo(2);
        assertThat(loss(p, g, 0.01)).isCloseTo(0.0012, within(5e-5));
        assertThat(loss(p, g, 1)).isCloseTo(8, within(1e-12));
    }

    private static double loss(double[] p, double[] g, double rate) {
        double[] w = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            w[i] = p[i] - rate * g[i];
        }
        double first = Math.max(0, w[0] + 2 * w[2] + w[4]);
        double second = Math.max(0, w[1] + 2 * w[3] + w[5]);
        double error = first * w[6] + second * w[7] + w[8] - 3;
        return error * error / 2;
    }

    @Example
    void atAZero() { // 1
        Value x = Value.of(1);
        Value y = Value.of(-1);
        Value a = x.times(y);
        Value b = a.plus(x);
        b.power(2).backward();
        assertThat(new double[] {a.gradient(), b.gradient(), x.gradient(), y.gradient()})
                .containsOnly(0);
    }

    @Example
    void twoProducts() { // 2
        Value x = Value.of(2);
        Value y = Value.of(3);
        Value z = Value.of(4);
        Value f = x.times(y).plus(y.times(z));
        f.backward();
        assertThat(f.data()).isEqualTo(18);
        assertThat(x.gradient()).isEqualTo(3);
        assertThat(y.gradient()).isEqualTo(6);
        assertThat(z.gradient()).isEqualTo(3);
    }

    @Example
    void aNeuron() { // 3
        Value w = Value.of(1);
        Value x = Value.of(2);
        Value b = Value.of(-2);
        w.times(x).plus(b).tanh().backward();
        assertThat(new double[] {w.gradient(), x.gradient(), b.gradient()})
                .containsExactly(2, 1, 1);
    }

    @Example
    void aCube() { // 4
        Value x = Value.of(2);
        Value cube = x.times(x).times(x);
        cube.backward();
        assertThat(x.gradient()).isEqualTo(12);
        assertThat(cube.order()).hasSize(3);
    }

    @Example
    void twoOrders() { // 5
        Value x = Value.of(2);
        Value y = Value.of(3);
        Value f = x.plus(y).times(x.times(y));
        f.backward();
        assertThat(x.gradient()).isEqualTo(21);
        assertThat(y.gradient()).isEqualTo(16);
    }

    @Example
    void aLayer() { // 6
        Shape[] shapes = {Shape.of(1, 2), Shape.of(2, 2), Shape.of(2)};
        double[][] x = {{1, 2}, {1, 0, 2, 1}, {0, 0}};
        double[][] back = new Linear.Formula().adjoint(shapes, x, new double[] {1, -1});
        assertThat(back[0]).containsExactly(1, 1);
        assertThat(back[1]).containsExactly(1, -1, 2, -2);
        assertThat(back[2]).containsExactly(1, -1);
        double[][] two = {{1, 2, 3, 4}, {1, 0, 2, 1}, {0, 0}}; // 7
        shapes[0] = Shape.of(2, 2);
        back = new Linear.Formula().adjoint(shapes, two, new double[] {1, -1, 0, 2});
        assertThat(back[0]).containsExactly(1, 1, 0, 2);
        assertThat(back[1]).containsExactly(1, 5, 2, 6);
        assertThat(back[2]).containsExactly(1, 1);
    }

    @Example
    void logits() { // 9
        Targets targets = Targets.of(Shape.of(2), 2, Targets.IGNORED);
        double[] back =
                new LogProbability.Formula(targets)
                        .adjoint(
                                new Shape[] {Shape.of(2, 4)},
                                new double[][] {new double[8]},
                                new double[] {-1, -1})[0];
        assertThat(back).containsExactly(0.25, 0.25, -0.75, 0.25, 0, 0, 0, 0);
    }

    /// `p ⊙ (p̄ − ⟨p̄,p⟩)` against the graph, and for logits (0,0).
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void softmaxAlone(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) { // 10
        SplittableRandom random = new SplittableRandom(seed);
        double[] logits = random.doubles(n, -3, 3).toArray();
        double[] back = random.doubles(n, -1, 1).toArray();
        Value[] z = new Value[n];
        Value sum = Value.of(0);
        for (int i = 0; i < n; i++) {
            z[i] = Value.of(logits[i]);
            sum = sum.plus(z[i].exp());
        }
        Value result = Value.of(0);
        for (int i = 0; i < n; i++) {
            result = result.plus(z[i].exp().times(sum.power(-1)).times(Value.of(back[i])));
        }
        result.backward();
        double[] p = Softmax.of(logits);
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += back[i] * p[i];
        }
        for (int i = 0; i < n; i++) {
            assertThat(z[i].gradient()).isCloseTo(p[i] * (back[i] - mean), within(1e-14));
        }
    }

    @Example
    void centering() { // 11
        Value[] x = {Value.of(1), Value.of(5), Value.of(3)};
        Value mean = x[0].plus(x[1]).plus(x[2]).times(Value.of(1 / 3.0));
        Value minus = mean.times(Value.of(-1));
        double[] dy = {6, 0, 3};
        Value result = Value.of(0);
        for (int i = 0; i < 3; i++) {
            result = result.plus(x[i].plus(minus).times(Value.of(dy[i])));
        }
        result.backward();
        double[] expected = {3, -3, 0};
        for (int i = 0; i < 3; i++) {
            assertThat(x[i].gradient()).isCloseTo(expected[i], within(1e-14));
        }
    }

    /// The error of a difference quotient in `float` for `(3x + x)²` at 2 is least near `h = √(4u|f/f″|)`, about 7·10⁻⁴.
    @Example
    void theBestStep() { // 13
        double u = 0x1p-24;
        assertThat(Math.sqrt(4 * u * 64 / 32)).isCloseTo(6.9e-4, within(1e-5));
    }

    @Example
    void plans() { // 15
        assertThat(Checkpointing.fewestSteps(8, 2)).isEqualTo(14);
        assertThat(3 + Checkpointing.fewestSteps(5, 1) + Checkpointing.fewestSteps(3, 2))
                .isGreaterThanOrEqualTo(14);
        assertThat(5 + Checkpointing.fewestSteps(3, 1) + Checkpointing.fewestSteps(5, 2))
                .isEqualTo(14);
    }

    @Example
    void aWeightThatIsUsedAgainAndAgain() { // 17
        for (int steps = 1; steps <= 20; steps++) {
            Value w = Value.of(0.9);
            Value h = Value.of(2);
            for (int t = 0; t < steps; t++) {
                h = h.times(w);
            }
            h.backward();
            assertThat(w.gradient()).isCloseTo(2 * steps * Math.pow(0.9, steps - 1), within(1e-13));
        }
        double last = 10 * Math.pow(0.9, 9);
        assertThat(last).isCloseTo(3.874, within(5e-4));
    }

    @Example
    void fadingChains() { // 16
        assertThat(Math.pow(0.25, 10)).isCloseTo(9.54e-7, within(1e-9));
        assertThat(Math.log(1e-6) / Math.log(0.9)).isCloseTo(131.1, within(0.05));
    }
}
