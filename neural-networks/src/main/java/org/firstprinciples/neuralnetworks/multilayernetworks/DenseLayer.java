package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// `n` neurons that see the same `m` inputs: `z = Wx + b`.
///
/// @param weight `W (n,m)`, a row for each neuron
/// @param bias `b (n)`
public record DenseLayer(Matrix weight, Vector bias) {

    /// Checks the shapes.
    ///
    /// @throws ShapeException if there is not a bias for each row
    public DenseLayer {
        if (weight.rows() != bias.size()) {
            throw new ShapeException(
                    "layer: weights (n,m) and biases (n) are needed, got (%s,%s) and (%s)"
                            .formatted(weight.rows(), weight.columns(), bias.size()));
        }
    }

    /// `Wx + b`, neuron after neuron.
    ///
    /// @throws ShapeException if `x` is not `(m)`
    @Exercise(
            id = "ML-E1",
            stars = 1,
            minutes = 10,
            claims = {"ML-02", "ML-11"})
    public Vector forward(Vector x) {
        return weight.times(x).plus(bias);
    }

    /// All inputs at once, one in each row: `XWᵀ + 1bᵀ`, `(B,m)` to `(B,n)`.
    ///
    /// @throws ShapeException if `X` is not `(B,m)`
    public Matrix forward(Matrix x) {
        double[] z = x.times(weight.transpose()).toArray();
        for (int i = 0; i < z.length; i++) {
            z[i] += bias.get(i % bias.size());
        }
        return Matrix.of(x.rows(), bias.size(), z);
    }

    /// `n(m + 1)`.
    public int parameterCount() {
        return weight.rows() * (weight.columns() + 1);
    }
}
