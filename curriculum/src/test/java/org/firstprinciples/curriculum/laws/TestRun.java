package org.firstprinciples.curriculum.laws;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A run of tests inside of a build, apart from the build's own: it knows no filter and writes no report.
///
/// @param results what came of each test, and of each class or engine that failed as a whole
public record TestRun(List<Result> results) {

    /// Copies the list.
    public TestRun {
        results = List.copyOf(results);
    }

    /// What came of a test.
    ///
    /// @param test the test
    /// @param failure why it failed; nothing if it did not
    /// @param report what it published
    public record Result(TestIdentifier test, @Nullable Throwable failure, String report) {}

    /// Runs tests.
    ///
    /// @param parameters of the engines, beside those that keep jqwik quiet and without memory
    public static TestRun of(
            List<? extends DiscoverySelector> tests, Map<String, String> parameters) {
        Listener listener = new Listener();
        LauncherFactory.create(
                        LauncherConfig.builder()
                                .enablePostDiscoveryFilterAutoRegistration(false)
                                .enableTestExecutionListenerAutoRegistration(false)
                                .enableLauncherSessionListenerAutoRegistration(false)
                                .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(tests)
                                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                                .configurationParameter("jqwik.database", "") // remember nothing
                                .configurationParameters(parameters)
                                .build(),
                        listener);
        return new TestRun(listener.results);
    }

    /// The results that are failures.
    public List<Result> failures() {
        return results.stream().filter(r -> r.failure != null).toList();
    }

    /// Whether no test was run.
    public boolean isEmpty() {
        return results.stream().noneMatch(r -> r.test.isTest());
    }

    private static final class Listener implements TestExecutionListener {

        private final Map<String, String> reports = new HashMap<>();
        private final List<Result> results = new ArrayList<>();

        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            reports.merge(
                    test.getUniqueId(),
                    String.join("\n", entry.getKeyValuePairs().values()),
                    (a, b) -> a + "\n" + b);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
            if (failed || test.isTest()) {
                results.add(
                        new Result(
                                test,
                                failed
                                        ? result.getThrowable().orElseGet(AssertionError::new)
                                        : null,
                                reports.getOrDefault(test.getUniqueId(), "")));
            }
        }
    }
}
