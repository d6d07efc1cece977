package org.firstprinciples.curriculum.laws;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.firstprinciples.curriculum.Claim;
import org.junit.platform.engine.discovery.MethodSelector;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A test with its claims.
///
/// @param type the class that it runs in
/// @param method the test
public record ClaimedTest(Class<?> type, Method method) {

    /// Those of a class, inherited ones too.
    public static Stream<ClaimedTest> of(Class<?> type) {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
            types.add(t);
        }
        return Stream.concat(
                        types.stream().flatMap(t -> Stream.of(t.getDeclaredMethods())),
                        Stream.of(type.getMethods()).filter(Method::isDefault))
                .filter(m -> !m.isSynthetic() && m.isAnnotationPresent(Claim.class))
                .map(m -> new ClaimedTest(type, m));
    }

    /// Whether it names this claim.
    public boolean checks(String claim) {
        return List.of(method.getAnnotation(Claim.class).value()).contains(claim);
    }

    /// Class and method.
    public String name() {
        return type.getName() + "." + method.getName();
    }

    /// What the launcher is asked for.
    public MethodSelector selector() {
        return selectMethod(type, method);
    }
}
