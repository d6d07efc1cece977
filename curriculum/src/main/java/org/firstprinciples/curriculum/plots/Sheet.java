package org.firstprinciples.curriculum.plots;

import org.firstprinciples.curriculum.plots.Mark.Disk;
import org.firstprinciples.curriculum.plots.Mark.Shape;
import org.firstprinciples.curriculum.plots.Mark.Words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A plot on paper: everything at its final place.
///
/// @param panel what the axes enclose
/// @param under grid and origin
/// @param data what the layers show, cut off at the panel
/// @param frame titles and numbers of the axes
/// @param labels words inside
record Sheet(
        int width,
        int height,
        Area panel,
        List<Mark> under,
        List<Mark> data,
        List<Mark> frame,
        List<Words> labels) {

    private static final double SMOOTH = 0.1; // units that a line may be off

    static Sheet of(Plot plot, Extent extent, List<String> palette, Look look) {
        double room = Labels.room(plot, look);
        Reading drawn = Reading.of(LetsPlot.draw(plot, extent, palette, look, room));
        if (plot.isDiagram()) {
            drawn = drawn.shifted(-LetsPlot.INSET, -LetsPlot.INSET);
        }
        Area panel = drawn.clipped().getFirst().area();
        List<Mark> under = new ArrayList<>();
        List<Mark> frame = new ArrayList<>();
        for (Mark mark : drawn.free()) {
            if (mark instanceof Words) {
                frame.add(mark);
            } else if (mark instanceof Shape shape && !shape.closed()) {
                under.add(mark); // and no background, which is closed
            }
        }
        under.addAll(cut(drawn.clipped().getFirst().marks(), panel));
        List<Layer> layers = plot.layers().stream().filter(LetsPlot::isDrawn).toList();
        if (drawn.clipped().size() != layers.size() + 1) {
            throw new IllegalStateException(
                    "%s layers became %s groups"
                            .formatted(layers.size(), drawn.clipped().size() - 1));
        }
        List<Mark> data = new ArrayList<>();
        Labels labels = new Labels(plot, extent, palette, look, panel, frame);
        for (int i = 0; i < layers.size(); i++) {
            List<Mark> marks = cut(drawn.clipped().get(i + 1).marks(), panel);
            if (layers.get(i) instanceof Layer.Segment s && s.pointed()) {
                marks = marks.stream().flatMap(Arrowhead::on).toList();
            }
            data.addAll(marks);
            labels.add(layers.get(i), marks);
        }
        return new Sheet(look.width(), look.height(), panel, under, data, frame, labels.placed());
    }

    /// The same, further to the right and down.
    Sheet shifted(double dx, double dy) {
        return new Sheet(
                width,
                height,
                panel.shifted(dx, dy),
                under.stream().map(m -> m.shifted(dx, dy)).toList(),
                data.stream().map(m -> m.shifted(dx, dy)).toList(),
                frame.stream().map(m -> m.shifted(dx, dy)).toList(),
                labels.stream().map(m -> m.shifted(dx, dy)).toList());
    }

    private static List<Mark> cut(List<Mark> marks, Area panel) {
        Area edge = panel.grown(0.01); // for what lies on it and is rounded
        return marks.stream()
                .<Mark>flatMap(mark ->
                        switch (mark) {
                            case Shape shape -> cut(shape, edge);
                            case Disk disk -> Stream.of(disk).filter(d -> edge.holds(d.center()));
                            case Words words -> Stream.of(words);
                        })
                .toList();
    }

    private static Stream<Mark> cut(Shape shape, Area edge) {
        if (!shape.paint().isFilled() && !shape.paint().isStroked()) {
            return Stream.of();
        }
        if (edge.holds(shape.area())) {
            return Stream.of(
                    new Shape(Smoothing.of(shape.points(), SMOOTH), shape.closed(), shape.paint()));
        }
        List<List<Point>> pieces =
                shape.closed()
                        ? List.of(Clip.polygon(edge, shape.points()))
                        : Clip.line(edge, shape.points());
        return pieces.stream()
                .filter(piece -> piece.size() > 1)
                .map(piece ->
                        new Shape(Smoothing.of(piece, SMOOTH), shape.closed(), shape.paint()));
    }
}
