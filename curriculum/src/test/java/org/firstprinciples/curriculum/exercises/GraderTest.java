package org.firstprinciples.curriculum.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

    /// Ways to get a star without an answer, and accidents.
    enum Cheat {
        A_CONSTANT("return 3;", Kind.FAILED, "but was: 3.0"),
        EVERYTHING_CAUGHT(
                "try { return Double.parseDouble(\"\"); } catch (Throwable any) { return 0; }",
                Kind.FAILED,
                "for a: 3, b: 3: expected: 3.0 but was: 0.0"),
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
        A_STACK_OVERFLOW("return mean(x);", Kind.FAILED, "StackOverflowError"),
        A_LINE_THAT_IS_NO_JAVA("return +;", Kind.REFUSED, "line 15: illegal start of expression");

        private final String body;
        private final Kind kind;
        private final String detail;

        Cheat(String body, Kind kind, String detail) {
            this.body = body;
            this.kind = kind;
            this.detail = detail;
        }
    }

    @ParameterizedTest
    @EnumSource
    void cheatingEarnsNothing(Cheat cheat) {
        Verdict verdict = verdict(small.student(cheat.name(), "AV-E1", cheat.body), "AV-E1");
        assertThat(verdict.detail()).contains(cheat.detail);
        assertThat(verdict.kind()).isEqualTo(cheat.kind);
    }

    @Test
    void aLoopWithoutEndCostsItsOwnExerciseOnly() throws IOException {
        Path project = small.student("loop", "AV-E1", "while (true) {}");
        solveTheSecond(project);
        Score score = small.grader(10).grade("student", project);
        assertThat(score.verdicts().values())
                .containsExactly(Verdict.stopped("no answer within 10 s"), Verdict.solved());
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
        assertThat(verdict(project, "AV-E1")).isEqualTo(Verdict.solved());
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
        Solution gradedByNothing =
                new Solution(
                        "AV-E1",
                        1,
                        5,
                        List.of("AV-02", "AV-09"),
                        first.topic(),
                        first.file(),
                        first.path(),
                        "Averages.mean(double[])");
        assertThat(proof.complaints(gradedByNothing)).contains("AV-E1: no test checks AV-09");
    }

    @Test
    void aFolderIsAStudentsOrAClass() {
        small.student("ada", "AV-E1", "return 0;");
        small.student("bob/handed-in", "AV-E1", "return 0;");
        Path everyone = folder.resolve("class");
        assertThat(Main.students(everyone.resolve("ada"))).containsOnlyKeys("ada");
        assertThat(Main.students(everyone))
                .containsEntry("ada", everyone.resolve("ada"))
                .containsEntry("bob", everyone.resolve("bob/handed-in"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Main.students(folder.resolve("nowhere")))
                .withMessageContaining("expected a student's project");
    }

    /// The sources of earlier topics are handed out with their solutions: they earn nothing.
    @Test
    void whatIsGradedIsSaidByTheDocumentsThatWereHandedOut() throws IOException {
        Path project = small.student("reader", "AV-E1", "return 3;");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Main.asked(small.book(), "", Main.students(project)))
                .withMessageContaining(
                        "no project has the document of a topic, such as averages.md");
        assertThat(Main.asked(small.book(), "averages", Main.students(project)))
                .isEqualTo(small.exercises());
        Files.writeString(project.resolve("averages.md"), "");
        assertThat(Main.asked(small.book(), "", Main.students(project)))
                .isEqualTo(small.exercises());
    }

    @Test
    void testsFindTheTablesOfTheSection() throws IOException {
        Path table = small.book().root().resolve("one/data/numbers.csv");
        Files.createDirectories(table.resolveSibling("."));
        Files.writeString(table, "1,2");
        assertThat(small.exercises().getFirst().tables()).containsExactly(table);
        verdict(small.student("tables", "AV-E1", "return 3;"), "AV-E1");
        assertThat(folder.resolve("grades-60/empty/data/numbers.csv")).hasContent("1,2");
    }
}
