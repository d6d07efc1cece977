package org.firstprinciples.curriculum.book;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A document as paragraphs, each with its words: what is left of it when code is taken out.
///
/// @param blocks in order
record Prose(List<Block> blocks) {

    private static final Pattern DISPLAY = Pattern.compile("\\$\\$.*?\\$\\$", Pattern.DOTALL);
    private static final Pattern FORMULA = Pattern.compile("\\$[^$]*\\$");
    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]*\\]\\([^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z'’-]*");
    private static final Pattern CLAIM =
            Pattern.compile("> \\*\\*Claim ([A-Z]{2}-\\d\\d) — [^*]*\\*\\*(.*)", Pattern.DOTALL);

    /// What a paragraph is.
    enum Kind {
        /// Begins with `#`.
        HEADING,
        /// Begins as a claim.
        CLAIM,
        /// A quote, a table, or the line that names a test.
        ASIDE,
        /// What teaches.
        PROSE
    }

    /// Lines without an empty line between them.
    ///
    /// @param line where it begins, counted from 1
    /// @param kind what it is
    /// @param text without code
    record Block(int line, Kind kind, String text) {

        /// How many words it has; a formula in the line is one.
        int words() {
            return Prose.words(text);
        }

        /// A claim's id.
        String claim() {
            return claimed().group(1);
        }

        /// The words of a claim without its title and its tests.
        int wordsOfClaim() {
            return Prose.words(
                    claimed()
                            .group(2)
                            .replaceAll("(?s)\\n> *Checked by.*", "")
                            .replace("\n>", "\n"));
        }

        private Matcher claimed() {
            Matcher claim = CLAIM.matcher(text);
            if (!claim.matches()) {
                throw new IllegalStateException("no claim: " + text);
            }
            return claim;
        }
    }

    /// Takes a document apart.
    static Prose of(Document document) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = document.lines();
        int begin =
                document.headings().stream().mapToInt(Document.Heading::line).findFirst().orElse(1);
        List<String> block = new ArrayList<>();
        boolean code = false;
        for (int i = begin - 1; i <= lines.size(); i++) {
            String line = i < lines.size() ? lines.get(i) : "";
            boolean fence = line.strip().startsWith("```");
            code ^= fence;
            boolean ends = line.isBlank() || fence || line.startsWith("#") || code;
            boolean begins =
                    line.startsWith(">") && !block.isEmpty() && !block.getFirst().startsWith(">");
            if ((ends || begins) && !block.isEmpty()) {
                blocks.add(block(i - block.size() + 1, block));
                block.clear();
            }
            if (line.startsWith("#") && !code) {
                blocks.add(new Block(i + 1, Kind.HEADING, line));
            } else if (!ends) {
                block.add(line);
            }
        }
        return new Prose(blocks);
    }

    private static Block block(int line, List<String> lines) {
        String text = String.join("\n", lines);
        Kind kind =
                CLAIM.matcher(text).matches()
                        ? Kind.CLAIM
                        : text.matches("(?s)(>|\\||Checked by|Computed by).*")
                                ? Kind.ASIDE
                                : Kind.PROSE;
        return new Block(line, kind, text);
    }

    /// The paragraphs that do not stand below one of these headings of the second level.
    Prose without(String... headings) {
        List<Block> left = new ArrayList<>();
        boolean below = false;
        for (Block block : blocks) {
            if (block.kind() == Kind.HEADING && block.text().matches("##? .*")) {
                below = List.of(headings).contains(block.text().substring(2).strip());
            }
            if (!below) {
                left.add(block);
            }
        }
        return new Prose(left);
    }

    /// How many words teach.
    int words() {
        return blocks.stream().filter(b -> b.kind() == Kind.PROSE).mapToInt(Block::words).sum();
    }

    private static int words(String text) {
        String left = DISPLAY.matcher(text).replaceAll(" ");
        left = FORMULA.matcher(left).replaceAll(" x ");
        left = PICTURE.matcher(left).replaceAll(" ");
        left = LINK.matcher(left).replaceAll("$1");
        return (int) WORD.matcher(left).results().count();
    }
}
