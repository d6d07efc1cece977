package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The same seed gives the same bits: the hashes below hold on every machine.
class SameBitsTest {

    private static final String AFTER_20_STEPS = "7892509004549d8d";
    private static final String AFTER_3_STEPS = "c6157b5ffd578614";

    @ParameterizedTest
    @CsvSource({
        "0, 1", "0, 3", "128, 1", "128, 2", "256, 1", "256, 3", "512, 1", "512, 2", "512, 3",
        "512, 8"
    })
    void everyKernelAndNumberOfThreads(int bits, int threads) {
        Kernels kernels = bits == 0 ? Kernels.scalar() : Kernels.simd(bits);
        TinyRun run = new TinyRun(TinyRun.engine(kernels, threads), 20).finish();
        assertThat(run.hash()).isEqualTo(AFTER_20_STEPS);
    }

    @Test
    void interpretedToo() throws IOException, InterruptedException {
        assertThat(
                        Parameters.of(new TinyRun(TinyRun.engine(Kernels.scalar(), 1), 1).model())
                                .count())
                .isLessThan(5000);
        assertThat(new TinyRun(TinyRun.engine(Kernels.fastest(), 2), 3).finish().hash())
                .isEqualTo(AFTER_3_STEPS);
        assertThat(output("-Xint", "hash", "3")).isEqualTo(AFTER_3_STEPS);
    }

    /// What a Java process prints that runs [TinyRun].
    private static String output(String flag, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(flag, arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.strip();
    }

    static Process start(String flag, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(flag, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.add(TinyRun.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
