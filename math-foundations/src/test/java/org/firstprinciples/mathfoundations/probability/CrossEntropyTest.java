package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpMath;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

class CrossEntropyTest {

    private static final double U = 0x1p-53;

    /// A loss of logits and targets, and its gradient.
    interface Loss {
        default double value(double[] z, double[] y) {
            return CrossEntropy.of(z, y);
        }

        default double[] gradient(double[] z, double[] y) {
            return CrossEntropy.gradient(z, y);
        }
    }

    Loss subject() {
        return new Loss() {};
    }

    private static double[] logits(SplittableRandom random, int k) {
        double[] z = new double[k];
        double spread = Math.pow(10, random.nextInt(-2, 2));
        Arrays.setAll(z, i -> spread * random.nextGaussian());
        return z;
    }

    /// Sixteenths that add up to `sum`/16, so that sums are exact.
    private static double[] targets(SplittableRandom random, int k, int sum) {
        double[] y = new double[k];
        for (int i = 0; i < sum; i++) {
            y[random.nextInt(k)] += 1 / 16.0;
        }
        return y;
    }

    /// The same, some of them negative: what is added to one is taken from another.
    private static double[] anyTargets(SplittableRandom random, int k, int sum) {
        double[] y = targets(random, k, sum);
        for (int i = random.nextInt(40); i > 0; i--) {
            y[random.nextInt(k)] += 1 / 16.0;
            y[random.nextInt(k)] -= 1 / 16.0;
        }
        return y;
    }

    /// Oracle: derivatives by Commons Math, one variable at a time, of the definition with its logarithm.
    @Claim("PR-13")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theGradientIsProbabilityMinusTarget(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 0, max = 40) int anySum,
            @ForAll boolean distribution) {
        SplittableRandom random = new SplittableRandom(seed);
        int sum = distribution ? 16 : anySum;
        double[] z = logits(random, k);
        double[] y = anyTargets(random, k, sum);
        DerivativeStructure total = new DerivativeStructure(k, 1, 0.0);
        DerivativeStructure[] exp = new DerivativeStructure[k];
        for (int i = 0; i < k; i++) {
            exp[i] = new DerivativeStructure(k, 1, i, z[i]).exp();
            total = total.add(exp[i]);
        }
        DerivativeStructure loss = new DerivativeStructure(k, 1, 0.0);
        for (int i = 0; i < k; i++) {
            loss = loss.subtract(exp[i].divide(total).log().multiply(y[i]));
        }
        double largest = Arrays.stream(z).map(Math::abs).max().orElseThrow();
        double mass = 1 + Arrays.stream(y).map(Math::abs).sum();
        double tolerance = 8 * U * (1 + k + largest) * mass * 4;
        assertThat(subject().value(z, y)).isCloseTo(loss.getValue(), within(tolerance));
        double[] gradient = subject().gradient(z, y);
        double[] p = Softmax.of(z);
        for (int i = 0; i < k; i++) {
            int[] order = new int[k];
            order[i] = 1;
            assertThat(gradient[i]).isCloseTo(loss.getPartialDerivative(order), within(tolerance));
            if (sum == 16) {
                assertThat(gradient[i]).isCloseTo(p[i] - y[i], within(tolerance));
            }
        }
        assertThat(Arrays.stream(gradient).sum()).isCloseTo(0, within(tolerance * k));
    }

    /// `H = (Σy)(diag(p) − ppᵀ)`. Oracle: second derivatives by Commons Math; the gradient is moved along a direction.
    @Claim("PR-13")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theHessianIsTheJacobianOfSoftmaxTimesTheSumOfTargets(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int k,
            @ForAll @IntRange(min = 0, max = 40) int sum) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] z = new double[k];
        double[] along = new double[k];
        Arrays.setAll(z, i -> 2 * random.nextGaussian());
        Arrays.setAll(along, i -> random.nextGaussian());
        double[] y = targets(random, k, sum);
        DerivativeStructure total = new DerivativeStructure(k, 2, 0.0);
        DerivativeStructure loss = new DerivativeStructure(k, 2, 0.0);
        for (int i = 0; i < k; i++) {
            DerivativeStructure logit = new DerivativeStructure(k, 2, i, z[i]);
            total = total.add(logit.exp());
            loss = loss.subtract(logit.multiply(y[i]));
        }
        loss = loss.add(total.log().multiply(sum / 16.0));
        double h = 0x1p-17;
        double[] ahead = subject().gradient(moved(z, along, h), y);
        double[] behind = subject().gradient(moved(z, along, -h), y);
        double[] p = Softmax.of(z);
        for (int i = 0; i < k; i++) {
            double product = 0;
            for (int j = 0; j < k; j++) {
                int[] order = new int[k];
                order[i]++;
                order[j]++;
                double hessian = sum / 16.0 * ((i == j ? p[i] : 0) - p[i] * p[j]);
                assertThat(hessian)
                        .isCloseTo(loss.getPartialDerivative(order), within(256 * U * (1 + sum)));
                product += hessian * along[j];
            }
            assertThat((ahead[i] - behind[i]) / (2 * h)).isCloseTo(product, within(1e-7));
        }
    }

    @Test
    void gradientNeedsATargetForEachLogit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropy.gradient(new double[3], new double[2]))
                .withMessage("logits and targets must have one length, got 3 and 2");
    }

    private static double[] moved(double[] z, double[] along, double step) {
        double[] moved = new double[z.length];
        Arrays.setAll(moved, i -> z[i] + step * along[i]);
        return moved;
    }

    /// Below its chords, and above the entropy of the targets by at least `½(Σ|pᵢ − yᵢ|)²` (Pinsker); the entropy itself at scores
    /// `ln y`.
    @Claim("PR-25")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theLossIsAtLeastTheEntropy(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = logits(random, k);
        double[] b = logits(random, k);
        double[] middle = new double[k];
        Arrays.setAll(middle, i -> (a[i] + b[i]) / 2);
        double[] y = targets(random, k, 16);
        double size = 1 + Math.abs(subject().value(a, y)) + Math.abs(subject().value(b, y));
        assertThat(subject().value(middle, y))
                .isLessThanOrEqualTo(
                        (subject().value(a, y) + subject().value(b, y)) / 2 + 64 * k * U * size);
        double entropy = -Arrays.stream(y).filter(q -> q > 0).map(q -> q * Math.log(q)).sum();
        double[] p = Softmax.of(a);
        double distance = 0;
        for (int i = 0; i < k; i++) {
            distance += Math.abs(p[i] - y[i]);
        }
        assertThat(subject().value(a, y))
                .isGreaterThanOrEqualTo(entropy + distance * distance / 2 - 64 * k * U * size);
        double[] targets = Arrays.stream(y).map(q -> (16 * q + 1) / (16 + k)).toArray(); // no zeros
        double[] scores = Arrays.stream(targets).map(q -> Math.log(q) + 3).toArray();
        double least = -Arrays.stream(targets).map(q -> q * Math.log(q)).sum();
        assertThat(subject().value(scores, targets)).isCloseTo(least, within(64 * k * U * 8));
    }

    /// `g + ln(1 + e^(−g))` within `4u`, relative. Oracle: 50 digits.
    @Claim("PR-29")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aGapCostsWhatItIs(@ForAll @IntRange(min = -60, max = 3000) int tenths, @ForAll long seed) {
        double g =
                tenths == -60
                        ? 0
                        : Math.pow(10, tenths / 10.0)
                                * new SplittableRandom(seed).nextDouble(0.5, 1);
        Dfp gap = HighPrecision.of(g);
        Dfp exact =
                g > 1000
                        ? gap
                        : gap.add(DfpMath.log(DfpMath.exp(gap.negate()).add(HighPrecision.of(1))));
        double loss = subject().value(new double[] {0, g}, new double[] {1, 0});
        assertThat(HighPrecision.of(loss).subtract(exact).abs().divide(exact).toDouble())
                .isLessThanOrEqualTo(4 * U);
    }

    /// Masked classes among others: the loss is that of the others alone, bit for bit but for a shift of the scores.
    @Claim("PR-29")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatIsMaskedCostsNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] z = logits(random, k);
        double[] y = targets(random, k, 16);
        double[] masked = Arrays.copyOf(z, k + 2);
        double[] none = Arrays.copyOf(y, k + 2);
        masked[k] = Double.NEGATIVE_INFINITY;
        masked[k + 1] = masked[0]; // a masked class in front, too
        none[k + 1] = none[0];
        masked[0] = Double.NEGATIVE_INFINITY;
        none[0] = 0;
        double loss = subject().value(z, y);
        assertThat(subject().value(masked, none)).isCloseTo(loss, within(32 * k * U * (1 + loss)));
    }

    @Claim("PR-29")
    @Test
    void whatUnderflowsOrIsImpossibleDoesNoHarm() {
        assertThat(subject().value(new double[] {0, 800}, new double[] {1, 0})).isEqualTo(800);
        double[] masked = {0, Double.NEGATIVE_INFINITY};
        assertThat(subject().value(masked, new double[] {1, 0})).isZero();
        assertThat(CrossEntropy.of(new double[] {0, 800}, 0)).isEqualTo(800);
        assertThat(CrossEntropy.of(new double[] {0, 0, -800}, 2)).isCloseTo(800.693, within(5e-4));
        assertThat(CrossEntropy.of(new double[] {0, -800}, 0)).isZero(); // in truth 3.7·10⁻³⁴⁸
        Dfp truth = DfpMath.exp(HighPrecision.of(-800)).multiply(HighPrecision.of(1e300));
        assertThat(truth.toDouble()).isCloseTo(3.7e-48, within(5e-50));
    }

    /// *Sofa* was right, and the die learns.
    @Claim("PR-13")
    @Test
    void oneStepOfLearning() {
        double[] z = {Math.log(3), Math.log(2), 0};
        double[] y = {0, 1, 0};
        assertThat(subject().value(z, y)).isCloseTo(1.0986, within(5e-5));
        double[] gradient = subject().gradient(z, y);
        double[] byHand = {1 / 2.0, -2 / 3.0, 1 / 6.0};
        assertThat(gradient).containsExactly(byHand, within(4 * U));
        double[] moved = moved(z, gradient, -1);
        assertThat(moved).containsExactly(new double[] {0.5986, 1.3598, -0.1667}, within(5e-5));
        double[] e = Arrays.stream(moved).map(Math::exp).toArray();
        assertThat(e).containsExactly(new double[] {1.8196, 3.8955, 0.8465}, within(5e-5));
        assertThat(Arrays.stream(e).sum()).isCloseTo(6.5615, within(5e-5));
        assertThat(Softmax.of(moved)[1]).isCloseTo(0.5937, within(5e-5));
        assertThat(subject().value(moved, y)).isCloseTo(0.5214, within(5e-5));
        double[] skewed = {Math.log(98), 0, 0}; // the third word gains, too
        assertThat(Softmax.of(skewed))
                .containsExactly(new double[] {0.98, 0.01, 0.01}, within(1e-15));
        assertThat(Softmax.of(moved(skewed, subject().gradient(skewed, y), -1)))
                .containsExactly(new double[] {0.909, 0.067, 0.024}, within(5e-4));
    }

    /// A step downhill with the factor 1: the right score rises, all others fall, and the right word becomes likelier.
    @Claim("PR-13")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theRightWordGains(@ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] z = random.doubles(k, -9, 9).toArray();
        int right = random.nextInt(k);
        double[] y = new double[k];
        y[right] = 1;
        double[] moved = moved(z, subject().gradient(z, y), -1);
        for (int i = 0; i < k; i++) {
            assertThat(moved[i] > z[i]).isEqualTo(i == right);
        }
        assertThat(Softmax.of(moved)[right]).isGreaterThan(Softmax.of(z)[right]);
    }

    @Test
    void threeClassesByHand() {
        double[] z = {2, 1, 0};
        assertThat(CrossEntropy.of(z, 0)).isCloseTo(0.4076, within(5e-5));
        assertThat(subject().gradient(z, new double[] {1, 0, 0}))
                .containsExactly(new double[] {-0.3348, 0.2447, 0.0900}, within(5e-5));
        assertThat(LogSumExp.of(z)).isCloseTo(2.4076, within(5e-5));
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropy.of(new double[] {0, 1}, 2))
                .withMessage("the target must be a class of 0 … 1, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropy.of(new double[2], new double[3]))
                .withMessage("logits and targets must have one length, got 2 and 3");
    }

    @Mutant("PR-13") // the short form, where targets do not add up to 1
    static class IsAlwaysPMinusY extends CrossEntropyTest {
        @Override
        Loss subject() {
            return new Loss() {
                @Override
                public double[] gradient(double[] z, double[] y) {
                    double[] g = Softmax.of(z);
                    for (int i = 0; i < g.length; i++) {
                        g[i] -= y[i];
                    }
                    return g;
                }
            };
        }
    }

    @Mutant("PR-29") // the logarithm of a probability that is 0
    static class TakesTheLogarithmOfSoftmax extends CrossEntropyTest {
        @Override
        Loss subject() {
            return new Loss() {
                @Override
                public double value(double[] z, double[] y) {
                    double[] p = Softmax.of(z);
                    double loss = 0;
                    for (int i = 0; i < p.length; i++) {
                        loss -= y[i] * Math.log(p[i]);
                    }
                    return loss;
                }
            };
        }
    }

    @Mutant({"PR-13", "PR-25"}) // the squared error of probabilities
    static class SquaresTheError extends CrossEntropyTest {
        @Override
        Loss subject() {
            return new Loss() {
                @Override
                public double value(double[] z, double[] y) {
                    double[] p = Softmax.of(z);
                    double loss = 0;
                    for (int i = 0; i < p.length; i++) {
                        loss += (p[i] - y[i]) * (p[i] - y[i]);
                    }
                    return loss;
                }
            };
        }
    }
}
