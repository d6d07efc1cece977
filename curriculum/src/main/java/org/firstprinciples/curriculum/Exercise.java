package org.firstprinciples.curriculum;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the solution of an exercise: the method's body is what a student writes, and the claims are what it is graded
/// by.
///
/// The document of the method's topic lists the exercise with the same stars and minutes:
///
/// ```markdown
/// - **LA-E1 ★ (10 minutes).** Write `Vector.dot(Vector)` …
/// ```
///
/// and each [WrongBody] is rejected by the claims.
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Exercise {

    /// The prefix of the topic, a dash, `E`, and a number: `LA-E1`.
    String id();

    /// How hard it is, from 1 to 4; also what it is worth.
    int stars();

    /// How long a student needs who has read the document.
    int minutes();

    /// The ids of the claims that grade it; the body is right if every test of each of them passes.
    String[] claims();

    /// The names of the arguments that the body is there to change, `this` for the object itself; all others must be after
    /// a call what they were before it.
    String[] changes() default {};
}
