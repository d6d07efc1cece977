package org.firstprinciples.notebooksequivalents;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.notebooksequivalents.Options.Mode;
import org.firstprinciples.notebooksequivalents.report.Browser;
import org.firstprinciples.notebooksequivalents.terminal.Interruption;
import org.firstprinciples.notebooksequivalents.terminal.Terminal;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// Each notebook in fast mode, as the command runs it.
class EveryNotebookTest {

    static List<Notebook> notebooks() {
        return Notebooks.all();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void allItsChecksHoldAndItsReportReadsWell(Notebook notebook, @TempDir Path root)
            throws IOException, InterruptedRun {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = Terminal.log(new PrintStream(out, true, StandardCharsets.UTF_8));
        Options options =
                new Options(Mode.FAST, 1, 2, OptionalLong.empty(), Kernels.fastest(), root);
        Path folder = Session.run(notebook, options, terminal, new Interruption());
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("   ✓ ").doesNotContain("   ✗ ");
        assertThat(LastRun.of(notebook, root))
                .startsWith("ran in fast mode with seed 1, all ")
                .endsWith("checks hold");
        try (Browser browser = Browser.open()) {
            browser.readsWell(folder.resolve("index.html"), 1280);
            browser.readsWell(folder.resolve("index.html"), 390);
        }
    }
}
