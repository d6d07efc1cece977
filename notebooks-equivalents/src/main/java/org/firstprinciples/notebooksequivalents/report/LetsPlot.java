package org.firstprinciples.notebooksequivalents.report;

import org.firstprinciples.notebooksequivalents.report.Plot.Band;
import org.firstprinciples.notebooksequivalents.report.Plot.Bars;
import org.firstprinciples.notebooksequivalents.report.Plot.ErrorBars;
import org.firstprinciples.notebooksequivalents.report.Plot.Layer;
import org.firstprinciples.notebooksequivalents.report.Plot.Level;
import org.firstprinciples.notebooksequivalents.report.Plot.Line;
import org.firstprinciples.notebooksequivalents.report.Plot.Points;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A [Plot] in the language of Lets-Plot: nested maps, as its Python and Kotlin faces write them.
final class LetsPlot {

    /// Okabe & Ito 2008; yellow is left out, being too faint for lines on white.
    private static final List<String> COLORS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000");

    private static final List<String> DASHES =
            List.of("solid", "solid", "longdash", "dotdash", "dashed", "dotted", "twodash");

    /// What Lets-Plot draws in place of a plot that fails.
    private static final String FAILURE = "Error building plot";

    private static final String INK = "#333333";
    private static final String GREY = "#5f5f5f";
    private static final double LETTER = 7.4; // units across, a little more than the mean
    private static final double MARGIN = 0.04; // of a logarithmic axis, at each end
    private static final double AXIS = 80; // units that the y axis takes

    private LetsPlot() {}

    /// The plot as Lets-Plot draws it, without a legend: ids are random.
    ///
    /// @param extent of the axes
    /// @param names of the series; the place of a name is the number of its color
    /// @throws IllegalArgumentException if Lets-Plot cannot draw it
    static String draw(Plot plot, Extent extent, List<String> names, int width, int height) {
        String svg =
                PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
                        specification(plot, extent, names, width, height),
                        null,
                        (w, h, argb) -> "",
                        false);
        if (svg.contains(FAILURE)) {
            throw new IllegalArgumentException(
                    "this plot cannot be drawn: " + svg.substring(svg.indexOf(FAILURE)));
        }
        return svg;
    }

    /// A sample of the line, or of the points, of the series of this number, for a legend outside.
    static String sample(int series, boolean isLine) {
        if (!isLine) {
            return "<i class=\"point\" style=\"background:%s\"></i>"
                    .formatted(COLORS.get(series % COLORS.size()));
        }
        String dash = DASHES.get(series % DASHES.size());
        String style = dash.equals("solid") || dash.equals("dotted") ? dash : "dashed";
        return "<i style=\"border-top:3px %s %s\"></i>"
                .formatted(style, COLORS.get(series % COLORS.size()));
    }

    private static Map<String, Object> specification(
            Plot plot, Extent extent, List<String> names, int width, int height) {
        List<Object> layers = new ArrayList<>();
        plot.layers().forEach(layer -> layers.addAll(layer(extent, layer)));
        List<Object> scales = new ArrayList<>();
        scales.add(
                axis(
                        "x",
                        plot.xTitle(),
                        plot.xLogarithmic(),
                        extent.xLimits(room(plot, width)),
                        isPanel(plot)));
        scales.add(axis("y", plot.yTitle(), plot.yLogarithmic(), extent.yLimits(), isPanel(plot)));
        scales.add(series("color", names, COLORS));
        scales.add(series("fill", names, COLORS));
        scales.add(series("linetype", names, DASHES));
        Map<String, Object> specification =
                map(
                        "kind",
                        "plot",
                        "layers",
                        layers,
                        "scales",
                        scales,
                        "theme",
                        theme(),
                        "ggsize",
                        map("width", width, "height", height));
        if (isPanel(plot)) {
            specification.put("ggtitle", map("text", plot.title()));
        }
        return specification;
    }

    private static List<Map<String, Object>> layer(Extent extent, Layer layer) {
        return switch (layer) {
            case Line(String name, List<Double> x, List<Double> y) ->
                    List.of(
                            map(
                                    "geom",
                                    "line",
                                    "data",
                                    map("x", x, "y", y, "name", repeat(name, x)),
                                    "mapping",
                                    map("x", "x", "y", "y", "color", "name", "linetype", "name"),
                                    "size",
                                    1.1));
            case Points(String name, List<Double> x, List<Double> y) ->
                    List.of(
                            map(
                                    "geom",
                                    "point",
                                    "data",
                                    map("x", x, "y", y, "name", repeat(name, x)),
                                    "mapping",
                                    map("x", "x", "y", "y", "color", "name"),
                                    "size",
                                    3.0));
            case Band(String name, List<Double> x, List<Double> low, List<Double> high) ->
                    List.of(
                            map(
                                    "geom",
                                    "ribbon",
                                    "data",
                                    map(
                                            "x", x,
                                            "low", low,
                                            "high", high,
                                            "name", repeat(name, x)),
                                    "mapping",
                                    map("x", "x", "ymin", "low", "ymax", "high", "fill", "name"),
                                    "alpha",
                                    0.25,
                                    "size",
                                    0));
            case ErrorBars(String name, List<Double> x, List<Double> low, List<Double> high) ->
                    List.of(
                            map(
                                    "geom",
                                    "segment", // a linerange would widen a logarithmic axis
                                    "data",
                                    map(
                                            "x", x,
                                            "low", low,
                                            "high", high,
                                            "name", repeat(name, x)),
                                    "mapping",
                                    map(
                                            "x", "x", "xend", "x", "y", "low", "yend", "high",
                                            "color", "name"),
                                    "size",
                                    1.1));
            case Bars(String name, List<String> categories, List<Double> values) ->
                    List.of(
                            map(
                                    "geom",
                                    "bar",
                                    "stat",
                                    "identity",
                                    "position",
                                    "dodge",
                                    "data",
                                    map(
                                            "x", categories,
                                            "y", values,
                                            "name", repeat(name, values)),
                                    "mapping",
                                    map("x", "x", "y", "y", "fill", "name"),
                                    "width",
                                    0.7,
                                    "size",
                                    0));
            case Level(String label, double y) -> level(extent, label, y);
        };
    }

    /// A dashed line, and behind its right end the label.
    private static List<Map<String, Object>> level(Extent extent, String label, double y) {
        Object right = extent.right();
        Map<String, Object> line =
                map(
                        "geom",
                        "segment",
                        "data",
                        map("x", List.of(extent.left()), "end", List.of(right), "y", List.of(y)),
                        "mapping",
                        map("x", "x", "xend", "end", "y", "y", "yend", "y"),
                        "color",
                        GREY,
                        "linetype",
                        "dashed",
                        "size",
                        0.7);
        Map<String, Object> text =
                map(
                        "geom",
                        "label",
                        "data",
                        map("x", List.of(right), "y", List.of(y), "label", List.of(label)),
                        "mapping",
                        map("x", "x", "y", "y", "label", "label"),
                        "hjust",
                        extent.categorical() ? "middle" : "left",
                        "vjust",
                        extent.categorical() ? "bottom" : "center",
                        "size",
                        6,
                        "color",
                        INK,
                        "fill",
                        "white",
                        "alpha",
                        0,
                        "label_size",
                        0);
        return List.of(line, text);
    }

    /// The part of the width that the longest label of a level needs.
    private static double room(Plot plot, int width) {
        int letters =
                plot.layers().stream()
                        .mapToInt(
                                layer -> layer instanceof Level level ? level.label().length() : 0)
                        .max()
                        .orElse(0);
        return letters == 0 ? 0 : Math.min(0.5, (LETTER * letters + 8) / (width - AXIS));
    }

    private static Map<String, Object> axis(
            String aesthetic,
            String title,
            boolean logarithmic,
            List<Double> limits,
            boolean isPanel) {
        Map<String, Object> scale = map("aesthetic", aesthetic, "name", title);
        if (logarithmic) {
            scale.put("trans", "log10");
        }
        if (!limits.isEmpty()) {
            double low = limits.getFirst();
            double high = limits.getLast();
            double margin = logarithmic ? StrictMath.pow(high / low, MARGIN) : 1;
            scale.put("limits", List.of(low / margin, high * margin));
            if (logarithmic) {
                scale.put("expand", List.of(0, 0)); // would be a part of the numbers
            }
            List<Double> ticks =
                    logarithmic
                            ? Ticks.logarithmic(low, high)
                            : isPanel && low < high ? Ticks.few(low, high) : List.of();
            if (ticks.size() > 1) { // otherwise Lets-Plot finds its own
                scale.put("breaks", ticks);
                scale.put("labels", ticks.stream().map(Ticks::label).toList());
            }
        }
        return scale;
    }

    /// A plot with a heading is one of several, and too small for the numbers that Lets-Plot would choose.
    private static boolean isPanel(Plot plot) {
        return !plot.title().isEmpty();
    }

    private static Map<String, Object> series(
            String aesthetic, List<String> names, List<String> values) {
        List<String> cycled =
                IntStream.range(0, names.size())
                        .mapToObj(i -> values.get(i % values.size()))
                        .toList();
        return map(
                "aesthetic",
                aesthetic,
                "name",
                "",
                "breaks",
                names,
                "limits",
                names,
                "values",
                cycled);
    }

    private static Map<String, Object> theme() {
        return map(
                "name", "minimal",
                "legend_position", "none",
                "plot_title", map("color", INK, "size", 14, "blank", false),
                "axis_title", map("color", INK, "size", 14, "blank", false),
                "axis_text", map("color", INK, "size", 13, "blank", false),
                "panel_grid_minor", map("blank", true),
                "plot_margin", map("t", 4, "r", 14, "b", 4, "l", 4),
                "plot_background", map("fill", "white", "size", 0, "blank", false));
    }

    private static List<String> repeat(String name, List<?> points) {
        return Collections.nCopies(points.size(), name);
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
