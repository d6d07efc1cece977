package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.SplittableRandom;

class NewtonMethodTest {

    Vector subject(TwiceDifferentiable f, Vector x) {
        return NewtonMethod.step(f, x);
    }

    Vector damped(TwiceDifferentiable f, Vector x, BacktrackingLineSearch search) {
        return NewtonMethod.step(f, x, search);
    }

    /// `g(y) = f(Ay)`.
    record Composed(TwiceDifferentiable f, Matrix a) implements TwiceDifferentiable {
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

    /// One step from anywhere to the minimum of a quadratic, exactly: `H = CDCᵀ` with whole numbers in `C`, whose
    /// diagonal is 1, and powers of 4 in `D`, so that nothing is rounded.
    @Claim("OP-12")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aQuadraticIsDoneInOneStep(@ForAll @IntRange(min = 1, max = 5) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] lower = new double[n * n];
        double[] diagonal = new double[n * n];
        for (int i = 0; i < n; i++) {
            lower[i * n + i] = 1;
            diagonal[i * n + i] = Math.pow(4, random.nextInt(-3, 4));
            for (int j = 0; j < i; j++) {
                lower[i * n + j] = random.nextInt(-3, 4);
            }
        }
        Matrix c = Matrix.of(n, n, lower);
        Matrix h = c.times(Matrix.of(n, n, diagonal)).times(c.transpose());
        Vector minimum = vector(random, n);
        assertThat(subject(new Quadratic(h, minimum), vector(random, n))).isEqualTo(minimum);
    }

    /// With a Hessian that has to be rounded, up to `100nκu` of the size of the step.
    @Claim("OP-12")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void roundingGrowsWithTheCondition(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 80) int tenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double condition = Math.pow(10, tenths / 10.0);
        Quadratic f = RotatedBowl.between(random, n, condition, 1).f();
        Vector x = f.minimizer().plus(RotatedBowl.gaussian(random, n));
        Vector error = subject(f, x).minus(f.minimizer());
        assertThat(Math.sqrt(squared(error)))
                .isLessThanOrEqualTo(
                        100
                                * n
                                * condition
                                * 0x1p-53
                                * (1 + Math.sqrt(squared(x)) + Math.sqrt(squared(f.minimizer()))));
    }

    /// The iterates of `f(Ay)` are those of `f`, seen through `A`; those of gradient descent are not.
    @Claim("OP-22")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void itIsAffineInvariant(@ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LogisticLoss f = new LogisticLoss(whole(random, 6, n), 1);
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
            double condition = // of the Hessian of g, times the two changes of variables
                    new SingularValueDecomposition(g.hessian(y).toRealMatrix()).getConditionNumber()
                            * new SingularValueDecomposition(a.toRealMatrix()).getNorm();
            assertThat(Math.sqrt(squared(difference)))
                    .isLessThanOrEqualTo(
                            200
                                    * n
                                    * (k + 1)
                                    * condition
                                    * 0x1p-53
                                    * (1 + Math.sqrt(squared(x)) + Math.sqrt(squared(y))));
        }
    }

    /// The same on a surface that is not convex, at a point where its Hessian is positive definite: the two layers with
    /// `⅓ < ab < 1`, through any invertible matrix, also one that reflects.
    @Claim("OP-22")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void oneStepIsAffineInvariantWhereTheHessianIsPositive(
            @ForAll @IntRange(min = 40, max = 90) int percent,
            @ForAll @IntRange(min = 2, max = 16) int quarters,
            @ForAll boolean negative,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TwoLayers f = new TwoLayers();
        double first = (negative ? -quarters : quarters) / 4.0;
        double[] e = random.ints(4, -3, 4).asDoubleStream().toArray();
        double determinant = e[0] * e[3] - e[1] * e[2];
        Assume.that(determinant != 0);
        Matrix a = Matrix.of(2, 2, e);
        double second = percent / 100.0 / first;
        Vector y = // A⁻¹ of the point
                Vector.of(e[3] * first - e[1] * second, e[0] * second - e[2] * first)
                        .times(1 / determinant);
        Vector x = a.times(y);
        Vector difference = a.times(subject(new Composed(f, a), y)).minus(subject(f, x));
        double size = 1 + squared(x) + squared(y);
        assertThat(Math.sqrt(squared(difference))).isLessThanOrEqualTo(1e-9 * size * size);
    }

    /// With a search along its direction `f` falls in every step.
    @Claim("OP-35")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void dampedItGoesDown(@ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LogisticLoss f = new LogisticLoss(whole(random, 6, n), 1);
        BacktrackingLineSearch search = new BacktrackingLineSearch(1, 0.5, 0.25);
        Vector x = vector(random, n).times(5);
        for (int k = 0; k < 20 && squared(f.gradient(x)) > 1e-12; k++) {
            Vector gradient = f.gradient(x);
            assertThat(NewtonMethod.direction(f.hessian(x), gradient).dot(gradient)).isNegative();
            Vector next = damped(f, x, search);
            assertThat(f.value(next)).isLessThan(f.value(x));
            x = next;
        }
        assertThat(squared(f.gradient(x))).isLessThanOrEqualTo(1e-12);
    }

    /// `√(1 + a²)` from 2: the full step lands on −8, farther out; with a search it goes down.
    @Claim("OP-35")
    @Example
    void aFullStepMayGoUp() {
        TwiceDifferentiable f =
                new TwiceDifferentiable() {
                    @Override
                    public double value(Vector x) {
                        return Math.sqrt(1 + x.get(0) * x.get(0));
                    }

                    @Override
                    public Vector gradient(Vector x) {
                        return Vector.of(x.get(0) / value(x));
                    }

                    @Override
                    public Matrix hessian(Vector x) {
                        return Matrix.of(1, 1, 1 / (value(x) * value(x) * value(x)));
                    }
                };
        Vector x = Vector.of(2);
        assertThat(subject(f, x).get(0)).isCloseTo(-8, within(1e-12));
        Vector next = damped(f, x, new BacktrackingLineSearch(1, 0.5, 0.25));
        assertThat(f.value(next)).isLessThan(f.value(x));
    }

    /// Where the surface is a saddle, a full step would lead onto it; the library refuses.
    @Claim("OP-12")
    @Example
    void edges() {
        Matrix saddle = Matrix.of(2, 2, 1, 0, 0, -1);
        assertThatThrownBy(() -> subject(new Quadratic(saddle, Vector.zeros(2)), Vector.of(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not positive definite");
        assertThat(subject(new Quadratic(Matrix.of(1, 1, 4), Vector.of(3)), Vector.of(-5)))
                .isEqualTo(Vector.of(3));
        Quadratic bowl = new Quadratic(Matrix.identity(2), Vector.of(1, 2));
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

    @Mutant("OP-35") // the full step
    static class Undamped extends NewtonMethodTest {
        @Override
        Vector damped(TwiceDifferentiable f, Vector x, BacktrackingLineSearch search) {
            return NewtonMethod.step(f, x);
        }
    }

    @Mutant({"OP-12", "OP-22"}) // the Hessian, not its inverse
    static class Multiplies extends NewtonMethodTest {
        @Override
        Vector subject(TwiceDifferentiable f, Vector x) {
            return x.minus(f.hessian(x).times(f.gradient(x)));
        }
    }

    @Mutant({"OP-12", "OP-22"}) // the diagonal of the Hessian only
    static class Diagonal extends NewtonMethodTest {
        @Override
        Vector subject(TwiceDifferentiable f, Vector x) {
            double[] g = f.gradient(x).toArray();
            for (int i = 0; i < g.length; i++) {
                g[i] /= f.hessian(x).get(i, i);
            }
            return x.minus(Vector.of(g));
        }
    }
}
