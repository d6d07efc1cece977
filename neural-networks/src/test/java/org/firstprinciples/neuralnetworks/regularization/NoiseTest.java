package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.CrossEntropy;
import org.firstprinciples.mathfoundations.probability.Entropy;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.firstprinciples.neuralnetworks.backpropagation.descent.GradientClipping;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.regularization.WeightDecay.State;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class NoiseTest {

    private static final double U = 0x1p-53;

    double kept(double p) {
        return 1 / (1 - p);
    }

    State decoupled(WeightDecay decay, State s, Vector g) {
        return decay.decoupled(s, g);
    }

    double[] smoothed(LabelSmoothing smoothing, int y) {
        return smoothing.targets(y);
    }

    double clip(Parameters parameters, double maxNorm) {
        return GradientClipping.clip(parameters, maxNorm);
    }

    BiasVariance biasVariance(double truth, double... predictions) {
        return BiasVariance.of(truth, predictions);
    }

    /// The mean squared error over all masks is that without dropout plus `p/(1 − p) Σ wⱼ²‖X_j‖²`, in fractions.
    @Claim("RG-02")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void dropoutIsAScaledRidge(
            @ForAll @IntRange(min = 1, max = 3) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 0, max = 9) int tenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] x = Matrices.integers(random, n, d, 4);
        long[] y = Matrices.integers(random, 1, n, 4)[0];
        long[] w = Matrices.integers(random, 1, d, 4)[0];
        BigFraction p = new BigFraction(tenths, 10);
        BigFraction keep = BigFraction.ONE.subtract(p);
        BigFraction scale = new BigFraction(kept(tenths / 10.0), 1e-12, 100);
        BigFraction mean = BigFraction.ZERO;
        for (int mask = 0; mask < 1 << (n * d); mask++) {
            BigFraction weight = BigFraction.ONE;
            BigFraction error = BigFraction.ZERO;
            for (int i = 0; i < n; i++) {
                BigFraction residual = new BigFraction(y[i]);
                for (int j = 0; j < d; j++) {
                    boolean stays = (mask >> (i * d + j) & 1) == 1;
                    weight = weight.multiply(stays ? keep : p);
                    if (stays) {
                        residual = residual.subtract(scale.multiply(x[i][j] * w[j]));
                    }
                }
                error = error.add(residual.pow(2));
            }
            mean = mean.add(weight.multiply(error));
        }
        BigFraction expected = BigFraction.ZERO;
        for (int i = 0; i < n; i++) {
            long residual = y[i];
            for (int j = 0; j < d; j++) {
                residual -= x[i][j] * w[j];
                expected = expected.add(p.divide(keep).multiply(w[j] * w[j] * x[i][j] * x[i][j]));
            }
            expected = expected.add(new BigFraction(residual * residual));
        }
        assertThat(mean).isEqualTo(expected);
    }

    /// The geometric mean of all masked softmax layers, made to sum to 1, is the layer without masks; with a rectifier in
    /// between it is not.
    @Claim("RG-03")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theGeometricMeanOfAllMasks(
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 1, max = 9) int tenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double p = tenths / 10.0;
        Matrix w = Matrices.normals(random, k, d);
        Vector x = Matrices.normal(random, d);
        double[] logs = new double[k];
        for (int mask = 0; mask < 1 << d; mask++) {
            double[] masked = new double[d];
            double weight = 1;
            for (int j = 0; j < d; j++) {
                boolean stays = (mask >> j & 1) == 1;
                weight *= stays ? 1 - p : p;
                masked[j] = stays ? x.get(j) * kept(p) : 0;
            }
            double[] softmax = Softmax.of(w.times(Vector.of(masked)).toArray());
            for (int c = 0; c < k; c++) {
                logs[c] += weight * Math.log(softmax[c]);
            }
        }
        double[] mean = Softmax.of(logs);
        double[] whole = Softmax.of(w.times(x).toArray());
        for (int c = 0; c < k; c++) {
            assertThat(mean[c])
                    .isCloseTo(whole[c], within(64 * (d + k) * Math.pow(2, d / 2.0) * U * 100));
        }
    }

    @Claim("RG-03")
    @Example
    void withARectifierItIsNot() {
        // relu(m·2 − 1) for a kept (·2) or dropped input 1: 3 or 0, mean 1.5; without dropout
        // relu(2 − 1) = 1
        double mean = (Math.max(0, 2 * kept(0.5) - 1) + Math.max(0, -1)) / 2;
        assertThat(mean).isEqualTo(1.5);
        assertThat(Math.max(0, 2 - 1)).isEqualTo(1);
    }

    /// Without momentum both are `(1 − ηλ)w − ηg`; with momentum they part; without gradients the decoupled one shrinks by `1 − ηλ`.
    @Claim("RG-08")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void twoKindsOfDecay(@ForAll @IntRange(min = 1, max = 10) int steps, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WeightDecay plain = new WeightDecay(0.125, 0, 0.25);
        State a = new State(Vector.of(random.nextInt(-8, 9)), Vector.zeros(1));
        State b = a;
        for (int k = 0; k < steps; k++) {
            Vector g = Vector.of(random.nextInt(-8, 9));
            a = plain.coupled(a, g);
            b = decoupled(plain, b, g);
            assertThat(b.weights().get(0)).isCloseTo(a.weights().get(0), within(1e-13));
        }
        WeightDecay heavy = new WeightDecay(0.125, 0.5, 0.25);
        State c = new State(Vector.of(1024), Vector.zeros(1));
        double expected = 1024;
        for (int k = 0; k < steps; k++) {
            c = decoupled(heavy, c, Vector.zeros(1));
            expected *= 1 - 0.125 * 0.25;
            assertThat(c.weights().get(0)).isEqualTo(expected);
        }
    }

    @Claim("RG-08")
    @Example
    void decayByHand() {
        WeightDecay decay = new WeightDecay(0.1, 0.9, 0.1);
        State a = new State(Vector.of(1), Vector.zeros(1));
        State b = a;
        for (double g : new double[] {0.3, -0.2, 0.5}) {
            a = decay.coupled(a, Vector.of(g));
            b = decoupled(decay, b, Vector.of(g));
        }
        assertThat(a.weights().get(0)).isCloseTo(0.852016, within(1e-15));
        assertThat(b.weights().get(0)).isCloseTo(0.877666, within(5e-7));
        // the first step of Adam with ε = 0 is η in the direction of the sign, however large λ is
        for (double lambda : new double[] {0, 1, 100}) {
            double coupled = firstStepOfAdam(0.1, 0.3 + lambda * 1);
            double past = firstStepOfAdam(0.1, 0.3) - 0.1 * lambda * 1;
            assertThat(coupled).isCloseTo(-0.1, within(1e-15));
            assertThat(past).isCloseTo(-0.1 * (1 + lambda), within(1e-13));
        }
        State reset = decoupled(new WeightDecay(0.5, 0, 2), a, Vector.zeros(1)); // ηλ = 1
        assertThat(reset.weights().get(0)).isZero();
    }

    /// Kingma & Ba 2015, algorithm 1, for `t = 1` and `ε = 0`.
    private static double firstStepOfAdam(double rate, double gradient) {
        double first = (1 - 0.9) * gradient / (1 - 0.9);
        double second = (1 - 0.999) * gradient * gradient / (1 - 0.999);
        return -rate * first / Math.sqrt(second);
    }

    /// `CE(yˢ, q) = (1 − ε)CE(y, q) + ε CE(uniform, q)`; the best logits differ by a finite gap, and there the loss is the entropy of
    /// the targets.
    @Claim("RG-14")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void smoothTargets(
            @ForAll @IntRange(min = 1, max = 10) int k,
            @ForAll @IntRange(min = 0, max = 16) int sixteenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double epsilon = sixteenths / 16.0;
        int y = random.nextInt(k);
        LabelSmoothing smoothing = new LabelSmoothing(k, epsilon);
        double[] targets = smoothed(smoothing, y);
        double[] z = Matrices.normal(random, k).times(3).toArray();
        double[] hard = new double[k];
        hard[y] = 1;
        double[] uniform = new double[k];
        Arrays.fill(uniform, 1.0 / k);
        double slack = 32 * k * U * (1 + Norms.infinity(Vector.of(z)));
        assertThat(CrossEntropy.of(z, targets))
                .isCloseTo(
                        (1 - epsilon) * CrossEntropy.of(z, hard)
                                + epsilon * CrossEntropy.of(z, uniform),
                        within(slack));
        double[] p = Softmax.of(z);
        double[] gradient = CrossEntropy.gradient(z, targets);
        for (int c = 0; c < k; c++) {
            assertThat(gradient[c]).isCloseTo(p[c] - targets[c], within(slack));
        }
        if (epsilon > 0 && epsilon < 1) {
            double[] best = new double[k];
            best[y] = smoothing.bestGap();
            assertThat(CrossEntropy.of(best, targets))
                    .isCloseTo(Entropy.of(targets), within(1e-13 * (1 + smoothing.bestGap())));
            assertThat(CrossEntropy.of(z, targets))
                    .isGreaterThanOrEqualTo(Entropy.of(targets) - slack);
        }
    }

    @Claim("RG-14")
    @Example
    void smoothingByHand() {
        double[] targets = smoothed(new LabelSmoothing(4, 0.2), 0);
        double[] expected = {0.85, 0.05, 0.05, 0.05};
        for (int c = 0; c < 4; c++) {
            assertThat(targets[c]).isCloseTo(expected[c], within(1e-15));
        }
        assertThat(new LabelSmoothing(5, 0.1).bestGap()).isCloseTo(3.828641, within(5e-7));
        assertThat(new LabelSmoothing(5, 0).bestGap()).isInfinite();
        assertThat(smoothed(new LabelSmoothing(1, 0.3), 0)[0]).isCloseTo(1, within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> smoothed(new LabelSmoothing(3, 0), 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelSmoothing(0, 0.1))
                .withMessageContaining("got 0 and 0.1");
    }

    /// Over all signs of the noise the squared error of ridge is bias and variance; more `λ` is more bias and less variance, and some
    /// of it is better than none. An average is never worse than its members in the mean.
    @Claim("RG-15")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void biasAndVariance(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.ints(n, 1, 6).asDoubleStream().toArray();
        double truth = random.nextInt(1, 5) / 2.0;
        double squares = 0;
        for (double number : x) {
            squares += number * number;
        }
        BiasVariance before = null;
        double none = 0;
        boolean better = false;
        for (double lambda : new double[] {0, 0.01, 0.1, 1, 10}) {
            double[] estimates = new double[1 << n];
            for (int code = 0; code < estimates.length; code++) {
                double along = 0;
                for (int i = 0; i < n; i++) {
                    along += x[i] * (truth * x[i] + ((code >> i & 1) == 1 ? 1 : -1));
                }
                estimates[code] = along / (squares + lambda);
            }
            BiasVariance now = biasVariance(truth, estimates);
            double mean = 0;
            for (double estimate : estimates) {
                mean += (estimate - truth) * (estimate - truth) / estimates.length;
            }
            assertThat(now.meanSquaredError()).isCloseTo(mean, within(1e-12 * (1 + mean)));
            assertThat(now.variance())
                    .isCloseTo(squares / ((squares + lambda) * (squares + lambda)), within(1e-12));
            if (before != null) {
                assertThat(now.squaredBias()).isGreaterThanOrEqualTo(before.squaredBias() - 1e-14);
                assertThat(now.variance()).isLessThanOrEqualTo(before.variance() + 1e-14);
                better |= now.meanSquaredError() < none;
            } else {
                none = now.meanSquaredError();
            }
            before = now;
        }
        assertThat(better).isTrue();
        double[] members = random.ints(n, -9, 10).asDoubleStream().toArray();
        BiasVariance ensemble = biasVariance(truth, members);
        double average = 0;
        double individual = 0;
        for (double member : members) {
            average += member / n;
            individual += (member - truth) * (member - truth) / n;
        }
        assertThat((average - truth) * (average - truth))
                .isCloseTo(individual - ensemble.variance(), within(1e-12 * (1 + individual)));
    }

    /// Several weights, all signs of the noise: the sum of squared biases never falls with `λ`, that of variances never rises, and
    /// `λ = 1/‖w‖²` is better than 0 (Hoerl & Kennard 1970, theorem 4.3).
    @Claim("RG-15")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void biasAndVarianceOfSeveralWeights(
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 0, max = 3) int more,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = d + more;
        Matrix x = Matrices.normals(random, n, d);
        Vector w = Matrices.normal(random, d);
        double better = 1 / w.dot(w);
        Vector none = biasVarianceAndError(x, w, 0);
        assertThat(biasVarianceAndError(x, w, better).get(2)).isLessThan(none.get(2));
        Vector before = none;
        for (double lambda : new double[] {0.001, 0.01, 0.1, 1, 10, 1000}) {
            Vector now = biasVarianceAndError(x, w, lambda);
            double slack = 1e-9 * (1 + none.get(2));
            assertThat(now.get(0)).isGreaterThanOrEqualTo(before.get(0) - slack);
            assertThat(now.get(1)).isLessThanOrEqualTo(before.get(1) + slack);
            assertThat(now.get(0) + now.get(1)).isCloseTo(now.get(2), within(slack));
            before = now;
        }
    }

    /// Over all signs of the noise, summed over the weights.
    private static Vector biasVarianceAndError(Matrix x, Vector w, double lambda) {
        int n = x.rows();
        List<Vector> estimates = new ArrayList<>();
        Vector sum = Vector.zeros(w.size());
        for (int code = 0; code < 1 << n; code++) {
            double[] noise = new double[n];
            for (int i = 0; i < n; i++) {
                noise[i] = (code >> i & 1) == 1 ? 1 : -1;
            }
            estimates.add(Ridge.fit(x, x.times(w).plus(Vector.of(noise)), lambda));
            sum = sum.plus(estimates.getLast());
        }
        Vector mean = sum.times(1.0 / estimates.size());
        return Vector.of(
                squaredDistance(mean, w),
                estimates.stream()
                        .mapToDouble(e -> squaredDistance(e, mean))
                        .average()
                        .orElseThrow(),
                estimates.stream().mapToDouble(e -> squaredDistance(e, w)).average().orElseThrow());
    }

    private static double squaredDistance(Vector x, Vector y) {
        return x.minus(y).dot(x.minus(y));
    }

    /// The bias of one prediction may fall again.
    @Claim("RG-15")
    @Example
    void theBiasOfOnePredictionRisesAndFalls() {
        Matrix x = Matrices.diagonal(2, 2, 1, 10);
        Vector w = Vector.of(1, -1);
        double[] expected = {0, 0.24, 0.67, 0.24};
        double[] lambdas = {0, 1, 10, 100};
        for (int i = 0; i < lambdas.length; i++) {
            Vector estimate = Ridge.fit(x, x.times(w), lambdas[i]); // without noise: the mean
            double bias = estimate.minus(w).dot(Vector.of(1, 1));
            assertThat(bias * bias).isCloseTo(expected[i], within(0.005));
        }
    }

    @Claim("RG-15")
    @Example
    void oneMember() {
        assertThat(biasVariance(3, 5)).isEqualTo(new BiasVariance(4, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> biasVariance(1));
    }

    /// Noise on inputs is a ridge: over all signs of it the mean squared error grows by `ns²‖w‖²`, in whole numbers.
    @Claim("RG-16")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void noiseOnInputs(
            @ForAll @IntRange(min = 1, max = 3) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 0, max = 3) int s,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] x = Matrices.integers(random, n, d, 4);
        long[] y = Matrices.integers(random, 1, n, 4)[0];
        long[] w = Matrices.integers(random, 1, d, 4)[0];
        long sum = 0;
        long plain = 0;
        long norm = 0;
        for (long weight : w) {
            norm += weight * weight;
        }
        for (int code = 0; code < 1 << (n * d); code++) {
            for (int i = 0; i < n; i++) {
                long residual = y[i];
                for (int j = 0; j < d; j++) {
                    int sign = (code >> (i * d + j) & 1) == 1 ? s : -s;
                    residual -= (x[i][j] + sign) * w[j];
                }
                sum += residual * residual;
            }
        }
        for (int i = 0; i < n; i++) {
            long residual = y[i];
            for (int j = 0; j < d; j++) {
                residual -= x[i][j] * w[j];
            }
            plain += residual * residual;
        }
        assertThat(sum).isEqualTo(plain + (long) n * s * s * norm << (n * d));
    }

    /// A model whose parameters are these parts.
    private record Parts(List<Parameter> parts) {}

    /// Parameters with these gradients.
    private static Parameters withGradients(float[]... gradients) {
        List<Parameter> parts = new ArrayList<>();
        for (float[] gradient : gradients) {
            Parameter part = Parameter.zeros(Shape.of(gradient.length));
            System.arraycopy(gradient, 0, part.gradient(), 0, gradient.length);
            parts.add(part);
        }
        return Parameters.of(new Parts(parts));
    }

    private static List<float[]> gradients(Parameters parameters) {
        List<float[]> gradients = new ArrayList<>();
        parameters.forEach(entry -> gradients.add(entry.parameter().gradient().clone()));
        return gradients;
    }

    /// Clipped gradients are as long as allowed at most, in the same direction, and short ones are left as they are, bit for bit.
    @Claim("RG-16")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void clippedTogether(
            @ForAll @IntRange(min = 1, max = 4) int parts,
            @ForAll @IntRange(min = -3, max = 3) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] g = new float[parts][3];
        double square = 0;
        for (float[] part : g) {
            for (int i = 0; i < part.length; i++) {
                part[i] = (float) random.nextGaussian();
                square += (double) part[i] * part[i];
            }
        }
        double norm = Math.sqrt(square);
        double maxNorm = Math.pow(2, power);
        Parameters parameters = withGradients(g);
        assertThat(clip(parameters, maxNorm)).isCloseTo(norm, within(1e-14 * norm));
        List<float[]> clipped = gradients(parameters);
        if (norm <= maxNorm) {
            assertThat(clipped).containsExactly(g);
        }
        double after = 0;
        for (int part = 0; part < parts; part++) {
            for (int i = 0; i < 3; i++) {
                double expected = g[part][i] * Math.min(1, maxNorm / norm);
                double actual = clipped.get(part)[i];
                assertThat(actual).isCloseTo(expected, within(0x1p-22 * Math.abs(expected)));
                after += actual * actual;
            }
        }
        assertThat(Math.sqrt(after)).isLessThanOrEqualTo(maxNorm * (1 + 0x1p-22));
    }

    @Claim("RG-16")
    @Example
    void clippingByHand() {
        Parameters parameters = withGradients(new float[] {3}, new float[] {4});
        clip(parameters, Double.POSITIVE_INFINITY);
        clip(parameters, 5);
        assertThat(gradients(parameters)).containsExactly(new float[] {3}, new float[] {4});
        clip(parameters, 2.5);
        assertThat(gradients(parameters)).containsExactly(new float[] {1.5f}, new float[] {2});
        Parameters zero = withGradients(new float[] {0, 0});
        clip(zero, 1);
        assertThat(gradients(zero)).containsExactly(new float[] {0, 0});
    }

    @Mutant({"RG-02", "RG-03"}) // kept numbers stay as they are
    static class Unscaled extends NoiseTest {
        @Override
        double kept(double p) {
            return 1;
        }
    }

    @Mutant("RG-08") // λ without η
    static class WithoutRate extends NoiseTest {
        @Override
        State decoupled(WeightDecay decay, State s, Vector g) {
            return new WeightDecay(
                            decay.learningRate(),
                            decay.momentum(),
                            decay.decay() / decay.learningRate())
                    .decoupled(s, g);
        }
    }

    @Mutant("RG-14") // ε/(K − 1) for each other class
    static class OtherConvention extends NoiseTest {
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

    @Mutant("RG-15") // divisor n − 1
    static class Unbiased extends NoiseTest {
        @Override
        BiasVariance biasVariance(double truth, double... predictions) {
            BiasVariance right = BiasVariance.of(truth, predictions);
            double n = predictions.length;
            return new BiasVariance(right.squaredBias(), right.variance() * n / Math.max(1, n - 1));
        }
    }

    @Mutant("RG-16") // each part on its own
    static class PartByPart extends NoiseTest {
        @Override
        double clip(Parameters parameters, double maxNorm) {
            double norm = GradientClipping.norm(parameters);
            for (Parameters.Entry one : parameters) {
                GradientClipping.clip(parameters.where(one::equals), maxNorm);
            }
            return norm;
        }
    }
}
