package org.firstprinciples.notebooksequivalents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.OptionalLong;

class OptionsTest {

    @Test
    void whoSaysNothingGetsTheDefaults() {
        Options options = Options.parse(Map.of("steps", "", "threads", "auto"));
        assertThat(options.mode()).isEqualTo(Options.Mode.FULL);
        assertThat(options.seed()).isEqualTo(1);
        assertThat(options.steps()).isEqualTo(OptionalLong.empty());
        assertThat(options.threads()).isPositive();
    }

    @Test
    void whatIsSaidIsHeard() {
        Options options =
                Options.parse(
                        Map.of(
                                "mode", "fast", "seed", "-7", "threads", "3", "steps", "20",
                                "kernels", "scalar"));
        assertThat(options.mode()).isEqualTo(Options.Mode.FAST);
        assertThat(options.seed()).isEqualTo(-7);
        assertThat(options.threads()).isEqualTo(3);
        assertThat(options.steps()).isEqualTo(OptionalLong.of(20));
        assertThat(options.kernels().name()).isEqualTo("scalar");
        assertThat(Options.parse(Map.of("kernels", "256")).kernels().name()).isEqualTo("simd-256");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps   | -1    | -Dsteps=-1: expected a whole number from 1 to 1000000, or auto",
                "steps   | 0     | -Dsteps=0: expected a whole number from 1 to 1000000, or auto",
                "steps   | 2e3   | -Dsteps=2e3: expected a whole number from 1 to 1000000, or auto",
                "steps   | true  | -Dsteps=true: expected a whole number from 1 to 1000000, or"
                        + " auto",
                "mode    | quick | -Dmode=quick: expected fast or full",
                "threads | 0     | -Dthreads=0: expected a whole number from 1 to 1024, or auto",
                "threads | 9999  | -Dthreads=9999: expected a whole number from 1 to 1024, or auto",
                "kernels | 64    | -Dkernels=64: expected auto, scalar, 128, 256 or 512",
                "seed    | one   | -Dseed=one: expected a whole number from -9223372036854775808"
                        + " to 9223372036854775807"
            })
    void aBadValueIsRefusedByNameValueAndWhatIsAllowed(String name, String value, String message) {
        assertThatThrownBy(() -> Options.parse(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
