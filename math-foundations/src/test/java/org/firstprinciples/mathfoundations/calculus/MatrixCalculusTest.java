package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Cholesky;
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

    /// `∂ ln|X|/∂X = X⁻ᵀ` for positive definite `X`. Oracle: the inverse by Commons Math; along a symmetric direction
    /// `S` the slope is `tr(X⁻¹S)`.
    @Claim("CA-08")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theLogarithmOfADeterminant(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix b = Matrix.of(n, n, random.doubles((long) n * n, -1, 1).toArray());
        Matrix x = b.times(b.transpose()).plus(Matrix.identity(n));
        Matrix c = Matrix.of(n, n, random.doubles((long) n * n, -1, 1).toArray());
        Matrix s = c.plus(c.transpose());
        RealMatrix inverse = new LUDecomposition(x.toRealMatrix()).getSolver().getInverse();
        double expected = inverse.multiply(s.toRealMatrix()).getTrace();
        double h = 0x1p-13;
        double ahead = Cholesky.of(x.plus(s.times(h))).logDeterminant();
        double behind = Cholesky.of(x.plus(s.times(-h))).logDeterminant();
        double size = Math.pow(s.toRealMatrix().getFrobeniusNorm(), 3);
        assertThat((ahead - behind) / (2 * h))
                .isCloseTo(expected, within(h * h * size + 100 * n * U / h));
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
