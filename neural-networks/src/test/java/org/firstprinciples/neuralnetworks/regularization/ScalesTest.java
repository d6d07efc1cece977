package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;
import org.firstprinciples.mathfoundations.linearalgebra.LeastSquares;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.generators.Engines;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Numbers near both ends of the range, borders of `λ`, and rows without spread.
class ScalesTest {

    /// At `λ = 0`, and as good as 0, least squares; at `λ = ∞` nothing.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theLassoAtBothEndsOfLambda(@ForAll @IntRange(min = 1, max = 4) int d, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.ofCondition(random, d + 3, d, 10);
        Vector y = Matrices.normal(random, d + 3);
        Vector expected = LeastSquares.solve(x, y);
        for (double lambda : new double[] {0, 1e-300, 1e-20, 1e-16}) {
            Vector beta = Lasso.coordinateDescent(x, y, lambda, 1e-14);
            assertThat(Norms.two(beta.minus(expected))).isLessThan(1e-5);
        }
        Vector none = Lasso.coordinateDescent(x, y, Double.POSITIVE_INFINITY, 1e-14);
        assertThat(none).isEqualTo(Vector.zeros(d));
        assertThat(Lasso.objective(x, y, Double.POSITIVE_INFINITY, none))
                .isCloseTo(y.dot(y) / 2, within(1e-12));
    }

    /// `X·2ⁱ`, `y·2ᵏ` and `λ·2ⁱ⁺ᵏ` have the weights `β·2ᵏ⁻ⁱ`, bit by bit.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theLassoOfAnyScale(
            @ForAll @IntRange(min = -900, max = 900) int far,
            @ForAll @IntRange(min = -100, max = 100) int near,
            @ForAll boolean farIsX,
            @ForAll long seed) {
        int i = farIsX ? far : near;
        int k = farIsX ? near : far;
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.normals(random, 6, 3);
        Vector y = Matrices.normal(random, 6);
        double lambda = Norms.infinity(x.transpose().times(y)) / 4;
        Vector beta = Lasso.coordinateDescent(x, y, lambda, 1e-10);
        Vector scaled =
                Lasso.coordinateDescent(
                        BinaryScaling.times(i, x),
                        BinaryScaling.times(k, y),
                        StrictMath.scalb(lambda, i + k),
                        1e-10);
        assertThat(scaled).isEqualTo(BinaryScaling.times(k - i, beta));
    }

    /// Nothing is left to explain: a gap of 0 is small enough.
    @Example
    void theLassoOfNothing() {
        Matrix x = Matrix.of(2, 1, 1, 2);
        for (double tolerance : new double[] {0, 1e-9}) {
            assertThat(Lasso.coordinateDescent(x, Vector.zeros(2), 1, tolerance))
                    .isEqualTo(Vector.zeros(1));
        }
    }

    @Example
    void theLassoOfNoNumbers() {
        Matrix x = Matrix.of(1, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lasso.coordinateDescent(x, Vector.of(1), 1, Double.NaN))
                .withMessage("λ and the tolerance must be 0 or more, got 1.0 and NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lasso.coordinateDescent(x, Vector.of(1), Double.NaN, 1e-9))
                .withMessage("λ and the tolerance must be 0 or more, got NaN and 1.0E-9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lasso.coordinateDescent(x, Vector.of(Double.NaN), 1, 1e-9))
                .withMessage("lasso: y must be finite, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Lasso.coordinateDescent(
                                Matrix.of(1, 1, Double.NEGATIVE_INFINITY), Vector.of(1), 1, 1e-9))
                .withMessage("lasso: X must be finite, got -Infinity");
    }

    /// `X` has rank 1, so the weights are `⟨u,y⟩/σ·v` up to `λ/σ²`: for `X = abᵀ` they are `⟨a,y⟩b/(‖a‖²‖b‖²)`.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void ridgeWithALambdaThatRoundingHides(
            @ForAll @IntRange(min = -300, max = -20) int power, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] a = Matrices.integers(random, 4, 1, 5);
        long[][] b = Matrices.integers(random, 3, 1, 5);
        a[0][0] = 1;
        b[0][0] = 1;
        Matrix left = Matrices.matrix(a);
        Matrix right = Matrices.matrix(b);
        Matrix x = left.times(right.transpose());
        Vector y = Matrices.normal(random, 4);
        double lambda = Math.pow(10, power);
        double norms = Math.pow(Norms.frobenius(left), 2) * Math.pow(Norms.frobenius(right), 2);
        double along = left.transpose().times(y).get(0) / norms;
        Vector w = Ridge.fit(x, y, lambda);
        for (int j = 0; j < 3; j++) {
            assertThat(w.get(j)).isCloseTo(along * b[j][0], within(1e-12));
        }
        assertThat(Ridge.degreesOfFreedom(x, lambda)).isCloseTo(1, within(1e-12));
    }

    @Example
    void ridgeByHand() {
        Matrix equal = Matrix.of(2, 2, 1, 1, 1, 1);
        Vector half = Ridge.fit(equal, Vector.of(1, 3), 1e-40); // 2 = w₁ + w₂, the shortest
        assertThat(half.get(0)).isCloseTo(1, within(1e-14));
        assertThat(half.get(1)).isCloseTo(1, within(1e-14));
        Vector wide =
                Ridge.fit(Matrix.of(1, 2, 1, 2), Vector.of(5), 1e-40); // more columns than rows
        assertThat(wide.get(0)).isCloseTo(1, within(1e-14));
        assertThat(wide.get(1)).isCloseTo(2, within(1e-14));
        Matrix units = Matrix.of(2, 2, 1e10, 0, 0, 1e-10); // independent: small is not 0
        assertThat(Ridge.fit(units, Vector.of(1, 1), 1e-40).get(1)).isCloseTo(1e10, within(1e-4));
        assertThat(Ridge.fit(equal, Vector.of(1, 3), Double.POSITIVE_INFINITY))
                .isEqualTo(Vector.of(0, 0));
        Matrix huge = Matrix.of(1, 1, 1e200);
        assertThat(Ridge.degreesOfFreedom(huge, 1)).isEqualTo(1);
        assertThat(Ridge.fit(huge, Vector.of(1e200), 1).get(0)).isCloseTo(1, within(1e-15));
        Matrix tiny = Matrix.of(1, 1, 1e-200);
        assertThat(Ridge.degreesOfFreedom(tiny, 1)).isZero(); // 10⁻⁴⁰⁰
        assertThat(Ridge.fit(tiny, Vector.of(1), 1).get(0)).isCloseTo(1e-200, within(1e-214));
    }

    /// `n(2ᵏx) = n(x)` for `ε = 0`: here by the definition on `x`.
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void rowsOfAnySizeHaveOneRootMeanSquare(
            @ForAll @IntRange(min = -1000, max = 1000) int k,
            @ForAll @IntRange(min = 1, max = 9) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector x = Matrices.normal(random, d);
        Vector dn = Matrices.normal(random, d);
        double r = Math.sqrt(x.dot(x) / d);
        RmsNorm norm = new RmsNorm(0);
        Vector n = norm.normalize(BinaryScaling.times(k, x));
        for (int i = 0; i < d; i++) {
            assertThat(n.get(i)).isCloseTo(x.get(i) / r, within(1e-14 * (1 + Math.abs(n.get(i)))));
        }
        assertThat(norm.adjoint(BinaryScaling.times(k, x), dn))
                .isEqualTo(BinaryScaling.times(-k, norm.adjoint(x, dn)));
    }

    @Example
    void rootMeanSquaresByHand() {
        assertThat(new RmsNorm(0).normalize(Vector.of(1e200, 1e200))).isEqualTo(Vector.of(1, 1));
        assertThat(new RmsNorm(0).normalize(Vector.of(1.7e308, 1.7e308)).get(0))
                .isCloseTo(1, within(1e-15));
        assertThat(new RmsNorm(0).normalize(Vector.of(1e-310, 1e-310))).isEqualTo(Vector.of(1, 1));
        assertThat(new RmsNorm(1e-6).normalize(Vector.of(1e-200)).get(0))
                .isCloseTo(1e-197, within(1e-211));
        assertThat(new RmsNorm(1e-6).normalize(Vector.of(1e200)).get(0)).isEqualTo(1);
        assertThat(new RmsNorm(1).adjoint(Vector.of(0, 0, 0), Vector.of(1e308, 1e308, 1e308)))
                .isEqualTo(Vector.of(1e308, 1e308, 1e308));
    }

    /// The mean of equal numbers is that number, so nothing is left: 0, not `rounding/√ε`; the sum of 768 of them is rounded.
    @Example
    void rowsAndFeaturesWithoutSpread() {
        Shape[] shapes = {Shape.of(1, 768), Shape.of(768)};
        double[] ones = new double[768];
        Arrays.fill(ones, 1);
        for (double value : new double[] {12345.678, 12345.678f, 0.1, 3e38}) {
            double[] row = new double[768];
            Arrays.fill(row, value);
            double[] n = new LayerNorm.Formula(1e-5f).value(shapes, new double[][] {row, ones});
            assertThat(n).containsOnly(0);
            BatchStandardization norm = new BatchStandardization(Vector.of(1), Vector.of(0), 0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> norm.train(Matrix.of(768, 1, row)))
                    .withMessage("feature 0 does not vary, and ε is 0");
            assertThat(BiasVariance.of(value, row)).isEqualTo(new BiasVariance(0, 0));
        }
        BatchStandardization norm = new BatchStandardization(Vector.of(1), Vector.of(0), 1e-5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> norm.train(Matrix.of(2, 1, 1e200, -1e200)))
                .withMessage("the variance of feature 0 plus ε is Infinity");
    }

    /// In `float` as well; and a variance that is no `float` is refused, because its inverse root would make every output `β`.
    @Example
    void batchesWithoutSpreadAndWithTooMuch() {
        float[] x = new float[768];
        Arrays.fill(x, 12345.678f);
        assertThat(normalized(x)).containsOnly(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> normalized(1e20f, -1e20f))
                .withMessage(
                        "batch norm: the variance of feature 0 is larger than the largest float,"
                                + " 3.4028235E38; its mean comes out as 0.0");
        assertThat(normalized(1, Float.NaN)).containsOnly(Float.NaN);
    }

    private static float[] normalized(float... x) {
        Tape tape = new Tape(Engines.SCALAR, Mode.gradients());
        return tape.constant(Tensor.of(Shape.of(x.length, 1), x))
                .apply(
                        new MiniBatchNorm(1e-5f),
                        tape.constant(Tensor.of(Shape.of(1), 1)),
                        tape.constant(Tensor.of(Shape.of(1), 0)))
                .value()
                .toArray();
    }

    @Example
    void theRestByHand() {
        // ln((2(1 − ε) + ε)/ε) = ln 2 + 310 ln 10
        assertThat(new LabelSmoothing(2, 1e-310).bestGap())
                .isCloseTo(Math.log(2) + 310 * Math.log(10), within(1e-9));
        assertThat(new LabelSmoothing(2, 0).bestGap()).isInfinite();
        assertThat(EarlyStopping.ratio(1, 1e-200, 1)).isCloseTo(1, within(1e-15)); // ησ²(1/ησ²)
    }
}
