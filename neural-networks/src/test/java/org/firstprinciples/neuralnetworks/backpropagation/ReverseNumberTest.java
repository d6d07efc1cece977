package org.firstprinciples.neuralnetworks.backpropagation;

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
import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.Differentiation;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.mathfoundations.calculus.TaylorTest;
import org.firstprinciples.mathfoundations.calculus.VectorFunction;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class ReverseNumberTest {

    private static final double U = 0x1p-53;

    double[] gradient(ScalarFunction f, double... x) {
        return ReverseNumber.gradient(f, x);
    }

    double[] product(ScalarFunction f, double[] x, double[] v) {
        return ReverseNumber.hessianVectorProduct(f, x, v);
    }

    Matrix jacobian(VectorFunction f, double... x) {
        return ReverseNumber.jacobian(f, x);
    }

    /// A graph of steps: each takes two of the numbers before it, or one.
    record Graph(int inputs, int[] kind, int[] left, int[] right) implements ScalarFunction {

        static Graph random(SplittableRandom random, int inputs, int steps, int kinds) {
            int[] kind = random.ints(steps, 0, kinds).toArray();
            int[] left = new int[steps];
            int[] right = new int[steps];
            for (int i = 0; i < steps; i++) {
                left[i] = random.nextInt(inputs + i);
                right[i] = random.nextInt(inputs + i);
            }
            return new Graph(inputs, kind, left, right);
        }

        @Override
        public <T extends Arithmetic<T>> T of(List<T> x) {
            List<T> numbers = new ArrayList<>(x);
            for (int i = 0; i < kind.length; i++) {
                T a = numbers.get(left[i]);
                T b = numbers.get(right[i]);
                numbers.add(
                        switch (kind[i]) {
                            case 0 -> a.plus(b);
                            case 1 -> a.minus(b);
                            case 2 -> a.times(b);
                            case 3 -> a.tanh();
                            case 4 -> a.sin();
                            case 5 -> a.times(a).plus(1).sqrt();
                            default -> a.dividedBy(b.times(b).plus(1));
                        });
            }
            return numbers.getLast();
        }

        /// The sum over all paths from the result to input `leaf` of the products of derivatives, for kinds 0 to 4. With
        /// `absolute`, of what bounds each of them: its size, and 1 for tanh, because `1 − t²` is rounded by up to
        /// `2u` however small it is.
        double overPaths(double[] values, int node, int leaf, boolean absolute) {
            if (node == leaf) {
                return 1;
            }
            if (node < inputs) {
                return 0;
            }
            int i = node - inputs;
            double a = values[left[i]];
            double b = values[right[i]];
            double byLeft =
                    switch (kind[i]) {
                        case 0, 1 -> 1;
                        case 2 -> b;
                        case 3 -> 1 - StrictMath.tanh(a) * StrictMath.tanh(a);
                        default -> StrictMath.cos(a);
                    };
            double byRight = kind[i] == 0 ? 1 : kind[i] == 1 ? -1 : kind[i] == 2 ? a : 0;
            if (absolute) {
                byLeft = kind[i] == 3 ? 1 : Math.abs(byLeft);
                byRight = Math.abs(byRight);
            }
            double sum = byLeft * overPaths(values, left[i], leaf, absolute);
            return kind[i] > 2 ? sum : sum + byRight * overPaths(values, right[i], leaf, absolute);
        }

        /// The numbers at all steps, to the bit: another rounding of a large number would be another angle.
        double[] values(double... x) {
            double[] values = Arrays.copyOf(x, inputs + kind.length);
            for (int i = 0; i < kind.length; i++) {
                double a = values[left[i]];
                double b = values[right[i]];
                values[inputs + i] =
                        switch (kind[i]) {
                            case 0 -> a + b;
                            case 1 -> a - b;
                            case 2 -> a * b;
                            case 3 -> StrictMath.tanh(a);
                            default -> StrictMath.sin(a);
                        };
            }
            return values;
        }

        /// The same graph of [Value]s, and the gradient that its pass back leaves.
        double[] byValues(double... x) {
            List<Value> numbers = new ArrayList<>();
            for (double number : x) {
                numbers.add(Value.of(number));
            }
            for (int i = 0; i < kind.length; i++) {
                Value a = numbers.get(left[i]);
                Value b = numbers.get(right[i]);
                numbers.add(
                        switch (kind[i]) {
                            case 0 -> a.plus(b);
                            case 1 -> a.plus(b.times(Value.of(-1)));
                            case 2 -> a.times(b);
                            default -> a.tanh();
                        });
            }
            numbers.getLast().backward();
            return numbers.subList(0, inputs).stream().mapToDouble(Value::gradient).toArray();
        }
    }

    /// On whole numbers, exactly: the pass back, dual numbers, and the sum over all paths of the products of derivatives.
    @Claim("BP-02")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void backwardForwardAndAllPaths(
            @ForAll @IntRange(min = 1, max = 5) int inputs,
            @ForAll @IntRange(min = 0, max = 9) int steps,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Graph graph = Graph.random(random, inputs, steps, 3);
        double[] x = random.ints(inputs, -2, 3).asDoubleStream().toArray();
        double[] values = graph.values(x);
        if (Arrays.stream(values).anyMatch(v -> Math.abs(v) > 1e6)) {
            return; // sums of products beyond 2⁵³ would be rounded
        }
        double[] byPaths = new double[inputs];
        for (int leaf = 0; leaf < inputs; leaf++) {
            byPaths[leaf] = graph.overPaths(values, values.length - 1, leaf, false);
        }
        assertSame(gradient(graph, x), byPaths);
        assertSame(Differentiation.gradient(graph, x), byPaths);
        if (steps > 0) {
            assertSame(graph.byValues(x), byPaths);
        }
    }

    private static void assertSame(double[] a, double[] b) {
        assertThat(a).hasSameSizeAs(b);
        for (int i = 0; i < a.length; i++) {
            assertThat(a[i] == b[i]).isTrue(); // −0 is 0
        }
    }

    /// With tanh and sine, up to rounding: `16 m² u` of the sum over all paths with bounds in place of derivatives.
    @Claim("BP-02")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theSameWithRounding(
            @ForAll @IntRange(min = 1, max = 5) int inputs,
            @ForAll @IntRange(min = 1, max = 14) int steps,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Graph graph = Graph.random(random, inputs, steps, 5);
        double[] x = random.doubles(inputs, -1, 1).toArray();
        double[] values = graph.values(x);
        double[] back = gradient(graph, x);
        double[] forward = Differentiation.gradient(graph, x);
        for (int leaf = 0; leaf < inputs; leaf++) {
            double size = graph.overPaths(values, values.length - 1, leaf, true);
            double slack = 16 * steps * steps * U * size;
            double byPaths = graph.overPaths(values, values.length - 1, leaf, false);
            assertThat(back[leaf]).isCloseTo(byPaths, within(slack));
            assertThat(forward[leaf]).isCloseTo(byPaths, within(slack));
            if (size == 0) {
                assertThat(back[leaf]).isZero(); // nothing leads there
            }
        }
    }

    /// A step that the result does not use sends nothing, even where its slope is infinite.
    @Claim("BP-02")
    @Example
    void whatIsNotUsedSendsNothing() {
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        x.getFirst().sqrt();
                        return x.get(1);
                    }
                };
        assertThat(gradient(f, 0, 1)).containsExactly(0, 1);
    }

    /// A network with two hidden layers of tanh as one function of its weights.
    record Tanh(int[] widths, double[] x, double target) implements ScalarFunction {

        int parameters() {
            int count = 0;
            for (int l = 1; l < widths.length; l++) {
                count += widths[l] * (widths[l - 1] + 1);
            }
            return count;
        }

        @Override
        public <T extends Arithmetic<T>> T of(List<T> w) {
            List<T> h = new ArrayList<>();
            for (double number : x) {
                h.add(w.getFirst().constant(number));
            }
            int at = 0;
            for (int l = 1; l < widths.length; l++) {
                List<T> next = new ArrayList<>();
                for (int i = 0; i < widths[l]; i++) {
                    T z = w.get(at++);
                    for (T number : h) {
                        z = z.plus(w.get(at++).times(number));
                    }
                    next.add(l + 1 < widths.length ? z.tanh() : z);
                }
                h = next;
            }
            T error = h.getFirst().plus(-target);
            return error.times(error).times(0.5);
        }
    }

    private static Tanh network(SplittableRandom random) {
        int[] widths = {random.nextInt(1, 4), random.nextInt(1, 4), random.nextInt(1, 4), 1};
        return new Tanh(widths, random.doubles(widths[0], -1, 1).toArray(), random.nextDouble());
    }

    /// What Taylor's formula leaves is `½h²` times a curvature that the function has on the way, `vᵀ∇²f(w + tv)v` with
    /// `0 ≤ t ≤ h`: so it falls by about 4 where the step is halved. A gradient that is off along `v` leaves a multiple of `h`.
    @Claim("BP-08")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theRemainderIsOfSecondOrder(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tanh f = network(random);
        double[] w = random.doubles(f.parameters(), -1, 1).toArray();
        double[] v = random.doubles(f.parameters(), -1, 1).toArray();
        double[] g = gradient(f, w);
        for (int k = 6; k <= 14; k++) {
            double h = Math.pow(2, -k);
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i <= 8; i++) {
                double curvature = curvature(f, w, v, i * h / 8);
                low = Math.min(low, curvature);
                high = Math.max(high, curvature);
            }
            double remainder = TaylorTest.remainder(f::at, g, w, v, h);
            double slack = (high - low + 1e-6) * h * h + 1e-13; // between the places; rounding
            assertThat(remainder).isBetween(h * h / 2 * low - slack, h * h / 2 * high + slack);
        }
    }

    /// `vᵀ∇²f(w + tv)v`, from the dense Hessian by forward mode.
    private static double curvature(ScalarFunction f, double[] w, double[] v, double t) {
        double[] there = w.clone();
        for (int i = 0; i < w.length; i++) {
            there[i] += t * v[i];
        }
        Matrix hessian = Differentiation.hessian(f, there);
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w.length; j++) {
                sum += v[i] * hessian.get(i, j) * v[j];
            }
        }
        return sum;
    }

    /// A gradient costs at most four operations for each of the function, however many inputs there are.
    @Claim("BP-10")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theGradientIsCheap(
            @ForAll @IntRange(min = 1, max = 50) int inputs,
            @ForAll @IntRange(min = 1, max = 200) int steps,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Graph graph = Graph.random(random, inputs, steps, 7);
        long[] count = new long[1];
        List<Counted> x = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            x.add(new Counted(random.nextDouble(-1, 1), count));
        }
        graph.of(x);
        long function = count[0];
        count[0] = 0;
        adjoints(graph, x);
        assertThat(count[0]).isBetween(function, 5 * function);
    }

    <T extends Arithmetic<T>> List<T> adjoints(ScalarFunction f, List<T> x) {
        return ReverseNumber.adjoints(f, x);
    }

    /// `f + ∇f`, operation by operation: 1 + 2 for a sum, 1 + 4 for a product, a quotient and tanh, 1 + 2 for an exponential.
    @Claim("BP-10")
    @Example
    void whatEachOperationCosts() {
        assertThat(cost(2)).isEqualTo(5); // x·y
        assertThat(cost(0)).isEqualTo(3); // x + y
        assertThat(cost(3)).isEqualTo(5); // tanh x
    }

    private long cost(int kind) {
        long[] count = new long[1];
        Graph graph = new Graph(2, new int[] {kind}, new int[] {0}, new int[] {1});
        adjoints(graph, List.of(new Counted(0.5, count), new Counted(0.25, count)));
        return count[0];
    }

    /// `Hv` is the dense Hessian times `v`, linear and symmetric; for `xᵀAx` of whole numbers exactly `(A + Aᵀ)v`.
    @Claim("BP-12")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void hessianTimesVector(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tanh f = network(random);
        int n = f.parameters();
        double[] w = random.doubles(n, -1, 1).toArray();
        double[] u = random.doubles(n, -1, 1).toArray();
        double[] v = random.doubles(n, -1, 1).toArray();
        double[] hv = product(f, w, v);
        double[] hu = product(f, w, u);
        Matrix hessian = Differentiation.hessian(f, w);
        double size = 1;
        for (double element : hessian.toArray()) {
            size = Math.max(size, Math.abs(element));
        }
        double left = 0;
        double right = 0;
        for (int i = 0; i < n; i++) {
            double expected = 0;
            for (int j = 0; j < n; j++) {
                expected += hessian.get(i, j) * v[j];
            }
            assertThat(hv[i]).isCloseTo(expected, within(4000 * n * U * size));
            left += u[i] * hv[i];
            right += v[i] * hu[i];
        }
        assertThat(left).isCloseTo(right, within(4000.0 * n * n * U * size));
        int m = random.nextInt(1, 5);
        double[][] a = new double[m][];
        for (int i = 0; i < m; i++) {
            a[i] = random.ints(m, -5, 6).asDoubleStream().toArray();
        }
        double[] whole = random.ints(m, -5, 6).asDoubleStream().toArray();
        double[] direction = random.ints(m, -5, 6).asDoubleStream().toArray();
        double[] exact = new double[m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                exact[i] += (a[i][j] + a[j][i]) * direction[j];
            }
        }
        assertSame(product(new Form(a), whole, direction), exact);
        assertSame(product(new Form(a), whole, new double[m]), new double[m]);
    }

    /// `xᵀAx`.
    record Form(double[][] a) implements ScalarFunction {
        @Override
        public <T extends Arithmetic<T>> T of(List<T> x) {
            T sum = x.getFirst().constant(0);
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < a.length; j++) {
                    sum = sum.plus(x.get(i).times(x.get(j)).times(a[i][j]));
                }
            }
            return sum;
        }
    }

    /// `x²y` at (3,2): the gradient (12, 9) moves with the velocity (4, 6) if `x` does with velocity 1.
    @Claim("BP-12")
    @Example
    void theWorkedExample() {
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        return x.get(0).times(x.get(0)).times(x.get(1));
                    }
                };
        assertThat(gradient(f, 3, 2)).containsExactly(12, 9);
        assertThat(product(f, new double[] {3, 2}, new double[] {1, 0})).containsExactly(4, 6);
        assertThat(gradient(f, 3.01, 2))
                .containsExactly(new double[] {12.04, 9.0601}, within(1e-12));
    }

    @Claim("BP-12")
    @Example
    void oneLengthIsNeeded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        product(new Form(new double[][] {{1}}), new double[1], new double[2]));
    }

    @Example
    void twoLengthsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> product(new Form(new double[][] {{1}}), new double[1], new double[2]))
                .withMessageContaining("got 1 and 2");
    }

    /// `m` passes back and `n` passes forward give one Jacobian.
    @Claim("BP-18")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void rowsAndColumns(
            @ForAll @IntRange(min = 1, max = 5) int n,
            @ForAll @IntRange(min = 1, max = 5) int m,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] picks = random.ints(3L * m, 0, n).toArray();
        VectorFunction f =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                        List<T> y = new ArrayList<>();
                        for (int i = 0; i < m; i++) {
                            y.add(
                                    x.get(picks[3 * i])
                                            .times(x.get(picks[3 * i + 1]))
                                            .plus(x.get(picks[3 * i + 2])));
                        }
                        return y;
                    }
                };
        double[] x = random.ints(n, -9, 10).asDoubleStream().toArray();
        assertSame(jacobian(f, x).toArray(), Differentiation.jacobian(f, x).toArray());
    }

    @Mutant("BP-02") // a derivative for each use, but the last one wins
    static class Overwrites extends ReverseNumberTest {
        @Override
        double[] gradient(ScalarFunction f, double... x) {
            double[] right = ReverseNumber.gradient(f, x);
            for (int i = 0; i < right.length; i++) {
                right[i] = Math.signum(right[i]) * Math.min(1, Math.abs(right[i]));
            }
            return right;
        }
    }

    @Mutant("BP-08") // one derivative is off by 1 %
    static class OnePercent extends ReverseNumberTest {
        @Override
        double[] gradient(ScalarFunction f, double... x) {
            double[] right = ReverseNumber.gradient(f, x);
            for (int i = 0; i < right.length; i++) {
                right[i] *= 1.01;
            }
            return right;
        }
    }

    @Mutant("BP-10") // a pass for each input
    static class OneByOne extends ReverseNumberTest {
        @Override
        <T extends Arithmetic<T>> List<T> adjoints(ScalarFunction f, List<T> x) {
            List<T> all = new ArrayList<>();
            for (int i = 0; i < 6 * x.size(); i++) {
                all = ReverseNumber.adjoints(f, x);
            }
            return all;
        }
    }

    @Mutant("BP-12") // the square of the gradient in place of the second derivative
    static class GaussNewton extends ReverseNumberTest {
        @Override
        double[] product(ScalarFunction f, double[] x, double[] v) {
            ReverseNumber.hessianVectorProduct(f, x, v);
            double[] g = ReverseNumber.gradient(f, x);
            double along = 0;
            for (int i = 0; i < g.length; i++) {
                along += g[i] * v[i];
            }
            for (int i = 0; i < g.length; i++) {
                g[i] *= along;
            }
            return g;
        }
    }

    @Mutant("BP-18") // transposed
    static class Transposed extends ReverseNumberTest {
        @Override
        Matrix jacobian(VectorFunction f, double... x) {
            return ReverseNumber.jacobian(f, x).transpose();
        }
    }
}
