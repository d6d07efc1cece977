package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.TokenBatch;
import org.firstprinciples.neuralnetworks.backpropagation.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// A model that cannot learn one batch by heart has a bug.
class OverfitTest {

    private static final Engine ENGINE = Engine.of(Kernels.fastest(), Workers.of(1));
    private static final int V = 11;
    private static final int B = 4;
    private static final int T = 8;

    /// Which parameters, by name, stay at 0.
    Predicate<String> frozen() {
        return name -> false;
    }

    /// Momentum gradient descent, `η = 0.1`, `μ = 0.9`, norm clipped at 1, as short as it can be written.
    @Claim("GP-14")
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void oneBatchIsLearntByHeart(long seed) {
        Gpt model = Gpt.initialize(new GptConfig(V, T, 2, 4, 32, false, 0), seed);
        SplittableRandom random = new SplittableRandom(seed);
        int[] text = new int[B * (T + 1)];
        Arrays.setAll(text, i -> i % (T + 1) == 0 ? i / (T + 1) : random.nextInt(V));
        int[] inputs = new int[B * T];
        int[] targets = new int[B * T];
        for (int i = 0; i < B * T; i++) {
            inputs[i] = text[i / T * (T + 1) + i % T];
            targets[i] = text[i / T * (T + 1) + i % T + 1];
        }
        Parameters parameters = Parameters.of(model);
        List<float[]> velocities = new ArrayList<>();
        parameters.forEach(p -> velocities.add(new float[p.parameter().values().length]));
        double loss = Double.NaN;
        float[] logits = new float[0];
        for (int step = 0; step <= 200; step++) {
            parameters.forEach(p -> {
                if (frozen().test(p.name())) {
                    Arrays.fill(p.parameter().values(), 0f);
                }
            });
            Tape tape = new Tape(ENGINE, Mode.training(1, step));
            Variable z = model.logits(tape, TokenBatch.of(B, T, inputs)); // (B,T,V)
            Variable mean = SoftmaxCrossEntropy.of(z, TokenBatch.of(B, T, targets));
            loss = mean.item();
            logits = z.value().toArray();
            tape.backward(mean);
            descend(parameters, velocities);
        }
        assertThat(loss).isLessThan(0.05);
        for (int i = 0; i < B * T; i++) {
            for (int v = 0; v < V; v++) {
                assertThat(logits[i * V + targets[i]]).isGreaterThanOrEqualTo(logits[i * V + v]);
            }
        }
    }

    private static void descend(Parameters parameters, List<float[]> velocities) {
        double squares = 0;
        for (Parameters.Entry entry : parameters) {
            for (float g : entry.parameter().gradient()) {
                squares += (double) g * g;
            }
        }
        float scale = (float) Math.min(1, 1 / Math.sqrt(squares));
        int index = 0;
        for (Parameters.Entry entry : parameters) {
            float[] velocity = velocities.get(index++);
            float[] gradient = entry.parameter().gradient();
            for (int i = 0; i < velocity.length; i++) {
                velocity[i] = 0.9f * velocity[i] + scale * gradient[i];
                entry.parameter().values()[i] -= 0.1f * velocity[i];
                gradient[i] = 0f;
            }
        }
    }

    @Mutant("GP-14") // without positions and attention a model knows the last token only
    static class SeesTheLastTokenOnly extends OverfitTest {
        @Override
        Predicate<String> frozen() {
            return name -> name.startsWith("positions") || name.endsWith("attention.output.weight");
        }
    }
}
