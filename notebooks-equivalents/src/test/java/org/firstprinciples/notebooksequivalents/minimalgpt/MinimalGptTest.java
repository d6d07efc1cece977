package org.firstprinciples.notebooksequivalents.minimalgpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.modernllms.pretraining.Checkpoint;
import org.firstprinciples.notebooksequivalents.InterruptedRun;
import org.firstprinciples.notebooksequivalents.Options;
import org.firstprinciples.notebooksequivalents.Session;
import org.firstprinciples.notebooksequivalents.report.Browser;
import org.firstprinciples.notebooksequivalents.terminal.Interruption;
import org.firstprinciples.notebooksequivalents.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

class MinimalGptTest {

    private static final Terminal SILENT =
            Terminal.log(new PrintStream(OutputStream.nullOutputStream()));

    private static Options options(Path root, long steps) {
        return new Options(
                Options.Mode.FAST, 1, 2, OptionalLong.of(steps), Kernels.fastest(), root);
    }

    private static Map<String, Object> metrics(Path folder) throws IOException {
        Map<String, Object> metrics =
                JsonMapper.shared()
                        .readValue(
                                Files.readString(folder.resolve("metrics.json")),
                                new TypeReference<Map<String, Object>>() {});
        metrics.keySet().removeAll(List.of("seconds", "millisecondsPerStep", "tokensPerSecond"));
        return metrics;
    }

    /// A stop at any moment of the training, whenever the thread of the signal gets its turn.
    @Test
    void aRunThatWasStoppedAndContinuedHasTheFiguresOfOneThatWasNot(@TempDir Path root)
            throws IOException, InterruptedRun {
        Path whole =
                Session.run(
                        new MinimalGpt(),
                        options(root.resolve("a"), 40),
                        SILENT,
                        new Interruption());

        Interruption interruption = new Interruption();
        Terminal stopping =
                Terminal.log(
                        new PrintStream(OutputStream.nullOutputStream()) {
                            @Override
                            public void println(String line) {
                                if (line.contains("Training")) {
                                    Thread.ofPlatform().daemon().start(interruption::request);
                                }
                            }
                        });
        Options options = options(root.resolve("b"), 40);
        assertThatThrownBy(() -> Session.run(new MinimalGpt(), options, stopping, interruption))
                .isInstanceOf(InterruptedRun.class)
                .hasMessageContaining("the same command goes on from there");
        interruption.end();
        Path continued = Session.run(new MinimalGpt(), options, SILENT, new Interruption());

        assertThat(metrics(continued)).isEqualTo(metrics(whole));
        assertThat(metrics(whole))
                .containsEntry("resumeIsBitIdentical", true)
                .containsEntry("vocabulary", 69)
                .containsEntry("parameters", 105_088);
        assertThat(metrics(whole).get("startLoss"))
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                .isCloseTo(Math.log(69), within(0.1));
        assertThat(continued.resolve("runs/fast-seed-1-steps-40").toFile().list())
                .containsExactlyInAnyOrder("config.json", "model.safetensors", "vocabulary.json");
        assertThat(continued.resolve("runs/fast-seed-1-steps-40/model.safetensors"))
                .hasSameBinaryContentAs(
                        whole.resolve("runs/fast-seed-1-steps-40/model.safetensors"));
        try (Browser browser = Browser.open()) {
            browser.readsWell(continued.resolve("index.html"), 1280);
            browser.readsWell(continued.resolve("index.html"), 390);
        }
    }

    @Test
    void aDamagedCheckpointIsRefusedWithAWayOut(@TempDir Path root) throws IOException {
        Path folder =
                root.resolve("notebooks-equivalents/target/notebooks/09-minimal-gpt/runs")
                        .resolve("fast-seed-1-steps-40/unfinished");
        Files.createDirectories(folder.resolve("latest"));
        Files.writeString(folder.resolve("latest/latest"), "seven", StandardCharsets.UTF_8);
        assertThatThrownBy(() ->
                        Session.run(
                                new MinimalGpt(), options(root, 40), SILENT, new Interruption()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("seven")
                .hasMessageContaining("To begin anew, delete " + folder);
    }

    /// After the training everything can still fail, here the report; the same command then has no step to do again.
    @Test
    void aReportThatCannotBeWrittenLosesNothing(@TempDir Path root)
            throws IOException, InterruptedRun {
        Path folder = root.resolve("notebooks-equivalents/target/notebooks/09-minimal-gpt");
        Path inTheWay = folder.resolve("index.html");
        Files.createDirectories(inTheWay);
        Options options = options(root, 40);
        assertThatThrownBy(() -> Session.run(new MinimalGpt(), options, SILENT, new Interruption()))
                .isInstanceOf(IOException.class)
                .hasMessage(inTheWay + ": a file is needed here, this is a folder");
        assertThat(Checkpoint.step(folder.resolve("runs/fast-seed-1-steps-40/unfinished/latest")))
                .contains(40L);
        Files.delete(inTheWay);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path unfinished = folder.resolve("runs/fast-seed-1-steps-40/unfinished");
        Files.writeString(unfinished.resolve("notes.txt"), "of a reader");
        Session.run(
                new MinimalGpt(),
                options,
                Terminal.log(new PrintStream(out, true, StandardCharsets.UTF_8)),
                new Interruption());
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("had come to step 40 of 40");
        assertThat(unfinished.toFile().list()).containsExactly("notes.txt");
        assertThat(metrics(folder)).containsEntry("resumeIsBitIdentical", true);
    }
}
