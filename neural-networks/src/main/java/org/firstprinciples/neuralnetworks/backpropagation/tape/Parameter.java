package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;

import java.util.Arrays;

/// A tensor that is learnt: it outlives the steps, and an optimizer changes it.
///
/// Its gradient lives here as well. A backward pass adds to it, an optimizer sets it to zero after use;
/// several backward passes before one step accumulate. Its name is where it stands in the model, see
/// [Parameters].
public final class Parameter {

    private final Shape shape;
    private final float[] values;
    private final float[] gradient;

    private Parameter(Shape shape, float[] values) {
        this.shape = shape;
        this.values = values;
        this.gradient = new float[values.length];
    }

    /// A parameter that begins with this value.
    public static Parameter of(Tensor value) {
        return new Parameter(value.shape(), value.toArray());
    }

    /// A parameter of zeros.
    public static Parameter zeros(Shape shape) {
        return new Parameter(shape, new float[shape.size()]);
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

    /// The extents.
    public Shape shape() {
        return shape;
    }

    /// The live values, row-major: an optimizer writes here.
    public float[] values() {
        return values;
    }

    /// The live gradient, row-major: backward passes add to it.
    public float[] gradient() {
        return gradient;
    }

    /// A copy of the values.
    public Tensor value() {
        return Tensor.of(shape, values);
    }
}
