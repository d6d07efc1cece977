package org.firstprinciples.neuralnetworks.backpropagation.layers;

import org.firstprinciples.mathfoundations.probability.Philox;

/// Where a part stands in its model, and the random numbers that it begins with. One path names a part everywhere:
/// its parameters, the draws of its first values, and the draws of its dropout.
///
/// @param path the components that lead to the part, `blocks.0.attention`; empty for the model
/// @param random the generator of the part, split by the components of its path
public record Scope(String path, Philox random) {

    /// The scope of a whole model.
    public static Scope of(Philox random) {
        return new Scope("", random);
    }

    /// The scope of a component.
    public Scope in(String component) {
        return new Scope(
                path.isEmpty() ? component : path + "." + component, random.split(component));
    }

    /// The scope of an element of a list.
    public Scope in(int index) {
        return in(Integer.toString(index));
    }
}
