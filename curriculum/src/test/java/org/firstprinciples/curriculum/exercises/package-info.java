/// What runs the claims of an exercise: [ClaimRun] in a grader's JVM, [Feedback] in a student's.
@NullMarked
package org.firstprinciples.curriculum.exercises;

import org.jspecify.annotations.NullMarked;
