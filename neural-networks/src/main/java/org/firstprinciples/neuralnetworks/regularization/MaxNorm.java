package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// Keeps weights in a ball: `w·min(1, c/‖w‖)`, the nearest point with norm at most `c`.
///
/// - source: Srivastava et al. 2014, *Dropout*, §5.1
///
/// @param limit `c`, positive
public record MaxNorm(double limit) {

    /// Checks the limit.
    ///
    /// @throws IllegalArgumentException if it is not positive
    public MaxNorm {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("c must be positive, got " + limit);
        }
    }

    /// The nearest point of the ball.
    public Vector project(Vector w) {
        double norm = Norms.two(w);
        return norm > limit ? w.times(limit / norm) : w;
    }
}
