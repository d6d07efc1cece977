package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;

/// The tent `T(x) = 2x₊ − 4(x − ½)₊` and what becomes of it when it is applied again and again: with each layer of two units the
/// number of teeth doubles.
///
/// - source: Telgarsky 2015, *Representation benefits of deep feedforward networks*
public final class Sawtooth {

    private Sawtooth() {}

    /// `T(x)`, from 0 up to 1 at `½` and down to 0 at 1.
    public static double tent(double x) {
        return 2 * Math.max(0, x) - 4 * Math.max(0, x - 0.5);
    }

    /// `T` applied `k` times, in closed form: `1 − |1 − 2 frac(2ᵏ⁻¹x)|`, for `x` from 0 to 1.
    ///
    /// @throws IllegalArgumentException if `k < 1`
    public static double closedForm(int k, double x) {
        requirePositive(k);
        double scaled = StrictMath.scalb(x, k - 1);
        return 1 - Math.abs(1 - 2 * (scaled - Math.floor(scaled)));
    }

    /// `T` applied `k` times, as a network with `k` hidden layers of two units.
    ///
    /// @throws IllegalArgumentException if `k < 1`
    public static MultilayerNetwork network(int k) {
        requirePositive(k);
        List<DenseLayer> layers = new ArrayList<>();
        Vector kinks = Vector.of(0, -0.5);
        layers.add(new DenseLayer(Matrix.of(1, 2, 1, 1), kinks));
        for (int i = 1; i < k; i++) {
            layers.add(new DenseLayer(Matrix.of(2, 2, 2, 2, -4, -4), kinks));
        }
        layers.add(new DenseLayer(Matrix.of(2, 1, 2, -4), Vector.zeros(1)));
        return new MultilayerNetwork(layers, Nonlinearity.RELU);
    }

    private static void requirePositive(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("at least 1 tent is needed, got " + k);
        }
    }
}
