package org.firstprinciples.mathfoundations.probability;

/// How many scales a number lies from a location, `z = (x − μ)/σ`.
public final class StandardScore {

    private StandardScore() {}

    /// `z`, also where `x − μ` alone would overflow.
    public static double of(double x, double location, double scale) {
        double distance = x - location;
        return Double.isInfinite(distance)
                ? 2 * ((x / 2 - location / 2) / scale)
                : distance / scale;
    }
}
