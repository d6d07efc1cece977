package org.firstprinciples.neuralnetworks.backpropagation.operations;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class ReductionTest implements OperationLaws {

    private static Subject subject(Reduction reduction, Shape shape) {
        Reduction.Formula formula = new Reduction.Formula(reduction);
        return switch (reduction) {
            case SUM, MEAN -> Subject.of(reduction, formula, shape.size(), shape);
            case ROW_SUMS, ROW_MEANS -> Subject.of(reduction, formula, shape.last(), shape);
        };
    }

    @Override
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (Reduction reduction : List.of(Reduction.ROW_MEANS, Reduction.ROW_SUMS)) {
            for (Shape shape :
                    List.of(Shape.of(19), Shape.of(0, 3), Shape.of(3, 0), Shape.of(2, 3, 37))) {
                subjects.add(subject(reduction, shape));
            }
        }
        for (Reduction reduction : List.of(Reduction.SUM, Reduction.MEAN)) {
            for (Shape shape :
                    List.of(Shape.of(), Shape.of(0, 3), Shape.of(2, 3, 37), Shape.of(5000))) {
                subjects.add(subject(reduction, shape));
            }
        }
        return subjects;
    }

    @Override
    public List<Subject> largeSubjects() {
        return Arrays.stream(Reduction.values())
                .map(reduction -> subject(reduction, Shape.of(17 * 64, 256)))
                .toList();
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {}, new Shape[] {Shape.of()}, new Shape[] {Shape.of(2), Shape.of(2)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("not divided", Reduction.MEAN, Reduction.SUM),
                WrongVersion.instead("divided", Reduction.SUM, Reduction.MEAN),
                WrongVersion.instead("not divided", Reduction.ROW_MEANS, Reduction.ROW_SUMS),
                WrongVersion.instead("divided", Reduction.ROW_SUMS, Reduction.ROW_MEANS),
                WrongVersion.backward("not divided", Reduction.MEAN, Reduction.SUM::backward),
                WrongVersion.forward(
                        "loses the last element",
                        Reduction.SUM,
                        f -> {
                            float[] x = f.x(0);
                            f.y()[0] = f.kernels().sum(Math.max(0, x.length - 1), x, 0);
                        }));
    }

    /// The order that the doc comment promises: 16 lanes in blocks of 4096, and the blocks in double precision.
    @Example
    void theOrderOfASumIsTheDocumentedOne() {
        int n = 10_000;
        float[] x = new float[n];
        SplittableRandom random = new SplittableRandom(1);
        double expected = 0;
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        for (int from = 0; from < n; from += 4096) {
            expected += Kernels.scalar().sum(Math.min(4096, n - from), x, from);
        }
        Tape tape = new Tape(Engine.fastest(), Mode.inference());
        Variable v = tape.constant(Tensor.of(Shape.of(100, 100), x));
        assertThat(v.sum().item()).isEqualTo((float) expected);
        assertThat(v.mean().item()).isEqualTo((float) (expected / n));
        assertThat(v.rowSums().value().get(7)).isEqualTo(Kernels.scalar().sum(100, x, 700));
    }

    @Example
    void theMeanOfNothingIsZeroAndSoIsItsGradient() {
        Tape tape = new Tape(Engine.fastest(), Mode.gradients());
        Variable x = tape.input(Tensor.zeros(Shape.of(3, 0)));
        assertThat(x.rowMeans().value()).isEqualTo(Tensor.zeros(Shape.of(3)));
        Variable mean = x.mean();
        tape.backward(mean);
        assertThat(mean.item()).isZero();
        assertThat(x.gradient()).isEqualTo(Tensor.zeros(Shape.of(3, 0)));
    }
}
