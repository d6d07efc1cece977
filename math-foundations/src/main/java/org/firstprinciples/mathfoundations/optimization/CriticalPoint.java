package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;

/// What a point with gradient 0 is, as far as the signs of its Hessian's eigenvalues tell.
///
/// - source: Nocedal & Wright 2006, *Numerical optimization*, theorems 2.3 and 2.4
public enum CriticalPoint {
    /// All eigenvalues are positive.
    MINIMUM,
    /// All eigenvalues are negative.
    MAXIMUM,
    /// There are eigenvalues of both signs.
    SADDLE,
    /// An eigenvalue is 0 and the others have one sign: terms of higher order decide.
    UNDECIDED;

    /// The kind of a critical point with Hessian `H (n,n)`.
    ///
    /// @throws ShapeException if `H` is not square, or empty
    /// @throws IllegalArgumentException if it is not symmetric
    public static CriticalPoint classify(Matrix hessian) {
        if (hessian.rows() == 0) {
            throw new ShapeException("a Hessian of at least (1,1) is needed, got (0,0)");
        }
        Inertia inertia = Inertia.of(hessian);
        if (inertia.positive() > 0 && inertia.negative() > 0) {
            return SADDLE;
        }
        if (inertia.zero() > 0) {
            return UNDECIDED;
        }
        return inertia.positive() > 0 ? MINIMUM : MAXIMUM;
    }
}
