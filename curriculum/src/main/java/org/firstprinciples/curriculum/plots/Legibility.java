package org.firstprinciples.curriculum.plots;

import org.firstprinciples.curriculum.plots.Mark.Disk;
import org.firstprinciples.curriculum.plots.Mark.Shape;
import org.firstprinciples.curriculum.plots.Mark.Words;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a reader would stumble over in the SVG of a [Figure], as far as it can be computed.
///
/// Words are as wide here as in the widest of common fonts, see [TextWidth].
public final class Legibility {

    private static final String CARD = "<rect class=\"card\"";
    private static final double SMALLEST = 13;
    private static final double TOUCH = 0.5; // that is rounded away
    private static final Set<String> BEHIND = Set.of(LetsPlot.GRID, LetsPlot.ORIGIN);

    private final Reading picture;
    private final List<String> complaints = new ArrayList<>();

    private Legibility(Reading picture) {
        this.picture = picture;
    }

    /// What is wrong, and how to mend it; empty if all is well.
    public static List<String> complaints(String svg) {
        if (!svg.contains(CARD)) {
            return List.of("it has no card to stand on; draw it as a Figure");
        }
        Legibility legibility = new Legibility(Reading.of(svg));
        legibility.look();
        return legibility.complaints;
    }

    private void look() {
        if (picture.title().isBlank()) {
            complain("it has no title; give Figure.of a sentence for those who cannot see it");
        }
        Area page = new Area(0, 0, picture.width(), picture.height());
        List<Words> words = new ArrayList<>();
        for (Mark mark : picture.free()) {
            if (mark instanceof Words w) {
                look(page, w);
                words.stream()
                        .filter(other -> touch(w.area(), other.area()))
                        .forEach(other ->
                                complain(
                                        "\"%s\" touches \"%s\"; move one of them with label(series, x, y, side), or make the plot larger"
                                                .formatted(w.text(), other.text())));
                words.add(w);
            } else if (!page.grown(1).holds(mark.area())) {
                complain(
                        "something is drawn beyond its edge, at %s; widen the limits of its axes or the plot"
                                .formatted(shown(mark.area())));
            }
        }
        boolean rowHasY = false;
        double left = Double.POSITIVE_INFINITY;
        for (List<Mark> panel : picture.panels()) {
            double previous = left;
            left = panel.stream().mapToDouble(m -> m.area().left()).min().orElse(previous);
            rowHasY = has(panel, "axis-title-y") || rowHasY && left > previous;
            complainOfAxis(panel, "x", has(panel, "axis-title-x"));
            complainOfAxis(panel, "y", rowHasY);
            complainOfStrokes(panel);
        }
    }

    private void look(Area page, Words words) {
        if (words.size() < SMALLEST) {
            complain(
                    "\"%s\" is %s units high, and %s at least are readable"
                            .formatted(words.text(), words.size(), SMALLEST));
        }
        if (!page.holds(words.area())) {
            complain(
                    "\"%s\" is cut off at the edge, %s; move or shorten it, or make the plot larger"
                            .formatted(words.text(), shown(words.area())));
        }
    }

    private void complainOfAxis(List<Mark> panel, String axis, boolean named) {
        if (has(panel, "axis-text-" + axis) && !named) {
            complain(
                    "its %s axis has no name; say in Plot.of(xTitle, yTitle) which quantity it shows, or draw it bare()"
                            .formatted(axis));
        }
    }

    /// Lines that run through labels.
    private void complainOfStrokes(List<Mark> panel) {
        for (Mark mark : panel) {
            if (mark instanceof Words words && words.role().equals(Labels.ROLE)) {
                Area area = words.area().grown(-1);
                if (panel.stream().anyMatch(other -> strikes(other, area))) {
                    complain(
                            "a line runs through \"%s\"; place it with label(series, x, y, side) or labelAtEnd(series), or make the plot larger"
                                    .formatted(words.text()));
                }
            }
        }
    }

    private static boolean strikes(Mark mark, Area area) {
        return switch (mark) {
            case Shape shape ->
                    shape.paint().isStroked()
                            && !BEHIND.contains(shape.paint().stroke())
                            && area.meets(shape.outline());
            case Disk disk -> area.overlaps(disk.area());
            case Words _ -> false;
        };
    }

    private static boolean has(List<Mark> panel, String role) {
        return panel.stream().anyMatch(mark -> mark instanceof Words w && w.role().equals(role));
    }

    private static boolean touch(Area a, Area b) {
        return a.grown(-TOUCH).overlaps(b.grown(-TOUCH));
    }

    private static String shown(Area area) {
        return "from (%s, %s) to (%s, %s)"
                .formatted(
                        Math.round(area.left()),
                        Math.round(area.top()),
                        Math.round(area.right()),
                        Math.round(area.bottom()));
    }

    private void complain(String complaint) {
        complaints.add(complaint);
    }
}
