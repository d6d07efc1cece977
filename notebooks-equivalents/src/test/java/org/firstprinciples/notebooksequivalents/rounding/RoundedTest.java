package org.firstprinciples.notebooksequivalents.rounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundedTest {

    private static final int N = 40;

    private static float[] draw(Philox random, int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (float) random.normal(0, i);
        }
        return numbers;
    }

    private static Rounded exact(int rows, int columns, float... numbers) {
        double[] wide = new double[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return Rounded.exact(Matrix.of(rows, columns, wide));
    }

    /// `tanh(aᵀB + c)` and its column sums in floats, summed upwards and downwards: all within the bound, none within a hundredth.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void floatsKeepTheBoundWhateverTheirOrder(long seed) {
        Philox random = Philox.of(seed);
        float[] a = draw(random.split("a"), N * N);
        float[] b = draw(random.split("b"), N * N);
        float[] c = draw(random.split("c"), N);
        float[] up = new float[N * N];
        float[] down = new float[N * N];
        float[] sums = new float[N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                float sum = c[j];
                float rest = 0;
                for (int k = 0; k < N; k++) {
                    sum += a[i * N + k] * b[k * N + j];
                    rest += a[i * N + N - 1 - k] * b[(N - 1 - k) * N + j];
                }
                up[i * N + j] = (float) StrictMath.tanh(0.1f * sum);
                down[i * N + j] = (float) StrictMath.tanh(0.1f * (rest + c[j]));
                sums[j] += up[i * N + j];
            }
        }
        Rounded z = exact(N, N, a).affine(exact(N, N, b), exact(1, N, c));
        Rounded t = z.scaled(0.1f).monotone(StrictMath::tanh, 1);
        assertThat(t.share(up)).isBetween(0.01, 1.0);
        assertThat(t.share(down)).isBetween(0.01, 1.0);
        assertThat(t.columnSums().share(sums)).isBetween(0.001, 1.0);
    }

    @Test
    void sumsDifferencesProductsAndCopiesKeepTheBound() {
        float x = 1f / 3;
        float y = 1e-4f / 7;
        Rounded a = exact(1, 2, x, y);
        Rounded b = exact(1, 2, y, x);
        assertThat(a.plus(b).share(x + y, y + x)).isBetween(0.1, 1.0);
        assertThat(a.minus(b).share(x - y, y - x)).isBetween(0.1, 1.0);
        assertThat(a.hadamard(b).share(x * y, y * x)).isBetween(0.1, 1.0);
        assertThat(a.times(b.transpose()).share(x * y + y * x)).isLessThanOrEqualTo(1);
        assertThat(a.repeated(3, 2).share(x, y, x, y, x, y)).isZero();
        assertThat(a.transpose().rowsAt(1, 0, 1).share(y, x, y)).isZero();
        assertThat(a.transpose().rowSums().share(x, y)).isZero();
    }

    /// What is added to one row twice stands there twice.
    @Test
    void scatteringIsTheTransposeOfTaking() {
        Rounded sum = exact(3, 1, 1, 2, 4).scattered(4, 2, 0, 2);
        assertThat(sum.value().toArray()).containsExactly(2, 0, 5, 0);
    }

    /// An error of the operand comes out as the slope makes it, at the steeper end.
    @Test
    void errorsAreCarriedThroughFunctions() {
        Rounded x = new Rounded(Matrix.of(1, 1, 1), Matrix.of(1, 1, 0.5));
        assertThat(x.monotone(StrictMath::exp, 0).error().get(0, 0))
                .isCloseTo(StrictMath.exp(1.5) - Math.E, within(1e-12));
        assertThat(x.monotone(v -> 1 / v, 0).error().get(0, 0)).isCloseTo(1, within(1e-12));
        assertThat(x.hadamard(x).error().get(0, 0)).isCloseTo(1.25, within(1e-6));
    }

    /// Two scores 200 apart: the smaller probability is below the numbers of 32 bits.
    @Test
    void sharesAndTheirLossKeepTheBound() {
        Rounded z = exact(2, 2, 0.1f, 0.7f, -80, 120);
        Rounded onehot = exact(2, 2, 0, 1, 1, 0);
        double p = 1 / (1 + StrictMath.exp((double) 0.1f - 0.7f));
        assertThat(z.softmax().value().toArray())
                .containsExactly(new double[] {1 - p, p, StrictMath.exp(-200), 1}, within(1e-15));
        assertThat(z.softmax().share((float) (1 - p), (float) p, 0, 1)).isBetween(0.01, 1.0);
        Rounded loss = z.crossEntropy(onehot);
        assertThat(loss.value().toArray())
                .containsExactly(new double[] {-StrictMath.log(p), 200}, within(1e-13));
        float near = (float) -StrictMath.log(p);
        assertThat(loss.share(near, 200)).isBetween(0.001, 1.0);
        assertThat(loss.share(near + 1e-5f, 200)).isGreaterThan(1);
    }

    @Test
    void whatIsTooFarOrNoNumberIsFound() {
        Rounded third = exact(1, 1, 1).scaled(1.0 / 3);
        assertThat(third.share(1f / 3)).isLessThanOrEqualTo(1);
        assertThat(third.share(1f / 3 + 1e-6f)).isGreaterThan(1);
        assertThat(third.share(Float.NaN)).isNaN();
        assertThat(exact(1, 1, 1).share(1.5f)).isInfinite();
        assertThatThrownBy(() -> third.share(1, 2))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("1 entries are needed, got 2");
        assertThatThrownBy(() -> third.plus(exact(1, 2, 1, 1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("got (1,1) and (1,2)");
    }
}
