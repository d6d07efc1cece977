package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.SplittableRandom;

class NewtonMethodTest {

    Vector subject(Objective f, Vector x) {
        return NewtonMethod.step(f, x);
    }

    /// `½(x − x*)ᵀH(x − x*)`.
    record Bowl(Matrix h, Vector minimum) implements Objective {
        @Override
        public double value(Vector x) {
            Vector e = x.minus(minimum);
            return e.dot(h.times(e)) / 2;
        }

        @Override
        public Vector gradient(Vector x) {
            return h.times(x.minus(minimum));
        }

        @Override
        public Matrix hessian(Vector x) {
            return h;
        }
    }

    /// Logistic regression with rows `yᵢxᵢ` in `X`, and `½‖w‖²`.
    record Logistic(Matrix x) implements Objective {
        @Override
        public double value(Vector w) {
            double sum = w.dot(w) / 2;
            for (double z : x.times(w).toArray()) {
                sum += Math.max(0, -z) + Math.log1p(Math.exp(-Math.abs(z)));
            }
            return sum;
        }

        @Override
        public Vector gradient(Vector w) {
            double[] z = x.times(w).toArray();
            for (int i = 0; i < z.length; i++) {
                z[i] = -1 / (1 + Math.exp(z[i]));
            }
            return x.transpose().times(Vector.of(z)).plus(w);
        }

        @Override
        public Matrix hessian(Vector w) {
            double[] z = x.times(w).toArray();
            double[] scaled = x.toArray();
            for (int i = 0; i < scaled.length; i++) {
                double p = 1 / (1 + Math.exp(-z[i / x.columns()]));
                scaled[i] *= p * (1 - p);
            }
            Matrix weighted = Matrix.of(x.rows(), x.columns(), scaled);
            return symmetric(x.transpose().times(weighted)).plus(Matrix.identity(x.columns()));
        }
    }

    /// `g(y) = f(Ay)`.
    record Composed(Objective f, Matrix a) implements Objective {
        @Override
        public double value(Vector y) {
            return f.value(a.times(y));
        }

        @Override
        public Vector gradient(Vector y) {
            return a.transpose().times(f.gradient(a.times(y)));
        }

        @Override
        public Matrix hessian(Vector y) {
            return symmetric(a.transpose().times(f.hessian(a.times(y))).times(a));
        }
    }

    /// One step from anywhere to the minimum of a quadratic.
    @Claim("OP-12")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aQuadraticIsDoneInOneStep(@ForAll @IntRange(min = 1, max = 5) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix m = whole(random, n, n);
        Matrix h = m.transpose().times(m).plus(Matrix.identity(n));
        Vector minimum = vector(random, n);
        Vector x = vector(random, n);
        double condition = 0; // the smallest eigenvalue is at least 1
        for (int i = 0; i < n; i++) {
            condition += h.get(i, i);
        }
        Vector next = subject(new Bowl(h, minimum), x);
        for (int i = 0; i < n; i++) {
            assertThat(next.get(i))
                    .isCloseTo(minimum.get(i), within(100 * n * condition * 0x1p-53 * 10));
        }
    }

    /// The iterates of `f(Ay)` are those of `f`, seen through `A`; those of gradient descent are not.
    @Claim("OP-12")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void itIsAffineInvariant(@ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Logistic f = new Logistic(whole(random, 6, n));
        double[] elements = new double[n * n]; // unit upper triangular times 2: invertible
        for (int i = 0; i < n; i++) {
            elements[i * n + i] = 2;
            for (int j = i + 1; j < n; j++) {
                elements[i * n + j] = random.nextInt(-2, 3);
            }
        }
        Matrix a = Matrix.of(n, n, elements);
        Composed g = new Composed(f, a);
        Vector y = vector(random, n).times(0.125);
        Vector x = a.times(y);
        Vector descent = x.minus(f.gradient(x).times(0.125));
        Vector other = a.times(y.minus(g.gradient(y).times(0.125)));
        Vector slope = f.gradient(x);
        assertThat(descent.minus(other).dot(slope)) // = (‖Aᵀ∇f‖² − ‖∇f‖²)/8
                .isCloseTo(
                        0.125 * (squared(a.transpose().times(slope)) - squared(slope)),
                        within(1e-9));
        for (int k = 0; k < 3; k++) {
            x = subject(f, x);
            y = subject(g, y);
            Vector difference = a.times(y).minus(x);
            assertThat(Math.sqrt(squared(difference))).isLessThan(1e-8);
        }
    }

    /// With a search along its direction `f` never grows.
    @Claim("OP-12")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void dampedItNeverGoesUp(@ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Logistic f = new Logistic(whole(random, 6, n));
        BacktrackingLineSearch search = new BacktrackingLineSearch(1, 0.5, 0.25);
        Vector x = vector(random, n).times(5);
        for (int k = 0; k < 20 && squared(f.gradient(x)) > 1e-12; k++) {
            Vector next = NewtonMethod.step(f, x, search);
            assertThat(f.value(next)).isLessThanOrEqualTo(f.value(x));
            x = next;
        }
        assertThat(squared(f.gradient(x))).isLessThanOrEqualTo(1e-12);
    }

    @Claim("OP-12")
    @Example
    void edges() {
        Matrix saddle = Matrix.of(2, 2, 1, 0, 0, -1);
        assertThatThrownBy(() -> subject(new Bowl(saddle, Vector.zeros(2)), Vector.of(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not positive definite");
        assertThat(subject(new Bowl(Matrix.of(1, 1, 4), Vector.of(3)), Vector.of(-5)))
                .isEqualTo(Vector.of(3));
        Bowl bowl = new Bowl(Matrix.identity(2), Vector.of(1, 2));
        assertThat(
                        NewtonMethod.step(
                                bowl, Vector.of(1, 2), new BacktrackingLineSearch(1, 0.5, 0.1)))
                .isEqualTo(Vector.of(1, 2));
    }

    private static double squared(Vector x) {
        return x.dot(x);
    }

    private static Matrix symmetric(Matrix a) {
        return a.plus(a.transpose()).times(0.5);
    }

    private static Matrix whole(SplittableRandom random, int m, int n) {
        return Matrix.of(m, n, random.ints((long) m * n, -3, 4).asDoubleStream().toArray());
    }

    private static Vector vector(SplittableRandom random, int n) {
        return Vector.of(random.ints(n, -9, 10).asDoubleStream().toArray());
    }

    @Mutant("OP-12") // the Hessian, not its inverse
    static class Multiplies extends NewtonMethodTest {
        @Override
        Vector subject(Objective f, Vector x) {
            return x.minus(f.hessian(x).times(f.gradient(x)));
        }
    }

    @Mutant("OP-12") // the diagonal of the Hessian only
    static class Diagonal extends NewtonMethodTest {
        @Override
        Vector subject(Objective f, Vector x) {
            double[] g = f.gradient(x).toArray();
            for (int i = 0; i < g.length; i++) {
                g[i] /= f.hessian(x).get(i, i);
            }
            return x.minus(Vector.of(g));
        }
    }
}
