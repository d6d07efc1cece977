package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.CrossEntropy;
import org.firstprinciples.mathfoundations.probability.Entropy;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.Arrays;
import java.util.SplittableRandom;

class SmoothingTest {

    private static final double U = 0x1p-53;

    double[] smoothed(LabelSmoothing smoothing, int y) {
        return smoothing.targets(y);
    }

    double bestGap(LabelSmoothing smoothing) {
        return smoothing.bestGap();
    }

    /// The loss is the mixture, and its gradient, also by central quotients, is softmax minus target.
    @Claim("RG-14")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aMixtureOfTwoLosses(
            @ForAll @IntRange(min = 1, max = 10) int k,
            @ForAll @IntRange(min = 0, max = 16) int sixteenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double alpha = sixteenths / 16.0;
        int y = random.nextInt(k);
        double[] targets = smoothed(new LabelSmoothing(k, alpha), y);
        double[] z = Matrices.normal(random, k).times(3).toArray();
        double[] hard = new double[k];
        hard[y] = 1;
        double[] uniform = new double[k];
        Arrays.fill(uniform, 1.0 / k);
        double slack = 32 * k * U * (1 + Norms.infinity(Vector.of(z)));
        assertThat(CrossEntropy.of(z, targets))
                .isCloseTo(
                        (1 - alpha) * CrossEntropy.of(z, hard)
                                + alpha * CrossEntropy.of(z, uniform),
                        within(slack));
        double[] q = Softmax.of(z);
        double h = 1e-5;
        for (int c = 0; c < k; c++) {
            double[] above = z.clone();
            double[] below = z.clone();
            above[c] += h;
            below[c] -= h;
            double slope =
                    (CrossEntropy.of(above, targets) - CrossEntropy.of(below, targets)) / (2 * h);
            double expected = q[c] - ((c == y ? 1 - alpha : 0) + alpha / k);
            assertThat(slope).isCloseTo(expected, within(1e-8));
        }
    }

    /// At the gap the loss is the entropy of the targets; wherever one logit is elsewhere it is larger.
    @Claim("RG-35")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theBestGapIsFinite(
            @ForAll @IntRange(min = 2, max = 10) int k,
            @ForAll @IntRange(min = 1, max = 16) int sixteenths,
            @ForAll @IntRange(min = 1, max = 40) int away,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double alpha = sixteenths / 16.0;
        int y = random.nextInt(k);
        LabelSmoothing smoothing = new LabelSmoothing(k, alpha);
        double[] targets = smoothed(smoothing, y);
        double gap = bestGap(smoothing);
        assertThat(gap).isCloseTo(Math.log((k * (1 - alpha) + alpha) / alpha), within(1e-14));
        double level = random.nextInt(-5, 6); // of all logits: it does not matter
        double[] best = new double[k];
        Arrays.fill(best, level);
        best[y] += gap;
        double least = Entropy.of(targets);
        assertThat(CrossEntropy.of(best, targets)).isCloseTo(least, within(1e-12));
        best[random.nextInt(k)] += (random.nextBoolean() ? 1 : -1) * away / 8.0;
        assertThat(CrossEntropy.of(best, targets)).isGreaterThan(least + 1e-8);
    }

    @Claim("RG-14")
    @Example
    void targetsByHand() {
        double[] targets = smoothed(new LabelSmoothing(4, 0.2), 0);
        double[] expected = {0.85, 0.05, 0.05, 0.05};
        for (int c = 0; c < 4; c++) {
            assertThat(targets[c]).isCloseTo(expected[c], within(1e-15));
        }
        assertThat(smoothed(new LabelSmoothing(1, 0.3), 0)[0]).isCloseTo(1, within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> smoothed(new LabelSmoothing(3, 0), 3));
    }

    @Example
    void parameters() {
        assertThat(new LabelSmoothing(5, 0).bestGap()).isInfinite();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelSmoothing(0, 0.1))
                .withMessageContaining("got 0 and 0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> new LabelSmoothing(2, Double.NaN));
    }

    /// The document's table: five classes, `α = 0.1`.
    @Example
    void lossesByHand() {
        double[] gaps = {2, Math.log(46), 6, 10};
        double[] hard = {0.433, 0.083, 0.0099, 0.0002};
        double[] soft = {0.593, 0.390, 0.490, 0.800};
        LabelSmoothing smoothing = new LabelSmoothing(5, 0.1);
        assertThat(smoothing.bestGap()).isCloseTo(3.828641, within(5e-7));
        for (int i = 0; i < 4; i++) {
            double[] z = {gaps[i], 0, 0, 0, 0};
            assertThat(CrossEntropy.of(z, new double[] {1, 0, 0, 0, 0}))
                    .isCloseTo(hard[i], within(i < 2 ? 5e-4 : 5e-5));
            assertThat(CrossEntropy.of(z, smoothing.targets(0))).isCloseTo(soft[i], within(5e-4));
        }
        assertThat(new LabelSmoothing(50_257, 0.1).bestGap()).isCloseTo(13.0, within(0.05));
    }

    @Mutant("RG-14") // α/(K − 1) for each other class
    static class OtherConvention extends SmoothingTest {
        @Override
        double[] smoothed(LabelSmoothing smoothing, int y) {
            double[] targets = smoothing.targets(y);
            int k = targets.length;
            for (int c = 0; c < k; c++) {
                targets[c] = c == y ? 1 - smoothing.epsilon() : smoothing.epsilon() / (k - 1);
            }
            return targets;
        }
    }

    @Mutant("RG-35") // ln((1 − α)/α)
    static class ForgetsTheClasses extends SmoothingTest {
        @Override
        double bestGap(LabelSmoothing smoothing) {
            return smoothing.bestGap() - Math.log(smoothing.classes());
        }
    }
}
