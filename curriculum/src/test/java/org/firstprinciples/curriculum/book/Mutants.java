package org.firstprinciples.curriculum.book;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Runs the claims that a mutant names on the mutant. Each must fail.
public final class Mutants {

    private Mutants() {}

    /// The claims that accept the mutant, or do not exist, a sentence each.
    public static List<String> complaints(Class<?> mutant) {
        return complaints(mutant, mutant.getAnnotation(Mutant.class).value());
    }

    /// The same for claims that are given.
    static List<String> complaints(Class<?> mutant, String... ids) {
        List<String> complaints = new ArrayList<>();
        for (String id : ids) {
            List<MethodSelector> tests =
                    methods(mutant)
                            .filter(m -> m.isAnnotationPresent(Claim.class))
                            .filter(m -> List.of(m.getAnnotation(Claim.class).value()).contains(id))
                            .map(m -> selectMethod(mutant, m))
                            .toList();
            if (tests.isEmpty()) {
                complaints.add(
                        "%s: no test of it carries @Claim(\"%s\"); let it extend the one that does"
                                .formatted(mutant.getName(), id));
            } else {
                Outcome outcome = run(tests);
                if (outcome.ran.get() == 0) {
                    complaints.add(
                            "%s: its tests of %s did not run; it needs a constructor without arguments and must not be private"
                                    .formatted(mutant.getName(), id));
                } else if (outcome.failed.get() == 0) {
                    complaints.add(
                            "%s: %s accepts it; sharpen the test, or mend the mutant"
                                    .formatted(mutant.getName(), id));
                }
            }
        }
        return complaints;
    }

    private static Stream<Method> methods(Class<?> type) {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
            types.add(t);
        }
        return Stream.concat(
                        types.stream().flatMap(t -> Stream.of(t.getDeclaredMethods())),
                        Stream.of(type.getMethods()).filter(Method::isDefault))
                .filter(m -> !m.isSynthetic());
    }

    private static Outcome run(List<MethodSelector> tests) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(tests)
                        .configurationParameter("jqwik.shrinking.default", "OFF")
                        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                        .configurationParameter("jqwik.reporting.onlyfailures", "true")
                        .configurationParameter("jqwik.database", "target/jqwik-mutants")
                        .build();
        Outcome outcome = new Outcome();
        LauncherFactory.create(
                        LauncherConfig.builder()
                                .enablePostDiscoveryFilterAutoRegistration(false)
                                .enableTestExecutionListenerAutoRegistration(false)
                                .enableLauncherSessionListenerAutoRegistration(false)
                                .build())
                .execute(request, outcome);
        return outcome;
    }

    private static final class Outcome implements TestExecutionListener {

        private final AtomicInteger ran = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                ran.incrementAndGet();
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.incrementAndGet();
                }
            }
        }
    }
}
