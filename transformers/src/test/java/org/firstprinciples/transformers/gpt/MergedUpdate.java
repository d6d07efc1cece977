package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.gpt.LowRankAdaptationTest.LowRank;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// That a low-rank update gives the same numbers once it is merged into its weight, up to rounding.
final class MergedUpdate {

    private MergedUpdate() {}

    /// Both ways round sums of the same products, `|x||W| + |b| + s|x||A||B|` together, in chains of at most `I + R + 3`
    /// roundings.
    static void assertEqualsUnmerged(LowRank layer) {
        int I = layer.down().shape().dim(0);
        int R = layer.down().shape().last();
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        Parameter x = Parameter.normal(Shape.of(3, I), 1, Philox.of(5));
        float[] unmerged = layer.apply(tape.parameter(x)).value().toArray();
        float[] merged = layer.merged().apply(tape.parameter(x)).value().toArray();
        LowRank sizes =
                new LowRank(
                        new Linear(absolute(layer.base().weight()), absolute(layer.base().bias())),
                        absolute(layer.down()),
                        absolute(layer.up()),
                        layer.scale());
        float[] size = sizes.apply(tape.parameter(absolute(x))).value().toArray();
        for (int i = 0; i < size.length; i++) {
            assertThat((double) merged[i])
                    .isCloseTo(unmerged[i], within(2.01 * (I + R + 3) * 0x1p-24 * size[i]));
        }
    }

    private static Parameter absolute(@Nullable Parameter parameter) {
        float[] values = Objects.requireNonNull(parameter).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i]);
        }
        return Parameter.of(Tensor.of(parameter.shape(), values));
    }
}
