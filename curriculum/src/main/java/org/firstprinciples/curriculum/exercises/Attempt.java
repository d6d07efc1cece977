package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A body in the place of a solution; everything else in the file is the book's.
///
/// @param path the file in a project
/// @param text its text
record Attempt(String path, String text) {

    /// This body in the place of the solution. It is asked, whenever it ends, whether its arguments are what they were; all
    /// in the line of its first brace, so that the compiler's messages name the lines of the file.
    ///
    /// @param reference the file with the solution, or with what was handed out
    /// @param body with its braces
    /// @param imports what it needs besides the file's own
    /// @throws IllegalArgumentException if the file then declares something else than it did
    static Attempt at(Task task, JavaText reference, String body, List<String> imports) {
        JavaText.Method method = method(task, reference);
        JavaText changed = JavaText.parse(reference.withBody(method, watched(task, method, body)));
        if (!changed.members().equals(reference.members())) {
            throw new IllegalArgumentException("the body is not a single block");
        }
        return new Attempt(task.path(), changed.withImports(imports));
    }

    /// Nothing is written yet.
    static Attempt stub(Task task, JavaText reference) {
        String text = reference.withBody(method(task, reference), task.stub(0));
        return new Attempt(
                task.path(),
                JavaText.parse(text)
                        .withImports(List.of("org.firstprinciples.curriculum.ExerciseNotSolved")));
    }

    private static JavaText.Method method(Task task, JavaText reference) {
        return reference
                .method(task.method())
                .orElseThrow(() ->
                        new IllegalStateException(task.path() + " has not one " + task.method()));
    }

    private static String watched(Task task, JavaText.Method method, String body) {
        List<String> names = new ArrayList<>(method.parameters());
        if (!method.isStatic()) {
            names.addFirst("this");
        }
        return "{ var bodyCall$ = new %s(\"%s\", \"%s\", \"%s\", new Object[] {%s}); try %s finally { bodyCall$.requireArguments(); } }"
                .formatted(
                        BodyCall.class.getName(),
                        method.typeAndName(),
                        String.join(" ", names),
                        String.join(" ", task.changes()),
                        names.stream().collect(Collectors.joining(", ")),
                        body);
    }
}
