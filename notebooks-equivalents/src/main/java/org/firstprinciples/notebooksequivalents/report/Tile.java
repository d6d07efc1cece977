package org.firstprinciples.notebooksequivalents.report;

import org.firstprinciples.curriculum.plots.Shade;

/// A small image: a matrix as squares, with a word under it.
///
/// @param values by row from the top and column, as [Shade] takes them
/// @param caption a few letters; empty for none

public record Tile(double[][] values, String caption) {

    private static final int CELL = 8;

    /// The image as an HTML element.
    String html(Shade shade) {
        Drawing drawing = Drawing.of(CELL * values[0].length, CELL * values.length);
        return "<figure class=\"tile\">%s<figcaption>%s</figcaption></figure>"
                .formatted(
                        drawing.cells(0, 0, CELL, values, shade).svg(caption),
                        Markdown.escape(caption));
    }
}
