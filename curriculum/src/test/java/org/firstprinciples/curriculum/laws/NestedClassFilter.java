package org.firstprinciples.curriculum.laws;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

import java.lang.reflect.Modifier;

/// Static classes inside of a test are no tests: they are mutants and other material, and many must fail. Surefire passes
/// over them by itself until it is given names, and `-Dtest='Gelu*'` is the name of `GeluFormsTest$Mutant` too.
///
/// Found by the JUnit platform through `META-INF/services`.
public final class NestedClassFilter implements PostDiscoveryFilter {

    @Override
    public FilterResult apply(TestDescriptor test) {
        return FilterResult.includedIf(
                RunningClass.of(test).filter(c -> isInStaticClass(c.getJavaClass())).isEmpty());
    }

    private static boolean isInStaticClass(@Nullable Class<?> type) {
        return type != null
                && ((type.isMemberClass() && Modifier.isStatic(type.getModifiers()))
                        || isInStaticClass(type.getEnclosingClass()));
    }
}
