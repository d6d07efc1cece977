package org.firstprinciples.curriculum.plots;

import org.firstprinciples.curriculum.plots.Mark.Disk;
import org.firstprinciples.curriculum.plots.Mark.Shape;
import org.firstprinciples.curriculum.plots.Mark.Words;

import java.util.List;

/// What words that name something must not be mistaken for, or hidden by.
///
/// @param own the marks that the words name
/// @param others all other marks
record Surroundings(List<Mark> own, List<Mark> others) {

    private static final double CROSSING = 100;
    private static final double HIDING = 300;
    private static final double FAR = 16; // units from where on a stranger does not matter
    private static final double NEAR = 2; // for each unit that a stranger is nearer
    private static final double BORDER = 1.5; // units around words that lines should not touch

    /// What it costs to have words in this area; less than a hundred if no line runs through them and they stand on no dark
    /// area.
    double cost(Area area) {
        return crossings(area.grown(BORDER), own)
                + crossings(area.grown(BORDER), others)
                + NEAR * (FAR - nearestOther(area));
    }

    /// Whether a line that is not its own runs through an area.
    boolean isCrossed(Area area) {
        return crossings(area, others) > 0;
    }

    private static double crossings(Area area, List<Mark> marks) {
        double cost = 0;
        for (Mark mark : marks) {
            switch (mark) {
                case Shape shape -> {
                    cost += area.meets(shape.outline()) ? CROSSING : 0;
                    cost += shape.paint().hides() && surrounds(shape, area) ? HIDING : 0;
                }
                case Disk disk -> cost += area.overlaps(disk.area()) ? CROSSING : 0;
                case Words _ -> {}
            }
        }
        return cost;
    }

    /// Whether the middle of an area lies inside a polygon (even-odd rule).
    private static boolean surrounds(Shape polygon, Area area) {
        Point p = area.center();
        boolean inside = false;
        List<Point> outline = polygon.outline();
        for (int i = 1; i < outline.size(); i++) {
            Point a = outline.get(i - 1);
            Point b = outline.get(i);
            if (a.y() > p.y() != b.y() > p.y()
                    && p.x() < a.x() + (p.y() - a.y()) / (b.y() - a.y()) * (b.x() - a.x())) {
                inside = !inside;
            }
        }
        return inside;
    }

    private double nearestOther(Area area) {
        double nearest = FAR;
        for (Mark mark : others) {
            if (mark instanceof Shape shape) {
                List<Point> outline = shape.outline();
                for (int i = 1; i < outline.size(); i++) {
                    nearest = Math.min(nearest, area.distance(outline.get(i - 1), outline.get(i)));
                }
            } else if (mark instanceof Disk disk) {
                nearest = Math.min(nearest, area.distance(disk.center(), disk.center()));
            }
        }
        return nearest;
    }
}
