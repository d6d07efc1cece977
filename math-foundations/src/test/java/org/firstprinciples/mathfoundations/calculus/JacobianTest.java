package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class JacobianTest {

    private static final double U = 0x1p-53;

    /// A Jacobian, and that of a composition from two of them.
    interface Jacobians {
        default Matrix of(VectorFunction f, double... x) {
            return Differentiation.jacobian(f, x);
        }

        default Matrix composed(Matrix outer, Matrix inner) {
            return outer.times(inner);
        }
    }

    Jacobians subject() {
        return new Jacobians() {};
    }

    /// `m` polynomials of degree 2 in `n` variables.
    private record Map(List<Polynomial> components) implements VectorFunction {

        static Map random(SplittableRandom random, int n, int m) {
            List<Polynomial> components = new ArrayList<>();
            for (int i = 0; i < m; i++) {
                components.add(Polynomial.random(random, n, 2, 3));
            }
            return new Map(components);
        }

        @Override
        public <T extends Arithmetic<T>> List<T> of(List<T> x) {
            return components.stream().map(p -> p.of(x)).toList();
        }
    }

    /// `φ′(0)` of a polynomial of degree 4 from its values at −2 … 2, exactly: 12 times the slope is a whole number.
    private static double[] slopesAlong(VectorFunction f, double[] x, int j) {
        double[] slopes = new double[f.at(x).length];
        double[] weights = {1, -8, 0, 8, -1};
        for (int t = -2; t <= 2; t++) {
            double[] moved = x.clone();
            moved[j] += t;
            double[] values = f.at(moved);
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] += weights[t + 2] * values[i];
            }
        }
        return Arrays.stream(slopes).map(s -> s / 12).toArray();
    }

    @Claim("CA-06")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theJacobianOfACompositionIsTheProduct(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll @IntRange(min = 1, max = 4) int p) {
        SplittableRandom random = new SplittableRandom(seed);
        Map f = Map.random(random, n, m);
        Map g = Map.random(random, m, p);
        double[] x = Polynomial.asDoubles(Polynomial.point(random, n, 3));
        Matrix outer = subject().of(g, f.at(x));
        Matrix inner = subject().of(f, x);
        Matrix product = subject().composed(outer, inner);
        assertThat(List.of(product.rows(), product.columns())).containsExactly(p, n);
        for (int j = 0; j < n; j++) {
            double[] slopes = slopesAlong(f.then(g), x, j);
            for (int i = 0; i < p; i++) {
                assertThat(product.get(i, j) + 0.0).isEqualTo(slopes[i] + 0.0);
            }
        }
        Map h = Map.random(random, p, 2);
        Matrix last = subject().of(h, g.at(f.at(x)));
        assertThat(last.times(outer).times(inner)).isEqualTo(last.times(outer.times(inner)));
    }

    /// The Jacobian of `x ↦ Ax + b` is `A`, that of an elementwise function is diagonal.
    @Claim("CA-06")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void affineAndElementwiseMaps(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 4) int m) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] w = random.doubles((long) m * n, -1, 1).toArray();
        double[] x = random.doubles(n, -1, 1).toArray();
        VectorFunction affine =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                        List<T> y = new ArrayList<>();
                        for (int i = 0; i < m; i++) {
                            T sum = x.getFirst().constant(0.5);
                            for (int j = 0; j < n; j++) {
                                sum = sum.plus(x.get(j).times(w[i * n + j]));
                            }
                            y.add(sum);
                        }
                        return y;
                    }
                };
        assertThat(subject().of(affine, x)).isEqualTo(Matrix.of(m, n, w));
        Matrix elementwise =
                subject()
                        .of(
                                new VectorFunction() {
                                    @Override
                                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                                        return x.stream().map(t -> t.sin()).toList();
                                    }
                                },
                                x);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(elementwise.get(i, j)).isEqualTo(i == j ? StrictMath.cos(x[i]) : 0);
            }
        }
    }

    /// The worked example of the document: `(ab, a + b)`, and then the loss plus half of the sum.
    @Claim("CA-06")
    @Example
    void twoLayersByHand() {
        VectorFunction f =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                        return List.of(x.get(0).times(x.get(1)), x.get(0).plus(x.get(1)));
                    }
                };
        VectorFunction g =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                        T error = x.get(0).plus(-1);
                        return List.of(error.times(error).plus(x.get(1)).times(0.5));
                    }
                };
        Matrix inner = Matrix.of(2, 2, 2, 1, 1, 1);
        Matrix outer = Matrix.of(1, 2, 1, 0.5);
        assertThat(f.at(1, 2)).containsExactly(2, 3);
        assertThat(g.at(2, 3)).containsExactly(2);
        assertThat(subject().of(f, 1, 2)).isEqualTo(inner);
        assertThat(subject().of(g, 2, 3)).isEqualTo(outer);
        assertThat(subject().composed(outer, inner)).isEqualTo(Matrix.of(1, 2, 2.5, 1.5));
        assertThat(subject().of(f.then(g), 1, 2)).isEqualTo(Matrix.of(1, 2, 2.5, 1.5));
        assertThat(f.at(1.1, 2)).containsExactly(new double[] {2.2, 3.1}, within(1e-15));
        assertThat(determinant(subject().of(f, 1, 2))).isEqualTo(1);
        assertThat(determinant(subject().of(f, 1, 3))).isEqualTo(2);
        assertThat(determinant(subject().of(f, 3, 3))).isEqualTo(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Differentiation.directionalDerivative(
                                Polynomial.random(new SplittableRandom(1), 2, 2, 2),
                                new double[2],
                                new double[1]))
                .withMessage("the point has 2 coordinates, the direction 1");
    }

    /// The solution of an exercise: a chain of three, multiplied from the left.
    @Claim("CA-06")
    @Example
    void threeLayersOnPaper() {
        VectorFunction chain =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                        T product = x.get(0).times(x.get(1));
                        T sum = x.get(0).plus(x.get(1));
                        return List.of(product.times(sum).plus(product.minus(sum).times(2)));
                    }
                };
        Matrix left = subject().composed(Matrix.of(1, 2, 1, 2), Matrix.of(2, 2, 3, 2, 1, -1));
        assertThat(left).isEqualTo(Matrix.of(1, 2, 5, 0));
        assertThat(subject().composed(left, Matrix.of(2, 2, 2, 1, 1, 1)))
                .isEqualTo(Matrix.of(1, 2, 10, 5));
        assertThat(subject().of(chain, 1, 2)).isEqualTo(Matrix.of(1, 2, 10, 5));
    }

    /// Multiplications of a chain, from the left end and from the right end, for layers of these widths.
    private static long[] multiplications(long... widths) {
        int last = widths.length - 1; // matrices (wₖ, wₖ₋₁), the outermost on the left
        long fromLeft = 0;
        long fromRight = 0;
        for (int k = last; k >= 2; k--) {
            fromLeft += widths[last] * widths[k - 1] * widths[k - 2];
        }
        for (int k = 2; k <= last; k++) {
            fromRight += widths[k] * widths[k - 1] * widths[0];
        }
        return new long[] {fromLeft, fromRight};
    }

    /// What the document says about the ends of a chain: ten layers of width 1000 before one loss, and a bottleneck.
    @Claim("CA-06")
    @Example
    void theEndOfTheLossIsCheaper() {
        long[] widths = new long[12];
        Arrays.fill(widths, 1000);
        widths[11] = 1;
        assertThat(multiplications(widths)).containsExactly(10_000_000, 9_001_000_000L);
        assertThat(multiplications(1000, 10, 1000, 1)).containsExactly(20_000, 11_000_000);
        assertThat(multiplications(2, 2, 2, 1)).containsExactly(8, 12);
    }

    // ---- CA-13

    /// A map of the plane by two quadratic polynomials, in fractions: the signed area inside the image of a square's border is
    /// `∮ ½(y₁ dy₂ − y₂ dy₁)`, whose integrand is cubic along each side, so that Simpson's rule is exact.
    @Claim("CA-13")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void smallAreasAreMultipliedByTheDeterminant(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map f = Map.random(random, 2, 2);
        long[] point = Polynomial.point(random, 2, 3);
        double expected = determinant(subject().of(f, Polynomial.asDoubles(point)));
        for (int k = 20; k <= 60; k += 20) {
            BigFraction h = BigFraction.ONE.divide(BigFraction.TWO.pow(k));
            double ratio = area(f, point, h).divide(h.multiply(h)).doubleValue();
            assertThat(ratio).isCloseTo(expected, within(1e5 * Math.scalb(1.0, -k)));
        }
    }

    /// `(r cos φ, r sin φ)` makes of the square a piece of a ring, whose area `h((r + h)² − r²)/2` is known.
    @Claim("CA-13")
    @Property(tries = 100)
    void aPieceOfARing(
            @ForAll @IntRange(min = 0, max = 64) int radius,
            @ForAll @IntRange(min = -64, max = 64) int angle) {
        VectorFunction polar =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                        return List.of(
                                x.get(0).times(x.get(1).cos()), x.get(0).times(x.get(1).sin()));
                    }
                };
        double r = radius / 8.0;
        double determinant = determinant(subject().of(polar, r, angle / 8.0));
        for (int k = 1; k <= 20; k++) {
            double h = Math.scalb(1.0, -k);
            double ratio = h * ((r + h) * (r + h) - r * r) / 2 / (h * h);
            assertThat(ratio - determinant).isCloseTo(h / 2, within(1e-8));
        }
    }

    private static BigFraction area(VectorFunction f, long[] point, BigFraction h) {
        int[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
        BigFraction area = BigFraction.ZERO;
        for (int side = 0; side < 4; side++) {
            List<BigFraction> from = image(f, point, h, corners[side], corners[side]);
            List<BigFraction> middle = image(f, point, h, corners[side], corners[side + 1]);
            List<BigFraction> to = image(f, point, h, corners[side + 1], corners[side + 1]);
            for (int sign = 0; sign < 2; sign++) {
                BigFraction p = from.get(sign);
                BigFraction q = middle.get(sign);
                BigFraction r = to.get(sign);
                BigFraction a = from.get(1 - sign);
                BigFraction b = middle.get(1 - sign);
                BigFraction c = to.get(1 - sign);
                BigFraction
                        sum = // the slope of a parabola through a, b, c at its ends and its middle
                        p.multiply(b.multiply(4).subtract(a.multiply(3)).subtract(c))
                                        .add(q.multiply(4).multiply(c.subtract(a)))
                                        .add(
                                                r.multiply(
                                                        a.subtract(b.multiply(4))
                                                                .add(c.multiply(3))))
                                        .divide(12);
                area = sign == 0 ? area.add(sum) : area.subtract(sum);
            }
        }
        return area;
    }

    /// The image of the middle of two corners.
    private static List<BigFraction> image(
            VectorFunction f, long[] point, BigFraction h, int[] p, int[] q) {
        List<Rational> x = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            x.add(new Rational(h.multiply(p[i] + q[i]).divide(2).add(point[i])));
        }
        return f.of(x).stream().map(Rational::value).toList();
    }

    private static double determinant(Matrix a) {
        int n = a.rows();
        if (n == 0) {
            return 1;
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double[] minor = new double[(n - 1) * (n - 1)];
            int at = 0;
            for (int i = 1; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    if (k != j) {
                        minor[at++] = a.get(i, k);
                    }
                }
            }
            sum +=
                    (j % 2 == 0 ? 1 : -1)
                            * a.get(0, j)
                            * determinant(Matrix.of(n - 1, n - 1, minor));
        }
        return sum;
    }

    /// The unit square becomes a parallelogram, whose area the shoelace formula gives without a determinant.
    @Claim("CA-13")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theDeterminantIsTheAreaOfTheImage(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Matrix.of(2, 2, random.ints(4, -9, 10).asDoubleStream().toArray());
        VectorFunction linear = linear(a);
        double[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
        double area = 0;
        for (int i = 0; i < 4; i++) {
            double[] p = linear.at(corners[i]);
            double[] q = linear.at(corners[(i + 1) % 4]);
            area += (p[0] * q[1] - q[0] * p[1]) / 2;
        }
        assertThat(determinant(subject().of(linear, 3, 5)) + 0.0).isEqualTo(area + 0.0);
    }

    private static VectorFunction linear(Matrix a) {
        return new VectorFunction() {
            @Override
            public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                List<T> y = new ArrayList<>();
                for (int i = 0; i < a.rows(); i++) {
                    T sum = x.getFirst().constant(0);
                    for (int j = 0; j < a.columns(); j++) {
                        sum = sum.plus(x.get(j).times(a.get(i, j)));
                    }
                    y.add(sum);
                }
                return y;
            }
        };
    }

    /// Shears keep volumes, a stretch of one axis multiplies them, an exchange of two axes turns them over; a stretch by 0
    /// leaves nothing.
    @Claim("CA-13")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void volumesMultiplyAlongAChainOfMaps(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        VectorFunction chain = linear(Matrix.identity(n));
        double volume = 1;
        for (int step = 0; step < 6; step++) {
            double[] map = Matrix.identity(n).toArray();
            int i = random.nextInt(n);
            int j = (i + 1 + random.nextInt(n - 1)) % n;
            int factor = random.nextInt(-3, 4);
            switch (random.nextInt(3)) {
                case 0 -> map[i * n + j] = factor;
                case 1 -> {
                    map[i * n + i] = factor;
                    volume *= factor;
                }
                default -> {
                    map[i * n + i] = 0;
                    map[j * n + j] = 0;
                    map[i * n + j] = 1;
                    map[j * n + i] = 1;
                    volume *= -1;
                }
            }
            chain = chain.then(linear(Matrix.of(n, n, map)));
        }
        assertThat(determinant(subject().of(chain, new double[n])) + 0.0).isEqualTo(volume + 0.0);
    }

    /// `yᵢ = xᵢ ± pᵢ(x₁ … xᵢ₋₁)`: a triangular map, its inverse, and a determinant of 1.
    private record Coupling(List<Polynomial> shifts, boolean inverse) implements VectorFunction {

        @Override
        public <T extends Arithmetic<T>> List<T> of(List<T> x) {
            List<T> y = new ArrayList<>();
            for (int i = 0; i < x.size(); i++) {
                List<T> known = new ArrayList<>(inverse ? y : x.subList(0, i));
                known.add(x.getFirst().constant(0)); // the polynomial has one variable more
                T shift = shifts.get(i).of(known);
                y.add(inverse ? x.get(i).minus(shift) : x.get(i).plus(shift));
            }
            return y;
        }
    }

    @Claim("CA-13")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theJacobianOfTheInverseIsTheInverse(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Polynomial> shifts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            shifts.add(Polynomial.random(random, i + 1, 2, 2));
        }
        Coupling f = new Coupling(shifts, false);
        double[] x = Polynomial.asDoubles(Polynomial.point(random, n, 2));
        Matrix forward = subject().of(f, x);
        Matrix back = subject().of(new Coupling(shifts, true), f.at(x));
        assertThat(determinant(forward)).isEqualTo(1);
        Matrix product = subject().composed(back, forward);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(product.get(i, j) + 0.0).isEqualTo(i == j ? 1.0 : 0.0);
            }
        }
        Matrix stretch =
                Matrix.of(n, n, random.ints((long) n * n, -3, 4).asDoubleStream().toArray());
        Matrix both = subject().of(f.then(linear(stretch)), x);
        assertThat(determinant(both) + 0.0)
                .isEqualTo(determinant(stretch) * determinant(forward) + 0.0);
    }

    /// `(r cos φ, r sin φ)` stretches areas by `r`; at 0 it flattens them.
    @Claim("CA-13")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void polarCoordinatesStretchByTheRadius(
            @ForAll @IntRange(min = 0, max = 4096) int n,
            @ForAll @IntRange(min = -4096, max = 4096) int m) {
        double r = n * 0x1p-8;
        VectorFunction polar =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                        return List.of(
                                x.get(0).times(x.get(1).cos()), x.get(0).times(x.get(1).sin()));
                    }
                };
        assertThat(determinant(subject().of(polar, r, m * 0x1p-9))).isCloseTo(r, within(8 * U * r));
    }

    @Mutant("CA-06") // the factors in the other order
    static class InnerTimesOuter extends JacobianTest {
        @Override
        Jacobians subject() {
            return new Jacobians() {
                @Override
                public Matrix composed(Matrix outer, Matrix inner) {
                    return inner.times(outer);
                }
            };
        }
    }

    @Mutant({"CA-06", "CA-13"}) // each output by its own input alone
    static class DiagonalAlone extends JacobianTest {
        @Override
        Jacobians subject() {
            return new Jacobians() {
                @Override
                public Matrix of(VectorFunction f, double... x) {
                    double[] elements = Differentiation.jacobian(f, x).toArray();
                    for (int i = 0; i < elements.length; i++) {
                        elements[i] = i / x.length == i % x.length ? elements[i] : 0;
                    }
                    return Matrix.of(elements.length / x.length, x.length, elements);
                }
            };
        }
    }

    @Mutant("CA-06") // gradients as columns
    static class Transposed extends JacobianTest {
        @Override
        Jacobians subject() {
            return new Jacobians() {
                @Override
                public Matrix of(VectorFunction f, double... x) {
                    return Differentiation.jacobian(f, x).transpose();
                }
            };
        }
    }

    @Mutant("CA-13") // differences of values, not slopes
    static class DifferencesOfStepOne extends JacobianTest {
        @Override
        Jacobians subject() {
            return new Jacobians() {
                @Override
                public Matrix of(VectorFunction f, double... x) {
                    double[] at = f.at(x);
                    double[] elements = new double[at.length * x.length];
                    for (int j = 0; j < x.length; j++) {
                        double[] moved = x.clone();
                        moved[j] += 1;
                        double[] values = f.at(moved);
                        for (int i = 0; i < at.length; i++) {
                            elements[i * x.length + j] = values[i] - at[i];
                        }
                    }
                    return Matrix.of(at.length, x.length, elements);
                }
            };
        }
    }
}
