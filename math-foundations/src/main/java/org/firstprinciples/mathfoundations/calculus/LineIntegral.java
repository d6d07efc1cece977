package org.firstprinciples.mathfoundations.calculus;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The integral of a field along a path, `∫ ⟨F(γ(t)), γ′(t)⟩ dt` for `t` in `[0,1]`.
///
/// Each piece is done by the Gauss–Legendre rule of three nodes, which is exact for polynomials of degree 5.
///
/// - source: Apostol 1969, *Calculus* II, chapter 10
public final class LineIntegral {

    private static final double NODE = Math.sqrt(0.6) / 2;
    private static final double[] NODES = {0.5 - NODE, 0.5, 0.5 + NODE};
    private static final double[] WEIGHTS = {5 / 18.0, 8 / 18.0, 5 / 18.0};

    private LineIntegral() {}

    /// The integral along `path`, a function of one number, cut into pieces of equal length in `t`.
    ///
    /// @throws IllegalArgumentException if there is no piece, or the field has another dimension than the path
    public static double of(UnaryOperator<double[]> field, VectorFunction path, int pieces) {
        if (pieces < 1) {
            throw new IllegalArgumentException("at least one piece is needed, got " + pieces);
        }
        double integral = 0;
        for (int piece = 0; piece < pieces; piece++) {
            for (int node = 0; node < NODES.length; node++) {
                double t = (piece + NODES[node]) / pieces;
                List<Dual<Real>> y = path.of(List.of(new Dual<>(new Real(t), new Real(1))));
                double[] force =
                        field.apply(y.stream().mapToDouble(c -> c.value().value()).toArray());
                if (force.length != y.size()) {
                    throw new IllegalArgumentException(
                            "the path has %s coordinates, the field %s"
                                    .formatted(y.size(), force.length));
                }
                for (int i = 0; i < force.length; i++) {
                    integral += WEIGHTS[node] / pieces * force[i] * y.get(i).tangent().value();
                }
            }
        }
        return integral;
    }

    /// The integral along the straight line from one point to another.
    ///
    /// @throws IllegalArgumentException if the points or the field differ in dimension
    public static double straight(UnaryOperator<double[]> field, double[] from, double[] to) {
        if (from.length != to.length) {
            throw new IllegalArgumentException(
                    "the points have %s and %s coordinates".formatted(from.length, to.length));
        }
        return of(
                field,
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> t) {
                        return IntStream.range(0, from.length)
                                .mapToObj(i -> t.getFirst().times(to[i] - from[i]).plus(from[i]))
                                .toList();
                    }
                },
                1);
    }
}
