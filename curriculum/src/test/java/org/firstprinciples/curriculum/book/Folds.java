package org.firstprinciples.curriculum.book;

import java.util.List;
import java.util.stream.Stream;

/// Whether GitHub folds what a document folds away, and typesets what is in it.
final class Folds {

    private static final String BEGIN = "<details>";
    private static final String HEAD = "</summary>";
    private static final String END = "</details>";

    private final List<String> plain;
    private final Stream.Builder<String> complaints = Stream.builder();
    private int open; // the line of the fold that has begun, counted from 1; 0 if none has

    private Folds(Document document) {
        this.plain = document.plainLines();
    }

    /// What is wrong, with the line.
    static Stream<String> complaints(Document document) {
        Folds folds = new Folds(document);
        for (int i = 0; i < folds.plain.size(); i++) {
            folds.read(i + 1, folds.plain.get(i).strip());
        }
        if (folds.open > 0) {
            folds.complain(
                    folds.open, "the fold has no end; write </details> on a line of its own");
        }
        return folds.complaints.build();
    }

    private void read(int line, String text) {
        if (text.contains(BEGIN)) {
            if (open > 0) {
                complain(
                        line, "a fold begins in the one of line " + open + "; end that one before");
            }
            if (!text.startsWith(BEGIN)) {
                complain(line, "a fold begins on a line of its own; move <details> to the next");
            }
            open = line;
            if (!head(line).startsWith("<summary>")) {
                complain(
                        line,
                        "a fold says what is in it; write <details><summary>Solution</summary>");
            }
        }
        if (text.contains(HEAD) && !(text.endsWith(HEAD) && isEmpty(line + 1))) {
            complain(
                    line,
                    "what follows </summary> is shown as it is written; put an empty line after"
                            + " it");
        }
        if (text.contains(END)) {
            if (open == 0) {
                complain(line, "no fold has begun that could end here; remove </details>");
            }
            if (!text.equals(END) || !isEmpty(line + 1)) {
                complain(
                        line,
                        "</details> stands alone, with an empty line after it, or what follows is"
                                + " shown as it is written");
            }
            open = 0;
        }
    }

    /// What stands behind the beginning of a fold, in its line or the next.
    private String head(int line) {
        String rest =
                plain.get(line - 1).substring(plain.get(line - 1).indexOf(BEGIN) + BEGIN.length());
        return rest.isBlank() && line < plain.size() ? plain.get(line).strip() : rest.strip();
    }

    private boolean isEmpty(int line) {
        return line > plain.size() || plain.get(line - 1).isBlank();
    }

    private void complain(int line, String what) {
        complaints.add(line + ": " + what);
    }
}
