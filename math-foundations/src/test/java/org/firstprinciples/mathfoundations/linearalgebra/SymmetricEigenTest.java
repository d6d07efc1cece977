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

import org.apache.commons.math3.linear.EigenDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.Arrays;
import java.util.SplittableRandom;

class SymmetricEigenTest {

    private static final double U = 0x1p-53;

    SymmetricEigen subject(Matrix a) {
        return SymmetricEigen.of(a);
    }

    double rayleigh(Matrix a, Vector x) {
        return RayleighQuotient.of(a, x);
    }

    /// Eigenvalues over four decades, a third of the matrices with repeated ones, largest first.
    private static double[] eigenvalues(SplittableRandom random, int n) {
        double[] values = new double[n];
        boolean repeated = random.nextInt(3) == 0;
        for (int i = 0; i < n; i++) {
            values[i] =
                    repeated && i > 0 && random.nextBoolean()
                            ? values[i - 1]
                            : (random.nextBoolean() ? 1 : -1)
                                    * Math.pow(10, random.nextDouble(-3, 1));
        }
        Arrays.sort(values);
        for (int i = 0; i < n / 2; i++) {
            double value = values[i];
            values[i] = values[n - 1 - i];
            values[n - 1 - i] = value;
        }
        return values;
    }

    /// `‖AV − VΛ‖ ≤ 30nu‖A‖` (observed 2.6), `‖VᵀV − I‖ ≤ 50nu` (4.8), at most 30 sweeps (8); trace, determinant and
    /// Frobenius norm are those of the eigenvalues.
    @Claim({"LA-09", "LA-57"})
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aSymmetricMatrixHasPerpendicularAxes(
            @ForAll @IntRange(min = 1, max = 12) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] expected = eigenvalues(random, n);
        Matrix axes = Matrices.orthogonal(random, n);
        Matrix a = Matrices.symmetric(axes, expected);
        SymmetricEigen eigen = subject(a);
        Matrix v = eigen.vectors();
        double size = Norms.frobenius(a);
        double[] commons = new EigenDecomposition(a.toRealMatrix()).getRealEigenvalues();
        Arrays.sort(commons);
        double trace = 0;
        for (int i = 0; i < n; i++) {
            double value = eigen.values().get(i);
            assertThat(value).isCloseTo(expected[i], within(60 * n * U * size));
            assertThat(value).isCloseTo(commons[n - 1 - i], within(60 * n * U * size));
            assertThat(value).isLessThanOrEqualTo(i == 0 ? value : eigen.values().get(i - 1));
            trace += a.get(i, i);
        }
        Matrix lambda = Matrices.diagonal(n, n, eigen.values().toArray());
        assertThat(Norms.frobenius(a.times(v).plus(v.times(lambda).times(-1))))
                .isLessThanOrEqualTo(30 * n * U * size);
        assertThat(Norms.frobenius(v.transpose().times(v).plus(Matrix.identity(n).times(-1))))
                .isLessThanOrEqualTo(50 * n * U);
        assertThat(eigen.sweeps()).isLessThanOrEqualTo(30);
        assertThat(Arrays.stream(eigen.values().toArray()).sum())
                .isCloseTo(trace, within(30 * n * n * U * size));
        assertThat(Norms.two(eigen.values())).isCloseTo(size, within(30 * n * U * size));
        // repeated eigenvalues have no vectors of their own, but a space: compare projectors
        for (int i = 0; i < n; i++) {
            double gap = Double.POSITIVE_INFINITY;
            for (double other : expected) {
                gap = other == expected[i] ? gap : Math.min(gap, Math.abs(other - expected[i]));
            }
            Matrix difference =
                    projector(axes, expected, expected[i], 0)
                            .plus(
                                    projector(v, eigen.values().toArray(), expected[i], gap / 2)
                                            .times(-1));
            assertThat(Norms.frobenius(difference))
                    .isLessThanOrEqualTo(200 * n * U * (1 + size / gap));
        }
    }

    /// `Σvvᵀ` over the columns whose eigenvalue is within `slack` of `value`.
    private static Matrix projector(Matrix v, double[] values, double value, double slack) {
        Matrix sum = Matrix.zeros(v.rows(), v.rows());
        for (int j = 0; j < values.length; j++) {
            if (Math.abs(values[j] - value) <= slack) {
                Matrix column = Matrix.of(v.rows(), 1, v.column(j).toArray());
                sum = sum.plus(column.times(column.transpose()));
            }
        }
        return sum;
    }

    /// Whole symmetric matrices, whose determinants are known exactly; each eigenvalue is off by `60nu‖A‖` at most, which
    /// changes the product by at most that times `Π(|λᵢ| + 60nu‖A‖)` over the smallest factor, once for each `i`.
    @Claim("LA-09")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theProductOfTheEigenvaluesIsTheDeterminant(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 9) int bound,
            @ForAll long seed) {
        long[][] a = Matrices.integers(new SplittableRandom(seed), n, n, bound);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                a[j][i] = a[i][j];
            }
        }
        Matrix matrix = Matrices.matrix(a);
        double off = 60 * n * U * Norms.frobenius(matrix);
        double product = 1;
        double around = 1;
        for (double value : subject(matrix).values().toArray()) {
            product *= value;
            around *= Math.abs(value) + off;
        }
        double slack = around * (1 + n * U) - Math.abs(product) * (1 - n * U);
        double exact = IntegerElimination.determinant(a).doubleValue();
        assertThat(product).isCloseTo(exact, within(slack));
        assertThat(slack).isLessThan(Math.max(0.5, Math.abs(exact) / 2)); // so that a sign counts
    }

    /// The path with `n` nodes: `λ_k = 2 − 2 cos(πk/n)`; singular for every `n`.
    @Claim("LA-09")
    @Property
    void thePathHasKnownEigenvalues(@ForAll @IntRange(min = 1, max = 32) int n) {
        double[] laplacian = new double[n * n];
        for (int i = 0; i + 1 < n; i++) {
            laplacian[i * n + i] += 1;
            laplacian[(i + 1) * n + i + 1] += 1;
            laplacian[i * n + i + 1] = -1;
            laplacian[(i + 1) * n + i] = -1;
        }
        Matrix a = Matrix.of(n, n, laplacian);
        SymmetricEigen eigen = subject(a);
        for (int k = 0; k < n; k++) {
            assertThat(eigen.values().get(n - 1 - k))
                    .isCloseTo(
                            2 - 2 * Math.cos(Math.PI * k / n),
                            within(20 * n * U * Norms.frobenius(a)));
        }
        assertThat(eigen.sweeps()).isLessThanOrEqualTo(30);
    }

    @Claim({"LA-09", "LA-10"})
    @Example
    void edges() {
        Matrix diagonal = Matrices.diagonal(3, 3, 1, 3, 2);
        SymmetricEigen eigen = subject(diagonal);
        assertThat(eigen.values()).isEqualTo(Vector.of(3, 2, 1));
        assertThat(eigen.sweeps()).isZero();
        assertThat(subject(Matrix.zeros(2, 2)).values()).isEqualTo(Vector.zeros(2));
        assertThat(subject(Matrix.of(1, 1, -7)).values()).isEqualTo(Vector.of(-7));
        SymmetricEigen two = subject(Matrix.of(2, 2, 2, 1, 1, 2));
        assertThat(two.values().get(0)).isCloseTo(3, within(4 * U * 3));
        assertThat(two.values().get(1)).isCloseTo(1, within(4 * U * 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject(Matrix.of(2, 2, 1, 2, 3, 4)))
                .withMessageContaining("got 3.0 at (1,0) and 2.0 at (0,1)");
        assertThatThrownBy(() -> subject(Matrix.zeros(2, 3))).isInstanceOf(ShapeException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rayleigh(diagonal, Vector.zeros(3)))
                .withMessageStartingWith("a vector of length 0.0 has no direction, got [0.0");
        assertThatThrownBy(() -> rayleigh(diagonal, Vector.of(1, 2)))
                .isInstanceOf(ShapeException.class);
        // without symmetry an eigenvalue may move by the root of the change: t² − ε has the roots
        // ±√ε
        assertThat(
                        new EigenDecomposition(Matrix.of(2, 2, 0, 1, 1e-10, 0).toRealMatrix())
                                .getRealEigenvalue(0))
                .isCloseTo(1e-5, within(1e-12));
    }

    /// `λ_min ≤ R(x) ≤ λ_max`, with equality at eigenvectors.
    @Claim("LA-10")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theQuotientLiesBetweenTheEigenvalues(
            @ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = -100, max = 100) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix axes = Matrices.orthogonal(random, n);
        double[] values = eigenvalues(random, n);
        Matrix a = Matrices.symmetric(axes, values);
        double slack = 60 * n * U * Norms.frobenius(a);
        Vector x = Matrices.normal(random, n);
        assertThat(rayleigh(a, x.times(Math.pow(10, scale))))
                .isBetween(values[n - 1] - slack, values[0] + slack);
        double mean = 0; // R(x) is a mean of the eigenvalues, weighted by squared coordinates
        for (int i = 0; i < n; i++) {
            double along = axes.column(i).dot(x);
            mean += values[i] * along * along / x.dot(x);
            assertThat(rayleigh(a, axes.column(i).times(-2))).isCloseTo(values[i], within(slack));
        }
        assertThat(rayleigh(a, x)).isCloseTo(mean, within(slack));
    }

    /// `|λᵢ(A + E) − λᵢ(A)| ≤ ‖E‖₂`; a multiple of `I` moves all by that much, a multiple of `vvᵀ` one of them.
    @Claim("LA-10")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void eigenvaluesMoveNoFurtherThanTheMatrix(
            @ForAll @IntRange(min = 1, max = 10) int n,
            @ForAll @IntRange(min = 0, max = 2) int kind,
            @ForAll @IntRange(min = -12, max = 0) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix axes = Matrices.orthogonal(random, n);
        Matrix a = Matrices.symmetric(axes, eigenvalues(random, n));
        double t = Math.pow(10, scale) * Norms.frobenius(a);
        Matrix normals = Matrices.normals(random, n, n);
        Matrix column = Matrix.of(n, 1, axes.column(0).toArray());
        Matrix e =
                switch (kind) {
                    case 0 -> Matrix.identity(n).times(t);
                    case 1 -> column.times(column.transpose()).times(t);
                    default -> normals.plus(normals.transpose()).times(t);
                };
        e = e.plus(e.transpose()).times(0.5);
        double norm = Norms.two(e);
        double slack = 60 * n * U * (Norms.frobenius(a) + Norms.frobenius(e));
        Vector before = subject(a).values();
        Vector after = subject(a.plus(e)).values();
        double moved = 0;
        for (int i = 0; i < n; i++) {
            assertThat(Math.abs(after.get(i) - before.get(i))).isLessThanOrEqualTo(norm + slack);
            moved += after.get(i) - before.get(i);
            if (kind == 0) {
                assertThat(after.get(i) - before.get(i)).isCloseTo(t, within(slack));
            }
        }
        if (kind == 1) { // all together they move by the trace
            assertThat(moved).isCloseTo(t, within(n * slack));
        }
    }

    @Mutant("LA-09") // the smallest first
    static class Ascending extends SymmetricEigenTest {
        @Override
        SymmetricEigen subject(Matrix a) {
            SymmetricEigen negated = SymmetricEigen.of(a.times(-1));
            return new SymmetricEigen(
                    negated.values().times(-1), negated.vectors(), negated.sweeps());
        }
    }

    @Mutant({
        "LA-09", "LA-10", "LA-57"
    }) // stops when 10⁻⁸ of the norm is left, as ‖A‖² − Σaᵢᵢ² does by cancellation
    static class StopsEarly extends SymmetricEigenTest {
        @Override
        SymmetricEigen subject(Matrix a) {
            SymmetricEigen eigen = SymmetricEigen.of(a);
            double[] values = eigen.values().toArray();
            values[0] += 1e-8 * Norms.frobenius(a);
            return new SymmetricEigen(Vector.of(values), eigen.vectors(), eigen.sweeps());
        }
    }

    @Mutant("LA-10") // half of the last move is left out
    static class DragsBehind extends SymmetricEigenTest {
        @Override
        SymmetricEigen subject(Matrix a) {
            SymmetricEigen eigen = SymmetricEigen.of(a);
            return new SymmetricEigen(eigen.values().times(1.5), eigen.vectors(), eigen.sweeps());
        }
    }

    @Mutant("LA-10") // forgets to divide by the squared length
    static class NotNormalized extends SymmetricEigenTest {
        @Override
        double rayleigh(Matrix a, Vector x) {
            return RayleighQuotient.of(a, x) * x.dot(x);
        }
    }
}
