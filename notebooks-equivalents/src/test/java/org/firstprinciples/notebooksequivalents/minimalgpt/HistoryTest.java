package org.firstprinciples.notebooksequivalents.minimalgpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class HistoryTest {

    @TempDir private Path folder;

    @Test
    void aHistoryIsReadUpToItsCheckpoint() throws IOException {
        History history = History.empty();
        history.losses().addAll(List.of(4.2, 1 / 3.0, 2.5));
        history.nanoseconds().addAll(List.of(5_000_000L, 7_000_000L, 900_000_000L));
        history.validation().put(0L, 4.25);
        history.validation().put(3L, 2.5);
        history.samples().put(2L, "ROMEO\n\"ah\"");
        history.write(folder.resolve("h"));
        History read = History.read(folder.resolve("h"), 2);
        assertThat(read.losses()).containsExactly(4.2, 1 / 3.0);
        assertThat(read.millisecondsPerStep()).isEqualTo(6);
        assertThat(read.validation()).isEqualTo(Map.of(0L, 4.25));
        assertThat(read.samples()).isEqualTo(Map.of(2L, "ROMEO\n\"ah\""));
    }

    @Test
    void aDamagedOneIsAnErrorThatNamesTheFile() throws IOException {
        for (String text :
                List.of(
                        "",
                        "{\"losses\":[1.0",
                        "{}",
                        "[]",
                        "{\"losses\":[1,2],\"nanoseconds\":[1],\"validation\":{},\"samples\":{}}",
                        "{\"losses\":[1],\"nanoseconds\":[1,2],\"validation\":{},\"samples\":{}}")) {
            Path file = Files.writeString(folder.resolve("h"), text);
            assertThatThrownBy(() -> History.read(file, 2))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void meansLookBackAndNeverForward() {
        History history = History.empty();
        history.losses().addAll(List.of(4.0, 2.0, 6.0));
        assertThat(history.meanLosses(new double[] {1, 2, 3}, 2)).containsExactly(4, 3, 4);
        assertThat(history.recentLoss()).isEqualTo(4);
    }
}
