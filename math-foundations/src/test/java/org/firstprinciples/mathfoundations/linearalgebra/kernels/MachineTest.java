package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class MachineTest {

    /// Module, bits, fused multiply-add; the kernels, and words of the notice.
    @ParameterizedTest
    @CsvSource({
        "true, 512, true, simd-512, ''",
        "true, 256, true, simd-256, ''",
        "true, 128, true, simd-128, ''",
        "true, 2048, true, simd-512, ''", // ARM's SVE
        "true, 64, true, scalar, no SIMD instructions",
        "false, 64, true, scalar, run with --add-modules jdk.incubator.vector",
        "true, 128, false, simd-128, several hundred times slower",
        "false, 64, false, scalar, several hundred times slower",
    })
    void whatIsSlowIsSaid(boolean module, int bits, boolean fma, String kernels, String words) {
        Machine machine = new Machine(module, bits, fma);
        assertThat(machine.fastest().name()).isEqualTo(kernels);
        assertThat(machine.notice().isEmpty()).isEqualTo(words.isEmpty());
        assertThat(machine.notice().orElse("")).contains(words).doesNotContain("\n");
    }

    /// The JVM is told to do without, as it does on such processors.
    @Test
    void itIsSaidOnceByAJvmWithoutFusedMultiplyAdd() throws Exception {
        assertThat(errors("-XX:-UseFMA", "--add-modules=jdk.incubator.vector"))
                .filteredOn(line -> line.startsWith("notice: "))
                .containsExactly(new Machine(true, 128, false).notice().orElseThrow());
    }

    @Test
    void itIsSaidOnceByAJvmWithoutTheModule() throws Exception {
        assertThat(errors())
                .filteredOn(line -> line.startsWith("notice: "))
                .containsExactly(
                        new Machine(false, Machine.SCALAR, Machine.here().fusedMultiplyAdd())
                                .notice()
                                .orElseThrow());
    }

    private static List<String> errors(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AskTwice.class.getName()));
        Process process =
                new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return new String(process.getErrorStream().readAllBytes(), UTF_8).lines().toList();
    }

    /// Asks for the fastest kernels twice.
    static final class AskTwice {

        private AskTwice() {}

        public static void main(String[] arguments) {
            System.out.println(Kernels.fastest().name() + Kernels.fastest().name());
        }
    }
}
