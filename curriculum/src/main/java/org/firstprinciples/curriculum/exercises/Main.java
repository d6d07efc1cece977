package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.TextFile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `mvn -q compile -Dexercises=…`, `-Dgrade=…`, `-Dhint=…` and `-Dprogress=…`.
public final class Main {

    private static final String EXERCISES = "target/exercises";

    private final Map<String, String> options;
    private final Path root;
    private final Book book;

    private Main(Map<String, String> options) {
        this.options = options;
        this.root = Path.of(option("root")).toAbsolutePath().normalize();
        this.book = Book.in(root);
    }

    /// Takes `--root=`, then `--exercises=` to write exercises, or `--grade=` with `--only=`, `--seed=`, `--limit=` and
    /// `--roster=`, or `--hint=` with `--project=`, or `--progress=`.
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
            } else if (options.containsKey("hint")) {
                main.hint();
            } else if (options.containsKey("progress")) {
                main.progress();
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
        Path to = root.resolve(EXERCISES).resolve(Handout.nameOf(name)).normalize();
        Handout handout = Handout.write(book, name, libraries(), to);
        System.out.printf(
                "%s exercises, %s stars, in %s%nTake the folder out of target before you work in"
                        + " it; its README.md says how to go on.%n",
                handout.exercises().size(),
                handout.exercises().stream().mapToInt(Solution::stars).sum(),
                to);
        List<String> shown = handout.shownSolutions();
        if (!shown.isEmpty()) {
            System.out.println(
                    "The sources in it contain the solutions of other exercises: "
                            + String.join(", ", shown)
                            + ". If those count, collect them first.");
        }
    }

    private void hint() {
        Solution solution = book.select(option("hint")).getFirst();
        Path folder = root.resolve(option("project").isEmpty() ? EXERCISES : option("project"));
        System.out.print(Hints.of(book, solution).next(Hints.project(folder, solution.task())));
    }

    /// The stars that are reached in a folder of projects, topic by topic.
    private void progress() {
        String folder = option("progress");
        Map<String, Progress.Entry> entries = new TreeMap<>();
        HandedIn.in(root.resolve(folder.equals("true") ? EXERCISES : folder)).stream()
                .flatMap(h -> h.project().stream())
                .forEach(p -> entries.putAll(Progress.in(p).entries()));
        List<Solution> all = book.exercises();
        all.stream()
                .map(Solution::topic)
                .distinct()
                .map(t ->
                        line(
                                t.name(),
                                all.stream().filter(s -> s.topic().equals(t)).toList(),
                                entries))
                .forEach(System.out::println);
        System.out.println(line("the book", all, entries));
    }

    private static String line(
            String name, List<Solution> exercises, Map<String, Progress.Entry> entries) {
        return String.format(
                Locale.ROOT,
                "%-22s %3d of %3d stars",
                name,
                exercises.stream()
                        .filter(s -> entries.getOrDefault(s.id(), Progress.Entry.NONE).isSolved())
                        .mapToInt(Solution::stars)
                        .sum(),
                exercises.stream().mapToInt(Solution::stars).sum());
    }

    private void grade() {
        List<HandedIn> students = HandedIn.in(root.resolve(option("grade")).normalize());
        List<Solution> exercises = asked(book, option("only"), students);
        CpuLimit limit =
                whole("limit", "seconds")
                        .map(Duration::ofSeconds)
                        .map(CpuLimit::new)
                        .orElse(Grader.LIMIT);
        Path to = root.resolve("target").resolve("grades");
        Optional<Long> seed = whole("seed", "any");
        Grading grading = new Grading(book, exercises, libraries(), to, limit, seed, System.out);
        List<Score> scores = grading.scores(students, roster());
        System.out.print(grading.write(scores, commit()));
    }

    /// An option that is a whole number; empty if it is not given.
    private Optional<Long> whole(String name, String meaning) {
        String text = option(name);
        if (!text.isEmpty() && !text.matches("-?[0-9]{1,18}")) {
            throw new IllegalArgumentException(
                    "-D%s takes a whole number (%s), not \"%s\"".formatted(name, meaning, text));
        }
        return Optional.of(text).filter(t -> !t.isEmpty()).map(Long::valueOf);
    }

    /// The ids of the roster, one a line, the first field where there are commas; none without a roster.
    private List<String> roster() {
        String roster = option("roster");
        return roster.isEmpty()
                ? List.of()
                : TextFile.read(root.resolve(roster))
                        .lines()
                        .map(l -> l.split(",", 2)[0].strip())
                        .filter(l -> !l.isEmpty())
                        .toList();
    }

    /// The book's commit, with a mark if it was changed since.
    private String commit() {
        try {
            Process git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=40")
                            .directory(root.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (var output = git.inputReader()) {
                return output.lines().findFirst().orElse("unknown");
            }
        } catch (IOException e) {
            return "unknown"; // there is no git
        }
    }

    /// The exercises of `--only`, or else those that most of the projects list: what a single student adds or removes
    /// changes nothing for the others.
    static List<Solution> asked(Book book, String only, List<HandedIn> students) {
        if (!only.isEmpty()) {
            return book.select(only);
        }
        Map<String, Long> lists =
                students.stream()
                        .flatMap(s -> s.project().stream())
                        .flatMap(p -> listed(p).stream())
                        .collect(
                                Collectors.groupingBy(l -> l, TreeMap::new, Collectors.counting()));
        long most = lists.values().stream().mapToLong(n -> n).max().orElse(0);
        List<String> winners =
                lists.entrySet().stream()
                        .filter(l -> l.getValue() == most)
                        .map(Map.Entry::getKey)
                        .toList();
        if (winners.size() != 1) {
            throw new IllegalArgumentException(
                    "the projects do not say what to grade, %s; name it with -Donly=%s or the like"
                            .formatted(
                                    winners.isEmpty()
                                            ? "none has the list " + Handout.LIST
                                            : "as many ask for " + String.join(" as for ", winners),
                                    book.exercises().getFirst().topic().name()));
        }
        return book.select(winners.getFirst());
    }

    /// The ids in a project's list of exercises, with commas between.
    private static Optional<String> listed(Path project) {
        Path list = project.resolve(Handout.LIST);
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(
                TextFile.read(list)
                        .lines()
                        .map(l -> l.split("\t", 2)[0])
                        .collect(Collectors.joining(",")));
    }

    /// The jars of the class path: everything but the book.
    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(p -> p.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
