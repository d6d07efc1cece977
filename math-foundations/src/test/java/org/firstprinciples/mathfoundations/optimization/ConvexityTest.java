package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.firstprinciples.mathfoundations.optimization.RotatedBowl.gaussian;
import static org.firstprinciples.mathfoundations.optimization.RotatedBowl.norm;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.calculus.MaxAffine;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.LogSumExp;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

class ConvexityTest {

    private static final double U = 0x1p-53;
    private static final double[] BETWEEN = {0, 0x1p-10, 0.5, 1};

    /// The four gaps.
    interface Gaps {
        double chord(Objective f, Vector x, Vector y, double t);

        double tangent(Objective f, Vector x, Vector y);

        double monotone(Objective f, Vector x, Vector y);

        double jensen(Objective f, List<Vector> points, double... probabilities);
    }

    static class Library implements Gaps {
        @Override
        public double chord(Objective f, Vector x, Vector y, double t) {
            return Convexity.chordGap(f, x, y, t);
        }

        @Override
        public double tangent(Objective f, Vector x, Vector y) {
            return Convexity.tangentGap(f, x, y);
        }

        @Override
        public double monotone(Objective f, Vector x, Vector y) {
            return Convexity.monotonicity(f, x, y);
        }

        @Override
        public double jensen(Objective f, List<Vector> points, double... probabilities) {
            return Convexity.jensenGap(f, points, probabilities);
        }
    }

    Gaps subject() {
        return new Library();
    }

    /// A function from its two parts.
    record Pair(ToDoubleFunction<Vector> f, Function<Vector, Vector> g) implements Objective {
        @Override
        public double value(Vector x) {
            return f.applyAsDouble(x);
        }

        @Override
        public Vector gradient(Vector x) {
            return g.apply(x);
        }
    }

    static Objective logSumExp() {
        return new Pair(x -> LogSumExp.of(x.toArray()), x -> Vector.of(Softmax.of(x.toArray())));
    }

    /// Functions of `n` numbers whose slopes are at most `20(1 + ‖x‖)`; the last two are affine.
    private static Objective convex(SplittableRandom random, int kind, int n) {
        Vector a = gaussian(random, n);
        double[] curvatures = new double[n]; // about half of them 0
        for (int i = 0; i < n; i++) {
            curvatures[i] = Math.max(0, random.nextDouble(-4, 4));
        }
        Matrix slopes = Matrix.of(5, n, gaussian(random, 5 * n).toArray());
        return switch (kind) {
            case 0 -> RotatedBowl.of(random, curvatures).f();
            case 1 -> logSumExp();
            case 2 -> new LogisticLoss(slopes, 0);
            case 3 -> new Pair(RotatedBowl::norm, x -> norm(x) == 0 ? x : x.times(1 / norm(x)));
            case 4 -> {
                MaxAffine f = new MaxAffine(slopes, gaussian(random, 5));
                yield new Pair(f::value, f::subgradient);
            }
            case 5 -> new Pair(x -> a.dot(x) + 1, x -> a);
            default -> new Pair(x -> 3, x -> Vector.zeros(n));
        };
    }

    /// No gap is negative, by more than the rounding of sums of this size.
    @Claim("OP-01")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void noGapIsNegative(
            @ForAll @IntRange(min = 0, max = 6) int kind,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll boolean near,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Objective f = convex(random, kind, n);
        Vector x = gaussian(random, n);
        Vector y = x.plus(gaussian(random, n).times(near ? 1e-6 : 3));
        double size = 1 + norm(x) + norm(y);
        double rounding = 64 * n * U * 20 * size * size;
        boolean affine = kind >= 5;
        List<Double> gaps = new ArrayList<>();
        for (double t : BETWEEN) {
            gaps.add(subject().chord(f, x, y, t));
        }
        gaps.add(subject().tangent(f, x, y));
        gaps.add(subject().monotone(f, x, y));
        gaps.add(subject().jensen(f, List.of(x, y, x.plus(y)), 0.5, 0.375, 0.125));
        assertThat(gaps).allMatch(gap -> gap >= -rounding && !(affine && gap > rounding));
        assertThat(subject().tangent(f, x, x)).isZero();
        assertThat(subject().monotone(f, x, x)).isZero();
    }

    /// Along an eigenvector with eigenvalue `λ` each gap of a quadratic is known; for `λ < 0` it is negative.
    @Claim("OP-01")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aDirectionThatBendsDownIsFound(
            @ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] curvatures = new double[n];
        for (int i = 0; i < n; i++) {
            curvatures[i] = random.nextDouble(-4, 4);
        }
        RotatedBowl bowl = RotatedBowl.of(random, curvatures);
        Vector x = bowl.f().minimizer();
        Vector y = x.plus(bowl.axis(0).times(2));
        double rounding = 64 * n * U * 20 * 9 * (1 + norm(x)) * (1 + norm(x));
        double lambda = curvatures[0];
        double t = 0.25;
        assertThat(subject().chord(bowl.f(), x, y, t) - 4 * lambda * t * (1 - t) / 2)
                .isBetween(-rounding, rounding);
        assertThat(subject().tangent(bowl.f(), x, y) - 2 * lambda).isBetween(-rounding, rounding);
        assertThat(subject().monotone(bowl.f(), x, y) - 4 * lambda).isBetween(-rounding, rounding);
        assertThat(subject().jensen(bowl.f(), List.of(x, y), 0.5, 0.5) - lambda / 2)
                .isBetween(-rounding, rounding);
    }

    @Claim("OP-01")
    @Example
    void aSineIsNotConvex() {
        Objective sine = new Pair(x -> Math.sin(x.get(0)), x -> Vector.of(Math.cos(x.get(0))));
        Vector x = Vector.of(1);
        Vector y = Vector.of(2);
        assertThat(subject().chord(sine, x, y, 0.5)).isNegative();
        assertThat(subject().tangent(sine, x, y)).isNegative();
        assertThat(subject().monotone(sine, x, y)).isNegative();
        assertThat(subject().jensen(sine, List.of(x, y), 0.5, 0.5)).isNegative();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().chord(sine, x, y, 1.5))
                .withMessageContaining("got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().jensen(sine, List.of(x), 0.5, 0.5))
                .withMessageContaining("got 1 and 2");
    }

    @Mutant("OP-01") // finds every function convex
    static class SeesNothing extends ConvexityTest {
        @Override
        Gaps subject() {
            return new Library() {
                @Override
                public double chord(Objective f, Vector x, Vector y, double t) {
                    return Math.max(0, super.chord(f, x, y, t));
                }
            };
        }
    }

    @Mutant("OP-01") // the tangent at the other end
    static class OtherTangent extends ConvexityTest {
        @Override
        Gaps subject() {
            return new Library() {
                @Override
                public double tangent(Objective f, Vector x, Vector y) {
                    return f.value(y) - f.value(x) - f.gradient(y).dot(y.minus(x));
                }
            };
        }
    }

    @Mutant("OP-01") // Jensen's inequality the wrong way round
    static class JensenReversed extends ConvexityTest {
        @Override
        Gaps subject() {
            return new Library() {
                @Override
                public double jensen(Objective f, List<Vector> points, double... probabilities) {
                    return -super.jensen(f, points, probabilities);
                }
            };
        }
    }
}
