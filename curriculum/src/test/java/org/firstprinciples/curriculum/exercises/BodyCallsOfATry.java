package org.firstprinciples.curriculum.exercises;

import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

import java.util.List;

/// Notes what an exercise's body was given in the last try that failed, the one with the smallest sample.
///
/// Found by jqwik through `META-INF/services`.
public final class BodyCallsOfATry implements AroundTryHook {

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public TryExecutionResult aroundTry(
            TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        BodyCall.beginTry();
        TryExecutionResult result = aTry.execute(parameters);
        if (result.isFalsified()) {
            BodyCall.noteFailure();
        }
        return result;
    }
}
