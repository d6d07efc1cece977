package org.firstprinciples.curriculum.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The picture of a document: one plot, or several in rows, as one SVG.
///
/// It is 560 units wide, so that its letters are as large as the text around it, and still readable on a phone.
///
/// - source: letters of 16 units, see [Look]
public final class Figure {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 360;
    private static final int ROW_HEIGHT = 290;

    private final String title;
    private final List<List<Plot>> rows;
    private final boolean sameAxes;

    private Figure(String title, List<List<Plot>> rows, boolean sameAxes) {
        this.title = title;
        this.rows = rows;
        this.sameAxes = sameAxes;
    }

    /// A single plot: 560 by 360, if it has no [size][Plot#size(int, int)] of its own.
    ///
    /// @param title what the picture is, for a screen reader
    public static Figure of(String title, Plot plot) {
        return new Figure(title, List.of(List.of(sized(plot, WIDTH, HEIGHT))), false);
    }

    /// Plots side by side, which share a width of 560 if they have no sizes of their own.
    ///
    /// @param title what the picture is, for a screen reader
    public static Figure row(String title, Plot... plots) {
        return grid(title, plots.length, plots);
    }

    /// Plots in rows of so many.
    ///
    /// @param title what the picture is, for a screen reader
    public static Figure grid(String title, int columns, Plot... plots) {
        List<List<Plot>> rows = new ArrayList<>();
        for (int i = 0; i < plots.length; i += columns) {
            rows.add(
                    Arrays.stream(plots, i, Math.min(i + columns, plots.length))
                            .map(plot -> sized(plot, WIDTH / columns, ROW_HEIGHT))
                            .toList());
        }
        return new Figure(title, rows, false);
    }

    private static Plot sized(Plot plot, int width, int height) {
        return plot.width() > 0 ? plot : plot.size(width, height);
    }

    /// The same figure with axes in all plots that hold the data of every one.
    public Figure sameAxes() {
        return new Figure(title, rows, true);
    }

    /// The SVG; the same figure gives the same text.
    ///
    /// @throws IllegalArgumentException if a label finds no place
    public String svg() {
        List<Plot> all = rows.stream().flatMap(List::stream).toList();
        List<String> palette = Plot.palette(all);
        Extent shared = Extent.of(all);
        List<Sheet> sheets = new ArrayList<>();
        int y = 0;
        int width = 0;
        for (List<Plot> row : rows) {
            int x = 0;
            int height = 0;
            for (Plot plot : row) {
                Extent extent = sameAxes ? shared : Extent.of(List.of(plot));
                Look look = Look.document(plot.width(), plot.height());
                sheets.add(Sheet.of(plot, extent, palette, look).shifted(x, y));
                x += plot.width();
                height = Math.max(height, plot.height());
            }
            y += height;
            width = Math.max(width, x);
        }
        return Svg.file(title, width, y, sheets);
    }
}
