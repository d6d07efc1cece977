package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;
import java.util.SplittableRandom;

class NormalTest {

    MultivariateNormal given(MultivariateNormal law, int j, double value) {
        return law.given(j, value);
    }

    MultivariateNormal affine(MultivariateNormal law, Matrix a, Vector b) {
        return law.affine(a, b);
    }

    private static MultivariateNormal law(SplittableRandom random, int n) {
        double[] variances = new double[n];
        for (int i = 0; i < n; i++) {
            variances[i] = Math.pow(10, random.nextDouble(-1.5, 1.5));
        }
        return new MultivariateNormal(
                Matrices.normal(random, n),
                Matrices.symmetric(Matrices.orthogonal(random, n), variances));
    }

    /// Joint = marginal · conditional at every point, and the density is that of Commons Math.
    @Claim("PR-21")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void conditionalsAreNormal(@ForAll @IntRange(min = 2, max = 5) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MultivariateNormal law = law(random, n);
        Vector x = Matrices.normal(random, n).times(2);
        int j = random.nextInt(n);
        double[] others = new double[n - 1];
        for (int i = 0; i < n - 1; i++) {
            others[i] = x.get(i < j ? i : i + 1);
        }
        double product =
                law.marginal(j).logDensity(x.get(j))
                        + given(law, j, x.get(j)).logDensity(Vector.of(others));
        double joint = law.logDensity(x);
        assertThat(product).isCloseTo(joint, within(1e-11 * (1 + Math.abs(joint)) * 100));
        double oracle =
                new MultivariateNormalDistribution(
                                law.mean().toArray(), law.covariance().toRealMatrix().getData())
                        .density(x.toArray());
        assertThat(Math.exp(joint)).isCloseTo(oracle, within(1e-9 * oracle + 1e-300));
    }

    /// With two coordinates: mean `μ₁ + Σ₁₂(v − μ₂)/Σ₂₂`, variance `Σ₁₁ − Σ₁₂²/Σ₂₂`.
    @Claim("PR-21")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void twoCoordinates(
            @ForAll @IntRange(min = -99, max = 99) int percent,
            @ForAll @IntRange(min = -15, max = 15) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double s = Math.pow(10, scale / 10.0);
        double rho = percent / 100.0;
        double m = random.nextDouble(-2, 2);
        double v = random.nextDouble(-3, 3);
        MultivariateNormal law =
                new MultivariateNormal(
                        Vector.of(m, 1), Matrix.of(2, 2, s * s, rho * s, rho * s, 1));
        MultivariateNormal known = given(law, 1, v);
        assertThat(known.mean().get(0))
                .isCloseTo(m + rho * s * (v - 1), within(1e-13 * (1 + s) * 5));
        assertThat(known.covariance().get(0, 0))
                .isCloseTo(s * s * (1 - rho * rho), within(1e-13 * s * s));
    }

    /// The density of `AX + b` at `Ax + b` is that of `X` at `x` over `|det A|`, and sums add means and variances.
    @Claim("PR-16")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void affineImagesAreNormal(@ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MultivariateNormal law = law(random, n);
        Matrix a = Matrices.ofCondition(random, n, n, 10).times(3);
        Vector b = Matrices.normal(random, n);
        Vector x = Matrices.normal(random, n);
        double logDet = 0; // of the generated singular values
        for (int i = 0; i < n; i++) {
            logDet += Math.log(3 * (n == 1 ? 1 : Math.pow(10, -i / (n - 1.0))));
        }
        double image = affine(law, a, b).logDensity(a.times(x).plus(b));
        assertThat(image)
                .isCloseTo(law.logDensity(x) - logDet, within(1e-8 * (1 + Math.abs(image))));
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        MultivariateNormal sum = affine(law, Matrix.of(1, n, ones), Vector.of(0));
        double mean = 0;
        double variance = 0;
        for (int i = 0; i < n; i++) {
            mean += law.mean().get(i);
            for (int j = 0; j < n; j++) {
                variance += law.covariance().get(i, j);
            }
        }
        assertThat(sum.mean().get(0)).isCloseTo(mean, within(1e-13 * 10));
        assertThat(sum.covariance().get(0, 0)).isCloseTo(variance, within(1e-11 * 30));
    }

    private static double integral(UnivariateFunction f, double a, double b) {
        return new IterativeLegendreGaussIntegrator(30, 1e-13, 1e-15).integrate(1_000_000, f, a, b);
    }

    /// One row `(a₁, a₂)` and two dimensions: the density of `⟨a, X⟩ + b` at `y` is the integral of that of `X` over the line
    /// `⟨a, x⟩ = y − b`, over `|a₁|`.
    @Claim("PR-16")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void fewerRowsThanColumns(
            @ForAll @IntRange(min = -90, max = 90) int percent, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double s = random.nextDouble(0.5, 2);
        double t = random.nextDouble(0.5, 2);
        double cov = percent / 100.0 * s * t;
        MultivariateNormal law =
                new MultivariateNormal(
                        Vector.of(random.nextDouble(-1, 1), random.nextDouble(-1, 1)),
                        Matrix.of(2, 2, s * s, cov, cov, t * t));
        double first = random.nextDouble(0.5, 2) * (random.nextBoolean() ? 1 : -1);
        double second = random.nextDouble(-2, 2);
        double shift = random.nextDouble(-1, 1);
        MultivariateNormal image = affine(law, Matrix.of(1, 2, first, second), Vector.of(shift));
        double y = image.mean().get(0) + random.nextDouble(-3, 3);
        double density =
                integral(
                                x2 ->
                                        Math.exp(
                                                law.logDensity(
                                                        Vector.of(
                                                                (y - shift - second * x2) / first,
                                                                x2))),
                                -20,
                                20)
                        / Math.abs(first);
        assertThat(Math.exp(image.logDensity(Vector.of(y)))).isCloseTo(density, within(1e-10));
    }

    /// Two rows and three dimensions: the density of `AX + b` at `Ax + b` is the integral of that of `X` along the line through
    /// `x` on which `A` is constant, over the area `|a₁ × a₂|` by which `A` stretches what is across the line.
    @Claim("PR-16")
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void twoRowsInThreeDimensions(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] variances = random.doubles(3, 0.2, 4).toArray();
        MultivariateNormal law =
                new MultivariateNormal(
                        Matrices.normal(random, 3),
                        Matrices.symmetric(Matrices.orthogonal(random, 3), variances));
        double[] a = random.doubles(6, -1, 1).toArray();
        a[0] += 2; // so that the rows are independent
        a[4] += 2;
        double[] along = {
            a[1] * a[5] - a[2] * a[4], a[2] * a[3] - a[0] * a[5], a[0] * a[4] - a[1] * a[3]
        };
        double area = Norms.two(Vector.of(along));
        Matrix wide = Matrix.of(2, 3, a);
        Vector b = Matrices.normal(random, 2);
        Vector x = Matrices.normal(random, 3);
        double density =
                integral(
                                t ->
                                        Math.exp(
                                                law.logDensity(
                                                        x.plus(Vector.of(along).times(t / area)))),
                                -40,
                                40)
                        / area;
        MultivariateNormal image = affine(law, wide, b);
        assertThat(Math.exp(image.logDensity(wide.times(x).plus(b))))
                .isCloseTo(density, within(1e-9 * (density + 1e-3)));
    }

    /// The document's ellipse: variance 1.8 along the diagonal, and what the second number is when the first is 1.
    @Claim({"PR-16", "PR-21"})
    @Example
    void twoNumbersThatVaryTogether() {
        MultivariateNormal law =
                new MultivariateNormal(Vector.zeros(2), Matrix.of(2, 2, 1, 0.8, 0.8, 1));
        double h = Math.sqrt(0.5);
        assertThat(affine(law, Matrix.of(1, 2, h, h), Vector.zeros(1)).covariance().get(0, 0))
                .isCloseTo(1.8, within(1e-15));
        assertThat(affine(law, Matrix.of(1, 2, h, -h), Vector.zeros(1)).covariance().get(0, 0))
                .isCloseTo(0.2, within(1e-15));
        assertThat(given(law, 0, 1).mean().get(0)).isCloseTo(0.8, within(1e-15));
        assertThat(given(law, 0, 1).covariance().get(0, 0)).isCloseTo(0.36, within(1e-15));
        assertThat(law.logDensity(Vector.zeros(2))).isCloseTo(-1.3271, within(5e-5));
        assertThat(given(law, 0, 2).mean().get(0)).isCloseTo(1.6, within(1e-15));
        assertThat(given(law, 0, 2).covariance().get(0, 0)).isCloseTo(0.36, within(1e-15));
        MultivariateNormal other =
                new MultivariateNormal(Vector.of(1, 0), Matrix.of(2, 2, 4, 2, 2, 3));
        Matrix sumAndDifference = Matrix.of(2, 2, 1, 1, 1, -1);
        MultivariateNormal image = affine(other, sumAndDifference, Vector.zeros(2));
        assertThat(image.mean().toArray()).containsExactly(1, 1);
        assertThat(image.covariance().get(0, 0)).isEqualTo(11);
        assertThat(image.covariance().get(1, 1)).isEqualTo(3);
        assertThat(given(other, 0, 3).mean().get(0)).isEqualTo(1);
        assertThat(given(other, 0, 3).covariance().get(0, 0)).isEqualTo(2);
    }

    /// A weight with the standard deviation 0.02, by the standard scores of the ends.
    @Example
    void anAreaUnderTheBell() {
        Normal z = Normal.STANDARD;
        assertThat(z.cdf(1.5)).isCloseTo(0.9332, within(5e-5));
        assertThat(z.cdf(-0.5)).isCloseTo(0.3085, within(5e-5));
        assertThat(z.cdf(1.5) - z.cdf(-0.5)).isCloseTo(0.6247, within(5e-5));
        Normal weight = new Normal(0, 0.02);
        assertThat(weight.cdf(0.03) - weight.cdf(-0.01)).isCloseTo(0.6247, within(5e-5));
        assertThat(1 - weight.cdf(0.06)).isCloseTo(0.00135, within(5e-6));
    }

    /// The density of `X + Y` is the integral of `f(t)g(x − t)`.
    @Claim("PR-16")
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void sumsByConvolution(@ForAll @IntRange(min = 5, max = 30) int tenths, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Normal f = new Normal(random.nextDouble(-1, 1), 1);
        Normal g = new Normal(random.nextDouble(-1, 1), tenths / 10.0);
        MultivariateNormal both =
                new MultivariateNormal(
                        Vector.of(f.mean(), g.mean()),
                        Matrix.of(2, 2, f.variance(), 0, 0, g.variance()));
        MultivariateNormal sum = affine(both, Matrix.of(1, 2, 1, 1), Vector.of(0));
        double x = random.nextDouble(-3, 3);
        double density = integral(t -> f.density(t) * g.density(x - t), -12, 12);
        assertThat(Math.exp(sum.logDensity(Vector.of(x)))).isCloseTo(density, within(1e-10));
    }

    @Claim("PR-16")
    @Example
    void knownNumbers() {
        Normal z = Normal.STANDARD;
        assertThat(z.cdf(1) - z.cdf(-1)).isCloseTo(0.682689, within(5e-7));
        assertThat(z.cdf(2) - z.cdf(-2)).isCloseTo(0.954500, within(5e-7));
        assertThat(z.cdf(3) - z.cdf(-3)).isCloseTo(0.997300, within(5e-7));
        assertThat(z.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-14));
        assertThat(2 * integral(x -> x * z.density(x), 0, 40))
                .isCloseTo(Math.sqrt(2 / Math.PI), within(1e-10));
        assertThat(2 * integral(x -> x * x * x * x * z.density(x), 0, 40))
                .isCloseTo(3, within(1e-10));
        assertThat(z.logDensity(40)).isCloseTo(-800.9189385332047, within(1e-12));
        assertThat(z.density(40))
                .isZero(); // below the smallest double: the logarithm is what is left
        assertThat(z.density(38)).isPositive().isLessThan(Double.MIN_NORMAL);
        assertThat(z.cdf(-10)).isCloseTo(7.61985302416052e-24, within(1e-36));
        for (double x = 0; x < 9; x += 0.37) {
            assertThat(z.cdf(-x)).isCloseTo(1 - z.cdf(x), within(1e-16));
        }
        assertThatIllegalArgumentException() // ρ = 1
                .isThrownBy(
                        () -> new MultivariateNormal(Vector.zeros(2), Matrix.of(2, 2, 1, 1, 1, 1)))
                .withMessageContaining("not positive definite");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new MultivariateNormal(Vector.zeros(2), Matrix.of(2, 2, 1, 0.5, 0.4, 1)))
                .withMessageContaining("symmetric");
        assertThatThrownBy(() -> new MultivariateNormal(Vector.zeros(3), Matrix.identity(2)))
                .isInstanceOf(ShapeException.class);
    }

    @Mutant("PR-21") // the variance of what is left does not shrink
    static class KeepsTheVariance extends NormalTest {
        @Override
        MultivariateNormal given(MultivariateNormal law, int j, double value) {
            MultivariateNormal right = law.given(j, value);
            int n = right.mean().size();
            double[] covariance = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    covariance[i * n + k] =
                            law.covariance().get(i < j ? i : i + 1, k < j ? k : k + 1);
                }
            }
            return new MultivariateNormal(right.mean(), Matrix.of(n, n, covariance));
        }
    }

    @Mutant("PR-16") // b is left out
    static class ForgetsTheShift extends NormalTest {
        @Override
        MultivariateNormal affine(MultivariateNormal law, Matrix a, Vector b) {
            return law.affine(a, b.times(0));
        }
    }
}
