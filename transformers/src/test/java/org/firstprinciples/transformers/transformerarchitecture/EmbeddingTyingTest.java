package org.firstprinciples.transformers.transformerarchitecture;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Embedding;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/// One table of tokens, at the entrance of a model and, transposed, at its exit. Numbers are small integers,
/// so that every sum is exact.
class EmbeddingTyingTest {

    private static final String OPEN = "the factor √C on embeddings";

    /// The two uses of a table.
    interface Tables {

        default Variable lookup(Embedding table, Tape tape, TokenBatch ids) {
            return table.lookup(tape, ids);
        }

        default Variable project(Embedding table, Variable x) {
            return table.project(x);
        }
    }

    Tables subject() {
        return new Tables() {};
    }

    /// A table, tokens, and cotangents for what is looked up and for logits.
    private record Problem(int V, int C, TokenBatch ids, float[] table, SplittableRandom random) {

        static Problem of(int V, int C, int T, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] ids = new int[2 * T];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = random.nextInt(V);
            }
            return new Problem(V, C, TokenBatch.of(2, T, ids), integers(random, V * C), random);
        }

        Embedding embedding() {
            return new Embedding(Parameter.of(Tensor.of(Shape.of(V, C), table)));
        }

        Shape rows(int width) {
            return Shape.of(2, ids.length(), width);
        }

        Tensor cotangent(int width) {
            return Tensor.of(rows(width), integers(random, ids.size() * width));
        }
    }

    private static float[] integers(SplittableRandom random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(-8, 9);
        }
        return x;
    }

    private static Tape tape() {
        return new Tape(Engines.FASTEST, Mode.training(1, 0));
    }

    /// One row of zeros and a one for every token.
    private static Tensor oneHot(Problem p) {
        float[] rows = new float[p.ids().size() * p.V()];
        for (int i = 0; i < p.ids().size(); i++) {
            rows[i * p.V() + p.ids().id(i)] = 1;
        }
        return Tensor.of(p.rows(p.V()), rows);
    }

    @Claim(value = "TA-10", open = OPEN)
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aLookupIsAProductWithOneHotRows(
            @ForAll @IntRange(min = 1, max = 7) int V,
            @ForAll @IntRange(min = 1, max = 5) int C,
            @ForAll @IntRange(min = 1, max = 6) int T,
            @ForAll long seed) {
        Problem p = Problem.of(V, C, T, seed);
        Embedding looked = p.embedding();
        Linear multiplied = new Linear(p.embedding().table(), null);
        Tape tape = tape();
        Variable y = subject().lookup(looked, tape, p.ids());
        Variable z = multiplied.apply(tape().constant(oneHot(p)));
        assertThat(y.value()).isEqualTo(z.value());
        Tensor dy = p.cotangent(C);
        tape.backward(y, dy);
        z.tape().backward(z, dy);
        assertThat(looked.table().gradient()).isEqualTo(multiplied.weight().gradient());
    }

    @Claim(value = "TA-10", open = OPEN)
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aRowReceivesTheGradientOfEveryPlaceItWasUsed(
            @ForAll @IntRange(min = 1, max = 7) int V,
            @ForAll @IntRange(min = 1, max = 5) int C,
            @ForAll @IntRange(min = 1, max = 6) int T,
            @ForAll long seed) {
        Problem p = Problem.of(V, C, T, seed);
        Embedding table = p.embedding();
        Tape tape = tape();
        Tensor dy = p.cotangent(C);
        tape.backward(subject().lookup(table, tape, p.ids()), dy);
        float[] expected = new float[V * C];
        for (int i = 0; i < dy.toArray().length; i++) {
            expected[p.ids().id(i / C) * C + i % C] += dy.toArray()[i];
        }
        assertThat(table.table().gradient()).isEqualTo(expected);
    }

    @Claim(value = "TA-10", open = OPEN)
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void logitsAreInnerProductsWithTheRows(
            @ForAll @IntRange(min = 1, max = 7) int V,
            @ForAll @IntRange(min = 1, max = 5) int C,
            @ForAll @IntRange(min = 1, max = 6) int T,
            @ForAll long seed) {
        Problem p = Problem.of(V, C, T, seed);
        float[] h = p.cotangent(C).toArray();
        Variable logits = subject().project(p.embedding(), tape().input(Tensor.of(p.rows(C), h)));
        float[] expected = new float[p.ids().size() * V];
        for (int i = 0; i < expected.length; i++) {
            for (int c = 0; c < C; c++) {
                expected[i] += h[i / V * C + c] * p.table()[i % V * C + c];
            }
        }
        assertThat(logits.value()).isEqualTo(Tensor.of(p.rows(V), expected));
    }

    @Claim(value = "TA-10", open = OPEN)
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theTiedGradientIsTheSumOfBothUses(
            @ForAll @IntRange(min = 2, max = 7) int V,
            @ForAll @IntRange(min = 1, max = 5) int C,
            @ForAll @IntRange(min = 1, max = 6) int T,
            @ForAll long seed) {
        Problem p = Problem.of(V, C, T, seed);
        Tensor dy = p.cotangent(V);
        Embedding tied = p.embedding();
        Embedding entrance = p.embedding();
        Embedding exit = p.embedding();
        Tape tape = tape();
        Variable logits = subject().project(tied, subject().lookup(tied, tape, p.ids()));
        Variable untied = exit.project(entrance.lookup(tape(), p.ids()));
        assertThat(logits.value()).isEqualTo(untied.value());
        tape.backward(logits, dy);
        untied.tape().backward(untied, dy);
        float[] sum = new float[V * C];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = entrance.table().gradient()[i] + exit.table().gradient()[i];
        }
        assertThat(tied.table().gradient()).isEqualTo(sum);
    }

    /// A model with a table at each end.
    record Ends(Embedding entrance, Embedding exit) {}

    @Claim(value = "TA-10", open = OPEN)
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void tyingSavesOneTable(
            @ForAll @IntRange(min = 1, max = 50) int V,
            @ForAll @IntRange(min = 1, max = 20) int C) {
        Problem p = Problem.of(V, C, 1, V);
        Embedding shared = p.embedding();
        assertThat(
                        Parameters.of(new Ends(shared, p.embedding())).count()
                                - Parameters.of(new Ends(shared, shared)).count())
                .isEqualTo((long) V * C);
    }

    private static Embedding copy(Embedding table) {
        return new Embedding(Parameter.of(table.table().value()));
    }

    @Mutant("TA-10") // the exit reads a copy, so its gradient is lost
    static class ProjectsWithACopy extends EmbeddingTyingTest {
        @Override
        Tables subject() {
            return new Tables() {
                @Override
                public Variable project(Embedding table, Variable x) {
                    return copy(table).project(x);
                }
            };
        }
    }

    @Mutant("TA-10") // the entrance reads a copy, so its gradient is lost
    static class LooksUpInACopy extends EmbeddingTyingTest {
        @Override
        Tables subject() {
            return new Tables() {
                @Override
                public Variable lookup(Embedding table, Tape tape, TokenBatch ids) {
                    return copy(table).lookup(tape, ids);
                }
            };
        }
    }

    @Mutant("TA-10") // ids count from 1
    static class LooksUpTheNextRow extends EmbeddingTyingTest {
        @Override
        Tables subject() {
            return new Tables() {
                @Override
                public Variable lookup(Embedding table, Tape tape, TokenBatch ids) {
                    int V = table.table().shape().dim(0);
                    int[] next = ids.toArray();
                    for (int i = 0; i < next.length; i++) {
                        next[i] = (next[i] + 1) % V;
                    }
                    return table.lookup(tape, TokenBatch.of(ids.rows(), ids.length(), next));
                }
            };
        }
    }

    /// A lookup whose gradient reaches a row only from the first place where it was used.
    record OncePerToken(Embedding.Lookup right) implements Operation {

        @Override
        public Shape shape(Shape... inputs) {
            return right.shape(inputs);
        }

        @Override
        public void forward(Frame f) {
            right.forward(f);
        }

        @Override
        public void backward(Frame f) {
            int C = f.shape().last();
            Set<Integer> seen = new HashSet<>();
            for (int i = 0; i < right.ids().size(); i++) {
                if (seen.add(right.ids().id(i))) {
                    for (int c = 0; c < C; c++) {
                        f.dx(0)[right.ids().id(i) * C + c] += f.dy()[i * C + c];
                    }
                }
            }
        }
    }

    @Mutant("TA-10") // a token that occurs twice counts once
    static class CountsTokensOnce extends EmbeddingTyingTest {
        @Override
        Tables subject() {
            return new Tables() {
                @Override
                public Variable lookup(Embedding table, Tape tape, TokenBatch ids) {
                    return tape.apply(
                            new OncePerToken(new Embedding.Lookup(ids)),
                            tape.parameter(table.table()));
                }
            };
        }
    }

    @Mutant("TA-10") // zeros
    static class Zeros extends EmbeddingTyingTest {
        @Override
        Tables subject() {
            return new Tables() {
                @Override
                public Variable project(Embedding table, Variable x) {
                    return x.tape()
                            .input(Tensor.zeros(x.shape().withLast(table.table().shape().dim(0))));
                }
            };
        }
    }
}
