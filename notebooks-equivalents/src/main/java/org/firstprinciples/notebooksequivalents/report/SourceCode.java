package org.firstprinciples.notebooksequivalents.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The source of a notebook, so that a cell can show the code that made it.
///
/// A method is found by its name and ends at the brace that stands where its first line begins: the
/// formatter of the build sees to that. Statements that only write to the page are left out.
public final class SourceCode {

    private final String type;
    private final List<String> lines;

    private SourceCode(String type, List<String> lines) {
        this.type = type;
        this.lines = lines;
    }

    /// The source of a class of this module, if the book's folder has it.
    ///
    /// @param root the folder of the book
    public static SourceCode of(Path root, Class<?> type) {
        Path file =
                root.resolve("notebooks-equivalents/src/main/java")
                        .resolve(type.getName().replace('.', '/') + ".java");
        try {
            return new SourceCode(
                    type.getSimpleName(),
                    Files.exists(file) ? Files.readAllLines(file) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// This text as source.
    static SourceCode of(String text) {
        return new SourceCode("", text.lines().toList());
    }

    /// The name of the class.
    String type() {
        return type;
    }

    /// The first method of this name, with its comment, moved to the left; or nothing.
    Optional<String> method(String name) {
        int head = 0;
        while (head < lines.size() && !isHead(lines.get(head), name)) {
            head++;
        }
        if (head == lines.size()) {
            return Optional.empty();
        }
        int indentation = indentation(lines.get(head));
        int end = head;
        while (end < lines.size() - 1 && !lines.get(end).equals(" ".repeat(indentation) + "}")) {
            end++;
        }
        int start = head;
        while (start > 0 && lines.get(start - 1).strip().startsWith("///")) {
            start--;
        }
        return Optional.of(
                String.join("\n", computing(lines.subList(start, end + 1))).stripIndent());
    }

    private static List<String> computing(List<String> lines) {
        List<String> computing = new ArrayList<>();
        boolean writing = false;
        for (String line : lines) {
            writing |= line.strip().startsWith("page.") && !line.contains(" = ");
            if (!writing) {
                computing.add(line);
            }
            writing &= !line.endsWith(";");
        }
        return computing;
    }

    /// A declaration in the class itself: one step from the margin, and no statement.
    private static boolean isHead(String line, String name) {
        return line.matches(" {4}\\S.* " + name + "\\(.*") && !line.endsWith(";");
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }
}
