package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// A tensor that is learned: it outlives the steps, and an optimizer changes it.
///
/// Its gradient lives here as well, from the first tape on that needs it. A backward pass adds to it, an optimizer
/// sets it to zero after use; several backward passes before one step accumulate. A frozen parameter has no gradient
/// and is a constant on every tape. Its name is where it stands in the model.
public final class Parameter implements Weights {

    private final Shape shape;
    private final float[] values;
    private final boolean trainable;
    private float @Nullable [] gradient;

    private Parameter(Shape shape, float[] values, boolean trainable) {
        this.shape = shape;
        this.values = values;
        this.trainable = trainable;
    }

    /// A parameter that begins with this value.
    public static Parameter of(Tensor value) {
        return new Parameter(value.shape(), value.toArray(), true);
    }

    /// A parameter of zeros.
    public static Parameter zeros(Shape shape) {
        return new Parameter(shape, new float[shape.size()], true);
    }

    /// A parameter of ones.
    public static Parameter ones(Shape shape) {
        Parameter ones = zeros(shape);
        Arrays.fill(ones.values, 1f);
        return ones;
    }

    /// A parameter of independent normal numbers of mean 0; element `i` is draw `i` of the generator.
    public static Parameter normal(Shape shape, double std, Philox random) {
        Parameter normal = zeros(shape);
        for (int i = 0; i < normal.values.length; i++) {
            normal.values[i] = (float) (std * random.normal(0, i));
        }
        return normal;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    /// The live values, row-major: an optimizer writes here.
    @Override
    public float[] values() {
        return values;
    }

    /// Whether it is learned; a frozen one is not.
    public boolean trainable() {
        return trainable;
    }

    /// The live gradient, row-major: backward passes add to it. It begins at 0.
    ///
    /// @throws IllegalStateException if the parameter is frozen
    public float[] gradient() {
        if (!trainable) {
            throw new IllegalStateException(
                    "a frozen parameter has no gradient, this one has shape " + shape);
        }
        if (gradient == null) {
            gradient = new float[values.length];
        }
        return gradient;
    }

    /// Whether the gradient takes memory, because a tape has needed it.
    public boolean hasGradient() {
        return gradient != null;
    }

    /// The same live values as a constant: what is written into one is seen in the other.
    public Parameter frozen() {
        return trainable ? new Parameter(shape, values, false) : this;
    }

    /// The same values in an array of their own, without the gradient.
    @Override
    public Parameter copy() {
        return new Parameter(shape, values.clone(), trainable);
    }

    @Override
    public String toString() {
        return (trainable ? "Parameter " : "frozen Parameter ") + shape;
    }
}
