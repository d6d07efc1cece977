package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class DropoutTest implements OperationLaws {

    private static final Philox RANDOM = Philox.of(5).split("test");
    private static final Operation OP = new Dropout.Op(0.4, RANDOM, 3, 7);

    private static Subject subject(Shape shape) {
        return Subject.of(OP, new Dropout.Formula(0.4, RANDOM, 3, 7), 1, shape);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(Shape.of()),
                subject(Shape.of(0, 3)),
                subject(Shape.of(17)),
                subject(Shape.of(3, 4, 5)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(Shape.of(17, 4096)));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(new Shape[] {}, new Shape[] {Shape.of(2), Shape.of(2)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("other draws", OP, new Dropout.Op(0.4, RANDOM, 4, 7)),
                WrongVersion.instead("draws from element 0", OP, new Dropout.Op(0.4, RANDOM, 3, 0)),
                WrongVersion.forward(
                        "does not divide by 1 − p",
                        OP,
                        f -> {
                            OP.forward(f);
                            for (int i = 0; i < f.y().length; i++) {
                                f.y()[i] *= 0.6f;
                            }
                        }),
                WrongVersion.backward(
                        "lets gradients of dropped elements through",
                        OP,
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i] += f.dy()[i] / 0.6f;
                            }
                        }));
    }

    private static float[] masked(Mode mode, int rows) {
        Tape tape = new Tape(Engines.SCALAR, mode);
        float[] ones = new float[rows * 8];
        Arrays.fill(ones, 1f);
        Variable x = tape.input(Tensor.of(Shape.of(rows, 8), ones));
        return new Dropout(0.5, "site").apply(x).value().toArray();
    }

    @Test
    void aSplitBatchDrawsWhatTheWholeDraws() {
        float[] whole = masked(Mode.training(1, 2), 6);
        assertThat(masked(Mode.training(1, 2, 4), 2)).isEqualTo(Arrays.copyOfRange(whole, 32, 48));
        assertThat(masked(Mode.training(1, 3), 6)).isNotEqualTo(whole);
        assertThat(masked(Mode.training(2, 2), 6)).isNotEqualTo(whole);
    }

    @Test
    void inferenceDropsNothing() {
        assertThat(masked(Mode.inference(), 3)).containsOnly(1f);
        assertThat(masked(Mode.gradients(), 3)).containsOnly(1f);
    }

    /// Hoeffding at a false-alarm probability of 10⁻⁹: a mean of N values in [0,2] is within 6.546/√N.
    @Test
    void theMeanStays() {
        int n = 40_000;
        double sum = 0;
        for (float value : masked(Mode.training(1, 2), n / 8)) {
            sum += value;
        }
        assertThat(sum / n).isCloseTo(1, within(6.546 / Math.sqrt(n)));
    }

    @Test
    void theProbabilityIsChecked() {
        for (double p : new double[] {-0.1, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Dropout(p, "site"))
                    .withMessage("the probability of dropping must be in [0,1), got " + p);
        }
    }
}
