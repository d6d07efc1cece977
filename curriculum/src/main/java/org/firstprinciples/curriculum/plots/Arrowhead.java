package org.firstprinciples.curriculum.plots;

import org.firstprinciples.curriculum.plots.Mark.Paint;
import org.firstprinciples.curriculum.plots.Mark.Shape;

import java.util.List;
import java.util.stream.Stream;

/// The head of an arrow: a triangle whose tip is the end of the line, which stops inside it.
final class Arrowhead {

    private static final double LENGTH = 12;
    private static final double WIDTH = 9;
    private static final double THIN = 2; // narrower lines have smaller heads

    private Arrowhead() {}

    /// A line as shaft and head.
    static Stream<Mark> on(Mark line) {
        if (!(line instanceof Shape shape) || shape.points().size() != 2) {
            return Stream.of(line);
        }
        Point from = shape.points().getFirst();
        Point to = shape.points().getLast();
        double distance = from.distance(to);
        double length =
                Math.min(LENGTH * (shape.paint().strokeWidth() < THIN ? 0.75 : 1), 0.7 * distance);
        double ux = (to.x() - from.x()) / distance;
        double uy = (to.y() - from.y()) / distance;
        double half = length / LENGTH * WIDTH / 2;
        Point base = to.plus(-length * ux, -length * uy);
        return Stream.of(
                new Shape(
                        List.of(from, to.plus(-0.8 * length * ux, -0.8 * length * uy)),
                        false,
                        shape.paint()),
                new Shape(
                        List.of(
                                to,
                                base.plus(-half * uy, half * ux),
                                base.plus(half * uy, -half * ux)),
                        true,
                        Paint.fill(shape.paint().stroke())));
    }
}
