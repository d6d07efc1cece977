package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;

import java.util.List;

/// A body in the place of a solution; everything else in the file is the book's.
///
/// @param path the file in a project
/// @param text its text
record Attempt(String path, String text) {

    /// This body in the place of the solution.
    ///
    /// @param body with its braces
    /// @param imports what it needs besides the file's own
    /// @throws IllegalArgumentException if the file then declares something else than it did
    static Attempt at(Solution solution, String body, List<String> imports) {
        JavaText reference = JavaText.read(solution.file());
        JavaText.Method method =
                reference
                        .method(solution.method())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        solution.file() + " has not one " + solution.method()));
        JavaText changed = JavaText.parse(reference.withBody(method, body));
        if (!changed.members().equals(reference.members())) {
            throw new IllegalArgumentException("the body is not a single block");
        }
        return new Attempt(solution.path(), changed.withImports(imports));
    }

    /// Nothing is written yet.
    static Attempt stub(Solution solution) {
        return at(
                solution,
                solution.stub(0),
                List.of("org.firstprinciples.curriculum.ExerciseNotSolved"));
    }
}
