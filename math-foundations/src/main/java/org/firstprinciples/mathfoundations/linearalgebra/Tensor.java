package org.firstprinciples.mathfoundations.linearalgebra;

import java.util.Arrays;

/// An immutable array of 32-bit numbers with a shape: the value that networks compute with.
///
/// The elements lie contiguously in row-major order, exactly [Shape#size()] of them; there are no
/// views, no strides and no implicit broadcasting. Arrays are copied on the way in and out.
public final class Tensor {

    private final Shape shape;
    private final float[] elements;

    private Tensor(Shape shape, float[] elements) {
        this.shape = shape;
        this.elements = elements;
    }

    /// The tensor of this shape with these elements in row-major order.
    ///
    /// @throws ShapeException if the number of elements is not the shape's size
    public static Tensor of(Shape shape, float... elements) {
        if (elements.length != shape.size()) {
            throw new ShapeException(
                    "a tensor of shape %s has %s elements, got %s"
                            .formatted(shape, shape.size(), elements.length));
        }
        return new Tensor(shape, elements.clone());
    }

    /// The tensor of this shape whose elements are all 0.
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[shape.size()]);
    }

    /// The extents.
    public Shape shape() {
        return shape;
    }

    /// The element at this index, one number for each extent.
    ///
    /// @throws ShapeException if the index has another rank than the shape or lies outside of it
    public float get(int... index) {
        if (index.length != shape.rank()) {
            throw new ShapeException(
                    "index %s for a tensor of shape %s: %s numbers are needed"
                            .formatted(Arrays.toString(index), shape, shape.rank()));
        }
        int position = 0;
        for (int i = 0; i < index.length; i++) {
            if (index[i] < 0 || index[i] >= shape.dim(i)) {
                throw new ShapeException(
                        "index %s lies outside of shape %s"
                                .formatted(Arrays.toString(index), shape));
            }
            position = position * shape.dim(i) + index[i];
        }
        return elements[position];
    }

    /// A copy of the elements in row-major order.
    public float[] toArray() {
        return elements.clone();
    }

    /// Equal shapes and equal bits: `NaN` equals `NaN`, and `0` differs from `−0`.
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor
                && shape.equals(tensor.shape)
                && Arrays.equals(elements, tensor.elements);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(elements);
    }

    /// The shape and the first elements: `Tensor (2,3) [1.0, 2.0, …]`.
    @Override
    public String toString() {
        int shown = Math.min(8, elements.length);
        String text = Arrays.toString(Arrays.copyOf(elements, shown));
        return "Tensor "
                + shape
                + " "
                + (shown < elements.length ? text.substring(0, text.length() - 1) + ", …]" : text);
    }
}
