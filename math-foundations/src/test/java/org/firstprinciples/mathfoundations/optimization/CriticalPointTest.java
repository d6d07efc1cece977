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

import org.apache.commons.math3.linear.EigenDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

class CriticalPointTest {

    CriticalPoint subject(Matrix hessian) {
        return CriticalPoint.classify(hessian);
    }

    OptionalLong escape(double rate, double curvature, double y) {
        return SaddleEscape.steps(rate, curvature, y);
    }

    /// The signs of the eigenvalues from the exact characteristic polynomial: all of its roots are real, so Descartes'
    /// rule counts the positive ones.
    @Claim("OP-11")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theInertiaClassifies(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 0, max = 9) int shift,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] h = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                h[i][j] = random.nextInt(-2, 3) + (i == j ? (shift - 5) * 2 : 0);
                h[j][i] = h[i][j];
            }
        }
        if (shift == 0) { // singular: a row twice
            for (int j = 0; j < n; j++) {
                h[n - 1][j] = h[0][j];
            }
            for (int i = 0; i < n; i++) {
                h[i][n - 1] = h[i][0];
            }
        }
        double[] elements = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                elements[i * n + j] = h[i][j];
            }
        }
        BigInteger[] p = characteristic(h);
        int positive = changes(p);
        int zero = 0;
        while (p[zero].signum() == 0) {
            zero++;
        }
        Matrix matrix = Matrix.of(n, n, elements);
        assertThat(Inertia.of(matrix)).isEqualTo(new Inertia(positive, n - positive - zero, zero));
        int negative = n - positive - zero;
        CriticalPoint expected =
                positive > 0 && negative > 0
                        ? CriticalPoint.SADDLE
                        : zero > 0
                                ? CriticalPoint.UNDECIDED
                                : positive > 0 ? CriticalPoint.MINIMUM : CriticalPoint.MAXIMUM;
        assertThat(subject(matrix)).isEqualTo(expected);
    }

    /// The label is true of functions: `f = ½xᵀHx + ` terms of third order. At `ε` and at `ε/1000` from the point, all
    /// directions go up at a minimum and down at a maximum, and at a saddle one goes up and one down.
    @Claim("OP-11")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theLabelIsTrueOfTheFunction(
            @ForAll @IntRange(min = 1, max = 5) int n,
            @ForAll @IntRange(min = -4, max = 4) int shift,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] elements = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                elements[i * n + j] = random.nextInt(-2, 3) + (i == j ? 2 * shift : 0);
                elements[j * n + i] = elements[i * n + j];
            }
        }
        Matrix h = Matrix.of(n, n, elements);
        double[] cubic = random.doubles(n, -3, 3).toArray();
        EigenDecomposition eigen = new EigenDecomposition(h.toRealMatrix());
        double least = Double.POSITIVE_INFINITY; // of the sizes of eigenvalues
        for (double lambda : eigen.getRealEigenvalues()) {
            least = Math.min(least, Math.abs(lambda));
        }
        CriticalPoint kind = subject(h);
        if (least < 1e-9) {
            assertThat(kind).isIn(CriticalPoint.UNDECIDED, CriticalPoint.SADDLE);
        }
        Assume.that(least > 1e-3);
        // the cubic terms are at most 3‖x‖³, half of the smallest quadratic ones at this distance
        for (double distance : new double[] {least / 12, least / 12_000}) {
            boolean up = false;
            boolean down = false;
            for (int i = 0; i < n + 20; i++) {
                Vector d =
                        i < n
                                ? Vector.of(eigen.getEigenvector(i))
                                : RotatedBowl.gaussian(random, n);
                Vector x = d.times(distance / RotatedBowl.norm(d));
                double value = x.dot(h.times(x)) / 2;
                for (int j = 0; j < n; j++) {
                    value += cubic[j] * x.get(j) * x.get(j) * x.get(j);
                }
                up |= value > 0;
                down |= value < 0;
            }
            assertThat(kind)
                    .isEqualTo(
                            up && down
                                    ? CriticalPoint.SADDLE
                                    : up ? CriticalPoint.MINIMUM : CriticalPoint.MAXIMUM);
        }
    }

    /// Where eigenvalues are 0 the test is silent, and rightly: these functions have the same Hessian and are
    /// different.
    @Claim("OP-11")
    @Example
    void zeroEigenvaluesDecideNothing() {
        assertThat(subject(Matrix.of(1, 1, 0))).isEqualTo(CriticalPoint.UNDECIDED); // a⁴, −a⁴, a³
        assertThat(subject(Matrix.of(2, 2, 2, 0, 0, 0))).isEqualTo(CriticalPoint.UNDECIDED);
        // the monkey saddle x³ − 3xy²: its Hessian is (6x, −6y; −6y, −6x), and 0 at 0
        assertThat(subject(Matrix.of(2, 2, 6, 0, 0, -6))).isEqualTo(CriticalPoint.SADDLE);
        assertThat(subject(Matrix.of(2, 2, 0, -6, -6, 0))).isEqualTo(CriticalPoint.SADDLE);
        assertThat(subject(Matrix.zeros(2, 2))).isEqualTo(CriticalPoint.UNDECIDED);
        for (double size : new double[] {1, 1e-3}) {
            assertThat(monkey(size, 0)).isPositive();
            assertThat(monkey(size, size)).isNegative();
        }
    }

    private static double monkey(double x, double y) {
        return x * x * x - 3 * x * y * y;
    }

    /// The network with two layers: a saddle at 0, a curve of minima, and no convexity.
    @Claim("OP-11")
    @Example
    void twoLayersByHand() {
        TwoLayers f = new TwoLayers();
        Vector zero = Vector.zeros(2);
        assertThat(f.value(zero)).isEqualTo(0.5);
        assertThat(f.value(Vector.of(1, 1))).isZero();
        assertThat(f.value(Vector.of(-1, -1))).isZero();
        assertThat(RotatedBowl.norm(f.gradient(zero))).isZero();
        Matrix h = f.hessian(zero);
        assertThat(h).isEqualTo(Matrix.of(2, 2, 0, -1, -1, 0));
        assertThat(h.times(Vector.of(1, 1))).isEqualTo(Vector.of(-1, -1));
        assertThat(h.times(Vector.of(1, -1))).isEqualTo(Vector.of(1, -1));
        assertThat(subject(h)).isEqualTo(CriticalPoint.SADDLE);
        Matrix flat = f.hessian(Vector.of(1, 1));
        assertThat(flat.times(Vector.of(1, 1))).isEqualTo(Vector.of(2, 2));
        assertThat(RotatedBowl.norm(flat.times(Vector.of(1, -1)))).isZero();
        assertThat(subject(flat)).isEqualTo(CriticalPoint.UNDECIDED);
        assertThat(Convexity.chordGap(f, Vector.of(1, 1), Vector.of(-1, -1), 0.5)).isEqualTo(-0.5);
        // from (0.001,0.001): 69 steps by the Hessian at 0, 72 in truth
        assertThat(escape(0.1, -1, 0.001 * Math.sqrt(2))).hasValue(69);
        List<Vector> points = new GradientDescent(0.1).run(f, Vector.of(0.001, 0.001), 72);
        assertThat(RotatedBowl.norm(points.get(71))).isLessThan(1);
        assertThat(RotatedBowl.norm(points.get(72))).isGreaterThanOrEqualTo(1);
        assertThatThrownBy(() -> f.value(Vector.of(1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("got (1)");
    }

    static double twoValleys(double a) {
        return a * a * (a * a / 4 + a / 3 - 1);
    }

    /// One weight, the slope `a(a − 1)(a + 2)`: two minima of different depth.
    static final Objective TWO_VALLEYS =
            new ConvexityTest.Pair(
                    x -> twoValleys(x.get(0)),
                    x -> Vector.of(x.get(0) * (x.get(0) - 1) * (x.get(0) + 2)));

    /// Descent ends in the valley on whose side of the hill it starts, be it the lower one or not.
    @Example
    void theStartDecides() {
        assertThat(twoValleys(-2)).isCloseTo(-2.67, within(0.005));
        assertThat(twoValleys(1)).isCloseTo(-0.42, within(0.005));
        for (int i = -3;
                i <= 1;
                i++) { // the slope is that of the height: a quotient, exact but for h²·(a + 1/3)
            double h = 1e-4;
            assertThat((twoValleys(i + h) - twoValleys(i - h)) / (2 * h))
                    .isCloseTo(TWO_VALLEYS.gradient(Vector.of(i)).get(0), within(1e-7));
        }
        GradientDescent descent = new GradientDescent(0.1);
        assertThat(descent.run(TWO_VALLEYS, Vector.of(-0.5), 200).getLast().get(0))
                .isCloseTo(-2, within(1e-12));
        assertThat(descent.run(TWO_VALLEYS, Vector.of(0.5), 200).getLast().get(0))
                .isCloseTo(1, within(1e-12));
        // the exercise: f = a⁴ − 2a², critical points −1, 0 and 1 with second derivatives 12a² − 4
        assertThat(subject(Matrix.of(1, 1, -4))).isEqualTo(CriticalPoint.MAXIMUM);
        assertThat(subject(Matrix.of(1, 1, 8))).isEqualTo(CriticalPoint.MINIMUM);
        assertThat(new GradientDescent(0.249).isStable(8)).isTrue();
        assertThat(new GradientDescent(0.25).isStable(8)).isFalse();
    }

    /// The Hessian and the gradient of the two layers are those of its value: exact differences of a polynomial of
    /// degree 2 in each weight.
    @Property(tries = 200)
    void derivativesOfTwoLayers(
            @ForAll @IntRange(min = -8, max = 8) int a,
            @ForAll @IntRange(min = -8, max = 8) int b) {
        TwoLayers f = new TwoLayers();
        Vector x = Vector.of(a / 2.0, b / 2.0);
        double[] slopes = new double[2];
        double[] second = new double[4];
        Vector[] axes = {Vector.of(1, 0), Vector.of(0, 1)};
        for (int i = 0; i < 2; i++) {
            slopes[i] = (f.value(x.plus(axes[i])) - f.value(x.minus(axes[i]))) / 2;
            for (int j = 0; j < 2; j++) {
                second[2 * i + j] =
                        (f.gradient(x.plus(axes[j])).get(i) - f.gradient(x.minus(axes[j])).get(i))
                                / 2;
            }
        }
        assertThat(RotatedBowl.norm(f.gradient(x).minus(Vector.of(slopes)))).isZero();
        assertThat(f.hessian(x)).isEqualTo(Matrix.of(2, 2, second));
    }

    /// Descent on `−½λy²` is at 1 or beyond after so many steps, and not before.
    @Claim("OP-23")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void descentLeavesASaddle(
            @ForAll @IntRange(min = 1, max = 200) int percent,
            @ForAll @IntRange(min = 1, max = 40) int lambda,
            @ForAll @IntRange(min = 3, max = 4000) int bits) {
        double rate = percent / 100.0;
        double start = Math.pow(2, -bits / 100.0) * (bits % 2 == 0 ? 0.999 : -0.999);
        SplittableRandom random = new SplittableRandom(bits);
        RotatedBowl saddle = RotatedBowl.of(random, -lambda, random.nextDouble(-lambda, lambda), 0);
        Vector axis = saddle.axis(0);
        Quadratic f = new Quadratic(saddle.f().curvature(), Vector.zeros(3));
        Vector x = axis.times(start);
        GradientDescent descent = new GradientDescent(rate);
        long steps = 0;
        while (Math.abs(x.dot(axis)) < 1) {
            x = descent.step(f, x);
            steps++;
        }
        double growth = Math.log1p(rate * lambda);
        double quotient = -Math.log(Math.abs(start)) / growth;
        Assume.that(Math.abs(quotient - Math.rint(quotient)) > 1e-6); // rounding would decide
        assertThat(escape(rate, -lambda, start)).hasValue(steps);
    }

    /// Where the quotient of the logarithms is whole, the last step reaches size 1 exactly: `ηλ` is 1, 3 or 7. From the
    /// nearest number below it takes one step more, from the nearest above none less.
    @Claim("OP-23")
    @Property
    void descentReachesOneExactly(
            @ForAll @IntRange(min = 1, max = 3) int bits,
            @ForAll @IntRange(min = 1, max = 340) int k,
            @ForAll boolean negative) {
        double growth = (1 << bits) - 1.0;
        Quadratic f = new Quadratic(Matrix.of(2, 2, -growth, 0, 0, 1), Vector.zeros(2));
        double start = Math.scalb(negative ? -1.0 : 1.0, -bits * k);
        List<Vector> points = new GradientDescent(1).run(f, Vector.of(start, 5), k);
        assertThat(Math.abs(points.get(k - 1).get(0))).isLessThan(1);
        assertThat(Math.abs(points.get(k).get(0))).isEqualTo(1);
        assertThat(escape(1, -growth, start)).hasValue(k);
        double below = Math.scalb(Math.nextDown(1.0), -bits * k); // 2⁻ᵇᵏ(1 − u)
        assertThat(escape(1, -growth, negative ? -below : below)).hasValue(k + 1);
        double above = Math.scalb(Math.nextUp(1.0), -bits * k);
        assertThat(escape(1, -growth, negative ? -above : above)).hasValue(k);
        if (bits == 1) { // no step is rounded
            List<Vector> longer =
                    new GradientDescent(1).run(f, Vector.of(negative ? -below : below, 5), k + 1);
            assertThat(Math.abs(longer.get(k).get(0))).isLessThan(1);
            assertThat(Math.abs(longer.get(k + 1).get(0))).isGreaterThanOrEqualTo(1);
        }
        Vector stays = new GradientDescent(1).run(f, Vector.of(0, 5), k).getLast();
        assertThat(stays.get(0)).isZero();
    }

    /// Beside a power of `1/(1 + η|λ|)`, where no step is exact: the count is that of fractions.
    @Claim("OP-23")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void besideAnyPowerTheCountIsExact(
            @ForAll @IntRange(min = 1, max = 18) int halves,
            @ForAll @IntRange(min = 1, max = 60) int k,
            @ForAll @IntRange(min = -1, max = 1) int neighbor) {
        double growth = halves / 2.0;
        BigDecimal factor = BigDecimal.ONE.add(new BigDecimal(growth));
        double start = Math.pow(1 + growth, -k);
        start = neighbor < 0 ? Math.nextDown(start) : neighbor > 0 ? Math.nextUp(start) : start;
        BigDecimal distance = new BigDecimal(start);
        long steps = 0;
        while (distance.compareTo(BigDecimal.ONE) < 0) {
            distance = distance.multiply(factor);
            steps++;
        }
        assertThat(escape(1, -growth, start)).hasValue(steps);
    }

    Vector lowest(UnaryOperator<Vector> product, double bound, Vector start, int k) {
        return NegativeCurvature.direction(product, bound, start, k);
    }

    /// Each step leaves at most `ρ = (c − λ₂)/(c − λ₁)` of the tangent of the angle with the axis sought, and `vᵀHv`,
    /// a mean of eigenvalues with weights `cos²` and `sin²`, is above `λ₁` by at most `2c` times the tangent's square.
    @Claim("OP-36")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theWayDownIsFound(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 200) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] curvatures = new double[n];
        double c = Math.scalb(3.0, random.nextInt(-4, 5));
        curvatures[0] = c * random.nextDouble(-1, 0.8); // there need be no way down
        double second = c;
        for (int i = 1; i < n; i++) {
            curvatures[i] = random.nextDouble(curvatures[0] + 0.01 * c, c);
            second = Math.min(second, curvatures[i]);
        }
        RotatedBowl bowl = RotatedBowl.of(random, curvatures);
        Vector start = RotatedBowl.gaussian(random, n);
        UnaryOperator<Vector> product = x -> bowl.f().curvature().times(x);
        Vector v = lowest(product, c, start, k);
        Vector next = lowest(product, c, start, k + 1);
        double ratio = n == 1 ? 0 : (c - second) / (c - curvatures[0]);
        double before = tangent(bowl, v);
        assertThat(tangent(bowl, next)).isLessThanOrEqualTo(ratio * before * (1 + 1e-9) + 1e-12);
        double left = Math.pow(ratio, k) * tangent(bowl, start);
        assertThat(before).isLessThanOrEqualTo(left * (1 + 1e-9) + 1e-12);
        assertThat(v.dot(v)).isCloseTo(1, within(1e-14));
        assertThat(v.dot(bowl.f().curvature().times(v)))
                .isBetween(
                        curvatures[0] - 1e-13 * c, curvatures[0] + 2 * c * left * left + 1e-12 * c);
    }

    /// The tangent of the angle with the first axis: all other components over the first.
    private static double tangent(RotatedBowl bowl, Vector v) {
        double others = 0;
        for (int i = 1; i < bowl.n(); i++) {
            others = Math.hypot(others, bowl.axis(i).dot(v));
        }
        return others / Math.abs(bowl.axis(0).dot(v));
    }

    @Claim("OP-36")
    @Example
    void aDirectionNeedsAStart() {
        Matrix h = Matrix.of(2, 2, 1, 0, 0, -2);
        Vector once = lowest(h::times, 2, Vector.of(1, 1), 1);
        assertThat(once.get(1) / once.get(0)).isCloseTo(4, within(1e-14));
        assertThat(lowest(h::times, 2, Vector.of(1, 1), 40).get(1)).isCloseTo(1, within(1e-15));
        assertThat(lowest(h::times, 2, Vector.of(3, 0), 40)).isEqualTo(Vector.of(1, 0)); // unlucky
        assertThatThrownBy(() -> lowest(h::times, 2, Vector.zeros(2), 1))
                .hasMessageContaining("a vector of length 0.0 has no direction");
        assertThatThrownBy(() -> lowest(h::times, 0, Vector.of(1, 1), 1))
                .hasMessage("the bound must be positive and finite, got 0.0");
    }

    @Claim({"OP-11", "OP-23"})
    @Example
    void saddlesByHand() {
        assertThat(escape(0.1, -2, 1e-6)).hasValue(76);
        assertThat(escape(0.1, -2, 1e-12)).hasValue(152);
        Quadratic f = new Quadratic(Matrix.of(2, 2, 1, 0, 0, -2), Vector.zeros(2));
        List<Vector> points = new GradientDescent(0.1).run(f, Vector.of(1, 1e-6), 76);
        assertThat(points.get(1).get(0)).isEqualTo(0.9);
        assertThat(points.get(75).get(1)).isLessThan(1);
        assertThat(points.get(76).get(1)).isGreaterThanOrEqualTo(1);
        assertThat(f.gradient(points.get(0)).get(1)).isEqualTo(-2e-6);
        assertThat(f.gradient(points.get(76)).get(1)).isCloseTo(-2.08, within(0.005));
        Vector last = new GradientDescent(0.1).run(f, Vector.of(0, 1e-6), 76).getLast();
        assertThat(RotatedBowl.norm(f.gradient(last))).isCloseTo(2.08, within(0.005));
        assertThat(Math.log(1e6)).isCloseTo(13.816, within(5e-4));
        assertThat(Math.log(1.2)).isCloseTo(0.18232, within(5e-6));
        // the exercises
        assertThat(subject(Matrix.of(2, 2, 2, 3, 3, 2))).isEqualTo(CriticalPoint.SADDLE);
        assertThat(subject(Matrix.of(2, 2, -2, 1, 1, -2))).isEqualTo(CriticalPoint.MAXIMUM);
        assertThat(subject(Matrix.of(2, 2, 1, 0, 0, 0))).isEqualTo(CriticalPoint.UNDECIDED);
        Vector diagonal = Vector.of(0.1, 0.1);
        double slope = new TwoLayers().gradient(diagonal).get(0);
        double curvature = new TwoLayers().hessian(diagonal).times(Vector.of(1, 1)).get(0);
        assertThat(slope).isCloseTo(-0.099, within(1e-12));
        assertThat(curvature).isCloseTo(-0.97, within(1e-12));
        assertThat(0.1 - slope / curvature).isCloseTo(-0.002, within(5e-4));
        // Newton's step from anywhere leads onto the saddle
        Vector x = Vector.of(3, 5);
        assertThat(x.minus(Vector.of(f.gradient(x).get(0) / 1, f.gradient(x).get(1) / -2)))
                .isEqualTo(Vector.zeros(2));
        assertThat(escape(0.1, -2, 0)).isEmpty(); // on the stable subspace
        assertThat(escape(0, -2, 0.5)).isEmpty();
        assertThat(escape(0.1, -2, -1)).hasValue(0);
        assertThatThrownBy(() -> escape(0.1, 2, 0.5)).hasMessageContaining("got 2.0");
        assertThatThrownBy(() -> escape(-1, -2, 0.5)).hasMessageContaining("got -1.0");
        assertThat(subject(Matrix.of(2, 2, 1, 0, 0, -2))).isEqualTo(CriticalPoint.SADDLE);
        assertThat(subject(Matrix.of(2, 2, 0, 1, 1, 0))).isEqualTo(CriticalPoint.SADDLE);
        assertThatThrownBy(() -> subject(Matrix.zeros(0, 0))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> subject(Matrix.of(2, 2, 1, 2, 3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("symmetric");
    }

    /// `det(tI − H)`, coefficients from `t⁰` to `tⁿ`, by Faddeev and LeVerrier.
    private static BigInteger[] characteristic(int[][] h) {
        int n = h.length;
        BigInteger[] c = new BigInteger[n + 1];
        c[n] = BigInteger.ONE;
        BigInteger[][] m = new BigInteger[n][n];
        for (BigInteger[] row : m) {
            Arrays.fill(row, BigInteger.ZERO);
        }
        for (int k = 1; k <= n; k++) {
            for (int i = 0; i < n; i++) {
                m[i][i] = m[i][i].add(c[n - k + 1]);
            }
            BigInteger[][] product = new BigInteger[n][n];
            BigInteger trace = BigInteger.ZERO;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    BigInteger sum = BigInteger.ZERO;
                    for (int l = 0; l < n; l++) {
                        sum = sum.add(BigInteger.valueOf(h[i][l]).multiply(m[l][j]));
                    }
                    product[i][j] = sum;
                }
                trace = trace.add(product[i][i]);
            }
            c[n - k] = trace.negate().divide(BigInteger.valueOf(k));
            m = product;
        }
        return c;
    }

    private static int changes(BigInteger... p) {
        int changes = 0;
        int last = 0;
        for (BigInteger c : p) {
            if (c.signum() != 0) {
                changes += last * c.signum() < 0 ? 1 : 0;
                last = c.signum();
            }
        }
        return changes;
    }

    @Mutant("OP-11") // looks at the diagonal only
    static class Diagonal extends CriticalPointTest {
        @Override
        CriticalPoint subject(Matrix hessian) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < hessian.rows(); i++) {
                least = Math.min(least, hessian.get(i, i));
                most = Math.max(most, hessian.get(i, i));
            }
            return least > 0
                    ? CriticalPoint.MINIMUM
                    : most < 0 ? CriticalPoint.MAXIMUM : CriticalPoint.SADDLE;
        }
    }

    @Mutant("OP-36") // the power method for H, which finds the largest eigenvalue
    static class GoesUp extends CriticalPointTest {
        @Override
        Vector lowest(UnaryOperator<Vector> product, double bound, Vector start, int k) {
            return NegativeCurvature.direction(v -> product.apply(v).times(-1), bound, start, k);
        }
    }

    @Mutant("OP-23") // e^(ηλ) in place of 1 + ηλ
    static class InContinuousTime extends CriticalPointTest {
        @Override
        OptionalLong escape(double rate, double curvature, double y) {
            OptionalLong steps = SaddleEscape.steps(rate, curvature, y);
            return steps.isEmpty() || Math.abs(y) >= 1
                    ? steps
                    : OptionalLong.of((long) Math.ceil(Math.log(Math.abs(y)) / (rate * curvature)));
        }
    }
}
