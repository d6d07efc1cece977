package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;

/// Gradients that are too long are shortened, all by one factor: `g·min(1, c/‖g‖)` with the norm of all of them together. The
/// projection onto the ball of radius `c`.
///
/// - source: Pascanu, Mikolov & Bengio 2013, *On the difficulty of training recurrent neural networks*
///
/// @param most `c > 0`
public record GradientClipping(double most) {

    /// Checks the bound.
    ///
    /// @throws IllegalArgumentException if it is not positive
    public GradientClipping {
        if (!(most > 0)) {
            throw new IllegalArgumentException("the largest norm must be positive, got " + most);
        }
    }

    /// The gradients, shortened if need be; the same ones if not.
    ///
    /// @throws IllegalArgumentException if their norm is NaN or infinite
    public List<Vector> clip(List<Vector> gradients) {
        double[] norms = gradients.stream().mapToDouble(Norms::two).toArray();
        double norm = Norms.two(Vector.of(norms));
        if (!(norm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the norm of the gradients is " + norm);
        }
        return norm <= most ? gradients : gradients.stream().map(g -> shortened(g, norm)).toList();
    }

    /// `g/‖g‖·c`, in this order: `c/‖g‖` may vanish where the product does not.
    private Vector shortened(Vector gradient, double norm) {
        double[] elements = gradient.toArray();
        for (int i = 0; i < elements.length; i++) {
            elements[i] = elements[i] / norm * most;
        }
        return Vector.of(elements);
    }
}
