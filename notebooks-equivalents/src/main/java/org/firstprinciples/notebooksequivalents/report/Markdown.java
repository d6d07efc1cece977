package org.firstprinciples.notebooksequivalents.report;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Text with formulas: Markdown as GitHub reads it, for the report and for the terminal.
final class Markdown {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Parser PARSER =
            Parser.builder()
                    .extensions(EXTENSIONS)
                    .customInlineContentParserFactory(new Formula.Syntax())
                    .build();

    private static final HtmlRenderer HTML =
            HtmlRenderer.builder()
                    .extensions(EXTENSIONS)
                    .escapeHtml(true)
                    .nodeRendererFactory(context ->
                            rendering(
                                    Formula.class,
                                    f -> context.getWriter().raw(html(f.tex(), f.display()))))
                    .build();

    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder()
                    .extensions(EXTENSIONS)
                    .nodeRendererFactory(context ->
                            rendering(
                                    Formula.class,
                                    f -> context.getWriter().write(PlainFormula.of(f.tex()))))
                    .nodeRendererFactory(context ->
                            rendering(Code.class, c -> context.getWriter().write(c.getLiteral())))
                    .build();

    private Markdown() {}

    /// HTML with each formula as an element of class `tex` that holds its source; so it can be read even
    /// where no script runs.
    ///
    /// @throws IllegalArgumentException if a `$$` is left over: Markdown takes a line in it that is empty
    ///     or begins like a list or a heading for the end of the paragraph, and the formula would be lost
    static String html(String markdown) {
        return HTML.render(checked(PARSER.parse(markdown)));
    }

    /// As [#html(String)], without the paragraph around a text of one paragraph: for captions and cells.
    static String inlineHtml(String markdown) {
        Node document = checked(PARSER.parse(markdown));
        String html = HTML.render(document);
        boolean single =
                document.getFirstChild() instanceof Paragraph paragraph
                        && paragraph.getNext() == null;
        return single ? html.strip().replaceAll("^<p>|</p>$", "") : html;
    }

    /// Plain text, formulas as people type them.
    static String plain(String markdown) {
        return TEXT.render(checked(PARSER.parse(markdown))).strip();
    }

    /// Plain text of the first paragraph; empty if there is none.
    static String firstParagraph(String markdown) {
        Node node = PARSER.parse(markdown).getFirstChild();
        while (node != null && !(node instanceof Paragraph)) {
            node = node.getNext();
        }
        return node == null ? "" : TEXT.render(node).strip().replace('\n', ' ');
    }

    /// Text in which nothing is markup.
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String html(String tex, boolean display) {
        return "<span class=\"%s\">%s</span>"
                .formatted(display ? "tex display" : "tex", escape(tex));
    }

    private static <N extends Node> NodeRenderer rendering(Class<N> type, Consumer<N> write) {
        return new NodeRenderer() {
            @Override
            public Set<Class<? extends Node>> getNodeTypes() {
                return Set.of(type);
            }

            @Override
            public void render(Node node) {
                write.accept(type.cast(node));
            }
        };
    }

    private static Node checked(Node document) {
        document.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text text) {
                        if (text.getLiteral().contains("$$")) {
                            throw new IllegalArgumentException(
                                    "$$ without its other end near \"%s\": inside $$ there may be no empty line"
                                                    .formatted(text.getLiteral())
                                            + " and no line that begins with +, -, = or #");
                        }
                    }
                });
        return document;
    }
}
