package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
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
import java.util.stream.IntStream;

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
        Map<String, Row> table = table();
        double[] places = IntStream.range(0, table.size()).asDoubleStream().toArray();
        Plot plot =
                Plot.of("GFLOP/s, product of 512 × 512 matrices", "rung of the ladder")
                        .logX()
                        .downward()
                        .xLimits(0.7, 1500)
                        .yLimits(-0.6, table.size() - 0.4)
                        .xTicks(1, 4, 16, 64, 256)
                        .yLabels(List.copyOf(table.keySet()), places)
                        .size(560, 430);
        int place = 0;
        for (Row row : table.values()) {
            plot = plot.segment("of a rung", 0.7, place, row.fastest(), place);
            plot = plot.text(label(row), row.fastest(), place, Side.RIGHT);
            place++;
        }
        place = 0;
        for (Row row : table.values()) {
            plot = plot.point("1 thread", row.one(), place);
            plot = row.two() > 0 ? plot.point("2 threads", row.two(), place) : plot;
            place++;
        }
        plot = plot.point("1 thread", 110, 0).point("2 threads", 110, 1); // the key of the marks
        compare(
                "matrix-product-ladder.svg",
                Figure.of(
                        "Seven rungs",
                        plot.ink("of a rung", Ink.GRAY)
                                .thin("of a rung")
                                .unlabeled("of a rung")
                                .label("1 thread", 128, 0, Side.RIGHT)
                                .label("2 threads", 128, 1, Side.RIGHT)));
    }

    private static String label(Row row) {
        return row.two() > 0
                ? String.format(Locale.ROOT, "%.0f, %.0f", row.one(), row.two())
                : String.format(Locale.ROOT, row.one() < 10 ? "%.1f" : "%.0f", row.one());
    }
}
