package org.firstprinciples.notebooksequivalents.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The source of a notebook, so that a cell can show the code that made it, and that of the classes it uses.
///
/// A method is found by its name and ends at the brace that stands where its first line begins: the
/// formatter of the build sees to that. Statements that only write to the page are left out.
public final class SourceCode {

    private final Path root;
    private final List<String> lines;

    private SourceCode(Path root, List<String> lines) {
        this.root = root;
        this.lines = lines;
    }

    /// The source of a class of the book, if the book's folder has it: below the section whose name, without hyphens, is that of
    /// the package.
    ///
    /// @param root the folder of the book
    public static SourceCode of(Path root, Class<?> type) {
        String file = "src/main/java/" + type.getName().replace('.', '/') + ".java";
        try (Stream<Path> folders = Files.list(root)) {
            List<Path> files =
                    folders.filter(section -> isSectionOf(section, type))
                            .map(section -> section.resolve(file))
                            .filter(Files::exists)
                            .toList();
            return new SourceCode(
                    root, files.isEmpty() ? List.of() : Files.readAllLines(files.getFirst()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSectionOf(Path section, Class<?> type) {
        String name = section.getFileName().toString().replace("-", "");
        return type.getPackageName().startsWith("org.firstprinciples." + name + ".");
    }

    /// This text as source.
    static SourceCode of(String text) {
        return new SourceCode(Path.of(""), text.lines().toList());
    }

    /// The source of another class of the same book.
    SourceCode of(Class<?> type) {
        return of(root, type);
    }

    /// The class with its comment, without package and imports; or nothing.
    Optional<String> type() {
        int start = 0;
        while (start < lines.size() && !lines.get(start).startsWith("///")) {
            start++;
        }
        return start == lines.size()
                ? Optional.empty()
                : Optional.of(String.join("\n", lines.subList(start, lines.size())));
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
