package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.SplittableRandom;

class OrthonormalTest {

    private static final double U = 0x1p-53;

    Matrix orthonormal(Matrix a) {
        return Qr.householder(a).q();
    }

    /// `(Qx)ᵀ(Qy) = xᵀy`, so lengths and angles stay, and `QᵀQx = x`: coordinates are dot products.
    @Claim("LA-39")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void lengthsAndAnglesStay(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 0, max = 4) int more,
            @ForAll @IntRange(min = 0, max = 8) int decades,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int m = n + more;
        Matrix q = orthonormal(Matrices.ofCondition(random, m, n, Math.pow(10, decades)));
        Vector x = Matrices.normal(random, n);
        Vector y = Matrices.normal(random, n);
        double slack = 60 * m * n * U;
        double size = Norms.two(x) * Norms.two(y);
        assertThat(q.times(x).dot(q.times(y))).isCloseTo(x.dot(y), within(slack * size));
        assertThat(Norms.two(q.times(x))).isCloseTo(Norms.two(x), within(slack * Norms.two(x)));
        assertThat(Angle.cosine(q.times(x), q.times(y)))
                .isCloseTo(Angle.cosine(x, y), within(slack));
        assertThat(Norms.two(q.transpose().times(q.times(x)).minus(x)))
                .isLessThanOrEqualTo(slack * Norms.two(x));
    }

    /// The document's example: Gram–Schmidt on cat and dog, and coordinates along the result.
    @Claim("LA-39")
    @Example
    void catAndDogMadePerpendicular() {
        Qr qr = Qr.modifiedGramSchmidt(Matrix.of(2, 2, 2, 1, 1, 2));
        double root = Math.sqrt(5);
        double[] q = {2 / root, -1 / root, 1 / root, 2 / root};
        double[] r = {root, 4 / root, 0, 3 / root};
        assertThat(qr.q().toArray()).containsExactly(q, within(1e-15));
        assertThat(qr.r().toArray()).containsExactly(r, within(1e-15));
        Vector coordinates =
                orthonormal(Matrix.of(2, 2, 2, 1, 1, 2)).transpose().times(Vector.of(7, 5));
        assertThat(coordinates.get(0)).isCloseTo(19 / root, within(1e-14));
        assertThat(coordinates.get(1)).isCloseTo(3 / root, within(1e-14));
    }

    @Mutant("LA-39") // perpendicular columns that are no unit vectors
    static class NotNormalized extends OrthonormalTest {
        @Override
        Matrix orthonormal(Matrix a) {
            return Qr.householder(a).q().times(2);
        }
    }

    @Mutant("LA-39") // unit vectors that are not perpendicular
    static class NotPerpendicular extends OrthonormalTest {
        @Override
        Matrix orthonormal(Matrix a) {
            Qr.householder(a);
            double[] columns = a.toArray();
            int n = a.columns();
            for (int j = 0; j < n; j++) {
                double square = 0;
                for (int i = 0; i < a.rows(); i++) {
                    square += columns[i * n + j] * columns[i * n + j];
                }
                for (int i = 0; i < a.rows(); i++) {
                    columns[i * n + j] /= Math.sqrt(square);
                }
            }
            return Matrix.of(a.rows(), n, columns);
        }
    }
}
