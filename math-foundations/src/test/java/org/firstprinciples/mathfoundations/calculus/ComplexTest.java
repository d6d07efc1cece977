package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;
import java.util.SplittableRandom;

class ComplexTest {

    private static Complex times(int exponent, Complex z) {
        return new Complex(
                StrictMath.scalb(z.real(), exponent), StrictMath.scalb(z.imaginary(), exponent));
    }

    /// Powers of 2 round nothing: `2ⁱx/(2ᵏy) = 2ⁱ⁻ᵏ(x/y)`, bit by bit, and `√(4ᵏz) = 2ᵏ√z`.
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void quotientsAndRootsOfAnyScale(
            @ForAll @IntRange(min = -500, max = 500) int i,
            @ForAll @IntRange(min = -500, max = 500) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Complex x = new Complex(random.nextGaussian(), random.nextGaussian());
        Complex y = new Complex(random.nextGaussian(), random.nextGaussian());
        Complex quotient = x.dividedBy(y);
        double square = y.real() * y.real() + y.imaginary() * y.imaginary();
        assertThat(quotient.real())
                .isCloseTo(
                        (x.real() * y.real() + x.imaginary() * y.imaginary()) / square,
                        within(1e-14 * (1 + Math.abs(quotient.real()))));
        assertThat(times(i, x).dividedBy(times(k, y))).isEqualTo(times(i - k, quotient));
        assertThat(times(2 * k, x).sqrt().real()).isEqualTo(StrictMath.scalb(x.sqrt().real(), k));
        assertThat(times(2 * k, x).sqrt().imaginary())
                .isEqualTo(StrictMath.scalb(x.sqrt().imaginary(), k));
    }

    @Example
    void extremesByHand() {
        Complex huge = new Complex(1e308, 1e308);
        assertThat(huge.dividedBy(huge)).isEqualTo(new Complex(1, 0));
        Complex tiny = new Complex(0, Double.MIN_VALUE);
        assertThat(tiny.dividedBy(tiny)).isEqualTo(new Complex(1, 0));
        assertThat(new Complex(1.7e308, 0).sqrt().real())
                .isCloseTo(Math.sqrt(1.7e308), within(1e139));
        assertThat(new Complex(1.7e308, 1.7e308).sqrt().real()) // √((1 + √2)/2 · 1.7·10³⁰⁸)
                .isCloseTo(Math.sqrt((1 + Math.sqrt(2)) / 2) * Math.sqrt(1.7e308), within(1e140));
    }

    /// `10⁻²⁰⁰x` is not at its least square at `x = 1`, although `10⁻⁴⁰⁰` is no double.
    @Example
    void squaresThatVanishAreNoFit() {
        VectorFunction residual =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                        return List.of(x.getFirst().times(1e-200));
                    }
                };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LevenbergMarquardt.fit(residual, 1))
                .withMessageContaining("[1.0E-200] at the guess vanish");
    }

    @Example
    void thereIsNoSlopeAtNaN() {
        MaxAffine abs = new MaxAffine(Matrix.of(2, 1, 1, -1), Vector.of(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> abs.subgradient(Vector.of(Double.NaN)))
                .withMessage("the value at [NaN] is NaN");
    }
}
