package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// A book of one topic with two exercises, copied into a folder, and students who work on it.
final class SmallClass {

    static final String AVERAGES = "src/main/java/org/firstprinciples/one/averages/Averages.java";
    static final String TESTS = "src/test/java/org/firstprinciples/one/averages/AveragesTest.java";

    private final Path folder;
    private final Book book;

    SmallClass(Path folder) {
        this.folder = folder;
        Path root = folder.resolve("book");
        try {
            Path small =
                    Path.of(Objects.requireNonNull(SmallClass.class.getResource("small")).toURI());
            for (Path file : Folder.files(small, "")) {
                Path copy = root.resolve(small.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        book =
                new Book(
                        root,
                        Curriculum.parse("AV one averages:\n", "Short: averages\n"),
                        Path.of("").toAbsolutePath());
    }

    /// Moves the second claim to a page beside the document, which shows the first solution again.
    SmallClass companion() {
        Path document = book.root().resolve("one/averages.md");
        String text = TextFile.read(document);
        String claim =
                text.substring(text.indexOf("> **Claim AV-02"), text.indexOf("## Exercises"));
        String snippet = text.substring(text.indexOf("```java"), text.indexOf(claim));
        Folder.write(
                document, text.replace(claim, "What is [centered](averages-centered.md)?\n\n"));
        Folder.write(
                document.resolveSibling("averages-centered.md"),
                "---\ntitle: Centered\ncompanion-of: averages\n---\n\n# Centered\n\nSee"
                        + " [Averages](averages.md).\n\n"
                        + claim
                        + snippet);
        return this;
    }

    Book book() {
        return book;
    }

    Path folder() {
        return folder;
    }

    /// The build's class path without the book.
    static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(p -> p.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// What students get.
    Path handout() {
        Path to = folder.resolve("handout");
        if (Files.notExists(to)) {
            Handout.write(book, "averages", libraries(), to);
        }
        return to;
    }

    /// A student's project of one file, with this body of an exercise, and more members and imports.
    Path student(String name, String exercise, String body, String members, String imports) {
        Path project = folder.resolve("class").resolve(name);
        try {
            String text = Files.readString(handout().resolve(AVERAGES));
            int start = text.indexOf("throw new ExerciseNotSolved(\"" + exercise);
            int end = text.indexOf('\n', start);
            String solved = text.substring(0, start) + body + text.substring(end);
            Path file = project.resolve(AVERAGES);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(
                    file,
                    solved.replace("private Averages() {}", "private Averages() {}\n" + members)
                            .replace(
                                    "import org.firstprinciples.curriculum.Exercise;",
                                    imports + "import org.firstprinciples.curriculum.Exercise;"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return project;
    }

    Path student(String name, String exercise, String body) {
        return student(name, exercise, body, "", "");
    }

    Grader grader(int seconds) {
        return new Grader(
                book,
                exercises(),
                Sources.of(book, exercises(), libraries()),
                libraries(),
                folder.resolve("grades-" + seconds),
                new CpuLimit(Duration.ofSeconds(seconds)),
                1);
    }

    List<Solution> exercises() {
        return book.select("averages");
    }
}
