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
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Averages over all thinned networks, each as dropout makes it.
class DropoutAverageTest {

    /// What dropout makes of a row in this step.
    double[] dropout(double p, long seed, long step, double... row) {
        return new Dropout.Formula(p, Philox.of(seed), step, 0)
                .value(new Shape[] {Shape.of(1, row.length)}, new double[][] {row});
    }

    double expectedLoss(Matrix x, Vector y, Vector w, double p) {
        return NoisyRegression.withDropout(x, y, w, p);
    }

    /// The factors of each of the `2ᵈ` masks, by the mask, with the factor that the layer gives to what it keeps: of 1000 numbers at
    /// least one is kept, unless with probability (7/8)¹⁰⁰⁰ = 10⁻⁵⁸.
    private Map<Integer, double[]> masks(double p, long seed, int d) {
        double[] ones = new double[1000];
        Arrays.fill(ones, 1);
        double factor = Arrays.stream(dropout(p, seed, 0, ones)).max().orElseThrow();
        Map<Integer, double[]> masks = new HashMap<>();
        for (int mask = 0; mask < 1 << d; mask++) {
            double[] factors = new double[d];
            for (int i = 0; i < d; i++) {
                factors[i] = (mask >> i & 1) == 1 ? factor : 0;
            }
            masks.put(mask, factors);
        }
        return masks;
    }

    private static double probability(double p, int mask, int d) {
        int kept = Integer.bitCount(mask);
        return Math.pow(1 - p, kept) * Math.pow(p, d - kept);
    }

    @Claim("RG-02")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void dropoutIsAScaledRidge(
            @ForAll @IntRange(min = 1, max = 3) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 0, max = 7) int eighths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double p = eighths / 8.0;
        Matrix x = Matrices.matrix(Matrices.integers(random, n, d, 4));
        Vector y = Vector.of(random.ints(n, -4, 5).asDoubleStream().toArray());
        Vector w = Vector.of(random.ints(d, -4, 5).asDoubleStream().toArray());
        double[] mean = {0};
        masks(p, seed, n * d)
                .forEach((mask, factors) -> {
                    double loss = 0;
                    for (int i = 0; i < n; i++) {
                        double residual = y.get(i);
                        for (int j = 0; j < d; j++) {
                            residual -= factors[i * d + j] * x.get(i, j) * w.get(j);
                        }
                        loss += residual * residual / 2;
                    }
                    mean[0] += probability(p, mask, n * d) * loss;
                });
        assertThat(expectedLoss(x, y, w, p)).isCloseTo(mean[0], within(1e-12 * (1 + mean[0])));
    }

    @Claim("RG-02")
    @Example
    void nothingDropped() {
        Matrix x = Matrix.of(2, 1, 1, 2);
        Vector y = Vector.of(1, 1.5);
        assertThat(expectedLoss(x, y, Vector.of(0.5), 0)).isEqualTo(0.25); // (¼ + ¼)/2
        assertThat(expectedLoss(x, y, Vector.of(0.5), 0.5)).isEqualTo(0.25 + 5 * 0.25 / 2);
        assertThatIllegalArgumentException().isThrownBy(() -> expectedLoss(x, y, Vector.of(1), 1));
    }

    @Claim("RG-03")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theGeometricMeanOfAllThinnedNetworks(
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll @IntRange(min = 1, max = 5) int classes,
            @ForAll @IntRange(min = 0, max = 7) int eighths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double p = eighths / 8.0;
        Matrix w = Matrices.normals(random, d, classes);
        Vector b = Matrices.normal(random, classes);
        double[] x = Matrices.normal(random, d).toArray();
        double[] logarithms = new double[classes];
        masks(p, seed, d)
                .forEach((mask, factors) -> {
                    double[] thinned = new double[d];
                    for (int i = 0; i < d; i++) {
                        thinned[i] = factors[i] * x[i];
                    }
                    double[] q = classify(w, b, thinned);
                    for (int c = 0; c < classes; c++) {
                        logarithms[c] += probability(p, mask, d) * Math.log(q[c]);
                    }
                });
        double sum = 0;
        for (double logarithm : logarithms) {
            sum += Math.exp(logarithm);
        }
        double[] whole = classify(w, b, x);
        for (int c = 0; c < classes; c++) {
            assertThat(Math.exp(logarithms[c]) / sum).isCloseTo(whole[c], within(1e-12));
        }
    }

    private static double[] classify(Matrix w, Vector b, double... x) {
        return Softmax.of(w.transpose().times(Vector.of(x)).plus(b).toArray());
    }

    /// Logits `(x, 0)` for `x = 1` and `p = ½`, and a hidden `max(0, x − 1)` for `x = 2`.
    @Example
    void twoClassesByHand() {
        double[] half = Softmax.of(new double[] {0, 0});
        double[] sure = Softmax.of(new double[] {2, 0});
        assertThat(sure[0]).isCloseTo(0.8808, within(5e-5));
        double first = Math.sqrt(half[0] * sure[0]);
        double second = Math.sqrt(half[1] * sure[1]);
        assertThat(first).isCloseTo(0.6636, within(5e-5));
        assertThat(second).isCloseTo(0.2441, within(5e-5));
        assertThat(first / (first + second)).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-15));
        assertThat(first / (first + second)).isCloseTo(0.7311, within(5e-5));
        assertThat((half[0] + sure[0]) / 2).isCloseTo(0.6904, within(5e-5));
        double mean = 0;
        for (double[] factors : masks(0.5, 1, 1).values()) {
            mean += Math.max(0, 2 * factors[0] - 1) / 2;
        }
        assertThat(mean).isEqualTo(1.5);
    }

    @Mutant({"RG-02", "RG-03"}) // kept numbers stay as they are
    static class Unscaled extends DropoutAverageTest {
        @Override
        double[] dropout(double p, long seed, long step, double... row) {
            double[] right = super.dropout(p, seed, step, row);
            for (int i = 0; i < right.length; i++) {
                right[i] = right[i] == 0 ? 0 : row[i];
            }
            return right;
        }
    }

    @Mutant("RG-02") // p for p/(1 − p)
    static class WithoutTheDivisor extends DropoutAverageTest {
        @Override
        double expectedLoss(Matrix x, Vector y, Vector w, double p) {
            return NoisyRegression.withDropout(x, y, w, p / (1 + p));
        }
    }
}
