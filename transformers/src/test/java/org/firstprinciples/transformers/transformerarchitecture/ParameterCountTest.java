package org.firstprinciples.transformers.transformerarchitecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;
import org.firstprinciples.transformers.multiheadattention.MultiHeadAttention;
import org.junit.jupiter.api.Test;

import java.util.List;

class ParameterCountTest {

    /// What is counted for a width and an inner width.
    interface Counts {

        default long block(long width, long inner) {
            return new ParameterCount(width, inner).block();
        }

        default long crossBlock(long width, long inner) {
            return new ParameterCount(width, inner).crossBlock();
        }

        /// What stands around the blocks of a GPT: tables of tokens and positions, and the final norm.
        default long gptTables(long width, long vocabulary, long context) {
            return new ParameterCount(width, 1).gpt(vocabulary, context, 0, true);
        }

        /// The same for BERT.
        default long bertTables(long width, long vocabulary, long context, long segments) {
            return new ParameterCount(width, 1).bert(vocabulary, context, segments, 0);
        }

        /// The same for encoder and decoder.
        default long sharedTable(long width, long vocabulary) {
            return new ParameterCount(width, 1).encoderDecoder(vocabulary, 0);
        }
    }

    Counts subject() {
        return new Counts() {};
    }

    /// The layers of a block, with an inner width of its own.
    record Layers(
            List<MultiHeadAttention> attention, List<Linear> network, List<LayerNorm> norms) {}

    private static Layers layers(int width, int inner, int attentions) {
        Philox random = Philox.of(1);
        MultiHeadAttention self = MultiHeadAttention.normal(width, 1, true, 1, 1, Scope.of(random));
        MultiHeadAttention cross =
                MultiHeadAttention.normal(width, 1, true, 1, 1, Scope.of(random));
        LayerNorm first = LayerNorm.ones(width, true);
        LayerNorm second = LayerNorm.ones(width, true);
        LayerNorm third = LayerNorm.ones(width, true);
        return new Layers(
                List.of(self, cross).subList(0, attentions),
                List.of(
                        Linear.normal(width, inner, true, 1, Scope.of(random)),
                        Linear.normal(inner, width, true, 1, Scope.of(random))),
                List.of(first, second, third).subList(0, attentions + 1));
    }

    @Claim("TA-11")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void theCountIsThatOfTheBuiltLayers(
            @ForAll @IntRange(min = 1, max = 20) int C,
            @ForAll @IntRange(min = 1, max = 60) int F) {
        assertThat(subject().block(C, F)).isEqualTo(Parameters.of(layers(C, F, 1)).count());
        assertThat(subject().crossBlock(C, F)).isEqualTo(Parameters.of(layers(C, F, 2)).count());
    }

    @Claim("TA-11")
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void aBuiltBlockHas12CSquaredAnd13C(
            @ForAll @IntRange(min = 1, max = 4) int heads,
            @ForAll @IntRange(min = 1, max = 5) int size) {
        int C = heads * size;
        Block block = Block.normal(C, heads, true, 0, 1, 1, new Scope("block", Philox.of(1)));
        PostNormBlock postNorm =
                PostNormBlock.normal(C, heads, 0, 1, new Scope("block", Philox.of(1)));
        assertThat(subject().block(C, 4L * C))
                .isEqualTo(12L * C * C + 13L * C)
                .isEqualTo(Parameters.of(block).count())
                .isEqualTo(Parameters.of(postNorm).count());
    }

    @Claim("TA-11")
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void theCountIsThatOfABuiltGpt(
            @ForAll @IntRange(min = 1, max = 20) int V,
            @ForAll @IntRange(min = 1, max = 9) int T,
            @ForAll @IntRange(min = 1, max = 3) int L,
            @ForAll @IntRange(min = 1, max = 5) int size) {
        GptConfig config = new GptConfig(V, T, L, 2, 2 * size, true, 0);
        assertThat(subject().gptTables(2L * size, V, T) + L * subject().block(2L * size, 8L * size))
                .isEqualTo(Parameters.of(Gpt.initialize(config, 1)).count());
    }

    private long gpt(long vocabulary, long context, long layers, long width) {
        return subject().gptTables(width, vocabulary, context)
                + layers * subject().block(width, 4 * width);
    }

    private long bert(long layers, long width) {
        return subject().bertTables(width, 30_522, 512, 2)
                + layers * subject().block(width, 4 * width);
    }

    private long transformer(long width) {
        return subject().sharedTable(width, 37_000)
                + 6 * (subject().block(width, 4 * width) + subject().crossBlock(width, 4 * width));
    }

    @Claim("TA-11")
    @Test
    void publishedModelsHaveTheirNumbers() {
        assertThat(gpt(50_257, 1024, 12, 768)).isEqualTo(124_439_808);
        assertThat(gpt(50_257, 1024, 24, 1024)).isEqualTo(354_823_168);
        assertThat(gpt(50_257, 1024, 36, 1280)).isEqualTo(774_030_080);
        assertThat(gpt(50_257, 1024, 48, 1600)).isEqualTo(1_557_611_200);
        assertThat(gpt(40_478, 512, 12, 768) - 2 * 768).isEqualTo(116_534_784);
        assertThat(bert(12, 768)).isEqualTo(109_482_240);
        assertThat(bert(24, 1024)).isEqualTo(335_141_888);
        assertThat(bert(6, 384)).isEqualTo(22_713_216);
    }

    @Test
    void aModelIsItsTablesAndItsBlocks() {
        ParameterCount count = new ParameterCount(768, 4 * 768);
        assertThat(count.bert(30_522, 512, 2, 12)).isEqualTo(109_482_240);
        assertThat(count.gpt(50_257, 1024, 12, true)).isEqualTo(124_439_808);
        assertThat(new ParameterCount(512, 2048).encoderDecoder(37_000, 6))
                .isEqualTo(transformer(512));
    }

    /// The paper says 65 and 213 million.
    @Claim("TA-11")
    @Test
    void theFirstTransformerIsThreePerCentSmallerThanItsPaperSays() {
        assertThat(transformer(512)).isEqualTo(63_082_496);
        assertThat(transformer(1024)).isEqualTo(214_245_376);
        assertThat(transformer(512) / 65e6).isBetween(0.95, 1.05);
        assertThat(transformer(1024) / 213e6).isBetween(0.95, 1.05);
    }

    /// The document's sum for the small GPT-2.
    @Test
    void gpt2IsSumOfFour() {
        assertThat(50_257L * 768).isEqualTo(38_597_376);
        assertThat(1024L * 768).isEqualTo(786_432);
        assertThat(new ParameterCount(768, 3072).attention()).isEqualTo(2_362_368);
        assertThat(new ParameterCount(768, 3072).feedForward()).isEqualTo(4_722_432);
        assertThat(new ParameterCount(768, 3072).norm()).isEqualTo(1_536);
        assertThat(new ParameterCount(768, 3072).block()).isEqualTo(7_087_872);
        assertThat(12 * new ParameterCount(768, 3072).block()).isEqualTo(85_054_464);
        assertThat(new ParameterCount(768, 3072).gpt(50_257, 1024, 12, true))
                .isEqualTo(38_597_376 + 786_432 + 85_054_464 + 1_536)
                .isEqualTo(124_439_808);
        assertThat(new ParameterCount(768, 3072).gpt(40_478, 512, 12, false))
                .isEqualTo(116_534_784);
    }

    @Test
    void sizesMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParameterCount(0, 4))
                .withMessage("sizes must be positive, got width=0 inner=4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParameterCount(3, -1))
                .withMessage("sizes must be positive, got width=3 inner=-1");
    }

    @Mutant("TA-11") // linear layers without biases
    static class ForgetsBiases extends ParameterCountTest {
        @Override
        Counts subject() {
            return new Counts() {
                @Override
                public long block(long width, long inner) {
                    return 4 * width * width + 2 * width * inner + 4 * width;
                }
            };
        }
    }

    @Mutant("TA-11") // a tied table counts twice
    static class CountsTheTiedTableTwice extends ParameterCountTest {
        @Override
        Counts subject() {
            return new Counts() {
                @Override
                public long gptTables(long width, long vocabulary, long context) {
                    return Counts.super.gptTables(width, vocabulary, context) + vocabulary * width;
                }
            };
        }
    }

    @Mutant("TA-11") // source, target and output have a table each
    static class SharesNoTable extends ParameterCountTest {
        @Override
        Counts subject() {
            return new Counts() {
                @Override
                public long sharedTable(long width, long vocabulary) {
                    return 3 * vocabulary * width;
                }
            };
        }
    }

    @Mutant("TA-11") // a block that attends to an encoder has two norms
    static class ForgetsTheThirdNorm extends ParameterCountTest {
        @Override
        Counts subject() {
            return new Counts() {
                @Override
                public long crossBlock(long width, long inner) {
                    return Counts.super.crossBlock(width, inner) - 2 * width;
                }
            };
        }
    }

    @Mutant("TA-11") // no pooling layer
    static class ForgetsThePooling extends ParameterCountTest {
        @Override
        Counts subject() {
            return new Counts() {
                @Override
                public long bertTables(long width, long vocabulary, long context, long segments) {
                    return (vocabulary + context + segments) * width + 2 * width;
                }
            };
        }
    }

    @Mutant("TA-11") // zeros
    static class Zeros extends ParameterCountTest {
        @Override
        Counts subject() {
            return new Counts() {
                @Override
                public long block(long width, long inner) {
                    return 0;
                }
            };
        }
    }
}
