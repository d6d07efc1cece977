package org.firstprinciples.curriculum.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of a line or a polygon lies in a rectangle.
///
/// - source: Liang & Barsky 1984 for lines, Sutherland & Hodgman 1974 for polygons
final class Clip {

    /// A piece of a line, from its first point to its last.
    record Piece(Point from, Point to) {}

    private Clip() {}

    /// The part of a segment that lies in an area; empty if none does.
    static Optional<Piece> segment(Area area, Point a, Point b) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double[] p = {-dx, dx, -dy, dy};
        double[] q = {
            a.x() - area.left(), area.right() - a.x(), a.y() - area.top(), area.bottom() - a.y()
        };
        double enters = 0;
        double leaves = 1;
        for (int side = 0; side < 4; side++) {
            if (p[side] == 0) {
                if (q[side] < 0) {
                    return Optional.empty();
                }
            } else if (p[side] < 0) {
                enters = Math.max(enters, q[side] / p[side]);
            } else {
                leaves = Math.min(leaves, q[side] / p[side]);
            }
        }
        return enters > leaves
                ? Optional.empty()
                : Optional.of(
                        new Piece(
                                enters == 0 ? a : a.plus(enters * dx, enters * dy),
                                leaves == 1 ? b : a.plus(leaves * dx, leaves * dy)));
    }

    /// The pieces of an open line that lie in an area, in order.
    static List<List<Point>> line(Area area, List<Point> points) {
        List<List<Point>> pieces = new ArrayList<>();
        List<Point> open = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            Optional<Piece> piece = segment(area, points.get(i - 1), points.get(i));
            if (piece.isEmpty()) {
                close(pieces, open);
                open = new ArrayList<>();
                continue;
            }
            if (open.isEmpty() || !open.getLast().equals(piece.get().from())) {
                close(pieces, open);
                open = new ArrayList<>(List.of(piece.get().from()));
            }
            open.add(piece.get().to());
        }
        close(pieces, open);
        return pieces;
    }

    private static void close(List<List<Point>> pieces, List<Point> open) {
        if (open.size() > 1) {
            pieces.add(open);
        }
    }

    /// The part of a polygon that lies in an area; empty if none does.
    static List<Point> polygon(Area area, List<Point> corners) {
        List<Point> rest = corners;
        for (int side = 0; side < 4; side++) {
            rest = cut(area, side, rest);
        }
        return rest;
    }

    private static List<Point> cut(Area area, int side, List<Point> corners) {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < corners.size(); i++) {
            Point a = corners.get(Math.floorMod(i - 1, corners.size()));
            Point b = corners.get(i);
            double from = inside(area, side, a);
            double to = inside(area, side, b);
            if (from * to < 0) {
                double t = from / (from - to);
                kept.add(a.plus(t * (b.x() - a.x()), t * (b.y() - a.y())));
            }
            if (to >= 0) {
                kept.add(b);
            }
        }
        return kept;
    }

    /// How far a point lies on the inner side of left, right, top or bottom.
    private static double inside(Area area, int side, Point p) {
        return switch (side) {
            case 0 -> p.x() - area.left();
            case 1 -> area.right() - p.x();
            case 2 -> p.y() - area.top();
            default -> area.bottom() - p.y();
        };
    }
}
