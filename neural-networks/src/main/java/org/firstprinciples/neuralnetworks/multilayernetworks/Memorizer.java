package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A network that has learned `n` examples by heart, with `n` rectifiers: look along a direction in which no two points
/// coincide, and go from one to the next in straight lines.
///
/// - source: Zhang et al. 2017, *Understanding deep learning requires rethinking generalization*, theorem 1
public final class Memorizer {

    private Memorizer() {}

    /// A network with `n` hidden units that gives `yᵢ` at `xᵢ`: all see `a·x`, so there are `2n + d` different numbers in it.
    ///
    /// @param points `(d)` each, of magnitudes for which `a = (1, M, M², …)` with `M` above twice the largest is exact
    /// @throws IllegalArgumentException if there are no points, not as many labels, or two equal points
    @Exercise(id = "ML-E4", stars = 3, minutes = 40, claims = "ML-05")
    public static MultilayerNetwork of(List<Vector> points, double... labels) {
        int n = points.size();
        if (n == 0 || labels.length != n) {
            throw new IllegalArgumentException(
                    "a label for each of one or more points is needed, got %s and %s"
                            .formatted(n, labels.length));
        }
        Vector direction = direction(points);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> direction.dot(points.get(i))));
        double[] t = new double[n + 1]; // a place before the first, where the label is 0
        double[] y = new double[n + 1];
        for (int i = 0; i < n; i++) {
            t[i + 1] = direction.dot(points.get(order.get(i)));
            y[i + 1] = labels[order.get(i)];
            if (i > 0 && t[i + 1] == t[i]) {
                throw new IllegalArgumentException(
                        "two points are equal: " + points.get(order.get(i)));
            }
        }
        t[0] = t[1] - 1;
        MultilayerNetwork along = ReluInterpolant.through(t, y);
        return Ridge.sum(List.of(direction), List.of(along));
    }

    /// `(1, M, M², …)`: whole numbers up to `M/2` are digits, so different points have different `a·x`.
    private static Vector direction(List<Vector> points) {
        double largest = 0;
        for (Vector point : points) {
            largest = Math.max(largest, Norms.infinity(point));
        }
        double[] a = new double[points.getFirst().size()];
        Arrays.fill(a, 1);
        for (int j = 1; j < a.length; j++) {
            a[j] = a[j - 1] * (2 * Math.ceil(largest) + 1);
        }
        return Vector.of(a);
    }
}
