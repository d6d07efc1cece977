package org.firstprinciples.training.batching;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A batch is a loop over its rows. Everything is a small integer, so float arithmetic is exact and the claims are
/// equalities.
class BatchedLayerTest {

    private static final int IN = 3;
    private static final int OUT = 2;

    /// What a layer makes of a batch.
    ///
    /// @param y `(rows,OUT)`
    /// @param dx `(rows,IN)`
    /// @param dWeight `(IN,OUT)`
    record Pass(float[] y, float[] dx, float[] dWeight) {}

    /// A layer with its weights, run forward and backward.
    interface Layer {
        Pass run(float[] weight, float[] x, float[] dy);
    }

    Layer subject() {
        return BatchedLayerTest::linear;
    }

    private static Pass linear(float[] weight, float[] x, float[] dy) {
        int rows = x.length / IN;
        Parameter w = Parameter.of(Tensor.of(Shape.of(IN, OUT), weight));
        Tape tape = new Tape(Engines.FASTEST, Mode.training(1, 0));
        Variable input = tape.input(Tensor.of(Shape.of(rows, IN), x)); // (rows,IN)
        Variable y = new Linear(w, null).apply(input); // (rows,OUT)
        tape.backward(y, Tensor.of(Shape.of(rows, OUT), dy));
        return new Pass(y.value().toArray(), input.gradient().toArray(), w.gradient());
    }

    private static float[] integers(SplittableRandom random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(-8, 9);
        }
        return x;
    }

    private static float[] row(float[] x, int row, int width) {
        return Arrays.copyOfRange(x, row * width, (row + 1) * width);
    }

    @Claim(value = "BA-05", open = "batch norm, which couples the rows")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aBatchIsALoopOverItsRows(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] weight = integers(random, IN * OUT);
        float[] x = integers(random, rows * IN);
        float[] dy = integers(random, rows * OUT);
        Pass batch = subject().run(weight, x, dy);
        float[] sum = new float[IN * OUT];
        for (int row = 0; row < rows; row++) {
            Pass alone = subject().run(weight, row(x, row, IN), row(dy, row, OUT));
            assertThat(row(batch.y(), row, OUT)).isEqualTo(alone.y());
            assertThat(row(batch.dx(), row, IN)).isEqualTo(alone.dx());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += alone.dWeight()[i];
            }
        }
        assertThat(batch.dWeight()).isEqualTo(sum);
    }

    @Claim(value = "BA-05", open = "batch norm, which couples the rows")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfTheRowsIsTheOrderOfTheResults(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] weight = integers(random, IN * OUT);
        float[] x = integers(random, rows * IN);
        float[] dy = integers(random, rows * OUT);
        Pass batch = subject().run(weight, x, dy);
        Pass backwards = subject().run(weight, reversed(x, IN), reversed(dy, OUT));
        assertThat(backwards.y()).isEqualTo(reversed(batch.y(), OUT));
        assertThat(backwards.dx()).isEqualTo(reversed(batch.dx(), IN));
        assertThat(backwards.dWeight()).isEqualTo(batch.dWeight());
    }

    private static float[] reversed(float[] x, int width) {
        float[] y = new float[x.length];
        int rows = x.length / width;
        for (int row = 0; row < rows; row++) {
            System.arraycopy(x, row * width, y, (rows - 1 - row) * width, width);
        }
        return y;
    }

    /// `‖∂L/∂W‖² = ‖a‖²‖δ‖²` for one example: its gradient is an outer product.
    @Claim(value = "BA-05", open = "batch norm, which couples the rows")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theNormOfOneExamplesGradientNeedsNoGradient(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = integers(random, IN);
        float[] dy = integers(random, OUT);
        Pass pass = subject().run(integers(random, IN * OUT), x, dy);
        assertThat(squares(pass.dWeight())).isEqualTo(squares(x) * squares(dy));
    }

    private static double squares(float[] x) {
        double sum = 0;
        for (float value : x) {
            sum += (double) value * value;
        }
        return sum;
    }

    /// The document's example.
    @Test
    void twoRowsByHand() {
        float[] weight = {1, 0, 0, 1, 1, 1};
        Pass pass = subject().run(weight, new float[] {1, 2, 3, 0, 1, 0}, new float[] {1, 0, 2, 1});
        assertThat(pass.y()).containsExactly(4, 5, 0, 1);
        assertThat(pass.dWeight()).containsExactly(1, 0, 4, 1, 3, 0);
    }

    @Mutant("BA-05") // the mean of the gradients where their sum is meant
    static class DividesByTheRows extends BatchedLayerTest {
        @Override
        Layer subject() {
            return (weight, x, dy) -> {
                Pass pass = linear(weight, x, dy);
                float[] mean = pass.dWeight().clone();
                int rows = x.length / IN;
                for (int i = 0; i < mean.length; i++) {
                    mean[i] /= rows;
                }
                return new Pass(pass.y(), pass.dx(), mean);
            };
        }
    }

    @Mutant("BA-05") // the gradient of the last row takes the place of the others
    static class KeepsTheLastRow extends BatchedLayerTest {
        @Override
        Layer subject() {
            return (weight, x, dy) -> {
                Pass pass = linear(weight, x, dy);
                int last = x.length / IN - 1;
                return new Pass(
                        pass.y(),
                        pass.dx(),
                        linear(weight, row(x, last, IN), row(dy, last, OUT)).dWeight());
            };
        }
    }
}
