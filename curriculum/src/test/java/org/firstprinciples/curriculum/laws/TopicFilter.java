package org.firstprinciples.curriculum.laws;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

import java.util.Optional;

/// `-Dtopic=self-attention`: only the tests of this topic's package, the laws of its section, and those of the whole
/// book.
///
/// Found by the JUnit platform through `META-INF/services`.
public final class TopicFilter implements PostDiscoveryFilter {

    private static final String WHOLE_BOOK = Curriculum.class.getPackageName() + ".WholeBookTest";

    private final Optional<Topic> topic;

    /// The filter of the system property `topic`; without one, everything passes.
    ///
    /// @throws IllegalArgumentException if the plan has no such topic; the message lists those it has
    public TopicFilter() {
        this(AskedTopic.ofThisRun());
    }

    /// The filter of a topic, or of none if the name is empty.
    ///
    /// @throws IllegalArgumentException if the plan has no such topic; the message lists those it has
    public TopicFilter(String name) {
        this(AskedTopic.named(name));
    }

    private TopicFilter(Optional<Topic> topic) {
        this.topic = topic;
    }

    @Override
    public FilterResult apply(TestDescriptor test) {
        return FilterResult.includedIf(
                topic.isEmpty()
                        || RunningClass.of(test)
                                .map(source -> belongs(source.getClassName()))
                                .orElse(true));
    }

    /// A class of the topic's package, or directly in the package of its section, or the whole book's.
    private boolean belongs(String name) {
        String ofTopic = topic.orElseThrow().packageName();
        String ofSection = ofTopic.substring(0, ofTopic.lastIndexOf('.'));
        return topic.orElseThrow().owns(name)
                || name.substring(0, name.lastIndexOf('.')).equals(ofSection)
                || name.equals(WHOLE_BOOK);
    }
}
