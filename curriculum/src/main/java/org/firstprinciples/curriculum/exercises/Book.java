package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.source.JavaText;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The book's folder and plan, as far as exercises need them.
///
/// @param root the folder of the sections
/// @param plan the topics
/// @param kit the folder of the sources that run the claims, `curriculum`
public record Book(Path root, Curriculum plan, Path kit) {

    /// The book that stands in this folder.
    public static Book in(Path root) {
        return new Book(root, Curriculum.ofThisBook(), root.resolve("curriculum"));
    }

    /// All exercises, in the order of the book; within a topic in the order of their numbers.
    public List<Solution> exercises() {
        return plan.sections().stream().flatMap(s -> exercises(s).stream()).toList();
    }

    /// The exercises of a section.
    public List<Solution> exercises(String section) {
        Path folder = root.resolve(section);
        List<Solution> found = new ArrayList<>();
        for (Path file : files(folder.resolve("src/main/java"), ".java")) {
            String text = read(file);
            if (text.contains("@Exercise")) {
                for (JavaText.Method method : JavaText.parse(text).methods()) {
                    if (method.annotations().contain("Exercise")) {
                        found.add(solution(folder, file, method));
                    }
                }
            }
        }
        found.sort(
                Comparator.comparingInt((Solution s) -> plan.topics().indexOf(s.topic()))
                        .thenComparingInt(s -> s.id().length())
                        .thenComparing(Solution::id));
        return found;
    }

    private Solution solution(Path folder, Path file, JavaText.Method method) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        String type = path.substring("src/main/java/".length()).replace('/', '.');
        Topic topic =
                plan.owner(type)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "%s: %s is an exercise, and its package belongs to no topic"
                                                .formatted(file, method.name())));
        return new Solution(
                one(file, method, "id"),
                Integer.parseInt(one(file, method, "stars")),
                Integer.parseInt(one(file, method, "minutes")),
                method.annotations().constants("Exercise", "claims"),
                topic,
                file,
                path,
                method.name());
    }

    private static String one(Path file, JavaText.Method method, String attribute) {
        List<String> values = method.annotations().constants("Exercise", attribute);
        if (values.size() != 1) {
            throw new IllegalArgumentException(
                    "%s: @Exercise on %s needs one constant `%s`, got %s"
                            .formatted(file, method.name(), attribute, values));
        }
        return values.getFirst();
    }

    /// The exercises of a topic or of a section.
    ///
    /// @throws IllegalArgumentException if there are none of that name; the message lists what has exercises
    public List<Solution> select(String name) {
        List<Solution> all = exercises();
        List<Solution> selected =
                all.stream()
                        .filter(s ->
                                s.topic().name().equals(name) || s.topic().section().equals(name))
                        .toList();
        if (selected.isEmpty()) {
            throw new IllegalArgumentException(
                    "no exercises are called `%s`; there are those of\n%s"
                            .formatted(name, contents(all)));
        }
        return selected;
    }

    private static String contents(List<Solution> all) {
        return all.stream()
                .map(s -> s.topic().section())
                .distinct()
                .map(section ->
                        "  %s\n%s"
                                .formatted(
                                        section,
                                        all.stream()
                                                .map(Solution::topic)
                                                .filter(t -> t.section().equals(section))
                                                .distinct()
                                                .map(t -> topic(t, all))
                                                .collect(Collectors.joining("\n"))))
                .collect(Collectors.joining("\n"));
    }

    private static String topic(Topic topic, List<Solution> all) {
        List<Solution> own = all.stream().filter(s -> s.topic().equals(topic)).toList();
        return "    %s: %s (%s stars)"
                .formatted(
                        topic.name(),
                        own.stream()
                                .map(s -> s.id() + " " + s.shownStars())
                                .collect(Collectors.joining(", ")),
                        own.stream().mapToInt(Solution::stars).sum());
    }

    /// The wrong bodies of a section's exercises: the methods below `src/test/wrong-bodies`, and those of tests' mutants,
    /// that carry `@WrongBody`.
    public List<WrongBody> wrongBodies(String section) {
        Path tests = root.resolve(section).resolve("src/test");
        List<WrongBody> bodies = new ArrayList<>();
        for (String folder : List.of("wrong-bodies", "java")) {
            for (Path file : files(tests.resolve(folder), ".java")) {
                if (read(file).contains("@WrongBody")) {
                    JavaText text = JavaText.read(file);
                    text.methods().forEach(m -> addWrongBodies(bodies, text, m));
                }
            }
        }
        return bodies;
    }

    private static void addWrongBodies(
            List<WrongBody> bodies, JavaText text, JavaText.Method method) {
        for (String id : method.annotations().constants("WrongBody", "value")) {
            bodies.add(new WrongBody(id, method.simpleName(), text.body(method)));
        }
    }

    /// A body that an exercise's claims must reject.
    ///
    /// @param exercise the id of the exercise
    /// @param name what is wrong with it
    /// @param body with its braces
    public record WrongBody(String exercise, String name, String body) {}

    /// The title of a claim, from its document.
    Optional<String> title(Topic topic, String claim) {
        Path document = root.resolve(topic.document());
        if (Files.notExists(document)) {
            return Optional.empty();
        }
        Matcher stated =
                Pattern.compile("\\*\\*Claim " + Pattern.quote(claim) + " — ([^*]+)\\*\\*")
                        .matcher(read(document));
        return stated.find() ? Optional.of(stated.group(1).replace('\n', ' ')) : Optional.empty();
    }

    /// The folders of sources of that kind, `main` or `test`, of all sections and of the kit.
    List<Path> sourceFolders(String kind) {
        return Stream.concat(plan.sections().stream().map(root::resolve), Stream.of(kit))
                .map(s -> s.resolve("src").resolve(kind).resolve("java"))
                .filter(Files::exists)
                .toList();
    }

    /// The files below a folder with that ending; none if there is no such folder.
    static List<Path> files(Path folder, String ending) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(ending))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        return TextFile.read(file);
    }
}
