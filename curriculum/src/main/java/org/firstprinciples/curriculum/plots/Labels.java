package org.firstprinciples.curriculum.plots;

import org.firstprinciples.curriculum.plots.Layer.Box;
import org.firstprinciples.curriculum.plots.Layer.Contours;
import org.firstprinciples.curriculum.plots.Layer.Level;
import org.firstprinciples.curriculum.plots.Layer.Note;
import org.firstprinciples.curriculum.plots.Layer.Tiles;
import org.firstprinciples.curriculum.plots.Layer.Upright;
import org.firstprinciples.curriculum.plots.Mark.Anchor;
import org.firstprinciples.curriculum.plots.Mark.Disk;
import org.firstprinciples.curriculum.plots.Mark.Shape;
import org.firstprinciples.curriculum.plots.Mark.Words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds a place for the words inside a plot: those with a given place first, then those behind right ends, then those that
/// stand beside their series where there is room, then the numbers of contours.
///
/// A place beside a series is the best of some hundred around it: over no other words, over no lines if it can be, nearer
/// to its own series than to another one, rather at the end of a line than at its beginning.
final class Labels {

    /// What words beside something are in an [Svg].
    static final String ROLE = "label";

    /// What words on something are.
    private static final String INSIDE = "inside";

    /// What the number of a contour is.
    static final String LEVEL = "level";

    /// What the number of a tile is.
    private static final String NUMBER = "number";

    private static final double GAP = 8; // between a point and its words
    private static final double WIDEST_AT_END =
            0.32; // of the plot's width, before a new line begins
    private static final double[] GAPS = {5, 9, 14};
    private static final double OUTSIDE = 30; // what it costs to stand beside the panel
    private static final double BEGINNING = 8; // and at the beginning of a line

    private final Plot plot;
    private final Extent extent;
    private final List<String> palette;
    private final Look look;
    private final Area panel;
    private final List<Area> taken = new ArrayList<>();
    private final List<Drawn> drawn = new ArrayList<>();
    private final List<Words> placed = new ArrayList<>();

    /// What a layer became on paper.
    private record Drawn(Layer layer, List<Mark> marks) {}

    /// A text that needs a place near its own marks.
    private record Wanted(String text, String color, Surroundings around) {

        List<Mark> own() {
            return around.own();
        }
    }

    /// A place for a text.
    ///
    /// @param side where the words stand from the point
    private record Candidate(Area area, Side side, double cost) {}

    Labels(
            Plot plot,
            Extent extent,
            List<String> palette,
            Look look,
            Area panel,
            List<Mark> frame) {
        this.plot = plot;
        this.extent = extent;
        this.palette = palette;
        this.look = look;
        this.panel = panel;
        frame.forEach(mark -> taken.add(mark.area()));
    }

    /// The room that words behind right ends need beside a plot.
    static double room(Plot plot, Look look) {
        List<String> texts = new ArrayList<>();
        for (Layer layer : plot.layers()) {
            if (layer instanceof Level level && !look.named()) {
                texts.add(level.label());
            } else if (look.named() && plot.place(layer.name()) instanceof Place.AtEnd) {
                texts.add(layer.name());
            }
        }
        return texts.stream()
                .flatMap(text -> lines(text, WIDEST_AT_END * look.width(), look.words()).stream())
                .mapToDouble(line -> TextWidth.of(line, look.words()) + GAP)
                .max()
                .orElse(0);
    }

    /// What a layer became on paper; all layers must be known before words are placed.
    void add(Layer layer, List<Mark> marks) {
        drawn.add(new Drawn(layer, marks));
    }

    /// All words, at their places.
    List<Words> placed() {
        List<Wanted> atEnd = new ArrayList<>();
        List<Wanted> beside = new ArrayList<>();
        for (Layer layer : plot.layers()) {
            switch (layer) {
                case Note(String series, String text, double x, double y, Side side) ->
                        put(
                                text,
                                series.isEmpty() ? Ink.BLACK.words() : color(series),
                                point(x, y),
                                side);
                case Box box ->
                        put(box.text(), Ink.BLACK.words(), point(box.x(), box.y()), Side.CENTER);
                case Level level ->
                        (look.named() ? beside : atEnd)
                                .add(wanted(level.label(), Ink.GRAY.words(), layer));
                case Tiles tiles -> putNumbers(tiles);
                case Upright upright ->
                        beside.add(wanted(upright.label(), Ink.GRAY.words(), layer));
                default -> {}
            }
        }
        for (String name : look.named() ? plot.names() : List.<String>of()) {
            Wanted wanted =
                    new Wanted(name, color(name), around(layer -> layer.name().equals(name)));
            switch (plot.place(name)) {
                case Place.At(double x, double y, Side side) ->
                        put(name, wanted.color(), point(x, y), side);
                case Place.AtEnd _ -> atEnd.add(wanted);
                case Place.Beside _ -> {
                    if (!wanted.own().isEmpty()) {
                        beside.add(wanted);
                    }
                }
                case Place.Nowhere _ -> {}
            }
        }
        putAtEnds(atEnd);
        beside.forEach(this::putBeside);
        Layer.all(Contours.class, plot.layers()).forEach(this::putLevels);
        return placed;
    }

    /// The numbers of a matrix, in white where it is dark.
    private void putNumbers(Tiles tiles) {
        for (int i = 0; i < tiles.values().size() && !tiles.pattern().isEmpty(); i++) {
            for (int j = 0; j < tiles.values().get(i).size(); j++) {
                double value = tiles.values().get(i).get(j);
                String text = String.format(Locale.ROOT, tiles.pattern(), value);
                Area area = area(List.of(text), point(j + 0.5, i + 0.5), Side.CENTER, 0);
                String color = tiles.shade().isDark(value) ? "#ffffff" : Ink.BLACK.words();
                putIn(area, text, color, NUMBER);
            }
        }
    }

    private Wanted wanted(String text, String color, Layer layer) {
        return new Wanted(text, color, around(layer::equals));
    }

    /// What is drawn of these layers, and of the others.
    private Surroundings around(Predicate<Layer> own) {
        return new Surroundings(marksOf(own), marksOf(own.negate()));
    }

    private List<Mark> marksOf(Predicate<Layer> wanted) {
        return drawn.stream()
                .filter(each -> wanted.test(each.layer()))
                .flatMap(each -> each.marks().stream())
                .toList();
    }

    private String color(String series) {
        return plot.pen(series, palette).color().words();
    }

    private Point point(double x, double y) {
        double right = extent.x().share(plot.x().place(x));
        double up = extent.y().share(plot.y().place(y));
        return new Point(
                panel.left() + right * panel.width(), panel.bottom() - up * panel.height());
    }

    /// Words beside a point.
    private void put(String text, String color, Point at, Side side) {
        List<String> lines = text.lines().toList();
        putLines(lines, color, area(lines, at, side, GAP), side);
    }

    private void putLines(List<String> lines, String color, Area area, Side side) {
        double base = area.top() + TextWidth.ascent(look.words());
        Anchor anchor =
                side.right() > 0 ? Anchor.START : side.right() < 0 ? Anchor.END : Anchor.MIDDLE;
        for (String line : lines) {
            Point at = new Point(area.left() + anchor.share() * area.width(), base);
            put(line, at, anchor, color, side == Side.CENTER ? INSIDE : ROLE);
            base += TextWidth.leading(look.words());
        }
    }

    private void put(String line, Point at, Anchor anchor, String color, String role) {
        Words words = new Words(line, at, anchor, 0, look.words(), color, role);
        placed.add(words);
        taken.add(words.area());
    }

    /// One line in the middle of an area of its height.
    private void putIn(Area area, String line, String color, String role) {
        Point at = new Point(area.center().x(), area.bottom() - TextWidth.descent(look.words()));
        put(line, at, Anchor.MIDDLE, color, role);
    }

    /// What lines take up at one side of a point.
    private Area area(List<String> lines, Point at, Side side, double gap) {
        double size = look.words();
        double width = lines.stream().mapToDouble(l -> TextWidth.of(l, size)).max().orElse(0);
        double height =
                TextWidth.ascent(size)
                        + TextWidth.descent(size)
                        + (lines.size() - 1) * TextWidth.leading(size);
        double near = side.right() != 0 && side.down() != 0 ? 0.6 * gap : gap;
        double x = at.x() + side.right() * (near + width / 2);
        double y = at.y() + side.down() * (near + height / 2);
        return new Area(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    }

    /// Words behind the right ends of their series, so far apart that they do not touch.
    private void putAtEnds(List<Wanted> wanted) {
        List<List<String>> texts = new ArrayList<>();
        List<Area> areas = new ArrayList<>();
        List<Wanted> sorted =
                wanted.stream()
                        .filter(w -> !w.own().isEmpty())
                        .sorted(Comparator.comparingDouble(w -> end(w).y()))
                        .toList();
        for (Wanted each : sorted) {
            List<String> lines = lines(each.text(), WIDEST_AT_END * look.width(), look.words());
            Area area = area(lines, new Point(panel.right(), end(each).y()), Side.RIGHT, GAP);
            double overlap = areas.isEmpty() ? 0 : areas.getLast().bottom() + 1 - area.top();
            texts.add(lines);
            areas.add(area.shifted(0, Math.max(0, overlap)));
        }
        double bottom = panel.bottom() + TextWidth.ascent(look.words());
        for (int i = areas.size() - 1; i >= 0; i--) {
            Area area = areas.get(i).shifted(0, Math.min(0, bottom - areas.get(i).bottom()));
            areas.set(i, area);
            bottom = area.top() - 1;
        }
        for (int i = 0; i < areas.size(); i++) {
            putLines(texts.get(i), sorted.get(i).color(), areas.get(i), Side.RIGHT);
        }
    }

    /// The rightmost point.
    private static Point end(Wanted wanted) {
        return wanted.own().stream()
                .flatMap(mark ->
                        switch (mark) {
                            case Shape shape -> shape.points().stream();
                            case Disk disk -> List.of(disk.center()).stream();
                            case Words words -> List.of(words.at()).stream();
                        })
                .max(Comparator.comparingDouble(Point::x))
                .orElseThrow();
    }

    private void putBeside(Wanted wanted) {
        List<String> lines = wanted.text().lines().toList();
        Candidate best =
                Sample.of(wanted.own()).stream()
                        .flatMap(sample -> candidates(lines, sample, wanted.around()).stream())
                        .min(Comparator.comparingDouble(Candidate::cost))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "no place for \"%s\"; give it one with label(series, x, y, side) or labelAtEnd(series), or make the plot larger"
                                                .formatted(wanted.text())));
        putLines(lines, wanted.color(), best.area(), best.side());
    }

    /// Each number of a contour over the longest of its lines, where there is room.
    private void putLevels(Contours contours) {
        for (Contour contour : contours.lines()) {
            List<Mark> own =
                    contour.lines().stream().max(Comparator.comparingInt(List::size)).stream()
                            .<Mark>map(line ->
                                    new Shape(
                                            line.stream().map(p -> point(p.x(), p.y())).toList(),
                                            false,
                                            Mark.Paint.fill("none")))
                            .toList();
            String text = Ticks.label(contour.level());
            Surroundings around = new Surroundings(own, marksOf(layer -> !layer.equals(contours)));
            double wanted = 0.2 + 0.09 * contours.lines().indexOf(contour) % 0.6; // of the way
            Sample.of(own).stream()
                    .sorted(Comparator.comparingDouble(s -> Math.abs(s.share() - wanted)))
                    .map(sample -> area(List.of(text), sample.point(), Side.CENTER, 0))
                    .filter(area -> panel.grown(-3).holds(area) && isFree(area))
                    .filter(area -> !around.isCrossed(area))
                    .findFirst()
                    .ifPresent(area -> putIn(area, text, Ink.GRAY.words(), LEVEL));
        }
    }

    private List<Candidate> candidates(List<String> lines, Sample sample, Surroundings around) {
        List<Candidate> candidates = new ArrayList<>();
        for (Side side : Side.values()) {
            if (side == Side.CENTER) {
                continue;
            }
            for (double gap : GAPS) {
                Area area = area(lines, sample.point(), side, gap + sample.radius());
                if (!isOnPage(area) || !isFree(area)) {
                    continue;
                }
                double cost =
                        around.cost(area)
                                + (panel.holds(area) ? 0 : OUTSIDE)
                                + (side.right() != 0 && side.down() != 0 ? 1 : 0)
                                + gap
                                + BEGINNING * (1 - sample.share());
                candidates.add(new Candidate(area, side, cost));
            }
        }
        return candidates;
    }

    private boolean isOnPage(Area area) {
        return new Area(0, 0, look.width(), look.height()).grown(-4).holds(area);
    }

    private boolean isFree(Area area) {
        Area around = area.grown(3);
        return taken.stream().noneMatch(around::overlaps);
    }

    /// A text on as many lines as it needs to be no wider than this, if its words allow.
    private static List<String> lines(String text, double width, double size) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.lines().toList()) {
            Optional<String> line = Optional.empty();
            for (String word : paragraph.split(" ", -1)) {
                String longer = line.map(l -> l + " " + word).orElse(word);
                if (line.isPresent() && TextWidth.of(longer, size) > width) {
                    lines.add(line.get());
                    longer = word;
                }
                line = Optional.of(longer);
            }
            line.ifPresent(lines::add);
        }
        return lines;
    }
}
