package org.firstprinciples.curriculum.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import org.firstprinciples.curriculum.exercises.Verdict.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A body counts for what the claims say of it, and nothing else in a student's folder does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraderTest {

    @TempDir private static Path folder;

    private SmallClass small;
    private Grader grader;

    @BeforeAll
    void aClassGetsExercises() {
        small = new SmallClass(folder);
        grader = small.grader(60);
    }

    private Verdict verdict(Path project, String exercise) {
        return grader.grade("student", project).verdicts().entrySet().stream()
                .filter(v -> v.getKey().id().equals(exercise))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static final String TIMES =
            IntStream.range(0, 64).mapToObj(i -> "%1$s").collect(Collectors.joining(" + "));

    /// Ways to get a star without an answer, and accidents.
    enum Cheat {
        A_CONSTANT("return 3;", Kind.FAILED, "but was: 3.0"),
        EVERYTHING_CAUGHT(
                "try { return Double.parseDouble(\"\"); } catch (Throwable any) { return 0; }",
                Kind.FAILED,
                "for Averages.mean(x = [3.0, 3.0]): expected: 3.0 but was: 0.0"),
        THE_SOLUTION_BY_REFLECTION(
                "try { return (double) Class.forName(\"org.firstprinciples.one.averages.Averages\")"
                        + ".getMethod(\"mean\", double[].class).invoke(null, x); }"
                        + " catch (Exception e) { return 0; }",
                Kind.REFUSED,
                "an exercise may not call java.lang.Class.forName, java.lang.Class.getMethod,"
                        + " java.lang.reflect.Method.invoke"),
        THE_NAME_OF_THE_TEST(
                "return new Throwable().getStackTrace().length;",
                Kind.REFUSED,
                "java.lang.Throwable.getStackTrace"),
        A_FILE(
                "try { return java.nio.file.Files.size(java.nio.file.Path.of(\"x\")); }"
                        + " catch (Exception e) { return 0; }",
                Kind.REFUSED,
                "java.nio.file.Files.size"),
        A_TEST_LIBRARY(
                "org.assertj.core.api.Assertions.setRemoveAssertJRelatedElementsFromStackTrace(true);"
                    + " return 0;",
                Kind.REFUSED,
                "org.assertj.core.api.Assertions"),
        THE_END_OF_THE_PROGRAM("System.exit(0); return 0;", Kind.REFUSED, "java.lang.System.exit"),
        A_FULL_HEAP(
                "double[][] all = new double[1000][]; for (int i = 0; i < 1000; i++) all[i] = new"
                        + " double[10_000_000]; return all.length;",
                Kind.STOPPED,
                "the program ended without an answer"),
        AN_ARGUMENT_EMPTIED(
                "AV-E2",
                "java.util.Arrays.fill(x, 0); return x.clone();",
                Kind.FAILED,
                "fails AV-02 “What is centered has the mean 0.” for Averages.centered(x = [0.0,"
                    + " 0.0]): Averages.centered changes its argument x: expected: [1.0, 5.0] but"
                    + " was: [0.0, 0.0]"),
        THE_LOCALE_OF_ALL(
                "java.util.Locale.setDefault(java.util.Locale.ROOT); return 0;",
                Kind.REFUSED,
                "java.util.Locale.setDefault"),
        A_TEXT_THAT_EXPLODES_IN_THE_COMPILER(
                "final String a = \"0123456789abcdef0123456789abcdef\"; final String b = "
                        + TIMES.formatted("a")
                        + "; final String c = "
                        + TIMES.formatted("b")
                        + "; final String d = "
                        + TIMES.formatted("c")
                        + "; final String e = "
                        + TIMES.formatted("d")
                        + "; final String f = "
                        + TIMES.formatted("e")
                        + "; return f.length();",
                Kind.STOPPED,
                "the program ended without an answer"),
        A_STACK_OVERFLOW("return mean(x);", Kind.FAILED, "StackOverflowError"),
        A_LINE_THAT_IS_NO_JAVA("return +;", Kind.REFUSED, "line 15: illegal start of expression");

        private final String exercise;
        private final String body;
        private final Kind kind;
        private final String detail;

        Cheat(String body, Kind kind, String detail) {
            this("AV-E1", body, kind, detail);
        }

        Cheat(String exercise, String body, Kind kind, String detail) {
            this.exercise = exercise;
            this.body = body;
            this.kind = kind;
            this.detail = detail;
        }
    }

    @ParameterizedTest
    @EnumSource
    void cheatingEarnsNothing(Cheat cheat) {
        Verdict verdict =
                verdict(small.student(cheat.name(), cheat.exercise, cheat.body), cheat.exercise);
        assertThat(verdict.toString()).contains(cheat.detail);
        assertThat(verdict.kind()).isEqualTo(cheat.kind);
    }

    @Test
    void aLoopWithoutEndCostsItsOwnExerciseOnly() throws IOException {
        Path project = small.student("loop", "AV-E1", "while (true) {}");
        solveTheSecond(project);
        Score score = small.grader(4).grade("student", project);
        assertThat(score.verdicts().values())
                .containsExactly(
                        Verdict.stopped("no answer within 4 s of computing"),
                        Verdict.solved(List.of("AV-02")));
        assertThat(score.stars()).isEqualTo(2);
    }

    private static void solveTheSecond(Path project) throws IOException {
        Path file = project.resolve(SmallClass.AVERAGES);
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll(
                                "throw new ExerciseNotSolved\\(\"AV-E2.*",
                                "double[] y = x.clone(); for (int i = 0; i < y.length; i++) y[i] -="
                                        + " mean(x); return y;"));
    }

    @Test
    void whatElseStandsInTheFolderIsNotRead() throws IOException {
        Path project = small.student("editor", "AV-E1", "return 3;");
        Files.writeString(project.resolve("pom.xml"), "<no pom");
        Path test = project.resolve(SmallClass.TESTS);
        Files.createDirectories(test.resolveSibling("."));
        Files.writeString(test, "class AveragesTest {}");
        assertThat(verdict(project, "AV-E1").kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void aBodyMayUseCollectionsAndLambdas() {
        Path project =
                small.student(
                        "streams",
                        "AV-E1",
                        "record Sum(double value) {} var all = new Sum(Arrays.stream(x).map(e ->"
                            + " e).sum()); String text = \"sum \" + all; return text.isEmpty() ? 0"
                            + " : all.value() / x.length;",
                        "",
                        "import java.util.Arrays;\n");
        assertThat(verdict(project, "AV-E1")).isEqualTo(Verdict.solved(List.of("AV-01")));
        assertThat(verdict(project, "AV-E2").kind()).isEqualTo(Kind.NOT_SOLVED);
    }

    @Test
    void aMethodOutsideOfTheBodyIsMissing() {
        Path project =
                small.student(
                        "outside",
                        "AV-E1",
                        "return other(x);",
                        "static double other(double[] x) { return 0; }",
                        "import java.lang.reflect.Method;\n");
        assertThat(verdict(project, "AV-E1").toString())
                .startsWith(
                        "not graded: in the book's file it does not compile: Averages.java, line");
    }

    @Test
    void aFileThatIsALinkOrMissingIsNotRead() throws IOException {
        Path copied = folder.resolve("class/copied").resolve(SmallClass.AVERAGES);
        Files.createDirectories(copied.resolveSibling("."));
        Files.createSymbolicLink(
                copied, small.book().root().resolve("one").resolve(SmallClass.AVERAGES));
        assertThat(verdict(folder.resolve("class/copied"), "AV-E1"))
                .isEqualTo(Verdict.refused("there is no file " + SmallClass.AVERAGES));
        assertThat(verdict(folder.resolve("class/nobody"), "AV-E2"))
                .isEqualTo(Verdict.refused("there is no file " + SmallClass.AVERAGES));
    }

    @Test
    void theBuildProvesThatTheExercisesCanBeGraded() throws IOException {
        Path work = folder.resolve("grades-60");
        ExerciseProof proof =
                new ExerciseProof(
                        small.book(),
                        work.resolve("classes"),
                        work.resolve("test-classes"),
                        folder.resolve("proof"));
        assertThat(small.exercises()).allSatisfy(e -> assertThat(proof.complaints(e)).isEmpty());
        Solution first = small.exercises().getFirst();
        Path bodies =
                small.book().root().resolve("one/src/test/wrong-bodies/AveragesWrongBodies.java");
        String before = Files.readString(bodies);
        Files.writeString(bodies, before.replace("return sum;", "return sum / x.length;"));
        assertThat(proof.complaints(first))
                .singleElement()
                .asString()
                .startsWith("AV-E1: its claims accept the body forgetsToDivide {");
        Files.writeString(bodies, before);
        Task task = first.task();
        Solution gradedByNothing =
                new Solution(
                        new Task(
                                "AV-E1",
                                1,
                                5,
                                task.method(),
                                task.path(),
                                List.of("AV-02", "AV-09"),
                                List.of(),
                                List.of()),
                        first.topic(),
                        first.file());
        assertThat(proof.complaints(gradedByNothing)).contains("AV-E1: no test checks AV-09");
    }

    /// A solution that changes what it is given must say so, or nobody could hand it in.
    @Test
    void theBuildProvesThatTheSolutionIsAcceptedWithOtherWordsInItsExceptions() throws IOException {
        Path file = small.book().root().resolve("one").resolve(SmallClass.AVERAGES);
        String before = Files.readString(file);
        Path work = folder.resolve("grades-60");
        ExerciseProof proof =
                new ExerciseProof(
                        small.book(),
                        work.resolve("classes"),
                        work.resolve("test-classes"),
                        folder.resolve("proof"));
        String changing =
                before.replace(
                        "double mean = mean(x);", "double mean = mean(x); x[0] += 0; x[1]++;");
        Files.writeString(file, changing);
        assertThat(proof.complaints(small.exercises().getLast()))
                .singleElement()
                .asString()
                .startsWith("AV-E2: its claims reject the solution, handed in with other words");
        Files.writeString(file, before);
    }

    @Test
    void aFolderIsAStudentsOrAClass() throws IOException {
        Path everyone = folder.resolve("another-class");
        Files.createDirectories(everyone.resolve("ada/src/main/java"));
        Files.createDirectories(everyone.resolve("bob/bob-main/homework/src/main/java"));
        Files.createDirectories(everyone.resolve("carl/a/src/main/java"));
        Files.createDirectories(everyone.resolve("carl/b/src/main/java"));
        Files.createDirectories(everyone.resolve("dora/target/src/main/java"));
        Files.createDirectories(everyone.resolve("emil"));
        Files.writeString(everyone.resolve("emil/homework.zip"), "");
        Files.writeString(everyone.resolve("fred.zip"), "");
        Files.writeString(everyone.resolve("notes.txt"), "");
        Files.createSymbolicLink(everyone.resolve("gina"), everyone.resolve("ada"));
        assertThat(HandedIn.in(everyone.resolve("ada")))
                .containsExactly(new HandedIn("ada", Optional.of(everyone.resolve("ada")), ""));
        assertThat(HandedIn.in(everyone))
                .extracting(HandedIn::student, HandedIn::project, HandedIn::reason)
                .containsExactly(
                        tuple("ada", Optional.of(everyone.resolve("ada")), ""),
                        tuple("bob", Optional.of(everyone.resolve("bob/bob-main/homework")), ""),
                        tuple("carl", Optional.empty(), "2 projects, a, b; leave one"),
                        tuple(
                                "dora",
                                Optional.empty(),
                                "no folder src/main/java, nor down to 3 folders deeper"),
                        tuple("emil", Optional.empty(), "only the archive homework.zip; unpack it"),
                        tuple("fred.zip", Optional.empty(), "an archive; unpack it"),
                        tuple(
                                "gina",
                                Optional.empty(),
                                "a symbolic link is not followed; hand in the folder itself"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HandedIn.in(folder.resolve("nowhere")))
                .withMessageContaining("expected a student's project");
    }

    /// One who adds an exercise to the list, or a document, changes nothing for the others.
    @Test
    void whatIsGradedIsWhatMostProjectsList() throws IOException {
        Path three = folder.resolve("three");
        for (String student : List.of("ada", "bob", "carl")) {
            Files.createDirectories(three.resolve(student).resolve("src/main/java"));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Main.asked(small.book(), "", HandedIn.in(three)))
                .withMessageContaining(
                        "none has the list src/test/resources/assignment/exercises.txt");
        assertThat(Main.asked(small.book(), "averages", HandedIn.in(three)))
                .isEqualTo(small.exercises());
        list(three.resolve("ada"), "AV-E1\t");
        list(three.resolve("bob"), "AV-E1\t\nAV-E2\t");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Main.asked(small.book(), "", HandedIn.in(three)))
                .withMessageContaining("as many ask for AV-E1 as for AV-E1,AV-E2");
        list(three.resolve("carl"), "AV-E1\t");
        Files.writeString(three.resolve("carl/averages.md"), "");
        assertThat(Main.asked(small.book(), "", HandedIn.in(three)))
                .extracting(Solution::id)
                .containsExactly("AV-E1");
    }

    private static void list(Path project, String lines) throws IOException {
        Path list = project.resolve(Handout.LIST);
        Files.createDirectories(list.resolveSibling("."));
        Files.writeString(list, lines);
    }

    @Test
    void testsFindTheTablesOfTheSection() throws IOException {
        Path table = small.book().root().resolve("one/data/numbers.csv");
        Files.createDirectories(table.resolveSibling("."));
        Files.writeString(table, "1,2");
        assertThat(small.exercises().getFirst().tables()).containsExactly(table);
        small.grader(61);
        assertThat(folder.resolve("grades-61/data/numbers.csv")).hasContent("1,2");
        assertThat(folder.resolve("grades-61/asked/data/numbers.csv")).hasContent("1,2");
    }
}
