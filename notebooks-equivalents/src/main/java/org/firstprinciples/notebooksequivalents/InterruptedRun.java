package org.firstprinciples.notebooksequivalents;

/// A run that was asked to end and has; the message says what it left and how to go on.
public final class InterruptedRun extends Exception {

    private static final long serialVersionUID = 1;

    /// @param message what to tell the reader
    public InterruptedRun(String message) {
        super(message);
    }
}
