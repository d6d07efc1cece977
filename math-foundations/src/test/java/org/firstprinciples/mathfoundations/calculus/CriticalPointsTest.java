package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.SymmetricEigen;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class CriticalPointsTest {

    /// What the derivatives say about a point.
    interface Derivatives {
        default double[] gradient(ScalarFunction f, double... x) {
            return Differentiation.gradient(f, x);
        }

        default Vector eigenvalues(ScalarFunction f, double... x) {
            return SymmetricEigen.of(Differentiation.hessian(f, x)).values();
        }
    }

    Derivatives subject() {
        return new Derivatives() {};
    }

    /// `f(x + tv)` for whole numbers and a fraction, exactly.
    private static BigFraction at(ScalarFunction f, long[] x, BigFraction t, long[] v) {
        List<Rational> moved = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            moved.add(new Rational(t.multiply(v[i]).add(x[i])));
        }
        return f.of(moved).value();
    }

    private static final BigFraction SHORT = BigFraction.ONE.divide(BigFraction.TWO.pow(60));

    /// A sum of squares of polynomials that vanish at a point cannot be lower anywhere, nor its negative higher.
    @Claim("CA-29")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void atTheLowestPointOfSquaresTheGradientIsZero(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n, @ForAll boolean top) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] point = Polynomial.point(random, n, 5);
        List<Polynomial> parts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            parts.add(Polynomial.random(random, n, 3, 5));
        }
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        T sum = x.getFirst().constant(0);
                        for (Polynomial part : parts) {
                            T difference = part.of(x).plus((double) -part.valueAt(point));
                            T square = difference.times(difference);
                            sum = top ? sum.minus(square) : sum.plus(square);
                        }
                        return sum;
                    }
                };
        for (double slope : subject().gradient(f, Polynomial.asDoubles(point))) {
            assertThat(slope).isZero();
        }
    }

    /// `½·xᵀAx − ⟨Ap,x⟩` with a positive definite `A = SᵀS` is smallest at `p`, though nothing in its gradient vanishes by
    /// itself; and the cosine has its lowest point at π.
    @Claim("CA-29")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void atTheLowestPointOfABowlTheTermsOfTheGradientCancel(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] p = Polynomial.point(random, n, 5);
        long[][] s = new long[n][n];
        for (int i = 0; i < n; i++) {
            s[i][i] = 1;
            for (int j = i + 1; j < n; j++) {
                s[i][j] = random.nextInt(-3, 4);
            }
        }
        long[][] a = new long[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    a[i][j] += s[k][i] * s[k][j];
                }
            }
        }
        ScalarFunction bowl =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        T sum = x.getFirst().constant(0);
                        for (int i = 0; i < n; i++) {
                            for (int j = 0; j < n; j++) {
                                sum = sum.plus(x.get(i).times(x.get(j)).times(0.5 * a[i][j]));
                                sum = sum.plus(x.get(i).times((double) -a[i][j] * p[j]));
                            }
                        }
                        return sum;
                    }
                };
        double[] lowest = Polynomial.asDoubles(p);
        ScalarFunction hill =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        return bowl.of(x).times(-1);
                    }
                };
        for (double slope : subject().gradient(bowl, lowest)) {
            assertThat(slope).isZero();
        }
        for (double slope : subject().gradient(hill, lowest)) {
            assertThat(slope).isZero();
        }
        double[] beside = lowest.clone();
        beside[random.nextInt(n)] += random.nextBoolean() ? 1 : -1;
        assertThat(bowl.at(beside)).isGreaterThan(bowl.at(lowest));
        ScalarFunction cosine =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        return x.getFirst().cos();
                    }
                };
        assertThat(subject().gradient(cosine, Math.PI)[0]).isCloseTo(0, within(1e-15));
    }

    /// Where the gradient is not 0, a short step along it leads higher and one against it lower.
    @Claim("CA-29")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void elsewhereThereIsAWayDownAndAWayUp(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.random(random, n, 4, 9);
        long[] point = Polynomial.point(random, n, 5);
        double[] slopes = subject().gradient(f, Polynomial.asDoubles(point));
        long[] gradient = new long[n];
        boolean zero = true;
        for (int i = 0; i < n; i++) {
            gradient[i] = (long) slopes[i];
            zero &= slopes[i] == 0;
        }
        if (!zero) {
            BigFraction here = at(f, point, BigFraction.ZERO, gradient);
            assertThat(at(f, point, SHORT, gradient)).isGreaterThan(here);
            assertThat(at(f, point, SHORT.negate(), gradient)).isLessThan(here);
        }
    }

    /// `½·SᵀDS` with a triangular `S` of whole numbers and ones on its diagonal, and terms of degree 3 and 4: by the signs in
    /// `D` it is known how the function bends along the columns of `S⁻¹`. The values are computed in fractions.
    @Claim("CA-28")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSignsOfTheEigenvaluesDecide(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        int kind = random.nextInt(3); // all positive, all negative, any
        long[] signs = new long[n];
        long[][] s = new long[n][n];
        for (int i = 0; i < n; i++) {
            signs[i] = kind == 2 ? random.nextInt(-2, 3) : (1 + random.nextInt(2)) * (1 - 2 * kind);
            s[i][i] = 1;
            for (int j = i + 1; j < n; j++) {
                s[i][j] = random.nextInt(-2, 3);
            }
        }
        Polynomial further = Polynomial.homogeneous(random, n, 3, 9);
        Polynomial fourth = Polynomial.homogeneous(random, n, 4, 9);
        long[] point = Polynomial.point(random, n, 5);
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        List<T> from = new ArrayList<>();
                        for (int i = 0; i < n; i++) {
                            from.add(x.get(i).plus((double) -point[i]));
                        }
                        T sum = further.of(from).plus(fourth.of(from));
                        for (int i = 0; i < n; i++) {
                            T part = x.getFirst().constant(0);
                            for (int j = i; j < n; j++) {
                                part = part.plus(from.get(j).times((double) s[i][j]));
                            }
                            sum = sum.plus(part.times(part).times(signs[i] / 2.0));
                        }
                        return sum;
                    }
                };
        double[] x = Polynomial.asDoubles(point);
        assertThat(subject().gradient(f, x)).containsOnly(0);
        Vector eigenvalues = subject().eigenvalues(f, x);
        int positive = 0;
        int negative = 0;
        for (int i = 0; i < n; i++) {
            positive += eigenvalues.get(i) > 1e-9 ? 1 : 0;
            negative += eigenvalues.get(i) < -1e-9 ? 1 : 0;
        }
        BigFraction here = at(f, point, BigFraction.ZERO, point);
        boolean lower = false;
        boolean higher = false;
        for (int trial = 0; trial < n + 10; trial++) {
            long[] v = trial < n ? columnOfTheInverse(s, trial) : Polynomial.point(random, n, 5);
            for (BigFraction t : new BigFraction[] {SHORT, SHORT.negate()}) {
                int comparison = at(f, point, t, v).compareTo(here);
                lower |= comparison < 0;
                higher |= comparison > 0;
                boolean stays = java.util.Arrays.stream(v).allMatch(c -> c == 0);
                if (positive == n) {
                    assertThat(comparison).isEqualTo(stays ? 0 : 1);
                } else if (negative == n) {
                    assertThat(comparison).isEqualTo(stays ? 0 : -1);
                }
            }
        }
        if (positive > 0 && negative > 0) {
            assertThat(lower && higher).isTrue();
        }
        assertThat(positive)
                .isEqualTo((int) java.util.Arrays.stream(signs).filter(d -> d > 0).count());
        assertThat(negative)
                .isEqualTo((int) java.util.Arrays.stream(signs).filter(d -> d < 0).count());
    }

    private static long[] columnOfTheInverse(long[][] s, int column) {
        int n = s.length;
        long[] v = new long[n];
        for (int i = n - 1; i >= 0; i--) {
            v[i] = i == column ? 1 : 0;
            for (int j = i + 1; j < n; j++) {
                v[i] -= s[i][j] * v[j];
            }
        }
        return v;
    }

    /// The worked example of the document, and what is said about the paths from the saddle.
    @Claim("CA-28")
    @Example
    void threeCriticalPointsByHand() {
        TwoLayerLoss loss = new TwoLayerLoss();
        double[][] points = {{0, 0}, {1, 1}, {2, 0.5}};
        Matrix[] hessians = {
            Matrix.of(2, 2, 0, -1, -1, 0),
            Matrix.of(2, 2, 1, 1, 1, 1),
            Matrix.of(2, 2, 0.25, 1, 1, 4)
        };
        double[][] eigenvalues = {{-1, 1}, {0, 2}, {0, 4.25}};
        for (int i = 0; i < points.length; i++) {
            assertThat(subject().gradient(loss, points[i])).containsOnly(0);
            assertThat(Differentiation.hessian(loss, points[i])).isEqualTo(hessians[i]);
            double[] found = subject().eigenvalues(loss, points[i]).toArray();
            java.util.Arrays.sort(found);
            assertThat(found).containsExactly(eigenvalues[i], within(1e-14));
        }
        assertThat(loss.at(0, 0)).isEqualTo(0.5);
        assertThat(loss.at(0.1, 0.1)).isCloseTo(0.49005, within(1e-15));
        assertThat(loss.at(0.1, -0.1)).isCloseTo(0.51005, within(1e-15));
        assertThat(subject().gradient(loss, 0.25, 4)).containsOnly(0);
        for (double t : new double[] {-0.5, 0.25, 2}) {
            assertThat(loss.at(t, t)).isEqualTo((t * t - 1) * (t * t - 1) / 2);
            assertThat(loss.at(t, -t)).isEqualTo((t * t + 1) * (t * t + 1) / 2);
        }
    }

    /// `w⁴`, `−w⁴` and `w³`: slope and second derivative 0, and three different answers.
    @Claim("CA-28")
    @Example
    void whereTheTestIsSilent() {
        for (Polynomial f :
                List.of(
                        new Polynomial(1, List.of(new Polynomial.Term(1, 4))),
                        new Polynomial(1, List.of(new Polynomial.Term(-1, 4))),
                        new Polynomial(1, List.of(new Polynomial.Term(1, 3))))) {
            assertThat(subject().gradient(f, 0)).containsOnly(0);
            assertThat(subject().eigenvalues(f, 0).get(0)).isZero();
        }
    }

    @Mutant({"CA-28", "CA-29"}) // the derivatives at a point beside
    static class OneStepBeside extends CriticalPointsTest {
        @Override
        Derivatives subject() {
            return new Derivatives() {
                @Override
                public double[] gradient(ScalarFunction f, double... x) {
                    double[] beside = x.clone();
                    beside[0] += 1;
                    return Differentiation.gradient(f, beside);
                }

                @Override
                public Vector eigenvalues(ScalarFunction f, double... x) {
                    return SymmetricEigen.of(Differentiation.hessian(f, x)).values().times(-1);
                }
            };
        }
    }

    @Mutant("CA-28") // the diagonal of the Hessian in the place of its eigenvalues
    static class DiagonalOfTheHessian extends CriticalPointsTest {
        @Override
        Derivatives subject() {
            return new Derivatives() {
                @Override
                public Vector eigenvalues(ScalarFunction f, double... x) {
                    Matrix hessian = Differentiation.hessian(f, x);
                    double[] diagonal = new double[x.length];
                    for (int i = 0; i < x.length; i++) {
                        diagonal[i] = hessian.get(i, i);
                    }
                    return Vector.of(diagonal);
                }
            };
        }
    }
}
