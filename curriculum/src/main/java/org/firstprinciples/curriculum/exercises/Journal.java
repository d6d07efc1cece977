package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The scores of a grading that has not ended, a line for each student, written when they are known. A grading of the same
/// exercises, book and limits that finds it goes on where it ends.
final class Journal {

    private final Path file;
    private final long seed;
    private final Map<String, List<String>> known = new TreeMap<>(); // verdicts by fingerprint

    private Journal(Path file, long seed) {
        this.file = file;
        this.seed = seed;
    }

    /// Opens the journal of a grading.
    ///
    /// @param key what the grading does; another journal is begun if it is not the one that is found
    /// @param asked the seed; empty for any
    /// @param drawn the seed of a new journal, if any will do
    static Journal open(Path file, String key, Optional<Long> asked, long drawn) {
        List<String> lines = Files.exists(file) ? TextFile.read(file).lines().toList() : List.of();
        String[] head = (lines.isEmpty() ? "" : lines.getFirst()).split("\t", -1);
        if (head.length == 2 && head[0].equals(key) && seedFits(head[1], asked)) {
            Journal journal = new Journal(file, Long.parseLong(head[1]));
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.split("\u001f", -1);
                if (fields[fields.length - 1].equals(".")) { // else its end was not written
                    journal.known.put(fields[0], List.of(fields).subList(1, fields.length - 1));
                }
            }
            return journal;
        }
        Journal journal = new Journal(file, asked.orElse(drawn));
        Folder.write(file, key + "\t" + journal.seed + "\n");
        return journal;
    }

    private static boolean seedFits(String seed, Optional<Long> asked) {
        return asked.isEmpty() || String.valueOf(asked.get()).equals(seed);
    }

    /// Where the claims look.
    long seed() {
        return seed;
    }

    /// How many students it knows.
    int size() {
        return known.size();
    }

    /// The verdicts that are known for what has this fingerprint.
    Optional<Map<Task, Verdict>> find(String fingerprint, List<Task> tasks) {
        List<String> lines = known.getOrDefault(fingerprint, List.of());
        if (lines.size() != tasks.size()) {
            return Optional.empty();
        }
        Map<Task, Verdict> verdicts = new LinkedHashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            verdicts.put(tasks.get(i), Verdict.parse(lines.get(i)));
        }
        return Optional.of(verdicts);
    }

    /// Adds the verdicts on what has this fingerprint.
    synchronized void add(String fingerprint, Collection<Verdict> verdicts) {
        List<String> fields = new ArrayList<>(List.of(fingerprint));
        verdicts.forEach(v -> fields.add(v.toLine()));
        fields.add(".");
        try {
            Files.writeString(
                    file, String.join("\u001f", fields) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /// The grading has ended, and its scores are written elsewhere.
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /// SHA-256 of texts.
    static String fingerprint(Collection<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
