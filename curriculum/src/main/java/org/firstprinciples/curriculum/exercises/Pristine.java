package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The book's sources that some exercises need, compiled into a folder.
///
/// @param libraries the class path of everything that is not the book's, what runs tests among it
/// @param work the folder
record Pristine(String libraries, Path work) {

    /// Compiles sources and tests.
    ///
    /// @param work a folder that is emptied first
    static Pristine compile(Sources sources, String libraries, Path work) {
        Folder.clear(work);
        Pristine pristine = new Pristine(libraries, work);
        Path classes = pristine.classes();
        Compilation.compile(sources.of("main"), libraries, classes).orThrow();
        Compilation.compile(
                        sources.of("test"),
                        Compilation.join(List.of(classes)) + File.pathSeparator + libraries,
                        pristine.tests())
                .orThrow();
        sources.resources().forEach(pristine::copyResource);
        return pristine;
    }

    private void copyResource(String path, Path file) {
        Path to = path.startsWith("src/main/") ? classes() : tests();
        Folder.copy(file, to.resolve(path.substring("src/main/resources/".length())));
    }

    Path classes() {
        return work.resolve("classes");
    }

    Path tests() {
        return work.resolve("test-classes");
    }

    /// What is graded: the exercises, each with the tests that call its body.
    ///
    /// @param question `tests` for the tests of all claims, as a student needs them who has no other solution;
    ///     `own-tests` for those of the exercise's own claims
    Assignment assignment(Book book, List<Solution> solutions, String question) {
        Map<String, String> files = new TreeMap<>();
        solutions.forEach(s -> files.putIfAbsent(s.path(), TextFile.read(s.file())));
        Assignment untried =
                new Assignment(
                        solutions.stream().map(Solution::task).toList(),
                        book.titles(solutions),
                        PermittedCalls.of(
                                book.plan().topics().stream().map(Topic::packageName).toList(),
                                classes(),
                                files.keySet()),
                        files,
                        Map.of());
        solutions.stream()
                .flatMap(s -> s.tables().stream())
                .distinct()
                .forEach(t -> Folder.copy(t, work.resolve("data").resolve(t.getFileName())));
        untried.write(work.resolve("untried"));
        Map<Task, List<String>> tests =
                examination("untried", Grader.LIMIT).tests(question, untried.tasks());
        Assignment assignment =
                new Assignment(
                        untried.tasks().stream()
                                .map(t -> t.by(tests.getOrDefault(t, List.of())))
                                .toList(),
                        untried.titles(),
                        untried.permitted(),
                        files,
                        Map.of());
        assignment.write(work.resolve("assignment"));
        return assignment;
    }

    /// Grades by the assignment of that name below the folder.
    Examination examination(String assignment, CpuLimit limit) {
        return new Examination(
                libraries,
                classes(),
                tests(),
                work.resolve(assignment),
                work.resolve("data"),
                limit,
                List.of());
    }
}
