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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Exercises are found by the parser and chosen by name, and scores are written down.
class BookTest {

    @TempDir private Path folder;

    @Test
    void exercisesAreChosenByTopicOrSection() {
        Book book = new SmallClass(folder).book();
        assertThat(book.select("averages"))
                .extracting(Solution::id, e -> e.task().method(), e -> e.task().shownStars())
                .containsExactly(
                        tuple("AV-E1", "Averages.mean(double[])", "★"),
                        tuple("AV-E2", "Averages.centered(double[])", "★★"));
        assertThat(book.select("one")).isEqualTo(book.select("averages"));
        assertThat(book.select("AV-E2, AV-E1")).isEqualTo(book.select("averages"));
        assertThat(book.select("AV-E2")).extracting(Solution::id).containsExactly("AV-E2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.select("AV-E1,medians"))
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

    private static final String NAME = "=ada\u001b[2J\u202e";

    private static Report report(Path folder) {
        List<Task> tasks = new SmallClass(folder).exercises().stream().map(Solution::task).toList();
        Map<Task, Verdict> verdicts = new LinkedHashMap<>();
        verdicts.put(
                tasks.get(0),
                new Verdict(
                        Verdict.Kind.FAILED,
                        "AV-01",
                        "for \"a\":\n\u001b1",
                        List.of(),
                        List.of("AveragesTest.mean")));
        verdicts.put(tasks.get(1), Verdict.solved(List.of("AV-02")));
        return new Report(
                tasks,
                List.of(
                        new Score(NAME, "", verdicts),
                        Score.ofNothing("bob", "nothing is handed in", tasks)),
                7,
                Grader.LIMIT,
                "0123abc",
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void scoresAreATable() {
        assertThat(report(folder).table())
                .isEqualTo(
                        """
                                             AV-E1  AV-E2  stars
                        =ada\\u001b[2J\\u202e  –      ★★     2 of 3
                        bob                  –      –      0 of 3
                        =ada\\u001b[2J\\u202e AV-E1 fails AV-01 for "a": 1
                        bob                 nothing is handed in
                        """);
    }

    /// Also where people write other digits.
    @Test
    void scoresAreJsonAndCsv() {
        Report report = report(folder);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(report.json())
                    .isEqualTo(
                            """
                            {
                              "schema": 1,
                              "assignment": ["AV-E1", "AV-E2"],
                              "book": "0123abc",
                              "graded": "2026-01-02T03:04:05Z",
                              "seed": 7,
                              "limits": {"computingSeconds": 60, "heapMegabytes": 1024, "stackMegabytes": 1},
                              "students": [
                                {
                                  "id": "=ada\\u001b[2J\u202e",
                                  "note": "",
                                  "stars": 2,
                                  "credit": 2.00,
                                  "possible": 3,
                                  "exercises": [
                                    {"id": "AV-E1", "stars": 0, "credit": 0.00, "possible": 1, "verdict": "failed", "claim": "AV-01", "detail": "for \\"a\\": 1", "held": []},
                                    {"id": "AV-E2", "stars": 2, "credit": 2.00, "possible": 2, "verdict": "solved", "claim": "", "detail": "", "held": ["AV-02"]}
                                  ]
                                },
                                {
                                  "id": "bob",
                                  "note": "nothing is handed in",
                                  "stars": 0,
                                  "credit": 0.00,
                                  "possible": 3,
                                  "exercises": [
                                    {"id": "AV-E1", "stars": 0, "credit": 0.00, "possible": 1, "verdict": "refused", "claim": "", "detail": "nothing is handed in", "held": []},
                                    {"id": "AV-E2", "stars": 0, "credit": 0.00, "possible": 2, "verdict": "refused", "claim": "", "detail": "nothing is handed in", "held": []}
                                  ]
                                }
                              ]
                            }
                            """);
            assertThat(report.csv())
                    .isEqualToNormalizingNewlines(
                            """
                            student,note,stars,credit,possible,AV-E1,AV-E1 credit,AV-E2,AV-E2 credit
                            '=ada\\u001b[2J\\u202e,,2,2.00,3,0,0.00,2,2.00
                            bob,nothing is handed in,0,0.00,3,0,0.00,0,0.00
                            """);
            assertThat(report.scores().stream().map(Report::feedback))
                    .containsExactly(
                            """
                            # =ada\\u001b[2J\\u202e

                            2 of 3 stars; by single claims 2.00.

                            - **AV-E1** ★ `Averages.mean(double[])`: fails AV-01 for "a": 1
                            - **AV-E2** ★★ `Averages.centered(double[])`: solved
                            """,
                            """
                            # bob

                            nothing is handed in
                            """);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void creditIsByClaims() {
        Task task =
                new Task(
                        "X-E1",
                        3,
                        5,
                        "X.f()",
                        "X.java",
                        List.of("X-01", "X-02"),
                        List.of(),
                        List.of());
        Verdict half = new Verdict(Verdict.Kind.FAILED, "X-02", "", List.of("X-01"), List.of());
        Score score = new Score("ada", "", Map.of(task, half));
        assertThat(score.credit()).isEqualTo(1.5);
        assertThat(score.stars()).isZero();
    }

    @Test
    void linesAreReadAsTheyWereWritten() {
        Verdict verdict =
                new Verdict(
                        Verdict.Kind.FAILED,
                        "AV-01",
                        "tab\tand\nline",
                        List.of("AV-02", "AV-03"),
                        List.of("ATest.a"));
        assertThat(Verdict.parse(verdict.toLine())).isEqualTo(verdict);
        assertThat(verdict.detail()).isEqualTo("tab and line");
        assertThatIllegalArgumentException().isThrownBy(() -> Verdict.parse("SOLVED"));
        Task task =
                new Task("A-E1", 1, 5, "A.f()", "A.java", List.of("A-01"), List.of(), List.of("t"));
        assertThat(Task.parse(task.toLine())).isEqualTo(task);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Task.parse("A-E1"))
                .withMessage("a line of 8 fields is needed, got 1: A-E1");
        assertThat(new ExerciseNotSolved("AV-E1: mean").exercise()).isEqualTo("AV-E1");
    }

    @Test
    void whatIsGradedIsReadAsItWasWritten() {
        Assignment assignment =
                new Assignment(
                        List.of(new SmallClass(folder).exercises().getFirst().task()),
                        Map.of("AV-01", "A title"),
                        new PermittedCalls(
                                Set.of("a/b"), Map.of("src/main/java/A.java", Set.of("a/B.c()V"))),
                        Map.of("src/main/java/A.java", "class A {}\n"),
                        Map.of("src/main/java/A.java", "0123abcd"));
        assignment.write(folder.resolve("assignment"));
        assertThat(Assignment.read(folder.resolve("assignment"))).isEqualTo(assignment);
        assertThat(assignment.named("AV-01")).isEqualTo("AV-01 “A title”");
        assertThat(assignment.named("AV-02")).isEqualTo("AV-02");
    }
}
