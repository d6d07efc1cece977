package org.firstprinciples.curriculum.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

class TopicFilterTest {

    private static final String TRANSFORMERS = "org.firstprinciples.transformers.";

    private static TestDescriptor descriptor(TestSource source, TestDescriptor.Type type) {
        return new AbstractTestDescriptor(
                UniqueId.forEngine("test").append("test", source.toString()),
                source.toString(),
                source) {
            @Override
            public Type getType() {
                return type;
            }
        };
    }

    private static TestDescriptor type(String name) {
        return descriptor(ClassSource.from(name), TestDescriptor.Type.CONTAINER);
    }

    private static boolean includes(String topic, String type) {
        return new TopicFilter(topic).apply(type(type)).included();
    }

    @Test
    void aTopicsTestsAndItsSectionsLawsRun() {
        assertThat(includes("self-attention", TRANSFORMERS + "selfattention.CausalMaskTest"))
                .isTrue();
        assertThat(includes("self-attention", TRANSFORMERS + "TransformersTest")).isTrue();
        assertThat(includes("self-attention", TRANSFORMERS + "attention.RowSoftmaxTest")).isFalse();
        assertThat(includes("self-attention", "org.firstprinciples.training.TrainingTest"))
                .isFalse();
        assertThat(includes("", "org.firstprinciples.training.TrainingTest")).isTrue();
    }

    @Test
    void theMapOfTheWholeBookIsAlwaysLookedAt() {
        assertThat(includes("self-attention", "org.firstprinciples.curriculum.WholeBookTest"))
                .isTrue();
        assertThat(includes("self-attention", "org.firstprinciples.curriculum.CurriculumTest"))
                .isFalse();
    }

    /// jqwik says of an inherited law where it is declared.
    @Test
    void aLawBelongsToTheClassThatInheritsIt() {
        TestDescriptor heir = type(TRANSFORMERS + "selfattention.CausalSoftmaxTest");
        TestDescriptor law =
                descriptor(
                        MethodSource.from(
                                "org.firstprinciples.neuralnetworks.laws.OperationLaws", "law"),
                        TestDescriptor.Type.TEST);
        TestDescriptor engine = new EngineDescriptor(UniqueId.forEngine("test"), "engine");
        engine.addChild(heir);
        heir.addChild(law);
        assertThat(new TopicFilter("self-attention").apply(law).included()).isTrue();
        assertThat(new TopicFilter("attention").apply(law).included()).isFalse();
        assertThat(new TopicFilter("attention").apply(engine).included()).isTrue();
    }

    @Test
    void anUnknownTopicIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicFilter("selfattention"))
                .withMessageStartingWith(
                        "-Dtopic=selfattention: expected one of linear-algebra, calculus,");
    }
}
