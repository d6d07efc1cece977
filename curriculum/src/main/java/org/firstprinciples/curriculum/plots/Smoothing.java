package org.firstprinciples.curriculum.plots;

import java.util.ArrayList;
import java.util.List;

/// A line through fewer points (Douglas & Peucker 1973): none that is left out lies further from it than was allowed.
final class Smoothing {

    private Smoothing() {}

    static List<Point> of(List<Point> points, double allowed) {
        if (points.size() < 3) {
            return points;
        }
        boolean[] kept = new boolean[points.size()];
        kept[0] = true;
        kept[points.size() - 1] = true;
        keep(points, 0, points.size() - 1, allowed, kept);
        List<Point> fewer = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (kept[i]) {
                fewer.add(points.get(i));
            }
        }
        return fewer;
    }

    private static void keep(
            List<Point> points, int first, int last, double allowed, boolean[] kept) {
        double furthest = allowed;
        int at = -1;
        for (int i = first + 1; i < last; i++) {
            double distance = distance(points.get(i), points.get(first), points.get(last));
            if (distance > furthest) {
                furthest = distance;
                at = i;
            }
        }
        if (at > 0) {
            kept[at] = true;
            keep(points, first, at, allowed, kept);
            keep(points, at, last, allowed, kept);
        }
    }

    /// From a point to the line between two others.
    static double distance(Point p, Point a, Point b) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double square = dx * dx + dy * dy;
        double t =
                square == 0
                        ? 0
                        : Math.clamp(((p.x() - a.x()) * dx + (p.y() - a.y()) * dy) / square, 0, 1);
        return p.distance(a.plus(t * dx, t * dy));
    }
}
