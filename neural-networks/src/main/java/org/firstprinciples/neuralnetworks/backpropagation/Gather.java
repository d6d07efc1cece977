package org.firstprinciples.neuralnetworks.backpropagation;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;

import java.util.Arrays;

/// Copies numbers to new places: `y_k = x_{i(k)}`. Broadcasting, transposing, slicing and looking up are all of this kind, and
/// their pullback is one: what was copied collects, `x̄_{i(k)} += ȳ_k`.
///
/// So the pullback of a broadcast is a sum, that of a transpose the transpose back, that of a slice zeros around it, and that of a
/// lookup adds where a row was taken twice.
///
/// - source: Griewank & Walther 2008, *Evaluating derivatives*, §3.2
public final class Gather {

    private final int inputs;
    private final int[] index;

    private Gather(int inputs, int[] index) {
        this.inputs = inputs;
        this.index = index;
    }

    /// `y_k = x_{index[k]}`, for `inputs` numbers.
    ///
    /// @throws ShapeException if a number is taken that there is not
    public static Gather of(int inputs, int... index) {
        for (int i : index) {
            if (i < 0 || i >= inputs) {
                throw new ShapeException(
                        "gather: there are %s numbers, number %s was asked for"
                                .formatted(inputs, i));
            }
        }
        return new Gather(inputs, index.clone());
    }

    /// A tensor of shape `from` spread over `to`: extents of 1 are repeated, and missing ones in front count as 1.
    ///
    /// @throws ShapeException if an extent is neither 1 nor that of `to`, or there are more of them
    public static Gather broadcast(int[] from, int... to) {
        int[] padded = new int[to.length];
        Arrays.fill(padded, 1);
        if (from.length > to.length) {
            throw new ShapeException(
                    "broadcast: %s does not fit into %s"
                            .formatted(Arrays.toString(from), Arrays.toString(to)));
        }
        System.arraycopy(from, 0, padded, to.length - from.length, from.length);
        for (int axis = 0; axis < to.length; axis++) {
            if (padded[axis] != 1 && padded[axis] != to[axis]) {
                throw new ShapeException(
                        "broadcast: %s does not fit into %s"
                                .formatted(Arrays.toString(from), Arrays.toString(to)));
            }
        }
        return mapped(
                padded,
                to,
                place -> {
                    int[] source = place.clone();
                    for (int axis = 0; axis < source.length; axis++) {
                        source[axis] = padded[axis] == 1 ? 0 : source[axis];
                    }
                    return source;
                });
    }

    /// A tensor of this shape with its axes in another order: axis `a` of the result is axis `order[a]` of the input.
    ///
    /// @throws ShapeException if `order` is not an order of the axes
    public static Gather transpose(int[] shape, int... order) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        for (int axis = 0; axis < shape.length; axis++) {
            if (sorted.length != shape.length || sorted[axis] != axis) {
                throw new ShapeException(
                        "transpose: %s is no order of %s axes"
                                .formatted(Arrays.toString(order), shape.length));
            }
        }
        int[] to = new int[shape.length];
        for (int axis = 0; axis < to.length; axis++) {
            to[axis] = shape[order[axis]];
        }
        return mapped(
                shape,
                to,
                place -> {
                    int[] source = new int[place.length];
                    for (int axis = 0; axis < place.length; axis++) {
                        source[order[axis]] = place[axis];
                    }
                    return source;
                });
    }

    /// The part of a tensor that begins at `from` and has these extents.
    ///
    /// @throws ShapeException if it does not lie inside
    public static Gather slice(int[] shape, int[] from, int... extents) {
        if (from.length != shape.length || extents.length != shape.length) {
            throw new ShapeException(
                    "slice: %s axes are needed, got %s and %s"
                            .formatted(shape.length, from.length, extents.length));
        }
        for (int axis = 0; axis < shape.length; axis++) {
            if (from[axis] < 0 || extents[axis] < 0 || from[axis] + extents[axis] > shape[axis]) {
                throw new ShapeException(
                        "slice: %s from %s does not lie in %s"
                                .formatted(
                                        Arrays.toString(extents),
                                        Arrays.toString(from),
                                        Arrays.toString(shape)));
            }
        }
        return mapped(
                shape,
                extents,
                place -> {
                    int[] source = place.clone();
                    for (int axis = 0; axis < source.length; axis++) {
                        source[axis] += from[axis];
                    }
                    return source;
                });
    }

    /// From a place in the result to the place that it is copied from.
    private interface Source {
        int[] of(int[] place);
    }

    private static Gather mapped(int[] from, int[] to, Source source) {
        int[] index = new int[size(to)];
        int[] place = new int[to.length];
        for (int k = 0; k < index.length; k++) {
            int[] at = source.of(place);
            for (int axis = 0; axis < from.length; axis++) {
                index[k] = index[k] * from[axis] + at[axis];
            }
            for (int axis = to.length - 1; axis >= 0; axis--) { // the next place, last axis first
                if (++place[axis] < to[axis]) {
                    break;
                }
                place[axis] = 0;
            }
        }
        return new Gather(size(from), index);
    }

    private static int size(int... shape) {
        int size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        return size;
    }

    /// `y`.
    ///
    /// @throws ShapeException if there are not as many numbers as it takes
    public double[] forward(double... x) {
        requireLength(x.length, inputs);
        double[] y = new double[index.length];
        for (int k = 0; k < y.length; k++) {
            y[k] = x[index[k]];
        }
        return y;
    }

    /// `x̄` for `ȳ`.
    ///
    /// @throws ShapeException if there are not as many numbers as it gives
    @Exercise(id = "BP-E2", stars = 2, minutes = 15, claims = "BP-06")
    public double[] backward(double... dy) {
        requireLength(dy.length, index.length);
        double[] dx = new double[inputs];
        for (int k = 0; k < dy.length; k++) {
            dx[index[k]] += dy[k];
        }
        return dx;
    }

    private static void requireLength(int length, int needed) {
        if (length != needed) {
            throw new ShapeException(
                    "gather: %s numbers are needed, got %s".formatted(needed, length));
        }
    }
}
