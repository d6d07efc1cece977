package org.firstprinciples.benchmarks.report;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The result of a benchmark.
///
/// @param title what was measured
/// @param reading how to read it: what is in a row, what is good
/// @param rows line by line; they need not have the same fields
public record Table(String title, String reading, List<Row> rows) {

    private static final String NOTHING = "–";

    /// Copies the rows.
    public Table {
        rows = List.copyOf(rows);
    }

    /// The rows as a JSON array of objects.
    public String json() {
        List<Map<String, Object>> objects = rows.stream().map(Row::fields).toList();
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(objects)
                + "\n";
    }

    /// Title, explanation and rows in Markdown. A column for every field of any row, in order of appearance.
    public String markdown() {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.fields().keySet()));
        StringBuilder text = new StringBuilder("## %s\n\n%s\n\n|".formatted(title, reading));
        columns.forEach(column -> text.append(" ").append(words(column)).append(" |"));
        text.append("\n|").append("---|".repeat(columns.size())).append("\n");
        for (Row row : rows) {
            text.append("|");
            for (String column : columns) {
                text.append(" ")
                        .append(shown(row.fields().getOrDefault(column, NOTHING)))
                        .append(" |");
            }
            text.append("\n");
        }
        return text.toString();
    }

    /// `peerMilliseconds` as `peer milliseconds`.
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /// Numbers with three or four digits; what is not a number as it is.
    private static String shown(Object value) {
        return switch (value) {
            case Double number -> digits(number);
            case Long number -> String.format(Locale.ROOT, "%,d", number);
            default -> value.toString();
        };
    }

    private static String digits(double number) {
        double size = Math.abs(number);
        String format =
                size >= 1000 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3g";
        return String.format(Locale.ROOT, size == 0 ? "%.0f" : format, number);
    }
}
