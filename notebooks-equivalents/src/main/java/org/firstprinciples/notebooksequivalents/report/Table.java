package org.firstprinciples.notebooksequivalents.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows of cells under a header; cells are Markdown. A column of numbers is set flush right.
///
/// @param header the names of the columns
/// @param rows as many cells each as the header has
public record Table(List<String> header, List<List<String>> rows) {

    private static final Pattern NUMBER =
            Pattern.compile("[-−+]?\\d[\\d,. ]*(e[-+]?\\d+)?( ?± [\\d.]+)?(%|×|[a-zA-Z/]+)?|–|");

    /// Checks that every row is as long as the header.
    ///
    /// @throws IllegalArgumentException if one is not
    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(
                        "a row of %s cells in a table of %s columns: %s"
                                .formatted(row.size(), header.size(), row));
            }
        }
    }

    /// An empty table with these columns.
    public static Table columns(String... names) {
        return new Table(List.of(names), List.of());
    }

    /// The table with one more row.
    public Table row(String... cells) {
        List<List<String>> longer = new ArrayList<>(rows);
        longer.add(List.of(cells));
        return new Table(header, longer);
    }

    /// The table as lines of equal width.
    String plain() {
        List<List<String>> cells = new ArrayList<>();
        cells.add(header.stream().map(Markdown::plain).toList());
        rows.forEach(row -> cells.add(row.stream().map(Markdown::plain).toList()));
        int[] widths =
                IntStream.range(0, header.size())
                        .map(c ->
                                cells.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
                        .toArray();
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells) {
            lines.add(
                    IntStream.range(0, row.size())
                            .mapToObj(c -> pad(row.get(c), widths[c], isNumeric(c)))
                            .collect(Collectors.joining("   "))
                            .stripTrailing());
        }
        lines.add(1, IntStream.of(widths).mapToObj("─"::repeat).collect(Collectors.joining("   ")));
        return String.join("\n", lines);
    }

    /// The table as an HTML element inside a box that scrolls.
    String html() {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n<thead>");
        html.append(row("th", header)).append("</thead>\n<tbody>\n");
        rows.forEach(row -> html.append(row("td", row)).append('\n'));
        return html.append("</tbody></table></div>\n").toString();
    }

    private String row(String element, List<String> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(c ->
                        "<%s%s>%s</%s>"
                                .formatted(
                                        element,
                                        isNumeric(c) ? " class=\"number\"" : "",
                                        Markdown.inlineHtml(cells.get(c)),
                                        element))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column).strip()).matches());
    }

    private static String pad(String text, int width, boolean right) {
        String space = " ".repeat(width - text.length());
        return right ? space + text : text + space;
    }
}
