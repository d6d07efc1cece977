package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Divisible;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;

import java.util.Objects;
import java.util.stream.IntStream;

/// Examples for a classifier: inputs `(N,…)` and, for each of them, its class.
public final class Examples implements Divisible<Examples> {

    private final Shape shape; // (N,…)
    private final float[] inputs; // (N,…)
    private final Targets targets; // (N)

    private Examples(Shape shape, float[] inputs, Targets targets) {
        this.shape = shape;
        this.inputs = inputs;
        this.targets = targets;
    }

    /// Inputs `(N,…)` and their classes.
    ///
    /// @throws ShapeException if there is not one class for each input
    public static Examples of(Tensor inputs, int... classes) {
        Shape shape = inputs.shape();
        if (shape.rank() < 1 || shape.dim(0) != classes.length) {
            throw new ShapeException(
                    "inputs (N,…) and N classes are needed, got %s and %s"
                            .formatted(shape, classes.length));
        }
        Targets targets = Targets.of(Shape.of(classes.length), classes);
        return new Examples(shape, inputs.toArray(), targets);
    }

    /// The inputs, `(N,…)`.
    public Tensor inputs() {
        return Tensor.of(shape, inputs);
    }

    /// The classes, `(N)`.
    public Targets targets() {
        return targets;
    }

    @Override
    public int rows() {
        return targets.size();
    }

    @Override
    public Examples rows(int from, int to) {
        Objects.checkFromToIndex(from, to, rows());
        return select(IntStream.range(from, to).toArray());
    }

    @Override
    public int count() {
        return targets.count();
    }

    /// The examples of these numbers, in this order.
    ///
    /// @throws IndexOutOfBoundsException if there is no example of such a number
    public Examples select(int... examples) {
        int size = rows() == 0 ? 0 : inputs.length / rows(); // of one input
        float[] selected = new float[examples.length * size];
        int[] classes = new int[examples.length];
        for (int i = 0; i < examples.length; i++) {
            int example = Objects.checkIndex(examples[i], rows());
            System.arraycopy(inputs, example * size, selected, i * size, size);
            classes[i] = targets.id(example);
        }
        int[] dims = IntStream.range(0, shape.rank()).map(shape::dim).toArray();
        dims[0] = examples.length;
        return new Examples(
                Shape.of(dims), selected, Targets.of(Shape.of(examples.length), classes));
    }

    /// Mini-batches of this many examples, in shuffled epochs.
    ///
    /// @throws IllegalArgumentException if there are no examples, or no rows are asked for
    public Batches<Examples> shuffled(int rows) {
        return new ShuffledEpochs(rows(), rows).map(this::select);
    }
}
