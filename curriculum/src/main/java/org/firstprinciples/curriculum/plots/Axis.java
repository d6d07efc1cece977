package org.firstprinciples.curriculum.plots;

import java.util.ArrayList;
import java.util.List;

/// One axis of a [Plot].
///
/// @param title the quantity and its unit
/// @param reversed whether it runs to the left, or downward
/// @param limits its two ends; empty: as the data need
/// @param ticks where it has numbers; empty: at round ones
/// @param labels what stands there; empty: the number
record Axis(
        String title,
        boolean logarithmic,
        boolean reversed,
        List<Double> limits,
        List<Double> ticks,
        List<String> labels) {

    static Axis of(String title) {
        return new Axis(title, false, false, List.of(), List.of(), List.of());
    }

    Axis inLogarithms() {
        return new Axis(title, true, reversed, limits, ticks, labels);
    }

    Axis turned() {
        return new Axis(title, logarithmic, true, limits, ticks, labels);
    }

    Axis between(double low, double high) {
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "%s: an axis needs a lower end below the upper one, got %s and %s"
                            .formatted(title, low, high));
        }
        return new Axis(title, logarithmic, reversed, List.of(low, high), ticks, labels);
    }

    Axis with(List<Double> numbers, List<String> words) {
        if (!words.isEmpty() && words.size() != numbers.size()) {
            throw new IllegalArgumentException(
                    "%s: %s numbers and %s labels on an axis"
                            .formatted(title, numbers.size(), words.size()));
        }
        return new Axis(
                title, logarithmic, reversed, limits, List.copyOf(numbers), List.copyOf(words));
    }

    /// Where a number stands: the larger, the further to the right, or up.
    ///
    /// @throws IllegalArgumentException if the axis is logarithmic and the number not positive
    double place(double number) {
        if (logarithmic && !(number > 0)) {
            throw new IllegalArgumentException(
                    "%s: a logarithmic axis needs positive numbers, got %s"
                            .formatted(title, number));
        }
        double place = logarithmic ? StrictMath.log10(number) : number;
        return reversed ? -place : place;
    }

    List<Double> places(List<Double> numbers) {
        List<Double> places = new ArrayList<>(numbers.size());
        numbers.forEach(number -> places.add(place(number)));
        return places;
    }

    /// The number at a place.
    private double number(double place) {
        double forward = reversed ? -place : place;
        return logarithmic ? StrictMath.pow(10, forward) : forward;
    }

    /// The numbers that this part of the axis has.
    ///
    /// @param most how many intervals there are at least, between round numbers
    List<Double> ticksBetween(Span span, int most) {
        if (!ticks.isEmpty()) {
            return ticks;
        }
        double a = number(span.low());
        double b = number(span.high());
        double low = Math.min(a, b);
        double high = Math.max(a, b);
        return logarithmic ? Ticks.logarithmic(low, high) : Ticks.round(low, high, most);
    }

    List<String> labelsOf(List<Double> numbers) {
        if (!labels.isEmpty()) {
            return labels;
        }
        return logarithmic ? Ticks.powers(numbers) : numbers.stream().map(Ticks::label).toList();
    }
}
