package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.InferenceOperation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

import java.util.Arrays;
import java.util.List;

/// The keys and values of all positions that a causal model has read, so that a new position asks them without
/// computing them again.
///
/// In a causal model what a layer computes at a position depends on no later one. So its keys and values stay what they
/// were, and a text that is read in parts gets the bits of one that is read at once. All memory is allocated at the
/// start; a pass of the model appends to every layer, [#truncate(int)] forgets.
///
/// - memory: `2·L·B·S·G·D` numbers for `L` layers, `B` texts, `S` positions and `G` key heads of size `D`
/// - source: Shazeer 2019, *Fast transformer decoding: one write-head is all you need*, §2.4
public final class KeyValueCache implements Memory {

    private final List<Layer> layers;
    private final int capacity;

    /// An empty cache.
    ///
    /// @param batch `B`, the number of texts that are read side by side
    /// @param capacity `S`, the number of positions that there is room for
    /// @param widths `G·D` of each attention layer, first to last
    /// @throws IllegalArgumentException if a size is not positive or there are no layers
    public KeyValueCache(int batch, int capacity, int... widths) {
        if (batch < 1
                || capacity < 1
                || widths.length == 0
                || Arrays.stream(widths).min().getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "a cache needs positive sizes: batch=%s capacity=%s widths=%s"
                            .formatted(batch, capacity, Arrays.toString(widths)));
        }
        this.capacity = capacity;
        this.layers =
                Arrays.stream(widths)
                        .mapToObj(width -> new Layer(Shape.of(batch, capacity, width)))
                        .toList();
    }

    /// The number of positions that there is room for, `S`.
    public int capacity() {
        return capacity;
    }

    /// How many positions it holds.
    ///
    /// @throws IllegalStateException if some layers have read more than others, because a pass was broken off
    @Override
    public int length() {
        int length = layers.getFirst().length;
        for (Layer layer : layers) {
            if (layer.length != length) {
                throw new IllegalStateException(
                        "a pass was broken off: layers of this cache hold %s positions; truncate it?"
                                .formatted(layers.stream().map(l -> l.length).toList()));
            }
        }
        return length;
    }

    @Override
    public List<LayerMemory> layers(int count) {
        if (count != layers.size()) {
            throw new IllegalArgumentException(
                    "a cache of %s layers does not fit a model of %s"
                            .formatted(layers.size(), count));
        }
        return List.copyOf(layers);
    }

    /// Forgets all positions from this one on.
    ///
    /// @throws IllegalArgumentException if a layer holds fewer
    public void truncate(int length) {
        for (Layer layer : layers) {
            if (length < 0 || length > layer.length) {
                throw new IllegalArgumentException(
                        "a cache of %s positions cannot be cut to %s"
                                .formatted(layer.length, length));
            }
        }
        layers.forEach(layer -> layer.length = length);
    }

    /// The keys and values of one layer.
    private static final class Layer implements LayerMemory {

        private final Shape shape; // (B,S,G·D)
        private final float[] keys; // (B,S,G·D)
        private final float[] values; // (B,S,G·D)
        private int length;

        Layer(Shape shape) {
            this.shape = shape;
            this.keys = new float[shape.size()];
            this.values = new float[shape.size()];
        }

        @Override
        public Variable attend(FusedAttention attention, Variable q, Variable k, Variable v) {
            return q.apply(new Cached(attention, this), k, v);
        }

        /// Writes new keys and values `(B,T,G·D)` behind the ones that are there: the one mutation of decoding.
        void append(float[] newKeys, float[] newValues, int T) {
            int width = shape.last();
            for (int b = 0; b < shape.dim(0); b++) {
                int from = b * T * width;
                int to = (b * shape.dim(1) + length) * width;
                System.arraycopy(newKeys, from, keys, to, T * width);
                System.arraycopy(newValues, from, values, to, T * width);
            }
            length += T;
        }
    }

    /// Attention to the keys of a layer, those of the inputs included, which it appends.
    ///
    /// - shapes: `q, o (B,T,C)`, `k, v (B,T,G·D)`
    private record Cached(FusedAttention attention, Layer layer) implements InferenceOperation {

        @Override
        public String toString() {
            return "attention with a cache";
        }

        @Override
        public Shape shape(Shape... inputs) {
            Shape cache = layer.shape;
            if (inputs.length != 3
                    || inputs[1].rank() != 3
                    || inputs[1].dim(0) != cache.dim(0)
                    || inputs[1].last() != cache.last()
                    || !inputs[1].equals(inputs[2])) {
                throw new ShapeException(
                        "attention with a cache: keys and values (%s,T,%s) are needed, got %s"
                                .formatted(cache.dim(0), cache.last(), Arrays.toString(inputs)));
            }
            int T = inputs[1].dim(1);
            if (T > cache.dim(1) - layer.length) {
                throw new ShapeException(
                        "a cache for %s positions that holds %s has no room for the %s of %s"
                                .formatted(cache.dim(1), layer.length, T, inputs[1]));
            }
            Shape seen = Shape.of(cache.dim(0), layer.length + T, cache.last());
            if (inputs[0].rank() == 3 && inputs[0].dim(1) != T) {
                throw new ShapeException(
                        "attention with a cache: as many queries as new keys are needed, got "
                                + Arrays.toString(inputs));
            }
            return attention.shape(inputs[0], seen, seen);
        }

        @Override
        public int saved(Shape... inputs) {
            return attention.saved(inputs);
        }

        @Override
        public void forward(Frame f) {
            layer.append(f.x(1), f.x(2), f.shape(1).dim(1));
            attention.forward(f, layer.keys, layer.values, layer.shape.dim(1), layer.length);
        }
    }
}
