package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.SplittableRandom;

class TriangleInequalityTest {

    private static final double U = 0x1p-53;

    double length(Vector x) {
        return Norms.two(x);
    }

    /// `‖x + y‖ ≤ ‖x‖ + ‖y‖`, equal for vectors of one direction; `‖x + y‖² + ‖x − y‖² = 2‖x‖² + 2‖y‖²`; `‖tx‖ = |t|‖x‖`.
    @Claim("LA-18")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aDetourIsNeverShorter(
            @ForAll @IntRange(min = 0, max = 16) int n,
            @ForAll @IntRange(min = 0, max = 3) int kind,
            @ForAll @IntRange(min = -140, max = 140) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector x = Matrices.wide(random, n).times(Math.pow(10, scale));
        double t = random.nextDouble(-3, 3);
        Vector y =
                switch (kind) {
                    case 0 -> x.times(t);
                    case 1 -> Vector.zeros(n);
                    case 2 -> x.plus(Matrices.normal(random, n).times(1e-9 * length(x)));
                    default -> Matrices.wide(random, n).times(Math.pow(10, scale));
                };
        double sum = length(x) + length(y);
        double slack = 3 * (n + 4) * U * sum;
        assertThat(length(x.plus(y))).isLessThanOrEqualTo(sum + slack);
        assertThat(length(x.times(t)))
                .isCloseTo(Math.abs(t) * length(x), within((n + 6) * U * Math.abs(t) * length(x)));
        if (kind == 0 && t > 0 || kind == 1) {
            assertThat(length(x.plus(y))).isCloseTo(sum, within(slack));
        }
        double diagonals = square(length(x.plus(y))) + square(length(x.minus(y)));
        double sides = 2 * square(length(x)) + 2 * square(length(y));
        assertThat(diagonals).isCloseTo(sides, within(8 * (n + 8) * U * sides));
    }

    private static double square(double x) {
        return x * x;
    }

    @Mutant("LA-18") // the squared length
    static class Squared extends TriangleInequalityTest {
        @Override
        double length(Vector x) {
            return x.dot(x);
        }
    }

    @Mutant("LA-18") // without absolute values
    static class Sum extends TriangleInequalityTest {
        @Override
        double length(Vector x) {
            double sum = 0;
            for (double element : x.toArray()) {
                sum += element;
            }
            return sum;
        }
    }

    @Mutant("LA-18") // a norm, but one without inner product
    static class City extends TriangleInequalityTest {
        @Override
        double length(Vector x) {
            return Norms.one(x);
        }
    }
}
