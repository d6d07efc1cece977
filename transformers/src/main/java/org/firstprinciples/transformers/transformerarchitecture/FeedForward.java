package org.firstprinciples.transformers.transformerarchitecture;

import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.activationfunctions.LinearActivation;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

/// The position-wise network of a block, `y = GELU(x·W₁)·W₂`, four times as wide inside.
///
/// - source: Vaswani et al. 2017, §3.3; GELU as in Radford et al. 2018
///
/// @param expand `W₁ (C,4C)`
/// @param project `W₂ (4C,C)`
public record FeedForward(Layer expand, Layer project) implements Layer {

    /// How much wider the network is inside.
    public static final int EXPANSION = 4;

    /// Normal weights; those of the projection, which ends on the residual path, have their own standard deviation.
    public static FeedForward normal(
            int width, boolean bias, double std, double residualStd, Scope scope) {
        int inner = Math.multiplyExact(EXPANSION, width);
        return new FeedForward(
                Linear.normal(width, inner, bias, std, scope.in("expand")),
                Linear.normal(inner, width, bias, residualStd, scope.in("project")));
    }

    /// The network on every row: `x (B,T,C)` to `(B,T,C)`.
    @Override
    public Variable apply(Variable x) {
        Variable inner = LinearActivation.of(expand, Activation.GELU, x); // (B,T,4C)
        return project.apply(inner); // (B,T,C)
    }
}
