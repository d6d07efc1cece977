package org.firstprinciples.curriculum.book;

import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.SourceSpan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether GitHub shows a document's tables as tables, and all of each.
final class TableLayout {

    private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");

    private final List<String> lines;
    private final List<String> visible;
    private final Set<Integer> rows = new HashSet<>(); // lines of tables, counted from 0
    private final Stream.Builder<String> complaints = Stream.builder();

    private TableLayout(Document document) {
        this.lines = document.lines();
        this.visible = document.proseLines();
        document.tree()
                .accept(
                        new AbstractVisitor() {
                            @Override
                            public void visit(CustomBlock block) {
                                if (block instanceof TableBlock) {
                                    read(
                                            block.getSourceSpans().stream()
                                                    .map(SourceSpan::getLineIndex)
                                                    .toList());
                                }
                                visitChildren(block);
                            }
                        });
    }

    /// What is wrong, with the line.
    static Stream<String> complaints(Document document) {
        TableLayout layout = new TableLayout(document);
        for (int i = 0; i < layout.lines.size(); i++) {
            if (isRow(layout.visible.get(i)) && !layout.rows.contains(i)) {
                layout.outside(i);
            }
        }
        return layout.complaints.build();
    }

    private void read(List<Integer> table) {
        rows.addAll(table);
        int cells = cells(table.getFirst());
        for (int i : table) {
            if (!isRow(lines.get(i))) {
                complaints.add(
                        "%s: the line becomes a row of the table above it; put an empty line between them"
                                .formatted(i + 1));
            } else if (cells(i) != cells) {
                complaints.add(
                        "%s: the row has %s cells, and its header has %s; cells that are too many are not shown, and one with nothing in it is `| |`"
                                .formatted(i + 1, cells(i), cells));
            }
        }
    }

    private static boolean isRow(String line) {
        return line.replaceFirst("^[> ]*", "").startsWith("|");
    }

    private int cells(int line) {
        String row = lines.get(line).strip();
        return (int) BETWEEN_CELLS.matcher(row).results().count() - (row.endsWith("|") ? 1 : 0);
    }

    /// A row that belongs to no table is complained of once, where it begins.
    private void outside(int line) {
        if (line > 0 && isRow(visible.get(line - 1)) && !rows.contains(line - 1)) {
            return;
        }
        int before = line - 1;
        while (before >= 0 && lines.get(before).isBlank()) {
            before--;
        }
        complaints.add(
                rows.contains(before)
                        ? "%s: the empty line before it ends the table, and the row is shown as text; remove the empty line"
                                .formatted(line + 1)
                        : "%s: the row is shown as text; a table begins with a header, and below it a line `|---|---|` with as many cells"
                                .formatted(line + 1));
    }
}
