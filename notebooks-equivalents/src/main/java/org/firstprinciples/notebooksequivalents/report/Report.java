package org.firstprinciples.notebooksequivalents.report;

import org.firstprinciples.mathfoundations.linearalgebra.storage.AtomicFile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One HTML file that needs nothing but a browser: cells, plots, style sheet, fonts, and the script that
/// sets the formulas.
///
/// Formulas are set in the reader's browser: KaTeX is 0.3 MB of script, where setting them here would take
/// a JavaScript engine of 63 MB on the class path of every run.
///
/// @param title the first heading
/// @param summary one sentence under it, Markdown
/// @param facts of the run, by name: mode, seed …
/// @param page the cells
public record Report(String title, String summary, Map<String, String> facts, Page page) {

    private static final String KATEX = "/META-INF/resources/webjars/katex/0.18.11/dist/";
    private static final Pattern OTHER_FONT_FORMATS =
            Pattern.compile(",url\\(fonts/[^)]*\\.(?:woff|ttf)\\) format\\(\"[a-z]*\"\\)");
    private static final Pattern FONT = Pattern.compile("url\\((fonts/[^)]*\\.woff2)\\)");

    /// Writes the report to a file, whole or not at all.
    public void write(Path file) throws IOException {
        byte[] html = html().getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.write(file, out -> out.write(html));
    }

    /// The file's text.
    public String html() {
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="icon" href="data:,">
        <style>%s</style>
        <style>%s</style>
        </head>
        <body>
        <nav aria-label="Contents"><p><a href="#top">%s</a></p><ol>%s</ol></nav>
        <main id="top">
        <header><h1>%s</h1><div class="summary">%s</div><p class="facts">%s</p></header>
        %s
        %s
        <footer>First Principles: language models, a book that compiles. Everything on this page was
        computed by one run; the same seed gives the same numbers on every machine, times apart.</footer>
        </main>
        <script>%s</script>
        <script>
        for (const formula of document.querySelectorAll('.tex'))
          katex.render(formula.textContent, formula,
            {displayMode: formula.classList.contains('display'), throwOnError: false});
        </script>
        </body>
        </html>
        """
                .formatted(
                        Markdown.escape(title),
                        katexStyle(),
                        text("report.css"),
                        Markdown.escape(title),
                        contents(),
                        Markdown.escape(title),
                        Markdown.html(summary),
                        badges(),
                        page.html(),
                        figures(),
                        text(KATEX + "katex.min.js"));
    }

    private String contents() {
        List<String> sections = page.sections();
        return IntStream.range(0, sections.size())
                .mapToObj(i ->
                        "<li><a href=\"#section-%s\">%s</a></li>"
                                .formatted(i + 1, Markdown.escape(sections.get(i))))
                .collect(Collectors.joining());
    }

    private String badges() {
        return facts.entrySet().stream()
                .map(fact -> Markdown.escape(fact.getKey() + " " + fact.getValue()))
                .map(fact -> "<span>" + fact + "</span>")
                .collect(Collectors.joining(" "));
    }

    private String figures() {
        Table table = Table.columns("figure", "value");
        for (Map.Entry<String, Object> metric : page.metrics().values().entrySet()) {
            table = table.row("`" + metric.getKey() + "`", "`" + metric.getValue() + "`");
        }
        return "<details class=\"figures\"><summary>Every figure of this run, as in"
                + " metrics.json</summary>"
                + table.html()
                + "</details>";
    }

    private static String katexStyle() {
        String css = OTHER_FONT_FORMATS.matcher(text(KATEX + "katex.min.css")).replaceAll("");
        return FONT.matcher(css).replaceAll(m -> Matcher.quoteReplacement(dataUrl(m.group(1))));
    }

    private static String dataUrl(String font) {
        String base64 = Base64.getEncoder().encodeToString(bytes(KATEX + font));
        return "url(data:font/woff2;base64," + base64 + ")";
    }

    private static String text(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Report.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
