package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;

/// Which rectifiers of a network are on at a point, `z > 0`; at 0 they are off. Where the pattern is the same the network is one
/// affine map.
///
/// @param on for each hidden layer, whether each unit is on
public record ActivationPattern(List<List<Boolean>> on) {

    /// The pattern at `x`.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if `x` does not fit the network
    public static ActivationPattern of(MultilayerNetwork network, Vector x) {
        List<List<Boolean>> on = new ArrayList<>();
        List<Vector> z = network.preactivations(x);
        for (Vector hidden : z.subList(0, z.size() - 1)) {
            List<Boolean> units = new ArrayList<>();
            for (double number : hidden.toArray()) {
                units.add(number > 0);
            }
            on.add(units);
        }
        return new ActivationPattern(on);
    }

    /// The derivative of the network in this region, `J = (W₁S₁W₂S₂ ⋯ S_{L−1}W_L)ᵀ`, where `S_l` keeps the units that are on.
    ///
    /// @throws IllegalArgumentException if the pattern is not one of this network
    public Matrix jacobian(MultilayerNetwork network) {
        if (on.size() != network.layers().size() - 1) {
            throw new IllegalArgumentException(
                    "the network has %s hidden layers, the pattern %s"
                            .formatted(network.layers().size() - 1, on.size()));
        }
        Matrix weight = network.layers().getFirst().weight();
        for (int l = 0; l < on.size(); l++) {
            double[] kept = weight.toArray();
            for (int i = 0; i < kept.length; i++) {
                kept[i] = on.get(l).get(i % weight.columns()) ? kept[i] : 0;
            }
            weight =
                    Matrix.of(weight.rows(), weight.columns(), kept)
                            .times(network.layers().get(l + 1).weight());
        }
        return weight.transpose();
    }
}
