package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes exercises as a Maven project for a student: sources without the solutions, documents, tests, and a README.
public final class Handout {

    private static final Pattern LINK = Pattern.compile("(!?)\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
    private static final String NOTATION = "curriculum/notation.md";
    private static final String ASSIGNMENT = "src/test/resources/" + Feedback.ASSIGNMENT;

    /// The list of the exercises in a project.
    static final String LIST = ASSIGNMENT + "/exercises.txt";

    private final Book book;
    private final List<Solution> exercises;
    private final String name;
    private final Map<String, String> texts = new TreeMap<>(); // what is written, by path
    private final Map<String, Path> copies = new TreeMap<>(); // what is copied, by path

    private Handout(Book book, List<Solution> exercises, String name) {
        this.book = book;
        this.exercises = exercises;
        this.name = name;
    }

    /// Writes exercises into a new folder.
    ///
    /// @param name what [Book#select] takes
    /// @param libraries the class path of what the sources need besides
    /// @param to the folder
    /// @throws IllegalArgumentException if nothing is called so, or if the folder is there already: it may hold
    ///     somebody's work
    public static Handout write(Book book, String name, String libraries, Path to) {
        List<Solution> exercises = book.select(name);
        if (Files.exists(to)) {
            throw new IllegalArgumentException(
                    to + " is there already, perhaps with solutions in it; move it or delete it");
        }
        Handout handout = new Handout(book, exercises, nameOf(name));
        Sources sources = Sources.of(book, exercises, libraries);
        handout.addSources(sources);
        handout.addDocuments();
        handout.texts.put("pom.xml", StudentPom.of(book, exercises, handout.name));
        handout.texts.put("README.md", handout.readme());
        handout.texts.put("AGENTS.md", StudentPom.resource("AGENTS.md"));
        Path work = to.resolveSibling(to.getFileName() + "-classes");
        handout.addAssignment(Pristine.compile(sources, libraries, work));
        handout.save(to);
        Folder.clear(work);
        Compilation.compile(Folder.files(to.resolve("src"), ".java"), libraries, work).orThrow();
        Folder.delete(work);
        return handout;
    }

    /// The name of the folder and of the project: `LA-E1-LA-E3`.
    static String nameOf(String names) {
        return names.replaceAll("\\s*,\\s*", "-");
    }

    /// What is to be written.
    public List<Solution> exercises() {
        return exercises;
    }

    /// The other exercises whose solutions stand in the sources, because this project stands on them.
    public List<String> shownSolutions() {
        return book.exercises().stream()
                .filter(s -> !exercises.contains(s) && copies.containsKey(s.path()))
                .map(Solution::id)
                .toList();
    }

    private void addSources(Sources sources) {
        copies.putAll(sources.files());
        addTables(sources);
        addStubs();
        addTests(sources);
    }

    /// The tests without what tells the mistakes that one can make.
    private void addTests(Sources sources) {
        Unspoiled unspoiled = Unspoiled.of(sources.of("test"));
        sources.files()
                .forEach((path, file) -> {
                    if (path.startsWith("src/test/java/")) {
                        unspoiled
                                .textOf(file)
                                .ifPresentOrElse(
                                        text -> texts.put(path, text), () -> copies.remove(path));
                    }
                });
    }

    /// The tables that the sources read by name.
    private void addTables(Sources sources) {
        List<String> code = sources.files().values().stream().map(TextFile::read).toList();
        exercises.stream()
                .flatMap(e -> e.tables().stream())
                .filter(table ->
                        code.stream().anyMatch(c -> c.contains("\"" + table.getFileName() + "\"")))
                .forEach(table -> copies.put("data/" + table.getFileName(), table));
    }

    private void addStubs() {
        for (String path : exercises.stream().map(Solution::path).distinct().toList()) {
            JavaText text = JavaText.parse(TextFile.read(fileOf(path)));
            for (Solution solution : exercises) {
                if (solution.path().equals(path)) {
                    JavaText.Method method = text.method(solution.task().method()).orElseThrow();
                    String stub = solution.task().stub(text.indentation(method));
                    text = JavaText.parse(text.withBody(method, stub));
                }
            }
            texts.put(
                    path,
                    text.withImports(List.of("org.firstprinciples.curriculum.ExerciseNotSolved")));
        }
    }

    private Path fileOf(String path) {
        return exercises.stream()
                .filter(s -> s.path().equals(path))
                .map(Solution::file)
                .findFirst()
                .orElseThrow();
    }

    /// The documents of the topics with their companions, without the solutions that they show or fold away, and with the
    /// links that lead somewhere.
    private void addDocuments() {
        copies.put("notation.md", book.root().resolve(NOTATION));
        List<Path> pages =
                exercises.stream()
                        .map(Solution::topic)
                        .distinct()
                        .flatMap(t -> t.pages(book.root()).stream())
                        .toList();
        for (Path page : pages) {
            String text = FoldedSolutions.removedFrom(TextFile.read(page));
            for (Solution solution : exercises) {
                JavaText source = solution.text();
                JavaText.Method method = source.method(solution.task().method()).orElseThrow();
                text = text.replace(source.shownBody(method), solution.task().stub(0));
            }
            String linked = LINK.matcher(text).replaceAll(link -> quoted(link, page, pages));
            texts.put(page.getFileName().toString(), linked);
        }
        texts.put("notation.md", withoutLinks(TextFile.read(book.root().resolve(NOTATION))));
    }

    private static String withoutLinks(String text) {
        return LINK.matcher(text)
                .replaceAll(link ->
                        Matcher.quoteReplacement(
                                leadsOutside(link.group(3)) ? link.group() : link.group(2)));
    }

    private String quoted(MatchResult link, Path page, List<Path> pages) {
        return Matcher.quoteReplacement(linked(link, page, pages));
    }

    private String linked(MatchResult link, Path page, List<Path> pages) {
        String target = link.group(3);
        if (leadsOutside(target)) {
            return link.group();
        }
        String[] parts = target.split("#", 2);
        Path file = page.resolveSibling(parts[0]).normalize();
        String path = placeOf(file, page, pages);
        if (path.isEmpty()) {
            return link.group(2);
        }
        String anchor = parts.length > 1 ? "#" + parts[1] : "";
        return "%s[%s](%s%s)".formatted(link.group(1), link.group(2), path, anchor);
    }

    private static boolean leadsOutside(String target) {
        return target.startsWith("#") || target.contains("://");
    }

    /// Where a file of the book stands in the project; empty if it does not.
    private String placeOf(Path file, Path page, List<Path> pages) {
        if (file.equals(book.root().resolve(NOTATION))) {
            return "notation.md";
        }
        if (pages.contains(file)) {
            return file.getFileName().toString();
        }
        for (Map.Entry<String, Path> copy : copies.entrySet()) {
            if (copy.getValue().equals(file)) {
                return copy.getKey();
            }
        }
        Path folder = page.resolveSibling(".").normalize();
        String path = file.startsWith(folder) ? folder.relativize(file).toString() : "";
        if (path.endsWith(".svg") || path.endsWith(".png") || path.endsWith(".csv")) {
            copies.put(path.replace('\\', '/'), file);
            return path.replace('\\', '/');
        }
        return "";
    }

    /// What tells the student, at home and by the rules of school, how the exercises stand.
    private void addAssignment(Pristine pristine) {
        Assignment atSchool = pristine.assignment(book, exercises, "tests");
        Map<String, String> files = new TreeMap<>();
        atSchool.files().keySet().forEach(p -> files.put(p, texts.getOrDefault(p, "")));
        Assignment atHome =
                new Assignment(
                        atSchool.tasks(),
                        atSchool.titles(),
                        atSchool.permitted(),
                        files,
                        copies.entrySet().stream()
                                .filter(c -> c.getKey().startsWith("src/main/java/"))
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                c ->
                                                        Journal.fingerprint(
                                                                List.of(
                                                                        TextFile.read(
                                                                                c.getValue()))))));
        atHome.texts().forEach((path, text) -> texts.put(ASSIGNMENT + "/" + path, text));
    }

    private String readme() {
        return """
        # Exercises: %s

        You need Maven 3.8 or later and a JDK 25. Nothing else is to be installed.

        | exercise | stars | minutes | write | graded by |
        |---|---|---|---|---|
        %s

        The text is in %s. Each exercise is one method whose body throws `ExerciseNotSolved`. Replace that body, then

            mvn -q test

        prints a line for each exercise: solved, or the first claim that fails, the values that the body was given in the
        smallest counterexample that was found, what was expected and what came. `mvn -q test -Dexercise=%s` asks for one
        exercise only; `mvn -q test -Dwatch` asks again whenever you save a file, and says which exercise is next. Where a
        claim also calls another exercise that is not right yet, the line says which one comes first, or that one of the
        two is wrong. The claims are
        ordinary tests below `src/test/java`; an IDE runs them too.

        ## What counts

        - Only the bodies of these methods are graded, each with the book's own solutions of all others. So write
          everything inside of the body; a method or a field that you add elsewhere is missing there. Local records,
          lambdas and loops are fine. Keep the method's name and parameters.
        - Imports that are taken over: `java.util`, `java.util.function`, `java.util.stream`, `java.math`, the static
          methods of `Math` and `StrictMath`, and `org.firstprinciples`.
        - A body may call these, the values of `java.lang` (numbers, texts, exceptions), the types of the book's topics,
          and what its own file called before. It may not use reflection, files, threads, class loaders or
          `System`, except `System.arraycopy`.
        - A body leaves its arguments, and the object that it belongs to, as they were, unless it is there to change them.
        - The words of an exception's message are yours.
        - `mvn -q test` holds you to all of this in the words of the grader.
        - What you change in tests or in `pom.xml` helps you to look for mistakes and is not graded.
        - An exercise has %s. All claims must hold for its stars; there are no parts of stars.

        Hand in this folder, without `target`.
        """
                .formatted(
                        name,
                        exercises.stream().map(this::row).collect(Collectors.joining("\n")),
                        exercises.stream()
                                .map(s -> s.topic().name())
                                .distinct()
                                .map(t -> "[%s](%s.md)".formatted(t, t))
                                .collect(Collectors.joining(", ")),
                        exercises.getFirst().id(),
                        Grader.LIMIT);
    }

    private String row(Solution solution) {
        Task task = solution.task();
        JavaText text = JavaText.parse(texts.getOrDefault(task.path(), ""));
        Map<String, String> titles = book.titles(List.of(solution));
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | [%s](%s#L%s) | %s |",
                task.id(),
                task.shownStars(),
                task.minutes(),
                task.method(),
                task.path(),
                text.line(text.method(task.method()).orElseThrow()),
                task.claims().stream()
                        .map(c -> c + " " + titles.getOrDefault(c, ""))
                        .collect(Collectors.joining("<br>")));
    }

    private void save(Path to) {
        try {
            for (Map.Entry<String, Path> copy : copies.entrySet()) {
                Path file = to.resolve(copy.getKey());
                Files.createDirectories(file.getParent());
                Files.copy(copy.getValue(), file);
            }
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Path file = to.resolve(text.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, text.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
