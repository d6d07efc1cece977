package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Topic;

import java.util.List;
import java.util.stream.Stream;

/// [BookRule#NOT_YET].
final class NotYetRules {

    private NotYetRules() {}

    static Stream<String> complaints(Section section) {
        return section.notYet().rules().keySet().stream()
                .filter(d -> concerns(section, d))
                .flatMap(d -> complaints(section, d))
                .map(c -> NotYet.FILE + ": " + c);
    }

    /// A document of no section concerns all of them.
    private static boolean concerns(Section section, String document) {
        String home = document.replaceFirst("/.*", "");
        return home.equals(section.name()) || !section.plan().sections().contains(home);
    }

    private static Stream<String> complaints(Section section, String document) {
        if (section.topics().stream().map(Topic::document).noneMatch(document::equals)) {
            return Stream.of(
                    document + " is no document of a topic that has begun; take its line out");
        }
        List<String> named = section.notYet().rules().getOrDefault(document, List.of());
        if (NotYet.contract().stream()
                .filter(r -> section.notYet().excuses(document, r))
                .allMatch(r -> obeys(section, document, r))) {
            return Stream.concat(
                    unknown(document, named),
                    Stream.of(document + " is up to the contract; take its line out"));
        }
        return Stream.concat(
                unknown(document, named),
                NotYet.contract().stream()
                        .filter(r -> named.contains(NotYet.nameOf(r)))
                        .filter(r -> obeys(section, document, r))
                        .map(r ->
                                "%s obeys the rule %s; take the word out of its line"
                                        .formatted(document, NotYet.nameOf(r))));
    }

    private static Stream<String> unknown(String document, List<String> named) {
        List<String> names = NotYet.contract().stream().map(NotYet::nameOf).toList();
        return named.stream()
                .filter(n -> !names.contains(n))
                .map(n ->
                        "%s: `%s` is no rule of the contract; there are %s"
                                .formatted(document, n, String.join(", ", names)));
    }

    /// Whether the document and its companions would be left in peace if they were held to the rule.
    private static boolean obeys(Section section, String document, BookRule rule) {
        String companions = document.replace(".md", "-");
        return rule.complaints(section.strict())
                .noneMatch(c -> c.contains(document) || c.contains(companions));
    }
}
