package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.book.Source.TestedClaim;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// [BookRule#CLAIMS].
final class ClaimRules {

    private final Section section;
    private final List<Source> tests;
    private final Set<String> tested;
    private final Set<String> mutated;
    private final Map<String, String> homes = new HashMap<>(); // where a claim is stated
    private final Stream.Builder<String> complaints = Stream.builder();

    private ClaimRules(Section section) {
        this.section = section;
        this.tests = section.tests();
        this.tested =
                tests.stream()
                        .flatMap(s -> s.claims().stream())
                        .filter(TestedClaim::isTest)
                        .map(TestedClaim::id)
                        .collect(Collectors.toSet());
        this.mutated =
                tests.stream()
                        .flatMap(s -> s.mutants().stream())
                        .flatMap(m -> m.ids().stream())
                        .collect(Collectors.toSet());
    }

    static Stream<String> complaints(Section section) {
        if (!section.plan().sections().contains(section.name())) {
            return Stream.of();
        }
        ClaimRules rules = new ClaimRules(section);
        section.topics().forEach(t -> section.documents(t).forEach(d -> rules.readPage(t, d)));
        rules.tests.forEach(rules::readTest);
        rules.withoutMutant();
        return rules.complaints.build();
    }

    private void readPage(Topic topic, Document page) {
        Set<Integer> understood = new HashSet<>();
        String file = section.show(page.path());
        for (StatedClaim claim : page.claims()) {
            understood.add(claim.line());
            String place = file + ":" + claim.line();
            String other = homes.putIfAbsent(claim.id(), place);
            if (other != null) {
                complaints.add(
                        "%s: %s is stated at %s too; give one of them another number"
                                .formatted(place, claim.id(), other));
            }
            if (!claim.id().startsWith(topic.prefix() + "-")) {
                complaints.add(
                        "%s: %s does not begin with %s-, the prefix of %s; renumber it"
                                .formatted(place, claim.id(), topic.prefix(), topic.name()));
            }
            if (!tested.contains(claim.id())) {
                complaints.add(
                        "%s: no test of %s checks %s; annotate one with @Claim(\"%s\")"
                                .formatted(place, section.name(), claim.id(), claim.id()));
            }
            readLinks(place, claim, page);
        }
        List<String> lines = page.proseLines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("[> ]*\\*\\*Claim\\b.*") && !understood.contains(i + 1)) {
                complaints.add(
                        "%s:%s: a claim reads `> **Claim %s-01 — Title.** statement`, with a dash and a full stop"
                                .formatted(file, i + 1, topic.prefix()));
            }
        }
    }

    private void readLinks(String place, StatedClaim claim, Document document) {
        List<String> toTests =
                claim.links().stream().filter(l -> l.contains("src/test/java/")).toList();
        if (toTests.isEmpty()) {
            complaints.add(
                    "%s: %s links to no test; put `> Checked by [Test](src/test/java/…).` under it"
                            .formatted(place, claim.id()));
        }
        for (String link : toTests) {
            Path target = document.path().resolveSibling(link).normalize();
            boolean carries =
                    tests.stream()
                            .filter(s -> s.path().normalize().equals(target))
                            .flatMap(s -> s.claims().stream())
                            .anyMatch(c -> c.id().equals(claim.id()));
            if (!carries) {
                complaints.add(
                        "%s: %s does not carry @Claim(\"%s\"); link the test that does"
                                .formatted(place, link, claim.id()));
            }
        }
    }

    private void readTest(Source source) {
        String file = section.show(source.path());
        for (TestedClaim claim : source.claims()) {
            if (!homes.containsKey(claim.id())) {
                complaints.add(
                        "%s: %s names %s, which no document of %s states; state it or mend the id"
                                .formatted(file, claim.method(), claim.id(), section.name()));
            }
            if (!claim.isTest()) {
                complaints.add(
                        "%s: %s carries @Claim(\"%s\") and is no test; add @Property or @Test"
                                .formatted(file, claim.method(), claim.id()));
            }
        }
        for (Source.NamedMutant mutant : source.mutants()) {
            mutant.ids().stream()
                    .filter(id -> !tested.contains(id))
                    .forEach(id ->
                            complaints.add(
                                    "%s: the mutant %s names %s, which no test checks; mend the id"
                                            .formatted(file, mutant.type(), id)));
        }
    }

    private void withoutMutant() {
        Map<String, List<TestedClaim>> byId =
                tests.stream()
                        .flatMap(s -> s.claims().stream())
                        .collect(Collectors.groupingBy(TestedClaim::id));
        byId.forEach((id, claims) -> {
            boolean excused = claims.stream().anyMatch(c -> !c.unmutated().isEmpty());
            if (!mutated.contains(id) && !excused) {
                complaints.add(
                        "%s: %s rejects no mutant; write one with @Mutant(\"%s\"), or say why not in @Claim(unmutated = …)"
                                .formatted(homes.getOrDefault(id, section.name()), id, id));
            }
        });
    }
}
