package org.firstprinciples.notebooksequivalents.report;

import org.firstprinciples.curriculum.plots.Legend;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Shade;
import org.firstprinciples.notebooksequivalents.terminal.Terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a notebook writes to, cell by cell: all of it goes into the report, a short form to the terminal.
///
/// Texts are Markdown with formulas and patterns of [java.util.Formatter] at the same time, so that every
/// number in them comes from the code: `page.text("…a vocabulary of %d characters…", V)`. A per cent sign
/// is written `%%`. Numbers are formatted in the same way in every country.
public final class Page {

    private static final int WIDE = 720;
    private static final int WIDE_HEIGHT = 360;
    private static final int NARROW = 360;
    private static final int NARROW_HEIGHT = 300;
    private static final int PANEL = 240;
    private static final int PANEL_HEIGHT = 200;

    private final Terminal terminal;
    private final SourceCode source;
    private final Metrics metrics = new Metrics();
    private final List<String> sections = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final StringBuilder html = new StringBuilder();
    private int figures;
    private int checks;

    /// An empty page that narrates to this terminal.
    ///
    /// @param source of the notebook, for the code that the cells show
    public Page(Terminal terminal, SourceCode source) {
        this.terminal = terminal;
        this.source = source;
    }

    /// A new section with this title, numbered from 1.
    public void section(String title) {
        sections.add(title);
        int number = sections.size();
        terminal.gap();
        terminal.line(terminal.bold(number + "  " + title));
        html.append(
                "<h2 id=\"section-%s\"><span class=\"count\">%s</span> %s</h2>%n"
                        .formatted(number, number, Markdown.escape(title)));
    }

    /// Prose. The terminal prints its first paragraph.
    ///
    /// @param markdown a pattern for `values`
    public void text(String markdown, Object... values) {
        String text = format(markdown, values);
        html.append(Markdown.html(text));
        terminal.paragraph(Markdown.firstParagraph(text));
    }

    /// Prose for the report alone: what only explains.
    ///
    /// @param markdown a pattern for `values`
    public void aside(String markdown, Object... values) {
        html.append(Markdown.html(format(markdown, values)));
    }

    /// A line that the code printed.
    ///
    /// @param line a pattern for `values`
    public void print(String line, Object... values) {
        String text = format(line, values);
        html.append("<pre class=\"printed\">%s</pre>%n".formatted(Markdown.escape(text)));
        terminal.line("   " + text);
    }

    /// A table.
    public void table(Table table) {
        html.append(table.html());
        terminal.gap();
        table.plain().lines().map(line -> "   " + line).forEach(terminal::line);
        terminal.gap();
    }

    /// A text that a model wrote, with what is to be known about it.
    ///
    /// @param caption a pattern for `values`
    public void sample(String text, String caption, Object... values) {
        String above = format(caption, values);
        html.append(
                "<figure class=\"sample\"><figcaption>%s</figcaption><pre>%s</pre></figure>%n"
                        .formatted(Markdown.inlineHtml(above), Markdown.escape(text)));
        terminal.gap();
        terminal.line("   " + Markdown.plain(above));
        text.lines().map(line -> "   │ " + line).forEach(terminal::line);
        terminal.gap();
    }

    /// A plot with a caption that says what it shows; drawn twice, for wide windows and for phones.
    ///
    /// @param caption a pattern for `values`
    public void plot(Plot plot, String caption, Object... values) {
        figures++;
        String text = format(caption, values);
        String plain = Markdown.plain(text);
        html.append(
                """
                <figure class="plot" id="figure-%s">
                %s
                <div class="wide">%s</div>
                <div class="narrow">%s</div>
                <figcaption><b>Figure %s.</b> %s <a class="data" download="figure-%s.csv" href="%s">data</a></figcaption>
                </figure>
                """
                        .formatted(
                                figures,
                                Legend.html(List.of(plot)),
                                plot.svg(plain, WIDE, WIDE_HEIGHT),
                                plot.svg(plain, NARROW, NARROW_HEIGHT),
                                figures,
                                Markdown.inlineHtml(text),
                                figures,
                                dataUrl(plot.csv())));
        terminal.paragraph("Figure %s (in the report). %s".formatted(figures, plain));
    }

    /// Small plots side by side over the same axes and with one legend, each under its heading: see [Plot#titled].
    ///
    /// @param caption a pattern for `values`
    public void plots(List<Plot> plots, String caption, Object... values) {
        figures++;
        String text = format(caption, values);
        List<String> headings = plots.stream().map(Plot::title).toList();
        String panels = String.join("", Plot.panels(plots, headings, PANEL, PANEL_HEIGHT));
        html.append(
                """
                <figure class="plot" id="figure-%s">
                %s
                <div class="panels">%s</div>
                <figcaption><b>Figure %s.</b> %s <a class="data" download="figure-%s.csv" href="%s">data</a></figcaption>
                </figure>
                """
                        .formatted(
                                figures,
                                Legend.html(plots),
                                panels,
                                figures,
                                Markdown.inlineHtml(text),
                                figures,
                                dataUrl(Plot.csv(plots))));
        terminal.paragraph(
                "Figure %s (in the report). %s".formatted(figures, Markdown.plain(text)));
    }

    /// A drawing with a caption that says what it shows.
    ///
    /// @param caption a pattern for `values`
    public void drawing(Drawing drawing, String caption, Object... values) {
        String text = format(caption, values);
        figure("plot", drawing.svg(Markdown.plain(text)), text);
    }

    /// Small images side by side, as many in a row as the window has room for.
    ///
    /// @param caption a pattern for `values`
    public void tiles(List<Tile> tiles, Shade shade, String caption, Object... values) {
        String images = tiles.stream().map(tile -> tile.html(shade)).collect(Collectors.joining());
        figure("images", "<div class=\"tiles\">" + images + "</div>", format(caption, values));
    }

    private void figure(String kind, String content, String caption) {
        figures++;
        html.append(
                """
                <figure class="%s" id="figure-%s">
                %s
                <figcaption><b>Figure %s.</b> %s</figcaption>
                </figure>
                """
                        .formatted(kind, figures, content, figures, Markdown.inlineHtml(caption)));
        terminal.paragraph(
                "Figure %s (in the report). %s".formatted(figures, Markdown.plain(caption)));
    }

    /// A figure that must lie within bounds: it becomes a metric, and stands in the page with the bounds and their reason. One
    /// that does not is marked, and the run says so at its end.
    ///
    /// @throws IllegalArgumentException if the value is NaN or infinite, or the metric is there already
    public void check(String metric, double value, Bounds bounds) {
        metrics.put(metric, value);
        check(
                metric,
                Bounds.number(value) + ", " + bounds.words(),
                bounds.hold(value),
                bounds.reason());
    }

    /// A fact that must be so: it becomes a metric, and stands in the page with its reason. One that is not so is marked, and
    /// the run says so at its end.
    ///
    /// @param reason a sentence, Markdown
    /// @throws IllegalArgumentException if the metric is there already
    public void check(String metric, boolean holds, String reason) {
        metrics.put(metric, holds);
        check(metric, holds ? "yes" : "no", holds, reason);
    }

    private void check(String metric, String found, boolean holds, String reason) {
        checks++;
        if (!holds) {
            failed.add(metric);
        }
        String mark = holds ? "✓" : "✗";
        html.append(
                "<p class=\"check %s\"><b>%s</b> <code>%s</code> %s. <span>%s</span></p>%n"
                        .formatted(
                                holds ? "holds" : "fails",
                                mark,
                                metric,
                                found,
                                Markdown.inlineHtml(reason)));
        terminal.line("   %s %s: %s".formatted(mark, metric, found));
    }

    /// How many figures and facts were checked.
    public int checks() {
        return checks;
    }

    /// The metrics that are not as they must be, in order.
    public List<String> failed() {
        return List.copyOf(failed);
    }

    /// The source of methods of the notebook, folded in the report; nothing if it is not at hand.
    public void code(String... methods) {
        code("Code", source, methods);
    }

    /// As [#code(String...)], the methods of another class of the book, which is named.
    public void code(Class<?> type, String... methods) {
        code("Code of " + type.getSimpleName(), source.of(type), methods);
    }

    private void code(String summary, SourceCode from, String... methods) {
        String code =
                Stream.of(methods)
                        .flatMap(method -> from.method(method).stream())
                        .collect(Collectors.joining("\n\n"));
        if (!code.isEmpty()) {
            folded(summary, code);
        }
    }

    /// The source of classes that the notebook uses, folded in the report; nothing of those that are not at hand.
    public void source(Class<?>... types) {
        for (Class<?> type : types) {
            source.of(type)
                    .type()
                    .ifPresent(code -> folded("Code of " + type.getSimpleName(), code));
        }
    }

    private void folded(String title, String code) {
        html.append(
                "<details class=\"code\"><summary>%s</summary><pre>%s</pre></details>%n"
                        .formatted(title, Markdown.escape(code)));
    }

    /// The figures that the page claims.
    public Metrics metrics() {
        return metrics;
    }

    /// The titles of the sections so far.
    List<String> sections() {
        return List.copyOf(sections);
    }

    /// The cells so far.
    String html() {
        return html.toString();
    }

    private static String dataUrl(String csv) {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        return "data:text/csv;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    @SuppressWarnings(
            "AnnotateFormatMethod") // the annotation would be one more library for every reader
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
