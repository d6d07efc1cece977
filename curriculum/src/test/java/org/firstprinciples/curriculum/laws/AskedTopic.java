package org.firstprinciples.curriculum.laws;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;

import java.util.Optional;
import java.util.stream.Collectors;

/// The topic of `-Dtopic=self-attention`, which alone is then looked at.
final class AskedTopic {

    private AskedTopic() {}

    /// The topic that the system property `topic` names; empty if it is not set.
    ///
    /// @throws IllegalArgumentException if the plan has no such topic; the message lists those it has
    static Optional<Topic> ofThisRun() {
        return named(System.getProperty("topic", ""));
    }

    /// The topic of this name, or none if the name is empty.
    ///
    /// @throws IllegalArgumentException if the plan has no such topic; the message lists those it has
    static Optional<Topic> named(String name) {
        Curriculum plan = Curriculum.ofThisBook();
        Optional<Topic> topic = plan.topic(name);
        if (topic.isEmpty() && !name.isEmpty()) {
            throw new IllegalArgumentException(
                    "-Dtopic=%s: expected one of %s"
                            .formatted(
                                    name,
                                    plan.topics().stream()
                                            .map(Topic::name)
                                            .collect(Collectors.joining(", "))));
        }
        return topic;
    }
}
