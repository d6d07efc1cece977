package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.gpt.Decoding;
import org.firstprinciples.transformers.gpt.Generation;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// No two purposes of a run share draws: with one seed for all of them, weights, dropout, windows and generated tokens
/// come from generators of their own.
class PurposesTest {

    private static final long SEED = 7;
    private static final int BOUND = 4096;
    private static final Pattern KEY = Pattern.compile("Philox\\[key=(-?\\d+)\\]");

    private static Gpt model() {
        return Gpt.initialize(new GptConfig(13, 8, 3, 2, 8, false, 0.1), SEED);
    }

    /// The generators of all dropout sites, as a tape prints them.
    private static List<Philox> dropout() {
        Tape tape = new Tape(Engines.SCALAR, Mode.training(SEED, 0));
        model().logits(tape, TokenBatch.of(1, 2, 3, 4));
        return KEY.matcher(tape.toString())
                .results()
                .map((MatchResult r) -> new Philox(Long.parseLong(r.group(1))))
                .toList();
    }

    @Test
    void everySiteOfDropoutHasItsOwnGenerator() {
        assertThat(dropout())
                .hasSize(2 * 3)
                .doesNotHaveDuplicates()
                .doesNotContain(Philox.of(SEED));
    }

    /// The first numbers of every weight, up to its scale, and those that the other generators would have given.
    @Test
    void everyWeightHasItsOwnDraws() {
        List<Double> ratios = new ArrayList<>();
        for (Parameters.Entry entry : Parameters.of(model())) {
            float[] values = entry.parameter().values();
            if (entry.parameter().shape().rank() == 2) {
                ratios.add(rounded(values[1] / (double) values[0]));
            }
        }
        assertThat(ratios).hasSize(2 + 3 * 6);
        for (Philox other : others()) {
            ratios.add(rounded(other.normal(0, 1) / other.normal(0, 0)));
        }
        assertThat(ratios).doesNotHaveDuplicates();
    }

    private static double rounded(double ratio) {
        return (float) Math.rint(ratio * 1e5);
    }

    /// The root, and the sites of dropout.
    private static List<Philox> others() {
        List<Philox> others = new ArrayList<>(dropout());
        others.add(Philox.of(SEED));
        return others;
    }

    /// A text with 4096 windows, and a model that finds 4096 tokens equally likely: the places and the tokens are the
    /// same whole numbers below 4096 if both come from one generator.
    @Test
    void windowsAndTokensAreDrawnByGeneratorsOfTheirOwn() {
        int[] text = IntStream.range(0, BOUND + 1).toArray();
        int[] places = Windows.of(1, 16, text).at(SEED, 0).inputs().toArray();
        int[] tokens =
                new Generation(
                                (seen, length) -> new float[BOUND],
                                new Decoding.Temperature(1),
                                SEED)
                        .generate(new int[1], 16);
        List<int[]> streams = new ArrayList<>();
        streams.add(places);
        streams.add(Arrays.copyOfRange(tokens, 1, 17));
        for (Philox other : others()) {
            streams.add(IntStream.range(0, 16).map(i -> other.below(BOUND, 0, i)).toArray());
        }
        assertThat(streams.stream().map(Arrays::toString))
                .hasSize(2 + 6 + 1)
                .doesNotHaveDuplicates();
        assertThat(places).doesNotHaveDuplicates(); // rows of a batch, too, have draws of their own
    }
}
