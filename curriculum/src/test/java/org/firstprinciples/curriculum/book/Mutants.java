package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.curriculum.laws.ClaimedTest;
import org.firstprinciples.curriculum.laws.TestRun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs the claims that a mutant names on the mutant. Each must fail: of its tests one after another is run, up to the
/// first that fails.
public final class Mutants {

    private static final Map<String, String> PARAMETERS =
            Map.of(
                    "jqwik.shrinking.default", "OFF",
                    "jqwik.database", "target/jqwik-mutants");

    private Mutants() {}

    /// The claims that accept the mutant, or do not exist, a sentence each.
    public static List<String> complaints(Class<?> mutant) {
        return complaints(mutant, mutant.getAnnotation(Mutant.class).value());
    }

    /// The same for claims that are given.
    static List<String> complaints(Class<?> mutant, String... ids) {
        List<String> complaints = new ArrayList<>();
        for (String id : ids) {
            List<ClaimedTest> tests = ClaimedTest.of(mutant).filter(t -> t.checks(id)).toList();
            boolean ran = false;
            boolean failed = false;
            for (int i = 0; i < tests.size() && !failed; i++) {
                TestRun run = TestRun.of(List.of(tests.get(i).selector()), PARAMETERS);
                ran |= !run.isEmpty();
                failed = run.failures().stream().anyMatch(f -> f.test().isTest());
            }
            if (tests.isEmpty()) {
                complaints.add(
                        "%s: no test of it carries @Claim(\"%s\"); let it extend the one that does"
                                .formatted(mutant.getName(), id));
            } else if (!ran) {
                complaints.add(
                        "%s: its tests of %s did not run; it needs a constructor without arguments and must not be private"
                                .formatted(mutant.getName(), id));
            } else if (!failed) {
                complaints.add(
                        "%s: %s accepts it; sharpen the test, or mend the mutant"
                                .formatted(mutant.getName(), id));
            }
        }
        return complaints;
    }
}
