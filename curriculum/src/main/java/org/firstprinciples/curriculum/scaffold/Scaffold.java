package org.firstprinciples.curriculum.scaffold;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be begun: a topic, an operation, a claim, a notebook.
interface Scaffold {

    /// Adds the files to a draft.
    ///
    /// @throws IllegalArgumentException if they cannot be written; the message says why, and what could
    void into(Draft draft);

    /// What to do when the gaps are filled.
    String next();

    /// What `-Dnew=…` names.
    ///
    /// @param wish `kind:name`
    /// @throws IllegalArgumentException if there is no such kind or no such name; the message lists what there is
    static Scaffold of(String wish, Curriculum plan) {
        int colon = wish.indexOf(':');
        String name = wish.substring(colon + 1);
        return switch (colon < 0 ? "" : wish.substring(0, colon)) {
            case "topic" -> NewTopic.of(name, plan);
            case "operation" -> NewOperation.of(name, plan);
            case "claim" -> NewClaim.of(name, plan);
            case "notebook" -> NewNotebook.of(name);
            default ->
                    throw new IllegalArgumentException(
                            """
                            -Dnew=%s: expected one of
                              topic:loss-functions
                              operation:loss-functions/Huber
                              claim:OP-17
                              notebook:04-optimization-landscape\
                            """
                                    .formatted(wish));
        };
    }

    /// Words joined by hyphens as a class is named: `loss-functions` is `LossFunctions`.
    static String typeName(String words) {
        return Stream.of(words.split("-", -1))
                .map(w -> w.substring(0, 1).toUpperCase(Locale.ROOT) + w.substring(1))
                .collect(Collectors.joining());
    }

    /// A topic's package as a folder.
    static String folder(Topic topic) {
        return topic.packageName().replace('.', '/');
    }

    /// Where a topic's classes stand, `main` or `test`, with the slash at its end.
    static String sources(Topic topic, String kind) {
        return topic.section() + "/src/" + kind + "/java/" + folder(topic) + "/";
    }

    /// Names in a line.
    static String list(Stream<Topic> topics) {
        return topics.map(Topic::name).collect(Collectors.joining(", "));
    }
}
