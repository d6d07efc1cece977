package org.firstprinciples.curriculum.plots;

import org.firstprinciples.curriculum.plots.Layer.Band;
import org.firstprinciples.curriculum.plots.Layer.Bars;
import org.firstprinciples.curriculum.plots.Layer.Box;
import org.firstprinciples.curriculum.plots.Layer.Columns;
import org.firstprinciples.curriculum.plots.Layer.Contours;
import org.firstprinciples.curriculum.plots.Layer.ErrorBars;
import org.firstprinciples.curriculum.plots.Layer.Level;
import org.firstprinciples.curriculum.plots.Layer.Line;
import org.firstprinciples.curriculum.plots.Layer.Note;
import org.firstprinciples.curriculum.plots.Layer.Points;
import org.firstprinciples.curriculum.plots.Layer.Polygon;
import org.firstprinciples.curriculum.plots.Layer.Segment;
import org.firstprinciples.curriculum.plots.Layer.Tiles;
import org.firstprinciples.curriculum.plots.Layer.Upright;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The layers of a [Plot] as geometries of Lets-Plot.
///
/// @param palette the names whose colors are not given; the place of a name is the number of its color
record Geometry(Plot plot, Extent extent, List<String> palette, Look look) {

    private static final int[] MARKERS = {16, 17, 15, 18, 16, 17, 15}; // disk, triangle, square, …
    private static final double BAR = 0.7; // of the room of a category

    /// The lines at 0; none if the plot has no [origin][Plot#origin()].
    Map<String, Object> origin() {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        List<Double> toX = new ArrayList<>();
        List<Double> toY = new ArrayList<>();
        if (plot.hasOrigin()) {
            Collections.addAll(x, extent.x().low(), 0.0);
            Collections.addAll(y, 0.0, extent.y().low());
            Collections.addAll(toX, extent.x().high(), 0.0);
            Collections.addAll(toY, 0.0, extent.y().high());
        }
        return segments(x, y, toX, toY, LetsPlot.ORIGIN, 0.5, "solid");
    }

    /// What a layer draws.
    ///
    /// @throws IllegalArgumentException if it is only words
    Map<String, Object> of(Layer layer) {
        return switch (layer) {
            case Line(String name, List<Double> x, List<Double> y) ->
                    geom(
                            "path",
                            LetsPlot.map("x", plot.x().places(x), "y", plot.y().places(y)),
                            "color",
                            color(name),
                            "size",
                            width(name),
                            "linetype",
                            dashes(name));
            case Points(String name, List<Double> x, List<Double> y) ->
                    geom(
                            "point",
                            LetsPlot.map("x", plot.x().places(x), "y", plot.y().places(y)),
                            "color",
                            color(name),
                            "size",
                            pen(name).isThin() ? 2.0 : look.named() ? 4.0 : 3.0,
                            "shape",
                            look.named()
                                    ? MARKERS[Math.max(0, palette.indexOf(name)) % MARKERS.length]
                                    : MARKERS[0]);
            case Band(String name, List<Double> x, List<Double> low, List<Double> high) -> {
                List<Double> across = new ArrayList<>(plot.x().places(x));
                List<Double> up = new ArrayList<>(plot.y().places(low));
                across.addAll(across.reversed().stream().toList());
                up.addAll(plot.y().places(high).reversed());
                yield geom(
                        "polygon",
                        LetsPlot.map("x", across, "y", up),
                        "fill",
                        color(name),
                        "alpha",
                        0.25,
                        "size",
                        0.0);
            }
            case ErrorBars(String name, List<Double> x, List<Double> low, List<Double> high) -> {
                List<Double> at = plot.x().places(x);
                yield segments(
                        at,
                        plot.y().places(low),
                        at,
                        plot.y().places(high),
                        color(name),
                        1.1,
                        "solid");
            }
            case Bars bars -> bars(bars);
            case Columns(String name, List<Double> edges, List<Double> heights) ->
                    rectangles(
                            plot.x().places(edges.subList(0, heights.size())),
                            plot.x().places(edges.subList(1, edges.size())),
                            heights,
                            "fill",
                            color(name),
                            "alpha",
                            0.35,
                            "color",
                            color(name),
                            "size",
                            0.5);
            case Level(String label, double y) -> {
                double at = plot.y().place(y);
                yield segments(
                        List.of(extent.x().low()),
                        List.of(at),
                        List.of(extent.x().high()),
                        List.of(at),
                        Ink.GRAY.words(),
                        0.7,
                        "dashed");
            }
            case Upright(String label, double x) -> {
                double at = plot.x().place(x);
                yield segments(
                        List.of(at),
                        List.of(extent.y().low()),
                        List.of(at),
                        List.of(extent.y().high()),
                        Ink.GRAY.words(),
                        0.7,
                        "dashed");
            }
            case Segment s ->
                    segments(
                            plot.x().places(List.of(s.fromX())),
                            plot.y().places(List.of(s.fromY())),
                            plot.x().places(List.of(s.toX())),
                            plot.y().places(List.of(s.toY())),
                            color(s.name()),
                            width(s.name()),
                            s.pointed() ? plot.dashesOfArrow(s.name()).word() : dashes(s.name()));
            case Polygon(String name, List<Double> x, List<Double> y) ->
                    geom(
                            "polygon",
                            LetsPlot.map("x", plot.x().places(x), "y", plot.y().places(y)),
                            "fill",
                            color(name),
                            "alpha",
                            0.2,
                            "color",
                            color(name),
                            "size",
                            0.7);
            case Contours contours -> contours(contours);
            case Tiles tiles -> tiles(tiles);
            case Box b ->
                    geom(
                            "polygon",
                            LetsPlot.map(
                                    "x",
                                    plot.x()
                                            .places(
                                                    List.of(
                                                            b.x() - b.width() / 2,
                                                            b.x() + b.width() / 2,
                                                            b.x() + b.width() / 2,
                                                            b.x() - b.width() / 2)),
                                    "y",
                                    plot.y()
                                            .places(
                                                    List.of(
                                                            b.y() - b.height() / 2,
                                                            b.y() - b.height() / 2,
                                                            b.y() + b.height() / 2,
                                                            b.y() + b.height() / 2))),
                            "fill",
                            color(b.name()),
                            "alpha",
                            0.12,
                            "color",
                            color(b.name()),
                            "size",
                            0.7);
            case Note note ->
                    throw new IllegalArgumentException("words have no geometry: " + note.text());
        };
    }

    /// Several series of bars share the room of a category.
    private Map<String, Object> bars(Bars bars) {
        List<Bars> all = Layer.all(Bars.class, plot.layers()).toList();
        double width = BAR / all.size();
        double start = all.indexOf(bars) * width - BAR / 2;
        List<Double> left = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        for (int i = 0; i < bars.values().size(); i++) {
            left.add(i + start);
            right.add(i + start + width);
        }
        boolean pale = all.indexOf(bars) % 2 == 1; // to be told apart in gray
        return rectangles(
                left,
                right,
                bars.values(),
                "fill",
                color(bars.name()),
                "alpha",
                pale ? 0.4 : 1,
                "color",
                color(bars.name()),
                "size",
                0.5);
    }

    /// Rectangles from 0 to these heights.
    private Map<String, Object> rectangles(
            List<Double> left, List<Double> right, List<Double> heights, Object... options) {
        return geom(
                "rect",
                LetsPlot.map(
                        "xmin",
                        left,
                        "xmax",
                        right,
                        "ymin",
                        Collections.nCopies(
                                left.size(), plot.y().logarithmic() ? extent.y().low() : 0.0),
                        "ymax",
                        plot.y().places(heights)),
                options);
    }

    private Map<String, Object> contours(Contours contours) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        List<String> group = new ArrayList<>();
        int number = 0;
        for (Contour contour : contours.lines()) {
            for (List<Point> line : contour.lines()) {
                number++;
                for (Point p : line) {
                    x.add(plot.x().place(p.x()));
                    y.add(plot.y().place(p.y()));
                    group.add(String.valueOf(number));
                }
            }
        }
        return geom(
                "path",
                LetsPlot.map("x", x, "y", y, "group", group),
                "color",
                color(contours.name()),
                "size",
                0.6);
    }

    private Map<String, Object> tiles(Tiles tiles) {
        List<Double> left = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        List<Double> top = new ArrayList<>();
        List<Double> bottom = new ArrayList<>();
        List<String> fill = new ArrayList<>();
        for (int i = 0; i < tiles.values().size(); i++) {
            for (int j = 0; j < tiles.values().get(i).size(); j++) {
                left.add(plot.x().place(j));
                right.add(plot.x().place(j + 1.0));
                top.add(plot.y().place(i));
                bottom.add(plot.y().place(i + 1.0));
                fill.add(tiles.shade().apply(tiles.values().get(i).get(j)));
            }
        }
        return geom(
                "rect",
                LetsPlot.map(
                        "xmin", left, "xmax", right, "ymin", bottom, "ymax", top, "fill", fill),
                "size",
                0.0);
    }

    private static Map<String, Object> segments(
            List<Double> x,
            List<Double> y,
            List<Double> toX,
            List<Double> toY,
            String color,
            double size,
            String dashes) {
        return geom(
                "segment",
                LetsPlot.map("x", x, "y", y, "xend", toX, "yend", toY),
                "color",
                color,
                "size",
                size,
                "linetype",
                dashes);
    }

    private static Map<String, Object> geom(
            String kind, Map<String, Object> data, Object... options) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        data.keySet().forEach(key -> mapping.put(key, key));
        Map<String, Object> geom = LetsPlot.map("geom", kind, "data", data, "mapping", mapping);
        geom.putAll(LetsPlot.map(options));
        return geom;
    }

    private Pen pen(String series) {
        return plot.pen(series, palette);
    }

    private String color(String series) {
        return pen(series).color().line();
    }

    private String dashes(String series) {
        return pen(series).dash().word();
    }

    private double width(String series) {
        return pen(series).isThin() ? 0.6 : 1.1;
    }
}
