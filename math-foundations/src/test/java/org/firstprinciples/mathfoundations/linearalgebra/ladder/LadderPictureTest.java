package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.firstprinciples.curriculum.pictures.Picture.BLUE;
import static org.firstprinciples.curriculum.pictures.Picture.GRAY;
import static org.firstprinciples.curriculum.pictures.Picture.RED;
import static org.firstprinciples.curriculum.pictures.Picture.compare;
import static org.firstprinciples.curriculum.pictures.Picture.dot;
import static org.firstprinciples.curriculum.pictures.Picture.line;
import static org.firstprinciples.curriculum.pictures.Picture.text;

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

/// The picture of the ladder is drawn from the table in `linear-algebra-fast-product.md`. With
/// `-Dpictures=write` it is written, otherwise compared.
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
        Matcher row = ROW.matcher(Files.readString(Path.of("linear-algebra-fast-product.md")));
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
            body.append(line(x(gflops), 30, x(gflops), bottom - 20, "stroke=\"#dddddd\""));
            body.append(text(x(gflops), bottom, "middle", "" + gflops));
        }
        body.append(text(330, bottom + 24, "middle", "GFLOP/s, 512 × 512 × 512, logarithmic"));
        int y = 50;
        for (Map.Entry<String, Row> row : table().entrySet()) {
            boolean peak = row.getKey().equals("FMA peak");
            Row figures = row.getValue();
            body.append(text(110, y + 5, "end", row.getKey()));
            body.append(line(120, y, x(figures.fastest()), y, "stroke=\"#999999\""));
            body.append(dot(x(figures.one()), y, 6, peak ? GRAY : BLUE));
            if (figures.two() > 0) {
                body.append(square(x(figures.two()), y, peak ? GRAY : RED));
            }
            body.append(text(x(figures.fastest()) + 12, y + 5, "start", label(figures)));
            y += 36;
        }
        body.append(dot(130, 18, 6, BLUE)).append(text(142, 23, "start", "1 thread"));
        body.append(square(230, 18, RED)).append(text(242, 23, "start", "2 threads"));
        compare("matrix-product-ladder.svg", 580, bottom + 36, "Seven rungs", body);
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

    private static String square(double x, double y, String color) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"11\" height=\"11\" fill=\"%s\"/>\n",
                x - 5.5,
                y - 5.5,
                color);
    }
}
