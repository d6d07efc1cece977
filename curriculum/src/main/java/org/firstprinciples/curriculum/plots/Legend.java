package org.firstprinciples.curriculum.plots;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The names of series beside samples of their lines or points, for a page of HTML.
public final class Legend {

    private Legend() {}

    /// A `div` with a line for each series, on as many lines as they need; nothing for a single series.
    public static String html(List<Plot> plots) {
        List<String> names = Plot.names(plots);
        return names.size() < 2
                ? ""
                : IntStream.range(0, names.size())
                        .mapToObj(i ->
                                "<span>%s %s</span>"
                                        .formatted(
                                                sample(plots, names.get(i)),
                                                Svg.escape(names.get(i))))
                        .collect(Collectors.joining("", "<div class=\"legend\">", "</div>"));
    }

    private static String sample(List<Plot> plots, String name) {
        Pen pen = plots.getFirst().pen(name, Plot.palette(plots));
        if (!isLine(plots, name)) {
            return "<i class=\"point\" style=\"background:%s\"></i>".formatted(pen.color().line());
        }
        String style =
                switch (pen.dash()) {
                    case SOLID -> "solid";
                    case DOTTED -> "dotted";
                    default -> "dashed";
                };
        return "<i style=\"border-top:3px %s %s\"></i>".formatted(style, pen.color().line());
    }

    private static boolean isLine(List<Plot> plots, String name) {
        return plots.stream()
                .flatMap(plot -> plot.layers().stream())
                .anyMatch(layer -> layer instanceof Layer.Line && layer.name().equals(name));
    }
}
