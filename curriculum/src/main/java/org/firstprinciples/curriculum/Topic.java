package org.firstprinciples.curriculum;

import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One document of the book, with the package that implements it.
///
/// @param prefix the two letters that its claims' ids begin with
/// @param section the module, named as its folder
/// @param name the document's name without its ending
/// @param prerequisites the topics that a reader must know at once before this one
public record Topic(String prefix, String section, String name, List<String> prerequisites) {

    /// Copies the list.
    public Topic {
        prerequisites = List.copyOf(prerequisites);
    }

    /// The document's path from the root: `transformers/self-attention.md`.
    public String document() {
        return section + "/" + name + ".md";
    }

    /// The pages beside the document that only some of its readers want, by name: `<name>-<subject>.md`, whose front
    /// matter says `companion-of: <name>`.
    ///
    /// @param root the book's folder
    public List<Path> companions(Path root) {
        Path folder = root.resolve(section);
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(name + "-.+\\.md"))
                    .filter(f -> TextFile.read(f).matches(companion()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String companion() {
        return "(?s)---\n(?:(?!---\n)[^\n]*\n)*?companion-of: " + name + "\n.*";
    }

    /// The document, if it is there, and its companions.
    ///
    /// @param root the book's folder
    public List<Path> pages(Path root) {
        return Stream.concat(
                        Stream.of(root.resolve(document())).filter(Files::exists),
                        companions(root).stream())
                .toList();
    }

    /// The package: `org.firstprinciples.transformers.selfattention`.
    public String packageName() {
        return "org.firstprinciples." + section.replace("-", "") + "." + name.replace("-", "");
    }

    /// The folder of the package below `src/main/java` or `src/test/java`.
    ///
    /// @param root the book's folder
    /// @param kind `main` or `test`
    public Path folder(Path root, String kind) {
        return root.resolve(section)
                .resolve("src")
                .resolve(kind)
                .resolve("java")
                .resolve(packageName().replace('.', '/'));
    }

    /// Whether the topic has a document or a package.
    public boolean hasBegun(Path root) {
        return Files.exists(root.resolve(document())) || Files.exists(folder(root, "main"));
    }

    /// Whether a class of this package, given by its full name with dots, belongs to the topic.
    public boolean owns(String className) {
        return className.startsWith(packageName() + ".");
    }
}
