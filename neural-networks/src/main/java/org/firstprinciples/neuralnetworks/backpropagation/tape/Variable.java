package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Addition;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Affine;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Clamp;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Concatenation;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Exponential;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Extremum;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Logarithm;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Permutation;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Product;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Reduction;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Reshape;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Rows;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Slice;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Subtraction;
import org.jspecify.annotations.Nullable;

/// A value on a [Tape]: what an operation computed, or a leaf that it began with.
public final class Variable {

    private final Tape tape;
    private final Shape shape;
    private final float[] value;
    private final boolean needsGradient;
    private float @Nullable [] gradient;
    private boolean released;

    Variable(
            Tape tape,
            Shape shape,
            float[] value,
            boolean needsGradient,
            float @Nullable [] gradient) {
        this.tape = tape;
        this.shape = shape;
        this.value = value;
        this.needsGradient = needsGradient;
        this.gradient = gradient;
    }

    /// The tape that this value stands on.
    public Tape tape() {
        return tape;
    }

    /// The extents.
    public Shape shape() {
        return shape;
    }

    /// A copy of the value.
    ///
    /// @throws IllegalStateException if a newer tape has taken the arena that the value lay in
    public Tensor value() {
        tape.requireLive();
        return Tensor.of(shape, value);
    }

    /// The value of a variable of one element.
    ///
    /// @throws ShapeException if there are more elements, or none
    /// @throws IllegalStateException if a newer tape has taken the arena that the value lay in
    public float item() {
        tape.requireLive();
        if (shape.size() != 1) {
            throw new ShapeException(
                    "item: a variable of exactly one element is needed, this one has shape "
                            + shape);
        }
        return value[0];
    }

    /// A copy of the gradient after [Tape#backward(Variable)]; zeros if the result does not depend on it.
    ///
    /// @throws IllegalStateException if this variable needs no gradient: a constant, or computed from
    ///     constants alone, or on a tape for inference; or if it was computed on an engine with an arena,
    ///     which uses the buffer of such a gradient again as soon as it has been passed on; or if a newer tape has
    ///     taken that arena
    public Tensor gradient() {
        tape.requireLive();
        if (!needsGradient) {
            throw new IllegalStateException(
                    "this variable of shape %s has no gradient: it depends on no parameter or input, or its tape is for inference"
                            .formatted(shape));
        }
        if (released) {
            throw new IllegalStateException(
                    "this variable of shape %s was computed, and with an arena only leaves keep their gradient; use an engine without one?"
                            .formatted(shape));
        }
        return gradient == null ? Tensor.zeros(shape) : Tensor.of(shape, gradient);
    }

    /// `op(this, rest…)` on the same tape.
    public Variable apply(Operation operation, Variable... rest) {
        Variable[] inputs = new Variable[rest.length + 1];
        inputs[0] = this;
        System.arraycopy(rest, 0, inputs, 1, rest.length);
        return tape.apply(operation, inputs);
    }

    /// The sum `x + y` of two variables of one shape.
    public Variable plus(Variable y) {
        return apply(new Addition(), y);
    }

    /// `x + b` for a constant `b`.
    public Variable plus(float b) {
        return apply(new Affine(1f, b));
    }

    /// The difference `x − y` of two variables of one shape.
    public Variable minus(Variable y) {
        return apply(new Subtraction(), y);
    }

    /// The product `x ⊙ y` of two variables of one shape, element by element.
    public Variable times(Variable y) {
        return apply(new Product(), y);
    }

    /// `a·x` for a constant `a`; `1 − x` is `x.times(-1).plus(1)`.
    public Variable times(float a) {
        return apply(new Affine(a, 0f));
    }

    /// `eˣ` of every element.
    public Variable exp() {
        return apply(new Exponential());
    }

    /// `ln x` of every element.
    public Variable log() {
        return apply(new Logarithm());
    }

    /// Every element brought into `[a,b]`; outside no gradient flows.
    public Variable clamp(float a, float b) {
        return apply(new Clamp(a, b));
    }

    /// The larger of `x` and `y`, element by element; where they are equal, each gets half of the gradient.
    public Variable max(Variable y) {
        return apply(Extremum.MAXIMUM, y);
    }

    /// The smaller of `x` and `y`, element by element; where they are equal, each gets half of the gradient.
    public Variable min(Variable y) {
        return apply(Extremum.MINIMUM, y);
    }

    /// The sum of all elements.
    public Variable sum() {
        return apply(Reduction.SUM);
    }

    /// The mean of all elements, 0 if there is none.
    public Variable mean() {
        return apply(Reduction.MEAN);
    }

    /// The sum of each row: `(…,C)` to `(…)`.
    public Variable rowSums() {
        return apply(Reduction.ROW_SUMS);
    }

    /// The mean of each row: `(…,C)` to `(…)`.
    public Variable rowMeans() {
        return apply(Reduction.ROW_MEANS);
    }

    /// The same elements in the same order under other extents.
    public Variable reshape(int... extents) {
        return apply(new Reshape(Shape.of(extents)));
    }

    /// The axes in another order: axis `a` of the result is axis `order[a]` of this.
    public Variable permute(int... order) {
        return apply(Permutation.of(order));
    }

    /// The places `from … to−1` along one axis, counted from 0.
    public Variable slice(int axis, int from, int to) {
        return apply(new Slice(axis, from, to));
    }

    /// The rows of these numbers: `(…,C)` to `(n,C)`.
    public Variable rows(int... index) {
        return apply(Rows.of(index));
    }

    /// Variables one behind the other along one axis, counted from 0.
    public static Variable concatenate(int axis, Variable first, Variable... rest) {
        return first.apply(new Concatenation(axis), rest);
    }

    /// The same value as a constant: no gradient flows back through it.
    public Variable detach() {
        return new Variable(tape, shape, value, false, null);
    }

    float[] array() {
        return value;
    }

    boolean needsGradient() {
        return needsGradient;
    }

    float @Nullable [] gradientArray() {
        return gradient;
    }

    void gradientArray(float[] buffer) {
        gradient = buffer;
    }

    /// Ends the life of a gradient whose buffer goes back to the arena.
    void release() {
        gradient = null;
        released = true;
    }
}
