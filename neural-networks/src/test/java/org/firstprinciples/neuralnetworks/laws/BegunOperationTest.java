package org.firstprinciples.neuralnetworks.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.firstprinciples.curriculum.laws.TestRun;
import org.firstprinciples.curriculum.scaffold.BegunFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What `-Dnew=operation:…` writes compiles, obeys the laws, and has a wrong version that they reject.
class BegunOperationTest {

    @Test
    void anOperationIsHeldToTheLaws(@TempDir Path root) {
        BegunFiles book =
                BegunFiles.copy(root, "README.md", "neural-networks/activation-functions.md");
        assertThat(book.begin("operation:activation-functions/SoftPlus"))
                .contains("SoftPlus.java\n", "SoftPlusTest.java\n", "-Dtest=SoftPlusTest");
        assertThat(book.compile("neural-networks")).isEmpty();
        Class<?> test =
                book.load("org.firstprinciples.neuralnetworks.activationfunctions.SoftPlusTest");
        TestRun run = TestRun.of(List.of(selectClass(test)), Map.of());
        assertThat(run.failures()).isEmpty();
        assertThat(run.results()).hasSameSizeAs(laws());
    }

    private static List<?> laws() {
        return List.of(OperationLaws.class.getMethods()).stream()
                .filter(m -> m.isDefault() && m.getAnnotations().length > 0)
                .toList();
    }
}
