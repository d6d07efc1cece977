package org.firstprinciples.curriculum;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A wrong implementation, and the claims that must reject it: proof that their tests can fail.
///
/// It stands on a static class that extends the test of these claims and puts the wrong implementation in the
/// place of the right one:
///
/// ```java
/// @Mutant("AT-08")
/// static class HidesWithMinusTen extends ScaledDotProductTest {
///     @Override ScaledDotProduct subject() { return (q, k, v, mask) -> …; }
/// }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Mutant {

    /// The ids of the claims, each of which rejects this implementation.
    String[] value();
}
