package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.neuralnetworks.generators.Engines;

import java.util.SplittableRandom;

class EvaluationTest {

    private static final int V = 5;

    /// A model that knows one table: the logit of a token after another. Batches and windows of any length
    /// give the mean over all tokens but the first, each with the weight 1.
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void everyTokenCountsOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int length,
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 8, max = 40) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] table = new float[V * V];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) random.nextDouble(-3, 3);
        }
        int[] text = random.ints(n, 0, V).toArray();
        LanguageModel bigram =
                (tape, ids) -> {
                    float[] logits = new float[ids.size() * V];
                    for (int place = 0; place < ids.size(); place++) {
                        System.arraycopy(table, ids.id(place) * V, logits, place * V, V);
                    }
                    return tape.constant(Tensor.of(Shape.of(ids.rows(), ids.length(), V), logits));
                };
        double nats = 0;
        for (int i = 1; i < n; i++) {
            double sum = 0;
            for (int v = 0; v < V; v++) {
                sum += StrictMath.exp(table[text[i - 1] * V + v]);
            }
            nats += StrictMath.log(sum) - table[text[i - 1] * V + text[i]];
        }
        assertThat(Evaluation.crossEntropy(bigram, Engines.FASTEST, Windows.of(length, rows, text)))
                .isCloseTo(nats / (n - 1), within(1e-5));
    }
}
