package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

class LowRankTest {

    private static final double U = 0x1p-53;

    Matrix truncate(Svd svd, int k) {
        return LowRank.truncate(svd, k);
    }

    /// `‖A − A_k‖₂ = σ_{k+1}` and `‖A − A_k‖_F² = Σ_{i>k}σᵢ²`; no matrix of rank `k` comes nearer, also not those beside
    /// `A_k`.
    @Claim("LA-13")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nothingOfThatRankIsNearer(
            @ForAll @IntRange(min = 1, max = 8) int m,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 8) int rank,
            @ForAll @IntRange(min = -6, max = 0) int distance,
            @ForAll @IntRange(min = 0, max = 2) int kind,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int r = Math.min(m, n);
        int k = Math.min(rank, r);
        Matrix a = Matrices.normals(random, m, n);
        if (kind
                > 0) { // equal singular values: the minimum is not unique, its value is; some are 0
            double[] ones = new double[r];
            Arrays.fill(ones, 0, kind == 1 ? r : (r + 1) / 2, 2);
            a =
                    Matrices.orthogonal(random, m)
                            .times(Matrices.diagonal(m, n, ones))
                            .times(Matrices.orthogonal(random, n));
        }
        Svd svd = Svd.of(a);
        double slack = 20 * Math.max(m, n) * U * svd.values().get(0); // observed 1.9
        double next = k < r ? svd.values().get(k) : 0;
        double rest = 0;
        for (int i = k; i < r; i++) {
            rest += svd.values().get(i) * svd.values().get(i);
        }
        Matrix left = a.plus(truncate(svd, k).times(-1));
        assertThat(Norms.two(left)).isCloseTo(next, within(slack));
        assertThat(Norms.frobenius(left)).isCloseTo(Math.sqrt(rest), within(2 * slack));
        if (k > 0) {
            double e = Math.pow(10, distance);
            double[] u = new double[m * k];
            double[] v = new double[k * n];
            for (int p = 0; p < k; p++) {
                for (int i = 0; i < m; i++) {
                    u[i * k + p] = svd.u().get(i, p) + e * random.nextGaussian();
                }
                for (int j = 0; j < n; j++) {
                    v[p * n + j] =
                            svd.values().get(p) * svd.v().get(j, p) + e * random.nextGaussian();
                }
            }
            Matrix other = a.plus(Matrix.of(m, k, u).times(Matrix.of(k, n, v)).times(-1));
            assertThat(Norms.two(other)).isGreaterThanOrEqualTo(next - slack);
            assertThat(Norms.frobenius(other)).isGreaterThanOrEqualTo(Math.sqrt(rest) - 2 * slack);
        }
    }

    @Claim("LA-13")
    @Example
    void theBestOfRankOneByHand() {
        Matrix a = Matrix.of(2, 2, 3, 0, 4, 5);
        Matrix best =
                truncate(Svd.of(a), 1); // 3/2 in each place of the first row, 9/2 of the second
        double[] expected = {1.5, 1.5, 4.5, 4.5};
        for (int i = 0; i < 4; i++) {
            assertThat(best.toArray()[i]).isCloseTo(expected[i], within(1e-14));
        }
        assertThat(Norms.frobenius(a.plus(best.times(-1)))).isCloseTo(Math.sqrt(5), within(1e-14));
        assertThat(truncate(Svd.of(a), 0)).isEqualTo(Matrix.zeros(2, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> truncate(Svd.of(a), 3))
                .withMessage("a rank between 0 and 2 is needed, got 3");
    }

    /// The fourth image of the digits, a 3.
    @Claim("LA-13")
    @Example
    void aDigitFromAFewNumbers() throws IOException {
        Matrix digit = digit(3);
        Svd svd = Svd.of(digit);
        double[] values = {46.5, 22.4, 12.8, 9.8, 5.2, 1.8, 0, 0};
        double[] kept = {0, 0.732, 0.902, 0.957, 0.990};
        assertThat(svd.values().toArray()).containsExactly(values, within(0.05));
        double size = Norms.frobenius(digit);
        for (int k = 0; k < kept.length; k++) {
            double left = Norms.frobenius(digit.plus(truncate(svd, k).times(-1))) / size;
            assertThat(1 - left * left).isCloseTo(kept[k], within(5e-4));
        }
    }

    /// An image of 8 by 8 pixels from 0 to 16.
    static Matrix digit(int row) throws IOException {
        Matrix digits = PcaTest.table("digits.csv", 0, 64);
        return Matrix.of(8, 8, Arrays.copyOfRange(digits.toArray(), 64 * row, 64 * row + 64));
    }

    @Mutant("LA-13") // keeps the smallest
    static class KeepsTheSmallest extends LowRankTest {
        @Override
        Matrix truncate(Svd svd, int k) {
            Matrix whole = LowRank.truncate(svd, svd.values().size());
            return whole.plus(LowRank.truncate(svd, svd.values().size() - k).times(-1));
        }
    }

    @Mutant("LA-13") // one more than asked for
    static class OneMore extends LowRankTest {
        @Override
        Matrix truncate(Svd svd, int k) {
            return LowRank.truncate(svd, Math.min(k + 1, svd.values().size()));
        }
    }
}
