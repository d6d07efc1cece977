package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// A gated linear unit, `y = f(xW) ⊙ xV`: one product with weights decides how much of another passes.
///
/// With the sigmoid it is called GLU, with SiLU SwiGLU, with GELU GEGLU.
///
/// - shapes: `x (n)`, `W, V (n,m)`, `y (m)`
/// - adjoint: `x̄ = (ȳ ⊙ xV ⊙ f'(xW))·Wᵀ + (ȳ ⊙ f(xW))·Vᵀ`
/// - source: Dauphin et al. 2017, *Language modeling with gated convolutional networks*; Shazeer 2020, *GLU variants improve
///   transformer*, equations 5 and 6
///
/// @param activation `f`
/// @param gate `W (n,m)`
/// @param value `V (n,m)`
public record GatedLinearUnit(Activation activation, Matrix gate, Matrix value) {

    /// Checks the shapes.
    ///
    /// @throws ShapeException if the matrices differ in shape
    public GatedLinearUnit {
        if (gate.rows() != value.rows() || gate.columns() != value.columns()) {
            throw new ShapeException(
                    "gated unit: W and V of one shape are needed, got (%s,%s) and (%s,%s)"
                            .formatted(gate.rows(), gate.columns(), value.rows(), value.columns()));
        }
    }

    /// `f(xW) ⊙ xV`.
    ///
    /// @throws ShapeException if `x` is not `(n)`
    public Vector forward(Vector x) {
        double[] z = x.times(gate).toArray(); // (m)
        double[] y = x.times(value).toArray(); // (m)
        for (int j = 0; j < y.length; j++) {
            y[j] *= activation.applyAsDouble(z[j]);
        }
        return Vector.of(y);
    }

    /// The adjoint of `x`, given that of the result.
    ///
    /// @throws ShapeException if `x` is not `(n)` or `ȳ` not `(m)`
    @Exercise(id = "AC-E5", stars = 3, minutes = 25, claims = "AC-19")
    public Vector backward(Vector x, Vector dy) {
        Vector z = x.times(gate); // (m)
        Vector v = x.times(value); // (m)
        if (dy.size() != z.size()) {
            throw new ShapeException(
                    "gated unit: an adjoint of %s numbers is needed, got %s"
                            .formatted(z.size(), dy.size()));
        }
        double[] dz = new double[z.size()]; // (m)
        double[] dv = new double[z.size()]; // (m)
        for (int j = 0; j < dz.length; j++) {
            dz[j] = dy.get(j) * v.get(j) * activation.derivative(z.get(j));
            dv[j] = dy.get(j) * activation.applyAsDouble(z.get(j));
        }
        return Vector.of(dz).times(gate.transpose()).plus(Vector.of(dv).times(value.transpose()));
    }
}
