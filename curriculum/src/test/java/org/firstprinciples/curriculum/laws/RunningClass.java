package org.firstprinciples.curriculum.laws;

import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

import java.util.Optional;
import java.util.stream.Stream;

/// The class that a test runs in, which is not always the one that declares it: the laws of operations stand in an
/// interface of `neuralnetworks.laws`, and `GeluTest` inherits them.
final class RunningClass {

    private RunningClass() {}

    /// The innermost class around a test, or the class itself; an engine has none.
    static Optional<ClassSource> of(TestDescriptor test) {
        return Stream.iterate(
                        Optional.of(test),
                        Optional::isPresent,
                        t -> t.flatMap(TestDescriptor::getParent))
                .flatMap(t -> t.flatMap(TestDescriptor::getSource).stream())
                .filter(ClassSource.class::isInstance)
                .map(ClassSource.class::cast)
                .findFirst();
    }
}
