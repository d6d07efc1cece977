package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Examples of whole numbers.
final class Cases {

    private Cases() {}

    static Vector whole(SplittableRandom random, int d, int bound) {
        return Vector.of(random.ints(d, -bound, bound + 1).asDoubleStream().toArray());
    }

    /// Any points, any labels; a constant coordinate.
    static Examples any(SplittableRandom random, int n, int d, int bound) {
        List<Vector> points = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            points.add(whole(random, d, bound));
            labels.add(random.nextBoolean() ? 1 : -1);
        }
        return new Examples(points, labels).withConstant();
    }

    /// Any points but 0, any labels; no constant.
    static Examples throughZero(SplittableRandom random, int n, int d, int bound) {
        List<Vector> points = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        while (points.size() < n) {
            Vector x = whole(random, d, bound);
            if (x.dot(x) > 0) {
                points.add(x);
                labels.add(random.nextBoolean() ? 1 : -1);
            }
        }
        return new Examples(points, labels);
    }

    /// Points that `w` separates with margins of at least 1, labeled by it.
    static Examples separable(SplittableRandom random, int n, Vector w) {
        List<Vector> points = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        while (points.size() < n) {
            Vector x = whole(random, w.size() - 1, 9);
            Vector augmented =
                    new Examples(List.of(x), List.of(1)).withConstant().points().getFirst();
            double score = w.dot(augmented);
            if (score != 0) {
                points.add(x);
                labels.add(score > 0 ? 1 : -1);
            }
        }
        return new Examples(points, labels).withConstant();
    }

    static Vector weights(SplittableRandom random, int d) {
        Vector w = whole(random, d, 5);
        return w.dot(w) == 0 ? weights(random, d) : w;
    }

    /// The four inputs of a function of two bits with a constant coordinate, labeled by its table.
    static Examples gate(int... labels) {
        List<Vector> points =
                List.of(Vector.of(0, 0), Vector.of(0, 1), Vector.of(1, 0), Vector.of(1, 1));
        return new Examples(points, Arrays.stream(labels).boxed().toList()).withConstant();
    }
}
