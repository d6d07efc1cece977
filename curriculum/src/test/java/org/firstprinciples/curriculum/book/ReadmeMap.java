package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.CurriculumMap;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The README's map and tracks against the plan; with `-Dmap=write` they are written first.
public final class ReadmeMap {

    private ReadmeMap() {}

    /// What the README says against the plan, a sentence each.
    public static Stream<String> complaints(Path root, Curriculum plan) {
        Path readme = root.resolve("README.md");
        if (Files.notExists(readme)) {
            return Stream.of("README.md: missing; write what the book is, with its map");
        }
        CurriculumMap map = new CurriculumMap(root, plan);
        try {
            if (Written.MAP.isAskedFor()) {
                Files.writeString(readme, map.writtenInto(TextFile.read(readme)));
            }
            String text = TextFile.read(readme);
            return Stream.of(
                            flowchart(text, map),
                            tracks(text, map),
                            LinkRules.dead(new Section(root, "", plan), Document.read(readme)))
                    .flatMap(s -> s);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> flowchart(String text, CurriculumMap map) {
        String drawn = CurriculumMap.flowchartIn(text);
        if (drawn.isEmpty()) {
            return Stream.of("README.md: no map; put a block ```mermaid there");
        }
        if (drawn.equals(map.flowchart())) {
            return Stream.of();
        }
        List<String> has = drawn.lines().toList();
        List<String> wanted = map.flowchart().lines().toList();
        List<String> complaints =
                Stream.concat(
                                wanted.stream()
                                        .filter(l -> !has.contains(l))
                                        .map(l -> "README.md: the map lacks `" + l + "`"),
                                has.stream()
                                        .filter(l -> !wanted.contains(l))
                                        .map(l ->
                                                "README.md: the map has `"
                                                        + l
                                                        + "`, the plan has not"))
                        .map(c -> c + "; " + Written.MAP.advice())
                        .toList();
        return complaints.isEmpty()
                ? Stream.of("README.md: the map has another order; " + Written.MAP.advice())
                : complaints.stream();
    }

    private static Stream<String> tracks(String text, CurriculumMap map) {
        return map.tracks().entrySet().stream()
                .filter(t -> !CurriculumMap.trackIn(text, t.getKey()).equals(t.getValue()))
                .map(t -> complaint(text, t));
    }

    private static String complaint(String text, Map.Entry<String, String> track) {
        return "README.md: the track is `%s`; it should be `%s`; %s"
                .formatted(
                        CurriculumMap.trackIn(text, track.getKey()),
                        track.getValue(),
                        Written.MAP.advice());
    }
}
