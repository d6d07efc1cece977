package org.firstprinciples.mathfoundations.calculus;

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

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

class LineIntegralTest {

    private static final double U = 0x1p-53;

    /// An integral along a straight line.
    interface Straight {
        double of(UnaryOperator<double[]> field, double[] from, double[] to);
    }

    Straight subject() {
        return LineIntegral::straight;
    }

    /// A gradient of degree 4 along a line is a polynomial of degree 4 in `t`, for which three nodes are exact.
    @Claim("CA-11")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theIntegralOfAGradientIsTheDifferenceOfValues(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.random(random, n, 5, 9);
        UnaryOperator<double[]> gradient = x -> Differentiation.gradient(f, x);
        double[] a = Polynomial.asDoubles(Polynomial.point(random, n, 3));
        double[] b = Polynomial.asDoubles(Polynomial.point(random, n, 3));
        double[] c = Polynomial.asDoubles(Polynomial.point(random, n, 3));
        double tolerance = 64 * U * 6 * 9 * 5 * Math.pow(3, 5) * 6 * n * 4;
        double direct = subject().of(gradient, a, b);
        assertThat(direct).isCloseTo(f.at(b) - f.at(a), within(tolerance));
        double over = subject().of(gradient, a, c) + subject().of(gradient, c, b);
        assertThat(over).isCloseTo(direct, within(3 * tolerance));
        assertThat(over + subject().of(gradient, b, a)).isCloseTo(0, within(4 * tolerance));
        assertThat(subject().of(gradient, a, a)).isEqualTo(0);
    }

    /// `(−y, x)/(x² + y²)` once around the origin: 2π, so it is no gradient there.
    @Claim("CA-11")
    @Example
    void aFieldThatTurnsIsNoGradient() {
        UnaryOperator<double[]> turning =
                p -> {
                    double square = p[0] * p[0] + p[1] * p[1];
                    return new double[] {-p[1] / square, p[0] / square};
                };
        VectorFunction circle =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> t) {
                        T angle = t.getFirst().times(2 * Math.PI);
                        return List.of(angle.cos(), angle.sin());
                    }
                };
        assertThat(LineIntegral.of(turning, circle, 10)).isCloseTo(2 * Math.PI, within(1e-13));
        double[][] square = {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}, {1, 1}};
        double around = 0;
        for (int side = 0; side < 4; side++) {
            for (int piece = 0; piece < 16; piece++) {
                around +=
                        subject()
                                .of(
                                        turning,
                                        between(square[side], square[side + 1], piece / 16.0),
                                        between(
                                                square[side],
                                                square[side + 1],
                                                (piece + 1) / 16.0));
            }
        }
        assertThat(around).isCloseTo(2 * Math.PI, within(1e-8));
    }

    private static double[] between(double[] a, double[] b, double t) {
        return new double[] {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])};
    }

    @Example
    void badPathsAreNamed() {
        UnaryOperator<double[]> plane = p -> new double[2];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineIntegral.straight(plane, new double[1], new double[2]))
                .withMessage("the points have 1 and 2 coordinates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineIntegral.straight(plane, new double[3], new double[3]))
                .withMessage("the path has 3 coordinates, the field 2");
    }

    @Mutant("CA-11") // the field at the beginning alone
    static class LeftEnd extends LineIntegralTest {
        @Override
        Straight subject() {
            return (field, from, to) -> {
                double[] force = field.apply(from);
                double sum = 0;
                for (int i = 0; i < from.length; i++) {
                    sum += force[i] * (to[i] - from[i]);
                }
                return sum;
            };
        }
    }

    @Mutant("CA-11") // without the direction of the path
    static class ForgetsTheSign extends LineIntegralTest {
        @Override
        Straight subject() {
            return (field, from, to) -> Math.abs(LineIntegral.straight(field, from, to));
        }
    }
}
