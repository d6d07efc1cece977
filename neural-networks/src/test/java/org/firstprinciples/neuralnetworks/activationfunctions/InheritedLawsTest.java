package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.firstprinciples.curriculum.laws.TopicFilter;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// `-Dtopic=activation-functions` holds an operation to the laws that its test inherits from another package.
class InheritedLawsTest {

    /// GELU whose gradient lacks the derivative.
    static class PassesTheGradientOn extends PointwiseTest {
        @Override
        public List<Subject> subjects() {
            return List.of(
                    Subject.of(
                            WrongVersion.backward(
                                    "the identity's gradient",
                                    Activation.GELU.operation(),
                                    f -> {
                                        for (int i = 0; i < f.dy().length; i++) {
                                            f.dx(0)[i] += f.dy()[i];
                                        }
                                    }),
                            Activation.GELU.definition(),
                            1,
                            Shape.of(3, 37)));
        }
    }

    /// The tests of the wrong operation that run while a topic is asked for, and those that fail.
    private record Run(Set<String> tests, Set<String> failures) {

        static Run of(String topic) {
            Run run = new Run(new TreeSet<>(), new TreeSet<>());
            LauncherFactory.create(
                            LauncherConfig.builder()
                                    .enablePostDiscoveryFilterAutoRegistration(false)
                                    .enableTestExecutionListenerAutoRegistration(false)
                                    .enableLauncherSessionListenerAutoRegistration(false)
                                    .addPostDiscoveryFilters(new TopicFilter(topic))
                                    .build())
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(PassesTheGradientOn.class))
                                    .configurationParameter(
                                            "jqwik.reporting.usejunitplatform", "true")
                                    .configurationParameter("jqwik.reporting.onlyfailures", "true")
                                    .configurationParameter("jqwik.shrinking.default", "OFF")
                                    .configurationParameter("jqwik.database", "")
                                    .build(),
                            new TestExecutionListener() {
                                @Override
                                public void executionFinished(
                                        TestIdentifier test, TestExecutionResult result) {
                                    if (test.getSource().orElse(null) instanceof MethodSource m) {
                                        run.tests.add(m.getMethodName());
                                        result.getThrowable()
                                                .ifPresent(
                                                        e -> run.failures.add(m.getMethodName()));
                                    }
                                }
                            });
            return run;
        }
    }

    @Test
    void aWrongGradientFailsWhileItsTopicIsAskedFor() {
        assertThat(Run.of("activation-functions").failures())
                .contains(
                        "theGradientIsThatOfTheDefinition",
                        "theGradientIsTheAdjointOfTheDerivative");
    }

    @Test
    void itIsNotAskedForWithAnotherTopic() {
        assertThat(Run.of("perceptron").tests()).isEmpty();
    }
}
