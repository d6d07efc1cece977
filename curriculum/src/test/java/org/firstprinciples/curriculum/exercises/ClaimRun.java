package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.ExerciseNotSolved;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.curriculum.laws.ClaimedTest;
import org.firstprinciples.curriculum.laws.TestRun;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.support.descriptor.MethodSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the tests of claims, those that stand in a folder of compiled tests, and says what failed first.
public final class ClaimRun {

    private final List<ClaimedTest> tests;

    /// A test that failed.
    ///
    /// @param test its name
    /// @param cause why
    /// @param sample the counterexample, shrunk; empty if the test has no variables
    record Failure(String test, Throwable cause, String sample) {

        String shown() {
            String message = cause.getMessage();
            return (sample.isEmpty() ? "" : "for " + sample + ": ")
                    + (cause instanceof AssertionError && message != null
                            ? message
                            : cause.toString());
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

    /// What the claims say, one after another, up to the first that fails. A claim that needs the missing body of another
    /// exercise does not hide what later ones say.
    ///
    /// @param only the tests that are asked
    Verdict verdict(String exercise, List<String> claims, Predicate<ClaimedTest> only) {
        Verdict verdict = Verdict.solved();
        for (String claim : claims) {
            if (!untested(List.of(claim)).isEmpty()) {
                return Verdict.refused("no test checks " + claim);
            }
            List<Failure> failures = failures(claim, only, true);
            if (!failures.isEmpty()) {
                Verdict ofClaim = verdict(exercise, claim, failures);
                if (ofClaim.kind() != Verdict.Kind.WAITS) {
                    return ofClaim;
                }
                verdict = verdict.isSolved() ? ofClaim : verdict;
            }
        }
        return verdict;
    }

    private static Verdict verdict(String exercise, String claim, List<Failure> failures) {
        String missing = "";
        List<Failure> wrong = new ArrayList<>();
        for (Failure failure : failures) {
            Optional<ExerciseNotSolved> open = unsolved(failure.cause());
            if (open.isEmpty()) {
                wrong.add(failure);
            } else {
                missing = open.get().exercise();
            }
            if (missing.equals(exercise)) {
                return new Verdict(Verdict.Kind.NOT_SOLVED, claim, "");
            }
        }
        return wrong.stream()
                .min(Comparator.comparing(f -> f.sample().isEmpty())) // rather one with variables
                .map(f -> new Verdict(Verdict.Kind.FAILED, claim, f.shown()))
                .orElse(new Verdict(Verdict.Kind.WAITS, claim, missing));
    }

    private static Optional<ExerciseNotSolved> unsolved(Throwable cause) {
        for (@Nullable Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof ExerciseNotSolved open) {
                return Optional.of(open);
            }
        }
        return Optional.empty();
    }

    /// The tests of a claim that fail.
    List<Failure> failures(String claim, Predicate<ClaimedTest> only, boolean shrinking) {
        List<ClaimedTest> asked = tests.stream().filter(t -> t.checks(claim)).filter(only).toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        return TestRun.of(
                        asked.stream().map(ClaimedTest::selector).toList(),
                        Map.of(
                                "jqwik.shrinking.default", shrinking ? "BOUNDED" : "OFF",
                                "jqwik.shrinking.bounded.seconds", "3",
                                "jqwik.failures.after.default", "RANDOM_SEED"))
                .failures()
                .stream()
                .map(ClaimRun::failure)
                .toList();
    }

    private static Failure failure(TestRun.Result result) {
        return new Failure(
                result.test()
                        .getSource()
                        .map(s ->
                                s instanceof MethodSource m
                                        ? m.getClassName() + "." + m.getMethodName()
                                        : s.toString())
                        .orElse(result.test().getDisplayName()),
                Objects.requireNonNull(result.failure()),
                sample(result.report()));
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

    /// Runs in a JVM of its own: reads a word, then prints it before the answer. The arguments are the question, an
    /// exercise, and its claims; `verdict` asks for the verdict, `failing` for the tests that fail, with tabs between.
    /// Nothing else is printed, whatever the tests write.
    public static void main(String[] arguments) throws IOException, URISyntaxException {
        String word =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        .readLine();
        PrintStream out = System.out;
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        List<String> claims = List.of(arguments).subList(2, arguments.length);
        ClaimRun run = of(ownFolder(), ClaimRun.class.getClassLoader());
        String answer =
                arguments[0].equals("verdict")
                        ? run.verdict(arguments[1], claims, t -> true).toLine()
                        : claims.stream()
                                .flatMap(c -> run.failures(c, t -> true, false).stream())
                                .map(Failure::test)
                                .distinct()
                                .collect(Collectors.joining("\t"));
        out.write((word + answer + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        Runtime.getRuntime().halt(0);
    }

    /// The folder of compiled tests that this class stands in.
    static Path ownFolder() throws URISyntaxException {
        return Path.of(ClaimRun.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
