package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The proof that an exercise can be graded: its claims have tests, each of them fails where the body is missing, and
/// one of them fails on every wrong body: those that the section lists, and those that anybody would try who does not
/// know the answer. That the solution passes is what the tests themselves say.
public final class ExerciseProof {

    private static final Pattern THROWN = Pattern.compile("throw new [^;]*;");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private final Book book;
    private final Path classes;
    private final Path tests;
    private final Path work;
    private final ClaimRun reference;

    /// For the exercises of a section.
    ///
    /// @param classes the section's compiled main code
    /// @param tests the section's compiled tests
    /// @param work a folder to compile into; it is emptied
    public ExerciseProof(Book book, Path classes, Path tests, Path work) {
        this.book = book;
        this.classes = classes;
        this.tests = tests;
        this.work = work;
        this.reference = ClaimRun.of(tests, new AttemptLoader(List.of(classes, tests)));
    }

    /// What is wrong with an exercise, a sentence each.
    public List<String> complaints(Solution solution) {
        List<String> complaints = new ArrayList<>();
        for (String claim : reference.untested(solution.task().claims())) {
            complaints.add("%s: no test checks %s".formatted(solution.id(), claim));
        }
        Set<String> touching = new LinkedHashSet<>(); // the tests that call the body
        ClaimRun unwritten =
                run(solution, Attempt.stub(solution.task(), solution.text())).orElseThrow();
        for (String claim : solution.task().claims()) {
            List<ClaimRun.Failure> failures =
                    briefly(() -> unwritten.failures(claim, t -> true, false));
            if (failures.isEmpty()) {
                complaints.add(
                        "%s: %s passes without a body; it grades nothing, leave it out"
                                .formatted(solution.id(), claim));
            }
            failures.forEach(f -> touching.add(f.test()));
        }
        acceptedSolution(solution, touching).ifPresent(complaints::add);
        for (Book.WrongBody wrong : wrongBodies(solution)) {
            try {
                Optional<ClaimRun> run = run(solution, attempt(solution, wrong.body()));
                if (run.isPresent() && isAccepted(run.get(), solution, touching)) {
                    complaints.add(
                            "%s: its claims accept the body %s %s"
                                    .formatted(solution.id(), wrong.name(), wrong.body()));
                } else if (run.isEmpty() && !wrong.name().isEmpty()) {
                    complaints.add(
                            "%s: the body %s does not compile"
                                    .formatted(solution.id(), wrong.name()));
                }
            } catch (IllegalArgumentException e) {
                complaints.add(
                        "%s: the body %s: %s"
                                .formatted(solution.id(), wrong.name(), e.getMessage()));
            }
        }
        return complaints;
    }

    /// What is wrong if the solution itself, as a student would hand it in and with other words in its exceptions, is not
    /// accepted.
    private Optional<String> acceptedSolution(Solution solution, Set<String> touching) {
        ClaimRun run =
                run(solution, attempt(solution, inOtherWords(solution.body()))).orElseThrow();
        if (briefly(() -> rejection(run, solution, touching)).isEmpty()) {
            return Optional.empty();
        }
        return rejection(run, solution, touching) // statistics need all their tries
                .map(f ->
                        "%s: its claims reject the solution, handed in with other words in its exceptions: %s: %s"
                                .formatted(solution.id(), f.test(), f.shown()));
    }

    private static Optional<ClaimRun.Failure> rejection(
            ClaimRun run, Solution solution, Set<String> touching) {
        return solution.task().claims().stream()
                .flatMap(c -> run.failures(c, t -> touching.contains(t.name()), false).stream())
                .findFirst();
    }

    /// Each text of a thrown exception is another one.
    private static String inOtherWords(String body) {
        return THROWN.matcher(body)
                .replaceAll(m ->
                        Matcher.quoteReplacement(
                                TEXT.matcher(m.group()).replaceAll("\"other words\"")));
    }

    private static Attempt attempt(Solution solution, String body) {
        return Attempt.at(solution.task(), solution.text(), body, List.of());
    }

    /// A missing body shows at the first try; most tests of a claim never call it.
    private static <T> T briefly(Supplier<T> run) {
        String before = System.getProperty("tries.factor", "");
        System.setProperty("tries.factor", "0.02");
        try {
            return run.get();
        } finally {
            System.setProperty("tries.factor", before);
        }
    }

    private static boolean isAccepted(ClaimRun run, Solution solution, Set<String> touching) {
        return solution.task().claims().stream()
                .allMatch(c -> run.failures(c, t -> touching.contains(t.name()), false).isEmpty());
    }

    /// Those of the section, and without a name: constants, an argument, the object itself, and one that hides what it
    /// throws. Of these the ones that do not fit the method do not compile and are passed over.
    private List<Book.WrongBody> wrongBodies(Solution solution) {
        JavaText.Method method = solution.text().method(solution.task().method()).orElseThrow();
        List<String> values =
                new ArrayList<>(
                        switch (method.result()) {
                            case "void", "" -> List.of("");
                            case "boolean" -> List.of("true", "false");
                            case "double", "float" -> List.of("0", "1", "Float.NaN");
                            case "byte", "short", "int", "long", "char" -> List.of("0", "1");
                            default -> List.of("null", "this");
                        });
        Stream<String> guesses =
                Stream.concat(
                        Stream.concat(values.stream(), method.parameters().stream())
                                .map(v -> "{ return " + v + "; }"),
                        Stream.of(
                                "{ try { throw new IllegalStateException(); } catch (Throwable any)"
                                        + " {"
                                        + " return %s; } }".formatted(values.getFirst())));
        return Stream.concat(
                        book.wrongBodies(solution.topic().section()).stream()
                                .filter(w -> w.exercise().equals(solution.id())),
                        guesses.map(g -> new Book.WrongBody(solution.id(), "", g)))
                .toList();
    }

    /// The claims with the attempt in the place of the class that was compiled; empty if it does not compile.
    private Optional<ClaimRun> run(Solution solution, Attempt attempt) {
        Folder.clear(work);
        String classPath =
                Compilation.join(List.of(classes))
                        + File.pathSeparator
                        + System.getProperty("java.class.path");
        if (!Compilation.compile(attempt.path(), attempt.text(), classPath, work)
                .errors()
                .isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                reference.again(
                        solution.task().claims(),
                        new AttemptLoader(List.of(work, classes, tests))));
    }
}
