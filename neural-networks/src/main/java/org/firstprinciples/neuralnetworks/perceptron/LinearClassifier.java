package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Angle;
import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// The plane `w·x + b = 0` and its two sides.
///
/// - source: Rosenblatt 1958, *The perceptron*; Bishop 2006, *Pattern recognition and machine learning*, §4.1.1
///
/// @param weights `w (d)`
/// @param bias `b`
public record LinearClassifier(Vector weights, double bias) {

    /// `w·x + b`.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if `x` has another length than `w`
    public double score(Vector x) {
        return weights.dot(x) + bias;
    }

    /// The side of `x`: `+1` if the score is 0 or more, else `−1`.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if `x` has another length than `w`
    /// @throws IllegalArgumentException if the score is NaN: there is no side then
    @Exercise(id = "PE-E1", stars = 1, minutes = 5, claims = "PE-01")
    public int predict(Vector x) {
        double score = score(x);
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("the score of %s is NaN".formatted(x));
        }
        return score >= 0 ? 1 : -1;
    }

    /// The distance of `x` from the plane, `(w·x + b)/‖w‖`, below 0 on the side of `−1`.
    ///
    /// - accuracy: `(2d + 8)u(|w|·|x| + |b|)/‖w‖`
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if `x` has another length than `w`
    /// @throws IllegalArgumentException if `w = 0`, which has no plane
    public double signedDistance(Vector x) {
        if (!(Norms.infinity(weights) > 0)) {
            throw new IllegalArgumentException(
                    "weights of length %s have no plane".formatted(Norms.two(weights)));
        }
        // the score of the weights as they are may overflow or vanish
        int exponent = BinaryScaling.exponent(weights.toArray());
        Vector scaled = BinaryScaling.times(-exponent, weights);
        return (scaled.dot(x) + StrictMath.scalb(bias, -exponent)) / Norms.two(scaled);
    }

    /// The point of the plane that is nearest to `x`.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if `x` has another length than `w`
    /// @throws IllegalArgumentException if `w = 0`, which has no plane
    public Vector foot(Vector x) {
        double distance = signedDistance(x);
        return x.minus(Angle.unit(weights).times(distance));
    }
}
