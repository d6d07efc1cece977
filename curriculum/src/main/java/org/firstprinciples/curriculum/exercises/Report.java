package org.firstprinciples.curriculum.exercises;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The scores of a class, for people and for a gradebook.
///
/// @param tasks what was graded
/// @param scores one for each student
/// @param seed where the claims looked
/// @param limit for each exercise
/// @param commit the book's; `unknown` where it is no repository
/// @param graded when
public record Report(
        List<Task> tasks,
        List<Score> scores,
        long seed,
        CpuLimit limit,
        String commit,
        Instant graded) {

    /// Rises by one whenever a field of the JSON goes or means something else.
    static final int SCHEMA = 1;

    /// Copies the lists.
    public Report {
        tasks = List.copyOf(tasks);
        scores = List.copyOf(scores);
    }

    /// A row for each student, and under it what is not solved and why.
    public String table() {
        int width = scores.stream().mapToInt(s -> shown(s.student()).length()).max().orElse(0);
        StringBuilder table = new StringBuilder(" ".repeat(width));
        tasks.forEach(t -> table.append("  ").append(column(t, t.id())));
        table.append("  stars\n");
        for (Score score : scores) {
            table.append(pad(shown(score.student()), width));
            score.verdicts()
                    .forEach((t, v) ->
                            table.append("  ")
                                    .append(column(t, v.isSolved() ? t.shownStars() : "–")));
            table.append(
                    String.format(Locale.ROOT, "  %s of %s%n", score.stars(), score.possible()));
        }
        for (Score score : scores) {
            reasons(score)
                    .forEach(reason ->
                            table.append(pad(shown(score.student()), width))
                                    .append(' ')
                                    .append(reason)
                                    .append('\n'));
        }
        return table.toString();
    }

    private static Stream<String> reasons(Score score) {
        return score.note().isEmpty()
                ? score.verdicts().entrySet().stream()
                        .filter(v -> !v.getValue().isSolved())
                        .map(v -> v.getKey().id() + " " + v.getValue())
                : Stream.of(score.note());
    }

    private static String column(Task task, String text) {
        return pad(text, Math.max(task.id().length(), task.stars()));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    /// A text without characters that a terminal obeys or hides: those are written as in Java, `\\u001b`.
    static String shown(String text) {
        return text.codePoints()
                .mapToObj(c -> isHidden(c) ? escaped(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }

    private static String escaped(int c) {
        return Character.toString(c)
                .chars()
                .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
                .collect(Collectors.joining());
    }

    /// For a student: what each exercise reached, and why not more.
    static String feedback(Score score) {
        StringBuilder text = new StringBuilder("# " + shown(score.student()) + "\n\n");
        if (!score.note().isEmpty()) {
            return text.append(score.note()).append('\n').toString();
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s of %s stars; by single claims %s.\n\n",
                        score.stars(),
                        score.possible(),
                        decimal(score.credit())));
        score.verdicts()
                .forEach((task, verdict) ->
                        text.append(
                                "- **%s** %s `%s`: %s\n"
                                        .formatted(
                                                task.id(),
                                                task.shownStars(),
                                                task.method(),
                                                verdict)));
        return text.toString();
    }

    /// A row for each student, for a spreadsheet.
    public String csv() {
        List<String> header =
                new ArrayList<>(List.of("student", "note", "stars", "credit", "possible"));
        tasks.forEach(t -> header.addAll(List.of(t.id(), t.id() + " credit")));
        StringBuilder csv = new StringBuilder(row(header));
        for (Score score : scores) {
            List<String> fields =
                    new ArrayList<>(
                            List.of(
                                    score.student(),
                                    score.note(),
                                    String.valueOf(score.stars()),
                                    decimal(score.credit()),
                                    String.valueOf(score.possible())));
            score.verdicts()
                    .forEach((t, v) ->
                            fields.addAll(
                                    List.of(
                                            v.isSolved() ? String.valueOf(t.stars()) : "0",
                                            decimal(Score.credit(t, v)))));
            csv.append(row(fields));
        }
        return csv.toString();
    }

    /// As RFC 4180 has it; a spreadsheet does not take a text for a formula.
    private static String row(List<String> fields) {
        return fields.stream()
                .map(Report::shown)
                .map(f -> f.matches("[=+\\-@].*") ? "'" + f : f)
                .map(f -> f.matches("[^\",]*") ? f : '"' + f.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /// The same as JSON, with all that a later reader needs to know.
    public String json() {
        return String.format(
                Locale.ROOT,
                """
                {
                  "schema": %s,
                  "assignment": [%s],
                  "book": %s,
                  "graded": %s,
                  "seed": %s,
                  "limits": {"computingSeconds": %s, "heapMegabytes": %s, "stackMegabytes": %s},
                  "students": [
                %s
                  ]
                }
                """,
                SCHEMA,
                quoted(tasks.stream().map(Task::id)),
                quoted(commit),
                quoted(graded.toString()),
                seed,
                limit.limit().toSeconds(),
                Examination.HEAP_MEGABYTES,
                Examination.STACK_MEGABYTES,
                scores.stream().map(Report::json).collect(Collectors.joining(",\n")));
    }

    private static String json(Score score) {
        return String.format(
                Locale.ROOT,
                """
                    {
                      "id": %s,
                      "note": %s,
                      "stars": %s,
                      "credit": %s,
                      "possible": %s,
                      "exercises": [
                %s
                      ]
                    }\
                """,
                quoted(score.student()),
                quoted(score.note()),
                score.stars(),
                decimal(score.credit()),
                score.possible(),
                score.verdicts().entrySet().stream()
                        .map(Report::json)
                        .collect(Collectors.joining(",\n")));
    }

    private static String json(Map.Entry<Task, Verdict> entry) {
        Task task = entry.getKey();
        Verdict verdict = entry.getValue();
        return String.format(
                Locale.ROOT,
                "        {\"id\": %s, \"stars\": %s, \"credit\": %s, \"possible\": %s, \"verdict\":"
                        + " %s, \"claim\": %s, \"detail\": %s, \"held\": [%s]}",
                quoted(task.id()),
                verdict.isSolved() ? task.stars() : 0,
                decimal(Score.credit(task, verdict)),
                task.stars(),
                quoted(verdict.kind().name().toLowerCase(Locale.ROOT)),
                quoted(verdict.claim()),
                quoted(verdict.detail()),
                quoted(verdict.held().stream()));
    }

    private static String quoted(Stream<String> texts) {
        return texts.map(Report::quoted).collect(Collectors.joining(", "));
    }

    /// A text as JSON writes it.
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
