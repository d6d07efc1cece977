package org.firstprinciples.curriculum.exercises;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The scores of a class, for people and for a gradebook.
///
/// @param exercises what was graded
/// @param scores one for each student
/// @param seed where the claims looked
public record Report(List<Solution> exercises, List<Score> scores, long seed) {

    /// Copies the lists.
    public Report {
        exercises = List.copyOf(exercises);
        scores = List.copyOf(scores);
    }

    /// A row for each student, and under it what is not solved and why.
    public String table() {
        int width = scores.stream().mapToInt(s -> s.student().length()).max().orElse(0);
        StringBuilder table = new StringBuilder(" ".repeat(width));
        exercises.forEach(e -> table.append("  ").append(column(e, e.id())));
        table.append("  stars\n");
        for (Score score : scores) {
            table.append(pad(score.student(), width));
            score.verdicts()
                    .forEach((e, v) ->
                            table.append("  ")
                                    .append(column(e, v.isSolved() ? e.shownStars() : "–")));
            table.append("  %s of %s%n".formatted(score.stars(), score.possible()));
        }
        for (Score score : scores) {
            score.verdicts()
                    .forEach((e, v) -> {
                        if (!v.isSolved()) {
                            table.append(
                                    "%s %s %s%n".formatted(pad(score.student(), width), e.id(), v));
                        }
                    });
        }
        return table.toString();
    }

    private static String column(Solution exercise, String text) {
        return pad(text, Math.max(exercise.id().length(), exercise.stars()));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    /// The same as JSON.
    public String json() {
        return """
        {
          "seed": %s,
          "students": [
        %s
          ]
        }
        """
                .formatted(
                        seed, scores.stream().map(Report::json).collect(Collectors.joining(",\n")));
    }

    private static String json(Score score) {
        return """
            {
              "name": %s,
              "stars": %s,
              "possible": %s,
              "exercises": [
        %s
              ]
            }\
        """
                .formatted(
                        quoted(score.student()),
                        score.stars(),
                        score.possible(),
                        score.verdicts().entrySet().stream()
                                .map(Report::json)
                                .collect(Collectors.joining(",\n")));
    }

    private static String json(Map.Entry<Solution, Verdict> entry) {
        Solution exercise = entry.getKey();
        Verdict verdict = entry.getValue();
        return "        {\"id\": %s, \"stars\": %s, \"possible\": %s, \"verdict\": %s, \"claim\": %s, \"detail\": %s}"
                .formatted(
                        quoted(exercise.id()),
                        verdict.isSolved() ? exercise.stars() : 0,
                        exercise.stars(),
                        quoted(verdict.kind().name().toLowerCase(Locale.ROOT)),
                        quoted(verdict.claim()),
                        quoted(verdict.detail()));
    }

    /// A text as JSON writes it.
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
