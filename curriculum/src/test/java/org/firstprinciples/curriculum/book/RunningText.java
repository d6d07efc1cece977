package org.firstprinciples.curriculum.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is read of a document word by word: without front matter, code, formulas, alternative texts, the targets of links
/// and the references. Every character keeps its place.
final class RunningText {

    private static final char SOMETHING =
            '\uFFFC'; // stands for a formula or code, which part words
    private static final char NOTHING = '\u2060'; // stands for what the reader does not see

    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]*\\]\\([^)]*\\)");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");
    private static final Pattern TARGET = Pattern.compile("\\]\\([^)\\s]*\\)");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");

    /// What may stand between two words of one term: one space, hyphen or end of a line, and marks of emphasis and links.
    private static final Pattern GAP;

    static {
        String marks = "[*_\\[\\]'’" + NOTHING + "]*";
        GAP = Pattern.compile(marks + "(?:[-–]|[ \\t]*(?:\\n(?:>[ ]?)*[ \\t]*)?)" + marks);
    }

    private final String text;
    private final int[] starts; // of lines

    private RunningText(String text) {
        this.text = text;
        this.starts =
                Pattern.compile("^", Pattern.MULTILINE)
                        .matcher(text)
                        .results()
                        .mapToInt(m -> m.start())
                        .toArray();
    }

    static RunningText of(Document document) {
        List<String> lines = document.lines();
        List<String> plain = document.plainLines();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            boolean apart = isReference(document, i + 1);
            for (int j = 0; j < lines.get(i).length(); j++) {
                char c = plain.get(i).charAt(j);
                text.append(apart || c != lines.get(i).charAt(j) ? SOMETHING : c);
            }
            text.append('\n');
        }
        for (Pattern hidden : List.of(PICTURE, TAG)) {
            replace(text, hidden, SOMETHING);
        }
        replace(text, TARGET, NOTHING);
        return new RunningText(text.toString());
    }

    /// Whether a line belongs to the section of references.
    static boolean isReference(Document document, int line) {
        return document.headings().stream()
                .filter(h -> h.text().equals("References"))
                .anyMatch(h -> h.line() <= line && line < document.endOf(h));
    }

    private static void replace(StringBuilder text, Pattern pattern, char by) {
        Matcher found = pattern.matcher(text.toString());
        while (found.find()) {
            for (int i = found.start(); i < found.end(); i++) {
                if (text.charAt(i) != '\n') {
                    text.setCharAt(i, by);
                }
            }
        }
    }

    /// A piece of the text.
    ///
    /// @param from where it begins
    /// @param to where it has ended
    /// @param line the line that it begins in, counted from 1
    /// @param text as it is written, in one line
    record Piece(int from, int to, int line, String text) {}

    /// The words in order.
    List<Piece> words() {
        return pieces(WORD, 0);
    }

    /// What is set in bold.
    List<Piece> bold() {
        return pieces(BOLD, 1).stream()
                .filter(p -> !text.substring(p.from(), p.to()).contains("\n\n"))
                .toList();
    }

    /// From the beginning of one piece to the end of another.
    Piece span(Piece first, Piece last) {
        return piece(first.from(), last.to());
    }

    /// Whether nothing parts two words that follow each other.
    boolean areTogether(Piece word, Piece next) {
        return GAP.matcher(text).region(word.to(), next.from()).matches();
    }

    /// What stands before a piece in its line.
    String before(Piece piece) {
        return before(piece.from(), piece.line());
    }

    /// What stands before a place, from the beginning of a line.
    String before(int place, int line) {
        return text.substring(starts[line - 1], place);
    }

    /// Whether a piece stands inside of a link or of bold.
    ///
    /// @param line where its paragraph begins
    boolean isInLinkOrBold(Piece piece, int line) {
        String before = before(piece.from(), line);
        return before.lastIndexOf('[') > before.lastIndexOf(NOTHING)
                || before.split("\\*\\*", -1).length % 2 == 0;
    }

    private List<Piece> pieces(Pattern pattern, int group) {
        List<Piece> pieces = new ArrayList<>();
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            pieces.add(piece(found.start(group), found.end(group)));
        }
        return pieces;
    }

    private Piece piece(int from, int to) {
        int place = Arrays.binarySearch(starts, from);
        String shown =
                text.substring(from, to)
                        .replaceAll("[*_\\[\\]" + NOTHING + "]", "")
                        .replaceAll("\\s*\\n[> ]*", " ");
        return new Piece(from, to, place < 0 ? -place - 1 : place + 1, shown);
    }
}
