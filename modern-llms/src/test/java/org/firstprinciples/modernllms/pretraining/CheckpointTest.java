package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

class CheckpointTest {

    @TempDir private Path folder;

    private static TinyRun run(long steps) {
        return new TinyRun(TinyRun.engine(Kernels.scalar(), 1), steps);
    }

    @Test
    void aResumedRunHasTheBitsOfAnUninterruptedOne() throws IOException {
        TinyRun interrupted = run(10);
        for (int step = 0; step < 4; step++) {
            interrupted.training().advance();
        }
        interrupted.training().save(folder);
        TinyRun resumed = run(10);
        resumed.training().resume(folder);
        assertThat(resumed.training().step()).isEqualTo(4);
        assertThat(resumed.finish().hash()).isEqualTo(run(10).finish().hash());
    }

    /// A process that saves after every step is killed twelve times, each time some steps further and at a
    /// random moment of a step or of its saving; then it is left to finish.
    @Test
    void killedAtAnyMomentARunLosesNothing() throws IOException, InterruptedException {
        long steps = 400;
        SplittableRandom random = new SplittableRandom();
        for (int kill = 0; kill < 12; kill++) {
            long before = Checkpoint.step(folder).orElse(0L);
            Process process = start(steps);
            while (Checkpoint.step(folder).orElse(0L) < before + 1 + kill % 4) {
                assertThat(process.isAlive()).as("still running at step %d", before).isTrue();
                Thread.sleep(1);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(10_000));
            process.destroyForcibly().waitFor();
        }
        assertThat(Checkpoint.step(folder).orElseThrow()).isLessThan(steps);
        Process last = start(steps);
        String hash =
                new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(last.waitFor()).isZero();
        assertThat(hash).isEqualTo(run(steps).finish().hash());
    }

    private Process start(long steps) throws IOException {
        return SameBitsTest.start(
                "-XX:TieredStopAtLevel=1", "resume", folder.toString(), Long.toString(steps));
    }

    private void save() throws IOException {
        TinyRun run = run(10);
        run.training().advance();
        run.training().save(folder);
    }

    @Test
    void onlyTheNewestCheckpointIsKept() throws IOException {
        TinyRun run = run(10);
        for (int step = 0; step < 3; step++) {
            run.training().advance();
            run.training().save(folder);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "latest", "state-3.safetensors", "weights-3.safetensors");
        }
    }

    @Test
    void aFolderWithoutACheckpointIsNamed() throws IOException {
        assertThat(Checkpoint.step(folder)).isEmpty();
        assertThatIOException()
                .isThrownBy(() -> run(10).training().resume(folder))
                .withMessage(folder + ": there is no checkpoint in this folder");
    }

    @Test
    void aTruncatedFileChangesNothing() throws IOException {
        save();
        Path weights = folder.resolve("weights-1.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        for (int length : new int[] {0, 5, 100, bytes.length - 1}) {
            Files.write(weights, Arrays.copyOf(bytes, length));
            TinyRun run = run(10);
            String before = run.hash();
            assertThatIOException()
                    .isThrownBy(() -> run.training().resume(folder))
                    .withMessageContaining("weights-1.safetensors");
            assertThat(run.hash()).isEqualTo(before);
        }
    }

    @Test
    void otherSettingsAreNamed() throws IOException {
        save();
        assertThatIOException()
                .isThrownBy(() -> run(11).training().resume(folder))
                .withMessage(
                        folder
                                + ": this checkpoint was made with other settings: steps is 10"
                                + " there, 11 here");
    }

    @Test
    void aLyingPointerIsNamed() throws IOException {
        save();
        Path latest = folder.resolve("latest");
        Files.writeString(latest, "../../etc\n");
        assertThatIOException()
                .isThrownBy(() -> Checkpoint.step(folder))
                .withMessage(latest + ": the number of a step is needed, got '../../etc'");
        Files.writeString(latest, "1".repeat(1000));
        assertThatIOException()
                .isThrownBy(() -> Checkpoint.step(folder))
                .withMessage(latest + ": the number of a step is needed, got 1000 bytes");
    }
}
