package org.firstprinciples.curriculum;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
