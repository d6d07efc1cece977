package org.firstprinciples.notebooksequivalents;

import java.io.IOException;

/// A program that reads top to bottom like a notebook.
public interface Notebook {

    /// Number and name: `09-minimal-gpt`.
    String name();

    /// The heading of its page.
    String title();

    /// What it shows, in one sentence.
    String summary();

    /// Runs all cells and writes them to the session's page.
    ///
    /// @throws IOException if a file it needs cannot be read or written, or is damaged
    /// @throws InterruptedRun if the run was asked to end early
    void run(Session session) throws IOException, InterruptedRun;

    /// Called when the report of the run is on the disk: what served only to go on with the run can go.
    ///
    /// @throws IOException if a file cannot be removed
    default void reported(Session session) throws IOException {}
}
