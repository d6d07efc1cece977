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
import org.firstprinciples.mathfoundations.optimization.LeastSquaresDescent;
import org.firstprinciples.mathfoundations.probability.Laplace;
import org.firstprinciples.mathfoundations.probability.Normal;

import java.util.SplittableRandom;

class ShrinkageTest {

    private static final double U = 0x1p-53;

    Vector ridge(Matrix x, Vector y, double lambda) {
        return Ridge.fit(x, y, lambda);
    }

    double kept(double sigma, double lambda) {
        return Ridge.kept(sigma, lambda);
    }

    double degreesOfFreedom(Matrix x, double lambda) {
        return Ridge.degreesOfFreedom(x, lambda);
    }

    Vector step(Matrix x, Vector y, double lambda, double rate, Vector w) {
        return Lasso.shrinkageStep(x, y, lambda, rate, w);
    }

    double gap(Matrix x, Vector y, double lambda, Vector w) {
        return Lasso.dualityGap(x, y, lambda, w);
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

    /// Minus the logarithm of likelihood and prior is the penalized sum of squares, over `τ²` and up to a constant: for two weights the
    /// differences agree, and the fit is the likeliest.
    @Claim("RG-04")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void ridgeIsANormalPrior(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.matrix(Matrices.integers(random, n, d, 5));
        Vector y = Vector.of(random.ints(n, -5, 6).asDoubleStream().toArray());
        double tau = random.nextDouble(0.5, 2);
        double rho = random.nextDouble(0.5, 2);
        double lambda = tau * tau / (rho * rho);
        Vector v = Matrices.normal(random, d);
        Vector w = Matrices.normal(random, d);
        double byPrior = surprise(x, y, v, tau, rho, false) - surprise(x, y, w, tau, rho, false);
        double byPenalty =
                (penalized(x, y, v, lambda) - penalized(x, y, w, lambda)) / (2 * tau * tau);
        double size =
                1 + Math.abs(byPenalty) + penalized(x, y, v, lambda) + penalized(x, y, w, lambda);
        assertThat(byPrior).isCloseTo(byPenalty, within(64 * (n + d) * U * 4 * size));
        Vector best = ridge(x, y, lambda);
        assertThat(surprise(x, y, best, tau, rho, false))
                .isLessThanOrEqualTo(surprise(x, y, v, tau, rho, false) + 64 * n * U * size);
        for (int j = 0; j < d; j++) { // a neighbor is less likely by step²/2ρ² at least
            for (double step : new double[] {-0.01, -0.001, 0.001, 0.01}) {
                double[] neighbor = best.toArray();
                neighbor[j] += step;
                assertThat(surprise(x, y, best, tau, rho, false))
                        .isLessThan(surprise(x, y, Vector.of(neighbor), tau, rho, false));
            }
        }
    }

    @Claim("RG-23")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aLaplacePriorIsAnAbsolutePenalty(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.matrix(Matrices.integers(random, n, d, 5));
        Vector y = Vector.of(random.ints(n, -5, 6).asDoubleStream().toArray());
        double tau = random.nextDouble(0.5, 2);
        double rho = random.nextDouble(0.5, 2);
        double lambda = tau * tau / rho;
        Vector v = Matrices.normal(random, d);
        Vector w = Matrices.normal(random, d);
        double byPrior = surprise(x, y, v, tau, rho, true) - surprise(x, y, w, tau, rho, true);
        double ofV = Lasso.objective(x, y, lambda, v);
        double ofW = Lasso.objective(x, y, lambda, w);
        double slack = 256 * (n + d) * U * (1 + 4 * (ofV + ofW));
        assertThat(byPrior).isCloseTo((ofV - ofW) / (tau * tau), within(slack));
        Vector best = lasso(x, y, lambda);
        double least = surprise(x, y, best, tau, rho, true);
        double gap = 4e-12 * (1 + y.dot(y));
        assertThat(least).isLessThanOrEqualTo(surprise(x, y, v, tau, rho, true) + slack + gap);
        for (int j = 0; j < d; j++) { // nor is a neighbor likelier
            for (double step : new double[] {-0.01, -0.001, 0.001, 0.01}) {
                double[] neighbor = best.toArray();
                neighbor[j] += step;
                assertThat(least)
                        .isLessThanOrEqualTo(
                                surprise(x, y, Vector.of(neighbor), tau, rho, true) + slack + gap);
            }
        }
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

    /// Four routes to one solution: stacked, normal equations, singular values and the dual.
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
        for (int i = 0; i < Math.min(n, d); i++) {
            double sigma = svd.getSingularValues()[i];
            double factor =
                    sigma
                            / (sigma * sigma + lambda)
                            * Vector.of(svd.getU().getColumnVector(i)).dot(y);
            bySvd = bySvd.plus(Vector.of(svd.getV().getColumnVector(i)).times(factor));
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
    }

    /// Columns that may depend on each other, or be 0: the loss at `ŵ + v` is larger by `½‖Xv‖² + ½λ‖v‖²`.
    @Claim("RG-05")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void exactlyOneMinimum(
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = -3, max = 6) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.matrix(Matrices.integers(random, n, d, 1));
        Vector y = Vector.of(random.ints(n, -5, 6).asDoubleStream().toArray());
        double lambda = Math.pow(2, power);
        Vector w = ridge(x, y, lambda);
        Vector v = Matrices.normal(random, d);
        Vector moved = x.times(v);
        double least = penalized(x, y, w, lambda) / 2;
        double expected = least + moved.dot(moved) / 2 + lambda * v.dot(v) / 2;
        assertThat(penalized(x, y, w.plus(v), lambda) / 2)
                .isCloseTo(expected, within(1e-11 * (1 + expected)));
    }

    /// Each component is that of the shortest least squares solution, which the singular values of Commons Math give, times what is
    /// kept; the singular values reach 0.
    @Claim("RG-18")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void ridgeShrinksMostWhatTheDataShowLeast(
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = -3, max = 6) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.matrix(Matrices.integers(random, n, d, 2));
        Vector y = Vector.of(random.ints(n, -5, 6).asDoubleStream().toArray());
        double lambda = Math.pow(2, power);
        Vector w = ridge(x, y, lambda);
        Vector sum = Vector.zeros(d);
        SingularValueDecomposition svd = new SingularValueDecomposition(x.toRealMatrix());
        for (int i = 0; i < Math.min(n, d); i++) {
            double sigma = svd.getSingularValues()[i];
            Vector v = Vector.of(svd.getV().getColumnVector(i));
            if (sigma < 1e-9) {
                assertThat(v.dot(w)).isCloseTo(0, within(1e-11));
                continue;
            }
            double shortest = Vector.of(svd.getU().getColumnVector(i)).dot(y) / sigma;
            assertThat(v.dot(w)).isCloseTo(kept(sigma, lambda) * shortest, within(1e-10));
            sum = sum.plus(v.times(sigma / (sigma * sigma + lambda) * shortest * sigma));
        }
        assertThat(Norms.two(w.minus(sum))).isLessThan(1e-10);
    }

    /// Both change strictly from `λ` to `2λ` if `Xᵀy ≠ 0`, in whole numbers; near 0 the distance from the shortest solution is
    /// `λ/(σ² + λ)` of each of its components.
    @Claim("RG-19")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aLargerPenaltyMeansShorterWeightsAndAWorseFit(
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = -10, max = 10) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.matrix(Matrices.integers(random, n, d, 2));
        Vector y = Vector.of(random.ints(n, -5, 6).asDoubleStream().toArray());
        double lambda = Math.pow(2, power);
        Vector less = ridge(x, y, lambda);
        Vector more = ridge(x, y, 2 * lambda);
        double fit = Norms.two(y.minus(x.times(less)));
        double worse = Norms.two(y.minus(x.times(more)));
        if (Norms.infinity(x.transpose().times(y)) == 0) {
            assertThat(Norms.two(less)).isLessThan(1e-14);
            assertThat(worse).isCloseTo(fit, within(1e-13));
        } else {
            assertThat(Norms.two(more)).isLessThan(Norms.two(less));
            assertThat(worse).isGreaterThan(fit);
        }
        SingularValueDecomposition svd = new SingularValueDecomposition(x.toRealMatrix());
        double tiny = 1e-6;
        Vector shortest = Vector.zeros(d);
        double bound = 1e-7;
        for (int i = 0; i < Math.min(n, d); i++) {
            double sigma = svd.getSingularValues()[i];
            if (sigma > 1e-9) {
                double along = Vector.of(svd.getU().getColumnVector(i)).dot(y) / sigma;
                shortest = shortest.plus(Vector.of(svd.getV().getColumnVector(i)).times(along));
                bound += tiny / (sigma * sigma + tiny) * Math.abs(along);
            }
        }
        assertThat(Norms.two(ridge(x, y, tiny).minus(shortest))).isLessThanOrEqualTo(bound);
    }

    /// The sum over the singular values is how far fitted values follow their targets, and falls from the rank to 0.
    @Claim("RG-20")
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aPenaltyRemovesWeightsGradually(
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = -6, max = 6) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.matrix(Matrices.integers(random, n, d, 2));
        double lambda = Math.pow(2, power);
        double follows = 0;
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            follows += x.times(ridge(x, Vector.of(unit), lambda)).get(i);
        }
        double free = degreesOfFreedom(x, lambda);
        assertThat(free).isCloseTo(follows, within(1e-10));
        int rank = new SingularValueDecomposition(x.toRealMatrix()).getRank();
        if (rank > 0) {
            assertThat(degreesOfFreedom(x, 2 * lambda)).isLessThan(free);
        }
        double square = Norms.frobenius(x) * Norms.frobenius(x);
        assertThat(degreesOfFreedom(x, 1e9)).isBetween(0.0, square / 1e9);
        assertThat(degreesOfFreedom(x, 1e-9)).isCloseTo(rank, within(1e-4));
    }

    private static Matrix symmetric(Matrix a) {
        return a.plus(a.transpose()).times(0.5);
    }

    /// The document's example.
    @Example
    void twoFeaturesThatNearlyAgree() {
        Matrix x = Matrix.of(2, 2, 1.1, 0.9, 0.9, 1.1);
        Vector y = Vector.of(1, 0.6);
        double[] sigma = new SingularValueDecomposition(x.toRealMatrix()).getSingularValues();
        assertThat(sigma).containsExactly(new double[] {2, 0.2}, within(1e-14));
        double[][] expected = {{1.4, -0.6}, {0.3585, 0.2815}, {0.0825, 0.0775}};
        double[] lengths = {0, 0.354, 0.948};
        double[] lambdas = {0, 1, 16};
        for (int i = 0; i < 3; i++) {
            Vector w = Ridge.fit(x, y, lambdas[i]);
            assertThat(w.toArray()).containsExactly(expected[i], within(5e-5));
            assertThat(Norms.two(y.minus(x.times(w)))).isCloseTo(lengths[i], within(5e-4));
        }
        assertThat(Ridge.kept(2, 1)).isEqualTo(0.8);
        assertThat(Ridge.kept(0.2, 1)).isCloseTo(0.0385, within(5e-5));
        assertThat(Ridge.kept(0, 0)).isZero();
        assertThat(Ridge.degreesOfFreedom(x, 1)).isCloseTo(0.8385, within(5e-5));
        // true weights (1, 0), input (0, 1): the average prediction is 0, then 0.409, then 0.045
        double[] single = {0, 0.409, 0.045};
        double[] of = {0, 0.4, 40};
        for (int i = 0; i < 3; i++) {
            Vector average = Ridge.fit(x, x.times(Vector.of(1, 0)), of[i]);
            assertThat(average.get(1)).isCloseTo(single[i], within(5e-4));
        }
    }

    /// The document's example: the lasso keeps one of the two, from `λ = 0.024` on (exercise 21).
    @Example
    void theLassoSwitchesOneOff() {
        Matrix x = Matrix.of(2, 2, 1.1, 0.9, 0.9, 1.1);
        Vector y = Vector.of(1, 0.6);
        assertThat(x.transpose().times(y).toArray())
                .containsExactly(new double[] {1.64, 1.56}, within(1e-14));
        Vector w = Lasso.coordinateDescent(x, y, 1, 1e-15);
        assertThat(w.get(0)).isCloseTo(0.3168, within(5e-5));
        assertThat(w.get(1)).isZero();
        Vector pulls = x.transpose().times(y.minus(x.times(w)));
        assertThat(pulls.get(0)).isCloseTo(1, within(1e-6));
        assertThat(pulls.get(1)).isCloseTo(0.9327, within(5e-5));
        for (double lambda : new double[] {0.0241, 0.1, 1.64, 3}) {
            assertThat(Lasso.coordinateDescent(x, y, lambda, 1e-15).get(1)).isZero();
        }
        Vector border = Lasso.coordinateDescent(x, y, 0.024, 1e-15);
        assertThat(border.toArray()).containsExactly(new double[] {0.8, 0}, within(1e-5));
        Vector both = Lasso.coordinateDescent(x, y, 0.023, 1e-15);
        assertThat(both.toArray()).containsExactly(new double[] {0.825, -0.025}, within(1e-5));
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
            @ForAll @IntRange(min = 1, max = 12) int power,
            @ForAll @IntRange(min = -2048, max = 2048) int far) {
        double v = a / 64.0;
        double other = b / 64.0;
        double lambda = l / 64.0;
        double w = threshold(v, lambda);
        if (w == 0) {
            assertThat(Math.abs(v)).isLessThanOrEqualTo(lambda);
        } else {
            assertThat(v - w).isEqualTo(lambda * Math.signum(w));
        }
        double near = Math.pow(2, -power);
        for (double competitor : new double[] {w - near, w + near, far / 64.0}) {
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

    /// The conditions of Karush, Kuhn and Tucker at the minimum that is found, up to what a gap of `10⁻¹²‖y‖²` leaves; 0 from
    /// `λ = ‖Xᵀy‖∞` on.
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
        Matrix turns = Matrices.orthogonal(random, n); // orthonormal columns: thresholds
        Vector simple = lasso(turns, y, lambda / 4);
        Vector along = turns.transpose().times(y);
        for (int j = 0; j < n; j++) {
            assertThat(simple.get(j)).isCloseTo(threshold(along.get(j), lambda / 4), within(1e-5));
        }
    }

    /// Whole numbers that satisfy the conditions by construction, with `r = λe₁` and `X₁ⱼ = sign wⱼ`, or from −1 to 1 where `wⱼ = 0`: no
    /// other weights are lower. With one condition violated, some are.
    @Claim("RG-07")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void ifAndOnlyIf(
            @ForAll @IntRange(min = 2, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = 1, max = 4) int lambda,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] entries = Matrices.matrix(Matrices.integers(random, n, d, 3)).toArray();
        double[] weights = new double[d];
        for (int j = 0; j < d; j++) {
            weights[j] = random.nextBoolean() ? 0 : random.nextInt(-3, 4);
            entries[j] = weights[j] == 0 ? random.nextInt(-4, 5) / 4.0 : Math.signum(weights[j]);
        }
        Vector w = Vector.of(weights);
        double[] residual = new double[n];
        residual[0] = lambda;
        Matrix x = Matrix.of(n, d, entries);
        Vector y = x.times(w).plus(Vector.of(residual));
        double least = Lasso.objective(x, y, lambda, w);
        for (int i = 0; i < 20; i++) {
            double[] other = weights.clone();
            for (int j = 0; j < d; j++) {
                other[j] += random.nextInt(-8, 9) * Math.pow(2, -random.nextInt(8));
            }
            assertThat(Lasso.objective(x, y, lambda, Vector.of(other)))
                    .isGreaterThanOrEqualTo(least);
        }
        assertThat(Lasso.objective(x, y, lambda, lasso(x, y, lambda)))
                .isCloseTo(least, within(1e-10 * (1 + y.dot(y))));
        int violated = random.nextInt(d);
        entries[violated] = weights[violated] == 0 ? 2 : -entries[violated];
        Matrix wrong = Matrix.of(n, d, entries);
        Vector target = wrong.times(w).plus(Vector.of(residual));
        double[] lower = weights.clone();
        lower[violated] +=
                Math.pow(2, -12) * (weights[violated] == 0 ? 1 : -Math.signum(weights[violated]));
        assertThat(Lasso.objective(wrong, target, lambda, Vector.of(lower)))
                .isLessThan(Lasso.objective(wrong, target, lambda, w));
    }

    /// A smaller tolerance is a later sweep of the same run: the loss never rises from one to the next, and the last satisfies the
    /// conditions; `λ = 0`, one row, parallel columns and columns of zeros included.
    @Claim("RG-07")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void coordinateDescentNeverGoesUphill(
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = 0, max = 6) int halves,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.matrix(Matrices.integers(random, n, d, 2));
        Vector y = Vector.of(random.ints(n, -5, 6).asDoubleStream().toArray());
        double lambda = halves / 2.0;
        double before = y.dot(y) / 2;
        for (int k = 0; k <= 12; k++) {
            Vector later = Lasso.coordinateDescent(x, y, lambda, Math.pow(10, -k));
            double now = Lasso.objective(x, y, lambda, later);
            assertThat(now).isLessThanOrEqualTo(before + 1e-13 * (1 + before));
            before = now;
        }
        Vector w = lasso(x, y, lambda);
        Vector pulls = x.transpose().times(y.minus(x.times(w)));
        for (int j = 0; j < d; j++) {
            double slack = 1e-5 * (1 + Norms.two(y));
            assertThat(Math.abs(pulls.get(j))).isLessThanOrEqualTo(lambda + slack);
            if (Math.abs(w.get(j)) > 1e-4) {
                assertThat(pulls.get(j)).isCloseTo(lambda * Math.signum(w.get(j)), within(slack));
            }
        }
    }

    /// Matrices of any shape, the longest step included, from anywhere.
    @Claim("RG-24")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void gradientStepThenThresholdNeverGoesUphill(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 0, max = 8) int strength,
            @ForAll @IntRange(min = 1, max = 16) int sixteenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.normals(random, n, d);
        Vector y = Matrices.normal(random, n).times(3);
        double norm = new SingularValueDecomposition(x.toRealMatrix()).getNorm();
        double rate = sixteenths / 16.0 / (norm * norm);
        double lambda = strength / 4.0;
        Vector w = Matrices.normal(random, d).times(random.nextInt(4));
        double before = Lasso.objective(x, y, lambda, w);
        for (int k = 0; k < 30; k++) {
            w = step(x, y, lambda, rate, w);
            double value = Lasso.objective(x, y, lambda, w);
            assertThat(value).isLessThanOrEqualTo(before + 1e-13 * (1 + before));
            before = value;
        }
        if (lambda > 0) { // the minimum rests: ‖w₊ − w‖² is at most 2η times what is left to gain
            Vector best = lasso(x, y, lambda);
            double left = 1e-12 * y.dot(y) + 1e-13;
            assertThat(Norms.two(step(x, y, lambda, rate, best).minus(best)))
                    .isLessThanOrEqualTo(Math.sqrt(2 * rate * left) * 2);
        }
    }

    @Claim("RG-24")
    @Example
    void stepsByHand() {
        Matrix x = Matrix.of(2, 1, 1, 2);
        Vector y = Vector.of(1, 1.5);
        Vector w = Vector.zeros(1);
        for (double expected : new double[] {0.3, 0.45, 0.525}) {
            w = step(x, y, 1, 0.1, w);
            assertThat(w.get(0)).isCloseTo(expected, within(1e-15));
        }
        Matrix one = Matrix.of(1, 1, 1); // a step that is too long
        Vector far = step(one, Vector.of(1), 0.1, 3, Vector.zeros(1));
        assertThat(far.get(0)).isCloseTo(2.7, within(1e-15));
        assertThat(Lasso.objective(one, Vector.of(1), 0.1, far)).isCloseTo(1.715, within(1e-14));
        assertThat(Lasso.objective(one, Vector.of(1), 0.1, Vector.zeros(1))).isEqualTo(0.5);
    }

    /// The bound is below the loss of the minimum and of random weights, and is the formula's.
    @Claim("RG-25")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theGapBoundsWhatIsLeftToGain(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 0, max = 8) int strength,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.normals(random, n, d);
        Vector y = Matrices.normal(random, n).times(3);
        double lambda = strength / 4.0;
        Vector w = Matrices.normal(random, d).times(random.nextInt(3));
        double loss = Lasso.objective(x, y, lambda, w);
        double bound = loss - gap(x, y, lambda, w);
        double slack = 1e-11 * (1 + loss + y.dot(y));
        Vector residual = y.minus(x.times(w));
        double largest = Norms.infinity(x.transpose().times(residual));
        double nu = largest <= lambda ? 1 : lambda / largest;
        Vector rest = y.minus(residual.times(nu));
        assertThat(bound).isCloseTo((y.dot(y) - rest.dot(rest)) / 2, within(slack));
        for (int i = 0; i < 10; i++) {
            Vector other = Matrices.normal(random, d).times(random.nextInt(3));
            assertThat(Lasso.objective(x, y, lambda, other)).isGreaterThanOrEqualTo(bound - slack);
        }
        if (lambda > 0) {
            Vector best = lasso(x, y, lambda);
            assertThat(Lasso.objective(x, y, lambda, best)).isGreaterThanOrEqualTo(bound - slack);
            assertThat(gap(x, y, lambda, best)).isLessThanOrEqualTo(1e-12 * y.dot(y) + slack);
        }
    }

    @Claim("RG-25")
    @Example
    void theGapByHand() {
        Matrix x = Matrix.of(2, 1, 1, 2);
        Vector y = Vector.of(1, 1.5);
        Vector w = Vector.of(0.45);
        double loss = Lasso.objective(x, y, 1, w);
        assertThat(loss).isCloseTo(0.78125, within(1e-15));
        assertThat(loss - gap(x, y, 1, w)).isCloseTo(0.720, within(5e-4));
        assertThat(gap(x, y, 1, w)).isCloseTo(0.061, within(5e-4));
        assertThat(Lasso.objective(x, y, 1, Vector.of(0.6))).isCloseTo(0.725, within(1e-15));
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

    /// Descent and ridge themselves, along each singular direction.
    @Claim("RG-09")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void eachComponentOfTheWeights(
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = 1, max = 60) int k,
            @ForAll @IntRange(min = 1, max = 16) int sixteenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.normals(random, d + 1, d);
        Vector y = Matrices.normal(random, d + 1);
        SingularValueDecomposition svd = new SingularValueDecomposition(x.toRealMatrix());
        double rate = sixteenths / 16.0 / (svd.getNorm() * svd.getNorm());
        Vector stopped = LeastSquaresDescent.after(k, x, y, Vector.zeros(d), rate);
        Vector ridge = ridge(x, y, EarlyStopping.equivalentRidge(k, rate));
        for (int i = 0; i < d; i++) {
            Vector v = Vector.of(svd.getV().getColumnVector(i));
            double ofDescent = v.dot(stopped);
            double ofRidge = v.dot(ridge);
            double ratio = ratio(k, svd.getSingularValues()[i], rate);
            assertThat(ratio).isBetween(1 - 1e-13, 2 + 1e-13);
            assertThat(ofDescent).isCloseTo(ratio * ofRidge, within(1e-11 * (1 + Norms.two(y))));
        }
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

    @Mutant("RG-18") // σ for σ²
    static class NotSquared extends ShrinkageTest {
        @Override
        double kept(double sigma, double lambda) {
            return Ridge.kept(Math.sqrt(sigma), lambda);
        }
    }

    @Mutant("RG-20") // counts what is above √λ
    static class Counts extends ShrinkageTest {
        @Override
        double degreesOfFreedom(Matrix x, double lambda) {
            return Math.rint(Ridge.degreesOfFreedom(x, lambda));
        }
    }

    @Mutant("RG-24") // the threshold without the rate
    static class WholeThreshold extends ShrinkageTest {
        @Override
        Vector step(Matrix x, Vector y, double lambda, double rate, Vector w) {
            return Lasso.shrinkageStep(x, y, lambda / rate, rate, w);
        }
    }

    @Mutant("RG-25") // the residual is not shrunk
    static class Unshrunk extends ShrinkageTest {
        @Override
        double gap(Matrix x, Vector y, double lambda, Vector w) {
            Lasso.dualityGap(x, y, lambda, w);
            Vector r = y.minus(x.times(w));
            Vector rest = y.minus(r);
            return Lasso.objective(x, y, lambda, w) - (y.dot(y) - rest.dot(rest)) / 2;
        }
    }

    @Mutant("RG-19") // grows with λ
    static class Grows extends ShrinkageTest {
        @Override
        Vector ridge(Matrix x, Vector y, double lambda) {
            return Ridge.fit(x, y, 1 / lambda);
        }
    }

    @Mutant({"RG-04", "RG-05"}) // λ² for λ
    static class SquaredPenalty extends ShrinkageTest {
        @Override
        Vector ridge(Matrix x, Vector y, double lambda) {
            Ridge.fit(x, y, lambda);
            return lambda == 0 ? LeastSquares.solve(x, y) : Ridge.fit(x, y, 4 * lambda * lambda);
        }
    }

    @Mutant("RG-04") // a tenth too much
    static class ATenthTooMuch extends ShrinkageTest {
        @Override
        Vector ridge(Matrix x, Vector y, double lambda) {
            return Ridge.fit(x, y, 1.1 * lambda);
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

    @Mutant({"RG-07", "RG-23"}) // half of the penalty
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
