package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Topic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// [BookRule#TOPICS].
final class TopicRules {

    private TopicRules() {}

    static Stream<String> complaints(Section section) {
        if (!section.plan().sections().contains(section.name())) {
            return Stream.of();
        }
        return Stream.of(
                        section.topics().stream().flatMap(t -> incomplete(section, t)),
                        homeless(section),
                        strangers(section))
                .flatMap(s -> s);
    }

    private static Stream<String> incomplete(Section section, Topic topic) {
        Path main = topic.folder(section.root(), "main");
        Path tests = topic.folder(section.root(), "test");
        Stream.Builder<String> missing = Stream.builder();
        if (section.document(topic).isEmpty()) {
            missing.add(
                    topic.document() + ": missing; write the document of " + topic.packageName());
        } else if (section.document(topic).orElseThrow().claims().isEmpty()) {
            missing.add(
                    "%s: no claims; state what the code does as `> **Claim %s-01 — Title.** …`"
                            .formatted(topic.document(), topic.prefix()));
        }
        if (Files.notExists(main.resolve("package-info.java"))) {
            missing.add(
                    "%s: missing; write what to read first, the symbols and the sources, above `@NullMarked package %s;`"
                            .formatted(
                                    section.show(main.resolve("package-info.java")),
                                    topic.packageName()));
        }
        if (Section.walk(tests, "Test.java").isEmpty()) {
            missing.add(
                    "%s: no tests; write one that checks a claim of %s"
                            .formatted(section.show(tests), topic.document()));
        }
        return missing.build();
    }

    private static Stream<String> homeless(Section section) {
        Path sources = section.folder().resolve("src/main/java");
        return Section.walk(sources, ".java").stream()
                .map(f -> sources.relativize(f).toString().replaceAll("[/\\\\]", "."))
                .map(f -> f.substring(0, f.length() - ".java".length()))
                .filter(c -> section.plan().owner(c).isEmpty())
                .map(c ->
                        "%s: its package belongs to no topic; move %s into the package of one"
                                .formatted(section.name(), c));
    }

    private static Stream<String> strangers(Section section) {
        List<Path> pages =
                section.topics().stream().flatMap(t -> t.pages(section.root()).stream()).toList();
        return section.markdown().stream()
                .filter(m -> !pages.contains(m))
                .map(m ->
                        "%s: no topic of topics.txt has this name; rename it, add the topic, or make it the page `<topic>-<subject>.md` with `companion-of: <topic>`"
                                .formatted(section.show(m)));
    }
}
