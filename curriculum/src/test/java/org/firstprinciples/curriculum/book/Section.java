package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A module's folder, as the rules read it.
///
/// @param root the folder of the whole book
/// @param name the module, named as its folder
/// @param plan the book's plan
/// @param notYet the documents that need not obey all rules yet
public record Section(Path root, String name, Curriculum plan, NotYet notYet) {

    /// With the book's own list of documents that need not obey all rules yet.
    public Section(Path root, String name, Curriculum plan) {
        this(root, name, plan, NotYet.of(root));
    }

    /// The same section with every document held to every rule.
    Section strict() {
        return new Section(root, name, plan, NotYet.NONE);
    }

    /// The topics whose documents a rule of the reader's contract is for.
    List<Topic> heldTo(BookRule rule) {
        return topics().stream().filter(t -> !notYet.excuses(t.document(), rule)).toList();
    }

    /// The module's folder.
    public Path folder() {
        return root.resolve(name);
    }

    /// The topics of this section that have begun: those with a document or a package.
    public List<Topic> topics() {
        return plan.topics().stream()
                .filter(t -> t.section().equals(name))
                .filter(t -> t.hasBegun(root))
                .toList();
    }

    /// A topic's document, if it is there.
    public Optional<Document> document(Topic topic) {
        Path path = root.resolve(topic.document());
        return Files.exists(path) ? Optional.of(Document.read(path)) : Optional.empty();
    }

    /// A topic's document, if it is there, and its companion pages.
    public List<Document> documents(Topic topic) {
        return topic.pages(root).stream().map(Document::read).toList();
    }

    /// The documents of this section and their companion pages.
    public List<Document> documents() {
        return topics().stream().flatMap(t -> documents(t).stream()).toList();
    }

    /// All Markdown files in the module's folder itself.
    public List<Path> markdown() {
        return Files.exists(folder()) ? list(folder(), ".md") : List.of();
    }

    /// The files with this ending in the module's folder `data`.
    public List<Path> data(String ending) {
        Path data = folder().resolve("data");
        return Files.exists(data) ? list(data, ending) : List.of();
    }

    /// The test sources.
    public List<Source> tests() {
        return Source.readAll(walk(folder().resolve("src/test/java"), ".java"));
    }

    /// The classes of main code, from its bytecode.
    public List<ClassModel> mainClasses() {
        return classes("classes");
    }

    /// The classes of the tests, from their bytecode.
    public List<ClassModel> testClasses() {
        return classes("test-classes");
    }

    /// A path as a message names it: from the root.
    public String show(Path path) {
        return root.toAbsolutePath()
                .normalize()
                .relativize(path.toAbsolutePath().normalize())
                .toString();
    }

    private List<ClassModel> classes(String folder) {
        return walk(folder().resolve("target").resolve(folder), ".class").stream()
                .map(Section::parse)
                .toList();
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All files below a folder with that ending; none if there is no such folder.
    public static List<Path> walk(Path folder, String ending) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
