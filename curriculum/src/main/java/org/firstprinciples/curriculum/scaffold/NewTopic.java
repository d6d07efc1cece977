package org.firstprinciples.curriculum.scaffold;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;

import java.util.List;
import java.util.Map;

/// A topic of the plan begins: its document, package and first test, and its section if this is the first topic there.
///
/// @param plan the book's plan
/// @param topic the topic
record NewTopic(Curriculum plan, Topic topic) implements Scaffold {

    static NewTopic of(String name, Curriculum plan) {
        return new NewTopic(
                plan,
                plan.topic(name)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "-Dnew=topic:%s: the plan, topics.txt, has %s"
                                                .formatted(
                                                        name,
                                                        Scaffold.list(plan.topics().stream())))));
    }

    @Override
    public void into(Draft draft) {
        if (topic.hasBegun(draft.root())) {
            throw new IllegalArgumentException(
                    "%s has begun; not begun are %s"
                            .formatted(
                                    topic.name(),
                                    Scaffold.list(
                                            plan.topics().stream()
                                                    .filter(t -> !t.hasBegun(draft.root())))));
        }
        if (!draft.exists(topic.section() + "/pom.xml")) {
            new NewSection(plan, topic.section()).into(draft);
        }
        String type = Scaffold.typeName(topic.name());
        String title = topic.name().replace('-', ' ');
        Map<String, String> values =
                Map.ofEntries(
                        Map.entry("title", Scaffold.typeName(title)),
                        Map.entry("document", topic.document()),
                        Map.entry("prerequisites", String.join(", ", topic.prerequisites())),
                        Map.entry("needs", orNothing(topic.prerequisites())),
                        Map.entry("leadsTo", String.join(", ", plan.leadsTo(topic.name()))),
                        Map.entry("id", topic.prefix() + "-01"),
                        Map.entry("type", type),
                        Map.entry("package", topic.packageName()),
                        Map.entry("folder", Scaffold.folder(topic)),
                        Map.entry("moreImports", "import org.junit.jupiter.api.Test;\n"),
                        Map.entry("moreTests", Template.named("worked-example.txt").text()));
        draft.create(topic.document(), Template.named("topic.md").with(values));
        draft.change("curriculum/not-yet.txt", list -> list + topic.document() + "\n");
        draft.create(
                Scaffold.sources(topic, "main") + "package-info.java",
                Template.named("package-info.txt").with(values));
        draft.create(
                Scaffold.sources(topic, "test") + type + "Test.java",
                Template.named("claim-test.txt").with(values));
    }

    private static String orNothing(List<String> names) {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    @Override
    public String next() {
        return "mvn verify -Dtopic=" + topic.name();
    }
}
