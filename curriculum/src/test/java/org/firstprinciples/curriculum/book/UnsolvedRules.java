package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.exercises.Book;
import org.firstprinciples.curriculum.exercises.Solution;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// [BookRule#UNSOLVED].
final class UnsolvedRules {

    private UnsolvedRules() {}

    static Stream<String> complaints(Section section) {
        Path root = section.root().toAbsolutePath().normalize();
        List<Solution> exercises =
                new Book(root, section.plan(), root.resolve("curriculum"))
                        .exercises(section.name());
        return section.heldTo(BookRule.UNSOLVED).stream()
                .flatMap(t -> complaints(section, t, exercises));
    }

    private static Stream<String> complaints(
            Section section, Topic topic, List<Solution> exercises) {
        return section.documents(topic).stream()
                .flatMap(d ->
                        d.snippets().stream()
                                .flatMap(s ->
                                        exercises.stream()
                                                .filter(e -> e.topic().equals(topic))
                                                .filter(e -> prints(s, e))
                                                .map(e ->
                                                        "%s:%s: prints the solution of %s; show what calls %s, or the formula, or let the exercise ask for another method"
                                                                .formatted(
                                                                        section.show(d.path()),
                                                                        s.line(),
                                                                        e.id(),
                                                                        e.task().method()))));
    }

    /// White space apart, since a snippet is indented as if it stood alone.
    private static boolean prints(Snippet snippet, Solution exercise) {
        return squeezed(snippet.text()).contains(squeezed(exercise.body()));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s", "");
    }
}
