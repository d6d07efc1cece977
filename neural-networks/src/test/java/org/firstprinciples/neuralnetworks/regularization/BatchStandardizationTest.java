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

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.backpropagation.ReverseNumber;
import org.firstprinciples.neuralnetworks.multilayernetworks.DenseLayer;
import org.firstprinciples.neuralnetworks.regularization.BatchStandardization.Gradients;
import org.firstprinciples.neuralnetworks.regularization.BatchStandardization.Statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class BatchStandardizationTest {

    private static final double U = 0x1p-53;

    Matrix train(BatchStandardization norm, Matrix x) {
        return norm.train(x);
    }

    Gradients backward(BatchStandardization norm, Matrix x, Matrix dy) {
        return norm.backward(x, dy);
    }

    Statistics update(Statistics running, Matrix batch, double m) {
        return BatchStandardization.update(running, batch, m);
    }

    DenseLayer fold(BatchStandardization norm, DenseLayer layer, Statistics s) {
        return norm.fold(layer, s);
    }

    private static BatchStandardization norm(SplittableRandom random, int d, double epsilon) {
        return new BatchStandardization(
                Matrices.normal(random, d), Matrices.normal(random, d), epsilon);
    }

    private static Matrix batch(SplittableRandom random, int n, int d) {
        double[] x = Matrices.normals(random, n, d).toArray();
        for (int j = 0; j < d; j++) {
            double offset = random.nextDouble(-100, 100);
            double scale = Math.pow(10, random.nextDouble(-2, 2));
            for (int i = 0; i < n; i++) {
                x[i * d + j] = scale * (x[i * d + j] + offset);
            }
        }
        return Matrix.of(n, d, x);
    }

    /// Mean `β` and variance `γ²v/(v + ε)`.
    @Claim("RG-10")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void statisticsOfTheOutput(
            @ForAll @IntRange(min = 2, max = 17) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll boolean zero,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BatchStandardization norm = norm(random, d, zero ? 0 : 1e-5);
        Matrix x = batch(random, n, d);
        Statistics in = BatchStandardization.statistics(x);
        Statistics out = BatchStandardization.statistics(train(norm, x));
        for (int j = 0; j < d; j++) {
            double v = in.variance().get(j);
            double kappa = 1 + Math.abs(in.mean().get(j)) / Math.sqrt(v);
            double gamma = norm.scale().get(j);
            double slack =
                    64 * n * U * (1 + Math.abs(norm.shift().get(j)) + Math.abs(gamma)) * kappa * 4;
            assertThat(out.mean().get(j)).isCloseTo(norm.shift().get(j), within(slack));
            assertThat(out.variance().get(j))
                    .isCloseTo(
                            gamma * gamma * v / (v + norm.epsilon()),
                            within(8 * slack * (1 + Math.abs(gamma)) + 1e-12));
        }
    }

    /// To the bit for powers of two and for `−1`; up to rounding for other factors and offsets.
    @Claim("RG-30")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void offsetAndScaleAreForgotten(
            @ForAll @IntRange(min = 2, max = 17) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = -8, max = 8) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BatchStandardization norm = norm(random, d, 0);
        Matrix x = batch(random, n, d);
        Matrix y = train(norm, x);
        assertThat(train(norm, x.times(Math.pow(2, power)))).isEqualTo(y);
        Matrix turned = train(norm, x.times(-1));
        Matrix mirrored =
                new BatchStandardization(norm.scale().times(-1), norm.shift(), 0).train(x);
        assertThat(turned).isEqualTo(mirrored);
        Matrix small = Matrices.normals(random, n, d);
        double a = Math.pow(10, random.nextDouble(-2, 2));
        double b = random.nextDouble(-10, 10);
        double[] moved = small.toArray();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = a * moved[i] + b;
        }
        Matrix before = train(norm, small);
        Matrix after = train(norm, Matrix.of(n, d, moved));
        Statistics s = BatchStandardization.statistics(small);
        for (int j = 0; j < d; j++) {
            double std = Math.sqrt(s.variance().get(j));
            double slack = 64 * n * U * (1 + (10 + Math.abs(b) / a) / std) / std * 16;
            for (int i = 0; i < n; i++) {
                assertThat(after.get(i, j))
                        .isCloseTo(
                                before.get(i, j),
                                within(slack * (1 + Math.abs(norm.scale().get(j)))));
            }
        }
    }

    /// The loss does not see the size of the weights before it: its gradient stands at a right angle to them, for each output.
    @Claim("RG-31")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void weightsAreWithoutScale(
            @ForAll @IntRange(min = 2, max = 9) int n,
            @ForAll @IntRange(min = 1, max = 5) int inputs,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.normals(random, n, inputs);
        Matrix w = Matrices.normals(random, inputs, 2);
        Vector b = Matrices.normal(random, 2);
        BatchStandardization norm = norm(random, 2, 0);
        Matrix dy = Matrices.normals(random, n, 2);
        Matrix dw = gradient(norm, x, w, b, dy);
        double a = random.nextBoolean() ? 2 : random.nextDouble(0.2, 5);
        Matrix stretched = gradient(norm, x, w.times(a), b.times(random.nextInt(-3, 4)), dy);
        Vector variance =
                BatchStandardization.statistics(new DenseLayer(w, b).forward(x)).variance();
        double loss = 1e-9 * (1 + 1 / Math.min(variance.get(0), variance.get(1)));
        for (int j = 0; j < 2; j++) {
            double along = 0;
            double size = 0;
            for (int i = 0; i < inputs; i++) {
                along += w.get(i, j) * dw.get(i, j);
                size += Math.abs(w.get(i, j) * dw.get(i, j));
                assertThat(stretched.get(i, j))
                        .isCloseTo(dw.get(i, j) / a, within(loss * (1 + Norms.frobenius(dw))));
            }
            assertThat(along).isCloseTo(0, within(loss * (1 + size)));
        }
    }

    /// Of the loss `Σ dy·o + ½Σ o²`, with the output `o`: its derivative with respect to `o` is `dy + o`.
    private Matrix gradient(BatchStandardization norm, Matrix x, Matrix w, Vector b, Matrix dy) {
        Matrix z = new DenseLayer(w, b).forward(x);
        return x.transpose().times(backward(norm, z, dy.plus(norm.train(z))).input());
    }

    /// `(1, 2, 3, 6)` divided by 1,000: its variance, 3.5·10⁻⁶, is smaller than `ε = 10⁻⁵`.
    @Claim("RG-10")
    @Example
    void shortWeightsAndEpsilon() {
        BatchStandardization norm = new BatchStandardization(Vector.of(1), Vector.of(0), 1e-5);
        Matrix out = train(norm, Matrix.of(4, 1, 0.001, 0.002, 0.003, 0.006));
        double variance = BatchStandardization.statistics(out).variance().get(0);
        assertThat(variance).isCloseTo(0.26, within(0.005));
        assertThat(variance).isCloseTo(3.5 / 13.5, within(1e-12));
    }

    @Claim("RG-10")
    @Example
    void twoNumbers() {
        BatchStandardization norm = new BatchStandardization(Vector.of(1), Vector.of(0), 0);
        assertThat(train(norm, Matrix.of(2, 1, 1, 3))).isEqualTo(Matrix.of(2, 1, -1, 1));
        Gradients g = backward(norm, Matrix.of(2, 1, 1, 3), Matrix.of(2, 1, 5, -7));
        assertThat(g.input()).isEqualTo(Matrix.of(2, 1, 0, 0)); // nothing passes
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(norm, Matrix.of(2, 1, 4, 4)))
                .withMessage("feature 0 does not vary, and ε is 0");
        BatchStandardization safe = new BatchStandardization(Vector.of(3), Vector.of(2), 1e-5);
        assertThat(train(safe, Matrix.of(2, 1, 4, 4))).isEqualTo(Matrix.of(2, 1, 2, 2));
        assertThat(train(safe, Matrix.of(1, 1, 9)).get(0, 0)).isEqualTo(2);
        Statistics far = BatchStandardization.statistics(Matrix.of(2, 1, 1e8 - 1, 1e8 + 1));
        assertThat(far.variance().get(0))
                .isEqualTo(1); // mean of squares minus square of mean: 0 or 2
        assertThatThrownBy(() -> train(safe, Matrix.of(1, 2, 1, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("batch norm: 1 features are needed, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchStandardization(Vector.of(1), Vector.of(1), -1));
    }

    /// The closed form against a pass back through mean, variance and root, step by step; the adjoints of a feature sum to 0.
    @Claim("RG-11")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void backwardInClosedForm(
            @ForAll @IntRange(min = 2, max = 9) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll boolean zero,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BatchStandardization norm = norm(random, d, zero ? 0 : 0.25);
        Matrix x = Matrices.normals(random, n, d);
        Matrix dy = Matrices.normals(random, n, d);
        Gradients g = backward(norm, x, dy);
        Statistics s = BatchStandardization.statistics(x);
        for (int j = 0; j < d; j++) {
            int feature = j;
            double[] column = new double[n];
            for (int i = 0; i < n; i++) {
                column[i] = x.get(i, j);
            }
            ScalarFunction loss =
                    new ScalarFunction() {
                        @Override
                        public <T extends Arithmetic<T>> T of(List<T> z) {
                            T mean = z.getFirst();
                            for (T number : z.subList(1, n)) {
                                mean = mean.plus(number);
                            }
                            mean = mean.times(1.0 / n);
                            T variance = mean.constant(0);
                            for (T number : z) {
                                variance =
                                        variance.plus(number.minus(mean).times(number.minus(mean)));
                            }
                            T root = variance.times(1.0 / n).plus(norm.epsilon()).sqrt();
                            T sum = mean.constant(0);
                            for (int i = 0; i < n; i++) {
                                T y = z.get(i).minus(mean).dividedBy(root);
                                sum =
                                        sum.plus(
                                                y.times(
                                                        norm.scale().get(feature)
                                                                * dy.get(i, feature)));
                            }
                            return sum;
                        }
                    };
            double[] expected = ReverseNumber.gradient(loss, column);
            double std = Math.sqrt(s.variance().get(j) + norm.epsilon());
            double size = 0;
            double sum = 0;
            double scale = 0;
            double shift = 0;
            for (int i = 0; i < n; i++) {
                size += Math.abs(norm.scale().get(j) * dy.get(i, j)) / std;
                sum += g.input().get(i, j);
                scale += dy.get(i, j) * (x.get(i, j) - s.mean().get(j)) / std;
                shift += dy.get(i, j);
            }
            double slack = 64 * n * U * (1 + size) * (3 + 3 / std) * 4;
            for (int i = 0; i < n; i++) {
                assertThat(g.input().get(i, j)).isCloseTo(expected[i], within(slack));
            }
            assertThat(sum).isCloseTo(0, within(slack));
            assertThat(g.scale().get(j)).isCloseTo(scale, within(slack * (1 + std)));
            assertThat(g.shift().get(j)).isCloseTo(shift, within(slack * (1 + std)));
        }
    }

    /// The document's example.
    @Example
    void fourNumbersBack() {
        BatchStandardization norm = new BatchStandardization(Vector.of(1), Vector.of(0), 0);
        Matrix x = Matrix.of(4, 1, 1, 2, 3, 6);
        assertThat(norm.train(x).toArray())
                .containsExactly(new double[] {-1.069, -0.535, 0, 1.604}, within(5e-4));
        double[] dx = norm.backward(x, Matrix.of(4, 1, 1, 0, 0, 0)).input().toArray();
        assertThat(dx)
                .containsExactly(new double[] {0.2482, -0.2100, -0.1336, 0.0955}, within(5e-5));
        assertThat(dx[0] + dx[1] + dx[2] + dx[3]).isCloseTo(0, within(1e-15));
        assertThat(dx[0] + 2 * dx[1] + 3 * dx[2] + 6 * dx[3]).isCloseTo(0, within(1e-15));
        double squares = 0;
        for (int i : new int[] {1, 2, 3, 6}) {
            squares += (1e8 + i) * (1e8 + i) / 4;
        }
        assertThat(squares - (1e8 + 3) * (1e8 + 3)).isEqualTo(4); // and not 3.5
        assertThat(
                        BatchStandardization.statistics(
                                        Matrix.of(4, 1, 1e8 + 1, 1e8 + 2, 1e8 + 3, 1e8 + 6))
                                .variance()
                                .get(0))
                .isEqualTo(3.5);
    }

    /// Running statistics are means that fade.
    @Claim("RG-12")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void runningStatistics(
            @ForAll @IntRange(min = 1, max = 6) int steps,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix constant = Matrices.matrix(Matrices.integers(random, 4, d, 8));
        Statistics target = BatchStandardization.statistics(constant);
        Statistics running = new Statistics(Vector.zeros(d), Vector.zeros(d));
        for (int k = 0; k < steps; k++) {
            running = update(running, constant, 0.25);
        }
        double found = 1 - Math.pow(0.75, steps);
        for (int j = 0; j < d; j++) {
            assertThat(running.mean().get(j))
                    .isCloseTo(found * target.mean().get(j), within(1e-14 * 8));
            assertThat(running.variance().get(j))
                    .isCloseTo(found * target.variance().get(j) * 4 / 3, within(1e-13 * 64));
        }
        assertThat(update(running, constant, 1).mean()).isEqualTo(target.mean());
        assertThat(Math.pow(0.9, 43)).isGreaterThan(0.01);
        assertThat(Math.pow(0.9, 44)).isLessThan(0.01);
    }

    /// Any δ, start and size of batch; the batches are the first one and its mirror image about its mean, in turn.
    @Claim("RG-12")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void fromAnyStart(
            @ForAll @IntRange(min = 2, max = 9) int n,
            @ForAll @IntRange(min = 1, max = 20) int twentieths,
            @ForAll @IntRange(min = 1, max = 30) int steps,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double delta = twentieths / 20.0;
        Matrix x = Matrices.normals(random, n, 1);
        Statistics s = BatchStandardization.statistics(x);
        double mean = s.mean().get(0);
        double target = s.variance().get(0) * n / (n - 1);
        double[] mirrored = Arrays.stream(x.toArray()).map(t -> 2 * mean - t).toArray();
        double m0 = 3 * random.nextGaussian();
        double v0 = random.nextDouble(0, 5);
        Statistics running = new Statistics(Vector.of(m0), Vector.of(v0));
        for (int k = 0; k < steps; k++) {
            running = update(running, k % 2 == 0 ? x : Matrix.of(n, 1, mirrored), delta);
        }
        double left = Math.pow(1 - delta, steps);
        assertThat(running.mean().get(0) - mean).isCloseTo(left * (m0 - mean), within(1e-13));
        assertThat(running.variance().get(0) - target)
                .isCloseTo(left * (v0 - target), within(1e-13));
    }

    /// In use the layer is affine for each row and can be folded into the one before it.
    @Claim("RG-32")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void foldedIntoTheLayerBefore(
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = 1, max = 5) int inputs,
            @ForAll boolean zero,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BatchStandardization norm = norm(random, d, zero ? 0 : 1e-5);
        double[] variances = random.doubles(d, 0.1, 2).toArray();
        if (!zero) { // a feature that was constant in training
            variances[0] = 0;
        }
        Statistics s = new Statistics(Matrices.normal(random, d), Vector.of(variances));
        DenseLayer layer =
                new DenseLayer(Matrices.normals(random, inputs, d), Matrices.normal(random, d));
        Matrix x = Matrices.normals(random, 5, inputs);
        Matrix slow = norm.evaluate(layer.forward(x), s);
        Matrix fast = fold(norm, layer, s).forward(x);
        assertThat(Norms.frobenius(slow.plus(fast.times(-1))))
                .isLessThanOrEqualTo(1e-13 * (1 + Norms.frobenius(slow)));
    }

    @Claim("RG-12")
    @Example
    void aSampleDependsOnItsBatchInTrainingOnly() {
        BatchStandardization norm = new BatchStandardization(Vector.of(1), Vector.of(0), 1e-5);
        double alone = train(norm, Matrix.of(2, 1, 1, 3)).get(0, 0);
        double other = train(norm, Matrix.of(2, 1, 1, 9)).get(0, 0);
        double third = train(norm, Matrix.of(3, 1, 1, 3, 3)).get(0, 0);
        assertThat(alone).isCloseTo(other, within(1e-4)); // two numbers are always −1 and 1
        assertThat(third).isLessThan(-1.3);
        assertThatThrownBy(() ->
                        update(new Statistics(Vector.of(0), Vector.of(0)), Matrix.of(1, 1, 1), 0.1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("at least 2 rows are needed, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        update(
                                new Statistics(Vector.of(0), Vector.of(0)),
                                Matrix.of(2, 1, 1, 2),
                                1.5));
    }

    @Mutant("RG-10") // ε outside of the root
    static class EpsilonOutside extends BatchStandardizationTest {
        @Override
        Matrix train(BatchStandardization norm, Matrix x) {
            double root = Math.sqrt(norm.epsilon());
            return new BatchStandardization(
                            norm.scale(),
                            norm.shift().plus(norm.scale().times(root)),
                            norm.epsilon())
                    .train(x);
        }
    }

    @Mutant({"RG-11", "RG-31"}) // the last term is left out
    static class WithoutTheDeviation extends BatchStandardizationTest {
        @Override
        Gradients backward(BatchStandardization norm, Matrix x, Matrix dy) {
            Gradients right = norm.backward(x, dy);
            Statistics s = BatchStandardization.statistics(x);
            double[] dx = new double[x.rows() * x.columns()];
            for (int i = 0; i < dx.length; i++) {
                int j = i % x.columns();
                double factor =
                        norm.scale().get(j) / Math.sqrt(s.variance().get(j) + norm.epsilon());
                dx[i] = factor * (dy.get(i / x.columns(), j) - right.shift().get(j) / x.rows());
            }
            return new Gradients(
                    Matrix.of(x.rows(), x.columns(), dx), right.scale(), right.shift());
        }
    }

    @Mutant("RG-12") // the other way round
    static class Reversed extends BatchStandardizationTest {
        @Override
        Statistics update(Statistics running, Matrix batch, double m) {
            BatchStandardization.update(running, batch, m);
            return BatchStandardization.update(running, batch, 1 - m);
        }
    }

    @Mutant("RG-12") // as for batches of 4
    static class FourThirds extends BatchStandardizationTest {
        @Override
        Statistics update(Statistics running, Matrix batch, double m) {
            Statistics right = BatchStandardization.update(running, batch, m);
            double n = batch.rows();
            double factor = 4.0 / 3 * (n - 1) / n;
            Vector old = running.variance().times(1 - m);
            return new Statistics(
                    right.mean(), old.plus(right.variance().minus(old).times(factor)));
        }
    }

    @Mutant("RG-30") // the mean is a little off
    static class OffByAMillionth extends BatchStandardizationTest {
        @Override
        Matrix train(BatchStandardization norm, Matrix x) {
            norm.train(x);
            Statistics s = BatchStandardization.statistics(x);
            return norm.evaluate(x, new Statistics(s.mean().times(1 + 1e-6), s.variance()));
        }
    }

    @Mutant("RG-32") // the bias stays as it was
    static class ForgetsTheRunningMean extends BatchStandardizationTest {
        @Override
        DenseLayer fold(BatchStandardization norm, DenseLayer layer, Statistics s) {
            DenseLayer right = norm.fold(layer, s);
            return new DenseLayer(right.weight(), layer.bias());
        }
    }
}
