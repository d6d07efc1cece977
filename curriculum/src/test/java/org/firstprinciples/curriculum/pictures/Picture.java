package org.firstprinciples.curriculum.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.book.Written;
import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Legibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The strokes of which documents' pictures are made: parts of an SVG, with x to the right and y down.
///
/// Colors are those of Okabe and Ito (2008), which readers of all kinds of color vision can tell apart.
public final class Picture {

    /// The first color.
    public static final String BLUE = "#0072b2";

    /// The second color.
    public static final String RED = "#d55e00";

    /// The third color.
    public static final String GREEN = "#009e73";

    /// What matters less.
    public static final String GRAY = "#555555";

    private static final int WIDTH = 520;
    private static final int HEIGHT = 345;
    private static final int LARGEST = 40_000; // letters of a file, for readers on the road

    private Picture() {}

    /// Compares a picture of 520 by 345 units with `images/<name>`; with `-Dpictures=write` it writes it first.
    public static void compare(String name, String title, CharSequence body) throws IOException {
        compare(name, WIDTH, HEIGHT, title, body);
    }

    /// Compares a picture of another size.
    public static void compare(String name, int width, int height, String title, CharSequence body)
            throws IOException {
        String svg =
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif" font-size="14">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                %s</svg>
                """
                        .formatted(width, height, width, height, title, body);
        compareFile(name, svg);
    }

    /// Compares a figure with `images/<name>`; with `-Dpictures=write` it writes it first.
    public static void compare(String name, Figure figure) throws IOException {
        String svg = figure.svg();
        assertThat(Legibility.complaints(svg)).as("%s", name).isEmpty();
        assertThat(svg.length()).as("letters in %s", name).isLessThanOrEqualTo(LARGEST);
        compareFile(name, svg);
    }

    private static void compareFile(String name, String svg) throws IOException {
        Path file = Path.of("images", name);
        if (Written.PICTURES.isAskedFor()) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, svg);
        }
        assertThat(file)
                .as("%s: run this test with -Dpictures=write, then look at the picture", file)
                .hasContent(svg);
    }

    /// Words that begin (`start`), have their middle (`middle`) or end (`end`) at `x`.
    public static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                text);
    }

    /// Words in a color.
    public static String text(double x, double y, String anchor, String color, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                color,
                text);
    }

    /// A point of a [line][#line(String, String, CharSequence)].
    public static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
    }

    /// A line through points.
    ///
    /// @param dashes as CSS takes them, or `none`
    public static String line(String color, String dashes, CharSequence points) {
        return String.format(
                Locale.ROOT,
                "<polyline fill=\"none\" stroke-width=\"2.5\" stroke=\"%s\" stroke-dasharray=\"%s\""
                        + " points=\"%s\"/>\n",
                color,
                dashes,
                points.toString().strip());
    }

    /// A line between two points.
    ///
    /// @param style attributes of SVG: `stroke="#333333"`
    public static String line(double x1, double y1, double x2, double y2, String style) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>\n",
                x1,
                y1,
                x2,
                y2,
                style);
    }

    /// A small disk.
    public static String dot(double x, double y, String color) {
        return dot(x, y, 3.5, color);
    }

    /// A disk.
    public static String dot(double x, double y, double radius, String color) {
        return String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>\n",
                x,
                y,
                radius,
                color);
    }
}
