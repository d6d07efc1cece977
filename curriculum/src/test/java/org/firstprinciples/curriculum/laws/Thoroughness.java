package org.firstprinciples.curriculum.laws;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/// Multiplies the tries of every property by the system property `tries.factor`, and fixes the seed if `tries.seed` is
/// set to a number: `-Pthorough` looks longer, `-Pmutation` looks briefly, a build always in the same places, and
/// `-Dtries.seed=fresh` somewhere else each time. A property that names a seed itself keeps it.
///
/// Found by jqwik through `META-INF/services`.
public final class Thoroughness implements AroundPropertyHook {

    private static final int DEFAULT_TRIES = 1000;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(
            PropertyLifecycleContext context, PropertyExecutor property) {
        PropertyAttributes attributes = context.attributes();
        String factor = System.getProperty("tries.factor", "");
        if (!factor.isEmpty()) {
            int tries = attributes.tries().orElse(DEFAULT_TRIES);
            attributes.setTries(times(tries, Double.parseDouble(factor)));
        }
        String seed = System.getProperty("tries.seed", "");
        if (!seed.isEmpty() && !seed.equals("fresh") && attributes.seed().isEmpty()) {
            attributes.setSeed(seed);
        }
        return property.execute();
    }

    /// At least one try, and one stays one.
    static int times(int tries, double factor) {
        return tries <= 1 ? tries : (int) Math.max(1, Math.min(Integer.MAX_VALUE, tries * factor));
    }
}
