package org.firstprinciples.curriculum.laws;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

import java.nio.file.Path;

/// Says how to see a property fail again: the command, with the seed.
///
/// The command names the class and no method: Surefire does not find a method that is inherited from an interface. Found
/// by jqwik through `META-INF/services`.
public final class Repetition implements AroundPropertyHook {

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(
            PropertyLifecycleContext context, PropertyExecutor property) {
        PropertyExecutionResult result = property.execute();
        if (result.status() == PropertyExecutionResult.Status.FAILED) {
            result.seed()
                    .ifPresent(seed ->
                            context.reporter()
                                    .publishValue(
                                            "to repeat", command(context.containerClass(), seed)));
        }
        return result;
    }

    /// Run by Surefire, a test stands in the folder of its module.
    static String command(Class<?> test, String seed) {
        return "mvn test -pl %s -am -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -Dtries.seed=%s"
                .formatted(Path.of("").toAbsolutePath().getFileName(), test.getSimpleName(), seed);
    }
}
