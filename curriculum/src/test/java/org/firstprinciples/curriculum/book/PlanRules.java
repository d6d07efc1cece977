package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;

import java.util.List;
import java.util.stream.Stream;

/// [BookRule#PLAN].
final class PlanRules {

    private PlanRules() {}

    static Stream<String> complaints(Section section) {
        Curriculum plan = section.plan();
        return plan.topics().stream()
                .flatMap(t -> t.prerequisites().stream().flatMap(p -> edge(plan, t, p)));
    }

    private static Stream<String> edge(Curriculum plan, Topic topic, String prerequisite) {
        List<String> sections = plan.sections();
        if (plan.topic(prerequisite).isEmpty()) {
            return Stream.of(
                    "topics.txt: %s needs %s, which is no topic; add its line or mend the name"
                            .formatted(topic.name(), prerequisite));
        }
        if (plan.closure(prerequisite).contains(topic.name())) {
            return Stream.of(
                    "topics.txt: %s needs %s, which needs %s: a circle; remove one of the edges"
                            .formatted(topic.name(), prerequisite, topic.name()));
        }
        String home = plan.topic(prerequisite).orElseThrow().section();
        return sections.indexOf(home) <= sections.indexOf(topic.section())
                ? Stream.of()
                : Stream.of(
                        "topics.txt: %s of %s needs %s of the later section %s; move one of them"
                                .formatted(topic.name(), topic.section(), prerequisite, home));
    }
}
