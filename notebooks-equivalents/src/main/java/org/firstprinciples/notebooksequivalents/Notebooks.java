package org.firstprinciples.notebooksequivalents;

import org.firstprinciples.notebooksequivalents.activationsvisualized.ActivationsVisualized;
import org.firstprinciples.notebooksequivalents.backpropfromscratch.BackpropFromScratch;
import org.firstprinciples.notebooksequivalents.minimalgpt.MinimalGpt;
import org.firstprinciples.notebooksequivalents.numpyneuralnet.NumpyNeuralNet;

import java.util.List;
import java.util.Optional;

/// The notebooks that there are.
final class Notebooks {

    private Notebooks() {}

    /// All of them, by number.
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
