package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.Topic;

import java.nio.file.Path;
import java.util.List;

/// An exercise with its solution, as the book's sources have it.
///
/// @param id `LA-E1`
/// @param stars what it is worth
/// @param minutes how long it takes
/// @param claims what grades it
/// @param topic whose exercise it is
/// @param file the source file
/// @param path its path in a project: `src/main/java/…`
/// @param method `Matrix.times(Matrix)`
public record Solution(
        String id,
        int stars,
        int minutes,
        List<String> claims,
        Topic topic,
        Path file,
        String path,
        String method) {

    /// Copies the list.
    public Solution {
        claims = List.copyOf(claims);
    }

    /// As many stars as it is worth.
    public String shownStars() {
        return "★".repeat(stars);
    }

    /// What a document's list of exercises begins the entry with: `**LA-E1 ★ (10 minutes).**`.
    public String heading() {
        return "**%s %s (%s minutes).**".formatted(id, shownStars(), minutes);
    }

    /// The tables of its section, which tests read from the folder `data` where they run.
    List<Path> tables() {
        String up = "../".repeat(Path.of(path).getNameCount());
        return Book.files(file.resolve(up + "data").normalize(), ".csv");
    }

    /// The body that stands in for the solution until it is written.
    String stub(int indentation) {
        return """
        {
            throw new ExerciseNotSolved("%s: %s %s, %s minutes");
        }\
        """
                .formatted(id, method, shownStars(), minutes)
                .replace("\n", "\n" + " ".repeat(indentation));
    }
}
