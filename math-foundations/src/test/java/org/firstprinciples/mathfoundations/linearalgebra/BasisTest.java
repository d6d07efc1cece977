package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.fraction.BigFractionField;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.ArrayFieldVector;
import org.apache.commons.math3.linear.FieldLUDecomposition;
import org.apache.commons.math3.linear.FieldVector;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.SplittableRandom;

class BasisTest {

    /// The coordinates of `x` along the columns of a square matrix.
    Vector coordinates(Matrix basis, Vector x) {
        return Lu.of(basis).solve(x);
    }

    /// How many columns are independent.
    int independent(long[]... columns) {
        return IntegerElimination.of(columns).rank();
    }

    /// Independent columns of whole numbers, `n` in `n` dimensions: coordinates exist, and are those that fractions give, so there
    /// is one choice. More than `n` columns never are independent.
    @Claim("LA-20")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void independentVectorsAreABasis(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 3) int more,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] many = Matrices.integers(random, n + more, n, 5); // vectors in rows
        assertThat(independent(many)).isLessThanOrEqualTo(n);
        long[][] rows = Matrices.integers(random, n, n, 5);
        while (IntegerElimination.determinant(rows).signum() == 0) {
            rows = Matrices.integers(random, n, n, 5);
        }
        assertThat(independent(rows)).isEqualTo(n);
        long[] x = Matrices.integers(random, 1, n, 9)[0];
        FieldVector<BigFraction> exact =
                new FieldLUDecomposition<>(
                                new Array2DRowFieldMatrix<>(
                                                BigFractionField.getInstance(), fractions(rows))
                                        .transpose())
                        .getSolver()
                        .solve(new ArrayFieldVector<>(fractions(x)[0]));
        for (int i = 0; i < n; i++) { // without rounding: a combination that is x
            BigFraction sum = BigFraction.ZERO;
            for (int j = 0; j < n; j++) {
                sum = sum.add(exact.getEntry(j).multiply(rows[j][i]));
            }
            assertThat(sum).isEqualTo(new BigFraction(x[i]));
        }
        Matrix basis = Matrices.matrix(rows).transpose();
        double slack = 1e-14 * n * Norms.condition(basis) * (1 + Norms.two(vector(x)));
        Vector found = coordinates(basis, vector(x));
        for (int i = 0; i < n; i++) {
            assertThat(found.get(i)).isCloseTo(exact.getEntry(i).doubleValue(), within(slack));
        }
        Vector again = basis.times(found);
        for (int i = 0; i < n; i++) {
            assertThat(again.get(i)).isCloseTo((double) x[i], within(100 * slack));
        }
    }

    private static BigFraction[][] fractions(long[]... a) {
        BigFraction[][] fractions = new BigFraction[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                fractions[i][j] = new BigFraction(a[i][j]);
            }
        }
        return fractions;
    }

    private static Vector vector(long... x) {
        return Vector.of(Matrices.matrix(new long[][] {x}).toArray());
    }

    /// The document's example: (7,5) = 3 cat + 1 dog; cat and kitten lie on one line.
    @Claim("LA-20")
    @Example
    void sevenAndFiveFromCatAndDog() {
        Matrix catAndDog = Matrix.of(2, 2, 2, 1, 1, 2);
        assertThat(coordinates(catAndDog, Vector.of(7, 5))).isEqualTo(Vector.of(3, 1));
        Matrix threeTimesTheInverse = Matrix.of(2, 2, 2, -1, -1, 2);
        assertThat(threeTimesTheInverse.times(Vector.of(7, 5))).isEqualTo(Vector.of(9, 3));
        assertThat(coordinates(catAndDog, Vector.of(0, 3))).isEqualTo(Vector.of(-1, 2));
        assertThat(coordinates(Matrix.of(2, 2, 0, 1, 2, 0), Vector.of(3, 4)))
                .isEqualTo(Vector.of(2, 3));
        Matrix turn = Matrix.of(2, 2, 0, -1, 1, 0); // in the basis cat, dog: a third of these
        assertThat(threeTimesTheInverse.times(turn).times(catAndDog))
                .isEqualTo(Matrix.of(2, 2, -4, -5, 5, 4));
        assertThat(independent(new long[] {2, 1}, new long[] {4, 2})).isEqualTo(1);
        assertThat(independent(new long[] {2, 1}, new long[] {1, 2})).isEqualTo(2);
        assertThat(independent(new long[] {2, 1}, new long[] {1, 2}, new long[] {7, 5}))
                .isEqualTo(2);
        assertThat(independent(new long[] {0, 0})).isZero();
    }

    @Mutant("LA-20") // inner products with the columns, right for perpendicular unit vectors only
    static class Shadows extends BasisTest {
        @Override
        Vector coordinates(Matrix basis, Vector x) {
            return basis.transpose().times(x);
        }
    }

    @Mutant("LA-20") // every vector counts
    static class Counts extends BasisTest {
        @Override
        int independent(long[]... columns) {
            return columns.length;
        }
    }
}
