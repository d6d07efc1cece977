package org.firstprinciples.curriculum.exercises;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Asks for verdicts on the bodies in a project. They are compiled and run in a JVM of its own, one for all of a student's
/// exercises; where it is stopped, or ends, another one goes on behind the exercise that it stopped at, which is tried
/// once more alone. What runs there cannot pretend to have passed: an answer counts only behind a word that is chosen
/// anew for each JVM, handed over on the standard input, and known to nothing that a body can reach.
///
/// @param libraries the class path of everything that is not the book's
/// @param classes compiled main code
/// @param tests compiled tests
/// @param assignment the folder of the [Assignment]
/// @param data the folder of the tables that tests read; it need not exist
/// @param limit for each exercise
/// @param options for the JVM: properties such as `-Dtries.seed=7`
record Examination(
        String libraries,
        Path classes,
        Path tests,
        Path assignment,
        Path data,
        CpuLimit limit,
        List<String> options) {

    static final int HEAP_MEGABYTES = 1024;
    static final int STACK_MEGABYTES = 1;

    private static final String MAIN = "org.firstprinciples.curriculum.exercises.Examiner";
    private static final String ENDED = "the program ended without an answer";
    private static final String END = "";
    private static final long LOOK_MILLIS = 50;

    /// The same with these options.
    Examination with(List<String> more) {
        return new Examination(libraries, classes, tests, assignment, data, limit, more);
    }

    /// The verdicts on a project.
    ///
    /// @param place `school`, where all other exercises are the book's, or `home`, where they are the project's
    /// @param work a folder to compile into and to run in; it is emptied
    /// @param each hears of each verdict when it is known
    Map<Task, Verdict> verdicts(
            String place,
            List<Task> tasks,
            Path project,
            Path work,
            BiConsumer<Task, Verdict> each) {
        Map<Task, Verdict> verdicts = new LinkedHashMap<>();
        while (verdicts.size() < tasks.size()) {
            List<Task> open = tasks.subList(verdicts.size(), tasks.size());
            int before = verdicts.size();
            String stop =
                    ask(
                            place,
                            open,
                            project,
                            work,
                            (task, answer) -> {
                                verdicts.put(task, Verdict.parse(answer));
                                each.accept(task, Verdict.parse(answer));
                            });
            if (verdicts.size() < tasks.size()) {
                Task stopped = tasks.get(verdicts.size());
                boolean wasAlone = verdicts.size() == before && !stop.equals(ENDED);
                Verdict verdict =
                        wasAlone ? Verdict.stopped(stop) : alone(place, stopped, project, work);
                verdicts.put(stopped, verdict);
                each.accept(stopped, verdict);
            }
        }
        return verdicts;
    }

    private Verdict alone(String place, Task task, Path project, Path work) {
        List<Verdict> verdicts = new ArrayList<>();
        String stop =
                ask(
                        place,
                        List.of(task),
                        project,
                        work,
                        (t, answer) -> verdicts.add(Verdict.parse(answer)));
        return verdicts.isEmpty() ? Verdict.stopped(stop) : verdicts.getFirst();
    }

    /// The tests that call each body: those that fail, after a few tries, where it alone is missing.
    ///
    /// @param question `tests` for those of all claims, `own-tests` for those of the exercise's own
    /// @throws IllegalStateException if there is no answer
    Map<Task, List<String>> tests(String question, List<Task> tasks) {
        Map<Task, List<String>> tests = new LinkedHashMap<>();
        String stop =
                with(List.of("-Dtries.factor=0.02"))
                        .ask(
                                question,
                                tasks,
                                assignment,
                                assignment.resolveSibling("asked"),
                                (task, answer) -> tests.put(task, List.of(answer.split("\t", -1))));
        if (tests.size() < tasks.size()) {
            throw new IllegalStateException(
                    "%s: which tests call its body is not known: %s"
                            .formatted(tasks.get(tests.size()).id(), stop));
        }
        return tests;
    }

    /// Why there are no more answers.
    private String ask(
            String question,
            List<Task> tasks,
            Path project,
            Path work,
            BiConsumer<Task, String> answers) {
        Folder.clear(work);
        for (Path table : Folder.files(data, ".csv")) {
            Folder.copy(table, work.resolve("data").resolve(table.getFileName()));
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xss" + STACK_MEGABYTES + "m",
                                "-Xmx" + HEAP_MEGABYTES + "m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1", // half the computing for programs so
                                // short
                                "-XX:+ExitOnOutOfMemoryError",
                                "-enableassertions",
                                "--add-modules",
                                "jdk.incubator.vector"));
        command.addAll(options);
        command.addAll(
                List.of(
                        "-classpath",
                        Compilation.join(List.of(tests, classes)) + File.pathSeparator + libraries,
                        MAIN,
                        question,
                        assignment.toAbsolutePath().toString(),
                        classes.toAbsolutePath().toString(),
                        tests.toAbsolutePath().toString(),
                        project.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(work.toFile());
        builder.environment().clear();
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return ask(builder.start(), tasks, answers);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    private String ask(Process process, List<Task> tasks, BiConsumer<Task, String> answers) {
        String word = UUID.randomUUID().toString();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        long start = System.nanoTime();
        try {
            try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
                input.write(
                        tasks.stream()
                                .map(t -> t.id() + "\t" + String.join(" ", t.tests()) + "\n")
                                .collect(Collectors.joining("", word + "\n", "")));
            }
            Thread.ofVirtual().start(() -> read(process, word, lines));
            for (Task task : tasks) {
                CpuLimit.Use before = CpuLimit.Use.of(process.toHandle(), start);
                String answer = lines.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                while (answer == null) {
                    if (limit.isExceededBy(
                            CpuLimit.Use.of(process.toHandle(), start).since(before))) {
                        return "no answer within " + limit;
                    }
                    answer = lines.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                }
                if (answer.equals(END)) {
                    return ENDED;
                }
                answers.accept(task, answer.substring(1));
            }
            return "";
        } catch (IOException e) {
            return ENDED; // before it read what it was asked
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /// The answers, and at the end of the output [#END].
    private static void read(Process process, String word, BlockingQueue<String> lines) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines()
                    .filter(l -> l.startsWith(word + "\t"))
                    .map(l -> l.substring(word.length()))
                    .forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // the program was stopped while it wrote
        } finally {
            lines.add(END);
        }
    }
}
