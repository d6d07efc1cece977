package org.firstprinciples.curriculum.scaffold;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;

import java.util.Locale;
import java.util.Map;

/// An operation with its definition, and the test that holds it to the laws.
///
/// @param plan the book's plan
/// @param topic where it stands
/// @param type its class
record NewOperation(Curriculum plan, Topic topic, String type) implements Scaffold {

    /// The topic that defines what an operation is.
    private static final String HOME = "backpropagation";

    /// From `loss-functions/Huber`.
    static NewOperation of(String name, Curriculum plan) {
        int slash = name.indexOf('/');
        String type = name.substring(slash + 1);
        return plan.topic(slash < 0 ? "" : name.substring(0, slash))
                .filter(t -> t.name().equals(HOME) || plan.closure(t.name()).contains(HOME))
                .filter(t -> type.matches("[A-Z][A-Za-z0-9]*"))
                .map(t -> new NewOperation(plan, t, type))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "-Dnew=operation:%s: expected a topic and a class, loss-functions/Huber; a reader knows operations in %s, %s"
                                        .formatted(
                                                name,
                                                HOME,
                                                Scaffold.list(
                                                        plan.topics().stream()
                                                                .filter(t ->
                                                                        plan.closure(t.name())
                                                                                .contains(
                                                                                        HOME))))));
    }

    @Override
    public void into(Draft draft) {
        if (!topic.hasBegun(draft.root())) {
            throw new IllegalArgumentException(
                    "%s has not begun; begin it with -Dnew=topic:%s"
                            .formatted(topic.name(), topic.name()));
        }
        Map<String, String> values =
                Map.of(
                        "package",
                        topic.packageName(),
                        "type",
                        type,
                        "label",
                        type.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
        draft.create(
                Scaffold.sources(topic, "main") + type + ".java",
                Template.named("operation.txt").with(values));
        draft.create(
                Scaffold.sources(topic, "test") + type + "Test.java",
                Template.named("operation-test.txt").with(values));
    }

    @Override
    public String next() {
        return "mvn -q test -pl %s -am -Dtest=%sTest -Dsurefire.failIfNoSpecifiedTests=false"
                .formatted(topic.section(), type);
    }
}
