package org.firstprinciples.curriculum.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
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
        assertThat(Files.readString(project.resolve(SmallClass.TESTS)))
                .contains("@Claim(\"AV-02\")")
                .doesNotContain("Mutant", "TakesTheFirst", "The first stands for all");
        assertThat(Folder.files(project, "")).noneMatch(f -> f.toString().contains("wrong-bodies"));
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

    /// A companion page is handed out beside its document, without the solutions that it shows.
    @Test
    void aCompanionGoesWithItsDocument() throws IOException {
        SmallClass small = new SmallClass(folder).companion();
        Path project = small.handout();
        assertThat(Files.readString(project.resolve("averages-centered.md")))
                .contains(
                        "**Claim AV-02 — ", "throw new ExerciseNotSolved(\"AV-E1", "(averages.md)")
                .doesNotContain("sum +=");
        assertThat(Files.readString(project.resolve("averages.md")))
                .contains("[centered](averages-centered.md)");
        assertThat(Files.readString(project.resolve("README.md")))
                .contains("| AV-02 What is centered has the mean 0. |");
    }

    /// What an exercise on paper folds away is its hint and its solution, and the class gets the hint.
    @Test
    void solutionsOnPaperAreNotHandedOut() throws IOException {
        SmallClass small = new SmallClass(folder);
        Path document = small.book().root().resolve("one/averages.md");
        Files.writeString(
                document,
                Files.readString(document)
                        + """

                        1. What is the mean of 2 and 4?

                           <details><summary>Hint</summary>

                           Add them first.

                           </details>

                           <details><summary>Solution, in two lines</summary>

                           It is 3.

                           </details>

                        2. And of 2 alone?

                        <details>
                        <summary>Solution</summary>

                        It is 2.

                        </details>

                        Solutions can be long.
                        """);
        assertThat(Files.readString(small.handout().resolve("averages.md")))
                .contains(
                        "1. What is the mean of 2 and 4?",
                        "<summary>Hint</summary>\n\n   Add them first.\n\n   </details>\n",
                        "2. And of 2 alone?",
                        "Solutions can be long.")
                .doesNotContain("It is", "Solution</summary>", "Solution,");
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
                        "AV-E2  ★★   Averages.centered(double[])  no mistake found, but AV-02 “What"
                            + " is centered has the mean 0.” also calls AV-E1, which does not hold"
                            + " yet; mend that first");
        Files.writeString(
                file, second.replaceAll("throw new ExerciseNotSolved\\(\"AV-E1.*", "return x[0];"));
        assertThat(feedback(project))
                .contains(
                        "AV-E1  ★    Averages.mean(double[])      fails AV-01 “A mean lies in the"
                                + " middle.” for Averages.mean(x = [3.0, 4.0]): expected: 3.5 but"
                                + " was: 3.0",
                        "AV-E2  ★★   Averages.centered(double[])  no mistake found, but AV-02 “What"
                            + " is centered has the mean 0.” also calls AV-E1, which does not hold"
                            + " yet; mend that first",
                        "0 of 3 stars");
    }

    /// No test of the book calls both; that a student's body calls another one is found by running it.
    @Test
    void aRightBodyThatCallsAWrongOneIsNotBlamed() throws IOException {
        SmallClass small = new SmallClass(folder);
        Path source = small.book().root().resolve("one").resolve(SmallClass.AVERAGES);
        Files.writeString(
                source,
                Files.readString(source)
                        .replace("double mean = mean(x);", "double mean = (x[0] + x[1]) / 2;"));
        Path project = small.student("ada", "AV-E1", "return x[0];");
        Path handout = small.handout();
        Path file = handout.resolve(SmallClass.AVERAGES);
        Files.writeString(
                file,
                Files.readString(project.resolve(SmallClass.AVERAGES))
                        .replaceAll(
                                "throw new ExerciseNotSolved\\(\"AV-E2.*",
                                "double m = mean(x); return new double[] {x[0] - m, x[1] - m};"));
        assertThat(feedback(handout))
                .anyMatch(l -> l.startsWith("AV-E1") && l.contains("fails AV-01"))
                .anyMatch(l ->
                        l.startsWith("AV-E2")
                                && l.contains("also calls AV-E1, which does not hold yet"));
    }

    /// The grader would take the body alone, and refuse what it may not call; so the student hears it at home.
    @Test
    void homeEqualsSchool() throws IOException {
        SmallClass small = new SmallClass(folder);
        Path project = small.handout();
        Path file = project.resolve(SmallClass.AVERAGES);
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll("throw new ExerciseNotSolved\\(\"AV-E1.*", "return Sums.of(x);")
                        .replaceAll(
                                "throw new ExerciseNotSolved\\(\"AV-E2.*",
                                "return new double[System.getenv().size()];"));
        Files.writeString(
                file.resolveSibling("Sums.java"),
                "package org.firstprinciples.one.averages; class Sums { static double of(double[]"
                        + " x) { return 0; } }");
        List<String> atHome = feedback(project);
        Score atSchool = small.grader(60).grade("ada", project);
        atSchool.verdicts()
                .forEach((task, verdict) ->
                        assertThat(atHome)
                                .anyMatch(l ->
                                        l.startsWith(task.id()) && l.endsWith(verdict.toString())));
        assertThat(atHome)
                .contains(
                        "AV-E1  ★    Averages.mean(double[])      not graded: in the book's file it"
                                + " does not compile: Averages.java, line 14: cannot find symbol"
                                + " symbol: variable Sums location: class"
                                + " org.firstprinciples.one.averages.Averages",
                        "AV-E2  ★★   Averages.centered(double[])  not graded: an exercise may not"
                                + " call java.lang.System.getenv");
    }

    /// A helper in a file without an exercise works at home and is missing at school.
    @Test
    void aChangedFileWithoutAnExerciseIsNamed() throws IOException {
        Path project = new SmallClass(folder).handout();
        String path = "src/main/java/org/firstprinciples/one/averages/package-info.java";
        Path file = project.resolve(path);
        String text = Files.readString(file);
        String words = " is not what was handed out. It holds no exercise";
        Files.writeString(file, text.replace("\n", "\r\n"));
        assertThat(feedback(project)).noneMatch(l -> l.contains(words));
        Files.writeString(file, text + "class Helper {}\n");
        assertThat(feedback(project)).first().asString().startsWith(path + words);
    }

    /// Each save asks again and says what comes next; the last one ends the watch.
    @Test
    void aWatchGoesFromExerciseToExercise() throws IOException, InterruptedException {
        Path project = new SmallClass(folder).handout();
        Path file = project.resolve(SmallClass.AVERAGES);
        Process process = start(project, "--watch=true");
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(readUntil(output, "Next: AV-E1, Averages.mean(double[])")).isTrue();
            String first =
                    Files.readString(file)
                            .replaceAll(
                                    "throw new ExerciseNotSolved\\(\"AV-E1.*",
                                    "return (x[0] + x[1]) / 2;");
            Files.writeString(file, first);
            assertThat(readUntil(output, "Next: AV-E2, Averages.centered(double[])")).isTrue();
            Files.writeString(
                    file,
                    first.replaceAll(
                            "throw new ExerciseNotSolved\\(\"AV-E2.*",
                            "double m = mean(x); return new double[] {x[0] - m, x[1] - m};"));
            assertThat(readUntil(output, "All are solved.")).isTrue();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroy();
        }
    }

    private static boolean readUntil(BufferedReader output, String beginning) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = output.readLine();
        }
        return line != null;
    }

    @Test
    void anExerciseThatDoesNotExistIsAnError() throws IOException {
        assertThat(feedback(new SmallClass(folder).handout(), "--exercise=AV-E9"))
                .containsExactly("no exercise is called `AV-E9`; there are AV-E1, AV-E2");
    }

    private List<String> feedback(Path project, String... arguments) throws IOException {
        try (var output = start(project, arguments).inputReader(StandardCharsets.UTF_8)) {
            return output.lines().toList();
        }
    }

    private Process start(Path project, String... arguments) throws IOException {
        Path target = project.resolve("target");
        Folder.clear(target);
        Path classes = target.resolve("classes");
        Path tests = target.resolve("test-classes");
        Folder.clear(classes);
        Folder.clear(tests);
        Compilation.compile(
                        Folder.files(project.resolve("src/main/java"), ".java"),
                        SmallClass.libraries(),
                        classes)
                .orThrow();
        Compilation.compile(
                        Folder.files(project.resolve("src/test/java"), ".java"),
                        classes + File.pathSeparator + SmallClass.libraries(),
                        tests)
                .orThrow();
        Path resources = project.resolve("src/test/resources");
        for (Path file : Folder.files(resources, "")) {
            Folder.copy(file, tests.resolve(resources.relativize(file)));
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-classpath",
                                tests
                                        + File.pathSeparator
                                        + classes
                                        + File.pathSeparator
                                        + SmallClass.libraries(),
                                Feedback.class.getName(),
                                "--project=" + project));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
