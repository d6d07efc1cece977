package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.source.JavaText;
import org.firstprinciples.curriculum.source.TextFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
        for (Path file : Folder.files(folder.resolve("src/main/java"), ".java")) {
            String text = TextFile.read(file);
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
                new Task(
                        one(file, method, "id"),
                        Integer.parseInt(one(file, method, "stars")),
                        Integer.parseInt(one(file, method, "minutes")),
                        method.name(),
                        path,
                        method.annotations().constants("Exercise", "claims"),
                        method.annotations().constants("Exercise", "changes"),
                        List.of()),
                topic,
                file);
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

    /// The exercises of these names, with commas between: of topics, of sections, or single ones; in the order of the book.
    ///
    /// @throws IllegalArgumentException if there are none of a name; the message lists what there is
    public List<Solution> select(String names) {
        List<Solution> all = exercises();
        List<String> asked = Stream.of(names.split(",", -1)).map(String::strip).toList();
        for (String name : asked) {
            if (all.stream().noneMatch(s -> isCalled(s, name))) {
                throw new IllegalArgumentException(
                        "no exercises are called `%s`; there are those of\n%s"
                                .formatted(name, contents(all)));
            }
        }
        return all.stream().filter(s -> asked.stream().anyMatch(n -> isCalled(s, n))).toList();
    }

    private static boolean isCalled(Solution solution, String name) {
        return solution.id().equals(name)
                || solution.topic().name().equals(name)
                || solution.topic().section().equals(name);
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
                                .map(s -> s.id() + " " + s.task().shownStars())
                                .collect(Collectors.joining(", ")),
                        own.stream().mapToInt(Solution::stars).sum());
    }

    /// The wrong bodies of a section's exercises: the methods below `src/test/wrong-bodies`, and those of tests' mutants,
    /// that carry `@WrongBody`.
    public List<WrongBody> wrongBodies(String section) {
        Path tests = root.resolve(section).resolve("src/test");
        List<WrongBody> bodies = new ArrayList<>();
        for (String folder : List.of("wrong-bodies", "java")) {
            for (Path file : Folder.files(tests.resolve(folder), ".java")) {
                if (TextFile.read(file).contains("@WrongBody")) {
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

    /// The title of a claim, from the page that states it.
    private Optional<String> title(Topic topic, String claim) {
        Pattern stated =
                Pattern.compile("\\*\\*Claim " + Pattern.quote(claim) + " — ([^*]+)\\*\\*");
        return topic.pages(root).stream()
                .map(page -> stated.matcher(TextFile.read(page)))
                .filter(Matcher::find)
                .map(found -> found.group(1).replace('\n', ' '))
                .findFirst();
    }

    /// The titles of the claims of these exercises, by id.
    Map<String, String> titles(List<Solution> solutions) {
        Map<String, String> titles = new TreeMap<>();
        for (Solution solution : solutions) {
            for (String claim : solution.task().claims()) {
                title(solution.topic(), claim).ifPresent(t -> titles.put(claim, t));
            }
        }
        return titles;
    }

    /// The folders of sources of that kind, `main` or `test`, of all sections and of the kit.
    List<Path> sourceFolders(String kind) {
        return Stream.concat(plan.sections().stream().map(root::resolve), Stream.of(kit))
                .map(s -> s.resolve("src").resolve(kind).resolve("java"))
                .filter(Files::exists)
                .toList();
    }
}
