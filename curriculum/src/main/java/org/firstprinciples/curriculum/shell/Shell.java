package org.firstprinciples.curriculum.shell;

import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the reader of a topic finds in a shell.
///
/// @param root the book's folder
/// @param topics the topics whose packages are imported, the reader's own first
/// @param imports the declarations
public record Shell(Path root, List<Topic> topics, List<String> imports) {

    /// Copies the lists.
    public Shell {
        topics = List.copyOf(topics);
        imports = List.copyOf(imports);
    }

    /// The shell for a topic and what its reader has met before; for no topic, the one for the first section.
    ///
    /// @param name the topic's name; empty or `true`, which Maven makes of `-Dshell`, for none
    /// @throws IllegalArgumentException if no topic that has begun has this name
    public static Shell of(String name, Path root, Curriculum plan) {
        List<Topic> begun = plan.topics().stream().filter(t -> t.hasBegun(root)).toList();
        List<Topic> topics =
                name.isEmpty() || name.equals("true")
                        ? begun.stream()
                                .filter(t -> t.section().equals(plan.sections().getFirst()))
                                .toList()
                        : met(name, begun, plan);
        return new Shell(root, topics, Imports.of(root, topics));
    }

    private static List<Topic> met(String name, List<Topic> begun, Curriculum plan) {
        List<Topic> own = begun.stream().filter(t -> t.name().equals(name)).toList();
        if (own.isEmpty()) {
            throw new IllegalArgumentException(
                    "no topic that has begun is called `%s`; there are %s"
                            .formatted(name, names(begun)));
        }
        Set<String> before = plan.closure(name);
        return Stream.concat(
                        own.stream(),
                        begun.reversed().stream().filter(t -> before.contains(t.name())))
                .toList();
    }

    private static String names(List<Topic> topics) {
        return topics.stream().map(Topic::name).collect(Collectors.joining(", "));
    }

    /// A shell of this process with these imports, which prints nothing.
    public JShell open() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        JShell shell = JShell.builder().executionEngine("local").out(nowhere).err(nowhere).build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        imports.forEach(shell::eval);
        return shell;
    }

    /// Up to three lines of the first topic's document that such a shell takes, one after the other.
    public List<String> thingsToTry() {
        if (topics.isEmpty()) {
            return List.of();
        }
        try (JShell shell = open()) {
            return ThingsToTry.of(
                    root.resolve(topics.getFirst().document()), line -> takes(shell, line));
        }
    }

    private static boolean takes(JShell shell, String line) {
        CompletionInfo read = shell.sourceCodeAnalysis().analyzeCompletion(line);
        return read.completeness().isComplete()
                && read.remaining().isEmpty()
                && shell.eval(read.source()).stream().allMatch(Shell::went);
    }

    private static boolean went(SnippetEvent event) {
        return event.status() == Status.VALID && event.exception() == null;
    }

    /// What a reader is told before the first line.
    public String greeting() {
        List<String> lines = thingsToTry();
        return "The classes of %s are imported.%s%nCtrl-D leaves.%n"
                .formatted(
                        names(topics),
                        lines.isEmpty()
                                ? ""
                                : lines.stream()
                                        .map(l -> "%n    %s".formatted(l))
                                        .collect(Collectors.joining("", " Try", "")));
    }
}
