package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Cholesky;
import org.firstprinciples.mathfoundations.linearalgebra.LeastSquares;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Laplace;
import org.firstprinciples.mathfoundations.probability.Normal;

import java.util.SplittableRandom;

class ShrinkageTest {

    private static final double U = 0x1p-53;

    Vector ridge(Matrix x, Vector y, double lambda) {
        return Ridge.fit(x, y, lambda);
    }

    double threshold(double v, double lambda) {
        return SoftThreshold.of(v, lambda);
    }

    Vector lasso(Matrix x, Vector y, double lambda) {
        return Lasso.coordinateDescent(x, y, lambda, 1e-12);
    }

    double ratio(int k, double sigma, double rate) {
        return EarlyStopping.ratio(k, sigma, rate);
    }

    /// Minus the logarithm of likelihood and prior is the penalized sum of squares, over `σ²` and up to a constant: for two weights the
    /// differences agree, and the fit is the likeliest.
    @Claim("RG-04")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aPenaltyIsAPrior(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.matrix(Matrices.integers(random, n, d, 5));
        Vector y = Vector.of(random.ints(n, -5, 6).asDoubleStream().toArray());
        double sigma = random.nextDouble(0.5, 2);
        double tau = random.nextDouble(0.5, 2);
        double lambda = sigma * sigma / (tau * tau);
        Vector v = Matrices.normal(random, d);
        Vector w = Matrices.normal(random, d);
        double byPrior =
                surprise(x, y, v, sigma, tau, false) - surprise(x, y, w, sigma, tau, false);
        double byPenalty =
                (penalized(x, y, v, lambda) - penalized(x, y, w, lambda)) / (2 * sigma * sigma);
        double size =
                1 + Math.abs(byPenalty) + penalized(x, y, v, lambda) + penalized(x, y, w, lambda);
        assertThat(byPrior).isCloseTo(byPenalty, within(64 * (n + d) * U * 4 * size));
        double byLaplace =
                surprise(x, y, v, sigma, tau, true) - surprise(x, y, w, sigma, tau, true);
        double byLasso =
                (Lasso.objective(x, y, sigma * sigma / tau, v)
                                - Lasso.objective(x, y, sigma * sigma / tau, w))
                        / (sigma * sigma);
        assertThat(byLaplace).isCloseTo(byLasso, within(64 * (n + d) * U * 4 * size));
        Vector best = ridge(x, y, lambda);
        assertThat(surprise(x, y, best, sigma, tau, false))
                .isLessThanOrEqualTo(surprise(x, y, v, sigma, tau, false) + 64 * n * U * size);
    }

    private static double surprise(
            Matrix x, Vector y, Vector w, double sigma, double tau, boolean laplace) {
        Vector residual = y.minus(x.times(w));
        double sum = 0;
        for (double r : residual.toArray()) {
            sum -= new Normal(0, sigma).logDensity(r);
        }
        for (double weight : w.toArray()) {
            sum -=
                    laplace
                            ? new Laplace(0, tau).logDensity(weight)
                            : new Normal(0, tau).logDensity(weight);
        }
        return sum;
    }

    private static double penalized(Matrix x, Vector y, Vector w, double lambda) {
        Vector residual = y.minus(x.times(w));
        return residual.dot(residual) + lambda * w.dot(w);
    }

    /// Four routes to one solution: stacked, normal equations, singular values and the dual; it shrinks and fits less as `λ` grows.
    @Claim("RG-05")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void ridgeByFourRoutes(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 0, max = 100) int tenths,
            @ForAll @IntRange(min = -6, max = 2) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.ofCondition(random, n, d, Math.pow(10, tenths / 10.0));
        Vector y = Matrices.normal(random, n);
        double lambda = Math.pow(10, power);
        Vector w = ridge(x, y, lambda);
        SingularValueDecomposition svd = new SingularValueDecomposition(x.toRealMatrix());
        Vector bySvd = Vector.zeros(d);
        double freedom = 0;
        for (int i = 0; i < Math.min(n, d); i++) {
            double sigma = svd.getSingularValues()[i];
            double factor =
                    sigma
                            / (sigma * sigma + lambda)
                            * Vector.of(svd.getU().getColumnVector(i)).dot(y);
            bySvd = bySvd.plus(Vector.of(svd.getV().getColumnVector(i)).times(factor));
            freedom += sigma * sigma / (sigma * sigma + lambda);
        }
        Matrix t = x.transpose();
        Vector byNormal =
                Cholesky.of(symmetric(t.times(x)).plus(Matrix.identity(d).times(lambda)))
                        .solve(t.times(y));
        Vector byDual =
                t.times(
                        Cholesky.of(symmetric(x.times(t)).plus(Matrix.identity(n).times(lambda)))
                                .solve(y));
        double kappa = (1 + lambda) / lambda; // of XXᵀ + λI or of XᵀX + λI, whichever is larger
        double slack = 64 * (n + d) * d * U * kappa * (1 + Norms.two(w) + Norms.two(y));
        for (Vector other : new Vector[] {bySvd, byNormal, byDual}) {
            assertThat(Norms.two(w.minus(other))).isLessThanOrEqualTo(slack);
        }
        assertThat(Ridge.degreesOfFreedom(x, lambda)).isCloseTo(freedom, within(1e-9));
        Vector more = ridge(x, y, 2 * lambda);
        assertThat(Norms.two(more)).isLessThanOrEqualTo(Norms.two(w) + slack);
        assertThat(Norms.two(y.minus(x.times(more))))
                .isGreaterThanOrEqualTo(Norms.two(y.minus(x.times(w))) - slack);
    }

    private static Matrix symmetric(Matrix a) {
        return a.plus(a.transpose()).times(0.5);
    }

    @Claim("RG-05")
    @Example
    void ridgeByHand() {
        Matrix x = Matrix.of(2, 1, 1, 2);
        Vector y = Vector.of(1, 3);
        assertThat(ridge(x, y, 0).get(0)).isCloseTo(1.4, within(1e-15)); // 7/5
        assertThat(ridge(x, y, 2).get(0)).isCloseTo(1, within(1e-15)); // 7/(5 + 2)
        assertThat(Norms.infinity(ridge(Matrix.zeros(2, 2), y, 1))).isLessThan(1e-15);
        assertThat(ridge(Matrix.of(2, 2, 1, 1, 2, 2), y, 1e-3).size()).isEqualTo(2); // dependent
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ridge(x, y, -1))
                .withMessage("λ must be 0 or more, got -1.0");
        assertThatThrownBy(() -> ridge(x, Vector.of(1), 1)).isInstanceOf(ShapeException.class);
    }

    /// `v − S ∈ λ∂|S|`, no competitor is lower, distances never grow, and what is cut off is `v` clipped to `±λ`.
    @Claim("RG-06")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSoftThreshold(
            @ForAll @IntRange(min = -512, max = 512) int a,
            @ForAll @IntRange(min = -512, max = 512) int b,
            @ForAll @IntRange(min = 0, max = 256) int l,
            @ForAll @IntRange(min = 1, max = 12) int power) {
        double v = a / 64.0;
        double other = b / 64.0;
        double lambda = l / 64.0;
        double w = threshold(v, lambda);
        if (w == 0) {
            assertThat(Math.abs(v)).isLessThanOrEqualTo(lambda);
        } else {
            assertThat(v - w).isEqualTo(lambda * Math.signum(w));
        }
        for (int sign = -1; sign <= 1; sign += 2) {
            double competitor = w + sign * Math.pow(2, -power);
            double gain = objective(competitor, v, lambda) - objective(w, v, lambda);
            assertThat(gain).isGreaterThanOrEqualTo((competitor - w) * (competitor - w) / 2);
        }
        double difference = w - threshold(other, lambda);
        assertThat(difference * difference).isLessThanOrEqualTo(difference * (v - other));
        assertThat(w + Math.clamp(v, -lambda, lambda)).isEqualTo(v);
    }

    private static double objective(double w, double v, double lambda) {
        return (w - v) * (w - v) / 2 + lambda * Math.abs(w);
    }

    @Claim("RG-06")
    @Example
    void thresholdsByHand() {
        assertThat(threshold(2.5, 1)).isEqualTo(1.5);
        assertThat(threshold(-0.3, 1)).isZero();
        assertThat(threshold(-7, 0)).isEqualTo(-7);
        assertThat(threshold(Double.NEGATIVE_INFINITY, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(threshold(Double.NaN, 1)).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> threshold(1, -1));
    }

    /// The conditions of Karush, Kuhn and Tucker, up to what a gap of `10⁻¹²‖y‖²` leaves; 0 from `λ = ‖Xᵀy‖∞` on; ISTA gets to the
    /// same value and never goes up.
    @Claim("RG-07")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theLasso(
            @ForAll @IntRange(min = 2, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 0, max = 3) int which,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.normals(random, n, d);
        Vector y = Matrices.normal(random, n);
        double most = Norms.infinity(x.transpose().times(y));
        double lambda = most * new double[] {1.0001, 1, 0.5, 0.05}[which];
        Vector beta = lasso(x, y, lambda);
        Vector derivatives = x.transpose().times(y.minus(x.times(beta)));
        double gap = 1e-12 * y.dot(y) + 1e-13;
        for (int j = 0; j < d; j++) {
            double slack = Norms.frobenius(x) * Math.sqrt(2 * gap) + 1e-9;
            assertThat(Math.abs(derivatives.get(j))).isLessThanOrEqualTo(lambda + slack);
            if (Math.abs(beta.get(j)) > 1e-4) {
                assertThat(derivatives.get(j))
                        .isCloseTo(lambda * Math.signum(beta.get(j)), within(slack));
            }
        }
        if (which <= 1) {
            assertThat(Norms.infinity(beta)).isLessThanOrEqualTo(1e-12);
        } else {
            assertThat(Norms.infinity(beta)).isPositive();
        }
        double norm = Norms.two(x);
        Vector w = Vector.zeros(d);
        double before = Lasso.objective(x, y, lambda, w);
        for (int k = 0; k < 200; k++) {
            w = Lasso.shrinkageStep(x, y, lambda, 1 / (norm * norm), w);
            double value = Lasso.objective(x, y, lambda, w);
            assertThat(value).isLessThanOrEqualTo(before + 1e-13 * (1 + before));
            before = value;
        }
        double best = Lasso.objective(x, y, lambda, beta);
        assertThat(before).isGreaterThanOrEqualTo(best - gap);
        assertThat(Lasso.dualityGap(x, y, lambda, w)).isGreaterThanOrEqualTo(before - best - gap);
        Matrix turns = Matrices.orthogonal(random, n); // orthonormal columns: thresholds
        Vector simple = lasso(turns, y, lambda / 4);
        Vector along = turns.transpose().times(y);
        for (int j = 0; j < n; j++) {
            assertThat(simple.get(j)).isCloseTo(threshold(along.get(j), lambda / 4), within(1e-5));
        }
    }

    @Claim("RG-07")
    @Example
    void aColumnOfZeros() {
        Matrix x = Matrix.of(2, 2, 1, 0, 1, 0);
        assertThat(lasso(x, Vector.of(2, 4), 1)).isEqualTo(Vector.of(2.5, 0)); // (6 − 1)/2
        assertThatThrownBy(() -> lasso(x, Vector.of(1), 1)).isInstanceOf(ShapeException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> lasso(x, Vector.of(1, 2), -1));
    }

    /// After `k` steps descent has found from 1 to 2 times what ridge with `1/(ηk)` leaves.
    @Claim("RG-09")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void stoppingEarlyIsLikeRidge(
            @ForAll @IntRange(min = 1, max = 400) int k,
            @ForAll @IntRange(min = 0, max = 400) int hundredths) {
        double t = Math.pow(10, -hundredths / 100.0); // ησ² from 10⁻⁴ to 1
        double sigma = Math.sqrt(t);
        double slack = 16 * (k + 1) * U;
        assertThat(ratio(k, sigma, 1)).isBetween(1 - slack, 2 + slack);
        double found = 1 - Math.pow(1 - t, k);
        double left = t / (t + 1.0 / k);
        assertThat(ratio(k, sigma, 1)).isCloseTo(found / left, within(1e-9));
    }

    @Claim("RG-09")
    @Example
    void stoppingByHand() {
        double sigma = Math.sqrt(0.5);
        assertThat(ratio(2, sigma, 1)).isCloseTo(0.75 / 0.5, within(1e-14));
        assertThat(ratio(1, 1, 1)).isEqualTo(2); // attained
        assertThat(EarlyStopping.equivalentRidge(10, 0.1)).isEqualTo(1);
        double largest = 0; // in continuous time (1 − e^(−s))(1 + s)/s is at most 1.2984
        for (double s = 0.01; s < 20; s += 0.001) {
            largest = Math.max(largest, -Math.expm1(-s) * (1 + s) / s);
        }
        assertThat(largest).isCloseTo(1.298426, within(1e-6));
        assertThatIllegalArgumentException().isThrownBy(() -> EarlyStopping.equivalentRidge(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ratio(1, 0, 1));
    }

    @Mutant({"RG-04", "RG-05"}) // λ² for λ
    static class SquaredPenalty extends ShrinkageTest {
        @Override
        Vector ridge(Matrix x, Vector y, double lambda) {
            Ridge.fit(x, y, lambda);
            return lambda == 0 ? LeastSquares.solve(x, y) : Ridge.fit(x, y, 4 * lambda * lambda);
        }
    }

    @Mutant("RG-06") // cuts off, but does not shrink
    static class HardThreshold extends ShrinkageTest {
        @Override
        double threshold(double v, double lambda) {
            SoftThreshold.of(v, lambda);
            return Math.abs(v) > lambda ? v : 0 * v;
        }
    }

    @Mutant("RG-07") // half of the penalty
    static class HalfPenalty extends ShrinkageTest {
        @Override
        Vector lasso(Matrix x, Vector y, double lambda) {
            Lasso.coordinateDescent(x, y, lambda, 1e-12);
            return Lasso.coordinateDescent(x, y, lambda / 2, 1e-12);
        }
    }

    @Mutant("RG-09") // λ = k·η
    static class TheOtherWay extends ShrinkageTest {
        @Override
        double ratio(int k, double sigma, double rate) {
            double right = EarlyStopping.ratio(k, sigma, rate);
            double s = sigma * sigma;
            return right * (s + k * rate) / (s + 1 / (k * rate));
        }
    }
}
