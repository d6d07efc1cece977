package org.firstprinciples.curriculum.plots;

/// A part of an axis, in its [places][Axis#place].
record Span(double low, double high) {

    /// Where a place lies: 0 at the low end, 1 at the high one.
    double share(double place) {
        return (place - low) / (high - low);
    }

    double length() {
        return high - low;
    }
}
