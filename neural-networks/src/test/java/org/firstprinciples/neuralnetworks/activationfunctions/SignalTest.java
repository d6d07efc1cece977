package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Normal;
import org.firstprinciples.mathfoundations.probability.Philox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

class SignalTest {

    private static final double U = 0x1p-53;

    double variance(Initializer initializer, int fanIn, int fanOut) {
        return initializer.variance(fanIn, fanOut);
    }

    Matrix draw(Initializer initializer, Philox random, int fanIn, int fanOut) {
        return initializer.draw(random, fanIn, fanOut);
    }

    double meanSquare(DoubleUnaryOperator f) {
        return GaussianMoments.meanSquare(f);
    }

    double nextCosine(double c) {
        return ReluKernel.nextCosine(c);
    }

    boolean isDead(Vector w, double b, List<Vector> inputs) {
        return DeadUnit.isDead(w, b, inputs);
    }

    double derivative(Activation f, double z) {
        return f.derivative(z);
    }

    /// The derivative of a deep network is at most the product of the steepest derivatives and norms; a chain of sigmoids at 0 has exactly
    /// `4^(−D)`.
    @Claim("AC-07")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void productsOfSlopes(
            @ForAll @IntRange(min = 0, max = 30) int depth,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll Activation f,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix jacobian = Matrix.identity(width);
        Vector h = Matrices.normal(random, width);
        double bound = 1;
        double chain = 1;
        for (int l = 0; l < depth; l++) {
            Matrix w = Matrices.normals(random, width, width).times(0.5);
            Vector z = h.times(w);
            double[] derivatives = new double[width];
            double[] next = new double[width];
            for (int i = 0; i < width; i++) {
                derivatives[i] = derivative(f, z.get(i));
                next[i] = f.applyAsDouble(z.get(i));
            }
            jacobian =
                    Matrices.diagonal(width, width, derivatives)
                            .times(w.transpose())
                            .times(jacobian);
            bound *= f.lipschitz() * Norms.two(w);
            chain *= derivative(Activation.SIGMOID, 0);
            h = Vector.of(next);
        }
        assertThat(Norms.two(jacobian))
                .isLessThanOrEqualTo(bound * (1 + 200 * (depth + 1) * width * U) * (1 + 1e-9));
        assertThat(chain).isEqualTo(Math.pow(4, -depth));
        Matrix turned = Matrix.identity(width);
        for (int l = 0; l < depth; l++) {
            turned = Matrices.orthogonal(random, width).times(turned);
        }
        Vector x = Matrices.normal(random, width);
        assertThat(Norms.two(turned.times(x)))
                .isCloseTo(Norms.two(x), within(200 * (depth + 1) * width * U * Norms.two(x)));
    }

    /// Over all signs of the weights the mean square after a rectifier is half of `‖x‖²` for each unit: `2/n` as variance keeps it.
    @Claim("AC-08")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void allSignsOfTheWeights(@ForAll @IntRange(min = 1, max = 10) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] x = Matrices.integers(random, 1, n, 9)[0];
        long squares = 0;
        for (long number : x) {
            squares += number * number;
        }
        long rectified = 0;
        long leaky = 0; // with derivative ½, times 4
        long linear = 0;
        for (int code = 0; code < 1 << n; code++) {
            long z = 0;
            for (int i = 0; i < n; i++) {
                z += (code >> i & 1) == 1 ? x[i] : -x[i];
            }
            rectified += z > 0 ? z * z : 0;
            leaky += z > 0 ? 4 * z * z : z * z;
            linear += z * z;
        }
        assertThat(2 * rectified).isEqualTo(squares << n);
        assertThat(8 * leaky).isEqualTo(5 * 4 * squares << n); // (1 + ¼)/2
        assertThat(linear).isEqualTo(squares << n);
        int m = 1 + random.nextInt(9);
        assertThat(variance(Initializer.HE_NORMAL, n, m)).isEqualTo(2.0 / n);
        assertThat(variance(Initializer.LECUN_NORMAL, n, m)).isEqualTo(1.0 / n);
        double glorot = variance(Initializer.GLOROT_NORMAL, n, m);
        assertThat(glorot).isEqualTo(2.0 / (n + m));
        assertThat(glorot).isBetween(1.0 / Math.max(n, m), 1.0 / Math.min(n, m));
        // the harmonic mean of what forward and backward want
        assertThat(1 / glorot).isCloseTo((n + m) / 2.0, within(1e-12 * (n + m)));
    }

    @Claim("AC-08")
    @Example
    void fourNumbersByHand() {
        int[] x = {1, -2, 3, 0};
        int sum = 0;
        for (int code = 0; code < 16; code++) {
            int z = 0;
            for (int i = 0; i < 4; i++) {
                z += (code >> i & 1) == 1 ? x[i] : -x[i];
            }
            sum += Math.max(0, z) * Math.max(0, z);
        }
        assertThat(sum).isEqualTo(112); // half of 16·14
        assertThatIllegalArgumentException()
                .isThrownBy(() -> variance(Initializer.HE_NORMAL, 0, 3));
    }

    @Example
    void aFanOfNothingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> variance(Initializer.HE_NORMAL, 0, 3))
                .withMessage("a fan-in and a fan-out above 0 are needed, got 0 and 3");
    }

    /// A wrong variance halves at each layer; the right one keeps the mean and lets the rest spread: for normal rows of He's size the
    /// mean of the squared ratio of mean squares is `1 + 5/n`, by moments of a normal number in fractions.
    @Claim("AC-09")
    @Property
    void evenTheRightGainFluctuates(@ForAll @IntRange(min = 1, max = 200) int n) {
        // q = Σ relu(w·x)² with w·x ~ N(0, 2/n) for ‖x‖² = n·1: each term has mean 𝔼z²/2 = 1/n·…,
        // in units of 1/n
        BigFraction second = new BigFraction(1, 2).multiply(2); // 𝔼relu(z)² for variance 2
        BigFraction fourth = new BigFraction(1, 2).multiply(3).multiply(4); // 𝔼relu(z)⁴: ½·3·(2)²
        BigFraction variance = fourth.subtract(second.pow(2)); // of one unit
        BigFraction ofMean = variance.divide(n);
        assertThat(second).isEqualTo(BigFraction.ONE);
        assertThat(ofMean).isEqualTo(new BigFraction(5, n));
        DoubleUnaryOperator unit = z -> Math.sqrt(2) * Activation.RELU.applyAsDouble(z);
        assertThat(meanSquare(unit)).isCloseTo(1, within(1e-10));
        assertThat(meanSquare(z -> unit.applyAsDouble(z) * unit.applyAsDouble(z)))
                .isCloseTo(6, within(1e-9));
        // with 1/n: half of it each time
        assertThat(Math.pow(meanSquare(Activation.RELU), 30))
                .isCloseTo(Math.pow(2, -30), within(1e-17));
    }

    /// Weights of one seed: their squares within what chance allows at 10⁻⁹, their mean, their range, and the same bits again.
    @Claim("AC-10")
    @Example
    void initializersDrawWhatTheyPromise() {
        for (Initializer initializer : Initializer.values()) {
            for (int[] fans : new int[][] {{64, 64}, {16, 256}, {256, 16}}) {
                Philox random = Philox.of(5).split("layer");
                Matrix w = draw(initializer, random, fans[0], fans[1]);
                int n = fans[0] * fans[1];
                double s = initializer.variance(fans[0], fans[1]);
                double squares = 0;
                double sum = 0;
                double largest = 0;
                for (double weight : w.toArray()) {
                    squares += weight * weight / s;
                    sum += weight;
                    largest = Math.max(largest, Math.abs(weight));
                }
                ChiSquaredDistribution law = new ChiSquaredDistribution(n);
                assertThat(squares)
                        .isBetween(
                                law.inverseCumulativeProbability(5e-10),
                                law.inverseCumulativeProbability(1 - 5e-10));
                assertThat(Math.abs(sum / n)).isLessThan(6.11 * Math.sqrt(s / n));
                if (initializer == Initializer.GLOROT_UNIFORM) {
                    assertThat(largest).isLessThanOrEqualTo(Math.sqrt(3 * s));
                    assertThat(largest).isGreaterThan(0.99 * Math.sqrt(3 * s));
                }
                assertThat(w.rows()).isEqualTo(fans[0]);
                assertThat(w.columns()).isEqualTo(fans[1]);
                assertThat(draw(initializer, random, fans[0], fans[1])).isEqualTo(w);
                assertThat(draw(initializer, Philox.of(5).split("other"), fans[0], fans[1]))
                        .isNotEqualTo(w);
            }
        }
    }

    /// The table of moments, against formulas where there are some and Gauss's quadrature elsewhere.
    @Claim("AC-11")
    @Example
    void theTableOfGains() {
        double[] means = {
            0.5,
            0,
            1 / Math.sqrt(2 * Math.PI),
            Double.NaN,
            0.1605205723,
            0,
            Double.NaN,
            1 / (2 * Math.sqrt(Math.PI)),
            Double.NaN,
            0.206620964
        };
        double[] squares = {
            0.293379036,
            0.394294490,
            0.5,
            0.50005,
            0.644945417,
            1,
            Double.NaN,
            1 / 3.0 + 1 / (2 * Math.sqrt(3) * Math.PI),
            Double.NaN,
            0.355775520
        };
        int i = 0;
        for (Activation f : Activation.values()) {
            IterativeLegendreGaussIntegrator gauss =
                    new IterativeLegendreGaussIntegrator(20, 1e-13, 1e-14);
            double square = 0;
            double mean = 0;
            for (int side = -1; side <= 0; side++) {
                double from = side * 12.0;
                square +=
                        gauss.integrate(
                                1_000_000,
                                z ->
                                        f.applyAsDouble(z)
                                                * f.applyAsDouble(z)
                                                * Normal.STANDARD.density(z),
                                from,
                                from + 12);
                mean +=
                        gauss.integrate(
                                1_000_000,
                                z -> f.applyAsDouble(z) * Normal.STANDARD.density(z),
                                from,
                                from + 12);
            }
            assertThat(meanSquare(f)).isCloseTo(square, within(1e-10));
            assertThat(GaussianMoments.mean(f)).isCloseTo(mean, within(1e-10));
            if (!Double.isNaN(means[i])) {
                assertThat(GaussianMoments.mean(f)).isCloseTo(means[i], within(6e-10));
            }
            if (!Double.isNaN(squares[i])) {
                assertThat(meanSquare(f)).isCloseTo(squares[i], within(6e-10));
            }
            i++;
        }
        assertThat(GaussianMoments.gain(Activation.RELU)).isCloseTo(Math.sqrt(2), within(1e-9));
    }

    /// The product over an angle against an integral over directions; cosines grow towards 1, like `1 − 9π²/2l²`.
    @Claim("AC-12")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void anglesShrink(@ForAll @IntRange(min = 0, max = 100) int percent) {
        double theta = percent / 100.0 * Math.PI;
        // w = r(cos a, sin a) with r²/2 exponential: 𝔼r² = 2, and a uniform; both are on for a
        // between θ − π/2 and π/2
        double integral =
                theta >= Math.PI
                        ? 0
                        : new IterativeLegendreGaussIntegrator(20, 1e-13, 1e-14)
                                .integrate(
                                        100_000,
                                        a -> 2 * Math.cos(a) * Math.cos(a - theta) / (2 * Math.PI),
                                        theta - Math.PI / 2,
                                        Math.PI / 2);
        assertThat(ReluKernel.product(theta)).isCloseTo(integral, within(1e-10));
        double c = Math.cos(theta);
        assertThat(nextCosine(c)).isCloseTo(2 * ReluKernel.product(theta), within(1e-12));
        assertThat(nextCosine(c)).isGreaterThanOrEqualTo(c - 4 * U);
    }

    @Claim("AC-12")
    @Example
    void cosinesLayerByLayer() {
        double[] expected = {0.3183, 0.4937, 0.6048};
        double c = 0;
        for (int l = 1; l <= 1000; l++) {
            c = nextCosine(c);
            if (l <= 3) {
                assertThat(c).isCloseTo(expected[l - 1], within(5e-5));
            }
        }
        assertThat(1e6 * (1 - c)).isCloseTo(43.1, within(0.1)); // the limit of l²(1 − c) is 44.41
        assertThat(nextCosine(1)).isEqualTo(1);
        assertThat(nextCosine(-1)).isCloseTo(0, within(1e-15));
        assertThatIllegalArgumentException().isThrownBy(() -> nextCosine(1.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReluKernel.product(4))
                .withMessageContaining("got 4.0");
    }

    /// Networks with `φ(z) = z²` and `L` layers are polynomials of degree `2ᴸ`: their differences of the next order vanish, and those
    /// of `|x|` do not.
    @Claim(value = "AC-13", unmutated = "it speaks of networks that the library does not build")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void polynomialsStayPolynomials(
            @ForAll @IntRange(min = 1, max = 2) int layers,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] w = Matrices.integers(random, layers * width, width + 1, 2);
        int degree = 1 << layers;
        long[] values = new long[degree + 2];
        long[] absolute = new long[degree + 2];
        for (int i = 0; i < values.length; i++) {
            int x = i - values.length / 2;
            absolute[i] = Math.abs((long) x);
            long[] h = new long[width];
            Arrays.fill(h, x);
            for (int l = 0; l < layers; l++) {
                long[] next = new long[width];
                for (int j = 0; j < width; j++) {
                    long z = w[l * width + j][width];
                    for (int k = 0; k < width; k++) {
                        z += w[l * width + j][k] * h[k];
                    }
                    next[j] = z * z;
                }
                h = next;
            }
            for (long unit : h) {
                values[i] += unit;
            }
        }
        assertThat(difference(values)).isZero();
        assertThat(difference(absolute)).isNotZero();
    }

    /// The difference of the highest order.
    private static long difference(long... values) {
        long[] d = values.clone();
        for (int order = 1; order < values.length; order++) {
            for (int i = 0; i + order < values.length; i++) {
                d[i] = d[i + 1] - d[i];
            }
        }
        return d[0];
    }

    /// Dead means that every gradient is 0; of all `2ᴺ` sign changes of the inputs `2^(zeros)` make a unit without bias dead.
    @Claim("AC-14")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void deadUnits(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector w = Vector.of(random.ints(d, -2, 3).asDoubleStream().toArray());
        List<Vector> inputs = new ArrayList<>();
        int zeros = 0;
        for (int i = 0; i < n; i++) {
            inputs.add(Vector.of(random.ints(d, -3, 4).asDoubleStream().toArray()));
            zeros += w.dot(inputs.get(i)) == 0 ? 1 : 0;
        }
        int dead = 0;
        for (int code = 0; code < 1 << n; code++) {
            List<Vector> flipped = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                flipped.add(inputs.get(i).times((code >> i & 1) == 1 ? -1 : 1));
            }
            dead += isDead(w, 0, flipped) ? 1 : 0;
        }
        assertThat(dead).isEqualTo(1 << zeros);
        double b = random.nextInt(-4, 5);
        double gradient = 0;
        double leaky = 0;
        for (Vector x : inputs) {
            gradient += derivative(Activation.RELU, w.dot(x) + b);
            leaky += derivative(Activation.LEAKY_RELU, w.dot(x) + b);
        }
        assertThat(isDead(w, b, inputs)).isEqualTo(gradient == 0);
        boolean decayed = isDead(w.times(0.75), b * 0.75, inputs); // whole numbers: exact
        assertThat(decayed).isEqualTo(isDead(w, b, inputs));
        assertThat(leaky).isPositive(); // a leaky one is never stuck
    }

    @Claim("AC-14")
    @Example
    void aUnitThatNeverFires() {
        List<Vector> positive = List.of(Vector.of(0), Vector.of(2), Vector.of(7));
        assertThat(isDead(Vector.of(-1), -1, positive)).isTrue();
        assertThat(isDead(Vector.of(-1), 0, positive)).isTrue(); // 0 is off
        assertThat(isDead(Vector.of(-1), 0.5, positive)).isFalse();
    }

    @Mutant({"AC-08", "AC-10"}) // fan-out for fan-in
    static class FanOut extends SignalTest {
        @Override
        double variance(Initializer initializer, int fanIn, int fanOut) {
            return initializer.variance(/* fanIn= */ fanOut, /* fanOut= */ fanIn)
                    * (fanIn == fanOut ? 2 : 1);
        }

        @Override
        Matrix draw(Initializer initializer, Philox random, int fanIn, int fanOut) {
            Matrix right = initializer.draw(random, fanIn, fanOut);
            return right.times(Math.sqrt((double) fanIn / fanOut) * 1.2);
        }
    }

    @Mutant({"AC-09", "AC-11"}) // over half of the line
    static class HalfMoment extends SignalTest {
        @Override
        double meanSquare(DoubleUnaryOperator f) {
            return GaussianMoments.meanSquare(z -> z < 0 ? 0 : f.applyAsDouble(z) * 1.01);
        }
    }

    @Mutant("AC-12") // the cosine itself
    static class KeepsAngles extends SignalTest {
        @Override
        double nextCosine(double c) {
            ReluKernel.nextCosine(c);
            return c;
        }
    }

    @Mutant("AC-14") // below 0 only
    static class StrictlyNegative extends SignalTest {
        @Override
        boolean isDead(Vector w, double b, List<Vector> inputs) {
            return inputs.stream().allMatch(x -> w.dot(x) + b < 0);
        }
    }

    @Mutant("AC-07") // 1 for ¼
    static class NoSquashing extends SignalTest {
        @Override
        double derivative(Activation f, double z) {
            return Math.min(1, 4 * f.derivative(z));
        }
    }
}
