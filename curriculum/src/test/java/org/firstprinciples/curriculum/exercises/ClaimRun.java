package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.ExerciseNotSolved;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.curriculum.laws.ClaimedTest;
import org.firstprinciples.curriculum.laws.TestRun;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the tests of claims, those that stand in a folder of compiled tests, and says what failed first.
public final class ClaimRun {

    private static final Pattern UNSOLVED =
            Pattern.compile(Pattern.quote(ExerciseNotSolved.class.getName()) + ": ([^:]+):");

    private final List<ClaimedTest> tests;

    /// A test that failed.
    ///
    /// @param test its name
    /// @param cause why
    /// @param values what the body was given, or else the counterexample, shrunk; empty if neither is known
    record Failure(String test, Throwable cause, String values) {

        String shown() {
            String message = cause.getMessage();
            return (values.isEmpty() ? "" : "for " + values + ": ")
                    + (cause instanceof AssertionError && message != null
                            ? withoutTrace(message)
                            : cause.toString());
        }

        /// AssertJ appends the trace of an exception that was not the expected one.
        private static String withoutTrace(String message) {
            return message.lines()
                    .filter(l -> !l.startsWith("\tat "))
                    .filter(l -> !l.startsWith("Throwable that failed the check"))
                    .collect(Collectors.joining("\n"));
        }
    }

    private ClaimRun(List<ClaimedTest> tests) {
        this.tests = tests;
    }

    /// The tests in this folder, loaded by this loader.
    static ClaimRun of(Path testClasses, ClassLoader loader) {
        try (Stream<Path> files = Files.walk(testClasses)) {
            return new ClaimRun(
                    files.filter(f -> f.toString().endsWith(".class"))
                            .map(f -> testClasses.relativize(f).toString())
                            .filter(f -> !f.endsWith("-info.class"))
                            .sorted()
                            .map(f -> load(f, loader))
                            .filter(ClaimRun::isTestClass)
                            .flatMap(ClaimedTest::of)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String file, ClassLoader loader) {
        String name =
                file.substring(0, file.length() - ".class".length())
                        .replace('/', '.')
                        .replace('\\', '.');
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isTestClass(Class<?> type) {
        return !type.isInterface()
                && !Modifier.isAbstract(type.getModifiers())
                && !type.isAnnotationPresent(Mutant.class)
                && !type.isAnonymousClass()
                && !type.isMemberClass();
    }

    /// The tests of these claims, loaded by another loader.
    ClaimRun again(List<String> claims, ClassLoader loader) {
        return new ClaimRun(
                tests.stream()
                        .filter(t -> claims.stream().anyMatch(t::checks))
                        .map(t -> t.type().getName().replace('.', '/') + ".class")
                        .distinct()
                        .map(f -> load(f, loader))
                        .flatMap(ClaimedTest::of)
                        .toList());
    }

    /// The claims that no test checks.
    List<String> untested(List<String> claims) {
        return claims.stream().filter(c -> tests.stream().noneMatch(t -> t.checks(c))).toList();
    }

    /// What the claims say, all of them, and the first failure. A claim that needs the missing body of another exercise
    /// does not hide what later ones say.
    Verdict verdict(Task task, Assignment assignment) {
        List<String> held = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        Optional<Verdict> first = Optional.empty();
        for (String claim : task.claims()) {
            if (!untested(List.of(claim)).isEmpty()) {
                return Verdict.refused("no test checks " + claim);
            }
            List<Failure> failures =
                    failures(claim, t -> task.tests().contains(t.name()), first.isEmpty());
            failures.forEach(f -> failed.add(f.test()));
            if (failures.isEmpty()) {
                held.add(claim);
                continue;
            }
            Verdict ofClaim = verdict(task.id(), assignment.named(claim), failures);
            if (ofClaim.kind() == Verdict.Kind.NOT_SOLVED) {
                return ofClaim;
            }
            if (first.isEmpty() || first.get().kind() == Verdict.Kind.WAITS) {
                first = Optional.of(ofClaim);
            }
        }
        return first.map(v -> new Verdict(v.kind(), v.claim(), v.detail(), held, failed))
                .orElseGet(() -> Verdict.solved(held));
    }

    private static Verdict verdict(String exercise, String claim, List<Failure> failures) {
        String missing = "";
        List<Failure> wrong = new ArrayList<>();
        for (Failure failure : failures) {
            Optional<String> open = unsolved(failure.cause());
            if (open.isEmpty()) {
                wrong.add(failure);
            } else {
                missing = open.get();
            }
            if (missing.equals(exercise)) {
                return Verdict.notSolved();
            }
        }
        return wrong.stream()
                .min(Comparator.comparing(f -> f.values().isEmpty())) // rather one with values
                .map(f -> verdict(Verdict.Kind.FAILED, claim, f.shown()))
                .orElse(verdict(Verdict.Kind.WAITS, claim, missing));
    }

    private static Verdict verdict(Verdict.Kind kind, String claim, String detail) {
        return new Verdict(kind, claim, detail, List.of(), List.of());
    }

    /// The exercise whose missing body made a test fail. AssertJ tells of an exception that it did not expect in the text of
    /// its own.
    private static Optional<String> unsolved(Throwable cause) {
        for (@Nullable Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof ExerciseNotSolved open) {
                return Optional.of(open.exercise());
            }
            Matcher told = UNSOLVED.matcher(String.valueOf(t.getMessage()));
            if (told.find()) {
                return Optional.of(told.group(1));
            }
        }
        return Optional.empty();
    }

    /// The tests of a claim that fail.
    List<Failure> failures(String claim, Predicate<ClaimedTest> only, boolean shrinking) {
        Map<String, String> parameters =
                Map.of(
                        "jqwik.shrinking.default", shrinking ? "BOUNDED" : "OFF",
                        "jqwik.shrinking.bounded.seconds", "3",
                        "jqwik.failures.after.default", "RANDOM_SEED");
        return tests.stream()
                .filter(t -> t.checks(claim))
                .filter(only)
                .flatMap(t -> failures(t, parameters))
                .toList();
    }

    private static Stream<Failure> failures(ClaimedTest test, Map<String, String> parameters) {
        BodyCall.beginTest();
        List<TestRun.Result> failures = TestRun.of(List.of(test.selector()), parameters).failures();
        if (!failures.isEmpty() && BodyCall.callsBeforeFailure().isEmpty()) {
            BodyCall.noteFailure();
        }
        return failures.stream().limit(1).map(f -> failure(test, f));
    }

    private static Failure failure(ClaimedTest test, TestRun.Result result) {
        String calls = BodyCall.callsBeforeFailure();
        return new Failure(
                test.name(),
                Objects.requireNonNull(result.failure()),
                calls.isEmpty() ? sample(result.report()) : calls);
    }

    /// The lines below `Shrunk Sample`, or `Sample`, up to the next empty one.
    private static String sample(String report) {
        List<String> lines = report.lines().toList();
        for (String title : List.of("Shrunk Sample", "Sample")) {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(title)) {
                    return lines.subList(Math.min(i + 2, lines.size()), lines.size()).stream()
                            .takeWhile(l -> !l.isBlank())
                            .map(String::strip)
                            .collect(Collectors.joining(", "));
                }
            }
        }
        return "";
    }
}
