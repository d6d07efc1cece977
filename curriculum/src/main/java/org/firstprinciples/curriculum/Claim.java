package org.firstprinciples.curriculum;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the claims of the documents that a test checks: `@Claim("LA-01")`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Claim {

    /// The claims' ids: the prefix of the topic and two digits.
    String[] value();

    /// What the test leaves unchecked, in a few words; empty if the claims are checked in full.
    String open() default "";

    /// Why no [Mutant] proves that the test can fail; empty if one does.
    String unmutated() default "";
}
