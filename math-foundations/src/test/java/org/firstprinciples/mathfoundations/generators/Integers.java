package org.firstprinciples.mathfoundations.generators;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// Vectors and matrices of whole numbers: sums and products of them are exact, so that laws hold with `=`.
public final class Integers {

    private Integers() {}

    /// `fewest` to `most` extents of a shape, from 0 to 9.
    public static Arbitrary<int[]> extents(int fewest, int most) {
        return Arbitraries.integers()
                .between(0, 9)
                .array(int[].class)
                .ofMinSize(fewest)
                .ofMaxSize(most);
    }

    /// `n` numbers of `−bound … bound`.
    public static Arbitrary<double[]> array(int n, int bound) {
        return Arbitraries.integers()
                .between(-bound, bound)
                .list()
                .ofSize(n)
                .map(list -> list.stream().mapToDouble(i -> i).toArray())
                .withoutEdgeCases(); // they are many, and draws of few numbers meet them
    }

    /// A vector of length `n`.
    public static Arbitrary<Vector> vector(int n, int bound) {
        return array(n, bound).map(Vector::of);
    }

    /// A matrix of shape `(m,n)`.
    public static Arbitrary<Matrix> matrix(int m, int n, int bound) {
        return array(m * n, bound).map(elements -> Matrix.of(m, n, elements));
    }
}
