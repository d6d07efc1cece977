package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.storage.FailingFiles;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Saving on a disk that is full, or whose process ends, at each of its steps in turn. Apart from [CheckpointTest], whose
/// mutants change what is saved.
class FailingSaveTest {

    private static TinyRun run() {
        return new TinyRun(TinyRun.engine(Kernels.scalar(), 1), 3);
    }

    /// A run saved after step 1 is saved again, after a step more or the same one. Whatever fails, what a new process finds
    /// is one of the two, it comes to the same end, and its next save leaves nothing over.
    @Claim("PT-15")
    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void whateverFailsARunStands(boolean sameStep, boolean everAfter, @TempDir Path root)
            throws IOException {
        String end = run().finish().hash();
        Training first = after(1);
        Training second = after(sameStep ? 1 : 2);
        for (int failing = 1; ; failing++) {
            Path folder = Files.createDirectory(root.resolve("failing-" + failing));
            save(first, folder);
            FailingFiles files = new FailingFiles(failing, everAfter);
            try {
                save(second, files.path(folder));
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("\\Q" + folder + "\\E.*: the disk is full; .*");
            }
            TinyRun resumed = run();
            try (Training training = resumed.training()) {
                training.resume(folder);
                assertThat(training.step()).isBetween(1L, 2L);
                training.save(folder);
                assertThat(folder.toFile().list())
                        .hasSize(4)
                        .contains("latest", "lock")
                        .anyMatch(name -> name.matches("weights-[12]b?\\.safetensors"))
                        .anyMatch(name -> name.matches("state-[12]b?\\.safetensors"));
            }
            assertThat(resumed.finish().hash()).isEqualTo(end);
            if (!files.failed()) {
                assertThat(failing).isGreaterThan(30);
                return;
            }
        }
    }

    private static Training after(int steps) {
        Training training = run().training();
        for (int step = 0; step < steps; step++) {
            training.advance();
        }
        return training;
    }

    private static void save(Training run, Path folder) throws IOException {
        try (Training training = run) {
            training.save(folder);
        }
    }
}
