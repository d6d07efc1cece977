package org.firstprinciples.curriculum.plots;

import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// How far the axes of a plot reach.
record Extent(Span x, Span y) {

    private static final double MARGIN = 0.04; // of what the data take, at each end

    /// So far that the data of several plots fit, over axes like those of the first.
    static Extent of(List<Plot> plots) {
        Axis x = plots.getFirst().x();
        Axis y = plots.getFirst().y();
        boolean onZero =
                plots.stream().flatMap(p -> p.layers().stream()).anyMatch(Layer::standsOnZero);
        boolean tight =
                plots.stream()
                        .flatMap(p -> p.layers().stream())
                        .anyMatch(l -> l instanceof Layer.Tiles);
        return new Extent(
                span(x, reach(plots, Layer::reachX), false, tight),
                span(y, reach(plots, Layer::reachY), onZero, tight));
    }

    private static double[] reach(List<Plot> plots, Function<Layer, DoubleStream> of) {
        return plots.stream().flatMap(plot -> plot.layers().stream()).flatMapToDouble(of).toArray();
    }

    private static Span span(Axis axis, double[] numbers, boolean onZero, boolean tight) {
        if (!axis.limits().isEmpty()) {
            double a = axis.place(axis.limits().getFirst());
            double b = axis.place(axis.limits().getLast());
            return new Span(Math.min(a, b), Math.max(a, b));
        }
        double low = DoubleStream.of(numbers).map(axis::place).min().orElse(0);
        double high = DoubleStream.of(numbers).map(axis::place).max().orElse(1);
        double margin =
                tight ? 0 : low < high ? MARGIN * (high - low) : low == 0 ? 1 : Math.abs(low) / 2;
        boolean fromZero = onZero && low == 0 && !axis.logarithmic();
        return new Span(fromZero ? 0 : low - margin, high + margin);
    }
}
