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
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Runs the claims of an exercise in a JVM of its own. What runs there cannot pretend to have passed: the verdict
/// counts only behind a word that is chosen anew for each run, handed over on the standard input, and known to nothing
/// that the body can reach.
///
/// @param classPath the attempt's classes, the tests, the libraries
/// @param limit after which the JVM is ended
/// @param seed where the claims look
record Examination(String classPath, TimeLimit limit, long seed) {

    private static final String MAIN = "org.firstprinciples.curriculum.exercises.ClaimRun";

    /// The verdict on the attempt at this exercise.
    ///
    /// @param folder where the JVM works; it is emptied
    Verdict of(Solution solution, Path folder) {
        Compilation.clear(folder);
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
                                "-Dtries.seed=" + seed,
                                "-classpath",
                                classPath,
                                MAIN,
                                solution.id()));
        command.addAll(solution.claims());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile());
        builder.environment().clear();
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return run(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Verdict run(Process process) throws IOException {
        String word = UUID.randomUUID().toString();
        try (OutputStream input = process.getOutputStream()) {
            input.write((word + "\n").getBytes(StandardCharsets.UTF_8));
        }
        try {
            return limit.await(() -> read(process, word));
        } catch (TimeoutException e) {
            return Verdict.stopped("no answer within " + limit);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Verdict read(Process process, String word)
            throws IOException, InterruptedException {
        try (BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(word)) {
                    return Verdict.parse(line.substring(word.length()));
                }
            }
        }
        return Verdict.stopped("the program ended by itself, with the status " + process.waitFor());
    }
}
