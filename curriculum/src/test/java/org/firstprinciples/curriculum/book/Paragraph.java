package org.firstprinciples.curriculum.book;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Lines of a document that are read in one breath: a paragraph, an item of a list, a row of a table, a heading, a claim.
///
/// @param first its first line, counted from 1
/// @param last its last line
record Paragraph(int first, int last) {

    private static final Pattern BREAK = Pattern.compile("[> ]*");
    private static final Pattern BEGINS_ANEW =
            Pattern.compile("[> ]*(?:[-*+] |\\d+[.)] |#|\\||<).*");

    /// Those of a document in order, code apart.
    static List<Paragraph> of(Document document) {
        List<String> lines = document.proseLines();
        List<Paragraph> paragraphs = new ArrayList<>();
        int first = 0;
        for (int i = 0; i <= lines.size(); i++) {
            boolean ends = i == lines.size() || BREAK.matcher(lines.get(i)).matches();
            if (first > 0 && (ends || BEGINS_ANEW.matcher(lines.get(i)).matches())) {
                paragraphs.add(new Paragraph(first, i));
                first = 0;
            }
            if (!ends && first == 0) {
                first = i + 1;
            }
        }
        return paragraphs;
    }

    /// Whether a line is one of its own.
    boolean has(int line) {
        return first <= line && line <= last;
    }
}
