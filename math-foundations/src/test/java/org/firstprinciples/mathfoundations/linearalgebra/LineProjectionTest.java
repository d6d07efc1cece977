package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.SplittableRandom;

class LineProjectionTest {

    private static final double U = 0x1p-53;

    Vector onto(Vector y, Vector x) {
        return LineProjection.onto(y, x);
    }

    /// In fractions: with `t = xᵀy/yᵀy` the rest `x − ty` is at a right angle to `y`, squared lengths add up, and every other
    /// multiple of `y` is farther away. The library's shadow is `ty`.
    @Claim("LA-17")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theRestIsAtARightAngle(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 3) int kind,
            @ForAll @IntRange(min = -150, max = 150) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] x = Matrices.integers(random, 1, n, 50)[0];
        long[] y = Matrices.integers(random, 1, n, 50)[0];
        y[0] = y[0] == 0 ? 1 : y[0];
        if (kind == 0) { // on the line: no rest
            for (int i = 0; i < n; i++) {
                x[i] = -3 * y[i];
            }
        }
        BigFraction t = new BigFraction(dot(x, y)).divide(new BigFraction(dot(y, y)));
        BigFraction along = BigFraction.ZERO;
        BigFraction shadow = BigFraction.ZERO;
        BigFraction left = BigFraction.ZERO;
        BigFraction other = BigFraction.ZERO;
        BigFraction s = t.add(new BigFraction(random.nextInt(-5, 6), random.nextInt(1, 9)));
        Vector found =
                onto(
                        Matrices.matrix(new long[][] {y}).times(Math.pow(2, scale)).toArray(),
                        Matrices.matrix(new long[][] {x}).toArray());
        double size = Math.sqrt((double) dot(x, x));
        for (int i = 0; i < n; i++) {
            BigFraction rest = new BigFraction(x[i]).subtract(t.multiply(y[i]));
            along = along.add(rest.multiply(y[i]));
            left = left.add(rest.multiply(rest));
            shadow = shadow.add(t.multiply(y[i]).multiply(t.multiply(y[i])));
            BigFraction farther = new BigFraction(x[i]).subtract(s.multiply(y[i]));
            other = other.add(farther.multiply(farther));
            assertThat(found.get(i))
                    .isCloseTo(t.multiply(y[i]).doubleValue(), within(4 * (n + 4) * U * size));
        }
        assertThat(along).isEqualTo(BigFraction.ZERO);
        assertThat(shadow.add(left)).isEqualTo(new BigFraction(dot(x, x)));
        assertThat(other.compareTo(left)).isEqualTo(s.equals(t) ? 0 : 1);
    }

    private Vector onto(double[] y, double[] x) {
        return onto(Vector.of(y), Vector.of(x));
    }

    private static long dot(long[] x, long[] y) {
        long sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    @Example
    void addAndScale() {
        Vector cat = Vector.of(2, 1);
        Vector dog = Vector.of(1, 2);
        assertThat(cat.plus(dog)).isEqualTo(Vector.of(3, 3));
        assertThat(cat.times(3).plus(dog)).isEqualTo(Vector.of(7, 5));
        assertThat(cat.minus(dog)).isEqualTo(Vector.of(1, -1));
    }

    /// The document's example: cat (2,1), dog (1,2).
    @Claim("LA-17")
    @Example
    void theShadowOfDogOnCat() {
        Vector cat = Vector.of(2, 1);
        Vector dog = Vector.of(1, 2);
        assertThat(dog.dot(cat)).isEqualTo(4);
        assertThat(cat.dot(cat)).isEqualTo(5);
        Vector shadow = onto(cat, dog);
        assertThat(shadow.toArray()).containsExactly(new double[] {1.6, 0.8}, within(1e-15));
        assertThat(shadow).hasToString("[1.5999999999999999, 0.7999999999999999]");
        assertThat(cat.plus(dog)).hasToString("[3.0, 3.0]");
        Matrix projection = Matrix.of(2, 2, 4, 2, 2, 1); // five times the one onto cat
        assertThat(projection.times(dog)).isEqualTo(Vector.of(8, 4));
        assertThat(projection.times(projection)).isEqualTo(projection.times(5));
        Vector rest = dog.minus(shadow);
        assertThat(rest.toArray()).containsExactly(new double[] {-0.6, 1.2}, within(1e-15));
        assertThat(rest.dot(cat)).isCloseTo(0, within(1e-15));
        assertThat(shadow.dot(shadow)).isCloseTo(3.2, within(1e-14));
        assertThat(rest.dot(rest)).isCloseTo(1.8, within(1e-14));
        assertThat(Angle.cosine(cat, dog)).isCloseTo(0.8, within(1e-15));
        assertThat(Math.toDegrees(Angle.of(cat, dog))).isCloseTo(36.87, within(0.005));
        assertThat(Angle.cosine(cat, Vector.of(-1, 2))).isCloseTo(0, within(1e-15));
        assertThat(Angle.cosine(cat, Vector.of(20, 10))).isCloseTo(1, within(1e-15));
        assertThat(cat.times(2)).isEqualTo(Vector.of(4, 2));
        assertThat(Norms.two(cat.plus(dog))).isCloseTo(4.243, within(5e-4));
        assertThat(Norms.two(cat)).isCloseTo(2.236, within(5e-4));
        assertThat(Norms.two(cat.minus(dog))).isCloseTo(1.414, within(5e-4));
    }

    @Example
    void edges() {
        assertThat(onto(Vector.of(0, 2), Vector.of(0, 0))).isEqualTo(Vector.of(0, 0));
        assertThat(onto(Vector.of(1e300, 1e300), Vector.of(1, 3)).toArray())
                .containsExactly(new double[] {2, 2}, within(1e-14));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> onto(Vector.zeros(2), Vector.of(1, 2)))
                .withMessage("a vector of length 0.0 has no direction, got [0.0, 0.0]");
        assertThatThrownBy(() -> onto(Vector.of(1, 2), Vector.of(1)))
                .isInstanceOf(ShapeException.class);
    }

    @Mutant("LA-17") // divides by one length of y only
    static class HalfNormalized extends LineProjectionTest {
        @Override
        Vector onto(Vector y, Vector x) {
            return LineProjection.onto(y, x).times(Norms.two(y));
        }
    }

    @Mutant("LA-17") // the shadow of y on x
    static class TheOtherWayRound extends LineProjectionTest {
        @Override
        Vector onto(Vector y, Vector x) {
            LineProjection.onto(y, x);
            return x.dot(x) == 0 ? x : LineProjection.onto(x, y);
        }
    }
}
