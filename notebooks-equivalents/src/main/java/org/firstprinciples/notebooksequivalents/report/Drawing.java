package org.firstprinciples.notebooksequivalents.report;

import org.firstprinciples.curriculum.plots.Shade;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A picture that is no plot: cells, disks, lines, arrows and words, in units of its own, with x to the right and y down.
///
/// Later parts lie over earlier ones. A unit is about a pixel in a wide window; at least 720 units fit across.
public final class Drawing {

    /// Where a text stands from its point.
    public enum Anchor {
        /// To the right of it.
        START,
        /// Around it.
        MIDDLE,
        /// To the left of it.
        END
    }

    private final double width;
    private final double height;
    private final StringBuilder parts = new StringBuilder();

    private Drawing(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /// An empty drawing of this size.
    ///
    /// @throws IllegalArgumentException if a side is not positive
    public static Drawing of(double width, double height) {
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException(
                    "a drawing needs a positive size, got %s by %s".formatted(width, height));
        }
        return new Drawing(width, height);
    }

    /// A filled rectangle; its color is anything that CSS takes.
    public Drawing rectangle(double x, double y, double width, double height, String color) {
        return add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>",
                number(x), number(y), number(width), number(height), color);
    }

    /// A filled disk.
    public Drawing disk(double x, double y, double radius, String color) {
        return add(
                "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>",
                number(x), number(y), number(radius), color);
    }

    /// A straight line.
    public Drawing line(double x1, double y1, double x2, double y2, String color) {
        return add(
                "<path d=\"M%s %sL%s %s\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                number(x1), number(y1), number(x2), number(y2), color);
    }

    /// A line with a head at its second end.
    public Drawing arrow(double x1, double y1, double x2, double y2, String color) {
        double length = StrictMath.hypot(x2 - x1, y2 - y1);
        double ux = (x2 - x1) / length;
        double uy = (y2 - y1) / length;
        return line(x1, y1, x2 - 6 * ux, y2 - 6 * uy, color)
                .add(
                        "<path d=\"M%s %sL%s %sL%s %sz\" fill=\"%s\"/>",
                        number(x2),
                        number(y2),
                        number(x2 - 8 * ux - 4 * uy),
                        number(y2 - 8 * uy + 4 * ux),
                        number(x2 - 8 * ux + 4 * uy),
                        number(y2 - 8 * uy - 4 * ux),
                        color);
    }

    /// Words on a line whose middle is at `y`.
    public Drawing text(double x, double y, Anchor anchor, double size, String text, String color) {
        return add(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>",
                number(x),
                number(y + 0.35 * size),
                anchor.name().toLowerCase(Locale.ROOT),
                number(size),
                color,
                Markdown.escape(text));
    }

    /// A matrix as squares of this size, the first row on top; those of one color are one path.
    ///
    /// @throws IllegalArgumentException if rows differ in length or a number is NaN
    public Drawing cells(double x, double y, double size, double[][] values, Shade shade) {
        Map<String, StringBuilder> paths = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i].length != values[0].length) {
                throw new IllegalArgumentException(
                        "row %s has %s cells, row 0 has %s"
                                .formatted(i, values[i].length, values[0].length));
            }
            int from = 0;
            for (int j = 0; j < values[i].length; j++) {
                String color = shade.apply(values[i][j]);
                if (j + 1 < values[i].length && color.equals(shade.apply(values[i][j + 1]))) {
                    continue;
                }
                String across = number(size * (j + 1 - from));
                paths.computeIfAbsent(color, c -> new StringBuilder())
                        .append(
                                "M%s %sh%sv%sh-%sz"
                                        .formatted(
                                                number(x + size * from),
                                                number(y + size * i),
                                                across,
                                                number(size),
                                                across));
                from = j + 1;
            }
        }
        paths.forEach((color, path) -> add("<path d=\"%s\" fill=\"%s\"/>", path, color));
        return this;
    }

    /// The drawing as one `svg` element without a size of its own: it fills the width it is given.
    ///
    /// @param description what a screen reader says
    public String svg(String description) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\" font-family=\"sans-serif\" shape-rendering=\"geometricPrecision\">%s</svg>"
                .formatted(number(width), number(height), Markdown.escape(description), parts);
    }

    private Drawing add(String pattern, Object... values) {
        parts.append(pattern.formatted(Arrays.stream(values).map(String::valueOf).toArray()));
        return this;
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a drawing needs finite numbers, got " + value);
        }
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
    }
}
