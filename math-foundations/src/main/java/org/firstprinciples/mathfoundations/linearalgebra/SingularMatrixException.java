package org.firstprinciples.mathfoundations.linearalgebra;

/// A matrix has no inverse, or columns that depend on each other.
public final class SingularMatrixException extends ArithmeticException {

    private static final long serialVersionUID = 1;

    /// With a message that names the column and what was found there.
    public SingularMatrixException(String message) {
        super(message);
    }
}
