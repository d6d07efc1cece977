package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Examples with their labels.
///
/// @param points `x₁, …, x_N`, each `(d)`
/// @param labels `y₁, …, y_N`, each `+1` or `−1`
public record Examples(List<Vector> points, List<Integer> labels) {

    /// Copies the lists.
    ///
    /// @throws ShapeException if there are not as many labels as points, or the points differ in length
    /// @throws IllegalArgumentException if a label is not `+1` or `−1`, or a number is not finite
    public Examples {
        points = List.copyOf(points);
        labels = List.copyOf(labels);
        if (points.size() != labels.size()) {
            throw new ShapeException(
                    "a label for each point is needed, got %d points and %d labels"
                            .formatted(points.size(), labels.size()));
        }
        for (Vector point : points) {
            if (point.size() != points.getFirst().size()) {
                throw new ShapeException(
                        "points must have one length, got %d and %d"
                                .formatted(points.getFirst().size(), point.size()));
            }
            for (double element : point.toArray()) {
                if (!(Math.abs(element) < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("points must be finite, got " + point);
                }
            }
        }
        for (int label : labels) {
            if (label != 1 && label != -1) {
                throw new IllegalArgumentException("labels must be +1 or −1, got " + label);
            }
        }
    }

    /// The number of examples, `N`.
    public int size() {
        return points.size();
    }

    /// The same examples with a last coordinate of 1, whose weight is a bias.
    public Examples withConstant() {
        List<Vector> augmented = new ArrayList<>();
        for (Vector point : points) {
            double[] elements = Arrays.copyOf(point.toArray(), point.size() + 1);
            elements[point.size()] = 1;
            augmented.add(Vector.of(elements));
        }
        return new Examples(augmented, labels);
    }

    /// `yᵢ(w·xᵢ)`: above 0 if example `i` is on the right side of the plane.
    ///
    /// @throws ShapeException if `w` has another length than the points
    public double margin(Vector weights, int i) {
        return labels.get(i) * weights.dot(points.get(i));
    }

    /// How many examples have a margin of 0 or less.
    ///
    /// @throws ShapeException if `w` has another length than the points
    public int errors(Vector weights) {
        int errors = 0;
        for (int i = 0; i < size(); i++) {
            errors += margin(weights, i) <= 0 ? 1 : 0;
        }
        return errors;
    }

    /// The length of the points, `d`.
    ///
    /// @throws IllegalArgumentException if there are none
    public int dimension() {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("at least one example is needed");
        }
        return points.getFirst().size();
    }
}
