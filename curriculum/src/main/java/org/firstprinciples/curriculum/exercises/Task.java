package org.firstprinciples.curriculum.exercises;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// An exercise as it is graded, at home and at school.
///
/// @param id `LA-E1`
/// @param stars what it is worth
/// @param minutes how long it takes
/// @param method `Matrix.times(Matrix)`
/// @param path its file in a project: `src/main/java/…`
/// @param claims what grades it
/// @param changes the arguments that the body is there to change
/// @param tests those that call the body
public record Task(
        String id,
        int stars,
        int minutes,
        String method,
        String path,
        List<String> claims,
        List<String> changes,
        List<String> tests) {

    /// Copies the lists.
    public Task {
        claims = List.copyOf(claims);
        changes = List.copyOf(changes);
        tests = List.copyOf(tests);
    }

    /// As many stars as it is worth.
    public String shownStars() {
        return "★".repeat(stars);
    }

    /// The body that stands in for the solution until it is written.
    String stub(int indentation) {
        return String.format(
                        Locale.ROOT,
                        """
                        {
                            throw new ExerciseNotSolved("%s: %s %s, %s minutes");
                        }\
                        """,
                        id,
                        method,
                        shownStars(),
                        minutes)
                .replace("\n", "\n" + " ".repeat(indentation));
    }

    /// The same, graded by these tests.
    Task by(List<String> tests) {
        return new Task(id, stars, minutes, method, path, claims, changes, tests);
    }

    /// One line, from which [#parse] reads it.
    String toLine() {
        return String.join(
                "\t",
                id,
                String.valueOf(stars),
                String.valueOf(minutes),
                method,
                path,
                String.join(" ", claims),
                String.join(" ", changes),
                String.join(" ", tests));
    }

    /// Reads what [#toLine] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else
    static Task parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 8) {
            throw new IllegalArgumentException(
                    "a line of 8 fields is needed, got %s: %s".formatted(fields.length, line));
        }
        return new Task(
                fields[0],
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                fields[3],
                fields[4],
                words(fields[5]),
                words(fields[6]),
                words(fields[7]));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ", -1)).filter(w -> !w.isEmpty()).toList();
    }
}
