package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.calculus.Real;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

class LowerBoundTest {

    /// Conjugate gradients on the quadratic, as a method of descent.
    Descent conjugateGradient() {
        return (f, start, k) -> {
            Quadratic bowl = (Quadratic) f;
            UnaryOperator<List<Real>> product =
                    v -> ScalarFunction.reals(bowl.curvature().times(vector(v)).toArray());
            Vector b = bowl.curvature().times(bowl.minimizer());
            List<Vector> points = new ArrayList<>(List.of(start));
            ConjugateGradient.State<Real> s =
                    ConjugateGradient.start(
                            product,
                            ScalarFunction.reals(b.toArray()),
                            ScalarFunction.reals(start.toArray()));
            for (int i = 0; i < k; i++) {
                s = ConjugateGradient.step(product, s);
                points.add(vector(s.x()));
            }
            return points;
        };
    }

    List<Descent> firstOrderMethods(double smoothness) {
        return List.of(
                new GradientDescent(1 / smoothness),
                new GradientDescent(1.9 / smoothness),
                HeavyBall.tuned(smoothness, smoothness / 1000),
                new Nesterov(smoothness, 0),
                new Nesterov(smoothness, smoothness / 100),
                LowerBoundTest::lineSearch,
                conjugateGradient());
    }

    private static List<Vector> lineSearch(Objective f, Vector start, int k) {
        BacktrackingLineSearch search = new BacktrackingLineSearch(4, 0.5, 0.5);
        List<Vector> points = new ArrayList<>(List.of(start));
        for (int i = 0; i < k; i++) {
            Vector x = points.getLast();
            Vector g = f.gradient(x);
            points.add(search.search(f::value, x, g, g.times(-1)).point());
        }
        return points;
    }

    private static Vector vector(List<Real> x) {
        return Vector.of(x.stream().mapToDouble(Real::value).toArray());
    }

    /// After `k` gradients no method is below `L/(16(k + 1)) ≥ 3L‖x*‖²/(32(k + 1)²)`; conjugate gradients are there.
    @Claim("OP-08")
    @Property(tries = 60)
    void nobodyIsFaster(
            @ForAll @IntRange(min = 1, max = 20) int k,
            @ForAll @IntRange(min = -3, max = 3) int scale) {
        double smoothness = Math.pow(2, scale);
        Quadratic f = Quadratic.worstCase(k, smoothness);
        Vector zero = Vector.zeros(2 * k + 1);
        double bound = smoothness / (16.0 * (k + 1));
        double square = f.minimizer().dot(f.minimizer());
        assertThat(bound)
                .isGreaterThanOrEqualTo(3 * smoothness * square / (32.0 * (k + 1) * (k + 1)));
        assertThat(square)
                .isCloseTo((2 * k + 1) * (4 * k + 3) / (12.0 * (k + 1)), within(1e-13 * k))
                .isLessThanOrEqualTo(2 * (k + 1) / 3.0);
        // heights without the constant: f* = −f(0), and the lowest with k coordinates
        assertThat(f.value(zero)) // up to rounding −f*
                .isCloseTo(smoothness / 8 * (2 * k + 1) / (2 * k + 2), within(1e-13 * smoothness));
        double lowest = bound - smoothness / 8 * (2 * k + 1) / (2 * k + 2);
        assertThat(lowest).isCloseTo(-smoothness / 8 * k / (k + 1), within(1e-13 * smoothness));
        for (Descent method : firstOrderMethods(smoothness)) {
            List<Vector> points = method.run(f, zero, k);
            assertThat(f.value(points.get(k))).isGreaterThan(bound - 1e-13 * smoothness);
            for (int i = 0; i <= k; i++) { // each gradient reaches one coordinate further
                for (int j = i; j < zero.size(); j++) {
                    assertThat(points.get(i).get(j)).isCloseTo(0, within(1e-14));
                }
            }
        }
        double best = f.value(conjugateGradient().run(f, zero, k).getLast());
        assertThat(best).isCloseTo(bound, within(1e-13 * smoothness));
    }

    /// Any combination of past gradients, with random weights: none is lower.
    @Claim("OP-08")
    @Property(tries = 200)
    void noCombinationOfPastGradientsIsLower(
            @ForAll @IntRange(min = 1, max = 8) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Quadratic f = Quadratic.worstCase(k, 1);
        List<Vector> gradients = new ArrayList<>();
        Vector x = Vector.zeros(2 * k + 1);
        for (int i = 0; i < k; i++) {
            gradients.add(f.gradient(x));
            x = Vector.zeros(2 * k + 1);
            for (Vector g : gradients) {
                x = x.minus(g.times(random.nextDouble(-1, 4)));
            }
        }
        double bound = 1 / (16.0 * (k + 1));
        assertThat(f.value(x)).isGreaterThan(bound - 1e-13);
        for (int j = k; j < 2 * k + 1; j++) { // k gradients cannot move coordinate k + 1
            assertThat(x.get(j)).isCloseTo(0, within(1e-9));
        }
        // the lowest point with these coordinates 0
        double[] best = new double[2 * k + 1];
        for (int i = 0; i < k; i++) {
            best[i] = 1 - (i + 1.0) / (k + 1);
        }
        assertThat(f.value(Vector.of(best))).isCloseTo(bound, within(1e-13));
        Vector slopes =
                f.gradient(Vector.of(best)); // f is convex: no slope along them, so none is lower
        for (int i = 0; i < k; i++) {
            assertThat(slopes.get(i)).isCloseTo(0, within(1e-15));
        }
    }

    /// The ladder for `k = 10`, in units of the bound.
    @Claim("OP-08")
    @Example
    void theLadder() {
        Quadratic f = Quadratic.worstCase(10, 1);
        Vector zero = Vector.zeros(21);
        double bound = 3 * f.minimizer().dot(f.minimizer()) / (32.0 * 121);
        double descent = f.value(new GradientDescent(1).run(f, zero, 10).getLast());
        double nesterov = f.value(new Nesterov(1, 0).run(f, zero, 10).getLast());
        double conjugate = f.value(conjugateGradient().run(f, zero, 10).getLast());
        assertThat(descent / bound).isCloseTo(4.7, within(0.05));
        assertThat(nesterov / bound).isCloseTo(2.96, within(0.01));
        assertThat(conjugate / bound).isCloseTo(1.07, within(0.01));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quadratic.worstCase(0, 1))
                .withMessageContaining("got 0");
    }

    @Mutant("OP-08") // steepest descent with the best step, no memory
    static class WithoutMemory extends LowerBoundTest {
        @Override
        Descent conjugateGradient() {
            return (f, start, k) -> {
                Quadratic bowl = (Quadratic) f;
                List<Vector> points = new ArrayList<>(List.of(start));
                for (int i = 0; i < k; i++) {
                    Vector g = f.gradient(points.getLast());
                    double step = g.dot(g) / g.dot(bowl.curvature().times(g));
                    points.add(points.getLast().minus(g.times(step)));
                }
                return points;
            };
        }
    }

    @Mutant("OP-08") // Newton's method is not of first order
    static class SolvesASystem extends LowerBoundTest {
        @Override
        List<Descent> firstOrderMethods(double smoothness) {
            return List.of((f, start, k) -> {
                List<Vector> points = new ArrayList<>(List.of(start));
                for (int i = 0; i < k; i++) {
                    points.add(NewtonMethod.step((TwiceDifferentiable) f, points.getLast()));
                }
                return points;
            });
        }
    }
}
