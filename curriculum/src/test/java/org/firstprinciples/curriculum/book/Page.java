package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Topic;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A document or one of its companion pages, with what its reader has read before.
///
/// @param document the page
/// @param topic the topic that it belongs to
/// @param met the other documents that its reader knows
record Page(Document document, Topic topic, Set<Path> met) {

    /// The pages of a section that a rule of the reader's contract is for.
    static List<Page> heldTo(Section section, BookRule rule) {
        return section.heldTo(rule).stream().flatMap(t -> of(section, t)).toList();
    }

    private static Stream<Page> of(Section section, Topic topic) {
        Set<Path> met = new HashSet<>();
        section.plan()
                .closure(topic.name())
                .forEach(name ->
                        section.plan().topic(name).ifPresent(t -> met.add(pathOf(section, t))));
        Set<Path> metByCompanions = new HashSet<>(met);
        metByCompanions.add(pathOf(section, topic));
        return Stream.concat(
                section.document(topic).stream().map(d -> new Page(d, topic, met)),
                topic.companions(section.root()).stream()
                        .map(c -> new Page(Document.read(c), topic, metByCompanions)));
    }

    /// Where it is.
    Path path() {
        return document.path().normalize();
    }

    private static Path pathOf(Section section, Topic topic) {
        return section.root().resolve(topic.document()).normalize();
    }
}
