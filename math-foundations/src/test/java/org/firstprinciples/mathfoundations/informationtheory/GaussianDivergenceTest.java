package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.SplittableRandom;

class GaussianDivergenceTest {

    /// Divergences of normal distributions.
    interface Measure {
        default double of(double mean1, double std1, double mean2, double std2) {
            return GaussianDivergence.of(mean1, std1, mean2, std2);
        }

        default double of(double[] mean1, Matrix factor1, double[] mean2, Matrix factor2) {
            return GaussianDivergence.of(mean1, factor1, mean2, factor2);
        }

        default double normalEntropy(double std) {
            return DifferentialEntropy.normal(std);
        }
    }

    Measure subject() {
        return new Measure() {};
    }

    private static double integral(UnivariateFunction f, double from, double to) {
        return new IterativeLegendreGaussIntegrator(8, 1e-13, 1e-13)
                .integrate(1_000_000, f, from, to);
    }

    private static double logDensity(double x, double mean, double std) {
        double z = (x - mean) / std;
        return -z * z / 2 - Math.log(std) - Math.log(2 * Math.PI) / 2;
    }

    /// Oracle: the integral of `f₁ ln(f₁/f₂)` over 12 deviations to both sides.
    @Claim("IT-37")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void itIsTheIntegral(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double s1 = Math.pow(10, random.nextDouble(-1.5, 1.5));
        double s2 = s1 * Math.pow(10, random.nextDouble(-2, 2));
        double m1 = random.nextDouble(-2, 2) * s1;
        double m2 = random.nextDouble(-20, 20) * s1;
        double expected =
                integral(
                        x ->
                                Math.exp(logDensity(x, m1, s1))
                                        * (logDensity(x, m1, s1) - logDensity(x, m2, s2)),
                        m1 - 12 * s1,
                        m1 + 12 * s1);
        double actual = subject().of(m1, s1, m2, s2);
        assertThat(actual).isCloseTo(expected, within(1e-10 * (1 + expected)));
        assertThat(actual).isPositive();
        assertThat(subject().of(m1, s1, m1, s1)).isEqualTo(0);
        Matrix factor1 = Matrix.of(1, 1, s1);
        Matrix factor2 = Matrix.of(1, 1, s2);
        assertThat(subject().of(new double[] {m1}, factor1, new double[] {m2}, factor2))
                .isCloseTo(actual, within(64 * Rounding.U * (1 + actual)));
    }

    /// Oracles: the formula with inverse, trace and determinants by Commons Math, and the mean of `ln f₁ − ln f₂` itself.
    @Claim("IT-38")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void inSeveralDimensions(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int d) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] mean1 = random.doubles(d, -3, 3).toArray();
        double[] mean2 = random.doubles(d, -3, 3).toArray();
        boolean diagonal = random.nextBoolean();
        Matrix factor1 = factor(random, d, diagonal);
        Matrix factor2 = factor(random, d, diagonal);
        RealMatrix l1 = factor1.toRealMatrix();
        RealMatrix l2 = factor2.toRealMatrix();
        RealMatrix covariance1 = l1.multiply(l1.transpose());
        RealMatrix covariance2 = l2.multiply(l2.transpose());
        LUDecomposition lu2 = new LUDecomposition(covariance2);
        RealMatrix inverse = lu2.getSolver().getInverse();
        double[] shift = new double[d];
        for (int i = 0; i < d; i++) {
            shift[i] = mean1[i] - mean2[i];
        }
        double expected =
                (inverse.multiply(covariance1).getTrace()
                                + new Array2DRowRealMatrix(shift)
                                        .transpose()
                                        .multiply(inverse)
                                        .multiply(new Array2DRowRealMatrix(shift))
                                        .getEntry(0, 0)
                                - d
                                + Math.log(
                                        lu2.getDeterminant()
                                                / new LUDecomposition(covariance1)
                                                        .getDeterminant()))
                        / 2;
        double actual = subject().of(mean1, factor1, mean2, factor2);
        assertThat(actual).isCloseTo(expected, within(1e-8 * (1 + expected)));
        double mean = meanLogQuotient(mean1, l1, mean2, l2);
        assertThat(actual).isCloseTo(mean, within(1e-8 * (1 + mean)));
        if (diagonal) {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                sum += subject().of(mean1[i], factor1.get(i, i), mean2[i], factor2.get(i, i));
            }
            assertThat(actual).isCloseTo(sum, within(64 * d * Rounding.U * (1 + sum)));
        }
    }

    /// The mean of `ln f₁ − ln f₂` under `f₁`. It is quadratic, so it has the same mean over the `2d` points
    /// `μ₁ ± √d·L₁eᵢ`, which have the mean and the covariance of `f₁`.
    private static double meanLogQuotient(
            double[] mean1, RealMatrix l1, double[] mean2, RealMatrix l2) {
        int d = mean1.length;
        double sum = 0;
        for (int i = 0; i < d; i++) {
            for (double far : new double[] {-Math.sqrt(d), Math.sqrt(d)}) {
                double[] x = new double[d];
                for (int j = 0; j < d; j++) {
                    x[j] = mean1[j] + far * l1.getEntry(j, i);
                }
                sum += logDensity(x, mean1, l1) - logDensity(x, mean2, l2);
            }
        }
        return sum / (2 * d);
    }

    /// `−½(x − μ)ᵀΣ⁻¹(x − μ) − ½ ln((2π)ᵈ det Σ)` for `Σ = LLᵀ`.
    private static double logDensity(double[] x, double[] mean, RealMatrix l) {
        LUDecomposition covariance = new LUDecomposition(l.multiply(l.transpose()));
        RealVector distance = new ArrayRealVector(x).subtract(new ArrayRealVector(mean));
        return -distance.dotProduct(covariance.getSolver().solve(distance)) / 2
                - Math.log(Math.pow(2 * Math.PI, x.length) * covariance.getDeterminant()) / 2;
    }

    private static Matrix factor(SplittableRandom random, int d, boolean diagonal) {
        double[] elements = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                if (i == j) {
                    elements[i * d + j] = Math.pow(10, random.nextDouble(-1, 1));
                } else if (!diagonal) {
                    elements[i * d + j] = random.nextDouble(-1, 1);
                }
            }
        }
        return Matrix.of(d, d, elements);
    }

    @Claim("IT-37")
    @Example
    void twoBellsByHand() {
        assertThat(subject().of(0, 1, 1, 2)).isCloseTo(0.4431471805599453, within(2e-16));
        double crossEntropy = NormalFit.crossEntropy(0, 1, 1, 2);
        assertThat(crossEntropy).isCloseTo(1.862, within(5e-4));
        assertThat(crossEntropy - subject().normalEntropy(1)).isCloseTo(0.443, within(5e-4));
    }

    /// Of all densities of one variance the normal one has the greatest entropy.
    @Claim("IT-14")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void noDensityOfThisVarianceIsMoreUncertain(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double std = Math.pow(10, random.nextDouble(-1.5, 1.5));
        double most = subject().normalEntropy(std);
        double uniform = Math.sqrt(12) * std;
        double laplace = std / Math.sqrt(2);
        double logistic = std * Math.sqrt(3) / Math.PI;
        assertThat(DifferentialEntropy.uniform(uniform)).isLessThan(most);
        assertThat(DifferentialEntropy.laplace(laplace)).isLessThan(most);
        assertThat(DifferentialEntropy.logistic(logistic)).isLessThan(most);
        double apart = std * random.nextDouble(0.1, 0.9); // two bells at ± apart
        double each = Math.sqrt(std * std - apart * apart);
        UnivariateFunction mixture =
                x ->
                        (Math.exp(logDensity(x, -apart, each))
                                        + Math.exp(logDensity(x, apart, each)))
                                / 2;
        double reach = apart + 12 * each;
        assertThat(entropy(mixture, -reach, reach)).isLessThan(most);
        assertThat(most)
                .isCloseTo(
                        entropy(x -> Math.exp(logDensity(x, 0, std)), -12 * std, 12 * std),
                        within(1e-10 * (1 + Math.abs(most))));
        assertThat(DifferentialEntropy.laplace(laplace))
                .isCloseTo(
                        2 * entropy(x -> Math.exp(-x / laplace) / (2 * laplace), 0, 40 * laplace),
                        within(1e-10 * (1 + Math.abs(most))));
        assertThat(DifferentialEntropy.logistic(logistic))
                .isCloseTo(
                        2
                                * entropy(
                                        x -> {
                                            double e = Math.exp(-x / logistic);
                                            return e / (logistic * (1 + e) * (1 + e));
                                        },
                                        0,
                                        40 * logistic),
                        within(1e-10 * (1 + Math.abs(most))));
    }

    /// Densities of steps, whose entropy `−Σ pᵢ ln(pᵢ/wᵢ)`, mean and variance need no integral.
    @Claim("IT-14")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void noDensityOfStepsIsMoreUncertain(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double scale = Math.pow(10, random.nextDouble(-3, 3));
        boolean bell = random.nextInt(3) == 0;
        double entropy = 0;
        double mean = 0;
        double square = 0;
        double from = -k * scale / 2;
        double total = 0;
        for (int i = 0; i < k; i++) { // a bell with k steps is nearly normal
            p[i] = bell ? Math.exp(-0.5 * Math.pow((i - (k - 1) / 2.0) * 5 / k, 2)) : p[i];
            total += p[i];
        }
        for (int i = 0; i < k; i++) {
            double width = bell ? scale : scale * random.nextDouble(0.1, 2);
            double share = p[i] / total;
            double middle = from + width / 2;
            entropy -= share > 0 ? share * Math.log(share / width) : 0;
            mean += share * middle;
            square += share * (middle * middle + width * width / 12);
            from += width;
        }
        assertThat(entropy).isLessThan(subject().normalEntropy(Math.sqrt(square - mean * mean)));
    }

    /// The three densities of the picture, all of variance 1.
    @Claim("IT-14")
    @Example
    void threeShapes() {
        assertThat(DifferentialEntropy.uniform(Math.sqrt(12))).isCloseTo(1.242, within(5e-4));
        assertThat(DifferentialEntropy.laplace(Math.sqrt(0.5))).isCloseTo(1.347, within(5e-4));
        assertThat(subject().normalEntropy(1)).isCloseTo(1.419, within(5e-4));
        assertThat(Math.sqrt(12)).isCloseTo(3.464, within(5e-4));
        assertThat(Math.log(1000)).isCloseTo(6.9, within(5e-2));
    }

    private static double entropy(UnivariateFunction density, double from, double to) {
        return integral(
                x -> {
                    double f = density.value(x);
                    return f > 0 ? -f * Math.log(f) : 0;
                },
                from,
                to);
    }

    /// `h(aX) = h(X) + ln a`, so that a narrow density has a negative entropy.
    @Claim("IT-14")
    @Example
    void aNarrowDensityHasANegativeEntropy() {
        assertThat(DifferentialEntropy.uniform(0.5)).isCloseTo(-Math.log(2), within(1e-16));
        for (double a : new double[] {1e-8, 0.5, 3, 1e8}) {
            double tolerance = 8 * Rounding.U * (4 + Math.abs(Math.log(a)));
            assertThat(subject().normalEntropy(2 * a))
                    .isCloseTo(subject().normalEntropy(2) + Math.log(a), within(tolerance));
            assertThat(DifferentialEntropy.laplace(2 * a))
                    .isCloseTo(DifferentialEntropy.laplace(2) + Math.log(a), within(tolerance));
            assertThat(DifferentialEntropy.logistic(2 * a))
                    .isCloseTo(DifferentialEntropy.logistic(2) + Math.log(a), within(tolerance));
        }
        assertThat(subject().normalEntropy(0.1)).isNegative();
        for (double a : new double[] {-3, -0.5, -1e-3}) { // an exponential density, turned around
            UnivariateFunction turned = y -> y > 0 ? 0 : Math.exp(-y / a) / -a;
            assertThat(entropy(turned, 40 * a, 0)).isCloseTo(1 + Math.log(-a), within(1e-9));
        }
    }

    /// A change of the unit, and of the direction, changes entropies but no divergence.
    @Claim("IT-37")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theUnitDoesNotMatterForTheDivergence(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double s1 = random.nextDouble(0.1, 10);
        double s2 = random.nextDouble(0.1, 10);
        double m1 = random.nextDouble(-3, 3);
        double m2 = random.nextDouble(-3, 3);
        double a = Math.pow(10, random.nextDouble(-6, 6)) * (random.nextBoolean() ? 1 : -1);
        double expected = subject().of(m1, s1, m2, s2);
        double size = 1 + (Math.abs(m1) + Math.abs(m2)) / s2;
        assertThat(subject().of(a * m1, Math.abs(a) * s1, a * m2, Math.abs(a) * s2))
                .isCloseTo(expected, within(64 * Rounding.U * (1 + expected) * size));
    }

    @Example
    void badParametersAreNamed() {
        Matrix one = Matrix.identity(1);
        Matrix two = Matrix.identity(2);
        double[] zero = {0};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianDivergence.of(0, 0, 0, 1))
                .withMessage("std1 must be positive and finite, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianDivergence.of(0, 1, 0, Double.NaN))
                .withMessage("std2 must be positive and finite, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianDivergence.of(zero, two, zero, one))
                .withMessage("factor1 must have shape (1,1) like its mean, got (2,2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianDivergence.of(zero, one, new double[2], one))
                .withMessage("the means must have one length, got 1 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        GaussianDivergence.of(
                                new double[2], Matrix.of(2, 2, 1, 5, 0, 1), new double[2], two))
                .withMessage("factor1 must be lower triangular, got 5.0 at (0,1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianDivergence.of(zero, one, zero, Matrix.of(1, 1, -1)))
                .withMessage("factor2's diagonal element 0 must be positive and finite, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DifferentialEntropy.uniform(0))
                .withMessage("the width must be positive and finite, got 0.0");
    }

    @Mutant("IT-37") // the deviations exchanged
    static class DeviationsExchanged extends GaussianDivergenceTest {
        @Override
        Measure subject() {
            return new Measure() {
                @Override
                public double of(double mean1, double std1, double mean2, double std2) {
                    return GaussianDivergence.of(mean1, std2, mean2, std1);
                }
            };
        }
    }

    @Mutant({"IT-37", "IT-38"}) // without the half
    static class WithoutTheHalf extends GaussianDivergenceTest {
        @Override
        Measure subject() {
            return new Measure() {
                @Override
                public double of(double[] mean1, Matrix factor1, double[] mean2, Matrix factor2) {
                    return 2 * GaussianDivergence.of(mean1, factor1, mean2, factor2);
                }
            };
        }
    }

    @Mutant("IT-14") // without e under the logarithm
    static class WithoutE extends GaussianDivergenceTest {
        @Override
        Measure subject() {
            return new Measure() {
                @Override
                public double normalEntropy(double std) {
                    return DifferentialEntropy.normal(std) - 0.5;
                }
            };
        }
    }
}
