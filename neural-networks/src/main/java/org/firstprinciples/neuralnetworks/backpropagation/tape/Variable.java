package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Addition;
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

    /// The sum `this + other` of two variables of one shape.
    public Variable plus(Variable other) {
        return apply(new Addition(), other);
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
