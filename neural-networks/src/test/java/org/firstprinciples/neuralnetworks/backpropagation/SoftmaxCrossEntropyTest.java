package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class SoftmaxCrossEntropyTest implements OperationLaws {

    private static final Engine ENGINE = Engine.of(Kernels.scalar(), Workers.of(1));

    /// Targets of which every third is ignored.
    private static TokenBatch targets(int rows, int length, int vocabulary) {
        int[] ids = new int[rows * length];
        Arrays.setAll(ids, i -> i % 3 == 2 ? SoftmaxCrossEntropy.IGNORED : i * 5 % vocabulary);
        return TokenBatch.of(rows, length, ids);
    }

    private static Subject subject(TokenBatch targets, int vocabulary) {
        return Subject.of(
                new SoftmaxCrossEntropy(targets),
                new SoftmaxCrossEntropy.Formula(targets),
                vocabulary + targets.size(),
                Shape.of(targets.rows(), targets.length(), vocabulary));
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(targets(2, 3, 5), 5),
                subject(targets(1, 1, 1), 1),
                subject(targets(2, 4, 17), 17),
                subject(targets(3, 2, 69), 69),
                subject(TokenBatch.of(1, 2, -1, -1), 3),
                subject(TokenBatch.of(0, 2), 3));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(targets(16, 17, 69), 69));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {},
                new Shape[] {Shape.of(2, 3)},
                new Shape[] {Shape.of(3, 2, 5)},
                new Shape[] {Shape.of(2, 3, 5), Shape.of(2, 3, 5)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        TokenBatch targets = targets(2, 3, 5);
        SoftmaxCrossEntropy right = new SoftmaxCrossEntropy(targets);
        return List.of(
                WrongVersion.forward(
                        "averages over ignored places too",
                        right,
                        f -> {
                            right.forward(f);
                            f.y()[0] *= (float) right.count() / targets.size();
                        }),
                WrongVersion.backward(
                        "forgets to subtract the target",
                        right,
                        f -> {
                            right.backward(f);
                            for (int place = 0; f.needs(0) && place < targets.size(); place++) {
                                if (targets.id(place) >= 0) {
                                    f.dx(0)[place * 5 + targets.id(place)] +=
                                            f.dy()[0] / right.count();
                                }
                            }
                        }),
                WrongVersion.backward(
                        "takes the cotangent for 1",
                        right,
                        f -> {
                            float dy = f.dy()[0];
                            f.dy()[0] = 1f;
                            right.backward(f);
                            f.dy()[0] = dy;
                        }));
    }

    private static Variable loss(float[] logits, int... targets) {
        Tape tape = new Tape(ENGINE, Mode.training(1, 0));
        int vocabulary = logits.length / targets.length;
        Variable z = tape.input(Tensor.of(Shape.of(1, targets.length, vocabulary), logits));
        return SoftmaxCrossEntropy.of(z, TokenBatch.of(1, targets.length, targets));
    }

    /// By hand: logits 2, 1, 0 have probabilities 0.6652, 0.2447, 0.0900, and −ln 0.6652 = 0.4076.
    @Test
    void theWorkedExample() {
        assertThat(loss(new float[] {2, 1, 0}, 0).item()).isCloseTo(0.4076f, within(5e-5f));
    }

    @Test
    void whatStandsAtIgnoredPlacesDoesNotMatter() {
        float nan = Float.NaN;
        assertThat(
                        loss(new float[] {2, 1, 0, nan, nan, nan}, 0, SoftmaxCrossEntropy.IGNORED)
                                .item())
                .isEqualTo(loss(new float[] {2, 1, 0}, 0).item());
        assertThat(loss(new float[] {nan, nan}, SoftmaxCrossEntropy.IGNORED).item()).isZero();
    }

    @Test
    void hugeLogitsStayFinite() {
        assertThat(loss(new float[] {1e4f, -1e4f}, 0).item()).isZero();
        assertThat(loss(new float[] {1e4f, -1e4f}, 1).item()).isEqualTo(2e4f);
    }

    @Test
    void aTargetOutsideOfTheVocabularyIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss(new float[] {0, 0, 0}, 3))
                .withMessage(
                        "softmax cross-entropy: target 3 at sequence 0, position 0 is not in 0 … 2"
                                + " and not -1 (ignored)");
    }
}
