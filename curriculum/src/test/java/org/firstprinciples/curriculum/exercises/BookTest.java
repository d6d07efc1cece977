package org.firstprinciples.curriculum.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import org.firstprinciples.curriculum.ExerciseNotSolved;
import org.firstprinciples.curriculum.source.JavaText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Exercises are found by the parser and chosen by name, and scores are written down.
class BookTest {

    @TempDir private Path folder;

    @Test
    void exercisesAreChosenByTopicOrSection() {
        Book book = new SmallClass(folder).book();
        assertThat(book.select("averages"))
                .extracting(Solution::id, Solution::method, Solution::shownStars)
                .containsExactly(
                        tuple("AV-E1", "Averages.mean(double[])", "★"),
                        tuple("AV-E2", "Averages.centered(double[])", "★★"));
        assertThat(book.select("one")).isEqualTo(book.select("averages"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.select("medians"))
                .withMessage(
                        """
                        no exercises are called `medians`; there are those of
                          one
                            averages: AV-E1 ★, AV-E2 ★★ (3 stars)\
                        """);
    }

    @Test
    void aMutantOfTheTestsCanBeAWrongBodyToo() throws IOException {
        Book book = new SmallClass(folder).book();
        Path test = book.root().resolve("one").resolve(SmallClass.TESTS);
        Files.writeString(
                test,
                Files.readString(test)
                        .replaceFirst(
                                "\\}\\s*$",
                                """
                                    static class TakesTheFirst extends AveragesTest {
                                        @WrongBody("AV-E1") double first(double[] x) { return x[0]; }
                                    }
                                }
                                """));
        assertThat(book.wrongBodies("one"))
                .contains(new Book.WrongBody("AV-E1", "first", "{ return x[0]; }"))
                .extracting(Book.WrongBody::name)
                .containsExactly("forgetsToDivide", "changesNothing", "first");
    }

    @Test
    void bodiesAreWhereTheParserSaysTheyAre() {
        JavaText text =
                JavaText.parse(
                        """
                        package p; // class A { void f() {} }
                        import java.util.List;
                        class A {
                            String f = "void f() { }";
                            class B { void f(int a) { Runnable r = () -> { }; } }
                            int f(List<String> a, int[] b) { /* } */ return '}'; }
                        }
                        """);
        assertThat(text.methods())
                .extracting(JavaText.Method::name)
                .containsExactly("A.B.f(int)", "A.f(List<String>,int[])");
        JavaText.Method method = text.method("A.f(List<String>,int[])").orElseThrow();
        assertThat(text.body(method)).isEqualTo("{ /* } */ return '}'; }");
        assertThat(text.withBody(method, "{}")).contains("int[] b) {}\n}");
        assertThat(text.withImports(List.of("java.util.List", "java.util.Map")))
                .contains("import java.util.List;\nimport java.util.Map;\nclass A");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JavaText.parse("class A {\n void f() {"))
                .withMessageStartingWith("line 2: ");
    }

    @Test
    void scoresAreATableAndJson() {
        List<Solution> exercises = new SmallClass(folder).exercises();
        Map<Solution, Verdict> verdicts = new LinkedHashMap<>();
        verdicts.put(
                exercises.get(0), new Verdict(Verdict.Kind.FAILED, "AV-01", "for \"a\":\n\u001b1"));
        verdicts.put(exercises.get(1), Verdict.solved());
        Report report = new Report(exercises, List.of(new Score("ada", verdicts)), 7);
        assertThat(report.table())
                .isEqualTo(
                        """
                             AV-E1  AV-E2  stars
                        ada  –      ★★     2 of 3
                        ada AV-E1 fails AV-01: for "a": 1
                        """);
        assertThat(report.json())
                .isEqualTo(
                        """
                        {
                          "seed": 7,
                          "students": [
                            {
                              "name": "ada",
                              "stars": 2,
                              "possible": 3,
                              "exercises": [
                                {"id": "AV-E1", "stars": 0, "possible": 1, "verdict": "failed", "claim": "AV-01", "detail": "for \\"a\\": 1"},
                                {"id": "AV-E2", "stars": 2, "possible": 2, "verdict": "solved", "claim": "", "detail": ""}
                              ]
                            }
                          ]
                        }
                        """);
    }

    @Test
    void aVerdictIsALine() {
        Verdict verdict = new Verdict(Verdict.Kind.FAILED, "AV-01", "tab\tand\nline");
        assertThat(Verdict.parse(verdict.toLine())).isEqualTo(verdict);
        assertThat(verdict.detail()).isEqualTo("tab and line");
        assertThatIllegalArgumentException().isThrownBy(() -> Verdict.parse("SOLVED"));
        assertThat(new ExerciseNotSolved("AV-E1: mean").exercise()).isEqualTo("AV-E1");
    }
}
