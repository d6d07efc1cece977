package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// A run in a process of its own, killed without warning. Apart from [CheckpointTest], whose mutants need no process.
class KilledRunTest {

    @TempDir private Path folder;

    /// A process that saves after every step is killed twelve times, each time some steps further and at a
    /// random moment of a step or of its saving; then it is left to finish.
    @Claim("PT-15")
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
        assertThat(hash)
                .isEqualTo(new TinyRun(TinyRun.engine(Kernels.scalar(), 1), steps).finish().hash());
    }

    private Process start(long steps) throws IOException {
        return SameBitsTest.start(
                "-XX:TieredStopAtLevel=1", "resume", folder.toString(), Long.toString(steps));
    }
}
