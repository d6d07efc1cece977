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
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A [Plot] in the language of Lets-Plot: nested maps, as its Python and Kotlin faces write them.
///
/// What it gets are [places][Axis#place]: its axes are always linear, and end exactly where the [Extent] says.
final class LetsPlot {

    /// What Lets-Plot draws in place of a plot that fails.
    private static final String FAILURE = "Error building plot";

    private static final String INK = "#333333";

    /// The color of the grid.
    static final String GRID = "#e6e6e6";

    /// The color of the lines at 0.
    static final String ORIGIN = "#9a9a9a";

    private static final int[] MARKERS = {16, 17, 15, 18, 16, 17, 15}; // disk, triangle, square, …
    private static final double BAR = 0.7; // of the room of a category

    /// What Lets-Plot leaves free around everything, whatever the margins are.
    static final double INSET = 10;

    private final Plot plot;
    private final Extent extent;
    private final List<String> palette;
    private final Look look;

    private LetsPlot(Plot plot, Extent extent, List<String> palette, Look look) {
        this.plot = plot;
        this.extent = extent;
        this.palette = palette;
        this.look = look;
    }

    /// The plot as Lets-Plot draws it, without labels: ids are random. Each layer that has a [geometry][#isDrawn(Layer)] is one
    /// clipped group, in order; before them comes one for the [origin][Plot#origin()].
    ///
    /// @param palette the names whose colors are not given; the place of a name is the number of its color
    /// @param room that is left at the right
    /// @throws IllegalArgumentException if Lets-Plot cannot draw it
    static String draw(Plot plot, Extent extent, List<String> palette, Look look, double room) {
        String svg =
                PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
                        new LetsPlot(plot, extent, palette, look).specification(room),
                        null,
                        (w, h, argb) -> "",
                        false);
        if (svg.contains(FAILURE)) {
            throw new IllegalArgumentException(
                    "this plot cannot be drawn: " + svg.substring(svg.indexOf(FAILURE)));
        }
        return svg;
    }

    /// Whether a layer is more than words.
    static boolean isDrawn(Layer layer) {
        return !(layer instanceof Note);
    }

    private Map<String, Object> specification(double room) {
        double inset = plot.isDiagram() ? 2 * INSET : 0;
        List<Object> layers = new ArrayList<>();
        layers.add(origin());
        plot.layers().stream().filter(LetsPlot::isDrawn).map(this::geometry).forEach(layers::add);
        Map<String, Object> specification =
                map(
                        "kind",
                        "plot",
                        "layers",
                        layers,
                        "scales",
                        List.of(
                                axis("x", plot.x(), extent.x(), look.columns()),
                                axis("y", plot.y(), extent.y(), look.rows()),
                                map(
                                        "aesthetic",
                                        "fill",
                                        "scale_mapper_kind",
                                        "identity",
                                        "guide",
                                        "none")),
                        "coord",
                        map(
                                "name",
                                plot.isEqual() ? "fixed" : "cartesian",
                                "xlim",
                                List.of(extent.x().low(), extent.x().high()),
                                "ylim",
                                List.of(extent.y().low(), extent.y().high())),
                        "theme",
                        theme(room),
                        "ggsize",
                        map("width", look.width() + inset, "height", look.height() + inset));
        if (!plot.title().isEmpty()) {
            specification.put("ggtitle", map("text", plot.title()));
        }
        return specification;
    }

    private Map<String, Object> origin() {
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
        return segments(x, y, toX, toY, ORIGIN, 0.5, "solid");
    }

    private Map<String, Object> geometry(Layer layer) {
        return switch (layer) {
            case Line(String name, List<Double> x, List<Double> y) ->
                    geom(
                            "path",
                            map("x", plot.x().places(x), "y", plot.y().places(y)),
                            "color",
                            color(name),
                            "size",
                            width(name),
                            "linetype",
                            dashes(name));
            case Points(String name, List<Double> x, List<Double> y) ->
                    geom(
                            "point",
                            map("x", plot.x().places(x), "y", plot.y().places(y)),
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
                        map("x", across, "y", up),
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
                            map("x", plot.x().places(x), "y", plot.y().places(y)),
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
                            map(
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
                map(
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
                map("x", x, "y", y, "group", group),
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
                map("xmin", left, "xmax", right, "ymin", bottom, "ymax", top, "fill", fill),
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
                map("x", x, "y", y, "xend", toX, "yend", toY),
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
        Map<String, Object> geom = map("geom", kind, "data", data, "mapping", mapping);
        geom.putAll(map(options));
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

    private Map<String, Object> axis(String aesthetic, Axis axis, Span span, int intervals) {
        List<Double> ticks = plot.isBare() ? List.of() : axis.ticksBetween(span, intervals);
        return map(
                "aesthetic",
                aesthetic,
                "name",
                axis.title(),
                "expand",
                List.of(0, 0),
                "breaks",
                axis.places(ticks),
                "labels",
                axis.labelsOf(ticks));
    }

    private Map<String, Object> theme(double room) {
        Map<String, Object> theme =
                map(
                        "name", "minimal",
                        "legend_position", "none",
                        "plot_title", words(look.words()),
                        "axis_title", words(look.words()),
                        "axis_text", words(look.numbers()),
                        "axis_text_x",
                                map(
                                        "margin",
                                        map("t", look.named() ? 11 : 3, "b", 2),
                                        "blank",
                                        false),
                        "panel_grid_major", map("color", GRID, "size", 1, "blank", false),
                        "panel_grid_minor", map("blank", true),
                        "plot_margin", map("t", 8, "r", 14 + room, "b", 6, "l", 8));
        unnamed(theme, "x", plot.x());
        unnamed(theme, "y", plot.y());
        if (plot.isBare()) {
            theme.put("panel_grid_major", map("blank", true));
            theme.put("axis_title", map("blank", true));
            theme.put("axis_text", map("blank", true));
            theme.put("axis_text_x", map("blank", true));
            theme.put("plot_margin", map("t", 0, "r", room, "b", 0, "l", 0));
        }
        return theme;
    }

    /// An empty title takes no room.
    private static void unnamed(Map<String, Object> theme, String axis, Axis of) {
        if (of.title().isEmpty()) {
            theme.put("axis_title_" + axis, map("blank", true));
        }
    }

    private static Map<String, Object> words(double size) {
        return map("color", INK, "size", size, "blank", false);
    }

    /// Keys and values in turn.
    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
