package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Topic;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// [BookRule#COMPANIONS].
final class CompanionRules {

    private static final List<String> EDGES = List.of("prerequisites", "leads-to");

    private CompanionRules() {}

    static Stream<String> complaints(Section section) {
        return section.markdown().stream()
                .map(Document::read)
                .flatMap(d -> d.companionOf().stream().flatMap(t -> complaints(section, d, t)));
    }

    private static Stream<String> complaints(Section section, Document page, String name) {
        String file = section.show(page.path());
        Optional<Topic> topic =
                section.topics().stream().filter(t -> t.name().equals(name)).findFirst();
        return Stream.of(
                        FrontMatterRules.title(file, page),
                        edges(file, page),
                        topic.map(t -> beside(section, file, page, t))
                                .orElseGet(() -> homeless(section, file, name)))
                .flatMap(s -> s);
    }

    private static Stream<String> edges(String file, Document page) {
        return EDGES.stream()
                .filter(page.frontMatter()::containsKey)
                .map(key ->
                        "%s: has %s beside companion-of; a companion page has no place in the plan: remove the line"
                                .formatted(file, key));
    }

    private static Stream<String> homeless(Section section, String file, String name) {
        List<String> names = section.topics().stream().map(Topic::name).toList();
        return Stream.of(
                "%s: companion-of is %s, which is no topic of %s; it has %s"
                        .formatted(file, name, section.name(), String.join(", ", names)));
    }

    private static Stream<String> beside(Section section, String file, Document page, Topic topic) {
        Stream.Builder<String> complaints = Stream.builder();
        Path name = page.path().getFileName();
        if (!topic.companions(section.root()).contains(page.path())) {
            complaints.add(
                    "%s: a companion page of %s is called %s-<subject>.md and has the line `companion-of: %s`"
                            .formatted(file, topic.name(), topic.name(), topic.name()));
        }
        boolean linked =
                section.document(topic).stream()
                        .flatMap(d -> d.links().stream())
                        .anyMatch(l -> l.file().equals(name.toString()));
        if (!linked) {
            complaints.add(
                    "%s: %s does not link it; write [%s](%s) where its reader may want it"
                            .formatted(
                                    file, topic.document(), page.frontMatter().get("title"), name));
        }
        return complaints.build();
    }
}
