package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The sources of a project that needs no other part of the book: the packages of the topics, the tests of the claims
/// that grade, what runs them, and everything that these ask for, found by the compiler.
///
/// @param files from the path in the project, `src/main/java/…`, to the file in the book
public record Sources(SortedMap<String, Path> files) {

    private static final String RUNNER = "org/firstprinciples/curriculum/";
    private static final String HOOKS = "META-INF/services/net.jqwik.api.lifecycle.LifecycleHook";

    /// The sources of these exercises.
    ///
    /// @param libraries the class path that they need besides
    public static Sources of(Book book, List<Solution> solutions, String libraries) {
        List<Path> folders =
                Stream.of("main", "test").flatMap(k -> book.sourceFolders(k).stream()).toList();
        Set<Path> files = new LinkedHashSet<>(start(book, solutions));
        while (true) {
            Set<Path> needed =
                    new LinkedHashSet<>(
                            Compilation.analyze(files, folders, libraries).orThrow().sources());
            for (Path file : List.copyOf(needed)) {
                if (isMainCodeOfATopic(book, file)) {
                    needed.addAll(filesIn(file.resolveSibling(".").normalize(), ".java"));
                }
            }
            if (files.containsAll(needed)) {
                return new Sources(arranged(book, files));
            }
            files.addAll(needed);
        }
    }

    /// The files of main code or of tests.
    List<Path> of(String kind) {
        return files.entrySet().stream()
                .filter(f -> f.getKey().startsWith("src/" + kind + "/java/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// The other files, with their paths in the project.
    SortedMap<String, Path> resources() {
        SortedMap<String, Path> resources = new TreeMap<>(files);
        resources.keySet().removeIf(f -> f.endsWith(".java"));
        return resources;
    }

    private static Set<Path> start(Book book, List<Solution> solutions) {
        Set<Path> start = new LinkedHashSet<>();
        Path tests = book.kit().resolve("src/test/java").resolve(RUNNER);
        start.add(
                book.kit()
                        .resolve("src/main/java")
                        .resolve(RUNNER)
                        .resolve("exercises/Feedback.java"));
        start.add(tests.resolve("exercises/Examiner.java"));
        start.add(tests.resolve("exercises/BodyCallsOfATry.java"));
        start.add(tests.resolve("laws/Thoroughness.java"));
        start.add(tests.resolve("laws/Repetition.java"));
        for (Solution solution : solutions) {
            Path section = book.root().resolve(solution.topic().section());
            start.addAll(
                    Folder.files(
                            section.resolve("src/main/java")
                                    .resolve(solution.topic().packageName().replace('.', '/')),
                            ".java"));
            for (Path test : Folder.files(section.resolve("src/test/java"), ".java")) {
                if (checks(test, solution.task().claims())) {
                    start.add(test);
                }
            }
        }
        return start;
    }

    private static boolean checks(Path test, List<String> claims) {
        String text = TextFile.read(test);
        return claims.stream().anyMatch(c -> text.contains('"' + c + '"'))
                && JavaText.parse(text).methods().stream()
                        .flatMap(m -> m.annotations().constants("Claim", "value").stream())
                        .anyMatch(claims::contains);
    }

    private static boolean isMainCodeOfATopic(Book book, Path file) {
        return book.plan().sections().stream()
                .anyMatch(s -> file.startsWith(book.root().resolve(s).resolve("src/main/java")));
    }

    private static List<Path> filesIn(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(ending))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<String, Path> arranged(Book book, Set<Path> files) {
        SortedMap<String, Path> arranged = new TreeMap<>();
        arranged.put(
                "src/test/resources/" + HOOKS,
                book.kit().resolve("src/test/resources").resolve(HOOKS));
        for (String kind : List.of("main", "test")) {
            for (Path folder : book.sourceFolders(kind)) {
                for (Path file : files) {
                    if (file.startsWith(folder)) {
                        String path = folder.relativize(file).toString().replace('\\', '/');
                        arranged.put("src/" + kind + "/java/" + path, file);
                        if (!folder.startsWith(book.kit())) {
                            addResources(arranged, folder, kind, file);
                        }
                    }
                }
            }
        }
        return arranged;
    }

    /// The resources of the file's package.
    private static void addResources(
            SortedMap<String, Path> arranged, Path folder, String kind, Path file) {
        Path resources = folder.resolveSibling("resources");
        Path beside = resources.resolve(folder.relativize(file)).resolveSibling(".").normalize();
        if (Files.isDirectory(beside)) {
            for (Path resource : filesIn(beside, "")) {
                String path = resources.relativize(resource).toString().replace('\\', '/');
                arranged.put("src/%s/resources/%s".formatted(kind, path), resource);
            }
        }
    }
}
