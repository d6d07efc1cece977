package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes exercises as a Maven project for a student: sources without the solutions, documents, tests, and a README.
public final class Handout {

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
        StudentPages pages = StudentPages.of(book, exercises, handout.copies);
        handout.texts.putAll(pages.texts());
        handout.copies.putAll(pages.pictures());
        handout.texts.put("pom.xml", StudentPom.of(book, exercises, handout.name));
        handout.texts.put(
                "README.md", StudentReadme.of(book, exercises, handout.name, handout.texts));
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
