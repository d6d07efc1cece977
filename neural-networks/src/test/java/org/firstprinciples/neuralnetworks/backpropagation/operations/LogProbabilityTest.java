package org.firstprinciples.neuralnetworks.backpropagation.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;
import org.junit.jupiter.api.Test;

import java.util.List;

class LogProbabilityTest implements OperationLaws {

    private static Subject subject(Targets targets, Shape logits) {
        return Subject.of(
                new LogProbability(targets),
                new LogProbability.Formula(targets),
                logits.last(),
                logits);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(SoftmaxCrossEntropyTest.targets(2, 3, 5), Shape.of(2, 3, 5)),
                subject(SoftmaxCrossEntropyTest.targets(1, 1, 1), Shape.of(1, 1, 1)),
                subject(SoftmaxCrossEntropyTest.targets(3, 2, 69), Shape.of(3, 2, 69)),
                subject(Targets.of(Shape.of(2), -1, -1), Shape.of(2, 3)),
                subject(Targets.of(Shape.of(0)), Shape.of(0, 3)),
                subject(Targets.of(Shape.of(), 2), Shape.of(4)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(SoftmaxCrossEntropyTest.targets(16, 17, 69), Shape.of(16, 17, 69)));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {},
                new Shape[] {Shape.of(2, 3)},
                new Shape[] {Shape.of(6, 5)},
                new Shape[] {Shape.of(3, 2, 5)},
                new Shape[] {Shape.of(2, 3, 5), Shape.of(2, 3, 5)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        Targets targets = SoftmaxCrossEntropyTest.targets(2, 3, 5);
        LogProbability right = new LogProbability(targets);
        return List.of(
                WrongVersion.forward(
                        "gives the loss",
                        right,
                        f -> {
                            right.forward(f);
                            for (int i = 0; i < f.y().length; i++) {
                                f.y()[i] = -f.y()[i];
                            }
                        }),
                WrongVersion.forward(
                        "leaves ignored places as they were",
                        right,
                        f -> {
                            float[] before = f.y().clone();
                            right.forward(f);
                            for (int i = 0; i < before.length; i++) {
                                f.y()[i] = targets.counts(i) ? f.y()[i] : before[i];
                            }
                        }),
                WrongVersion.backward(
                        "averages over the places",
                        right,
                        f -> {
                            float[] dy = f.dy().clone();
                            for (int i = 0; i < dy.length; i++) {
                                f.dy()[i] /= targets.count();
                            }
                            right.backward(f);
                            System.arraycopy(dy, 0, f.dy(), 0, dy.length);
                        }),
                WrongVersion.backward(
                        "gives ignored places the gradient of class 0",
                        right,
                        f -> {
                            right.backward(f);
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i * 5] += targets.counts(i) ? 0 : f.dy()[i];
                            }
                        }));
    }

    /// By hand: logits 2, 1, 0 have probabilities 0.6652, 0.2447, 0.0900. The tokens of the sequence have the weights 1, 1, 2.
    @Test
    void threeTokensByHand() {
        Tape tape = new Tape(Engines.SCALAR, Mode.gradients());
        Variable z = tape.input(Tensor.of(Shape.of(1, 3, 3), 2, 1, 0, 2, 1, 0, 2, 1, 0));
        Variable y = LogProbability.of(z, TokenBatch.of(1, 3, 0, Targets.IGNORED, 2));
        assertThat(y.value().toArray())
                .containsExactly(new float[] {-0.4076f, 0, -2.4076f}, within(5e-5f));
        Variable weighted = y.times(tape.constant(Tensor.of(Shape.of(1, 3), 1, 1, 2)));
        Variable ofTheSequence = weighted.rowSums(); // (1)
        assertThat(ofTheSequence.item()).isCloseTo(-0.4076f - 2 * 2.4076f, within(2e-4f));
        tape.backward(ofTheSequence);
        assertThat(z.gradient().toArray())
                .containsExactly(
                        new float[] {
                            0.3348f, -0.2447f, -0.0900f, 0, 0, 0, -1.3305f, -0.4895f, 1.8199f
                        },
                        within(1e-4f));
    }
}
