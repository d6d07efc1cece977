package org.firstprinciples.curriculum.scaffold;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.source.TextFile;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A claim in its topic's document, with the test that checks it and a mutant that the test rejects.
///
/// @param topic the topic
/// @param id the claim's id
/// @param type the test's class without `Test`
record NewClaim(Topic topic, String id, String type) implements Scaffold {

    private static final String END = "\n## Exercises\n";

    /// From `OP-17`, or from `OP-17/StepSize` where the test already has a name.
    static NewClaim of(String name, Curriculum plan) {
        String[] parts = name.split("/", 2);
        String id = parts[0];
        String type =
                parts.length > 1
                        ? parts[1]
                        : Scaffold.typeName(id.toLowerCase(Locale.ROOT).replace("-", ""));
        return plan.topics().stream()
                .filter(t -> id.matches(t.prefix() + "-\\d\\d"))
                .filter(t -> type.matches("[A-Z][A-Za-z0-9]*"))
                .findFirst()
                .map(t -> new NewClaim(t, id, type))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "-Dnew=claim:%s: expected a topic's prefix and two digits, OP-17, and perhaps a class, OP-17/StepSize; the prefixes are %s"
                                        .formatted(name, prefixes(plan))));
    }

    private static String prefixes(Curriculum plan) {
        return String.join(", ", plan.topics().stream().map(Topic::prefix).toList());
    }

    @Override
    public void into(Draft draft) {
        if (!draft.exists(topic.document())) {
            throw new IllegalArgumentException(
                    "%s has no document; begin it with -Dnew=topic:%s"
                            .formatted(topic.name(), topic.name()));
        }
        for (Path page : topic.pages(draft.root())) {
            if (TextFile.read(page).contains("**Claim " + id + " ")) {
                throw new IllegalArgumentException(
                        "%s/%s states %s already; the next free id is %s"
                                .formatted(topic.section(), page.getFileName(), id, free(draft)));
            }
        }
        Map<String, String> values =
                Map.of(
                        "id",
                        id,
                        "type",
                        type,
                        "package",
                        topic.packageName(),
                        "folder",
                        Scaffold.folder(topic),
                        "moreImports",
                        "",
                        "moreTests",
                        "");
        draft.create(
                Scaffold.sources(topic, "test") + type + "Test.java",
                Template.named("claim-test.txt").with(values));
        String claim = Template.named("claim.md").with(values);
        draft.change(
                topic.document(),
                document ->
                        document.contains(END)
                                ? document.replace(END, "\n" + claim + END.substring(1))
                                : document + "\n" + claim.strip() + "\n");
    }

    private String free(Draft draft) {
        Pattern claim = Pattern.compile("\\*\\*Claim " + topic.prefix() + "-(\\d\\d) ");
        int last =
                topic.pages(draft.root()).stream()
                        .flatMap(page -> claim.matcher(TextFile.read(page)).results())
                        .map((MatchResult m) -> m.group(1))
                        .mapToInt(Integer::parseInt)
                        .max()
                        .orElse(0);
        return String.format(Locale.ROOT, "%s-%02d", topic.prefix(), last + 1);
    }

    @Override
    public String next() {
        return "mvn -q test -pl %s -am -Dtest=%sTest -Dsurefire.failIfNoSpecifiedTests=false"
                .formatted(topic.section(), type);
    }
}
