package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Topic;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// [BookRule#FRONT_MATTER].
final class FrontMatterRules {

    private FrontMatterRules() {}

    static Stream<String> complaints(Section section) {
        return section.topics().stream()
                .flatMap(t -> section.document(t).stream().flatMap(d -> complaints(section, t, d)));
    }

    private static Stream<String> complaints(Section section, Topic topic, Document document) {
        if (document.frontMatter().isEmpty()) {
            return Stream.of(
                    "%s: no front matter; begin with `---`, title, prerequisites, leads-to, `---`"
                            .formatted(topic.document()));
        }
        return Stream.of(
                        title(topic.document(), document),
                        edges(topic, document, "prerequisites", topic.prerequisites()),
                        edges(topic, document, "leads-to", section.plan().leadsTo(topic.name())))
                .flatMap(s -> s);
    }

    /// A page's title is its first heading.
    ///
    /// @param file as the message names it
    static Stream<String> title(String file, Document document) {
        String title = Objects.toString(document.frontMatter().get("title"), "");
        String heading =
                document.headings().stream()
                        .filter(h -> h.level() == 1)
                        .map(Document.Heading::text)
                        .findFirst()
                        .orElse("");
        return !title.isEmpty() && title.equals(heading)
                ? Stream.of()
                : Stream.of(
                        "%s: the title is `%s` and the first heading `# %s`; make them equal"
                                .formatted(file, title, heading));
    }

    private static Stream<String> edges(
            Topic topic, Document document, String key, List<String> planned) {
        Object value = document.frontMatter().get(key);
        return planned.equals(value)
                ? Stream.of()
                : Stream.of(
                        "%s: %s are %s; the plan has %s: [%s]"
                                .formatted(
                                        topic.document(),
                                        key,
                                        value,
                                        key,
                                        String.join(", ", planned)));
    }
}
