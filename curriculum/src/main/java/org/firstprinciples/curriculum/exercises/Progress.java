package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.TextFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How far somebody has come in a project: the file `progress.txt` in it, written by [Feedback] and [Hints].
///
/// @param entries by the id of the exercise
record Progress(Map<String, Entry> entries) {

    private static final String FILE = "progress.txt";

    /// How an exercise stands.
    ///
    /// @param isSolved whether its claims held the last time
    /// @param tries how often a body was run, the last one included
    /// @param hints how many hints were given
    record Entry(boolean isSolved, int tries, int hints) {

        static final Entry NONE = new Entry(false, 0, 0);

        Entry after(Verdict verdict) {
            return switch (verdict.kind()) {
                case SOLVED -> new Entry(true, tries + 1, hints);
                case FAILED, STOPPED, WAITS, SHARED -> new Entry(false, tries + 1, hints);
                case NOT_SOLVED, REFUSED -> new Entry(false, tries, hints);
            };
        }

        Entry afterHint() {
            return new Entry(isSolved, tries, hints + 1);
        }
    }

    /// Copies the map.
    Progress {
        entries = new TreeMap<>(entries);
    }

    /// That in a project; nothing where there is no file yet.
    static Progress in(Path project) {
        Path file = project.resolve(FILE);
        Map<String, Entry> entries = new TreeMap<>();
        if (Files.isRegularFile(file)) {
            for (String line : TextFile.read(file).lines().toList()) {
                String[] fields = line.split(" ", -1);
                if (fields.length != 4) {
                    throw new IllegalArgumentException(
                            "%s: a line is an id, true or false, tries and hints; got `%s`"
                                    .formatted(file, line));
                }
                entries.put(
                        fields[0],
                        new Entry(
                                Boolean.parseBoolean(fields[1]),
                                Integer.parseInt(fields[2]),
                                Integer.parseInt(fields[3])));
            }
        }
        return new Progress(entries);
    }

    /// How this exercise stands.
    Entry of(String id) {
        return entries.getOrDefault(id, Entry.NONE);
    }

    /// The same with another entry.
    Progress with(String id, Entry entry) {
        Map<String, Entry> more = new TreeMap<>(entries);
        more.put(id, entry);
        return new Progress(more);
    }

    /// Writes it into a project.
    void write(Path project) {
        Folder.write(
                project.resolve(FILE),
                entries.entrySet().stream()
                        .map(e ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %b %s %s%n",
                                        e.getKey(),
                                        e.getValue().isSolved(),
                                        e.getValue().tries(),
                                        e.getValue().hints()))
                        .collect(Collectors.joining()));
    }
}
