package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.neuralnetworks.backpropagation.descent.StochasticGradientDescent;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Trainer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Copies of a model while it learns: one that stays as it was, and one that follows slowly.
class WeightAverageTest {

    private static final float DECAY = 0.75f;

    /// An exponential moving average of weights (Polyak & Juditsky 1992): `w̄ ← βw̄ + (1 − β)w`.
    private static void follow(Gpt average, Gpt model) {
        Parameters weights = Parameters.of(model);
        for (Parameters.Entry mean : Parameters.of(average)) {
            float[] w = weights.get(mean.name()).values();
            float[] m = mean.parameter().values();
            for (int i = 0; i < w.length; i++) {
                m[i] = DECAY * m[i] + (1 - DECAY) * w[i];
            }
        }
    }

    @Test
    void aReferenceStaysAndAnAverageFollows() {
        Gpt model = Gpt.initialize(new GptConfig(11, 8, 1, 2, 8, true, 0), 1);
        Gpt reference = Models.frozen(Models.copy(model));
        Gpt average = Models.copy(model);
        Trainer<Batch> trainer =
                new Trainer<>(
                        Engines.FASTEST,
                        1,
                        model,
                        Windows.of(8, 2, new int[] {1, 5, 2, 8, 3, 9, 4, 7, 0, 6, 10, 1})::at,
                        (tape, batch) ->
                                SoftmaxCrossEntropy.of(
                                        model.logits(tape, batch.inputs()), batch.targets()),
                        StochasticGradientDescent.plain(
                                Parameters.of(model), Engines.FASTEST.workers()),
                        step -> 0.1,
                        1);
        List<Float> history = new ArrayList<>(); // of one weight
        history.add(weight(model));
        for (long step = 0; step < 6; step++) {
            trainer.step(step);
            follow(average, model);
            history.add(weight(model));
        }
        double expected = history.getFirst();
        for (float w : history.subList(1, 7)) {
            expected = DECAY * expected + (1 - DECAY) * w;
        }
        assertThat((double) weight(average)).isCloseTo(expected, within(6 * 0x1p-24));
        assertThat(weight(model)).isNotEqualTo(history.getFirst());
        assertThat(weight(reference)).isEqualTo(history.getFirst());
        assertThat(Parameters.of(reference)).noneMatch(entry -> entry.parameter().hasGradient());
        assertThat(Parameters.of(average)).noneMatch(entry -> entry.parameter().hasGradient());
    }

    private static float weight(Gpt model) {
        return Parameters.of(model).get("blocks.0.feedForward.project.bias").values()[3];
    }
}
