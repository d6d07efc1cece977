package org.firstprinciples.curriculum.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import net.jqwik.api.Example;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Both engines' tests in static classes are passed over, whoever asks for them.
class NestedClassFilterTest {

    static class OfJupiter {
        @Test
        void test() {}
    }

    static class OfJqwik {
        @Example
        void test() {}
    }

    /// An inner class is a chapter of its test.
    @Nested
    class Chapter {
        @Test
        void isFound() {
            assertThat(testsIn(Chapter.class)).isEqualTo(1);
        }
    }

    private static long testsIn(Class<?> type) {
        TestPlan plan =
                LauncherFactory.create(
                                LauncherConfig.builder()
                                        .enablePostDiscoveryFilterAutoRegistration(false)
                                        .addPostDiscoveryFilters(new NestedClassFilter())
                                        .build())
                        .discover(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(selectClass(type))
                                        .build());
        return plan.countTestIdentifiers(TestIdentifier::isTest);
    }

    @Test
    void onlyTestsByThemselvesAreFound() {
        assertThat(testsIn(NestedClassFilterTest.class)).isEqualTo(2);
        assertThat(testsIn(OfJupiter.class)).isZero();
        assertThat(testsIn(OfJqwik.class)).isZero();
    }
}
