package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The laws of operations on shapes for arithmetic on elements.
interface ElementwiseLaws extends OperationLaws {

    /// The operations to be held to the laws; all have as many inputs.
    List<Elementwise> operations();

    /// An operation on numbers for which it is made.
    default Subject on(Subject subject) {
        return subject;
    }

    @Override
    default List<Subject> subjects() {
        return on(Shape.of(), Shape.of(0, 3), Shape.of(17), Shape.of(33, 17), Shape.of(2, 3, 5));
    }

    @Override
    default List<Subject> largeSubjects() {
        return on(Shape.of(17, Elementwise.ELEMENTS_PER_TASK));
    }

    private List<Subject> on(Shape... shapes) {
        return operations().stream()
                .flatMap(op -> Arrays.stream(shapes).map(shape -> on(subject(op, shape))))
                .toList();
    }

    private static Subject subject(Elementwise op, Shape shape) {
        Shape[] inputs = Stream.generate(() -> shape).limit(op.arity()).toArray(Shape[]::new);
        return Subject.of(op, new Elementwise.Formula(op), op.arity(), inputs);
    }

    @Override
    default List<Shape[]> misfits() {
        return operations().getFirst().arity() == 1
                ? List.of(new Shape[] {}, new Shape[] {Shape.of(2), Shape.of(2)})
                : List.of(
                        new Shape[] {},
                        new Shape[] {Shape.of(2)},
                        new Shape[] {Shape.of(2), Shape.of(2), Shape.of(2)},
                        new Shape[] {Shape.of(2, 3), Shape.of(3, 2)},
                        new Shape[] {Shape.of(6), Shape.of(2, 3)});
    }
}
