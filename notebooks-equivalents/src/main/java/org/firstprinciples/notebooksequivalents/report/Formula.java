package org.firstprinciples.notebooksequivalents.report;

import org.commonmark.node.CustomNode;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

import java.util.Set;

/// A formula in a text: `$…$` within a line, `$$…$$` on lines of its own.
///
/// It is taken out before emphasis is looked for, so that `$a_i + b_i$` keeps its underscores. A dollar
/// sign stays one if white space follows it, if no other closes it, if the closing one follows white space
/// or comes before a digit (`$5 and $6`), or if a backslash stands before it. GitHub reads it this way too.
final class Formula extends CustomNode {

    private final String tex;
    private final boolean display;

    private Formula(String tex, boolean display) {
        this.tex = tex;
        this.display = display;
    }

    /// What stands between the dollar signs.
    String tex() {
        return tex;
    }

    /// Whether it stands on lines of its own.
    boolean display() {
        return display;
    }

    /// Reads formulas; called at each dollar sign.
    static final class Syntax implements InlineContentParserFactory {

        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('$');
        }

        @Override
        public InlineContentParser create() {
            return state -> parse(state.scanner());
        }

        private static ParsedInline parse(Scanner scanner) {
            scanner.next();
            boolean display = scanner.next('$');
            if (!display && Character.isWhitespace(scanner.peek())) {
                return ParsedInline.none();
            }
            Position start = scanner.position();
            while (scanner.find('$') >= 0) {
                SourceLines source = scanner.getSource(start, scanner.position());
                boolean escaped = scanner.peekPreviousCodePoint() == '\\';
                scanner.next();
                if (escaped || display && !scanner.next('$')) {
                    continue;
                }
                String tex = source.getContent();
                if (!display
                        && (!tex.equals(tex.stripTrailing())
                                || tex.isEmpty()
                                || digitAt(scanner))) {
                    return ParsedInline.none();
                }
                return ParsedInline.of(new Formula(tex.strip(), display), scanner.position());
            }
            return ParsedInline.none();
        }

        private static boolean digitAt(Scanner scanner) {
            return Character.isDigit(scanner.peek());
        }
    }
}
