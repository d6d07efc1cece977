package org.firstprinciples.curriculum.plots;

import org.firstprinciples.curriculum.plots.Layer.Note;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

import java.util.ArrayList;
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

    /// What Lets-Plot leaves free around everything, whatever the margins are.
    static final double INSET = 10;

    private final Plot plot;
    private final Extent extent;
    private final Look look;
    private final Geometry geometry;

    private LetsPlot(Plot plot, Extent extent, List<String> palette, Look look) {
        this.plot = plot;
        this.extent = extent;
        this.look = look;
        this.geometry = new Geometry(plot, extent, palette, look);
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
        layers.add(geometry.origin());
        plot.layers().stream().filter(LetsPlot::isDrawn).map(geometry::of).forEach(layers::add);
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
                        "axis_text_x", look.named() ? upright() : words(look.numbers()),
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

    /// The numbers of the x axis in a document: not turned, even if there is little room, and lower than the lowest one of the y
    /// axis, which may stand in the same corner.
    private static Map<String, Object> upright() {
        return map("angle", 0, "margin", map("t", 11, "b", 2), "blank", false);
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
    static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
