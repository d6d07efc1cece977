package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.TextFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is graded and by what rules, the same at home and at school: a folder in the handout, and one that a grading
/// makes for itself.
///
/// @param tasks the exercises
/// @param titles of the claims, by id
/// @param permitted what bodies may call
/// @param files the exercises' files, by path: at school the book's, at home what was handed out
/// @param sources all files of main code that were handed out, by path, with the fingerprints of their texts
public record Assignment(
        List<Task> tasks,
        Map<String, String> titles,
        PermittedCalls permitted,
        Map<String, String> files,
        Map<String, String> sources) {

    private static final String TASKS = "exercises.txt";
    private static final String TITLES = "claims.txt";
    private static final String CALLS = "calls.txt";
    private static final String SOURCES = "sources.txt";
    private static final String FILES = "files";

    /// Copies lists and maps.
    public Assignment {
        tasks = List.copyOf(tasks);
        titles = new TreeMap<>(titles);
        files = new TreeMap<>(files);
        sources = new TreeMap<>(sources);
    }

    /// The exercise of that id.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists what there is
    Task task(String id) {
        return tasks.stream()
                .filter(t -> t.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no exercise is called `%s`; there are %s"
                                        .formatted(
                                                id,
                                                tasks.stream()
                                                        .map(Task::id)
                                                        .collect(Collectors.joining(", ")))));
    }

    /// The claims of all exercises.
    List<String> claims() {
        return tasks.stream().flatMap(t -> t.claims().stream()).distinct().toList();
    }

    /// `LA-01 “Bilinearity”`.
    String named(String claim) {
        String title = titles.get(claim);
        return title == null ? claim : "%s “%s”".formatted(claim, title);
    }

    /// The texts of the folder's files, by path, from which [#read] reads it.
    SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put(TASKS, tasks.stream().map(t -> t.toLine() + "\n").collect(Collectors.joining()));
        texts.put(
                TITLES,
                titles.entrySet().stream()
                        .map(t -> t.getKey() + "\t" + t.getValue() + "\n")
                        .collect(Collectors.joining()));
        texts.put(CALLS, permitted.toLines());
        texts.put(
                SOURCES,
                sources.entrySet().stream()
                        .map(s -> s.getKey() + "\t" + s.getValue() + "\n")
                        .collect(Collectors.joining()));
        files.forEach((path, text) -> texts.put(FILES + "/" + path + ".txt", text));
        return texts;
    }

    /// Writes the folder.
    void write(Path folder) {
        texts().forEach((path, text) -> Folder.write(folder.resolve(path), text));
    }

    /// Reads the folder.
    static Assignment read(Path folder) {
        Path files = folder.resolve(FILES);
        Map<String, String> texts = new TreeMap<>();
        for (Path file : Folder.files(files, ".txt")) {
            String path = files.relativize(file).toString().replace('\\', '/');
            texts.put(path.substring(0, path.length() - ".txt".length()), TextFile.read(file));
        }
        return new Assignment(
                TextFile.read(folder.resolve(TASKS)).lines().map(Task::parse).toList(),
                pairs(folder.resolve(TITLES)),
                PermittedCalls.parse(TextFile.read(folder.resolve(CALLS))),
                texts,
                pairs(folder.resolve(SOURCES)));
    }

    private static Map<String, String> pairs(Path file) {
        Map<String, String> pairs = new TreeMap<>();
        TextFile.read(file).lines().map(l -> l.split("\t", 2)).forEach(l -> pairs.put(l[0], l[1]));
        return pairs;
    }

    /// The files of main code in a project that are no longer what was handed out, those of the exercises apart, of which
    /// only bodies count.
    List<String> changedIn(Path project) {
        return sources.entrySet().stream()
                .filter(s -> !files.containsKey(s.getKey()))
                .filter(s -> {
                    Path file = project.resolve(s.getKey());
                    return Files.notExists(file)
                            || !Journal.fingerprint(List.of(TextFile.read(file)))
                                    .equals(s.getValue());
                })
                .map(Map.Entry::getKey)
                .toList();
    }
}
