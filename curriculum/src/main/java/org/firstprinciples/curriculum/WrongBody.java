package org.firstprinciples.curriculum;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method whose body, in the place of an exercise's solution, the exercise's claims must reject.
///
/// It stands in a file below `src/test/wrong-bodies`, which is only parsed, so that a body may use what only its own
/// class sees. Where a [Mutant] makes the same mistake in the same words, its method carries the annotation, too, and
/// the body is written once.
///
/// ```java
/// @WrongBody("LA-E1")
/// double forgetsTheLastTerm(Vector y) { … }
/// ```
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface WrongBody {

    /// The ids of the exercises.
    String[] value();
}
