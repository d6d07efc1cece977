package org.firstprinciples.curriculum.plots;

import org.firstprinciples.curriculum.plots.Mark.Disk;
import org.firstprinciples.curriculum.plots.Mark.Paint;
import org.firstprinciples.curriculum.plots.Mark.Shape;
import org.firstprinciples.curriculum.plots.Mark.Words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Writes sheets as SVG: without ids, with coordinates rounded to tenths of a unit, text as text in the reader's sans-serif
/// font, a class for what a text is: `axis-title-x`, `axis-text-y`, `plot-title`, `label` beside something, `inside` on
/// it, `level` on a contour, `number` on a tile.
final class Svg {

    private static final Set<String> HALOED = Set.of(Labels.ROLE, Labels.LEVEL);

    private Svg() {}

    /// A file of its own, on a white card with round corners, which also stands well on a dark page.
    static String file(String title, int width, int height, List<Sheet> sheets) {
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" font-family="sans-serif" role="img">
                <title>%s</title>
                <rect class="card" width="%s" height="%s" rx="8" fill="#ffffff"/>
                """
                        .formatted(width, height, width, height, escape(title), width, height));
        sheets.forEach(sheet -> write(svg, sheet));
        return svg.append("</svg>\n").toString();
    }

    /// An element of a page of HTML, as wide as its place.
    static String inline(Sheet sheet, String description) {
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" font-family=\"sans-serif\" role=\"img\" aria-label=\"%s\">\n"
                        .formatted(sheet.width(), sheet.height(), escape(description)));
        svg.append(
                "<rect width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>\n"
                        .formatted(sheet.width(), sheet.height()));
        write(svg, sheet);
        return svg.append("</svg>").toString();
    }

    /// A text in XML.
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void write(StringBuilder svg, Sheet sheet) {
        svg.append("<g class=\"panel\" stroke-linejoin=\"round\">\n");
        marks(svg, sheet.under());
        marks(svg, sheet.data());
        marks(svg, sheet.frame());
        List<Mark> haloed = new ArrayList<>();
        List<Mark> plain = new ArrayList<>();
        for (Words words : sheet.labels()) {
            (HALOED.contains(words.role()) ? haloed : plain).add(words);
        }
        marks(svg, plain);
        if (!haloed.isEmpty()) {
            svg.append("<g paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\">\n");
            marks(svg, haloed);
            svg.append("</g>\n");
        }
        svg.append("</g>\n");
    }

    private static void marks(StringBuilder svg, List<Mark> marks) {
        for (int i = 0; i < marks.size(); i++) {
            switch (marks.get(i)) {
                case Words words -> words(svg, words);
                case Disk disk ->
                        svg.append(
                                        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\""
                                                .formatted(
                                                        number(disk.center().x()),
                                                        number(disk.center().y()),
                                                        number(disk.radius())))
                                .append(paint(disk.paint()));
                case Shape shape -> {
                    List<Shape> alike = new ArrayList<>(List.of(shape));
                    while (i + 1 < marks.size()
                            && marks.get(i + 1) instanceof Shape next
                            && next.paint().equals(shape.paint())
                            && !(shape.paint().isFilled() && shape.paint().fillOpacity() < 1)) {
                        alike.add(next);
                        i++;
                    }
                    svg.append("<path d=\"");
                    alike.forEach(each -> path(svg, each));
                    svg.append('"').append(isTile(shape) ? " shape-rendering=\"crispEdges\"" : "");
                    svg.append(paint(shape.paint()));
                }
            }
        }
    }

    /// A rectangle without a border: neighbors must leave no gap between them.
    private static boolean isTile(Shape shape) {
        return shape.closed()
                && shape.points().size() == 4
                && !shape.paint().isStroked()
                && shape.points().stream().mapToDouble(Point::x).distinct().count() == 2;
    }

    private static void path(StringBuilder svg, Shape shape) {
        char step = 'M';
        for (Point p : shape.points()) {
            svg.append(step).append(number(p.x())).append(' ').append(number(p.y()));
            step = 'L';
        }
        svg.append(shape.closed() ? "Z" : "");
    }

    private static String paint(Paint paint) {
        StringBuilder text = new StringBuilder();
        text.append(" fill=\"").append(paint.isFilled() ? paint.fill() : "none").append('"');
        if (paint.isFilled() && paint.fillOpacity() < 1) {
            text.append(" fill-opacity=\"").append(hundredths(paint.fillOpacity())).append('"');
        }
        if (paint.isStroked()) {
            text.append(" stroke=\"").append(paint.stroke());
            text.append("\" stroke-width=\"").append(number(paint.strokeWidth())).append('"');
            if (paint.strokeOpacity() < 1) {
                text.append(" stroke-opacity=\"");
                text.append(hundredths(paint.strokeOpacity())).append('"');
            }
            if (!paint.dashes().isEmpty()) {
                text.append(" stroke-dasharray=\"");
                List<String> lengths = new ArrayList<>();
                for (String length : paint.dashes().split(" +", -1)) {
                    lengths.add(number(Double.parseDouble(length)));
                }
                text.append(String.join(" ", lengths)).append('"');
            }
        }
        return text.append("/>\n").toString();
    }

    private static void words(StringBuilder svg, Words words) {
        String x = number(words.at().x());
        String y = number(words.at().y());
        svg.append("<text class=\"%s\" x=\"%s\" y=\"%s\"".formatted(words.role(), x, y));
        if (words.turn() != 0) {
            svg.append(" transform=\"rotate(%s %s %s)\"".formatted(number(words.turn()), x, y));
        }
        svg.append(
                " text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>\n"
                        .formatted(
                                words.anchor().name().toLowerCase(Locale.ROOT),
                                number(words.size()),
                                words.color(),
                                escape(words.text())));
    }

    /// Rounded to tenths, and as short as can be.
    private static String number(double value) {
        return decimal(Math.round(10 * value), 10);
    }

    private static String hundredths(double value) {
        return decimal(Math.round(100 * value), 100);
    }

    private static String decimal(long units, int one) {
        String sign = units < 0 ? "-" : "";
        long whole = Math.abs(units) / one;
        long rest = Math.abs(units) % one;
        String digits = String.valueOf(one + rest).substring(1).replaceAll("0+$", "");
        return sign + whole + (digits.isEmpty() ? "" : "." + digits);
    }
}
