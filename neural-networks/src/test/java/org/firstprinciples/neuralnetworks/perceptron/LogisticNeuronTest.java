package org.firstprinciples.neuralnetworks.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.LeastSquares;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.SymmetricEigen;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.optimization.BacktrackingLineSearch;
import org.firstprinciples.mathfoundations.optimization.GradientDescent;
import org.firstprinciples.mathfoundations.optimization.NewtonMethod;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class LogisticNeuronTest {

    private static final double U = 0x1p-53;

    Vector gradient(Examples examples, Vector w) {
        return new LogisticNeuron(examples).gradient(w);
    }

    Matrix hessian(Examples examples, Vector w) {
        return new LogisticNeuron(examples).hessian(w);
    }

    double value(Examples examples, Vector w) {
        return new LogisticNeuron(examples).value(w);
    }

    double loss(double margin) {
        return LogisticNeuron.loss(margin);
    }

    Vector adalineGradient(Examples examples, Vector w) {
        return new Adaline(examples).gradient(w);
    }

    private static Examples examples(SplittableRandom random, int n, int d) {
        List<Vector> points = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            points.add(Matrices.normal(random, d));
            labels.add(random.nextBoolean() ? 1 : -1);
        }
        return new Examples(points, labels);
    }

    /// Gradient and Hessian against automatic derivatives, and `0 ≤ H ≤ ¼Σxxᵀ`.
    @Claim({"PE-12", "PE-22"})
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theDerivativesOfTheLoss(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = -3, max = 2) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples examples = examples(random, n, d);
        Vector w = Matrices.normal(random, d).times(Math.pow(10, scale));
        DerivativeStructure sum = new DerivativeStructure(d, 2, 0);
        double size = 0;
        for (int i = 0; i < n; i++) {
            DerivativeStructure margin = new DerivativeStructure(d, 2, 0);
            for (int j = 0; j < d; j++) {
                margin =
                        margin.add(
                                new DerivativeStructure(d, 2, j, w.get(j))
                                        .multiply(
                                                examples.points().get(i).get(j)
                                                        * examples.labels().get(i)));
            }
            double z = margin.getValue();
            // for margins far below 0 the loss is −z + ln(1 + eᶻ)
            sum =
                    sum.add(
                            z < 0
                                    ? margin.exp().log1p().subtract(margin)
                                    : margin.negate().exp().log1p());
            size += (1 + Math.abs(z)) * (1 + Norms.two(examples.points().get(i)));
        }
        LogisticNeuron neuron = new LogisticNeuron(examples);
        assertThat(neuron.value(w)).isCloseTo(sum.getValue(), within(32 * U * size));
        Vector gradient = gradient(examples, w);
        Matrix hessian = hessian(examples, w);
        double[] quarter = new double[d * d];
        for (int j = 0; j < d; j++) {
            int[] order = new int[d];
            order[j] = 1;
            assertThat(gradient.get(j))
                    .isCloseTo(sum.getPartialDerivative(order), within(64 * U * size));
            for (int k = 0; k < d; k++) {
                order[k]++;
                assertThat(hessian.get(j, k))
                        .isCloseTo(
                                sum.getPartialDerivative(order),
                                within(256 * U * size * (1 + Norms.two(w)) * size));
                order[k]--;
                for (Vector x : examples.points()) {
                    quarter[j * d + k] += x.get(j) * x.get(k) / 4;
                }
            }
        }
        Matrix bound = Matrix.of(d, d, quarter);
        double slack = 60 * d * U * Norms.frobenius(bound);
        assertThat(SymmetricEigen.of(hessian).values().get(d - 1)).isGreaterThanOrEqualTo(-slack);
        assertThat(SymmetricEigen.of(bound.plus(hessian.times(-1))).values().get(d - 1))
                .isGreaterThanOrEqualTo(-slack);
    }

    /// On data that a plane separates the loss falls for ever along its weights: there is no minimum.
    @Claim("PE-23")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void noMinimumOnSeparableData(@ForAll @IntRange(min = 1, max = 3) int d, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector target = Cases.weights(random, d + 1);
        Examples separable = Cases.separable(random, 1 + random.nextInt(10), target);
        LogisticNeuron neuron = new LogisticNeuron(separable);
        double before = Double.POSITIVE_INFINITY;
        double margin = Double.POSITIVE_INFINITY;
        for (int i = 0; i < separable.size(); i++) {
            margin = Math.min(margin, separable.margin(target, i));
        }
        for (double alpha = 0.125; alpha * margin < 500; alpha *= 2) { // beyond 745 the loss is 0
            double value = neuron.value(target.times(alpha));
            assertThat(value).isLessThan(before);
            before = value;
            assertThat(neuron.value(Cases.whole(random, d + 1, 9))).isPositive();
            // against the gradient at any point along the way, the loss falls on: no point is
            // critical
            assertThat(gradient(separable, target.times(alpha)).dot(target)).isNegative();
        }
        assertThat(neuron.value(target.times(1000))).isLessThan(1e-300 + 10 * Math.exp(-1000));
    }

    /// Examples that sum to 0 with positive whole numbers and span the space: Newton finds one and the same point from two
    /// starts, and the loss rises from it in every direction that is tried, and without end.
    @Claim("PE-24")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void exactlyOneMinimum(@ForAll @IntRange(min = 1, max = 3) int d, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Vector> points = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        Vector sum = Vector.zeros(d); // Σ αᵢyᵢxᵢ
        for (int i = 0; i < d + 2; i++) {
            double[] x = Cases.whole(random, d, 2).toArray();
            x[i % d] = i < d ? 3 : x[i % d]; // the first d are a triangle, and span
            for (int j = i + 1; j < d; j++) {
                x[j] = i < d ? 0 : x[j];
            }
            int y = random.nextBoolean() ? 1 : -1;
            points.add(Vector.of(x));
            labels.add(y);
            sum = sum.plus(Vector.of(x).times((1 + random.nextInt(3)) * y));
        }
        points.add(sum.times(-1)); // with the label 1 and α = 1
        labels.add(1);
        Examples examples = new Examples(points, labels);
        LogisticNeuron neuron = new LogisticNeuron(examples);
        Vector one = minimum(neuron, Matrices.normal(random, d).times(3));
        Vector other = minimum(neuron, Matrices.normal(random, d).times(3));
        assertThat(Norms.two(one.minus(other))).isLessThan(1e-6 * (1 + Norms.two(one)));
        assertThat(Norms.two(gradient(examples, one))).isLessThan(1e-8);
        Vector direction = Matrices.normal(random, d);
        direction = direction.times(1 / Norms.two(direction));
        double before = value(examples, one);
        for (double t = 0x1p-8; t < 1e5; t *= 2) {
            double value = value(examples, one.plus(direction.times(t)));
            assertThat(value).isGreaterThan(before);
            before = value;
        }
        assertThat(before).isGreaterThan(100);
    }

    private static Vector minimum(LogisticNeuron neuron, Vector start) {
        Vector w = start;
        BacktrackingLineSearch search = new BacktrackingLineSearch(1, 0.5, 0.25);
        for (int k = 0; k < 200 && Norms.two(neuron.gradient(w)) > 1e-6; k++) {
            w = NewtonMethod.step(neuron, w, search);
        }
        // Nearer by, the fall of the loss is below its rounding, and no search can see it.
        return NewtonMethod.step(neuron, NewtonMethod.step(neuron, w));
    }

    @Claim("PE-12")
    @Example
    void largeMargins() {
        assertThat(loss(0)).isCloseTo(Math.log(2), within(1e-16));
        assertThat(loss(-800)).isEqualTo(800);
        assertThat(loss(800)).isZero();
        assertThat(loss(700)).isCloseTo(Math.exp(-700), within(1e-316));
        assertThat(loss(1e-3)).isCloseTo(Math.log1p(Math.exp(-1e-3)), within(1e-16));
        assertThat(LogisticNeuron.sigmoid(-745)).isPositive();
        assertThat(LogisticNeuron.sigmoid(745)).isEqualTo(1);
        Examples far = new Examples(List.of(Vector.of(800)), List.of(-1));
        assertThat(gradient(far, Vector.of(1))).isEqualTo(Vector.of(800));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogisticNeuron(new Examples(List.of(), List.of())));
    }

    /// Descent on the squared error converges to least squares, for `0 < η < 2/λ_max`.
    @Claim("PE-13")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void adalineIsLeastSquares(
            @ForAll @IntRange(min = 2, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 14) int tenths,
            @ForAll @IntRange(min = 1, max = 19) int rateTenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int d = 1 + random.nextInt(Math.min(3, n));
        double condition = d == 1 ? 1 : Math.pow(10, tenths / 10.0);
        Matrix x = Matrices.ofCondition(random, n, d, condition);
        List<Vector> points = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double[] row = new double[d];
            for (int j = 0; j < d; j++) {
                row[j] = x.get(i, j);
            }
            points.add(Vector.of(row));
            labels.add(random.nextBoolean() ? 1 : -1);
            y[i] = labels.get(i);
        }
        Adaline adaline = new Adaline(new Examples(points, labels));
        double norm = new SingularValueDecomposition(x.toRealMatrix()).getNorm();
        double share = rateTenths / 10.0; // of 1/λ_max of XᵀX/N: from 0.1 to 1.9
        double rate = share * n / (norm * norm);
        Vector w = Matrices.normal(random, d);
        int steps = (int) Math.ceil(40 * condition * condition / Math.min(share, 2 - share));
        for (int k = 0; k < steps; k++) {
            w = w.minus(adalineGradient(adaline.examples(), w).times(rate));
        }
        Vector best = LeastSquares.solve(x, Vector.of(y));
        assertThat(Norms.two(w.minus(best)))
                .isLessThanOrEqualTo(200 * U * condition * condition * n * (1 + Norms.two(best)));
        Vector other = best.plus(Matrices.normal(random, d).times(1e-3));
        for (Vector v : List.of(best, other)) {
            Vector errors = Vector.of(y).minus(x.times(v)); // (N)
            double squares = 0; // of the sizes of what an error is the sum of
            for (Vector point : points) {
                double size = 1;
                for (int j = 0; j < d; j++) {
                    size += Math.abs(point.get(j) * v.get(j));
                }
                squares += size * size;
            }
            // an error is off by (d + 1)u of its size, its square by twice that, a sum of n by nu
            // more
            assertThat(adaline.value(v))
                    .isCloseTo(
                            errors.dot(errors) / (2 * n),
                            within((2 * d + n + 4) * U * squares / n));
        }
        assertThat(adaline.value(other)).isGreaterThanOrEqualTo(adaline.value(best) - 1e-15);
        assertThat(new GradientDescent(rate).step(adaline, best).minus(best))
                .satisfies(v ->
                        assertThat(Norms.two(v))
                                .isLessThan(1e-12 * condition * (1 + Norms.two(best))));
    }

    /// −3 | −2, −1, 3: a plane separates, and least squares puts −3 on the wrong side, with `18/83·x + 55/83`.
    @Claim("PE-13")
    @Example
    void leastSquaresMisclassifies() {
        Examples examples =
                new Examples(
                                List.of(Vector.of(-3), Vector.of(-2), Vector.of(-1), Vector.of(3)),
                                List.of(-1, 1, 1, 1))
                        .withConstant();
        Vector w = Vector.of(18 / 83.0, 55 / 83.0);
        assertThat(Norms.two(adalineGradient(examples, w))).isLessThan(1e-15);
        assertThat(w.dot(Vector.of(-3, 1))).isCloseTo(1 / 83.0, within(1e-15));
        assertThat(examples.errors(w)).isEqualTo(1);
        assertThat(Separability.certificate(examples, 1000))
                .isInstanceOf(Separability.Separator.class);
    }

    /// At `η = 2/λ` the distance along the eigenvector of `λ` changes its sign and nothing else; and with dependent columns the place
    /// where it ends depends on the start.
    @Claim("PE-13")
    @Example
    void theEdgesOfTheRate() {
        Examples comments = CommentsTest.COMMENTS;
        Vector best = Vector.of(8 / 15.0, -2 / 3.0);
        Vector along = Vector.of(1, 1); // the eigenvalue 3
        Vector w = best.plus(along);
        for (int k = 0; k < 100; k++) {
            w = w.minus(adalineGradient(comments, w).times(2 / 3.0));
        }
        assertThat(Norms.two(w.minus(best.plus(along)))).isLessThan(1e-12);
        Examples twice = new Examples(List.of(Vector.of(1, 1), Vector.of(2, 2)), List.of(1, 1));
        for (double gap : new double[] {0, 1}) {
            Vector v = Vector.of(gap, 0);
            for (int k = 0; k < 1000; k++) {
                v = v.minus(adalineGradient(twice, v).times(0.1));
            }
            assertThat(v.get(0) - v.get(1)).isCloseTo(gap, within(1e-12));
            assertThat(Norms.two(adalineGradient(twice, v))).isLessThan(1e-12);
        }
    }

    /// Exercise 17, the comments: eigenvalues 3 and 1, and the factors of one step with `η = ½`.
    @Example
    void oneStepOfAdaline() {
        Examples comments = CommentsTest.COMMENTS;
        Matrix x = Matrix.of(5, 2, 2, 1, 1, 2, 0, 2, 2, 0, 1, 1);
        Matrix gram = x.transpose().times(x);
        assertThat(gram).isEqualTo(Matrix.of(2, 2, 10, 5, 5, 10)); // 5 times (2, 1; 1, 2)
        Vector w = Vector.zeros(2).minus(adalineGradient(comments, Vector.zeros(2)).times(0.5));
        assertThat(Norms.two(w.minus(Vector.of(0.2, -0.4)))).isLessThan(1e-15);
        Vector best = Vector.of(8 / 15.0, -2 / 3.0);
        for (double[] pair : new double[][] {{1, -0.5}, {-1, 0.5}}) {
            Vector direction = Vector.of(1, pair[0]);
            double before = best.times(-1).dot(direction);
            assertThat(w.minus(best).dot(direction) / before).isCloseTo(pair[1], within(1e-12));
        }
    }

    /// Three of the four examples: the line `x + 7/3` is right about them.
    @Example
    void withoutTheExampleAtThree() {
        Examples three =
                new Examples(
                                List.of(Vector.of(-3), Vector.of(-2), Vector.of(-1)),
                                List.of(-1, 1, 1))
                        .withConstant();
        Vector w = Vector.of(1, 7 / 3.0);
        assertThat(Norms.two(adalineGradient(three, w))).isLessThan(1e-15);
        assertThat(three.errors(w)).isZero();
        assertThat(w.dot(Vector.of(-3, 1))).isCloseTo(-2 / 3.0, within(1e-15));
        assertThat(w.dot(Vector.of(3, 1))).isCloseTo(16 / 3.0, within(1e-15));
        assertThat((18 * 3 + 55) / 83.0).isCloseTo(1.31, within(5e-3));
    }

    /// The four comments of *not bad*: the minimum is at 0.
    @Claim("PE-24")
    @Example
    void fourCommentsAreUndecided() {
        Examples notBad = Cases.gate(1, -1, -1, 1);
        assertThat(Norms.two(gradient(notBad, Vector.zeros(3)))).isZero();
        assertThat(value(notBad, Vector.zeros(3))).isCloseTo(2.773, within(5e-4));
        for (int i = 0; i < 27; i++) {
            if (i != 13) {
                Vector v = Vector.of(i / 9 - 1, i / 3 % 3 - 1, i % 3 - 1).times(0.1);
                assertThat(value(notBad, v)).isGreaterThan(4 * Math.log(2));
            }
        }
    }

    @Mutant({"PE-12", "PE-23"}) // up the hill
    static class WrongSign extends LogisticNeuronTest {
        @Override
        Vector gradient(Examples examples, Vector w) {
            return new LogisticNeuron(examples).gradient(w).times(-1);
        }
    }

    @Mutant("PE-24") // wrong answers cost as little as right ones
    static class WithoutSides extends LogisticNeuronTest {
        @Override
        double value(Examples examples, Vector w) {
            double sum = 0;
            for (int i = 0; i < examples.size(); i++) {
                sum += LogisticNeuron.loss(Math.abs(examples.margin(w, i)));
            }
            return sum;
        }
    }

    @Mutant("PE-22") // the share of the label alone
    static class OneShare extends LogisticNeuronTest {
        @Override
        Matrix hessian(Examples examples, Vector w) {
            double[] sum = new double[examples.dimension() * examples.dimension()];
            for (int i = 0; i < examples.size(); i++) {
                Vector x = examples.points().get(i);
                double share = LogisticNeuron.sigmoid(examples.margin(w, i));
                for (int j = 0; j < sum.length; j++) {
                    sum[j] += share * x.get(j / x.size()) * x.get(j % x.size());
                }
            }
            return Matrix.of(examples.dimension(), examples.dimension(), sum);
        }
    }

    @Mutant("PE-12") // overflows
    static class AsWritten extends LogisticNeuronTest {
        @Override
        double loss(double margin) {
            return Math.log(1 + Math.exp(-margin));
        }
    }

    @Mutant("PE-13") // the sign of the score in place of the score: the perceptron's error
    static class Thresholded extends LogisticNeuronTest {
        @Override
        Vector adalineGradient(Examples examples, Vector w) {
            Vector sum = Vector.zeros(examples.dimension());
            for (int i = 0; i < examples.size(); i++) {
                Vector x = examples.points().get(i);
                int side = w.dot(x) >= 0 ? 1 : -1;
                sum = sum.minus(x.times(examples.labels().get(i) - side));
            }
            return sum.times(1.0 / examples.size());
        }
    }
}
