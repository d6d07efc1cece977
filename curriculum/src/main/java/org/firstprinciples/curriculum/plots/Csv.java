package org.firstprinciples.curriculum.plots;

import org.firstprinciples.curriculum.plots.Layer.Band;
import org.firstprinciples.curriculum.plots.Layer.Bars;
import org.firstprinciples.curriculum.plots.Layer.Columns;
import org.firstprinciples.curriculum.plots.Layer.ErrorBars;
import org.firstprinciples.curriculum.plots.Layer.Level;
import org.firstprinciples.curriculum.plots.Layer.Line;
import org.firstprinciples.curriculum.plots.Layer.Points;
import org.firstprinciples.curriculum.plots.Layer.Polygon;
import org.firstprinciples.curriculum.plots.Layer.Segment;
import org.firstprinciples.curriculum.plots.Layer.Upright;

import java.util.List;

/// The data of layers as comma-separated values (RFC 4180), for readers who draw them in another way.
final class Csv {

    private Csv() {}

    /// A row for each number, after `start`: kind, name, x, y, low, high. What is made of functions, of words or of matrices
    /// is left out.
    static void rows(StringBuilder csv, String start, List<Layer> layers) {
        for (Layer layer : layers) {
            switch (layer) {
                case Line(String name, List<Double> x, List<Double> y) ->
                        rows(csv, start + "line", name, x, y);
                case Points(String name, List<Double> x, List<Double> y) ->
                        rows(csv, start + "point", name, x, y);
                case Band(String name, List<Double> x, List<Double> low, List<Double> high) ->
                        rows(csv, start + "band", name, x, low, high);
                case ErrorBars(String name, List<Double> x, List<Double> low, List<Double> high) ->
                        rows(csv, start + "error bar", name, x, low, high);
                case Bars(String name, List<String> categories, List<Double> values) ->
                        rows(
                                csv,
                                start + "bar",
                                name,
                                categories.stream().map(Csv::quoted).toList(),
                                values);
                case Columns(String name, List<Double> edges, List<Double> heights) ->
                        rows(csv, start + "column", name, edges, heights);
                case Level(String label, double y) ->
                        csv.append("%slevel,%s,,%s,,\n".formatted(start, quoted(label), y));
                case Upright(String label, double x) ->
                        csv.append("%supright,%s,%s,,,\n".formatted(start, quoted(label), x));
                case Segment s ->
                        rows(
                                csv,
                                start + "segment",
                                s.name(),
                                List.of(s.fromX(), s.toX()),
                                List.of(s.fromY(), s.toY()));
                case Polygon(String name, List<Double> x, List<Double> y) ->
                        rows(csv, start + "corner", name, x, y);
                case Layer.Contours _, Layer.Tiles _, Layer.Note _, Layer.Box _ -> {}
            }
        }
    }

    private static void rows(
            StringBuilder csv, String kind, String name, List<?> x, List<Double> y) {
        for (int i = 0; i < y.size(); i++) {
            csv.append("%s,%s,%s,%s,,\n".formatted(kind, quoted(name), x.get(i), y.get(i)));
        }
    }

    private static void rows(
            StringBuilder csv,
            String kind,
            String name,
            List<Double> x,
            List<Double> low,
            List<Double> high) {
        for (int i = 0; i < x.size(); i++) {
            csv.append(
                    "%s,%s,%s,,%s,%s\n"
                            .formatted(kind, quoted(name), x.get(i), low.get(i), high.get(i)));
        }
    }

    /// A text as RFC 4180 has it where it could be misread.
    static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
