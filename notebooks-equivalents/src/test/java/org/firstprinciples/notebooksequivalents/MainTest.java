package org.firstprinciples.notebooksequivalents;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.notebooksequivalents.terminal.Interruption;
import org.firstprinciples.notebooksequivalents.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Main.run(
                Terminal.log(new PrintStream(out, true, StandardCharsets.UTF_8)),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                new Interruption(),
                arguments);
    }

    @Test
    void anUnknownNotebookListsTheKnownOnes() {
        assertThat(run("--notebook=99-skynet")).isEqualTo(Main.MISUSED);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .startsWith("There is no notebook '99-skynet'. The notebooks are:")
                .contains("\n  09-minimal-gpt ");
    }

    @Test
    void aBadValueIsOneLineWithoutStackTrace() {
        assertThat(run("--notebook=09-minimal-gpt", "--steps=-1")).isEqualTo(Main.MISUSED);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("-Dsteps=-1: expected a whole number from 1 to 1000000, or auto");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThat(run("--stepz=1")).isEqualTo(Main.MISUSED);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("--stepz=1");
    }

    @Test
    void theListSaysWhichNotebooksThereAreAndWhetherTheyRan(@TempDir Path root) {
        assertThat(run("--notebook=list", "--root=" + root)).isEqualTo(Main.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("09-minimal-gpt ", "(not run yet)");
    }

    @Test
    void helpSaysWhatCanBeSaid() {
        assertThat(run("--help")).isEqualTo(Main.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("-Dmode=", "fast or full", "-Dkernels=", "09-minimal-gpt");
    }

    @Test
    void aFolderThatCannotBeMadeIsOneLineThatNamesIt(@TempDir Path root) throws IOException {
        Path file = Files.writeString(root.resolve("notebooks-equivalents"), "");
        assertThat(run("--notebook=09-minimal-gpt", "--root=" + root)).isEqualTo(Main.FAILED);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith(file.toString())
                .contains(": cannot be used: ");
    }
}
