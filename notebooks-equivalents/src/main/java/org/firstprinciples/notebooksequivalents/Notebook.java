package org.firstprinciples.notebooksequivalents;

import org.firstprinciples.notebooksequivalents.activationsvisualized.ActivationsVisualized;
import org.firstprinciples.notebooksequivalents.backpropfromscratch.BackpropFromScratch;
import org.firstprinciples.notebooksequivalents.minimalgpt.MinimalGpt;
import org.firstprinciples.notebooksequivalents.numpyneuralnet.NumpyNeuralNet;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

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

    /// All notebooks, by number.
    static List<Notebook> all() {
        return List.of(
                new NumpyNeuralNet(),
                new BackpropFromScratch(),
                new ActivationsVisualized(),
                new MinimalGpt());
    }

    /// The notebook of this name.
    static Optional<Notebook> named(String name) {
        return all().stream().filter(notebook -> notebook.name().equals(name)).findFirst();
    }
}
