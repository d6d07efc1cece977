package org.firstprinciples.curriculum;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The plan as the README shows it: a Mermaid flowchart, and a row of a table for each track.
///
/// @param root the book's folder, which says what has begun
/// @param plan the topics and tracks
public record CurriculumMap(Path root, Curriculum plan) {

    private static final String BEGIN = "```mermaid\n";
    private static final String END = "```\n";

    /// The flowchart: a box for each section, an arrow from each prerequisite, dashes around what is planned.
    public String flowchart() {
        StringBuilder chart = new StringBuilder("flowchart LR\n");
        for (String section : plan.sections()) {
            chart.append("subgraph %s-section[%s]\n".formatted(section, section));
            plan.topics().stream()
                    .filter(t -> t.section().equals(section))
                    .map(t -> "%s[%s]\n".formatted(t.name(), t.name().replace('-', ' ')))
                    .forEach(chart::append);
            chart.append("end\n");
        }
        plan.topics().stream()
                .filter(t -> !t.prerequisites().isEmpty())
                .map(t -> String.join(" & ", t.prerequisites()) + " --> " + t.name() + "\n")
                .forEach(chart::append);
        String planned =
                plan.topics().stream()
                        .filter(t -> !t.hasBegun(root))
                        .map(Topic::name)
                        .collect(Collectors.joining(","));
        if (!planned.isEmpty()) {
            chart.append("classDef planned stroke-dasharray: 4 4,color:#777\n");
            chart.append("class ").append(planned).append(" planned\n");
        }
        return chart.toString();
    }

    /// The rows of the tracks by their names: the topics in the order of reading, those that have begun with a link, and
    /// the topics whose code is used without being taught.
    public Map<String, String> tracks() {
        Map<String, String> rows = new LinkedHashMap<>();
        plan.tracks()
                .forEach((name, topics) ->
                        rows.put(
                                name,
                                "| %s | %s | %s |"
                                        .formatted(
                                                name,
                                                topics.stream()
                                                        .map(this::link)
                                                        .collect(Collectors.joining(" → ")),
                                                alsoUsed(topics))));
        return rows;
    }

    private String link(String topic) {
        return plan.topic(topic)
                .filter(t -> t.hasBegun(root))
                .map(t -> "[%s](%s)".formatted(topic, t.document()))
                .orElse(topic);
    }

    private String alsoUsed(List<String> track) {
        Set<String> used = new LinkedHashSet<>();
        track.forEach(t -> used.addAll(plan.closure(t)));
        String rest =
                plan.topics().stream()
                        .map(Topic::name)
                        .filter(t -> used.contains(t) && !track.contains(t))
                        .collect(Collectors.joining(", "));
        return rest.isEmpty() ? "–" : rest;
    }

    /// The flowchart that a README has; empty if it has none.
    public static String flowchartIn(String readme) {
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END, begin + BEGIN.length());
        return begin < 0 || end < 0 ? "" : readme.substring(begin + BEGIN.length(), end);
    }

    /// The row of a track that a README has; empty if it has none.
    public static String trackIn(String readme, String name) {
        return readme.lines().filter(l -> l.startsWith("| " + name + " |")).findFirst().orElse("");
    }

    /// A README with this flowchart and these rows in the place of those that it has.
    public String writtenInto(String readme) {
        String written = replaced(readme, flowchartIn(readme), flowchart());
        for (Map.Entry<String, String> track : tracks().entrySet()) {
            written = replaced(written, trackIn(readme, track.getKey()), track.getValue());
        }
        return written;
    }

    private static String replaced(String text, String before, String after) {
        return before.isEmpty() ? text : text.replace(before, after);
    }
}
