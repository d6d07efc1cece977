package org.firstprinciples.curriculum.book;

import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.firstprinciples.curriculum.source.TextFile;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Markdown document, taken apart: front matter, claims, snippets, formulas, links, headings.
///
/// Code is taken out first and formulas second, as GitHub does, so that neither is mistaken for Markdown.
public final class Document {

    private static final Pattern CLAIM =
            Pattern.compile("> \\*\\*Claim ([A-Z]{2}-\\d\\d) — [^*]*[.?!]\\*\\*.*");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FORMULA =
            Pattern.compile("\\$\\$(.+?)\\$\\$|\\$([^$\\n]+(?:\\n[^$\\n]+)*)\\$", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*?)(?: +#+)? *");

    private static final Map<Path, Document> READ = new ConcurrentHashMap<>();

    private final Path path;
    private final String text;
    private final int bodyLine;
    private final Map<String, Object> frontMatter;
    private final String body; // without front matter
    private final String prose; // without code
    private final String plain; // and without formulas
    private final List<Snippet> snippets = new ArrayList<>();
    private final List<Formula> formulas = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Link> pictures = new ArrayList<>();

    private Document(Path path, String text) {
        this.path = path;
        this.text = text;
        int end = text.startsWith("---\n") ? text.indexOf("\n---\n", 3) : -1;
        this.frontMatter = end < 0 ? Map.of() : yaml(text.substring(4, end + 1));
        this.bodyLine = end < 0 ? 0 : (int) text.substring(0, end + 5).lines().count();
        this.body = end < 0 ? text : blank(text, 0, end + 4);
        this.prose = withoutCode(body);
        this.plain = withoutFormulas(prose);
        readLinks(withWordsForFormulas());
    }

    /// Reads a file; the same text is taken apart once.
    public static Document read(Path path) {
        String text = TextFile.read(path);
        return Objects.requireNonNull(
                READ.compute(
                        path,
                        (p, known) ->
                                known != null && known.text.equals(text)
                                        ? known
                                        : new Document(path, text)));
    }

    /// The file.
    public Path path() {
        return path;
    }

    /// The front matter; empty if there is none or it cannot be read.
    public Map<String, Object> frontMatter() {
        return frontMatter;
    }

    /// The topic whose companion this page says to be; empty if none.
    public Optional<String> companionOf() {
        return Optional.ofNullable(frontMatter.get("companion-of")).map(String::valueOf);
    }

    /// The blocks of Java.
    public List<Snippet> snippets() {
        return snippets;
    }

    /// The formulas.
    public List<Formula> formulas() {
        return formulas;
    }

    /// Links and pictures.
    public List<Link> links() {
        return links;
    }

    /// The pictures alone; their text is what is said to those who cannot see them.
    public List<Link> pictures() {
        return pictures;
    }

    /// The lines of the file.
    public List<String> lines() {
        return text.lines().toList();
    }

    /// The lines of the text without code and formulas, which have become spaces.
    public List<String> plainLines() {
        return plain.lines().toList();
    }

    /// The lines of the text without code, which has become spaces.
    public List<String> proseLines() {
        return prose.lines().toList();
    }

    /// The claims that are written as a claim should be.
    public List<StatedClaim> claims() {
        List<String> lines = text.lines().toList();
        List<StatedClaim> claims = new ArrayList<>();
        for (int i = bodyLine; i < lines.size(); i++) {
            Matcher claim = CLAIM.matcher(lines.get(i));
            if (claim.matches()) {
                List<String> targets = new ArrayList<>();
                for (int j = i; j < lines.size() && lines.get(j).startsWith(">"); j++) {
                    Matcher link = LINK.matcher(lines.get(j));
                    while (link.find()) {
                        targets.add(link.group(1));
                    }
                }
                claims.add(new StatedClaim(claim.group(1), i + 1, targets));
            }
        }
        return claims;
    }

    /// The anchors that GitHub gives to the headings.
    public Set<String> anchors() {
        return new LinkedHashSet<>(anchorsInOrder());
    }

    /// The anchor of the nearest heading at or above a line, of whatever level; empty above the first one.
    public String anchorAt(int line) {
        List<Heading> headings = headings();
        List<String> anchors = anchorsInOrder();
        String anchor = "";
        for (int i = 0; i < headings.size() && headings.get(i).line() <= line; i++) {
            anchor = anchors.get(i);
        }
        return anchor;
    }

    private List<String> anchorsInOrder() {
        List<String> anchors = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Heading heading : headings()) {
            String slug =
                    heading.text()
                            .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}\\- _]", "")
                            .replace(' ', '-');
            int before = seen.merge(slug, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? slug : slug + "-" + before);
        }
        return anchors;
    }

    /// A heading.
    ///
    /// @param line where it stands, counted from 1
    /// @param level the number of `#`
    /// @param text as it is written
    public record Heading(int line, int level, String text) {}

    /// The headings in order.
    public List<Heading> headings() {
        List<String> lines = text.lines().toList();
        List<String> visible = proseLines();
        List<Heading> headings = new ArrayList<>();
        for (int i = bodyLine; i < lines.size(); i++) {
            Matcher heading = HEADING.matcher(lines.get(i));
            if (visible.get(i).startsWith("#") && heading.matches()) {
                headings.add(new Heading(i + 1, heading.group(1).length(), heading.group(2)));
            }
        }
        return headings;
    }

    /// The line after the last one of the section that begins with a heading.
    public int endOf(Heading heading) {
        return headings().stream()
                .filter(h -> h.line() > heading.line() && h.level() <= heading.level())
                .mapToInt(Heading::line)
                .findFirst()
                .orElse((int) text.lines().count() + 1);
    }

    private static Map<String, Object> yaml(String yaml) {
        try {
            Map<String, Object> result = new HashMap<>();
            if (new Load(LoadSettings.builder().build()).loadFromString(yaml)
                    instanceof Map<?, ?> map) {
                map.forEach((key, value) -> result.put(String.valueOf(key), value));
            }
            return result;
        } catch (YamlEngineException e) {
            return Map.of();
        }
    }

    private String withoutCode(String body) {
        StringBuilder result = new StringBuilder(body);
        parse(body)
                .accept(
                        new AbstractVisitor() {
                            @Override
                            public void visit(Code code) {
                                blank(result, code);
                            }

                            @Override
                            public void visit(IndentedCodeBlock code) {
                                blank(result, code);
                            }

                            @Override
                            public void visit(FencedCodeBlock code) {
                                String info = code.getInfo() == null ? "" : code.getInfo();
                                if (info.equals("java") || info.startsWith("java ")) {
                                    snippets.add(
                                            new Snippet(
                                                    lineOf(code),
                                                    info.substring(4).strip(),
                                                    code.getLiteral()));
                                }
                                blank(result, code);
                            }
                        });
        return result.toString();
    }

    private String withoutFormulas(String text) {
        StringBuilder result = new StringBuilder(text);
        Matcher formula = FORMULA.matcher(text.replace("\\$", "  "));
        while (formula.find()) {
            boolean display = formula.group(1) != null;
            String tex = display ? formula.group(1) : formula.group(2);
            if (!display && tex.contains("\n\n")) {
                continue;
            }
            int lineStart = text.lastIndexOf('\n', formula.start()) + 1;
            formulas.add(
                    new Formula(
                            (int) text.substring(0, formula.start()).lines().count()
                                    + (lineStart == formula.start() ? 1 : 0),
                            formula.start(),
                            tex.replaceAll("\n>", "\n"), // the mark of a quote
                            display,
                            text.startsWith("|", lineStart)));
            blank(result, formula.start(), formula.end());
        }
        return result.toString();
    }

    /// A line that begins with a formula is no indented code.
    private String withWordsForFormulas() {
        StringBuilder text = new StringBuilder(plain);
        for (int i = 0; i < plain.length(); i++) {
            if (plain.charAt(i) != prose.charAt(i)) {
                text.setCharAt(i, 'x');
            }
        }
        return text.toString();
    }

    private void readLinks(String text) {
        parse(text)
                .accept(
                        new AbstractVisitor() {
                            @Override
                            public void visit(org.commonmark.node.Link link) {
                                links.add(
                                        new Link(lineOf(link), shown(link), link.getDestination()));
                            }

                            @Override
                            public void visit(Image image) {
                                Link picture =
                                        new Link(
                                                lineOf(image),
                                                shown(image),
                                                image.getDestination());
                                links.add(picture);
                                pictures.add(picture);
                            }
                        });
    }

    /// The whole text as GitHub takes it apart, with the front matter as empty lines.
    Node tree() {
        return parse(body);
    }

    private static Node parse(String text) {
        return Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .build()
                .parse(text);
    }

    private static String shown(Node node) {
        StringBuilder shown = new StringBuilder();
        node.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text text) {
                        shown.append(text.getLiteral());
                    }
                });
        return shown.toString();
    }

    private static int lineOf(Node node) {
        return node.getSourceSpans().isEmpty()
                ? 1
                : node.getSourceSpans().getFirst().getLineIndex() + 1;
    }

    private static String blank(String text, int from, int to) {
        StringBuilder result = new StringBuilder(text);
        blank(result, from, to);
        return result.toString();
    }

    private static void blank(StringBuilder text, Node node) {
        for (SourceSpan span : node.getSourceSpans()) {
            blank(text, span.getInputIndex(), span.getInputIndex() + span.getLength());
        }
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
    }
}
