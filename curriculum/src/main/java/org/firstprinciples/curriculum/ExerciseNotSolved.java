package org.firstprinciples.curriculum;

/// Thrown where a student has not written the body yet. The message begins with the exercise's id and a colon.
public final class ExerciseNotSolved extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// With the message `LA-E1: …`.
    public ExerciseNotSolved(String message) {
        super(message);
    }

    /// The exercise's id, the part of the message before its first colon.
    public String exercise() {
        return String.valueOf(getMessage()).split(":", 2)[0];
    }
}
