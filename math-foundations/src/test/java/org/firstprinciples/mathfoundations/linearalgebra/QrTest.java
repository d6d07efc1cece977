package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

class QrTest {

    private static final double U = 0x1p-53;

    Qr householder(Matrix a) {
        return Qr.householder(a);
    }

    Qr modified(Matrix a) {
        return Qr.modifiedGramSchmidt(a);
    }

    Qr classical(Matrix a) {
        return Qr.classicalGramSchmidt(a);
    }

    private static double loss(Qr qr) {
        Matrix q = qr.q();
        return Norms.frobenius(q.transpose().times(q).plus(Matrix.identity(q.columns()).times(-1)));
    }

    /// All three: `‖A − QR‖ ≤ 40mnu‖A‖` (observed 3.7), `R` upper triangular with a positive diagonal. What is left of
    /// orthogonality: `50mnu` for Householder (5.0), `20nuκ` for modified (1.8) and `20nuκ²` for classical (1.6).
    @Claim({"LA-07", "LA-55"})
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void threeWaysToTheFactors(
            @ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 0, max = 6) int more,
            @ForAll @IntRange(min = 0, max = 70) int tenths,
            @ForAll @IntRange(min = -3, max = 3) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int m = n + more;
        double condition = n == 1 ? 1 : Math.pow(10, tenths / 10.0);
        Matrix a = Matrices.ofCondition(random, m, n, condition).times(Math.pow(10, scale));
        RealMatrix oracle = new QRDecomposition(a.toRealMatrix()).getR();
        for (Qr qr : List.of(householder(a), modified(a), classical(a))) {
            assertThat(Norms.frobenius(qr.q().times(qr.r()).plus(a.times(-1))))
                    .isLessThanOrEqualTo(40 * m * n * U * Norms.frobenius(a));
            for (int j = 0; j < n; j++) {
                assertThat(qr.r().get(j, j)).isPositive();
                for (int i = j + 1; i < n; i++) {
                    assertThat(qr.r().get(i, j)).isZero();
                }
            }
        }
        assertThat(loss(householder(a))).isLessThanOrEqualTo(50 * m * n * U);
        assertThat(loss(modified(a))).isLessThanOrEqualTo(20 * n * U * condition + 50 * m * n * U);
        assertThat(loss(classical(a)))
                .isLessThanOrEqualTo(20 * n * U * condition * condition + 50 * m * n * U);
        Matrix r = householder(a).r(); // unique, up to the condition
        for (int i = 0; i < n; i++) {
            double sign = Math.signum(oracle.getEntry(i, i));
            for (int j = i; j < n; j++) {
                assertThat(r.get(i, j))
                        .isCloseTo(
                                sign * oracle.getEntry(i, j),
                                within(100 * m * n * U * condition * Norms.frobenius(a)));
            }
        }
    }

    /// The first `j` columns of `Q` span what the first `j` of `A` do: what the former leave of `a_j` is nothing.
    @Claim("LA-07")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theSpansAgree(@ForAll @IntRange(min = 1, max = 8) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Matrices.normals(random, n + 3, n);
        for (Qr qr : List.of(householder(a), modified(a), classical(a))) {
            for (int j = 0; j < n; j++) {
                Vector left = a.column(j);
                for (int i = 0; i <= j; i++) {
                    Vector q = qr.q().column(i);
                    left = left.minus(q.times(q.dot(a.column(j))));
                }
                assertThat(Norms.two(left)).isLessThanOrEqualTo(1e-9 * Norms.two(a.column(j)));
            }
        }
    }

    /// Läuchli's matrix tells the three apart: `q₂ᵀq₃` is ½, 10⁻⁸ and 10⁻¹⁶.
    @Claim({"LA-07", "LA-55"})
    @Example
    void laeuchlisMatrix() {
        double e = 1e-8;
        Matrix a = Matrix.of(4, 3, 1, 1, 1, e, 0, 0, 0, e, 0, 0, 0, e);
        assertThat(overlap(classical(a))).isCloseTo(0.5, within(1e-6));
        assertThat(overlap(modified(a))).isLessThanOrEqualTo(1e-7);
        assertThat(loss(modified(a))).isBetween(1e-9, 1e-7);
        assertThat(overlap(householder(a))).isLessThanOrEqualTo(1e-15);
        assertThat(loss(householder(a))).isLessThanOrEqualTo(50 * 12 * U);
    }

    private static double overlap(Qr qr) {
        return Math.abs(qr.q().column(1).dot(qr.q().column(2)));
    }

    @Claim("LA-07")
    @Example
    void twoColumnsByHand() {
        Matrix a = Matrix.of(3, 2, 1, 1, 1, 0, 0, 1);
        for (Qr qr : List.of(householder(a), modified(a), classical(a))) {
            assertThat(qr.r().get(0, 0)).isCloseTo(Math.sqrt(2), within(1e-15));
            assertThat(qr.r().get(0, 1)).isCloseTo(1 / Math.sqrt(2), within(1e-15));
            assertThat(qr.r().get(1, 1)).isCloseTo(Math.sqrt(1.5), within(1e-15));
        }
    }

    @Claim("LA-07")
    @Example
    void dependentColumnsAreReported() {
        Matrix a = Matrix.of(3, 3, 1, 2, 3, 4, 5, 9, 7, 1, 8); // the third is the sum
        for (UnaryOperator<Matrix> way :
                List.<UnaryOperator<Matrix>>of(
                        b -> householder(b).q(), b -> modified(b).q(), b -> classical(b).q())) {
            assertThatThrownBy(() -> way.apply(a))
                    .isInstanceOf(SingularMatrixException.class)
                    .hasMessageContaining("column 2");
            assertThatThrownBy(() -> way.apply(Matrix.zeros(2, 1)))
                    .isInstanceOf(SingularMatrixException.class)
                    .hasMessageContaining("column 0 of length 0.0");
            for (double element : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThatThrownBy(() -> way.apply(Matrix.of(2, 1, element, 1)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("elements must be finite");
            }
            assertThatThrownBy(() -> way.apply(Matrix.zeros(1, 2)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("(1,2)");
        }
        assertThat(householder(Matrix.of(1, 1, -3)).q()).isEqualTo(Matrix.of(1, 1, -1));
    }

    @Example
    void theTriangleOfCatAndDog() {
        Qr qr = Qr.modifiedGramSchmidt(Matrix.of(2, 2, 2, 1, 1, 2));
        double length = Math.sqrt(5);
        assertThat(qr.r().get(0, 0)).isCloseTo(length, within(1e-15));
        assertThat(qr.r().get(0, 1)).isCloseTo(4 / length, within(1e-15));
        assertThat(qr.r().get(1, 1)).isCloseTo(3 / length, within(1e-15));
    }

    @Mutant({"LA-07", "LA-55"})
    static class ClassicalAsModified extends QrTest {
        @Override
        Qr modified(Matrix a) {
            return Qr.classicalGramSchmidt(a);
        }
    }

    @Mutant({"LA-07", "LA-55"})
    static class ModifiedAsHouseholder extends QrTest {
        @Override
        Qr householder(Matrix a) {
            return Qr.modifiedGramSchmidt(a);
        }
    }

    @Mutant("LA-07") // R with a negative diagonal
    static class AnySign extends QrTest {
        @Override
        Qr householder(Matrix a) {
            Qr qr = Qr.householder(a);
            return new Qr(qr.q().times(-1), qr.r().times(-1));
        }
    }
}
