package org.firstprinciples.notebooksequivalents;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.notebooksequivalents.minimalgpt.MinimalGpt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class LastRunTest {

    private static String after(Path root, String metrics) throws IOException {
        Path folder = root.resolve("notebooks-equivalents/target/notebooks/09-minimal-gpt");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("metrics.json"), metrics);
        return LastRun.of(new MinimalGpt(), root);
    }

    @Test
    void itSaysWhatIsLeft(@TempDir Path root) throws IOException {
        assertThat(LastRun.of(new MinimalGpt(), root)).isEqualTo("not run yet");
        assertThat(
                        after(
                                root,
                                "{\"mode\":\"fast\",\"seed\":-7,\"checks\":4,\"failedChecks\":\"\"}"))
                .isEqualTo("ran in fast mode with seed -7, all 4 checks hold");
        assertThat(
                        after(
                                root,
                                "{\"mode\":\"full\",\"seed\":1,\"checks\":4,\"failedChecks\":\"a"
                                        + " b\"}"))
                .isEqualTo("ran in full mode with seed 1, not as they should be: a b");
        assertThat(after(root, "{\"mode\":")).contains("metrics.json cannot be read: ");
    }
}
