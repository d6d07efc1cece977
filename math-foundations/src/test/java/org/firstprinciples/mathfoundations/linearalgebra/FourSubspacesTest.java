package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.SplittableRandom;

class FourSubspacesTest {

    private static final double U = 0x1p-53;

    FourSubspaces subject(Matrix a) {
        return FourSubspaces.of(a);
    }

    /// Rank and nullity against elimination in fractions; the bases are orthonormal, `AN = 0`, and kernels are at right
    /// angles to rows and columns. A whole matrix has `σᵣ ≥ σ₁^(1−r)`, far above the threshold.
    @Claim("LA-05")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void rankAndNullity(
            @ForAll @IntRange(min = 1, max = 8) int m,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 8) int r,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] elements = Matrices.ofRank(random, m, n, r);
        Matrix a = Matrices.matrix(elements);
        int rank = rank(elements);
        FourSubspaces s = subject(a);
        assertThat(s.rank()).isEqualTo(rank);
        assertThat(subject(a.transpose()).rank()).isEqualTo(rank);
        assertThat(subject(a.transpose().times(a)).rank()).isEqualTo(rank);
        assertThat(IntegerElimination.of(elements).rank()).isEqualTo(rank);
        assertThat(s.kernel().columns()).isEqualTo(n - rank);
        assertThat(s.leftKernel().columns()).isEqualTo(m - rank);
        assertThat(s.columns().columns()).isEqualTo(rank);
        assertThat(s.rows().columns()).isEqualTo(rank);
        double slack = 100 * (m + n) * U;
        assertNear(a.times(s.kernel()), slack * Norms.frobenius(a));
        assertNear(a.transpose().times(s.leftKernel()), slack * Norms.frobenius(a));
        assertNear(s.rows().transpose().times(s.kernel()), slack);
        assertNear(s.columns().transpose().times(s.leftKernel()), slack);
        assertOrthonormal(s.kernel(), slack);
        assertOrthonormal(s.leftKernel(), slack);
        assertOrthonormal(s.rows(), slack);
        assertOrthonormal(s.columns(), slack);
        // A itself lies in its column space: QQᵀA = A
        Matrix projected = s.columns().times(s.columns().transpose()).times(a);
        assertNear(projected.plus(a.times(-1)), slack * Norms.frobenius(a));
    }

    @Claim("LA-05")
    @Example
    void edges() {
        assertThat(subject(Matrix.zeros(2, 3)).rank()).isZero();
        assertThat(subject(Matrix.zeros(2, 3)).kernel().columns()).isEqualTo(3);
        assertThat(subject(Matrix.identity(4)).kernel().columns()).isZero();
        FourSubspaces plane = subject(Matrix.of(1, 3, 1, 1, 1)); // x + y + z = 0
        assertThat(plane.rank()).isEqualTo(1);
        assertNear(Matrix.of(1, 3, 1, 1, 1).times(plane.kernel()), 1e-15);
        assertThat(subject(Matrix.of(2, 2, 1e-200, 0, 0, 1e-210)).rank()).isEqualTo(2);
        assertThat(subject(Matrix.of(2, 2, 1, 0, 0, 1e-17)).rank()).isEqualTo(1);
        assertThatThrownBy(() -> subject(Matrix.zeros(0, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(0,3)");
    }

    private static void assertNear(Matrix zero, double slack) {
        assertThat(Norms.frobenius(zero)).isLessThanOrEqualTo(slack);
    }

    private static void assertOrthonormal(Matrix q, double slack) {
        assertNear(q.transpose().times(q).plus(Matrix.identity(q.columns()).times(-1)), slack);
    }

    /// By elimination in fractions.
    private static int rank(long[]... elements) {
        int n = elements[0].length;
        BigFraction[][] a = new BigFraction[elements.length][n];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = new BigFraction(elements[i][j]);
            }
        }
        int rank = 0;
        for (int column = 0; column < n && rank < a.length; column++) {
            int pivot = rank;
            while (pivot < a.length && a[pivot][column].equals(BigFraction.ZERO)) {
                pivot++;
            }
            if (pivot < a.length) {
                BigFraction[] row = a[pivot];
                a[pivot] = a[rank];
                a[rank] = row;
                for (int i = rank + 1; i < a.length; i++) {
                    BigFraction factor = a[i][column].divide(row[column]);
                    for (int j = column; j < n; j++) {
                        a[i][j] = a[i][j].subtract(factor.multiply(row[j]));
                    }
                }
                rank++;
            }
        }
        return rank;
    }

    @Mutant("LA-05") // what is not exactly 0 counts
    static class NothingIsNegligible extends FourSubspacesTest {
        @Override
        FourSubspaces subject(Matrix a) {
            FourSubspaces s = FourSubspaces.of(a);
            int rank = 0;
            for (double value : Svd.of(a).values().toArray()) {
                rank += value > 0 ? 1 : 0;
            }
            return new FourSubspaces(rank, s.columns(), s.rows(), s.kernel(), s.leftKernel());
        }
    }

    @Mutant("LA-05") // the kernel of the transpose
    static class OtherKernel extends FourSubspacesTest {
        @Override
        FourSubspaces subject(Matrix a) {
            FourSubspaces s = FourSubspaces.of(a);
            return new FourSubspaces(s.rank(), s.columns(), s.rows(), s.leftKernel(), s.kernel());
        }
    }

    @Mutant("LA-05") // an absolute threshold
    static class Absolute extends FourSubspacesTest {
        @Override
        FourSubspaces subject(Matrix a) {
            FourSubspaces s = FourSubspaces.of(a);
            int rank = 0;
            for (double value : Svd.of(a).values().toArray()) {
                rank += value > 1e-9 ? 1 : 0;
            }
            return new FourSubspaces(rank, s.columns(), s.rows(), s.kernel(), s.leftKernel());
        }
    }
}
