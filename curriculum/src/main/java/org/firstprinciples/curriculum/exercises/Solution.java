package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.source.JavaText;

import java.nio.file.Path;
import java.util.List;

/// An exercise with its solution, as the book's sources have it.
///
/// @param task what is graded; its tests are not known yet
/// @param topic whose exercise it is
/// @param file the source file
public record Solution(Task task, Topic topic, Path file) {

    /// `LA-E1`.
    public String id() {
        return task.id();
    }

    /// What it is worth.
    public int stars() {
        return task.stars();
    }

    /// Its file in a project: `src/main/java/…`.
    String path() {
        return task.path();
    }

    /// What a document's list of exercises begins the entry with: `**LA-E1 ★ (10 minutes).**`.
    public String heading() {
        return "**%s %s (%s minutes).**".formatted(id(), task.shownStars(), task.minutes());
    }

    /// The body, with its braces.
    public String body() {
        JavaText text = text();
        return text.body(text.method(task.method()).orElseThrow());
    }

    /// The text of the file.
    JavaText text() {
        return JavaText.read(file);
    }

    /// The tables of its section, which tests read from the folder `data` where they run.
    List<Path> tables() {
        String up = "../".repeat(Path.of(path()).getNameCount());
        return Folder.files(file.resolve(up + "data").normalize(), ".csv");
    }
}
