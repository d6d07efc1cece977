package org.firstprinciples.curriculum.laws;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

import java.util.Optional;
import java.util.stream.Collectors;

/// `-Dtopic=self-attention`: only the tests of this topic's package, and the laws of its section.
///
/// Found by the JUnit platform through `META-INF/services`.
public final class TopicFilter implements PostDiscoveryFilter {

    private final Optional<Topic> topic;

    /// The filter of the system property `topic`; without one, everything passes.
    public TopicFilter() {
        this(System.getProperty("topic", ""));
    }

    /// The filter of a topic, or of none if the name is empty.
    ///
    /// @throws IllegalArgumentException if the plan has no such topic; the message lists those it has
    TopicFilter(String name) {
        Curriculum plan = Curriculum.ofThisBook();
        topic = plan.topic(name);
        if (topic.isEmpty() && !name.isEmpty()) {
            throw new IllegalArgumentException(
                    "-Dtopic=%s: expected one of %s"
                            .formatted(
                                    name,
                                    plan.topics().stream()
                                            .map(Topic::name)
                                            .collect(Collectors.joining(", "))));
        }
    }

    @Override
    public FilterResult apply(TestDescriptor test) {
        return FilterResult.includedIf(
                topic.isEmpty() || className(test).map(this::belongs).orElse(true));
    }

    /// A class of the topic's package, or directly in the package of its section.
    private boolean belongs(String name) {
        String ofTopic = topic.orElseThrow().packageName();
        String ofSection = ofTopic.substring(0, ofTopic.lastIndexOf('.'));
        return name.startsWith(ofTopic + ".")
                || name.substring(0, name.lastIndexOf('.')).equals(ofSection);
    }

    private static Optional<String> className(TestDescriptor test) {
        return test.getSource()
                .flatMap(source ->
                        switch (source) {
                            case ClassSource type -> Optional.of(type.getClassName());
                            case MethodSource method -> Optional.of(method.getClassName());
                            default -> Optional.empty();
                        });
    }
}
