package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.transformerarchitecture.Block;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

class GptTest {

    private static final GptConfig SMALL = new GptConfig(11, 8, 2, 2, 16, true, 0);

    private static TokenBatch ids(int rows, int length) {
        int[] ids = new int[rows * length];
        Arrays.setAll(ids, i -> i * 7 % SMALL.vocabulary());
        return TokenBatch.of(rows, length, ids);
    }

    @Test
    void theModelOfTheBookHas804608Parameters() {
        GptConfig config = new GptConfig(69, 64, 4, 4, 128, false, 0);
        assertThat(config.parameters()).isEqualTo(804_608);
        assertThat(Parameters.of(Gpt.initialize(config, 1)).count()).isEqualTo(804_608);
    }

    @Test
    void gpt2Has124439808Parameters() {
        assertThat(new GptConfig(50_257, 1024, 12, 12, 768, true, 0).parameters())
                .isEqualTo(124_439_808);
    }

    @Test
    void theFormulaCountsBiasesToo() {
        assertThat(Parameters.of(Gpt.initialize(SMALL, 1)).count()).isEqualTo(SMALL.parameters());
    }

    @Test
    void parametersAreNamedByTheirPath() {
        Parameters parameters = Parameters.of(Gpt.initialize(SMALL, 1));
        assertThat(
                        StreamSupport.stream(parameters.spliterator(), false)
                                .map(Parameters.Entry::name))
                .startsWith("tokens.table", "positions.table", "blocks.0.norm1.scale")
                .contains("blocks.1.attention.query.weight", "blocks.1.feedForward.project.bias")
                .endsWith("finalNorm.scale", "finalNorm.shift");
    }

    @Test
    void theLossAtTheStartIsThatOfGuessing() {
        Tape tape = new Tape(Engines.FASTEST, Mode.training(1, 0));
        Variable logits = Gpt.initialize(SMALL, 1).logits(tape, ids(4, 8));
        int[] next = new int[4 * 8];
        Arrays.setAll(next, i -> (i + 1) * 7 % SMALL.vocabulary());
        assertThat(SoftmaxCrossEntropy.of(logits, TokenBatch.of(4, 8, next)).item())
                .isCloseTo((float) Math.log(11), within(0.1f));
    }

    @Test
    void aSequenceDoesNotSeeTheOthersOfItsBatch() {
        Gpt model = Gpt.initialize(SMALL, 1);
        float[] batch =
                model.logits(new Tape(Engines.FASTEST, Mode.inference()), ids(3, 8))
                        .value()
                        .toArray();
        TokenBatch alone = TokenBatch.of(1, 8, Arrays.copyOfRange(ids(3, 8).toArray(), 8, 16));
        assertThat(
                        model.logits(new Tape(Engines.FASTEST, Mode.inference()), alone)
                                .value()
                                .toArray())
                .isEqualTo(Arrays.copyOfRange(batch, 8 * 11, 16 * 11));
    }

    @Test
    void theSameSeedWritesTheSameText() {
        Gpt model = Gpt.initialize(SMALL, 1);
        int[] text =
                new Generation(model, Engines.FASTEST, new Decoding.TopK(5, 0.8), 7)
                        .generate(new int[] {1, 2}, 30);
        assertThat(text).hasSize(32).startsWith(1, 2);
        assertThat(
                        new Generation(model, Engines.FASTEST, new Decoding.TopK(5, 0.8), 7)
                                .generate(new int[] {1, 2}, 30))
                .isEqualTo(text);
        assertThat(
                        new Generation(model, Engines.FASTEST, new Decoding.TopK(5, 0.8), 8)
                                .generate(new int[] {1, 2}, 30))
                .isNotEqualTo(text);
    }

    @Test
    void theTablesAndTheLastNormAreOfOneWidth() {
        Gpt model = Gpt.initialize(SMALL, 1);
        Gpt narrow = Gpt.initialize(new GptConfig(11, 8, 2, 2, 8, true, 0), 1);
        for (Gpt[] parts : new Gpt[][] {{narrow, model}, {model, narrow}}) {
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() ->
                            new Gpt(
                                    model.tokens(),
                                    parts[0].positions(),
                                    model.blocks(),
                                    parts[1].finalNorm()))
                    .withMessage(
                            "gpt: tokens (11,16), positions %s and the last norm %s must be of one"
                                            .formatted(
                                                    parts[0].positions().table().shape(),
                                                    parts[1].finalNorm().scale().shape())
                                    + " width");
        }
    }

    @Test
    void aModelKeepsItsBlocks() {
        Gpt model = Gpt.initialize(SMALL, 1);
        List<Block> blocks = new ArrayList<>(model.blocks());
        Gpt other = new Gpt(model.tokens(), model.positions(), blocks, model.finalNorm());
        blocks.clear();
        assertThat(other.blocks()).hasSize(2);
    }

    @Test
    void badInputIsNamed() {
        Gpt model = Gpt.initialize(SMALL, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GptConfig(11, 8, 2, 3, 16, true, 0))
                .withMessage("width must be a multiple of heads: width=16 heads=3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GptConfig(11, 0, 2, 2, 16, true, 0))
                .withMessage("context must be positive, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GptConfig(0, 8, 2, 2, 16, true, 0))
                .withMessage("vocabulary must be positive, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GptConfig(11, 8, -1, 2, 16, true, 0))
                .withMessage("layers must be positive, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GptConfig(11, 8, 2, 0, 16, true, 0))
                .withMessage("heads must be positive, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GptConfig(11, 8, 2, 2, 0, true, 0))
                .withMessage("width must be positive, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GptConfig(11, 8, 2, 2, 16, true, 1))
                .withMessage("dropout must be in [0,1), got 1.0");
        for (double p : new double[] {-0.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GptConfig(11, 8, 2, 2, 16, true, p))
                    .withMessage("dropout must be in [0,1), got " + p);
        }
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(
                        () -> model.logits(new Tape(Engines.FASTEST, Mode.inference()), ids(1, 9)))
                .withMessage("gpt: sequences of length 9 are longer than the context, 8");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        model.logits(
                                new Tape(Engines.FASTEST, Mode.inference()),
                                TokenBatch.of(1, 3, 1, 11, 2)))
                .withMessageContaining("id 11 at sequence 0, position 1 is not in 0 … 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Generation(model, Engines.FASTEST, new Decoding.Greedy(), 1)
                                .generate(new int[0], 3))
                .withMessageContaining("prompt of 0, count 3");
    }
}
