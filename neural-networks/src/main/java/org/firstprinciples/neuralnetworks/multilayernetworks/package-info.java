/// # Multilayer networks — `neural-networks/multilayer-networks.md`
///
/// Read [DenseLayer], [Nonlinearity] and [MultilayerNetwork]. What width can do: [BooleanNetwork], [ReluInterpolant],
/// [Hat], [Ridge], [Memorizer], [SigmoidStaircase], [RandomFeatures]. What depth can do: [Sawtooth], [SquareNetwork], [RegionCount]. What a
/// network is near a point: [ActivationPattern].
///
/// Symbols: `x` an input, `W` and `b` weights and biases of a layer, `z = xW + b`, `φ` a nonlinearity, `L` the number of layers.
/// Needs: perceptron. Leads to: backpropagation.
@NullMarked
package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.jspecify.annotations.NullMarked;
