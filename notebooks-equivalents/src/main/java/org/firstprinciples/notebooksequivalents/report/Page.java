package org.firstprinciples.notebooksequivalents.report;

import org.firstprinciples.notebooksequivalents.terminal.Terminal;

import java.util.ArrayList;
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

    private final Terminal terminal;
    private final SourceCode source;
    private final Metrics metrics = new Metrics();
    private final List<String> sections = new ArrayList<>();
    private final StringBuilder html = new StringBuilder();
    private int figures;

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
                "<h2 id=\"section-%d\"><span class=\"count\">%d</span> %s</h2>%n"
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
                <figure class="plot" id="figure-%d">
                <div class="wide">%s</div>
                <div class="narrow">%s</div>
                <figcaption><b>Figure %d.</b> %s</figcaption>
                </figure>
                """
                        .formatted(
                                figures,
                                plot.svg(
                                        "figure-%d-wide-".formatted(figures),
                                        plain,
                                        WIDE,
                                        WIDE_HEIGHT),
                                plot.svg(
                                        "figure-%d-narrow-".formatted(figures),
                                        plain,
                                        NARROW,
                                        NARROW_HEIGHT),
                                figures,
                                Markdown.inlineHtml(text)));
        terminal.paragraph("Figure %d (in the report). %s".formatted(figures, plain));
    }

    /// The source of methods of the notebook, folded in the report; nothing if it is not at hand.
    public void code(String... methods) {
        String code =
                Stream.of(methods)
                        .flatMap(method -> source.method(method).stream())
                        .collect(Collectors.joining("\n\n"));
        if (!code.isEmpty()) {
            html.append(
                    "<details class=\"code\"><summary>Code</summary><pre>%s</pre></details>%n"
                            .formatted(Markdown.escape(code)));
        }
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

    @SuppressWarnings(
            "AnnotateFormatMethod") // the annotation would be one more library for every reader
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
