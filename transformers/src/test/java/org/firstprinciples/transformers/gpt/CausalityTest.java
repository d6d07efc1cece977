package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.attention.ScaledDotProduct;
import org.firstprinciples.transformers.multiheadattention.MultiHeadAttention;
import org.firstprinciples.transformers.multiheadattention.SplitHeads;
import org.firstprinciples.transformers.transformerarchitecture.Block;

import java.util.Arrays;
import java.util.SplittableRandom;

/// No logit knows what comes later.
class CausalityTest {

    /// What a model answers.
    interface Reading {

        default Variable embed(Gpt model, Tape tape, TokenBatch ids) {
            return model.embed(tape, ids);
        }

        default Variable logits(Gpt model, Variable x) {
            return model.logits(x);
        }
    }

    Reading subject() {
        return new Reading() {};
    }

    private float[] logits(Gpt model, int... ids) {
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        TokenBatch batch = TokenBatch.of(1, ids.length, ids);
        return subject().logits(model, subject().embed(model, tape, batch)).value().toArray();
    }

    /// A small model with all parameters at random, so that every part of it matters.
    private Gpt model(int V, int L, int H, long seed) {
        Gpt model = Gpt.initialize(new GptConfig(V, 10, L, H, 8, true, 0), seed);
        int part = 0;
        for (Parameters.Entry entry : Parameters.of(model)) {
            Philox random = Philox.of(seed).split("part" + part++);
            float[] values = entry.parameter().values();
            for (int i = 0; i < values.length; i++) {
                values[i] =
                        (float) (0.2 * random.normal(0, i))
                                + (entry.name().endsWith("scale") ? 1 : 0);
            }
        }
        return model;
    }

    private static int[] text(int V, int T, long seed) {
        return new SplittableRandom(seed).ints(T, 0, V).toArray();
    }

    @Claim("GP-01")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aTokenChangesNoLogitBeforeItAndEachFromItOn(
            @ForAll @IntRange(min = 2, max = 11) int V,
            @ForAll @IntRange(min = 1, max = 10) int T,
            @ForAll @IntRange(min = 1, max = 3) int L,
            @ForAll @IntRange(min = 1, max = 2) int H,
            @ForAll long seed) {
        Gpt model = model(V, L, H, seed);
        int[] ids = text(V, T, seed);
        float[] before = logits(model, ids);
        assertThat(before).hasSize(T * V);
        for (int t = 0; t < T; t++) {
            int[] changed = ids.clone();
            changed[t] = (ids[t] + 1) % V;
            float[] after = logits(model, changed);
            for (int s = 0; s < T; s++) {
                boolean same = Arrays.equals(before, s * V, (s + 1) * V, after, s * V, (s + 1) * V);
                assertThat(same).as("row %d, token %d changed", s, t).isEqualTo(s < t);
            }
        }
    }

    @Claim("GP-01")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aPrefixHasTheLogitsItHasInTheText(
            @ForAll @IntRange(min = 2, max = 11) int V,
            @ForAll @IntRange(min = 1, max = 10) int T,
            @ForAll @IntRange(min = 1, max = 3) int L,
            @ForAll @IntRange(min = 1, max = 2) int H,
            @ForAll long seed) {
        Gpt model = model(V, L, H, seed);
        int[] ids = text(V, T, seed);
        float[] whole = logits(model, ids);
        for (int n = 1; n <= T; n++) {
            assertThat(logits(model, Arrays.copyOf(ids, n)))
                    .containsExactly(Arrays.copyOf(whole, n * V));
        }
    }

    @Claim("GP-01")
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void noGradientFlowsToLaterRows(
            @ForAll @IntRange(min = 2, max = 11) int V,
            @ForAll @IntRange(min = 1, max = 10) int T,
            @ForAll @IntRange(min = 1, max = 3) int L,
            @ForAll @IntRange(min = 1, max = 2) int H,
            @ForAll long seed) {
        Gpt model = model(V, L, H, seed);
        TokenBatch ids = TokenBatch.of(1, T, text(V, T, seed));
        for (int s = 0; s < T; s++) {
            Tape tape = new Tape(Engines.FASTEST, Mode.training(1, 0));
            Variable x =
                    tape.input(
                            subject()
                                    .embed(model, new Tape(Engines.FASTEST, Mode.inference()), ids)
                                    .value());
            Variable logits = subject().logits(model, x);
            float[] cotangent = new float[T * V];
            for (int v = 0; v < V; v++) {
                cotangent[s * V + v] = v + 1;
            }
            tape.backward(logits, Tensor.of(logits.shape(), cotangent));
            float[] gradient = x.gradient().toArray();
            int C = gradient.length / T;
            for (int t = 0; t < T; t++) {
                boolean zero = true;
                for (int i = t * C; i < (t + 1) * C; i++) {
                    zero &= gradient[i] == 0;
                }
                assertThat(zero).as("logits %d, row %d", s, t).isEqualTo(t > s);
            }
        }
    }

    /// Adds the mean over all positions, going forward or going back.
    private record MeanOverTime(boolean forwards, boolean backwards) implements Operation {

        @Override
        public Shape shape(Shape... inputs) {
            return inputs[0];
        }

        @Override
        public void forward(Frame f) {
            add(f.shape(), f.x(0), f.y(), forwards);
        }

        @Override
        public void backward(Frame f) {
            if (f.needs(0)) {
                add(f.shape(), f.dy(), f.dx(0), backwards);
            }
        }

        private static void add(Shape shape, float[] from, float[] to, boolean mean) {
            int C = shape.last();
            int T = shape.dim(1);
            for (int i = 0; i < to.length; i++) {
                to[i] += from[i];
                for (int t = 0; mean && t < T; t++) {
                    to[i] += from[i / (T * C) * T * C + t * C + i % C] / T;
                }
            }
        }
    }

    @Mutant("GP-01") // a mean over time, as from a layer norm over the wrong axis
    static class AveragesOverTime extends CausalityTest {
        @Override
        Reading subject() {
            return new Reading() {
                @Override
                public Variable logits(Gpt model, Variable x) {
                    return model.logits(x.apply(new MeanOverTime(true, true)));
                }
            };
        }
    }

    @Mutant("GP-01") // the values are causal, the gradients are not
    static class SpreadsGradients extends CausalityTest {
        @Override
        Reading subject() {
            return new Reading() {
                @Override
                public Variable logits(Gpt model, Variable x) {
                    return model.logits(x.apply(new MeanOverTime(false, true)));
                }
            };
        }
    }

    @Mutant("GP-01")
    static class HasNoMask extends CausalityTest {
        @Override
        Reading subject() {
            return new Reading() {
                @Override
                public Variable logits(Gpt model, Variable x) {
                    for (Block block : model.blocks()) {
                        MultiHeadAttention a = block.attention();
                        SplitHeads split = new SplitHeads(a.heads(), false);
                        Variable n = block.norm1().apply(x);
                        Variable attended =
                                ScaledDotProduct.of(
                                                a.query().apply(n).apply(split),
                                                a.key().apply(n).apply(split),
                                                a.value().apply(n).apply(split))
                                        .apply(new SplitHeads(a.heads(), true));
                        x = x.plus(a.output().apply(attended));
                        x = x.plus(block.feedForward().apply(block.norm2().apply(x)));
                    }
                    return model.tokens().project(model.finalNorm().apply(x));
                }
            };
        }
    }

    @Mutant("GP-01") // every position reads the token that it should predict
    static class ReadsTheNextToken extends CausalityTest {
        @Override
        Reading subject() {
            return new Reading() {
                @Override
                public Variable embed(Gpt model, Tape tape, TokenBatch ids) {
                    int[] next = ids.toArray();
                    for (int i = 0; i + 1 < next.length; i++) {
                        next[i] = ids.id(i + 1);
                    }
                    return model.embed(tape, TokenBatch.of(ids.rows(), ids.length(), next));
                }
            };
        }
    }

    @Mutant("GP-01") // reads from right to left
    static class ReadsBackward extends CausalityTest {
        @Override
        Reading subject() {
            return new Reading() {
                @Override
                public Variable embed(Gpt model, Tape tape, TokenBatch ids) {
                    int[] text = ids.toArray();
                    int[] reversed = new int[text.length];
                    Arrays.setAll(reversed, i -> text[text.length - 1 - i]);
                    return model.embed(tape, TokenBatch.of(ids.rows(), ids.length(), reversed));
                }
            };
        }
    }

    /// Blocks without attention and rows without positions: the next token depends on this one alone.
    @Mutant("GP-01")
    static class SeesOneToken extends CausalityTest {
        @Override
        Reading subject() {
            return new Reading() {
                @Override
                public Variable embed(Gpt model, Tape tape, TokenBatch ids) {
                    return model.tokens().lookup(tape, ids);
                }

                @Override
                public Variable logits(Gpt model, Variable x) {
                    for (Block block : model.blocks()) {
                        x = x.plus(block.feedForward().apply(block.norm2().apply(x)));
                    }
                    return model.tokens().project(model.finalNorm().apply(x));
                }
            };
        }
    }
}
