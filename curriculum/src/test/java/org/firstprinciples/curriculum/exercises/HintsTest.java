package org.firstprinciples.curriculum.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.firstprinciples.curriculum.exercises.Progress.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Hints come in steps, and the solution after an honest try.
class HintsTest {

    @TempDir private Path folder;

    @Test
    void theSolutionComesLastAndAfterATry() throws Exception {
        SmallClass small = new SmallClass(folder);
        Path project = Files.createDirectories(folder.resolve("project"));
        Hints hints = Hints.of(small.book(), small.exercises().getFirst());
        assertThat(hints.next(project))
                .startsWith("AV-E1, hint 1 of 4\nRead the beginning in averages.md again");
        assertThat(hints.next(project)).contains("AV-01 A mean lies in the middle.");
        assertThat(hints.next(project))
                .endsWith(
                        """
                        {
                            double sum = …;
                            for (…) {
                                …;
                            }
                            return …;
                        }

                        """);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hints.next(project))
                .withMessageContaining("it comes after an honest try");
        Progress.in(project)
                .with("AV-E1", Progress.in(project).of("AV-E1").after(Verdict.stopped("")))
                .write(project);
        assertThat(hints.next(project)).contains("return sum / x.length;");
        assertThat(hints.next(project)).startsWith("AV-E1, hint 4 of 4");
    }

    @Test
    void aClaimOfACompanionIsReadThere() {
        SmallClass small = new SmallClass(folder).companion();
        assertThat(Hints.of(small.book(), small.exercises().getLast()).next(folder))
                .startsWith(
                        "AV-E2, hint 1 of 4\n"
                            + "Read the beginning in averages-centered.md again, and what stands"
                            + " above");
    }

    @Test
    void aShapeHasNoExpressions() {
        assertThat(
                        Hints.shape(
                                """
                                {
                                    require("a; b {", x);
                                    final double[][] a = new double[n][];
                                    for (int i = 0; i < f(n); i++) {
                                        if (a[i] == null) {
                                            continue;
                                        } else {
                                            sum += a[i];
                                        }
                                    }
                                    throw new IllegalStateException("}");
                                }\
                                """))
                .isEqualTo(
                        """
                        {
                            …;
                            final double[][] a = …;
                            for (…) {
                                if (…) {
                                    continue;
                                }
                                else {
                                    …;
                                }
                            }
                            throw …;
                        }
                        """);
    }

    @Test
    void progressIsWhatWasRun() {
        Entry twice =
                Entry.NONE
                        .after(Verdict.notSolved())
                        .after(Verdict.refused(""))
                        .after(Verdict.stopped(""))
                        .after(Verdict.solved(List.of()))
                        .afterHint();
        assertThat(twice).isEqualTo(new Entry(true, 2, 1));
        Progress progress = new Progress(Map.of("AV-E1", twice));
        progress.write(folder);
        assertThat(Progress.in(folder)).isEqualTo(progress);
        assertThat(Progress.in(folder.resolve("nowhere")).of("AV-E1")).isEqualTo(Entry.NONE);
        Folder.write(folder.resolve("progress.txt"), "AV-E1 true");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Progress.in(folder))
                .withMessageContaining("got `AV-E1 true`");
    }
}
