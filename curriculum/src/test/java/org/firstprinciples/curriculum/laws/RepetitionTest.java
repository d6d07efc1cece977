package org.firstprinciples.curriculum.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.util.ArrayList;
import java.util.List;

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
        List<String> said = new ArrayList<>();
        LauncherFactory.create(
                        LauncherConfig.builder()
                                .enablePostDiscoveryFilterAutoRegistration(false)
                                .enableTestExecutionListenerAutoRegistration(false)
                                .enableLauncherSessionListenerAutoRegistration(false)
                                .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(HalfTrue.class))
                                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                                .configurationParameter("jqwik.database", "")
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void reportingEntryPublished(
                                    TestIdentifier test, ReportEntry entry) {
                                entry.getKeyValuePairs().entrySet().stream()
                                        .filter(e -> e.getKey().contains("to repeat"))
                                        .forEach(e -> said.add(e.getValue()));
                            }
                        });
        assertThat(said)
                .containsExactly(
                        "mvn test -pl curriculum -am -Dtest=HalfTrue"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dtries.seed=42");
    }
}
