package org.firstprinciples.transformers.multiheadattention;

import java.util.Collections;
import java.util.List;

/// What a model remembers of the positions that it has read: nothing in training, keys and values in decoding, see
/// [KeyValueCache].
public interface Memory {

    /// How many positions it holds: where the next one stands.
    int length();

    /// The memory of each attention layer, first to last.
    ///
    /// @param count the number of attention layers of the model
    /// @throws IllegalArgumentException if it was made for another number
    List<LayerMemory> layers(int count);

    /// A memory that holds nothing: every call is a whole text.
    static Memory none() {
        return new None();
    }

    /// No memory.
    record None() implements Memory {

        @Override
        public int length() {
            return 0;
        }

        @Override
        public List<LayerMemory> layers(int count) {
            return Collections.nCopies(count, LayerMemory.none());
        }
    }
}
