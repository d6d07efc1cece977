package org.firstprinciples.notebooksequivalents.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A picture of numbers: lines, points, bands, error bars, bars and levels over two axes.
///
/// Each method returns a new plot with one more layer. Series of the same name have the same color; the
/// colors are those of Okabe and Ito (2008), which readers of all kinds of color vision can tell apart, and
/// lines differ in their dashes as well.
///
/// ```java
/// Plot.of("step", "nats per character").line("training", steps, losses).level("bigram", 2.48)
/// ```
public final class Plot {

    /// One thing that is drawn; later layers lie over earlier ones.
    sealed interface Layer {

        /// What the legend calls it; empty for what is not in the legend.
        default String name() {
            return "";
        }
    }

    record Line(String name, List<Double> x, List<Double> y) implements Layer {}

    record Points(String name, List<Double> x, List<Double> y) implements Layer {}

    record Band(String name, List<Double> x, List<Double> low, List<Double> high)
            implements Layer {}

    record ErrorBars(String name, List<Double> x, List<Double> low, List<Double> high)
            implements Layer {}

    record Bars(String name, List<String> categories, List<Double> values) implements Layer {}

    record Level(String label, double y) implements Layer {}

    private final String title;
    private final String xTitle;
    private final String yTitle;
    private final boolean xLogarithmic;
    private final boolean yLogarithmic;
    private final List<Layer> layers;

    private Plot(
            String title,
            String xTitle,
            String yTitle,
            boolean xLogarithmic,
            boolean yLogarithmic,
            List<Layer> layers) {
        this.title = title;
        this.xTitle = xTitle;
        this.yTitle = yTitle;
        this.xLogarithmic = xLogarithmic;
        this.yLogarithmic = yLogarithmic;
        this.layers = layers;
    }

    /// Empty axes; a title names the quantity and its unit.
    public static Plot of(String xTitle, String yTitle) {
        return new Plot("", xTitle, yTitle, false, false, List.of());
    }

    /// The same plot under a heading, as one of several in a figure: see [Page#plots].
    public Plot titled(String heading) {
        return new Plot(heading, xTitle, yTitle, xLogarithmic, yLogarithmic, layers);
    }

    /// The same plot over a logarithmic x axis.
    public Plot logX() {
        return new Plot(title, xTitle, yTitle, true, yLogarithmic, layers);
    }

    /// The same plot over a logarithmic y axis.
    public Plot logY() {
        return new Plot(title, xTitle, yTitle, xLogarithmic, true, layers);
    }

    /// A line through points, in the order of `x`.
    ///
    /// @throws IllegalArgumentException if lengths differ or a number is not finite
    public Plot line(String name, double[] x, double[] y) {
        return with(new Line(name, finite(name, x, x.length), finite(name, y, x.length)));
    }

    /// Separate points.
    ///
    /// @throws IllegalArgumentException if lengths differ or a number is not finite
    public Plot points(String name, double[] x, double[] y) {
        return with(new Points(name, finite(name, x, x.length), finite(name, y, x.length)));
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

    /// A bar for each category.
    ///
    /// @throws IllegalArgumentException if lengths differ or a number is not finite
    public Plot bars(String name, List<String> categories, double... values) {
        return with(
                new Bars(name, List.copyOf(categories), finite(name, values, categories.size())));
    }

    /// A horizontal line to compare with, and its label.
    ///
    /// @throws IllegalArgumentException if it is not finite
    public Plot level(String label, double y) {
        return with(new Level(label, finite(label, new double[] {y}, 1).getFirst()));
    }

    /// The plot as one `svg` element without a size of its own: it fills the width it is given. It has no legend, which stands
    /// outside of it, see [Page#plot].
    ///
    /// The same plot gives the same text. Its ids begin with `prefix`, which must be unique in a page.
    ///
    /// @param description what a screen reader says
    /// @param width the units across: the fewer, the larger the letters
    /// @param height the units down
    public String svg(String prefix, String description, int width, int height) {
        return svg(prefix, description, Extent.of(List.of(this)), names(), width, height);
    }

    /// The plot over axes of this extent, with the colors that series have among these names.
    String svg(
            String prefix,
            String description,
            Extent extent,
            List<String> names,
            int width,
            int height) {
        return Svg.tidy(LetsPlot.draw(this, extent, names, width, height), prefix, description);
    }

    /// What is drawn, as comma-separated values: the kind of a layer, its name, and the numbers it has.
    String csv() {
        StringBuilder csv = new StringBuilder("kind,name,x,y,low,high\n");
        rows(csv, "");
        return csv.toString();
    }

    /// The data of several plots, with the heading of each in front.
    static String csv(List<Plot> plots) {
        StringBuilder csv = new StringBuilder("panel,kind,name,x,y,low,high\n");
        plots.forEach(plot -> plot.rows(csv, quoted(plot.title) + ","));
        return csv.toString();
    }

    /// A row for each number, after `start`.
    private void rows(StringBuilder csv, String start) {
        for (Layer layer : layers) {
            switch (layer) {
                case Line(String name, List<Double> x, List<Double> y) ->
                        rows(csv, start + "line", name, x, y);
                case Points(String name, List<Double> x, List<Double> y) ->
                        rows(csv, start + "point", name, x, y);
                case Band(String name, List<Double> x, List<Double> low, List<Double> high) ->
                        rows(csv, start + "band", name, x, low, high);
                case ErrorBars(String name, List<Double> x, List<Double> low, List<Double> high) ->
                        rows(csv, start + "error bar", name, x, low, high);
                case Bars(String name, List<String> categories, List<Double> values) ->
                        rows(
                                csv,
                                start + "bar",
                                name,
                                categories.stream().map(Plot::quoted).toList(),
                                values);
                case Level(String label, double y) ->
                        csv.append("%slevel,%s,,%s,,\n".formatted(start, quoted(label), y));
            }
        }
    }

    private static void rows(
            StringBuilder csv, String kind, String name, List<?> x, List<Double> y) {
        for (int i = 0; i < x.size(); i++) {
            csv.append("%s,%s,%s,%s,,\n".formatted(kind, quoted(name), x.get(i), y.get(i)));
        }
    }

    private static void rows(
            StringBuilder csv,
            String kind,
            String name,
            List<Double> x,
            List<Double> low,
            List<Double> high) {
        for (int i = 0; i < x.size(); i++) {
            csv.append(
                    "%s,%s,%s,,%s,%s\n"
                            .formatted(kind, quoted(name), x.get(i), low.get(i), high.get(i)));
        }
    }

    /// A text as RFC 4180 has it where it could be misread.
    private static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    String title() {
        return title;
    }

    String xTitle() {
        return xTitle;
    }

    String yTitle() {
        return yTitle;
    }

    boolean xLogarithmic() {
        return xLogarithmic;
    }

    boolean yLogarithmic() {
        return yLogarithmic;
    }

    List<Layer> layers() {
        return layers;
    }

    /// The names in the legend, in order of appearance: the place of a name is the number of its color.
    List<String> names() {
        return layers.stream().map(Layer::name).filter(n -> !n.isEmpty()).distinct().toList();
    }

    private Plot with(Layer layer) {
        List<Layer> more = Stream.concat(layers.stream(), Stream.of(layer)).toList();
        return new Plot(title, xTitle, yTitle, xLogarithmic, yLogarithmic, more);
    }

    private static List<Double> finite(String name, double[] numbers, int length) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a series and a level need a name");
        }
        if (numbers.length != length) {
            throw new IllegalArgumentException(
                    "%s: %s numbers where %s are needed".formatted(name, numbers.length, length));
        }
        List<Double> list = new ArrayList<>(length);
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
            list.add(numbers[i]);
        }
        return List.copyOf(list);
    }
}
