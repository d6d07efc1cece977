package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

class BacktrackingLineSearchTest {

    /// A search.
    interface Search {
        BacktrackingLineSearch.Step of(
                double first, double shrink, double decrease, Vector curvatures, Vector x);
    }

    Search subject() {
        return (first, shrink, decrease, curvatures, x) -> {
            Vector g = scaled(curvatures, x);
            return new BacktrackingLineSearch(first, shrink, decrease)
                    .search(y -> value(curvatures, y), x, g, g.times(-1));
        };
    }

    /// Along any direction that goes down, on functions with and without a bound of their curvature, the first step of the
    /// sequence that satisfies the condition is taken, and there is one.
    @Claim("OP-10")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theFirstSufficientStepIsTaken(
            @ForAll @IntRange(min = 0, max = 4) int kind,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 99) int c,
            @ForAll @IntRange(min = 1, max = 9) int shrink,
            @ForAll @IntRange(min = -2, max = 3) int first,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector center = RotatedBowl.gaussian(random, n);
        Objective f = curves(kind, center);
        Vector x = RotatedBowl.gaussian(random, n);
        Vector d = RotatedBowl.gaussian(random, n);
        double slope = f.gradient(x).dot(d);
        Assume.that(Math.abs(slope) > 1e-3);
        if (slope > 0) {
            d = d.times(-1);
            slope = -slope;
        }
        double rho = shrink / 10.0;
        double decrease = c / 100.0;
        double size = Math.pow(10, first);
        Vector direction = d;
        BacktrackingLineSearch.Step step =
                new BacktrackingLineSearch(size, rho, decrease)
                        .search(f::value, x, f.gradient(x), direction);
        for (int i = 0; i < step.reductions(); i++) {
            assertThat(f.value(x.plus(direction.times(size))) - f.value(x))
                    .isGreaterThan(decrease * size * slope - 1e-13 * (1 + Math.abs(f.value(x))));
            size *= rho;
        }
        assertThat(step.size()).isEqualTo(size);
        assertThat(step.point()).isEqualTo(x.plus(direction.times(size)));
        assertThat(step.value()).isEqualTo(f.value(step.point()));
        assertThat(step.value() - f.value(x))
                .isLessThanOrEqualTo(decrease * size * slope + 1e-13 * (1 + Math.abs(f.value(x))));
    }

    /// Sums over coordinates of `|t|^1.5`, `t⁴`, `eᵗ`, `sin t` and `−t²`, of which only the last two are smooth
    /// everywhere, and the last has no minimum.
    private static Objective curves(int kind, Vector center) {
        DoubleUnaryOperator value =
                switch (kind) {
                    case 0 -> t -> Math.pow(Math.abs(t), 1.5);
                    case 1 -> t -> t * t * t * t;
                    case 2 -> Math::exp;
                    case 3 -> Math::sin;
                    default -> t -> -t * t;
                };
        DoubleUnaryOperator slope =
                switch (kind) {
                    case 0 -> t -> 1.5 * Math.signum(t) * Math.sqrt(Math.abs(t));
                    case 1 -> t -> 4 * t * t * t;
                    case 2 -> Math::exp;
                    case 3 -> Math::cos;
                    default -> t -> -2 * t;
                };
        return new ConvexityTest.Pair(
                x -> Arrays.stream(x.minus(center).toArray()).map(value).sum(),
                x -> Vector.of(Arrays.stream(x.minus(center).toArray()).map(slope).toArray()));
    }

    /// On logistic regression, too, no step is shorter than the bound, nor takes more reductions.
    @Claim("OP-34")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theStepIsNotShortOnRegression(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 90) int c,
            @ForAll @IntRange(min = 10, max = 90) int shrink,
            @ForAll @IntRange(min = -20, max = 30) int first,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LogisticLoss f =
                new LogisticLoss(
                        Matrix.of(6, n, RotatedBowl.gaussian(random, 6 * n).toArray()), 0.125);
        Vector x = RotatedBowl.gaussian(random, n).times(3);
        Vector g = f.gradient(x);
        double rho = shrink / 100.0;
        double start = StrictMath.pow(10, first / 10.0);
        BacktrackingLineSearch.Step step =
                new BacktrackingLineSearch(start, rho, c / 100.0)
                        .search(f::value, x, g, g.times(-1));
        double limit = 2 * (1 - c / 100.0) / f.smoothness();
        assertThat(step.size()).isGreaterThanOrEqualTo(Math.min(start, rho * limit) * (1 - 1e-9));
        double most = Math.ceil(Math.log(start / limit) / -Math.log(rho) - 1e-9);
        assertThat((double) step.reductions()).isLessThanOrEqualTo(Math.max(0, most));
    }

    /// The condition holds, and on `½Σλᵢxᵢ²` the step is at least `min(α₀, 2ρ(1 − c)/L)`.
    @Claim({"OP-10", "OP-34"})
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theStepDecreasesEnoughAndIsNotShort(
            @ForAll @IntRange(min = 1, max = 90) int c,
            @ForAll @IntRange(min = 10, max = 90) int shrink,
            @ForAll @IntRange(min = -20, max = 30) int first,
            @ForAll @IntRange(min = -20, max = 20) int a,
            @ForAll @IntRange(min = -20, max = 20) int b) {
        double decrease = c / 100.0;
        double rho = shrink / 100.0;
        double start = StrictMath.pow(10, first / 10.0);
        Vector curvatures = Vector.of(StrictMath.pow(10, a / 10.0), StrictMath.pow(10, b / 10.0));
        Vector x = Vector.of(1, -0.5);
        BacktrackingLineSearch.Step step = subject().of(start, rho, decrease, curvatures, x);
        Vector g = scaled(curvatures, x);
        double before = value(curvatures, x);
        assertThat(value(curvatures, x.minus(g.times(step.size()))))
                .isLessThanOrEqualTo(before - decrease * step.size() * g.dot(g) + 1e-13 * before);
        double limit = 2 * (1 - decrease) / Math.max(curvatures.get(0), curvatures.get(1));
        assertThat(step.size()).isGreaterThanOrEqualTo(Math.min(start, rho * limit) * (1 - 1e-9));
        double most = Math.ceil(Math.log(start / limit) / -Math.log(rho) - 1e-9);
        assertThat((double) step.reductions()).isLessThanOrEqualTo(Math.max(0, most));
    }

    /// The worked example: the valley `½(a² + 9b²)` from (9,1) with `c = ¼`.
    @Claim("OP-10")
    @Example
    void twoHalvingsByHand() {
        Vector curvatures = Vector.of(1, 9);
        Vector start = Vector.of(9, 1);
        assertThat(scaled(curvatures, start).dot(scaled(curvatures, start))).isEqualTo(162);
        assertThat(value(curvatures, Vector.of(0, -8))).isEqualTo(288);
        assertThat(value(curvatures, Vector.of(4.5, -3.5))).isEqualTo(65.25);
        assertThat(45 - 40.5 * 0.5).isEqualTo(24.75);
        assertThat(45 - 40.5 * 0.25).isEqualTo(34.875);
        BacktrackingLineSearch.Step step = subject().of(1, 0.5, 0.25, curvatures, start);
        assertThat(step)
                .isEqualTo(
                        new BacktrackingLineSearch.Step(0.25, Vector.of(6.75, -1.25), 29.8125, 2));
    }

    /// Steps that only go down need not arrive: 1, −¾, ⅝, … on `x²`. The condition refuses them sooner or later.
    @Claim("OP-10")
    @Example
    void goingDownIsNotEnough() {
        BacktrackingLineSearch search = new BacktrackingLineSearch(1, 0.5, 0.25);
        int refused = 0;
        double x = 1;
        for (int k = 1; k < 40; k++) {
            double next = Math.scalb(1.0, -k - 1) + 0.5;
            next = k % 2 == 0 ? next : -next;
            assertThat(next * next).isLessThan(x * x).isGreaterThan(0.25);
            double size = (x - next) / (2 * x);
            refused += search.isEnough(x * x, -4 * x * x, size, next * next) ? 0 : 1;
            x = next;
        }
        assertThat(refused).isEqualTo(39);
    }

    /// On `x²` from 1 with `c = ¼`, 1 is refused and ½ lands on 0.
    @Claim("OP-10")
    @Example
    void aParabolaByHand() {
        BacktrackingLineSearch.Step step = subject().of(1, 0.5, 0.25, Vector.of(2), Vector.of(1));
        assertThat(step.size()).isEqualTo(0.5);
        assertThat(step.reductions()).isEqualTo(1);
        assertThat(step.point()).isEqualTo(Vector.of(0));
    }

    @Claim("OP-10")
    @Example
    void edges() {
        BacktrackingLineSearch search = new BacktrackingLineSearch(8, 0.5, 0.25);
        Vector x = Vector.of(1);
        // the logarithm is undefined from 2 on: refused, not taken
        BacktrackingLineSearch.Step step =
                search.search(y -> Math.log(2 - y.get(0)), x, Vector.of(-1), Vector.of(1));
        assertThat(step.point().get(0)).isLessThan(2);
        assertThatThrownBy(() -> search.search(y -> 0, x, Vector.of(0), Vector.of(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.search(y -> y.get(0), x, Vector.of(1), Vector.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.search(y -> y.get(0), x, Vector.of(-1), Vector.of(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new BacktrackingLineSearch(1, 1, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 1.0");
    }

    /// `½x²` from 1 with a step of 1 comes to 0, which is `½ − ½·1·1²` exactly.
    @Example
    void theLineItselfIsLowEnough() {
        BacktrackingLineSearch search = new BacktrackingLineSearch(1, 0.5, 0.5);
        assertThat(search.isEnough(0.5, -1, 1, 0)).isTrue();
        assertThat(search.isEnough(0.5, -1, 1, Double.MIN_VALUE)).isFalse();
        assertThat(
                        search.search(x -> x.dot(x) / 2, Vector.of(1), Vector.of(1), Vector.of(-1))
                                .reductions())
                .isZero();
    }

    /// What is no finite height is never enough, whatever came before; from where it is not the search comes back.
    @Claim("OP-10")
    @Example
    void infiniteHeightsAreRefused() {
        BacktrackingLineSearch search = new BacktrackingLineSearch(1, 0.5, 0.25);
        double[] none = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
        for (double height : none) {
            assertThat(search.isEnough(1, -1, 1, height)).isFalse();
            assertThat(search.isEnough(Double.POSITIVE_INFINITY, -1, 1, height)).isFalse();
        }
        BacktrackingLineSearch.Step back = // a⁴ at 10⁷⁰: at the first trials it is beyond the range
                new BacktrackingLineSearch(1e10, 0.5, 0.25)
                        .search(
                                x -> Math.pow(x.get(0), 4),
                                Vector.of(1e70),
                                Vector.of(4e210),
                                Vector.of(-1e70));
        assertThat(back.value()).isLessThan(1e280);
        assertThat(back.size()).isBetween(0.1, 2.0);
    }

    @Example
    void noSearchBeginsAtAnInfiniteHeight() {
        BacktrackingLineSearch search = new BacktrackingLineSearch(1, 0.5, 0.25);
        double[] none = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
        for (double height : none) {
            assertThatThrownBy(() ->
                            search.search(x -> height, Vector.of(1), Vector.of(1), Vector.of(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the value at the start must be finite, got " + height);
        }
    }

    @Example
    void aSearchThatCannotEndSaysWhy() {
        BacktrackingLineSearch search = new BacktrackingLineSearch(8, 0.5, 0.25);
        Vector x = Vector.of(1);
        assertThatThrownBy(() -> search.search(y -> 0, x, Vector.of(0), Vector.of(0)))
                .hasMessageContaining("the slope along this one is 0.0");
        assertThatThrownBy(() -> search.search(y -> y.get(0), x, Vector.of(-1), Vector.of(1)))
                .hasMessageContaining("is the gradient right?");
        Vector nan = Vector.of(Double.NaN);
        assertThatThrownBy(() -> search.search(y -> y.get(0), x, nan, Vector.of(1)))
                .hasMessageContaining("the slope along this one is NaN");
    }

    private static double value(Vector curvatures, Vector x) {
        return x.dot(scaled(curvatures, x)) / 2;
    }

    private static Vector scaled(Vector curvatures, Vector x) {
        double[] g = x.toArray();
        for (int i = 0; i < g.length; i++) {
            g[i] *= curvatures.get(i);
        }
        return Vector.of(g);
    }

    @Mutant("OP-10") // takes the first step that is not upward
    static class ForgetsTheDecrease extends BacktrackingLineSearchTest {
        @Override
        Search subject() {
            return (first, shrink, decrease, curvatures, x) ->
                    super.subject().of(first, shrink, 1e-9, curvatures, x);
        }
    }

    @Mutant({"OP-10", "OP-34"}) // shrinks twice
    static class ShrinksTwice extends BacktrackingLineSearchTest {
        @Override
        Search subject() {
            return (first, shrink, decrease, curvatures, x) ->
                    super.subject().of(first * shrink * shrink, shrink, decrease, curvatures, x);
        }
    }
}
