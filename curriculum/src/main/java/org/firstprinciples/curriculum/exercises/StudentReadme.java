package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The README of a handout: what is to be written, how it is checked, and what counts.
final class StudentReadme {

    private StudentReadme() {}

    /// @param texts what is written into the project, by path
    static String of(Book book, List<Solution> exercises, String name, Map<String, String> texts) {
        return """
        # Exercises: %s

        You need Maven 3.8 or later and a JDK 25. Nothing else is to be installed.

        | exercise | stars | minutes | write | graded by |
        |---|---|---|---|---|
        %s

        The text is in %s. Each exercise is one method whose body throws `ExerciseNotSolved`. Replace that body, then

            mvn -q test

        prints a line for each exercise: solved, or the first claim that fails, the values that the body was given in the
        smallest counterexample that was found, what was expected and what came. `mvn -q test -Dexercise=%s` asks for one
        exercise only; `mvn -q test -Dwatch` asks again whenever you save a file, and says which exercise is next. Where a
        claim also calls another exercise that is not right yet, the line says which one comes first, or that one of the
        two is wrong. The claims are
        ordinary tests below `src/test/java`; an IDE runs them too.

        ## What counts

        - Only the bodies of these methods are graded, each with the book's own solutions of all others. So write
          everything inside of the body; a method or a field that you add elsewhere is missing there. Local records,
          lambdas and loops are fine. Keep the method's name and parameters.
        - Imports that are taken over: `java.util`, `java.util.function`, `java.util.stream`, `java.math`, the static
          methods of `Math` and `StrictMath`, and `org.firstprinciples`.
        - A body may call these, the values of `java.lang` (numbers, texts, exceptions), the types of the book's topics,
          and what its own file called before. It may not use reflection, files, threads, class loaders or
          `System`, except `System.arraycopy`.
        - A body leaves its arguments, and the object that it belongs to, as they were, unless it is there to change them.
        - The words of an exception's message are yours.
        - `mvn -q test` holds you to all of this in the words of the grader.
        - What you change in tests or in `pom.xml` helps you to look for mistakes and is not graded.
        - An exercise has %s. All claims must hold for its stars; there are no parts of stars.

        Hand in this folder, without `target`.
        """
                .formatted(
                        name,
                        exercises.stream()
                                .map(s -> row(book, s, texts))
                                .collect(Collectors.joining("\n")),
                        exercises.stream()
                                .map(s -> s.topic().name())
                                .distinct()
                                .map(t -> "[%s](%s.md)".formatted(t, t))
                                .collect(Collectors.joining(", ")),
                        exercises.getFirst().id(),
                        Grader.LIMIT);
    }

    private static String row(Book book, Solution solution, Map<String, String> texts) {
        Task task = solution.task();
        JavaText text = JavaText.parse(texts.getOrDefault(task.path(), ""));
        Map<String, String> titles = book.titles(List.of(solution));
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | [%s](%s#L%s) | %s |",
                task.id(),
                task.shownStars(),
                task.minutes(),
                task.method(),
                task.path(),
                text.line(text.method(task.method()).orElseThrow()),
                task.claims().stream()
                        .map(c -> c + " " + titles.getOrDefault(c, ""))
                        .collect(Collectors.joining("<br>")));
    }
}
