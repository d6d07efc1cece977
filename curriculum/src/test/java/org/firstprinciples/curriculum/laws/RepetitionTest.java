package org.firstprinciples.curriculum.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// What fails says how to see it again; what holds says nothing.
class RepetitionTest {

    static class HalfTrue {
        @Property(seed = "42")
        void noNumberIsNegative(@ForAll int n) {
            assertThat(n).isNotNegative();
        }

        @Property(seed = "43")
        void everySquareOfAByteIsNotNegative(@ForAll byte n) {
            assertThat(n * n).isNotNegative();
        }
    }

    @Test
    void theCommandHasTheSeedOfWhatFailed() {
        TestRun run = TestRun.of(List.of(selectClass(HalfTrue.class)), Map.of());
        assertThat(run.results()).hasSize(2).filteredOn(r -> r.report().contains("mvn")).hasSize(1);
        assertThat(run.failures())
                .singleElement()
                .extracting(TestRun.Result::report)
                .asString()
                .contains(
                        "mvn test -pl curriculum -am -Dtest=HalfTrue"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dtries.seed=42");
    }
}
