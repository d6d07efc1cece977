package org.firstprinciples.curriculum.exercises;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.ExerciseNotSolved;
import org.firstprinciples.curriculum.Mutant;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the tests of claims, those that stand in a folder of compiled tests, and says what failed first.
public final class ClaimRun {

    private final List<Test> tests;

    /// A test with its claims.
    ///
    /// @param type the class that it runs in
    /// @param method the test
    record Test(Class<?> type, Method method) {

        boolean checks(String claim) {
            return List.of(method.getAnnotation(Claim.class).value()).contains(claim);
        }

        String name() {
            return type.getName() + "." + method.getName();
        }
    }

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

    private ClaimRun(List<Test> tests) {
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
                            .flatMap(ClaimRun::tests)
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

    private static Stream<Test> tests(Class<?> type) {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
            types.add(t);
        }
        return Stream.concat(
                        types.stream().flatMap(t -> Stream.of(t.getDeclaredMethods())),
                        Stream.of(type.getMethods()).filter(Method::isDefault))
                .filter(m -> !m.isSynthetic() && m.isAnnotationPresent(Claim.class))
                .map(m -> new Test(type, m));
    }

    /// The tests of these claims, loaded by another loader.
    ClaimRun again(List<String> claims, ClassLoader loader) {
        return new ClaimRun(
                tests.stream()
                        .filter(t -> claims.stream().anyMatch(t::checks))
                        .map(t -> t.type().getName().replace('.', '/') + ".class")
                        .distinct()
                        .map(f -> load(f, loader))
                        .flatMap(ClaimRun::tests)
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
    Verdict verdict(String exercise, List<String> claims, Predicate<Test> only) {
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
    List<Failure> failures(String claim, Predicate<Test> only, boolean shrinking) {
        List<Test> asked = tests.stream().filter(t -> t.checks(claim)).filter(only).toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(
                                asked.stream()
                                        .map(t -> selectMethod(t.type(), t.method()))
                                        .toList())
                        .configurationParameter(
                                "jqwik.shrinking.default", shrinking ? "BOUNDED" : "OFF")
                        .configurationParameter("jqwik.shrinking.bounded.seconds", "3")
                        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                        .configurationParameter("jqwik.reporting.onlyfailures", "true")
                        .configurationParameter("jqwik.failures.after.default", "RANDOM_SEED")
                        .configurationParameter("jqwik.database", "");
        Outcome outcome = new Outcome();
        LauncherFactory.create(
                        LauncherConfig.builder()
                                .enablePostDiscoveryFilterAutoRegistration(false)
                                .enableTestExecutionListenerAutoRegistration(false)
                                .enableLauncherSessionListenerAutoRegistration(false)
                                .build())
                .execute(request.build(), outcome);
        return outcome.failures;
    }

    private static final class Outcome implements TestExecutionListener {

        private final Map<String, String> reports = new HashMap<>();
        private final List<Failure> failures = new ArrayList<>();

        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            reports.merge(
                    test.getUniqueId(),
                    String.join("\n", entry.getKeyValuePairs().values()),
                    (a, b) -> a + "\n" + b);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                failures.add(
                        new Failure(
                                test.getSource()
                                        .map(s ->
                                                s instanceof MethodSource m
                                                        ? m.getClassName() + "." + m.getMethodName()
                                                        : s.toString())
                                        .orElse(test.getDisplayName()),
                                result.getThrowable().orElseGet(AssertionError::new),
                                sample(reports.getOrDefault(test.getUniqueId(), ""))));
            }
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
