package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Loss;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.descent.StochasticGradientDescent;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Trainer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.transformerarchitecture.Block;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/// LoRA (Hu et al. 2021) on a model that knows nothing of it: query and value of every block get a low-rank update.
class LowRankAdaptationTest {

    /// `y = x·W + b + s·(x·A)·B`, only `A` and `B` are learned.
    record LowRank(Linear base, Parameter down, Parameter up, float scale) implements Layer {

        static LowRank of(Linear base, int rank) {
            Shape shape = base.weight().shape(); // (I,O)
            Parameter down = Parameter.normal(Shape.of(shape.dim(0), rank), 0.2, Philox.of(7));
            return new LowRank(base, down, Parameter.zeros(Shape.of(rank, shape.last())), 2f);
        }

        @Override
        public Variable apply(Variable x) {
            Variable update = new Linear(up, null).apply(new Linear(down, null).apply(x));
            return base.apply(x).plus(update.times(scale)); // (…,O)
        }

        /// `W + s·A·B` as a plain layer.
        Linear merged() {
            Tape tape = new Tape(Engines.FASTEST, Mode.inference());
            Variable product = tape.parameter(down).apply(new Linear.Op(), tape.parameter(up));
            Variable weight = tape.parameter(base.weight()).plus(product.times(scale)); // (I,O)
            return new Linear(Parameter.of(weight.value()), base.bias());
        }
    }

    /// The model with another layer for query and value of every block.
    private static Gpt replaced(Gpt model, UnaryOperator<Layer> edit) {
        Gpt half = Models.replace(model, "blocks.*.attention.query", Layer.class, edit);
        return Models.replace(half, "blocks.*.attention.value", Layer.class, edit);
    }

    @Test
    void onlyTheUpdateIsLearnedAndItCanBeMerged() {
        Gpt base = Gpt.initialize(new GptConfig(11, 8, 2, 2, 16, true, 0), 1);
        Map<String, Tensor> before = values(base);
        Gpt model = replaced(Models.frozen(base), layer -> LowRank.of((Linear) layer, 2));
        Parameters learned = Parameters.of(model).trainable();
        assertThat(learned.count()).isEqualTo(2 * 2 * (16 * 2 + 2 * 16)); // 2 blocks, 2 layers

        Batch batch = Windows.of(8, 4, 1, 5, 2, 8, 3, 9, 4, 7, 0, 6, 10, 1).at(3, 0);
        Loss<Batch> loss =
                (tape, b) -> SoftmaxCrossEntropy.of(model.logits(tape, b.inputs()), b.targets());
        Optimizer optimizer =
                StochasticGradientDescent.momentum(learned, Engines.FASTEST.workers(), 0.9);
        Trainer<Batch> trainer =
                new Trainer<>(
                        Engines.FASTEST,
                        1,
                        model,
                        (seed, step) -> batch,
                        loss,
                        optimizer,
                        step -> 1,
                        1);
        double first = trainer.step(0).loss();
        LongStream.range(1, 100).forEach(trainer::step);
        assertThat(trainer.step(100).loss()).isLessThan(first - 0.1);
        assertThat(values(base)).isEqualTo(before); // bit for bit

        Gpt merged = replaced(model, layer -> ((LowRank) layer).merged());
        assertThat(values(merged).keySet()).isEqualTo(before.keySet());
        for (Block block : model.blocks()) {
            MergedUpdate.assertEqualsUnmerged((LowRank) block.attention().query());
            MergedUpdate.assertEqualsUnmerged((LowRank) block.attention().value());
        }
    }

    private static Map<String, Tensor> values(Gpt model) {
        Map<String, Tensor> values = new TreeMap<>();
        Models.weights(model).forEach((path, weights) -> values.put(path, weights.value()));
        return values;
    }
}
