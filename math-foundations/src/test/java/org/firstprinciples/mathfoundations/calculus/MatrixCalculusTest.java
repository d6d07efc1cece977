package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

class MatrixCalculusTest {

    private static final double U = 0x1p-53;

    /// The table.
    interface Table {
        default Vector quadraticForm(Matrix a, Vector x) {
            return MatrixCalculus.quadraticForm(a, x);
        }

        default Vector squaredResidual(Matrix a, Vector b, Vector x) {
            return MatrixCalculus.squaredResidual(a, b, x);
        }

        default Matrix traceOfProduct(Matrix a) {
            return MatrixCalculus.traceOfProduct(a);
        }

        default Matrix bilinearForm(Vector a, Vector b) {
            return MatrixCalculus.bilinearForm(a, b);
        }

        default Matrix logDeterminant(Matrix x) {
            return MatrixCalculus.logDeterminant(x);
        }

        default Matrix squaredNorm(Matrix x) {
            return MatrixCalculus.squaredNorm(x);
        }
    }

    Table subject() {
        return new Table() {};
    }

    private static Matrix matrix(SplittableRandom random, int m, int n) {
        return Matrix.of(m, n, random.ints((long) m * n, -9, 10).asDoubleStream().toArray());
    }

    private static Vector vector(SplittableRandom random, int n) {
        return Vector.of(random.ints(n, -9, 10).asDoubleStream().toArray());
    }

    /// Central quotients of step 1, exact for functions of degree 2.
    private static double[] quotients(ToDoubleFunction<double[]> f, double... x) {
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] moved = x.clone();
            moved[i] = x[i] + 1;
            double ahead = f.applyAsDouble(moved);
            moved[i] = x[i] - 1;
            gradient[i] = (ahead - f.applyAsDouble(moved)) / 2 + 0.0;
        }
        return gradient;
    }

    private static double[] plain(double... x) {
        return java.util.Arrays.stream(x).map(t -> t + 0.0).toArray();
    }

    @Claim("CA-08")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theTableIsThatOfExactQuotients(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int m,
            @ForAll @IntRange(min = 1, max = 5) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix square = matrix(random, n, n);
        Vector x = vector(random, n);
        Vector c = vector(random, n);
        assertThat(plain(c.toArray())).isEqualTo(quotients(v -> c.dot(Vector.of(v)), x.toArray()));
        assertThat(plain(subject().quadraticForm(square, x).toArray()))
                .isEqualTo(
                        quotients(v -> Vector.of(v).dot(square.times(Vector.of(v))), x.toArray()));
        Matrix a = matrix(random, m, n);
        Vector b = vector(random, m);
        assertThat(plain(subject().squaredResidual(a, b, x).toArray()))
                .isEqualTo(
                        quotients(
                                v -> {
                                    Vector r = a.times(Vector.of(v)).minus(b);
                                    return r.dot(r);
                                },
                                x.toArray()));
        Matrix y = matrix(random, n, m);
        Matrix ofTrace = subject().traceOfProduct(a);
        assertThat(ofTrace.rows()).isEqualTo(n);
        assertThat(plain(ofTrace.toArray()))
                .isEqualTo(
                        quotients(
                                v -> {
                                    Matrix product = a.times(Matrix.of(n, m, v));
                                    double trace = 0;
                                    for (int i = 0; i < m; i++) {
                                        trace += product.get(i, i);
                                    }
                                    return trace;
                                },
                                y.toArray()));
        Matrix ofForm = subject().bilinearForm(x, b);
        assertThat(ofForm.rows()).isEqualTo(n);
        assertThat(plain(ofForm.toArray()))
                .isEqualTo(quotients(v -> x.dot(Matrix.of(n, m, v).times(b)), y.toArray()));
        assertThat(plain(subject().squaredNorm(y).toArray()))
                .isEqualTo(quotients(v -> Vector.of(v).dot(Vector.of(v)), y.toArray()));
    }

    /// `∂ ln|det X|/∂X = X⁻ᵀ` for invertible `X` with determinants of both signs. Oracle: central quotients of the logarithm of
    /// Commons Math's determinant, entry by entry. Along an entry the determinant is a line with the slope `d` relative to its
    /// value, so the third derivative of its logarithm is `2d³` at most, up to the step, and its rounding `n·κ` units.
    @Claim("CA-08")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theLogarithmOfADeterminant(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] elements = random.doubles((long) n * n, -1, 1).toArray();
        for (int i = 0; i < n; i++) {
            elements[i * n + i] += random.nextBoolean() ? n + 1 : -n - 1; // dominates its row
        }
        Matrix x = Matrix.of(n, n, elements);
        double h = 0x1p-17;
        double[] expected = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            double[] moved = elements.clone();
            moved[i] += h;
            double ahead = logDeterminant(n, moved);
            moved[i] -= 2 * h;
            expected[i] = (ahead - logDeterminant(n, moved)) / (2 * h);
        }
        assertThat(subject().logDeterminant(x).toArray())
                .containsExactly(expected, within(2 * h * h + 100 * n * U / h));
    }

    /// Any invertible matrix of whole numbers, with zeros on the diagonal too. Along an entry the determinant is a line, so its
    /// slope is half of the difference of two whole numbers; divided by the determinant it is that of the logarithm. The
    /// tolerance is that of elimination, `64nu·‖X‖‖X⁻¹‖²`.
    @Claim("CA-08")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theLogarithmOfAnyDeterminant(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        double[] elements =
                new SplittableRandom(seed).ints((long) n * n, -2, 3).asDoubleStream().toArray();
        double determinant = determinant(n, elements);
        if (determinant != 0) {
            double[] expected = quotients(moved -> determinant(n, moved), elements);
            double inverse = 0;
            for (int i = 0; i < n * n; i++) {
                expected[i] = expected[i] / determinant + 0.0;
                inverse += Math.abs(expected[i]);
            }
            assertThat(plain(subject().logDeterminant(Matrix.of(n, n, elements)).toArray()))
                    .containsExactly(expected, within(64 * n * U * 2 * n * inverse * inverse));
        }
    }

    /// By the first row, in whole numbers.
    private static double determinant(int n, double... elements) {
        if (n == 1) {
            return elements[0];
        }
        double sum = 0;
        for (int column = 0; column < n; column++) {
            double[] rest = new double[(n - 1) * (n - 1)];
            for (int i = 1, k = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (j != column) {
                        rest[k++] = elements[i * n + j];
                    }
                }
            }
            sum += (column % 2 == 0 ? 1 : -1) * elements[column] * determinant(n - 1, rest);
        }
        return sum;
    }

    private static double logDeterminant(int n, double... elements) {
        RealMatrix x = Matrix.of(n, n, elements).toRealMatrix();
        return Math.log(Math.abs(new LUDecomposition(x).getDeterminant()));
    }

    /// The numbers of the document.
    @Claim("CA-08")
    @Example
    void theTableByHand() {
        Matrix a = Matrix.of(2, 2, 0, 2, 0, 0);
        assertThat(subject().quadraticForm(a, Vector.of(1, 1))).isEqualTo(Vector.of(2, 2));
        assertThat(a.times(Vector.of(1, 1)).times(2)).isEqualTo(Vector.of(4, 0));
        Matrix stretch = Matrix.of(2, 2, 1, 0, 0, 2);
        assertThat(subject().squaredResidual(stretch, Vector.of(1, 1), Vector.of(2, 1)))
                .isEqualTo(Vector.of(2, 4));
        assertThat(quotients(x -> (x[0] - 1) * (x[0] - 1) + (2 * x[1] - 1) * (2 * x[1] - 1), 2, 1))
                .containsExactly(2, 4);
        assertThat(subject().bilinearForm(Vector.of(1, 2), Vector.of(3, 0)))
                .isEqualTo(Matrix.of(2, 2, 3, 0, 6, 0));
        assertThat(subject().logDeterminant(stretch)).isEqualTo(Matrix.of(2, 2, 1, 0, 0, 0.5));
        assertThat(subject().logDeterminant(Matrix.of(2, 2, 2, 0, 0, 4)))
                .isEqualTo(Matrix.of(2, 2, 0.5, 0, 0, 0.25));
    }

    /// The solution of an exercise: `‖Xw − y‖² + λ‖w‖²` has the gradient `2Xᵀ(Xw − y) + 2λw`, which is 0 where
    /// `(XᵀX + λI)w = Xᵀy`.
    @Claim("CA-08")
    @Example
    void aRidgeOnPaper() {
        Matrix x = Matrix.of(3, 2, 1, 2, 3, 4, 5, 7);
        Vector y = Vector.of(1, -2, 3);
        Vector w = Vector.of(2, -1);
        double[] byQuotients =
                quotients(
                        p -> {
                            Vector r = x.times(Vector.of(p)).minus(y);
                            return r.dot(r) + 3 * (p[0] * p[0] + p[1] * p[1]);
                        },
                        2,
                        -1);
        Vector gradient = subject().squaredResidual(x, y, w).plus(w.times(6));
        assertThat(gradient.toArray()).isEqualTo(byQuotients);
        Matrix normal = x.transpose().times(x).plus(Matrix.identity(2).times(3));
        assertThat(normal.times(w).minus(x.transpose().times(y)).times(2)).isEqualTo(gradient);
    }

    /// The solution of an exercise: the gradient of `‖Xc − y‖²` with respect to `X` is `2(Xc − y)cᵀ`.
    @Claim("CA-08")
    @Example
    void aLinearLayerOnPaper() {
        Vector c = Vector.of(1, 2);
        Vector y = Vector.of(0, 1);
        Vector residual = Matrix.identity(2).times(c).minus(y);
        assertThat(residual).isEqualTo(Vector.of(1, 1));
        Matrix byHand = subject().bilinearForm(residual.times(2), c);
        assertThat(byHand).isEqualTo(Matrix.of(2, 2, 2, 4, 2, 4));
        assertThat(byHand.toArray())
                .isEqualTo(
                        quotients(
                                x -> {
                                    Vector r = Matrix.of(2, 2, x).times(c).minus(y);
                                    return r.dot(r);
                                },
                                1,
                                0,
                                0,
                                1));
    }

    @Mutant("CA-08") // the inverse for its transpose
    static class InverseNotTransposed extends MatrixCalculusTest {
        @Override
        Table subject() {
            return new Table() {
                @Override
                public Matrix logDeterminant(Matrix x) {
                    return MatrixCalculus.logDeterminant(x).transpose();
                }
            };
        }
    }

    @Mutant("CA-08") // as if A were symmetric
    static class TwiceAx extends MatrixCalculusTest {
        @Override
        Table subject() {
            return new Table() {
                @Override
                public Vector quadraticForm(Matrix a, Vector x) {
                    return a.times(x).times(2);
                }
            };
        }
    }

    @Mutant("CA-08") // the factor 2 is lost
    static class WithoutTheTwo extends MatrixCalculusTest {
        @Override
        Table subject() {
            return new Table() {
                @Override
                public Vector squaredResidual(Matrix a, Vector b, Vector x) {
                    return a.transpose().times(a.times(x).minus(b));
                }
            };
        }
    }

    @Mutant("CA-08") // A for its transpose
    static class NotTransposed extends MatrixCalculusTest {
        @Override
        Table subject() {
            return new Table() {
                @Override
                public Matrix traceOfProduct(Matrix a) {
                    return a;
                }
            };
        }
    }

    @Mutant("CA-08") // baᵀ for abᵀ
    static class OuterProductTurned extends MatrixCalculusTest {
        @Override
        Table subject() {
            return new Table() {
                @Override
                public Matrix bilinearForm(Vector a, Vector b) {
                    return MatrixCalculus.bilinearForm(b, a);
                }
            };
        }
    }
}
