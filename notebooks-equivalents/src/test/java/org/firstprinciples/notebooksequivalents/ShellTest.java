package org.firstprinciples.notebooksequivalents;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.book.Document;
import org.firstprinciples.curriculum.book.Snippet;
import org.firstprinciples.curriculum.shell.Main;
import org.firstprinciples.curriculum.shell.Shell;
import org.firstprinciples.curriculum.source.TextFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A reader can play with what the documents of the first section show.
class ShellTest {

    private static final Path ROOT = Path.of("..");
    private static final Curriculum PLAN = Curriculum.ofThisBook();

    static List<Topic> topics() {
        return Shell.of("", ROOT, PLAN).topics();
    }

    /// What a snippet shows belongs to a class that the reader can name; classes that others may not use are apart.
    @ParameterizedTest
    @MethodSource("topics")
    void theClassesThatADocumentShowsAreKnown(Topic topic) {
        Path document = ROOT.resolve(topic.document());
        try (JShell shell = Shell.of(topic.name(), ROOT, PLAN).open()) {
            Document.read(document).snippets().stream()
                    .map(Snippet::place)
                    .filter(p -> p.startsWith("src/main/"))
                    .filter(p -> isPublic(document.resolveSibling(p.replaceFirst("#.*", ""))))
                    .map(p -> p.replaceFirst(".*/(\\w+)\\.java#.*", "$1"))
                    .distinct()
                    .forEach(type ->
                            assertThat(shell.eval(type + ".class"))
                                    .as(type)
                                    .extracting(SnippetEvent::status)
                                    .containsExactly(Status.VALID));
        }
    }

    private static boolean isPublic(Path file) {
        return TextFile.read(file).contains("\npublic ");
    }

    /// A snippet can be typed as it stands, changed, and called.
    @Test
    void aSnippetCanBeTyped() {
        String snippet =
                Document.read(ROOT.resolve("math-foundations/linear-algebra.md"))
                        .snippets()
                        .stream()
                        .filter(s -> s.place().endsWith("#LineProjection.onto"))
                        .map(Snippet::text)
                        .findFirst()
                        .orElseThrow();
        try (JShell shell = Shell.of("linear-algebra", ROOT, PLAN).open()) {
            assertThat(shell.eval(snippet))
                    .extracting(SnippetEvent::status)
                    .containsExactly(Status.VALID);
            assertThat(shell.eval("onto(Vector.of(3, 0), Vector.of(3, 4))"))
                    .extracting(SnippetEvent::value)
                    .containsExactly("[3.0, 0.0]");
        }
    }

    /// What is up to the reader's contract has something to try.
    @ParameterizedTest
    @MethodSource("topics")
    void aShellBeginsWithLinesOfItsDocument(Topic topic) throws IOException {
        List<String> lines = Shell.of(topic.name(), ROOT, PLAN).thingsToTry();
        boolean isFinished =
                Files.readAllLines(ROOT.resolve("curriculum/not-yet.txt")).stream()
                        .noneMatch(l -> l.startsWith(topic.document()));
        assertThat(lines).as(topic.document()).hasSizeBetween(isFinished ? 1 : 0, 3);
    }

    /// As in `echo 'Vector.of(3, 4)' | mvn -q compile -Dshell=linear-algebra`.
    @Test
    void linesThatArePipedIntoItAreRun() throws Exception {
        Process shell =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-classpath",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "linear-algebra",
                                ROOT.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var input = shell.outputWriter(StandardCharsets.UTF_8)) {
            input.write("Vector.of(3, 4)\nNorms.two(Vector.of(3, 4))\n");
        }
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(said)
                .startsWith("The classes of linear-algebra are imported.")
                .contains("Ctrl-D leaves.", "$1 ==> [3.0, 4.0]", "$2 ==> 5.0");
    }
}
