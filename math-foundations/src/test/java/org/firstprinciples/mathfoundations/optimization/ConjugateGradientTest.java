package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.calculus.Rational;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

class ConjugateGradientTest {

    /// One step, in rational numbers.
    interface Step {
        ConjugateGradient.State<Rational> of(
                UnaryOperator<List<Rational>> h, ConjugateGradient.State<Rational> s);
    }

    Step subject() {
        return ConjugateGradient::step;
    }

    /// At most `n` steps to the solution; residuals are orthogonal, directions conjugate.
    @Claim({"OP-09", "OP-32"})
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void itEndsAfterNStepsWithOrthogonalResiduals(
            @ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] h = gram(random, n);
        List<ConjugateGradient.State<Rational>> states = states(h, whole(random, n), n);
        for (int i = 0; i < states.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(dot(states.get(i).residual(), states.get(j).residual()))
                        .isEqualTo(BigFraction.ZERO);
                assertThat(dot(states.get(i).direction(), states.get(j).image()))
                        .isEqualTo(BigFraction.ZERO);
            }
        }
        assertThat(states.getLast().squaredResidual().value()).isEqualTo(BigFraction.ZERO);
    }

    /// `aI + vvᵀ` has two eigenvalues: two steps in every dimension, and one if only one of them takes part.
    @Claim("OP-09")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void itNeedsAStepForEachActiveEigenvalue(
            @ForAll @IntRange(min = 2, max = 5) int n,
            @ForAll @IntRange(min = 1, max = 9) int a,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] v = new int[n];
        for (int i = 0; i < n; i++) {
            v[i] = random.nextInt(1, 4);
        }
        int[][] h = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                h[i][j] = v[i] * v[j] + (i == j ? a : 0);
            }
        }
        int[] b = new int[n];
        b[0] = 1; // neither along v nor at a right angle to it
        assertThat(stepsNeeded(h, b)).isEqualTo(2);
        assertThat(stepsNeeded(h, v)).isEqualTo(1);
        int[] across = new int[n];
        across[0] = v[1];
        across[1] = -v[0];
        assertThat(stepsNeeded(h, across)).isEqualTo(1);
        assertThat(stepsNeeded(h, new int[n])).isZero();
    }

    /// As many steps as the first error has parts along eigenvectors with different eigenvalues: `H = QDQ` with a
    /// reflection `Q = I − 2vvᵀ/vᵀv`, times `vᵀv` squared, which is whole.
    @Claim("OP-09")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void itNeedsAStepForEachPartOfTheError(
            @ForAll @IntRange(min = 1, max = 5) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] v = random.ints(n, 1, 3).toArray();
        int square = Arrays.stream(v).map(i -> i * i).sum();
        int[][] q = new int[n][n]; // vᵀv·Q
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                q[i][j] = (i == j ? square : 0) - 2 * v[i] * v[j];
            }
        }
        int[] eigenvalues = random.ints(n, 1, 4).toArray(); // some of them equal
        int[] parts = random.ints(n, 0, 2).toArray(); // of b along the columns of Q
        int[][] h = new int[n][n];
        int[] b = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                b[i] += q[i][j] * parts[j];
                for (int l = 0; l < n; l++) {
                    h[i][j] += q[i][l] * eigenvalues[l] * q[j][l];
                }
            }
        }
        int different =
                (int)
                        IntStream.range(0, n)
                                .filter(i -> parts[i] != 0)
                                .map(i -> eigenvalues[i])
                                .distinct()
                                .count();
        assertThat(stepsNeeded(h, b)).isEqualTo(different);
    }

    /// The worked example: the valley `½(a² + 9b²)` from (9,1) in two steps.
    @Claim({"OP-09", "OP-32"})
    @Example
    void twoStepsByHand() {
        int[][] h = {{1, 0}, {0, 9}};
        UnaryOperator<List<Rational>> product = x -> product(h, x);
        ConjugateGradient.State<Rational> s =
                ConjugateGradient.start(product, rational(0, 0), rational(9, 1));
        assertThat(s.direction()).isEqualTo(rational(-9, -9));
        assertThat(s.squaredResidual()).isEqualTo(Rational.of(162, 1));
        assertThat(s.curvature()).isEqualTo(Rational.of(810, 1));
        s = subject().of(product, s);
        assertThat(s.x()).containsExactly(Rational.of(36, 5), Rational.of(-4, 5)); // 7.2, −0.8
        assertThat(s.squaredResidual()).isEqualTo(Rational.of(10368, 100));
        assertThat(s.direction()).containsExactly(Rational.of(-1296, 100), Rational.of(144, 100));
        assertThat(s.curvature()).isEqualTo(Rational.of(1679616 + 186624, 10000));
        assertThat(subject().of(product, s).x()).isEqualTo(rational(0, 0));
    }

    /// `‖e‖_H ≤ 2qᵏ‖e₀‖_H` on `diag(1, …, κ)`, squared and in rationals: `q = (√κ − 1)/(√κ + 1)` with `√κ` whole.
    @Claim("OP-33")
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void theErrorFallsWithTheRootOfTheCondition(
            @ForAll @IntRange(min = 1, max = 12) int root, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 5;
        int[][] h = new int[n][n];
        int[] solution = whole(random, n);
        int[] b = new int[n];
        for (int i = 0; i < n; i++) {
            h[i][i] = i == 0 ? 1 : i == 1 ? root * root : random.nextInt(1, root * root + 1);
            b[i] = h[i][i] * solution[i];
        }
        List<ConjugateGradient.State<Rational>> states = states(h, b, n);
        BigFraction first = energy(h, solution, states.getFirst().x());
        BigFraction q = new BigFraction(root - 1, root + 1);
        for (int k = 0; k < states.size(); k++) {
            BigFraction bound = q.pow(2 * k).multiply(4).multiply(first);
            assertThat(energy(h, solution, states.get(k).x())).isLessThanOrEqualTo(bound);
        }
    }

    /// The solver on `double`: the error is at most `200nκu‖x‖`, and what the tolerance leaves.
    @Claim("OP-09")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theSolverSolves(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] h = gram(random, n);
        int[] solution = whole(random, n);
        double[] elements = new double[n * n];
        double[] b = new double[n];
        double trace = 0;
        double size = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                elements[i * n + j] = h[i][j];
                b[i] += h[i][j] * solution[j];
            }
            trace += h[i][i];
            size += solution[i] * solution[i];
        }
        Vector x = ConjugateGradient.solve(Matrix.of(n, n, elements), Vector.of(b), 1e-14);
        double tolerance =
                200 * n * trace * 0x1p-53 * Math.sqrt(size) + 1e-14 * trace * Math.sqrt(size);
        for (int i = 0; i < n; i++) { // the smallest eigenvalue is at least 1
            assertThat(x.get(i)).isCloseTo(solution[i], within(tolerance));
        }
    }

    @Claim("OP-09")
    @Example
    void whatIsNotPositiveDefiniteIsRefused() {
        assertThatThrownBy(() ->
                        ConjugateGradient.solve(
                                Matrix.of(2, 2, 1, 0, 0, -2), Vector.of(1, 1), 1e-9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pᵀHp = -1.0 in step 0");
        assertThatThrownBy(() ->
                        ConjugateGradient.solve(Matrix.identity(2), Vector.of(1, 1), Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConjugateGradient.solve(Matrix.identity(2), Vector.of(1), 1e-9))
                .isInstanceOf(ShapeException.class);
        assertThat(ConjugateGradient.solve(Matrix.identity(2), Vector.zeros(2), 0))
                .isEqualTo(Vector.zeros(2));
    }

    private int stepsNeeded(int[][] h, int... b) {
        List<ConjugateGradient.State<Rational>> states = states(h, b, b.length);
        assertThat(states.getLast().squaredResidual().value()).isEqualTo(BigFraction.ZERO);
        return states.size() - 1;
    }

    /// States until the residual is 0, or `most` steps.
    private List<ConjugateGradient.State<Rational>> states(int[][] h, int[] b, int most) {
        UnaryOperator<List<Rational>> product = x -> product(h, x);
        List<ConjugateGradient.State<Rational>> states = new ArrayList<>();
        states.add(ConjugateGradient.start(product, rational(b), rational(new int[b.length])));
        while (states.size() <= most
                && states.getLast().squaredResidual().value().compareTo(BigFraction.ZERO) != 0) {
            states.add(subject().of(product, states.getLast()));
        }
        return states;
    }

    private static BigFraction energy(int[][] h, int[] solution, List<Rational> x) {
        List<Rational> error = new ArrayList<>();
        for (int i = 0; i < solution.length; i++) {
            error.add(x.get(i).minus(Rational.of(solution[i], 1)));
        }
        return dot(error, product(h, error));
    }

    private static List<Rational> product(int[][] h, List<Rational> x) {
        List<Rational> product = new ArrayList<>();
        for (int[] row : h) {
            Rational sum = Rational.of(0, 1);
            for (int j = 0; j < row.length; j++) {
                sum = sum.plus(Rational.of(row[j], 1).times(x.get(j)));
            }
            product.add(sum);
        }
        return product;
    }

    private static BigFraction dot(List<Rational> x, List<Rational> y) {
        BigFraction sum = BigFraction.ZERO;
        for (int i = 0; i < x.size(); i++) {
            sum = sum.add(x.get(i).value().multiply(y.get(i).value()));
        }
        return sum;
    }

    private static List<Rational> rational(int... x) {
        List<Rational> list = new ArrayList<>();
        for (int i : x) {
            list.add(Rational.of(i, 1));
        }
        return list;
    }

    /// `I + MᵀM`: eigenvalues are 1 or more.
    private static int[][] gram(SplittableRandom random, int n) {
        int[][] m = new int[n][];
        for (int i = 0; i < n; i++) {
            m[i] = whole(random, n);
        }
        int[][] h = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int[] row : m) {
                    h[i][j] += row[i] * row[j];
                }
                h[i][j] += i == j ? 1 : 0;
            }
        }
        return h;
    }

    private static int[] whole(SplittableRandom random, int n) {
        return random.ints(n, -3, 4).toArray();
    }

    @Mutant({"OP-09", "OP-32", "OP-33"}) // β upside down
    static class WrongQuotient extends ConjugateGradientTest {
        @Override
        Step subject() {
            return (h, s) -> {
                ConjugateGradient.State<Rational> next = ConjugateGradient.step(h, s);
                return turned(
                        h, next, next.squaredResidual().value(), s.squaredResidual().value(), s);
            };
        }

        private static ConjugateGradient.State<Rational> turned(
                UnaryOperator<List<Rational>> h,
                ConjugateGradient.State<Rational> next,
                BigFraction after,
                BigFraction before,
                ConjugateGradient.State<Rational> s) {
            if (after.compareTo(BigFraction.ZERO) == 0) {
                return next;
            }
            Rational beta = new Rational(before.divide(after));
            List<Rational> p = new ArrayList<>();
            for (int i = 0; i < s.x().size(); i++) {
                p.add(next.residual().get(i).plus(beta.times(s.direction().get(i))));
            }
            return new ConjugateGradient.State<>(next.x(), next.residual(), p, h.apply(p));
        }
    }

    @Mutant({"OP-09", "OP-32"}) // β = 0: steepest descent
    static class ForgetsTheDirection extends ConjugateGradientTest {
        @Override
        Step subject() {
            return (h, s) -> {
                ConjugateGradient.State<Rational> next = ConjugateGradient.step(h, s);
                return new ConjugateGradient.State<>(
                        next.x(), next.residual(), next.residual(), h.apply(next.residual()));
            };
        }
    }
}
