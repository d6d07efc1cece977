package org.firstprinciples.curriculum.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What students get compiles, tells them how they stand, and has no solution in it.
class HandoutTest {

    @TempDir private Path folder;

    @Test
    void theHandoutHasEverythingButTheSolutions() throws IOException {
        SmallClass small = new SmallClass(folder);
        Path project = small.handout();
        assertThat(Files.readString(project.resolve(SmallClass.AVERAGES)))
                .contains(
                        """
                        public static double mean(double[] x) {
                            throw new ExerciseNotSolved("AV-E1: Averages.mean(double[]) ★, 5 minutes");
                        }
                        """
                                .indent(4))
                .contains("import org.firstprinciples.curriculum.ExerciseNotSolved;")
                .doesNotContain("sum", "centered[");
        assertThat(Files.readString(project.resolve("averages.md")))
                .contains(
                        """
                        public static double mean(double[] x) {
                            throw new ExerciseNotSolved("AV-E1: Averages.mean(double[]) ★, 5 minutes");
                        }
                        """,
                        "[Notation](notation.md). Elsewhere: Medians.",
                        "[AveragesTest](src/test/java/org/firstprinciples/one/averages/AveragesTest.java)")
                .doesNotContain("sum +=");
        assertThat(Files.readString(project.resolve("README.md")))
                .contains(
                        "| AV-E2 | ★★ | 10 | [Averages.centered(double[])]("
                                + SmallClass.AVERAGES
                                + "#L19)");
        assertThat(Files.readString(project.resolve("pom.xml")))
                .contains(
                        "<artifactId>averages</artifactId>",
                        "<artifactId>commons-math3</artifactId>")
                .doesNotContain("@");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Handout.write(small.book(), "averages", SmallClass.libraries(), project))
                .withMessageContaining("is there already, perhaps with solutions in it");
    }

    @Test
    void aStudentIsToldHowEachExerciseStands() throws IOException {
        SmallClass small = new SmallClass(folder);
        Path project = small.handout();
        assertThat(feedback(project))
                .contains(
                        "AV-E1  ★    Averages.mean(double[])      not solved yet",
                        "AV-E2  ★★   Averages.centered(double[])  not solved yet",
                        "0 of 3 stars");
        Path file = project.resolve(SmallClass.AVERAGES);
        String unsolved = Files.readString(file);
        String second =
                unsolved.replaceAll(
                        "throw new ExerciseNotSolved\\(\"AV-E2.*",
                        "double[] y = x.clone(); for (int i = 0; i < y.length; i++) y[i] -="
                                + " mean(x); return y;");
        Files.writeString(file, second);
        assertThat(feedback(project))
                .contains(
                        "AV-E2  ★★   Averages.centered(double[])  no mistake found, but AV-02 waits"
                                + " for AV-E1");
        Files.writeString(
                file, second.replaceAll("throw new ExerciseNotSolved\\(\"AV-E1.*", "return x[0];"));
        assertThat(feedback(project))
                .contains(
                        "AV-E1  ★    Averages.mean(double[])      fails AV-01: for a: 3, b: 4:"
                                + " expected: 3.5 but was: 3.0",
                        "0 of 3 stars");
    }

    private List<String> feedback(Path project) throws IOException {
        Path classes = folder.resolve("student-classes");
        Compilation.clear(classes);
        List<Path> sources = new ArrayList<>(Book.files(project.resolve("src"), ".java"));
        assertThat(Compilation.compile(sources, SmallClass.libraries(), classes).errors())
                .isEmpty();
        Files.copy(
                project.resolve("src/test/resources/exercises.txt"),
                classes.resolve("exercises.txt"));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-classpath",
                                classes + File.pathSeparator + SmallClass.libraries(),
                                Feedback.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            return output.lines().toList();
        }
    }
}
