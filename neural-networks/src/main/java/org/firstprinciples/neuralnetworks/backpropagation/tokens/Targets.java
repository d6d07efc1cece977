package org.firstprinciples.neuralnetworks.backpropagation.tokens;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;

import java.util.Arrays;

/// What is to be predicted at every place: a class out of `V`, or nothing.
///
/// Places have any shape: `(N)` for a classifier of `N` examples, `(B,T)` for a language model. They belong to logits
/// of this shape with one more axis, `(…,V)`.
public final class Targets {

    /// A target that does not count.
    public static final int IGNORED = -1;

    private final Shape shape;
    private final int[] ids; // (…)
    private final int count;

    private Targets(Shape shape, int[] ids) {
        this.shape = shape;
        this.ids = ids;
        this.count = (int) Arrays.stream(ids).filter(id -> id != IGNORED).count();
    }

    /// Targets for places of this shape, row-major.
    ///
    /// @throws ShapeException if there are more or fewer of them
    public static Targets of(Shape shape, int... ids) {
        if (ids.length != shape.size()) {
            throw new ShapeException(
                    "targets of shape %s are %s numbers, got %s"
                            .formatted(shape, shape.size(), ids.length));
        }
        return new Targets(shape, ids.clone());
    }

    /// The targets `(B,T)` of a batch of sequences.
    public static Targets of(TokenBatch batch) {
        return new Targets(batch.shape(), batch.ids());
    }

    /// The shape of the places, `(…)`.
    public Shape shape() {
        return shape;
    }

    /// The number of places.
    public int size() {
        return ids.length;
    }

    /// The number of places that count, `N`.
    public int count() {
        return count;
    }

    /// The target at this place, counted row-major.
    public int id(int place) {
        return ids[place];
    }

    /// Whether the target at this place counts.
    public boolean counts(int place) {
        return ids[place] != IGNORED;
    }

    /// The share of the places that count at which the target has the largest logit; of equal logits the first is the
    /// largest. 0 if no place counts.
    ///
    /// @throws ShapeException if they are not logits `(…,V)` with `(…)` the shape of the targets
    /// @throws IllegalArgumentException if a target is neither in `0 … V−1` nor [#IGNORED]
    public double accuracy(Tensor logits) {
        requireLogits("accuracy", logits.shape());
        int V = logits.shape().last();
        float[] z = logits.toArray(); // (…,V)
        int right = 0;
        for (int place = 0; place < ids.length; place++) {
            int largest = place * V;
            for (int i = largest + 1; i < (place + 1) * V; i++) {
                largest = z[i] > z[largest] ? i : largest;
            }
            right += largest - place * V == ids[place] ? 1 : 0;
        }
        return (double) right / Math.max(1, count);
    }

    /// Checks that these are targets for the one input of an operation.
    ///
    /// @param operation its name, for the message
    /// @throws ShapeException if the inputs are not logits `(…,V)` with `(…)` the shape of the targets
    /// @throws IllegalArgumentException if a target is neither in `0 … V−1` nor [#IGNORED]; the message says where
    public void requireLogits(String operation, Shape... inputs) {
        if (inputs.length != 1
                || inputs[0].rank() != shape.rank() + 1
                || !inputs[0].equals(append(shape, inputs[0].last()))) {
            throw new ShapeException(
                    "%s: logits of shape %s with an axis of classes behind it are needed, got %s"
                            .formatted(operation, shape, Arrays.toString(inputs)));
        }
        int V = inputs[0].last();
        for (int place = 0; place < ids.length; place++) {
            if (counts(place) && (ids[place] < 0 || ids[place] >= V)) {
                throw new IllegalArgumentException(
                        "%s: target %s at %s is not in 0 … %s and not %s (ignored)"
                                .formatted(operation, ids[place], index(place), V - 1, IGNORED));
            }
        }
    }

    private static Shape append(Shape shape, int dim) {
        int[] dims = new int[shape.rank() + 1];
        Arrays.setAll(dims, axis -> axis < shape.rank() ? shape.dim(axis) : dim);
        return Shape.of(dims);
    }

    /// The place as an index, `(b,t)`.
    private Shape index(int place) {
        int[] index = new int[shape.rank()];
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = place % shape.dim(axis);
            place /= shape.dim(axis);
        }
        return Shape.of(index);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Targets targets
                && shape.equals(targets.shape)
                && Arrays.equals(ids, targets.ids);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return "Targets " + shape;
    }
}
