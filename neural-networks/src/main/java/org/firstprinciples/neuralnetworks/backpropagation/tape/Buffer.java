package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;

import java.util.Arrays;

/// Numbers that a model keeps and no optimizer touches, such as the running statistics of batch normalization.
/// They are walked, saved and copied as parameters are.
public final class Buffer implements Weights {

    private final Shape shape;
    private final float[] values;

    private Buffer(Shape shape, float[] values) {
        this.shape = shape;
        this.values = values;
    }

    /// A buffer that begins with this value.
    public static Buffer of(Tensor value) {
        return new Buffer(value.shape(), value.toArray());
    }

    /// A buffer whose numbers are all `value`.
    public static Buffer filled(Shape shape, float value) {
        Buffer buffer = new Buffer(shape, new float[shape.size()]);
        Arrays.fill(buffer.values, value);
        return buffer;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public float[] values() {
        return values;
    }

    @Override
    public Buffer copy() {
        return new Buffer(shape, values.clone());
    }

    @Override
    public String toString() {
        return "Buffer " + shape;
    }
}
