package org.firstprinciples.notebooksequivalents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.firstprinciples.curriculum.scaffold.BegunFiles;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.notebooksequivalents.terminal.Interruption;
import org.firstprinciples.notebooksequivalents.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/// What `-Dnew=notebook:…` writes compiles and runs, and stands in its place in the list.
class BegunNotebookTest {

    private static final String SOURCES =
            "notebooks-equivalents/src/main/java/org/firstprinciples/notebooksequivalents/";

    @TempDir private Path root;
    private BegunFiles book = new BegunFiles(Path.of(""));

    @BeforeEach
    void copy() {
        book =
                BegunFiles.copy(
                        root,
                        "README.md",
                        SOURCES + "Notebooks.java",
                        SOURCES + "numpyneuralnet/NumpyNeuralNet.java",
                        SOURCES + "backpropfromscratch/BackpropFromScratch.java",
                        SOURCES + "activationsvisualized/ActivationsVisualized.java",
                        SOURCES + "minimalgpt/MinimalGpt.java");
    }

    @Test
    void itRunsAndItsChecksHold() throws IOException, InterruptedRun, ReflectiveOperationException {
        assertThat(book.begin("notebook:04-optimization-landscape"))
                .contains("OptimizationLandscape.java\n", "Notebooks.java\n");
        assertThat(book.compile("notebooks-equivalents")).isEmpty();
        Notebook notebook =
                (Notebook)
                        book.load(
                                        "org.firstprinciples.notebooksequivalents.optimizationlandscape.OptimizationLandscape")
                                .getDeclaredConstructor()
                                .newInstance();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Session.run(
                notebook,
                new Options(Options.Mode.FAST, 1, 1, OptionalLong.empty(), Kernels.scalar(), root),
                Terminal.log(new PrintStream(out, true, StandardCharsets.UTF_8)),
                new Interruption());
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("   ✓ ").doesNotContain("   ✗ ");
    }

    @Test
    void itStandsBetweenItsNeighbors() {
        String before = book.read(SOURCES + "Notebooks.java");
        book.begin("notebook:04-optimization-landscape");
        assertThat(book.read(SOURCES + "Notebooks.java"))
                .isEqualTo(
                        before.replace(
                                        "                new MinimalGpt()",
                                        "                new OptimizationLandscape(),\n"
                                                + "                new MinimalGpt()")
                                .replace(
                                        "numpyneuralnet.NumpyNeuralNet;\n",
                                        "numpyneuralnet.NumpyNeuralNet;\n"
                                            + "import"
                                            + " org.firstprinciples.notebooksequivalents.optimizationlandscape.OptimizationLandscape;\n"));
        assertThat(book.compile("notebooks-equivalents")).isEmpty();
    }

    @Test
    void theLastOneStandsAtTheEnd() {
        book.begin("notebook:12-kv-cache-demo");
        assertThat(book.read(SOURCES + "Notebooks.java"))
                .contains("new MinimalGpt(),\n                new KvCacheDemo());");
    }

    @Test
    void aNumberThatIsTakenIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.begin("notebook:03-attention"))
                .withMessage(
                        "03-attention has the number of 03-activations-visualized; take another");
    }
}
