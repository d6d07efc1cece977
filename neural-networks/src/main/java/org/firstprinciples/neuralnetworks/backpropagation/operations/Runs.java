package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;

/// A tensor as a memory sees one axis of it: all its places, with what stands behind it, are one run of numbers, and
/// there is a run for every place of the axes in front of it.
///
/// @param count how many runs there are
/// @param length how many numbers a run has
/// @param stride how many of them belong to one place of the axis
record Runs(int count, int length, int stride) {

    static Runs along(int axis, Shape shape) {
        int count = 1;
        for (int i = 0; i < axis; i++) {
            count *= shape.dim(i);
        }
        int stride = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            stride *= shape.dim(i);
        }
        return new Runs(count, shape.dim(axis) * stride, stride);
    }

    /// Where a place of the axis begins in this run.
    int at(int run, int place) {
        return run * length + place * stride;
    }
}
