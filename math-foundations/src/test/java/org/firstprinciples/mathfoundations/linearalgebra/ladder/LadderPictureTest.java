package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The picture of the ladder is drawn from the table in `linear-algebra.md`. With `-Dpictures=write` it is
/// written, otherwise compared.
class LadderPictureTest {

    /// Rung, 1 thread, share of the peak, a larger product, 2 threads.
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| (?:\\d (.+?)|(FMA peak)) \\| ([\\d.]+) \\| ([\\d.]+) % \\| ([\\d.]+) \\|"
                            + " ([\\d.]+|–) \\|");

    /// A row of the table, GFLOP/s; 0 where nothing was measured.
    record Row(double one, double share, double larger, double two) {

        double fastest() {
            return Math.max(one, two);
        }
    }

    private static Map<String, Row> table() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("linear-algebra.md")));
        while (row.find()) {
            double two = row.group(6).equals("–") ? 0 : Double.parseDouble(row.group(6));
            rows.put(
                    row.group(1) == null ? row.group(2) : row.group(1),
                    new Row(
                            Double.parseDouble(row.group(3)),
                            Double.parseDouble(row.group(4)),
                            Double.parseDouble(row.group(5)),
                            two));
        }
        return rows;
    }

    @Test
    void theTableHasARowForEachRung() throws IOException {
        List<String> names = Ladder.rungs().stream().map(MatrixProduct::name).toList();
        assertThat(table().keySet()).hasSize(names.size() + 1).containsSequence(names);
    }

    /// A share of 12 % is between 11.5 and 12.5 %; below 10 % the table has one digit more.
    @Test
    void theSharesAreThoseOfTheFigures() throws IOException {
        double peak = Objects.requireNonNull(table().get("FMA peak")).one();
        table().forEach((name, row) -> {
            double digit = row.share() < 10 ? 0.1 : 1;
            assertThat(Math.abs(100 * row.one() / peak - row.share()))
                    .as(name)
                    .isLessThanOrEqualTo(digit / 2 + 0.01);
        });
    }

    @Test
    void thePicture() throws IOException {
        StringBuilder body = new StringBuilder();
        int bottom = 40 + 36 * table().size();
        for (int gflops = 1; gflops <= 256; gflops *= 4) {
            body.append(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"%1$.1f\" y1=\"30\" x2=\"%1$.1f\" y2=\"%2$d\""
                                    + " stroke=\"#dddddd\"/>\n",
                            x(gflops),
                            bottom - 20));
            body.append(text(x(gflops), bottom, "middle", "" + gflops));
        }
        body.append(text(330, bottom + 24, "middle", "GFLOP/s, 512 × 512 × 512, logarithmic"));
        int y = 50;
        for (Map.Entry<String, Row> row : table().entrySet()) {
            boolean peak = row.getKey().equals("FMA peak");
            Row figures = row.getValue();
            body.append(text(110, y + 5, "end", row.getKey()));
            body.append(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"120\" y1=\"%1$d\" x2=\"%2$.1f\" y2=\"%1$d\""
                                    + " stroke=\"#999999\"/>\n",
                            y,
                            x(figures.fastest())));
            body.append(circle(x(figures.one()), y, peak ? "#555555" : "#0072b2"));
            if (figures.two() > 0) {
                body.append(square(x(figures.two()), y, peak ? "#555555" : "#d55e00"));
            }
            body.append(text(x(figures.fastest()) + 12, y + 5, "start", label(figures)));
            y += 36;
        }
        body.append(circle(130, 18, "#0072b2")).append(text(142, 23, "start", "1 thread"));
        body.append(square(230, 18, "#d55e00")).append(text(242, 23, "start", "2 threads"));
        assertPicture(
                "matrix-product-ladder.svg", svg(580, bottom + 36, "Seven rungs", body.toString()));
    }

    private static String label(Row row) {
        return row.two() > 0
                ? String.format(Locale.ROOT, "%.0f, %.0f", row.one(), row.two())
                : String.format(Locale.ROOT, row.one() < 10 ? "%.1f" : "%.0f", row.one());
    }

    /// Nine doublings from 1/2 to 512 GFLOP/s on 400 points.
    private static double x(double gflops) {
        return 120 + 40 * (1 + StrictMath.log(gflops) / StrictMath.log(2));
    }

    private static String circle(double x, double y, String color) {
        return String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"%s\"/>\n",
                x,
                y,
                color);
    }

    private static String square(double x, double y, String color) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"11\" height=\"11\" fill=\"%s\"/>\n",
                x - 5.5,
                y - 5.5,
                color);
    }

    private static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                text);
    }

    private static String svg(int width, int height, String title, String body) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"14\">\n<title>%s</title>\n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n%s</svg>\n"
                .formatted(width, height, width, height, title, body);
    }

    private static void assertPicture(String name, String svg) throws IOException {
        Path file = Path.of("images", name);
        if ("write".equals(System.getProperty("pictures"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, svg);
        }
        assertThat(Files.readString(file)).isEqualTo(svg);
    }
}
