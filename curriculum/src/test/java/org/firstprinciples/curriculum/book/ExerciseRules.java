package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.book.Source.TestedClaim;
import org.firstprinciples.curriculum.exercises.Book;
import org.firstprinciples.curriculum.exercises.Solution;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// [BookRule#EXERCISES].
final class ExerciseRules {

    private static final Pattern LISTED =
            Pattern.compile("\\*\\*([A-Z]{2}-E\\d+) ★+ \\(\\d+ minutes\\)\\.\\*\\*");

    private ExerciseRules() {}

    static Stream<String> complaints(Section section) {
        Path root = section.root().toAbsolutePath().normalize();
        Book book = new Book(root, section.plan(), root.resolve("curriculum"));
        List<Solution> exercises = book.exercises(section.name());
        Set<String> rejecting =
                book.wrongBodies(section.name()).stream()
                        .map(Book.WrongBody::exercise)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested =
                exercises.isEmpty()
                        ? Set.of()
                        : section.tests().stream()
                                .flatMap(t -> t.claims().stream())
                                .map(TestedClaim::id)
                                .collect(Collectors.toSet());
        return Stream.of(
                        exercises.stream().flatMap(e -> complaints(section, e, tested, rejecting)),
                        twice(exercises),
                        withoutSolution(section, exercises),
                        withoutExercise(section, exercises, rejecting))
                .flatMap(s -> s);
    }

    private static Stream<String> complaints(
            Section section, Solution exercise, Set<String> tested, Set<String> rejecting) {
        Stream.Builder<String> complaints = Stream.builder();
        String place = section.show(exercise.file()) + ": " + exercise.id();
        if (!exercise.id().matches(exercise.topic().prefix() + "-E[1-9]\\d*")) {
            complaints.add(
                    "%s: an exercise of %s is called %s-E and a number"
                            .formatted(place, exercise.topic().name(), exercise.topic().prefix()));
        }
        if (exercise.stars() < 1 || exercise.stars() > 4 || exercise.task().minutes() < 1) {
            complaints.add(
                    "%s: has %s stars and takes %s minutes; 1 to 4 stars are needed, and a minute at least"
                            .formatted(place, exercise.stars(), exercise.task().minutes()));
        }
        if (!text(section, exercise.topic()).contains(exercise.heading())) {
            complaints.add(
                    "%s: %s does not list it; write `%s` and what is to do"
                            .formatted(place, exercise.topic().document(), exercise.heading()));
        }
        exercise.task().claims().stream()
                .filter(c -> !tested.contains(c))
                .forEach(c ->
                        complaints.add(
                                "%s: is graded by %s, which no test of %s checks; mend the id"
                                        .formatted(place, c, section.name())));
        if (!rejecting.contains(exercise.id())) {
            complaints.add(
                    "%s: has no wrong bodies; write one with @WrongBody(\"%s\") below %s/src/test/wrong-bodies"
                            .formatted(place, exercise.id(), section.name()));
        }
        return complaints.build();
    }

    private static Stream<String> twice(List<Solution> exercises) {
        return exercises.stream()
                .filter(e ->
                        exercises.stream().anyMatch(o -> !o.equals(e) && o.id().equals(e.id())))
                .map(e ->
                        "%s: %s has an id that another exercise has; renumber one"
                                .formatted(e.id(), e.task().method()));
    }

    private static Stream<String> withoutSolution(Section section, List<Solution> exercises) {
        return section.topics().stream()
                .flatMap(t ->
                        LISTED.matcher(text(section, t))
                                .results()
                                .filter(m ->
                                        exercises.stream()
                                                .noneMatch(e -> e.id().equals(m.group(1))))
                                .map(m ->
                                        "%s: lists %s, which no method carries; annotate its solution with @Exercise"
                                                .formatted(t.document(), m.group(1))));
    }

    private static Stream<String> withoutExercise(
            Section section, List<Solution> exercises, Set<String> rejecting) {
        return rejecting.stream()
                .filter(id -> exercises.stream().noneMatch(e -> e.id().equals(id)))
                .map(id ->
                        "%s/src/test: a wrong body names %s, which no method carries; mend the id"
                                .formatted(section.name(), id));
    }

    private static String text(Section section, Topic topic) {
        Optional<Document> document = section.document(topic);
        return document.map(d -> String.join("\n", d.plainLines())).orElse("");
    }
}
