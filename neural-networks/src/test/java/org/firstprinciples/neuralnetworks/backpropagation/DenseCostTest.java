package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.SplittableRandom;

/// What the library multiplies for a network of linear layers, forward and back, counted where it asks its kernels.
class DenseCostTest {

    /// Multiplications of numbers in products of matrices.
    record Cost(long forward, long back) {}

    Cost cost(boolean inputNeedsGradient, int batch, int... widths) {
        long[] count = new long[1];
        InvocationHandler counting =
                (proxy, method, arguments) -> {
                    if (method.getName().equals("gemm") || method.getName().equals("affine")) {
                        GemmShape shape = (GemmShape) arguments[1];
                        count[0] += (long) shape.m() * shape.n() * shape.k();
                    }
                    return method.invoke(Kernels.scalar(), arguments);
                };
        Kernels kernels =
                (Kernels)
                        Proxy.newProxyInstance(
                                Kernels.class.getClassLoader(),
                                new Class<?>[] {Kernels.class},
                                counting);
        Tape tape = new Tape(Engine.of(kernels, Workers.of(1)), Mode.training(1, 0));
        float[] numbers = new float[batch * widths[0]];
        Arrays.fill(numbers, 0.5f);
        Tensor x = Tensor.of(Shape.of(batch, widths[0]), numbers);
        Variable h = inputNeedsGradient ? tape.input(x) : tape.constant(x);
        for (int layer = 1; layer < widths.length; layer++) {
            h =
                    new Linear(
                                    Parameter.zeros(Shape.of(widths[layer - 1], widths[layer])),
                                    Parameter.zeros(Shape.of(widths[layer])))
                            .apply(h);
        }
        long forward = count[0];
        tape.backward(h, Tensor.of(h.shape(), new float[batch * widths[widths.length - 1]]));
        return new Cost(forward, count[0] - forward);
    }

    /// `F = B Σ n_{l−1}n_l` forward; back `2F`, less `B n₀ n₁` where nobody asks for the gradient of the input.
    @Claim("BP-17")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void backTakesTwiceForward(
            @ForAll @IntRange(min = 1, max = 5) int batch,
            @ForAll @IntRange(min = 1, max = 5) int layers,
            @ForAll long seed) {
        int[] widths = new SplittableRandom(seed).ints(layers + 1L, 1, 9).toArray();
        long forward = 0;
        for (int layer = 1; layer <= layers; layer++) {
            forward += (long) batch * widths[layer - 1] * widths[layer];
        }
        assertThat(cost(true, batch, widths)).isEqualTo(new Cost(forward, 2 * forward));
        assertThat(cost(false, batch, widths))
                .isEqualTo(new Cost(forward, 2 * forward - (long) batch * widths[0] * widths[1]));
    }

    @Claim("BP-17")
    @Example
    void theWorkedExample() {
        assertThat(cost(false, 1, 64, 32, 10)).isEqualTo(new Cost(2368, 2688));
        assertThat(64 * 32 + 32 + 32 * 10 + 10).isEqualTo(2410); // weights and biases
        assertThat(2411 * 2368L).isEqualTo(5_709_248); // by differences
    }

    @Mutant("BP-17") // the gradient of the input is computed, although nobody asks
    static class GoesTooFar extends DenseCostTest {
        @Override
        Cost cost(boolean inputNeedsGradient, int batch, int... widths) {
            return super.cost(true, batch, widths);
        }
    }
}
