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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A picture of numbers over two axes: lines, points, bands, error bars, bars and levels, and what geometry needs: arrows,
/// polygons, contours, matrices, words, boxes.
///
/// Each method returns a new plot with one more layer or another setting. Series of the same name have the same color, see
/// [Ink]; lines differ in their dashes as well.
///
/// ```java
/// Plot.of("step", "nats per character").line("training", steps, losses).level("bigram", 2.48)
/// ```
public final class Plot {

    private static final int SAMPLES = 400; // of a curve
    private static final double PADDING = 10; // of words in a box

    /// Everything that is no layer.
    private record Settings(
            String title,
            Axis x,
            Axis y,
            boolean equal,
            boolean bare,
            boolean origin,
            int width,
            int height,
            Map<String, Pen> pens,
            Map<String, Place> places) {

        Settings {
            pens = Map.copyOf(pens);
            places = Map.copyOf(places);
        }

        Settings titled(String heading) {
            return new Settings(heading, x, y, equal, bare, origin, width, height, pens, places);
        }

        Settings axes(Axis newX, Axis newY) {
            return new Settings(
                    title, newX, newY, equal, bare, origin, width, height, pens, places);
        }

        Settings frame(boolean isEqual, boolean isBare, boolean hasOrigin) {
            return new Settings(
                    title, x, y, isEqual, isBare, hasOrigin, width, height, pens, places);
        }

        Settings size(int newWidth, int newHeight) {
            return new Settings(
                    title, x, y, equal, bare, origin, newWidth, newHeight, pens, places);
        }

        Settings pen(String name, Pen pen) {
            Map<String, Pen> more = new HashMap<>(pens);
            more.put(name, pen);
            return new Settings(title, x, y, equal, bare, origin, width, height, more, places);
        }

        Settings place(String name, Place place) {
            Map<String, Place> more = new HashMap<>(places);
            more.put(name, place);
            return new Settings(title, x, y, equal, bare, origin, width, height, pens, more);
        }
    }

    private final Settings settings;
    private final List<Layer> layers;

    private Plot(Settings settings, List<Layer> layers) {
        this.settings = settings;
        this.layers = layers;
    }

    /// Empty axes; a title names the quantity and its unit.
    public static Plot of(String xTitle, String yTitle) {
        return new Plot(
                new Settings(
                        "",
                        Axis.of(xTitle),
                        Axis.of(yTitle),
                        false,
                        false,
                        false,
                        0,
                        0,
                        Map.of(),
                        Map.of()),
                List.of());
    }

    /// Empty paper without axes, for boxes and arrows: `x` runs from 0 to `width` to the right, `y` from 0 to `height` downward,
    /// in the units of the picture, in which letters are 16 high.
    public static Plot diagram(int width, int height) {
        return of("", "")
                .xLimits(0, width)
                .yLimits(0, height)
                .downward()
                .bare()
                .size(width, height);
    }

    /// The same plot under a heading, as one of several in a figure.
    public Plot titled(String heading) {
        return with(settings.titled(heading));
    }

    /// The same plot over a logarithmic x axis.
    public Plot logX() {
        return with(settings.axes(x().inLogarithms(), y()));
    }

    /// The same plot over a logarithmic y axis.
    public Plot logY() {
        return with(settings.axes(x(), y().inLogarithms()));
    }

    /// The same plot with a y axis that runs downward, as the rows of a matrix do.
    public Plot downward() {
        return with(settings.axes(x(), y().turned()));
    }

    /// The same plot with an x axis from one number to another; what lies beyond is cut off.
    ///
    /// @throws IllegalArgumentException if `low < high` is false
    public Plot xLimits(double low, double high) {
        return with(settings.axes(x().between(low, high), y()));
    }

    /// The same plot with a y axis from one number to another; what lies beyond is cut off.
    ///
    /// @throws IllegalArgumentException if `low < high` is false
    public Plot yLimits(double low, double high) {
        return with(settings.axes(x(), y().between(low, high)));
    }

    /// The same plot with these numbers on the x axis.
    public Plot xTicks(double... numbers) {
        return with(settings.axes(x().with(list(numbers), List.of()), y()));
    }

    /// The same plot with these numbers on the y axis.
    public Plot yTicks(double... numbers) {
        return with(settings.axes(x(), y().with(list(numbers), List.of())));
    }

    /// The same plot with words at numbers of the x axis.
    ///
    /// @throws IllegalArgumentException if there are more of the one than of the other
    public Plot xLabels(List<String> words, double... numbers) {
        return with(settings.axes(x().with(list(numbers), words), y()));
    }

    /// The same plot with words at numbers of the y axis.
    ///
    /// @throws IllegalArgumentException if there are more of the one than of the other
    public Plot yLabels(List<String> words, double... numbers) {
        return with(settings.axes(x(), y().with(list(numbers), words)));
    }

    /// The same plot with a unit of the same length on both axes.
    public Plot equal() {
        return with(settings.frame(true, settings.bare(), settings.origin()));
    }

    /// The same plot without axes.
    public Plot bare() {
        return with(settings.frame(settings.equal(), true, settings.origin()));
    }

    /// The same plot with a thin line at `x = 0` and at `y = 0`.
    public Plot origin() {
        return with(settings.frame(settings.equal(), settings.bare(), true));
    }

    /// The same plot in another size, in units in which letters are 16 high; a page of text is about 800 wide.
    public Plot size(int width, int height) {
        return with(settings.size(width, height));
    }

    /// The same plot with this color for a series.
    public Plot ink(String series, Ink ink) {
        return with(settings.pen(series, pen(series).in(ink)));
    }

    /// The same plot with solid lines for a series.
    public Plot solid(String series) {
        return with(settings.pen(series, pen(series).with(Pen.Dashes.SOLID)));
    }

    /// The same plot with dashed lines for a series.
    public Plot dashed(String series) {
        return with(settings.pen(series, pen(series).with(Pen.Dashes.DASHED)));
    }

    /// The same plot with dotted lines for a series.
    public Plot dotted(String series) {
        return with(settings.pen(series, pen(series).with(Pen.Dashes.DOTTED)));
    }

    /// The same plot with thin lines and small points for a series.
    public Plot thin(String series) {
        return with(settings.pen(series, pen(series).thinner()));
    }

    /// The same plot with the names of these series behind their right ends; without an argument: of all that have no other
    /// place so far.
    public Plot labelAtEnd(String... series) {
        Settings changed = settings;
        for (String name : series.length == 0 ? names().toArray(String[]::new) : series) {
            if (series.length > 0 || !changed.places().containsKey(name)) {
                changed = changed.place(name, new Place.AtEnd());
            }
        }
        return with(changed);
    }

    /// The same plot with the name of a series beside this point. Otherwise it stands where there is room.
    public Plot label(String series, double x, double y, Side side) {
        return with(settings.place(series, new Place.At(x, y, side)));
    }

    /// The same plot without the names of these series.
    public Plot unlabeled(String... series) {
        Settings changed = settings;
        for (String name : series) {
            changed = changed.place(name, new Place.Nowhere());
        }
        return with(changed);
    }

    /// A line through points, in their order.
    ///
    /// @throws IllegalArgumentException if lengths differ or a number is not finite
    public Plot line(String name, double[] x, double[] y) {
        return with(new Line(name, finite(name, x, x.length), finite(name, y, x.length)));
    }

    /// The graph of a function from one x to another, sampled evenly on the axis.
    ///
    /// @throws IllegalArgumentException if a value is not finite
    public Plot curve(String name, DoubleUnaryOperator f, double from, double to) {
        double[] x =
                IntStream.rangeClosed(0, SAMPLES)
                        .mapToDouble(i -> (double) i / SAMPLES)
                        .map(t ->
                                x().logarithmic()
                                        ? from * StrictMath.pow(to / from, t)
                                        : from + t * (to - from))
                        .toArray();
        return line(name, x, DoubleStream.of(x).map(f).toArray());
    }

    /// Separate points.
    ///
    /// @throws IllegalArgumentException if lengths differ or a number is not finite
    public Plot points(String name, double[] x, double[] y) {
        return with(new Points(name, finite(name, x, x.length), finite(name, y, x.length)));
    }

    /// One point.
    ///
    /// @throws IllegalArgumentException if a number is not finite
    public Plot point(String name, double x, double y) {
        return points(name, new double[] {x}, new double[] {y});
    }

    /// The area between two lines, for example a mean plus and minus a standard deviation.
    ///
    /// @throws IllegalArgumentException if lengths differ or a number is not finite
    public Plot band(String name, double[] x, double[] low, double[] high) {
        int n = x.length;
        return with(
                new Band(name, finite(name, x, n), finite(name, low, n), finite(name, high, n)));
    }

    /// A vertical line at each `x`, for example from a mean minus its standard error to the mean plus it.
    ///
    /// @throws IllegalArgumentException if lengths differ or a number is not finite
    public Plot errorBars(String name, double[] x, double[] low, double[] high) {
        int n = x.length;
        return with(
                new ErrorBars(
                        name, finite(name, x, n), finite(name, low, n), finite(name, high, n)));
    }

    /// A bar for each category; the first category stands at 0, the next one at 1. Several series stand side by side.
    ///
    /// @throws IllegalArgumentException if lengths differ or a number is not finite
    public Plot bars(String name, List<String> categories, double... values) {
        double[] places = IntStream.range(0, categories.size()).asDoubleStream().toArray();
        return xLabels(List.copyOf(categories), places)
                .with(
                        new Bars(
                                name,
                                List.copyOf(categories),
                                finite(name, values, categories.size())));
    }

    /// Bars without gaps, from each edge to the next: a histogram, or a distribution over whole numbers.
    ///
    /// @param edges one more than heights, ascending
    /// @throws IllegalArgumentException if lengths differ or a number is not finite
    public Plot columns(String name, double[] edges, double... heights) {
        return with(
                new Columns(
                        name,
                        finite(name, edges, heights.length + 1),
                        finite(name, heights, heights.length)));
    }

    /// How densely numbers lie in bins of the same width: the areas of the columns add up to 1.
    ///
    /// @throws IllegalArgumentException if a number is not finite or lies outside
    public Plot histogram(String name, double[] numbers, double low, double high, int bins) {
        double[] edges =
                IntStream.rangeClosed(0, bins)
                        .mapToDouble(i -> low + (high - low) * i / bins)
                        .toArray();
        double[] density = new double[bins];
        for (double number : finite(name, numbers, numbers.length)) {
            if (number < low || number > high) {
                throw new IllegalArgumentException(
                        "%s: %s lies outside of the histogram from %s to %s"
                                .formatted(name, number, low, high));
            }
            int bin = Math.min(bins - 1, (int) ((number - low) / (high - low) * bins));
            density[bin] += bins / ((high - low) * numbers.length);
        }
        return columns(name, edges, density);
    }

    /// A horizontal line to compare with, and its label.
    ///
    /// @throws IllegalArgumentException if it is not finite
    public Plot level(String label, double y) {
        return with(new Level(label, finite(label, new double[] {y}, 1).getFirst()));
    }

    /// A vertical line to compare with, and its label.
    ///
    /// @throws IllegalArgumentException if it is not finite
    public Plot upright(String label, double x) {
        return with(new Upright(label, finite(label, new double[] {x}, 1).getFirst()));
    }

    /// A straight line from one point to another.
    ///
    /// @throws IllegalArgumentException if a number is not finite
    public Plot segment(String name, double fromX, double fromY, double toX, double toY) {
        finite(name, new double[] {fromX, fromY, toX, toY}, 4);
        return with(new Segment(name, fromX, fromY, toX, toY, false));
    }

    /// A straight line with a head at its end.
    ///
    /// @throws IllegalArgumentException if a number is not finite or the arrow has no length
    public Plot arrow(String name, double fromX, double fromY, double toX, double toY) {
        finite(name, new double[] {fromX, fromY, toX, toY}, 4);
        if (fromX == toX && fromY == toY) {
            throw new IllegalArgumentException(
                    "%s: an arrow needs a length, got one from and to (%s, %s)"
                            .formatted(name, toX, toY));
        }
        return with(new Segment(name, fromX, fromY, toX, toY, true));
    }

    /// The arrow from the origin to a point.
    ///
    /// @throws IllegalArgumentException if a number is not finite or both are 0
    public Plot vector(String name, double x, double y) {
        return arrow(name, 0, 0, x, y);
    }

    /// The area inside a closed line through points.
    ///
    /// @throws IllegalArgumentException if lengths differ or a number is not finite
    public Plot polygon(String name, double[] x, double[] y) {
        return with(new Polygon(name, finite(name, x, x.length), finite(name, y, x.length)));
    }

    /// The lines along which a function has these values, each beside its line; the axes must have limits.
    ///
    /// @throws IllegalArgumentException if an axis has no limits
    public Plot contours(String name, DoubleBinaryOperator f, double... levels) {
        if (x().limits().isEmpty() || y().limits().isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": contours need xLimits(low, high) and yLimits(low, high) before them");
        }
        List<Contour> lines =
                DoubleStream.of(levels)
                        .mapToObj(level ->
                                Contour.of(
                                        f,
                                        x().limits().getFirst(),
                                        x().limits().getLast(),
                                        y().limits().getFirst(),
                                        y().limits().getLast(),
                                        level))
                        .toList();
        return with(new Contours(name, lines))
                .unlabeled(name)
                .ink(name, pen(name).ink().orElse(Ink.GRAY));
    }

    /// A matrix as squares, (rows,columns): row `i`, column `j` lies between `j` and `j + 1` and, downward, between `i` and
    /// `i + 1`.
    ///
    /// @throws IllegalArgumentException if rows differ in length or a number is not finite
    public Plot tiles(String name, double[][] values, Shade shade) {
        return tiles(name, values, shade, "");
    }

    /// A matrix as squares, with the numbers in them.
    ///
    /// @param pattern of a number: `%.2f`
    /// @throws IllegalArgumentException if rows differ in length or a number is not finite
    public Plot tiles(String name, double[][] values, Shade shade, String pattern) {
        List<List<Double>> rows = new ArrayList<>();
        for (double[] row : values) {
            rows.add(finite(name, row, values[0].length));
        }
        return downward().with(new Tiles(name, List.copyOf(rows), shade, pattern)).unlabeled(name);
    }

    /// Words beside a point, in black.
    public Plot text(String text, double x, double y, Side side) {
        return text("", text, x, y, side);
    }

    /// Words beside a point, in the color of a series.
    public Plot text(String series, String text, double x, double y, Side side) {
        return with(new Note(series, text, x, y, side));
    }

    /// Words in a rectangle around a point of a [diagram][#diagram(int, int)]; a new line begins at `\n`.
    ///
    /// @param name by which [#link(String, String)] finds it, and the series of its color, which is gray if none is given
    public Plot box(String name, String text, double x, double y) {
        double width =
                text.lines().mapToDouble(line -> TextWidth.of(line, Look.WORDS)).max().orElse(0);
        double height =
                TextWidth.ascent(Look.WORDS)
                        + TextWidth.descent(Look.WORDS)
                        + (text.lines().count() - 1) * TextWidth.leading(Look.WORDS);
        return with(new Box(name, text, x, y, width + 2 * PADDING, height + 2 * PADDING))
                .unlabeled(name)
                .ink(name, pen(name).ink().orElse(Ink.GRAY));
    }

    /// An arrow from one box to another, from border to border.
    ///
    /// @throws IllegalArgumentException if there is no box of that name
    public Plot link(String from, String to) {
        Box a = box(from);
        Box b = box(to);
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double leaves = Math.min(1, share(a, dx, dy));
        double enters = Math.min(1, share(b, dx, dy));
        String name = from + " → " + to;
        return arrow(
                        name,
                        a.x() + leaves * dx,
                        a.y() + leaves * dy,
                        b.x() - enters * dx,
                        b.y() - enters * dy)
                .unlabeled(name)
                .ink(name, Ink.GRAY)
                .thin(name);
    }

    /// An arrow from one box to another, and words beside its middle.
    ///
    /// @throws IllegalArgumentException if there is no box of that name
    public Plot link(String from, String to, String text, Side side) {
        Plot linked = link(from, to);
        Segment arrow = (Segment) linked.layers.getLast();
        return linked.text(
                text, (arrow.fromX() + arrow.toX()) / 2, (arrow.fromY() + arrow.toY()) / 2, side);
    }

    /// The part of the way from the middle of a box after which a line in this direction leaves it.
    private static double share(Box box, double dx, double dy) {
        return Math.min(
                dx == 0 ? Double.POSITIVE_INFINITY : box.width() / 2 / Math.abs(dx),
                dy == 0 ? Double.POSITIVE_INFINITY : box.height() / 2 / Math.abs(dy));
    }

    private Box box(String name) {
        return Layer.all(Box.class, layers)
                .filter(box -> box.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no box %s; there are %s"
                                        .formatted(
                                                name,
                                                Layer.all(Box.class, layers)
                                                        .map(Box::name)
                                                        .toList())));
    }

    /// The plot as one `svg` element without a size of its own, for a page of HTML: it fills the width it is given. It has no
    /// legend, which stands outside of it, see [Legend].
    ///
    /// The same plot gives the same text.
    ///
    /// @param description what a screen reader says
    /// @param width the units across: the fewer, the larger the letters
    /// @param height the units down
    public String svg(String description, int width, int height) {
        return panels(List.of(this), List.of(description), width, height).getFirst();
    }

    /// Plots as `svg` elements of one size, over the same axes and with the same colors.
    public static List<String> panels(
            List<Plot> plots, List<String> descriptions, int width, int height) {
        Extent extent = Extent.of(plots);
        List<String> palette = palette(plots);
        return IntStream.range(0, plots.size())
                .mapToObj(i ->
                        Svg.inline(
                                Sheet.of(plots.get(i), extent, palette, Look.page(width, height)),
                                descriptions.get(i)))
                .toList();
    }

    /// What is drawn, as comma-separated values: the kind of a layer, its name, and the numbers it has.
    public String csv() {
        StringBuilder csv = new StringBuilder("kind,name,x,y,low,high\n");
        Csv.rows(csv, "", layers);
        return csv.toString();
    }

    /// The data of several plots, with the heading of each in front.
    public static String csv(List<Plot> plots) {
        StringBuilder csv = new StringBuilder("panel,kind,name,x,y,low,high\n");
        plots.forEach(plot -> Csv.rows(csv, Csv.quoted(plot.title()) + ",", plot.layers));
        return csv.toString();
    }

    /// The heading; empty if there is none.
    public String title() {
        return settings.title();
    }

    Axis x() {
        return settings.x();
    }

    Axis y() {
        return settings.y();
    }

    boolean isEqual() {
        return settings.equal();
    }

    boolean isBare() {
        return settings.bare();
    }

    /// Whether its axes have the units of the picture.
    boolean isDiagram() {
        return isBare()
                && x().limits().equals(List.of(0.0, (double) width()))
                && y().limits().equals(List.of(0.0, (double) height()));
    }

    boolean hasOrigin() {
        return settings.origin();
    }

    int width() {
        return settings.width();
    }

    int height() {
        return settings.height();
    }

    List<Layer> layers() {
        return layers;
    }

    /// What the author changed of the series' pen.
    private Pen pen(String series) {
        return settings.pens().getOrDefault(series, Pen.AS_USUAL);
    }

    /// How a series is drawn.
    ///
    /// @param palette the names whose colors are not given
    Pen pen(String series, List<String> palette) {
        return pen(series).orElse(Math.max(0, palette.indexOf(series)));
    }

    /// The dashes of an arrow, which is solid if none are given.
    Pen.Dashes dashesOfArrow(String series) {
        return pen(series).dashes().orElse(Pen.Dashes.SOLID);
    }

    /// Where the name of a series stands.
    Place place(String series) {
        return settings.places().getOrDefault(series, new Place.Beside());
    }

    /// The names of the series, in order of appearance.
    public List<String> names() {
        return names(List.of(this));
    }

    /// The names of the series of several plots.
    static List<String> names(List<Plot> plots) {
        return plots.stream()
                .flatMap(plot -> plot.layers.stream())
                .map(Layer::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /// The names of the series whose colors are not given: the place of a name is the number of its color.
    static List<String> palette(List<Plot> plots) {
        return names(plots).stream()
                .filter(name -> plots.stream().allMatch(plot -> plot.pen(name).ink().isEmpty()))
                .toList();
    }

    private Plot with(Settings changed) {
        return new Plot(changed, layers);
    }

    private Plot with(Layer layer) {
        return new Plot(settings, Stream.concat(layers.stream(), Stream.of(layer)).toList());
    }

    private static List<Double> list(double... numbers) {
        return DoubleStream.of(numbers).boxed().toList();
    }

    private static List<Double> finite(String name, double[] numbers, int length) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a series and a level need a name");
        }
        if (numbers.length != length) {
            throw new IllegalArgumentException(
                    "%s: %s numbers where %s are needed".formatted(name, numbers.length, length));
        }
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(numbers[i])) {
                throw new IllegalArgumentException(
                        "%s: a plot needs finite numbers, got %s at place %s of %s"
                                .formatted(
                                        name,
                                        numbers[i],
                                        i,
                                        Arrays.toString(Arrays.copyOf(numbers, i))));
            }
        }
        return list(numbers);
    }
}
