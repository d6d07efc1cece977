package org.firstprinciples.curriculum.exercises;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Runs the claims of an exercise in a JVM of its own. What runs there cannot pretend to have passed: the answer
/// counts only behind a word that is chosen anew for each run, handed over on the standard input, and known to nothing
/// that the body can reach.
///
/// @param classPath the attempt's classes, the tests, the libraries
/// @param folder where the JVM works; it is emptied, and given the tables that tests read
/// @param limit after which the JVM is ended
record Examination(String classPath, Path folder, TimeLimit limit) {

    private static final String MAIN = "org.firstprinciples.curriculum.exercises.ClaimRun";

    /// The verdict on the attempt at this exercise.
    ///
    /// @param seed where the claims look
    Verdict verdict(Solution solution, long seed) {
        try {
            return Verdict.parse(answer("verdict", solution, "-Dtries.seed=" + seed));
        } catch (TimeoutException e) {
            return Verdict.stopped("no answer within " + limit);
        } catch (IllegalStateException e) {
            return Verdict.stopped(String.valueOf(e.getMessage()));
        }
    }

    /// The tests that fail, each after a few tries: where the body is missing, those that call it.
    ///
    /// @throws IllegalStateException if there is no answer
    List<String> failing(Solution solution) {
        try {
            return List.of(answer("failing", solution, "-Dtries.factor=0.02").split("\t", -1));
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    solution.id() + ": the claims give no answer within " + limit, e);
        }
    }

    private String answer(String question, Solution solution, String property)
            throws TimeoutException {
        Compilation.clear(folder);
        solution.tables()
                .forEach(table ->
                        Pristine.copy(table, folder.resolve("data").resolve(table.getFileName())));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xss1m",
                                "-Xmx1g",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-enableassertions",
                                "--add-modules",
                                "jdk.incubator.vector",
                                property,
                                "-classpath",
                                classPath,
                                MAIN,
                                question,
                                solution.id()));
        command.addAll(solution.claims());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile());
        builder.environment().clear();
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return answer(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer(Process process) throws IOException, TimeoutException {
        String word = UUID.randomUUID().toString();
        try {
            try (OutputStream input = process.getOutputStream()) {
                input.write((word + "\n").getBytes(StandardCharsets.UTF_8));
            }
            Optional<String> answer = limit.await(() -> read(process, word));
            return answer.orElseThrow(
                    () -> new IllegalStateException("the program ended without an answer"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the program's answer cannot be read", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Optional<String> read(Process process, String word) throws IOException {
        try (BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return output.lines()
                    .filter(l -> l.startsWith(word))
                    .map(l -> l.substring(word.length()))
                    .findFirst();
        }
    }
}
