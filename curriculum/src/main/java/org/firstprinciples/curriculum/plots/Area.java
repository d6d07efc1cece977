package org.firstprinciples.curriculum.plots;

import java.util.Collection;
import java.util.List;

/// A rectangle in a picture, y down.
record Area(double left, double top, double right, double bottom) {

    /// The smallest one that holds these points.
    static Area around(Collection<Point> points) {
        return new Area(
                points.stream().mapToDouble(Point::x).min().orElseThrow(),
                points.stream().mapToDouble(Point::y).min().orElseThrow(),
                points.stream().mapToDouble(Point::x).max().orElseThrow(),
                points.stream().mapToDouble(Point::y).max().orElseThrow());
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    Point center() {
        return new Point((left + right) / 2, (top + bottom) / 2);
    }

    /// Larger by this on every side; smaller if it is negative.
    Area grown(double by) {
        return new Area(left - by, top - by, right + by, bottom + by);
    }

    Area shifted(double dx, double dy) {
        return new Area(left + dx, top + dy, right + dx, bottom + dy);
    }

    /// Whether the two have more than a side in common.
    boolean overlaps(Area other) {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean holds(Area other) {
        return left <= other.left
                && top <= other.top
                && right >= other.right
                && bottom >= other.bottom;
    }

    boolean holds(Point p) {
        return left <= p.x() && p.x() <= right && top <= p.y() && p.y() <= bottom;
    }

    /// Whether a part of the line between two points lies in it.
    boolean meets(Point a, Point b) {
        return Clip.segment(this, a, b).isPresent();
    }

    /// Whether a part of a line through points lies in it.
    boolean meets(List<Point> line) {
        for (int i = 1; i < line.size(); i++) {
            if (meets(line.get(i - 1), line.get(i))) {
                return true;
            }
        }
        return false;
    }

    /// How far the line between two points is from it, about: from the nearest of its ends and its middle to the edge.
    double distance(Point a, Point b) {
        if (meets(a, b)) {
            return 0;
        }
        Point foot = nearest(center(), a, b);
        return Math.min(distance(foot), Math.min(distance(a), distance(b)));
    }

    private double distance(Point p) {
        double dx = Math.max(0, Math.max(left - p.x(), p.x() - right));
        double dy = Math.max(0, Math.max(top - p.y(), p.y() - bottom));
        return StrictMath.hypot(dx, dy);
    }

    private static Point nearest(Point p, Point a, Point b) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double square = dx * dx + dy * dy;
        double t =
                square == 0
                        ? 0
                        : Math.clamp(((p.x() - a.x()) * dx + (p.y() - a.y()) * dy) / square, 0, 1);
        return a.plus(t * dx, t * dy);
    }
}
