package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.List;
import java.util.SplittableRandom;

class EmbeddingTableTest {

    private static final double U = 0x1p-53;

    Matrix lookup(Matrix e, int... words) {
        return new EmbeddingTable(e).lookup(words);
    }

    Matrix points(Matrix gram, int d) {
        return ClassicalScaling.points(gram, d);
    }

    /// A row is the product of a one-hot vector with the table; words may come twice.
    @Claim("LA-15")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void lookingUpIsMultiplyingByOneHotRows(
            @ForAll @IntRange(min = 1, max = 32) int vocabulary,
            @ForAll @IntRange(min = 1, max = 8) int d,
            @ForAll @IntRange(min = 0, max = 9) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix e = Matrices.normals(random, vocabulary, d);
        double[] signedZeros = e.toArray();
        for (int i = 0; i < signedZeros.length; i++) {
            signedZeros[i] = random.nextInt(8) == 0 ? -0.0 : signedZeros[i];
        }
        e = Matrix.of(vocabulary, d, signedZeros);
        int[] words = random.ints(n, 0, vocabulary).toArray();
        double[] oneHot = new double[n * vocabulary];
        for (int i = 0; i < n; i++) {
            oneHot[i * vocabulary + words[i]] = 1;
        }
        Matrix product = Matrix.of(n, vocabulary, oneHot).times(e);
        Matrix found = lookup(e, words);
        assertThat(found.rows()).isEqualTo(n);
        assertThat(found.columns()).isEqualTo(d);
        for (int i = 0; i < n * d; i++) { // == takes −0 for 0
            assertThat(found.toArray()[i] == product.toArray()[i]).isTrue();
            double stored = e.get(words[i / d], i % d);
            assertThat(Double.doubleToRawLongBits(found.toArray()[i]))
                    .isEqualTo(Double.doubleToRawLongBits(stored));
        }
    }

    /// `G = XXᵀ` has no negative eigenvalue and rank `d` at most, holds all distances, and does not see `X ↦ XQ`: exactly
    /// for permutations with signs, up to rounding for rotations. Points come back from it up to a rotation.
    @Claim("LA-15")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void innerProductsAreWhatRotationsKeep(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.matrix(Matrices.integers(random, n, d, 9));
        Matrix gram = new EmbeddingTable(x).gram();
        double[] signed = new double[d * d];
        for (int i = 0; i < d; i++) {
            signed[i * d + (i + 1) % d] = random.nextBoolean() ? 1 : -1;
        }
        assertThat(new EmbeddingTable(x.times(Matrix.of(d, d, signed))).gram()).isEqualTo(gram);
        double size = Norms.frobenius(x) * Norms.frobenius(x);
        Matrix turned = new EmbeddingTable(x.times(Matrices.orthogonal(random, d))).gram();
        assertThat(Norms.frobenius(turned.plus(gram.times(-1))))
                .isLessThanOrEqualTo(40 * d * U * size);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double square = 0;
                for (int k = 0; k < d; k++) {
                    double difference = x.get(i, k) - x.get(j, k);
                    square += difference * difference;
                }
                assertThat(gram.get(i, i) + gram.get(j, j) - 2 * gram.get(i, j)).isEqualTo(square);
            }
        }
        Vector eigenvalues = SymmetricEigen.of(gram).values();
        for (int i = 0; i < n; i++) {
            assertThat(eigenvalues.get(i))
                    .isBetween(-60 * n * U * size, i < d ? size * (1 + 1e-9) : 60 * n * U * size);
        }
        Matrix again = points(gram, Math.min(n, d));
        assertThat(Norms.frobenius(again.times(again.transpose()).plus(gram.times(-1))))
                .isLessThanOrEqualTo(200 * n * U * size);
        double[] padded = new double[n * d]; // fewer points than dimensions: columns of 0
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < Math.min(n, d); j++) {
                padded[i * d + j] = again.get(i, j);
            }
        }
        Matrix y = Matrix.of(n, d, padded);
        Svd svd = Svd.of(x.transpose().times(y)); // the turn that brings X nearest to Y
        Matrix q = svd.u().times(svd.v().transpose());
        assertThat(Norms.frobenius(q.transpose().times(q).plus(Matrix.identity(d).times(-1))))
                .isLessThanOrEqualTo(1e-13);
        assertThat(Norms.frobenius(x.times(q).plus(y.times(-1))))
                .isLessThanOrEqualTo(1e-6 * (1 + Norms.frobenius(x)));
    }

    @Claim("LA-15")
    @Example
    void kingsAndQueens() {
        // the axes are royalty and gender: king, man, woman, queen
        EmbeddingTable table = new EmbeddingTable(Matrix.of(4, 2, 1, 1, 0, 1, 0, -1, 1, -1));
        Vector[] words = new Vector[4];
        for (int i = 0; i < 4; i++) {
            words[i] = Vector.of(table.lookup(i).toArray());
        }
        Vector analogy = words[0].minus(words[1]).plus(words[2]);
        assertThat(analogy).isEqualTo(words[3]);
        assertThat(table.nearest(analogy, 2)).isEqualTo(List.of(3, 2));
        assertThat(table.nearest(Vector.of(1, 0), 4))
                .isEqualTo(List.of(0, 3, 1, 2)); // ties in order
        EmbeddingTable lengths = new EmbeddingTable(Matrix.of(3, 2, 10, 10, 0, 1, 0, -9));
        assertThat(lengths.nearest(Vector.of(0, 1), 3)).isEqualTo(List.of(1, 0, 2));
    }

    @Claim("LA-15")
    @Example
    void edges() {
        Matrix e = Matrix.of(2, 2, Double.NaN, 1, 2, 3);
        assertThat(lookup(e, 1)).isEqualTo(Matrix.of(1, 2, 2, 3)); // the product would be NaN
        assertThat(Matrix.of(1, 2, 0, 1).times(e).get(0, 0)).isNaN();
        assertThatThrownBy(() -> lookup(e, 2)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> lookup(e, -1)).isInstanceOf(ShapeException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> points(Matrix.identity(2), 3));
        assertThat(Math.abs(points(Matrix.of(1, 1, 25), 1).get(0, 0)))
                .isEqualTo(5); // (3,4), less a 0
        Matrix distances = points(Matrix.of(2, 2, 1, -1, -1, 1), 1); // two points on a line
        assertThat(Math.abs(distances.get(0, 0))).isCloseTo(1, within(1e-15));
        assertThat(distances.get(0, 0) + distances.get(1, 0)).isCloseTo(0, within(1e-15));
    }

    @Example
    void noMoreWordsThanThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new EmbeddingTable(Matrix.identity(2)).nearest(Vector.of(1, 1), 3))
                .withMessage("between 0 and 2 words can be had, got 3");
    }

    @Mutant("LA-15") // counts words from 1
    static class CountsFromOne extends EmbeddingTableTest {
        @Override
        Matrix lookup(Matrix e, int... words) {
            int[] shifted = words.clone();
            for (int i = 0; i < shifted.length; i++) {
                shifted[i] = (shifted[i] + 1) % e.rows();
            }
            return new EmbeddingTable(e).lookup(shifted);
        }
    }

    @Mutant("LA-15") // by multiplying after all: a NaN spreads
    static class ByProduct extends EmbeddingTableTest {
        @Override
        Matrix lookup(Matrix e, int... words) {
            new EmbeddingTable(e).lookup(words);
            double[] oneHot = new double[words.length * e.rows()];
            for (int i = 0; i < words.length; i++) {
                oneHot[i * e.rows() + words[i]] = 1;
            }
            return Matrix.of(words.length, e.rows(), oneHot).times(e);
        }
    }

    @Mutant("LA-15") // eigenvectors without their lengths
    static class UnitAxes extends EmbeddingTableTest {
        @Override
        Matrix points(Matrix gram, int d) {
            ClassicalScaling.points(gram, d);
            Matrix v = SymmetricEigen.of(gram).vectors();
            double[] first = new double[gram.rows() * d];
            for (int i = 0; i < gram.rows(); i++) {
                for (int j = 0; j < d; j++) {
                    first[i * d + j] = v.get(i, j);
                }
            }
            return Matrix.of(gram.rows(), d, first);
        }
    }
}
