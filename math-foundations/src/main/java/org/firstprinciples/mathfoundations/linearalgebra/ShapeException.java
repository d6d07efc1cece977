package org.firstprinciples.mathfoundations.linearalgebra;

/// Shapes that do not fit together: the message names what was required and what came.
public final class ShapeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /// An error with the message that a reader sees.
    public ShapeException(String message) {
        super(message);
    }
}
