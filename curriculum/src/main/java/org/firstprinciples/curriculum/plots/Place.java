package org.firstprinciples.curriculum.plots;

/// Where the name of a series stands.
sealed interface Place {

    /// Beside it, where there is room.
    record Beside() implements Place {}

    /// Behind its right end.
    record AtEnd() implements Place {}

    /// Beside this point.
    record At(double x, double y, Side side) implements Place {}

    /// Nowhere.
    record Nowhere() implements Place {}
}
