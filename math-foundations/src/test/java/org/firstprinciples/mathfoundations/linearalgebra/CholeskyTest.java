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

import java.util.SplittableRandom;

class CholeskyTest {

    /// `L` of whole numbers with powers of 2 on the diagonal: the factor of `LLᵀ` is exactly `L`.
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theFactorComesBack(@ForAll long seed, @ForAll @IntRange(min = 0, max = 8) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] l = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                l[i * n + j] = random.nextInt(-9, 10);
            }
            l[i * n + i] = 1 << random.nextInt(4);
        }
        Matrix factor = Matrix.of(n, n, l);
        Matrix a = factor.times(factor.transpose());
        Cholesky cholesky = Cholesky.of(a);
        assertThat(cholesky.factor()).isEqualTo(factor);
        double[] x = random.ints(n, -9, 10).asDoubleStream().toArray();
        Vector solution = cholesky.solve(a.times(Vector.of(x)));
        double size = 0;
        for (double element : a.toArray()) {
            size += Math.abs(element);
        }
        for (int i = 0; i < n; i++) {
            assertThat(a.times(solution).get(i))
                    .isCloseTo(
                            a.times(Vector.of(x)).get(i),
                            within(4 * n * (3 * n + 1) * 0x1p-53 * size * (10 + norm(solution))));
        }
        if (n > 0) {
            double product = 1;
            for (int i = 0; i < n; i++) {
                product *= l[i * n + i];
            }
            assertThat(cholesky.logDeterminant())
                    .isCloseTo(2 * Math.log(product), within(8 * n * 0x1p-53 * 40));
        }
    }

    private static double norm(Vector x) {
        return Math.sqrt(x.dot(x));
    }

    @Example
    void whatHasNoFactorIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cholesky.of(Matrix.of(2, 2, 1, 2, 2, 1)))
                .withMessage("Cholesky: the matrix is not positive definite, pivot 1 is -3.0");
        assertThatThrownBy(() -> Cholesky.of(Matrix.zeros(2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("Cholesky: a square matrix is needed, got (2,3)");
        assertThatThrownBy(() -> Cholesky.of(Matrix.identity(2)).solve(Vector.zeros(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("Cholesky: the matrix is (2,2), b has 3 elements");
    }
}
