package org.firstprinciples.mathfoundations.calculus;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// The polynomial that has the same value and the same derivatives as a function at one point,
/// `f + f′h + f″h²/2 + … + f⁽ᵏ⁾hᵏ/k!`.
///
/// - source: Rudin 1976, *Principles of mathematical analysis*, theorem 5.15
///
/// @param derivatives `f, f′, …, f⁽ᵏ⁾` at the point `(k + 1)`
public record TaylorPolynomial(Vector derivatives) {

    /// The value after a step `h`.
    public double at(double h) {
        double sum = 0;
        for (int j = derivatives.size() - 1; j >= 0; j--) {
            sum = derivatives.get(j) + sum * h / (j + 1); // Horner, with the factorial on the way
        }
        return sum;
    }
}
