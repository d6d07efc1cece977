package org.firstprinciples.curriculum.exercises;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `mvn -q compile -Dexercises=…` and `mvn -q compile -Dgrade=…`.
public final class Main {

    private final Map<String, String> options;
    private final Path root;
    private final Book book;

    private Main(Map<String, String> options) {
        this.options = options;
        this.root = Path.of(option("root")).toAbsolutePath().normalize();
        this.book = Book.in(root);
    }

    /// Takes `--root=`, then `--exercises=` to write exercises, or `--grade=` with `--only=`, `--seed=` and `--limit=`.
    public static void main(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            options.put(parts[0].substring(2), parts.length > 1 ? parts[1] : "");
        }
        int status = 0;
        try {
            Main main = new Main(options);
            if (options.containsKey("grade")) {
                main.grade();
            } else {
                main.write();
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            status = 1;
        }
        System.exit(status); // a compiler that gives no answer may still be at work
    }

    private String option(String name) {
        return options.getOrDefault(name, "");
    }

    private void write() {
        String name = option("exercises");
        Path to = root.resolve("target").resolve("exercises").resolve(name).normalize();
        List<Solution> exercises = Handout.write(book, name, libraries(), to);
        System.out.printf(
                "%s exercises, %s stars, in %s%nTake the folder out of target before you work in"
                        + " it; its README.md says how to go on.%n",
                exercises.size(), exercises.stream().mapToInt(Solution::stars).sum(), to);
    }

    private void grade() {
        Path folder = root.resolve(option("grade")).normalize();
        Map<String, Path> students = students(folder);
        List<Solution> exercises = asked(book, option("only"), students);
        String seed = option("seed");
        long looksFrom =
                seed.isEmpty() ? new SplittableRandom().nextLong(1_000_000) : Long.parseLong(seed);
        String limit = option("limit");
        Path work = root.resolve("target").resolve("grades");
        Grader grader =
                new Grader(
                        book,
                        exercises,
                        libraries(),
                        work,
                        new TimeLimit(
                                Duration.ofSeconds(
                                        limit.isEmpty()
                                                ? Grader.SECONDS
                                                : Integer.parseInt(limit))),
                        looksFrom);
        List<Score> scores = new ArrayList<>();
        students.forEach((name, project) -> scores.add(grader.grade(name, project)));
        Report report = new Report(exercises, scores, looksFrom);
        Path json = work.resolve("score.json");
        try {
            Files.writeString(json, report.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.print(report.table());
        System.out.println("Scores  " + json + ", repeatable with -Dseed=" + looksFrom);
    }

    /// The exercises of `--only`, or else those of all topics of which some student has the document. A file says nothing: the
    /// sources of earlier topics are handed out too, with their solutions.
    static List<Solution> asked(Book book, String only, Map<String, Path> students) {
        if (!only.isEmpty()) {
            return book.select(only);
        }
        List<Solution> asked =
                book.exercises().stream()
                        .filter(s ->
                                students.values().stream()
                                        .anyMatch(p ->
                                                Files.exists(p.resolve(s.topic().name() + ".md"))))
                        .toList();
        if (asked.isEmpty()) {
            throw new IllegalArgumentException(
                    "no project has the document of a topic, such as %s.md, which says what to grade; name a topic with -Donly"
                            .formatted(book.exercises().getFirst().topic().name()));
        }
        return asked;
    }

    /// A student's project, or those in the folder of a class, by name.
    static Map<String, Path> students(Path folder) {
        Map<String, Path> students = new TreeMap<>();
        if (isProject(folder)) {
            students.put(String.valueOf(folder.getFileName()), folder);
            return students;
        }
        for (Path student : folders(folder)) {
            Stream.concat(Stream.of(student), folders(student).stream())
                    .filter(Main::isProject)
                    .findFirst()
                    .ifPresent(p -> students.put(String.valueOf(student.getFileName()), p));
        }
        if (students.isEmpty()) {
            throw new IllegalArgumentException(
                    folder
                            + ": expected a student's project, with a folder src/main/java, or a"
                            + " folder of such projects");
        }
        return students;
    }

    private static boolean isProject(Path folder) {
        return Files.isDirectory(folder.resolve("src/main/java"));
    }

    private static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The jars of the class path: everything but the book.
    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(p -> p.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
