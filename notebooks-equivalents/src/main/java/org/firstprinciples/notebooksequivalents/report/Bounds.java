package org.firstprinciples.notebooksequivalents.report;

import java.util.Locale;

/// Where a figure must lie, and why.
///
/// @param low the least value allowed, or −∞
/// @param high the greatest value allowed, or ∞
/// @param reason a sentence, Markdown
public record Bounds(double low, double high, String reason) {

    /// Checks that something lies between.
    ///
    /// @throws IllegalArgumentException if nothing does, or everything
    public Bounds {
        if (!(low <= high) || low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "bounds need low ≤ high and one of them finite, got %s and %s"
                            .formatted(low, high));
        }
    }

    /// `value ≤ high`.
    public static Bounds atMost(double high, String reason) {
        return new Bounds(Double.NEGATIVE_INFINITY, high, reason);
    }

    /// `value ≥ low`.
    public static Bounds atLeast(double low, String reason) {
        return new Bounds(low, Double.POSITIVE_INFINITY, reason);
    }

    /// `|value − center| ≤ tolerance`.
    public static Bounds around(double center, double tolerance, String reason) {
        return new Bounds(center - tolerance, center + tolerance, reason);
    }

    /// Whether the value lies between, ends included; NaN never does.
    boolean hold(double value) {
        return low <= value && value <= high;
    }

    /// The bounds in words.
    String words() {
        if (low == Double.NEGATIVE_INFINITY) {
            return "at most " + number(high);
        }
        if (high == Double.POSITIVE_INFINITY) {
            return "at least " + number(low);
        }
        return low == high
                ? "exactly " + number(low)
                : "from " + number(low) + " to " + number(high);
    }

    /// A number as one writes it: five digits, with an exponent only where there would be many zeros.
    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e7) {
            return String.format(Locale.ROOT, "%d", (long) value);
        }
        if (size < 1e-3 || size >= 1e7) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        return String.format(Locale.ROOT, "%.5g", value);
    }
}
