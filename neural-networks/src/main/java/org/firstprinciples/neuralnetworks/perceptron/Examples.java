package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;
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
                    "a label for each point is needed, got %s points and %s labels"
                            .formatted(points.size(), labels.size()));
        }
        for (Vector point : points) {
            if (point.size() != points.getFirst().size()) {
                throw new ShapeException(
                        "points must have one length, got %s and %s"
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

    /// `yᵢ(w·xᵢ)`: above 0 if example `i` is on the right side of the plane. Where products overflow or vanish it has at least the
    /// right sign.
    ///
    /// @throws ShapeException if `w` has another length than the points
    public double margin(Vector weights, int i) {
        double product = weights.dot(points.get(i));
        boolean isOrdinary = product != 0 && Math.abs(product) < Double.POSITIVE_INFINITY;
        return labels.get(i) * (isOrdinary ? product : scaledProduct(weights, points.get(i)));
    }

    private static double scaledProduct(Vector w, Vector x) {
        int ofW = BinaryScaling.exponent(w.toArray());
        int ofX = BinaryScaling.exponent(x.toArray());
        double scaled = BinaryScaling.times(-ofW, w).dot(BinaryScaling.times(-ofX, x));
        double product = StrictMath.scalb(scaled, ofW + ofX);
        return product == 0 && scaled != 0
                ? StrictMath.copySign(Double.MIN_VALUE, scaled)
                : product;
    }

    /// Whether example `i` is not on its side, `yᵢ(w·xᵢ) ≤ 0`.
    ///
    /// @throws ShapeException if `w` has another length than the points
    /// @throws IllegalArgumentException if the margin is NaN: there is no side then
    public boolean isMistaken(Vector weights, int i) {
        double margin = margin(weights, i);
        if (Double.isNaN(margin)) {
            throw new IllegalArgumentException(
                    "the margin of example %s is NaN with the weights %s".formatted(i, weights));
        }
        return margin <= 0;
    }

    /// How many examples have a margin of 0 or less.
    ///
    /// @throws ShapeException if `w` has another length than the points
    /// @throws IllegalArgumentException if a margin is NaN
    public int errors(Vector weights) {
        int errors = 0;
        for (int i = 0; i < size(); i++) {
            errors += isMistaken(weights, i) ? 1 : 0;
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
