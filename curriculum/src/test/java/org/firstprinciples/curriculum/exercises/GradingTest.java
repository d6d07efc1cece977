package org.firstprinciples.curriculum.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A grading that is interrupted goes on where it stopped, and its reports are whole or those of the last one.
class GradingTest {

    @TempDir private Path folder;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private Grading grading(SmallClass small, Optional<Long> seed) {
        return new Grading(
                small.book(),
                small.exercises(),
                SmallClass.libraries(),
                folder.resolve("grades"),
                Grader.LIMIT,
                seed,
                new PrintStream(screen, true, StandardCharsets.UTF_8));
    }

    @Test
    void aGradingGoesOnWhereItStopped() throws Exception {
        SmallClass small = new SmallClass(folder);
        small.student("ada", "AV-E1", "return (x[0] + x[x.length - 1]) / 2;");
        Path bob = small.student("bob", "AV-E1", "return 3;");
        List<HandedIn> everyone = HandedIn.in(folder.resolve("class"));
        Path json = folder.resolve("grades/score.json");
        Folder.write(json, "of the last grading");

        Grading interrupted = grading(small, Optional.empty());
        interrupted.scores(everyone.subList(0, 1), List.of());
        Path journal = folder.resolve("grades/journal.txt");
        String noted = Files.readString(journal);
        Files.writeString(journal, noted + "half a li");
        assertThat(json).hasContent("of the last grading");

        // what is noted is not graded again: a verdict that nobody would give comes back
        Files.writeString(journal, noted.replace("SOLVED\t\t\tAV-01", "FAILED\tAV-01\tnoted\t"));
        Grading next = grading(small, Optional.empty());
        List<Score> scores = next.scores(everyone, List.of("ada", "carl"));
        assertThat(scores).extracting(Score::student).containsExactly("ada", "bob", "carl");
        assertThat(scores.getFirst().verdicts().values().iterator().next().detail())
                .isEqualTo("noted");
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains(
                        "Goes on with a grading that was interrupted: 1 of 2 are graded already.",
                        "bob  0 of 3 stars, not on the roster  (",
                        "carl  nothing is handed in  (");

        next.write(scores, "0123abc");
        assertThat(Files.readString(json)).contains("\"book\": \"0123abc\"", "\"id\": \"carl\"");
        assertThat(folder.resolve("grades/score.csv")).content().startsWith("student,");
        assertThat(folder.resolve("grades/feedback/bob.md"))
                .content()
                .contains("**AV-E1** ★ `Averages.mean(double[])`: fails AV-01");
        assertThat(journal).doesNotExist();
        assertThat(bob).exists();
    }

    @Test
    void anotherGradingBeginsAnew() {
        Path file = folder.resolve("journal.txt");
        Journal.open(file, "key", Optional.of(5L), 1).add("ada", List.of());
        assertThat(Journal.open(file, "key", Optional.empty(), 1).size()).isEqualTo(1);
        assertThat(Journal.open(file, "key", Optional.empty(), 1).seed()).isEqualTo(5);
        assertThat(Journal.open(file, "key", Optional.of(6L), 1).size()).isZero();
        assertThat(Journal.open(file, "key", Optional.empty(), 1).seed()).isEqualTo(6);
        assertThat(Journal.open(file, "another", Optional.empty(), 2).seed()).isEqualTo(2);
    }

    @Test
    void aStudentsFileHasANameThatEveryFileSystemKnows() {
        assertThat(Grading.fileName("Zoë.smith-2")).isEqualTo("Zoë.smith-2");
        assertThat(Grading.fileName("../a\u001b"))
                .matches("_\\._a_-[0-9a-f]{8}|_\\.\\._a_-[0-9a-f]{8}|_+\\.?_a_-[0-9a-f]{8}")
                .isNotEqualTo(Grading.fileName("../a\u001c"));
    }
}
