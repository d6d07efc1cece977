package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

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
    /// @param points `(d)` each
    /// @throws IllegalArgumentException if there are no points, not as many labels, two equal points, or points that double
    ///     precision cannot tell apart along any direction `(1, M, M², …)`
    @Exercise(id = "ML-E4", stars = 3, minutes = 40, claims = "ML-05")
    public static MultilayerNetwork of(List<Vector> points, double... labels) {
        int n = points.size();
        if (n == 0 || labels.length != n) {
            throw new IllegalArgumentException(
                    "a label for each of one or more points is needed, got %s and %s"
                            .formatted(n, labels.length));
        }
        Vector direction = direction(points);
        List<Vector> sorted = sorted(points, direction);
        double[] t = new double[n + 1]; // a place before the first, where the label is 0
        double[] y = new double[n + 1];
        for (int i = 0; i < n; i++) {
            t[i + 1] = direction.dot(sorted.get(i));
            y[i + 1] = labels[points.indexOf(sorted.get(i))];
        }
        t[0] = t[1] - 1;
        MultilayerNetwork along = ReluInterpolant.through(t, y);
        return Ridge.sum(List.of(direction), List.of(along));
    }

    /// `(1, M, M², …)` with the first `M` above twice the largest magnitude for which all places `a·x` differ. For whole
    /// numbers that is the very first, as digits of a number; for others a pair of points shares its place for at most
    /// `d − 1` values of `M`, the roots of a polynomial.
    private static Vector direction(List<Vector> points) {
        double largest = 0;
        for (Vector point : points) {
            largest = Math.max(largest, Norms.infinity(point));
        }
        double[] a = new double[points.getFirst().size()];
        Arrays.fill(a, 1);
        long pairs = points.size() * (points.size() - 1L) / 2;
        double first = 2 * Math.ceil(largest) + 1;
        for (long i = 0; i <= pairs * (a.length - 1); i++) {
            for (int j = 1; j < a.length; j++) {
                a[j] = a[j - 1] * (first + i);
            }
            Vector direction = Vector.of(a);
            if (allDiffer(sorted(points, direction), direction)) {
                return direction;
            }
        }
        throw new IllegalArgumentException(
                "no direction tells the points apart in double precision, the largest magnitude is "
                        + largest);
    }

    private static boolean allDiffer(List<Vector> sorted, Vector direction) {
        for (int i = 1; i < sorted.size(); i++) {
            Vector difference = sorted.get(i).minus(sorted.get(i - 1));
            if (Norms.infinity(difference) == 0) {
                throw new IllegalArgumentException("two points are equal: " + sorted.get(i));
            }
            if (direction.dot(sorted.get(i)) == direction.dot(sorted.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    private static List<Vector> sorted(List<Vector> points, Vector direction) {
        return points.stream().sorted(Comparator.comparingDouble(direction::dot)).toList();
    }
}
