package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// `n` neurons that see the same `m` inputs: `z = xW + b`.
///
/// @param weight `W (m,n)`, a column for each neuron
/// @param bias `b (n)`
public record DenseLayer(Matrix weight, Vector bias) {

    /// Checks the shapes.
    ///
    /// @throws ShapeException if there is not a bias for each column
    public DenseLayer {
        if (weight.columns() != bias.size()) {
            throw new ShapeException(
                    "layer: weights (m,n) and biases (n) are needed, got (%s,%s) and (%s)"
                            .formatted(weight.rows(), weight.columns(), bias.size()));
        }
    }

    /// `xW + b`, neuron after neuron.
    ///
    /// @throws ShapeException if `x` is not `(m)`
    @Exercise(
            id = "ML-E1",
            stars = 1,
            minutes = 10,
            claims = {"ML-02", "ML-11"})
    public Vector forward(Vector x) {
        return x.times(weight).plus(bias);
    }

    /// All inputs at once, one in each row: `XW + 1b`, `(B,m)` to `(B,n)`.
    ///
    /// @throws ShapeException if `X` is not `(B,m)`
    public Matrix forward(Matrix x) {
        double[] z = x.times(weight).toArray();
        for (int i = 0; i < z.length; i++) {
            z[i] += bias.get(i % bias.size());
        }
        return Matrix.of(x.rows(), bias.size(), z);
    }

    /// `n(m + 1)`.
    public int parameterCount() {
        return weight.columns() * (weight.rows() + 1);
    }
}
