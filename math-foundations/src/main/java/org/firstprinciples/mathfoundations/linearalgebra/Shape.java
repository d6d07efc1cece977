package org.firstprinciples.mathfoundations.linearalgebra;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The extents of a tensor, outermost first: `(B,T,C)` is `B` sequences of `T` rows of `C` numbers.
///
/// Elements lie in row-major order: the last index runs fastest, and element `(b,t,c)` stands at
/// `(b·T + t)·C + c`. The empty shape `()` is a scalar, of size 1. An extent may be 0; then the size is 0.
public final class Shape {

    private final int[] dims;
    private final int size;

    private Shape(int[] dims) {
        long product = 1; // of the extents other than 0, so that no part of it overflows
        boolean empty = false;
        for (int dim : dims) {
            if (dim < 0) {
                throw new ShapeException(
                        "shape " + text(dims) + ": an extent must be 0 or more, got " + dim);
            }
            empty |= dim == 0;
            product *= Math.max(dim, 1);
            if (product > Integer.MAX_VALUE) {
                throw new ShapeException(
                        "shape %s: more than %s elements".formatted(text(dims), Integer.MAX_VALUE));
            }
        }
        this.dims = dims;
        this.size = empty ? 0 : (int) product;
    }

    /// The shape with these extents.
    ///
    /// @throws ShapeException if an extent is negative or the product of the extents other than 0 exceeds
    ///     `Integer.MAX_VALUE`
    public static Shape of(int... dims) {
        return new Shape(dims.clone());
    }

    /// The number of extents: 0 for a scalar, 1 for a vector, 2 for a matrix.
    public int rank() {
        return dims.length;
    }

    /// Extent `i`, counted from 0.
    ///
    /// @throws ShapeException if the shape has no such extent
    public int dim(int i) {
        if (i < 0 || i >= dims.length) {
            throw new ShapeException(
                    "shape %s has no extent %s: rank %s".formatted(this, i, dims.length));
        }
        return dims[i];
    }

    /// The innermost extent, the length of a row.
    ///
    /// @throws ShapeException if this is the shape of a scalar
    public int last() {
        if (dims.length == 0) {
            throw new ShapeException(
                    "a scalar has no last extent: a shape of rank 1 or more is needed");
        }
        return dims[dims.length - 1];
    }

    /// The number of rows: the product of all extents but the last; 1 for a vector.
    ///
    /// @throws ShapeException if this is the shape of a scalar
    public int rows() {
        last();
        int rows = 1;
        for (int i = 0; i < dims.length - 1; i++) {
            rows *= dims[i];
        }
        return rows;
    }

    /// The number of elements: the product of all extents, 1 for a scalar.
    public int size() {
        return size;
    }

    /// A copy of the extents.
    public int[] toArray() {
        return dims.clone();
    }

    /// The same shape with rows of another length.
    ///
    /// @throws ShapeException if this is the shape of a scalar
    public Shape withLast(int length) {
        last();
        int[] other = dims.clone();
        other[other.length - 1] = length;
        return new Shape(other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /// The extents in parentheses: `(12,64,128)`.
    @Override
    public String toString() {
        return text(dims);
    }

    private static String text(int[] dims) {
        return Arrays.stream(dims)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "(", ")"));
    }
}
