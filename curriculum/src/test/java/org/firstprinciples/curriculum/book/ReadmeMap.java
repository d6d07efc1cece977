package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The README's map and tracks against the plan.
///
/// The map is a Mermaid flowchart with an edge `a --> b` for each prerequisite and the topics that have not begun in
/// `class … planned`. A track is a row of a table: its name, its topics joined by arrows, and what code it also pulls
/// in.
public final class ReadmeMap {

    private ReadmeMap() {}

    /// What the README says against the plan, a sentence each.
    public static Stream<String> complaints(Path root, Curriculum plan) {
        Path readme = root.resolve("README.md");
        String text;
        try {
            text = Files.exists(readme) ? Files.readString(readme) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Stream<String> dead =
                Files.exists(readme)
                        ? LinkRules.dead(new Section(root, "", plan), Document.read(readme))
                        : Stream.of();
        return Stream.of(edges(text, plan), planned(text, root, plan), tracks(text, plan), dead)
                .flatMap(s -> s);
    }

    private static Stream<String> edges(String text, Curriculum plan) {
        Set<String> drawn =
                text.lines()
                        .map(String::strip)
                        .filter(l -> l.matches("[\\w-]+( & [\\w-]+)* --> [\\w-]+"))
                        .flatMap(ReadmeMap::edgesOf)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> wanted =
                plan.topics().stream()
                        .flatMap(t -> t.prerequisites().stream().map(p -> p + " --> " + t.name()))
                        .collect(Collectors.toCollection(TreeSet::new));
        return Stream.concat(
                wanted.stream()
                        .filter(e -> !drawn.contains(e))
                        .map(e -> "README.md: the map lacks `" + e + "`; add the line"),
                drawn.stream()
                        .filter(e -> !wanted.contains(e))
                        .map(e ->
                                "README.md: the map has `" + e + "`, the plan has not; remove it"));
    }

    private static Stream<String> edgesOf(String line) {
        int arrow = line.indexOf(" --> ");
        return Stream.of(line.substring(0, arrow).split(" & ", -1))
                .map(from -> from + line.substring(arrow));
    }

    private static Stream<String> planned(String text, Path root, Curriculum plan) {
        String wanted =
                plan.topics().stream()
                        .filter(t -> !Section.hasBegun(root, t))
                        .map(Topic::name)
                        .collect(Collectors.joining(","));
        return wanted.isEmpty() || text.contains("class " + wanted + " planned")
                ? Stream.of()
                : Stream.of("README.md: the map should say `class %s planned`".formatted(wanted));
    }

    private static Stream<String> tracks(String text, Curriculum plan) {
        List<String> complaints = new ArrayList<>();
        for (Map.Entry<String, List<String>> track : plan.tracks().entrySet()) {
            String row =
                    text.lines()
                            .filter(l -> l.startsWith("| " + track.getKey() + " |"))
                            .map(l -> l.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1"))
                            .findFirst()
                            .orElse("");
            String wanted =
                    "| %s | %s | %s |"
                            .formatted(
                                    track.getKey(),
                                    String.join(" → ", track.getValue()),
                                    pulledIn(plan, track.getValue()));
            if (!row.equals(wanted)) {
                complaints.add(
                        "README.md: the track is `%s`; it should be `%s`".formatted(row, wanted));
            }
        }
        return complaints.stream();
    }

    /// The topics whose code a track uses without teaching it, in the order of the book.
    private static String pulledIn(Curriculum plan, List<String> track) {
        Set<String> used = new LinkedHashSet<>();
        track.forEach(t -> used.addAll(plan.closure(t)));
        String rest =
                plan.topics().stream()
                        .map(Topic::name)
                        .filter(t -> used.contains(t) && !track.contains(t))
                        .collect(Collectors.joining(", "));
        return rest.isEmpty() ? "–" : rest;
    }
}
