package org.firstprinciples.curriculum.plots;

/// A place in a picture, x to the right and y down.
record Point(double x, double y) {

    Point plus(double dx, double dy) {
        return new Point(x + dx, y + dy);
    }

    double distance(Point other) {
        return StrictMath.hypot(x - other.x, y - other.y);
    }
}
