package org.firstprinciples.curriculum.exercises;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The book's sources that some exercises need, compiled into a folder, and attempts compiled among them.
///
/// @param libraries the class path of everything that is not the book's, what runs tests among it
/// @param work the folder
record Pristine(String libraries, Path work) {

    /// Compiles sources and tests.
    ///
    /// @param work a folder that is emptied first
    static Pristine compile(Sources sources, String libraries, Path work) {
        Compilation.clear(work);
        Pristine pristine = new Pristine(libraries, work);
        Path classes = pristine.classes();
        Compilation.compile(sources.of("main"), libraries, classes).orThrow();
        Compilation.compile(sources.of("test"), pristine.classPath(classes), pristine.tests())
                .orThrow();
        sources.resources().forEach(pristine::copyResource);
        return pristine;
    }

    private void copyResource(String path, Path file) {
        Path to = path.startsWith("src/main/") ? classes() : tests();
        copy(file, to.resolve(path.substring("src/main/resources/".length())));
    }

    Path classes() {
        return work.resolve("classes");
    }

    Path tests() {
        return work.resolve("test-classes");
    }

    /// These folders, then the libraries.
    String classPath(Path... folders) {
        return Compilation.join(List.of(folders)) + File.pathSeparator + libraries;
    }

    /// Compiles an attempt into a folder of its own, together with all the book's classes but those of its file.
    ///
    /// @throws IllegalArgumentException if it does not compile
    void compile(Attempt attempt, Path to) {
        Compilation.clear(to);
        List<Path> replaced = PermittedCalls.classFiles(classes(), attempt.path());
        for (Path file : Book.files(classes(), "")) {
            if (!replaced.contains(file)) {
                copy(file, to.resolve(classes().relativize(file)));
            }
        }
        List<String> errors =
                Compilation.compile(attempt.path(), attempt.text(), classPath(to), to).errors();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(
                    "in the book's file it does not compile: " + errors.getFirst());
        }
    }

    static void copy(Path file, Path to) {
        try {
            Files.createDirectories(to.resolveSibling("."));
            Files.copy(file, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
