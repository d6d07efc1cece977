package org.firstprinciples.curriculum.exercises;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/// Tells a student how each exercise stands, by the rules of the [Grader] and in its words.
public final class Feedback {

    /// The folder of the [Assignment] among the compiled tests.
    static final String ASSIGNMENT = "assignment";

    private static final CpuLimit LIMIT = new CpuLimit(Duration.ofSeconds(60));

    private final Assignment assignment;
    private final Path project;
    private final Examination examination;
    private final PrintStream out;

    private Feedback(Path project, Path classes, Path tests, PrintStream out) {
        this.project = project;
        this.out = out;
        this.assignment = Assignment.read(tests.resolve(ASSIGNMENT));
        this.examination =
                new Examination(
                        Arrays.stream(
                                        System.getProperty("java.class.path")
                                                .split(File.pathSeparator, -1))
                                .filter(p -> p.endsWith(".jar"))
                                .collect(Collectors.joining(File.pathSeparator)),
                        classes,
                        tests,
                        tests.resolve(ASSIGNMENT),
                        project.resolve("data"),
                        LIMIT,
                        List.of());
    }

    /// Takes `--project=`, `--exercise=`, empty for all, and `--watch=true` to do it again whenever a file is saved.
    public static void main(String[] arguments) throws URISyntaxException {
        Map<String, String> options = new TreeMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            options.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path classes = folderOf("org/firstprinciples/curriculum/exercises/Feedback.class");
        Path tests = folderOf(ASSIGNMENT + "/exercises.txt");
        Path project = Path.of(options.getOrDefault("--project", "")).toAbsolutePath();
        int status = 0;
        try {
            Feedback feedback = new Feedback(project, classes, tests, out);
            String exercise = options.getOrDefault("--exercise", "");
            List<Task> asked =
                    exercise.isEmpty()
                            ? feedback.assignment.tasks()
                            : List.of(feedback.assignment.task(exercise));
            if (options.getOrDefault("--watch", "").equals("true")) {
                feedback.watch(asked);
            } else {
                feedback.tell(asked);
            }
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    /// The folder of the class path that this file stands in.
    private static Path folderOf(String file) throws URISyntaxException {
        Path path =
                Path.of(
                        Optional.ofNullable(Feedback.class.getClassLoader().getResource(file))
                                .orElseThrow(() ->
                                        new IllegalStateException(file + " is on no class path"))
                                .toURI());
        return path.resolve("../".repeat(Path.of(file).getNameCount())).normalize();
    }

    /// A line for each exercise.
    private Map<Task, Verdict> tell(List<Task> asked) {
        assignment
                .changedIn(project)
                .forEach(path ->
                        out.printf(
                                Locale.ROOT,
                                "%s is not what was handed out. It holds no exercise, so what you"
                                        + " changed there will be missing when the bodies are"
                                        + " graded.%n",
                                path));
        Map<Task, Verdict> verdicts = verdicts();
        int width = asked.stream().mapToInt(t -> t.method().length()).max().orElse(1);
        int reached = 0;
        Progress progress = Progress.in(project);
        for (Task task : asked) {
            Verdict verdict = verdicts.getOrDefault(task, Verdict.notSolved());
            out.printf(
                    Locale.ROOT,
                    "%-6s %-4s %-" + width + "s  %s%n",
                    task.id(),
                    task.shownStars(),
                    task.method(),
                    verdict);
            progress = progress.with(task.id(), progress.of(task.id()).after(verdict));
            reached += verdict.isSolved() ? task.stars() : 0;
        }
        out.printf(
                Locale.ROOT,
                "%s of %s stars%n",
                reached,
                asked.stream().mapToInt(Task::stars).sum());
        progress.write(project);
        return verdicts;
    }

    /// The same cases are drawn whenever something is asked again.
    private Map<Task, Verdict> verdicts() {
        String seed = "-Dtries.seed=" + ThreadLocalRandom.current().nextInt(1_000_000);
        Path work = project.resolve("target").resolve("examination");
        Map<Task, Verdict> verdicts =
                Blame.assign(
                        examine(assignment.tasks(), work, List.of(seed)),
                        (tasks, missing) -> {
                            Map<String, Verdict> again = new TreeMap<>();
                            String without = "-Dmissing=" + String.join(",", missing);
                            examine(tasks, work, List.of(seed, without))
                                    .forEach((task, v) -> again.put(task.id(), v));
                            return again;
                        });
        Folder.delete(work);
        return verdicts;
    }

    private Map<Task, Verdict> examine(List<Task> tasks, Path work, List<String> options) {
        return examination
                .with(options)
                .verdicts("home", tasks, project, work, (task, verdict) -> {});
    }

    /// Tells it again whenever one of the exercises' files is saved, and which exercise comes next.
    private void watch(List<Task> asked) {
        while (true) {
            Map<String, Long> saved = saved();
            Map<Task, Verdict> verdicts = tell(asked);
            Optional<Task> next =
                    asked.stream()
                            .filter(t -> !verdicts.getOrDefault(t, Verdict.notSolved()).isSolved())
                            .findFirst();
            if (next.isEmpty()) {
                out.println("All are solved.");
                return;
            }
            out.printf(
                    "%nNext: %s, %s in %s. Waits until you save; Ctrl-C ends.%n",
                    next.get().id(), next.get().method(), next.get().path());
            while (saved().equals(saved)) {
                try {
                    Thread.sleep(300);
                } catch (InterruptedException e) {
                    return;
                }
            }
            out.println();
        }
    }

    private Map<String, Long> saved() {
        Map<String, Long> saved = new TreeMap<>();
        for (String path : assignment.files().keySet()) {
            try {
                Path file = project.resolve(path);
                saved.put(
                        path, Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot look at " + path, e);
            }
        }
        return saved;
    }
}
