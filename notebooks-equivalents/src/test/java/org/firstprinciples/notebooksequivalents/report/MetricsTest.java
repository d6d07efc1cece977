package org.firstprinciples.notebooksequivalents.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class MetricsTest {

    private final Metrics metrics = new Metrics();

    @Test
    void figuresComeInTheOrderTheyWereFound(@TempDir Path folder) throws IOException {
        metrics.put("notebook", "09 \"gpt\"");
        metrics.put("steps", 2000);
        metrics.put("loss", 1.5);
        metrics.put("ok", true);
        metrics.write(folder.resolve("metrics.json"));
        assertThat(Files.readString(folder.resolve("metrics.json")).replaceAll("\\s+", ""))
                .isEqualTo(
                        "{\"notebook\":\"09\\\"gpt\\\"\",\"steps\":2000,\"loss\":1.5,\"ok\":true}");
        assertThat(folder.toFile().list()).containsExactly("metrics.json");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aFigureThatIsNoNumberIsRefusedByName(double value) {
        assertThatThrownBy(() -> metrics.put("validationLoss", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("validationLoss")
                .hasMessageContaining(Double.toString(value));
    }

    @Test
    void aFigureIsSaidOnce() {
        metrics.put("loss", 1.5);
        assertThatThrownBy(() -> metrics.put("loss", 2.5))
                .hasMessageContaining("loss is there already: 1.5");
    }
}
