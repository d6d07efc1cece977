package org.firstprinciples.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

class SettingTest {

    /// Another core type than any processor of today chooses; the pom sets it for the tests.
    private static final String BOUND_CORE_TYPE = "Nehalem";

    @Test
    void variablesThatChooseKernelsAreRemovedAndOthersStay() {
        Map<String, String> environment = new HashMap<>();
        environment.put("OPENBLAS_CORETYPE", "Haswell");
        environment.put("OPENBLAS_L2_SIZE", "512");
        environment.put("OPENBLAS_NUM_THREADS", "7");
        environment.put("HOME", "/home/reader");

        Setting.openBlas(2).applyTo(environment);

        assertThat(environment)
                .doesNotContainKeys("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
                .containsEntry("OPENBLAS_NUM_THREADS", "2")
                .containsEntry("HOME", "/home/reader");
    }

    @Test
    void aForkChoosesItsKernelsEvenIfItsParentIsBoundToOthers() {
        assertThat(System.getenv("OPENBLAS_CORETYPE")).isEqualTo(BOUND_CORE_TYPE);
        try (Fork fork = Fork.start(Setting.openBlas(1))) {
            assertThat(fork.name()).matches("OpenBLAS .+ \\(\\w+\\)");
            assertThat(fork.name()).doesNotContain(BOUND_CORE_TYPE);
        }
    }
}
