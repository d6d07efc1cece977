/// # Exercises: a topic or a section as homework
///
/// A method that is marked as an [org.firstprinciples.curriculum.Exercise] is a solution. [Handout] writes a project
/// in which it is missing, [Grader] puts a student's body in its place and runs the claims. Read [Book],
/// [Sources], [Handout], and for grading [PermittedCalls], [Attempt], [Grader], [Report].
///
/// Bodies are found by the compiler's own parser, and what is handed out is the set of sources that the compiler
/// asks for. What runs the claims needs JUnit and stands among the tests, in the package of the same name.
@NullMarked
package org.firstprinciples.curriculum.exercises;

import org.jspecify.annotations.NullMarked;
