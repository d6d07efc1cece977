package org.firstprinciples.notebooksequivalents.report;

import org.firstprinciples.notebooksequivalents.report.Plot.Band;
import org.firstprinciples.notebooksequivalents.report.Plot.Bars;
import org.firstprinciples.notebooksequivalents.report.Plot.Layer;
import org.firstprinciples.notebooksequivalents.report.Plot.Level;
import org.firstprinciples.notebooksequivalents.report.Plot.Line;
import org.firstprinciples.notebooksequivalents.report.Plot.Points;

import java.util.ArrayList;
import java.util.List;

/// How far the data of a plot reach.
final class Extent {

    private static final double MARGIN =
            0.04; // of a logarithmic axis, at each end; others have one

    private final boolean xLogarithmic;
    private final boolean yLogarithmic;
    private final List<Double> x = new ArrayList<>();
    private final List<Double> y = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();

    private Extent(boolean xLogarithmic, boolean yLogarithmic) {
        this.xLogarithmic = xLogarithmic;
        this.yLogarithmic = yLogarithmic;
    }

    static Extent of(Plot plot) {
        Extent extent = new Extent(plot.xLogarithmic(), plot.yLogarithmic());
        plot.layers().forEach(extent::add);
        return extent;
    }

    private void add(Layer layer) {
        switch (layer) {
            case Line line -> add(line.x(), line.y());
            case Points points -> add(points.x(), points.y());
            case Band band -> {
                add(band.x(), band.low());
                y.addAll(band.high());
            }
            case Bars bars -> categories.addAll(bars.categories());
            case Level level -> y.add(level.y());
        }
    }

    private void add(List<Double> xs, List<Double> ys) {
        x.addAll(xs);
        y.addAll(ys);
    }

    boolean categorical() {
        return !categories.isEmpty();
    }

    /// The place of the leftmost datum: a number, or a category.
    Object left() {
        return categorical() ? categories.getFirst() : smallest(x);
    }

    /// The place of the rightmost datum.
    Object right() {
        return categorical() ? categories.getLast() : largest(x);
    }

    /// From the leftmost datum to the rightmost, and beyond it until only `1 − room` of the axis is data;
    /// empty where categories stand.
    List<Double> xLimits(double room) {
        if (categorical() || x.isEmpty()) {
            return List.of();
        }
        double more = room / (1 - room);
        double left = smallest(x);
        double right = largest(x);
        return xLogarithmic
                ? stretched(left, right * StrictMath.pow(right / left, more))
                : List.of(left, right + (right - left) * more);
    }

    /// From the lowest datum to the highest; empty where bars stand, which begin at 0.
    List<Double> yLimits() {
        boolean point = y.isEmpty() || smallest(y) >= largest(y);
        if (categorical() || point) {
            return List.of();
        }
        return yLogarithmic ? stretched(smallest(y), largest(y)) : List.of(smallest(y), largest(y));
    }

    /// Limits of a logarithmic axis with a margin, so that points and labels at its ends are not cut.
    private static List<Double> stretched(double low, double high) {
        double margin = StrictMath.pow(high / low, MARGIN);
        return List.of(low / margin, high * margin);
    }

    private static double smallest(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    private static double largest(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    }
}
