package org.firstprinciples.curriculum.book;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;

import java.util.List;
import java.util.stream.Stream;

/// Whether what GitHub shows as a list or a heading was meant to be one.
final class ListLayout extends AbstractVisitor {

    private final List<String> plain;
    private final Stream.Builder<String> complaints = Stream.builder();

    private ListLayout(Document document) {
        this.plain = document.plainLines();
    }

    /// What is wrong, with the line.
    static Stream<String> complaints(Document document) {
        ListLayout layout = new ListLayout(document);
        document.tree().accept(layout);
        return layout.complaints.build();
    }

    @Override
    public void visit(BulletList list) {
        read(list);
        visitChildren(list);
    }

    @Override
    public void visit(OrderedList list) {
        read(list);
        visitChildren(list);
    }

    /// A list right below text may be the next line of a sentence. Within an item it is a list of the second level.
    private void read(Node list) {
        int line = first(list);
        String sign = textOf(line).replaceFirst("\\s.*", "");
        boolean nested = list.getParent() instanceof ListItem && !sign.equals("+");
        if (list.getPrevious() instanceof Paragraph text
                && last(text) == line - 1
                && !nested
                && !sign.isEmpty()) {
            complaints.add(
                    "%s: a line that begins with %s becomes a list; put an empty line before it if it is one, or the sign at the end of the line before"
                            .formatted(line + 1, sign));
        }
    }

    @Override
    public void visit(Heading heading) {
        String text = textOf(first(heading));
        if (!text.startsWith("#") && !text.isEmpty()) {
            complaints.add(
                    "%s: the line of - or = below it makes a heading of it; put an empty line between them, or write #"
                            .formatted(first(heading) + 1));
        }
        visitChildren(heading);
    }

    /// A line without the marks of quotes; empty in a displayed formula, which has complaints of its own.
    private String textOf(int line) {
        return plain.get(line).replaceFirst("^[> ]*", "");
    }

    private static int first(Node node) {
        return node.getSourceSpans().getFirst().getLineIndex();
    }

    private static int last(Node node) {
        return node.getSourceSpans().getLast().getLineIndex();
    }
}
