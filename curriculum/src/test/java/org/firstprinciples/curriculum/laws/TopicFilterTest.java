package org.firstprinciples.curriculum.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

class TopicFilterTest {

    private static boolean includes(String topic, String type) {
        TestDescriptor test =
                new AbstractTestDescriptor(
                        UniqueId.forEngine("test"), type, ClassSource.from(type)) {
                    @Override
                    public Type getType() {
                        return Type.TEST;
                    }
                };
        return new TopicFilter(topic).apply(test).included();
    }

    @Test
    void aTopicsTestsAndItsSectionsLawsRun() {
        String transformers = "org.firstprinciples.transformers.";
        assertThat(includes("self-attention", transformers + "selfattention.CausalMaskTest"))
                .isTrue();
        assertThat(includes("self-attention", transformers + "TransformersTest")).isTrue();
        assertThat(includes("self-attention", transformers + "attention.RowSoftmaxTest")).isFalse();
        assertThat(includes("self-attention", "org.firstprinciples.training.TrainingTest"))
                .isFalse();
        assertThat(includes("", "org.firstprinciples.training.TrainingTest")).isTrue();
    }

    @Test
    void anUnknownTopicIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicFilter("selfattention"))
                .withMessageStartingWith(
                        "-Dtopic=selfattention: expected one of linear-algebra, calculus,");
    }
}
