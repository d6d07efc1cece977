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

class NoiseFloorTest {

    /// One step of the second moment.
    interface Moment {
        Rational next(NoiseFloor<Rational> floor, Rational v, Rational rate);
    }

    Moment subject() {
        return NoiseFloor::next;
    }

    /// The mean of `x²` over all `2ᵏ` signs of noise is what the recursion says.
    @Claim("OP-14")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theSecondMomentOverAllPaths(
            @ForAll @IntRange(min = 0, max = 7) int k,
            @ForAll @IntRange(min = 1, max = 9) int lambda,
            @ForAll @IntRange(min = 1, max = 9) int rate,
            @ForAll @IntRange(min = 0, max = 5) int s) {
        Rational eta = Rational.of(rate, 7);
        Rational v = Rational.of(9, 1);
        NoiseFloor<Rational> floor = floor(lambda, s * s);
        BigFraction sum = BigFraction.ZERO;
        for (int path = 0; path < 1 << k; path++) {
            BigFraction x = new BigFraction(3);
            for (int i = 0; i < k; i++) {
                BigFraction noise = new BigFraction((path >> i & 1) == 0 ? s : -s);
                x = x.subtract(x.multiply(lambda).add(noise).multiply(eta.value()));
            }
            sum = sum.add(x.multiply(x));
        }
        for (int i = 0; i < k; i++) {
            v = subject().next(floor, v, eta);
        }
        assertThat(v.value()).isEqualTo(sum.divide(1 << k));
    }

    /// The floor stays where it is, all else comes `(1 − ηλ)²` times as near, and `1/(λ(k + 1))` gives `s²/(λ²k)`.
    @Claim("OP-14")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theFloorAndTheWayBelowIt(
            @ForAll @IntRange(min = 1, max = 9) int lambda,
            @ForAll @IntRange(min = 1, max = 19) int tenths,
            @ForAll @IntRange(min = 0, max = 9) int noise,
            @ForAll @IntRange(min = 0, max = 99) int start) {
        NoiseFloor<Rational> floor = floor(lambda, noise);
        Rational eta = Rational.of(tenths, 10L * lambda);
        Rational fixed = floor.fixedPoint(eta);
        assertThat(fixed.value())
                .isEqualTo(
                        eta.value()
                                .multiply(noise)
                                .divide(new BigFraction(20 - tenths, 10).multiply(lambda)));
        Rational v = Rational.of(start, 1);
        BigFraction keep = new BigFraction(10 - tenths, 10);
        assertThat(subject().next(floor, v, eta).minus(fixed).value())
                .isEqualTo(v.minus(fixed).value().multiply(keep).multiply(keep));
        for (int k = 0; k < 12; k++) {
            v = subject().next(floor, v, floor.decreasingRate(k));
            assertThat(v.value()).isEqualTo(new BigFraction(noise, lambda * lambda).divide(k + 1));
        }
    }

    @Claim("OP-14")
    @Example
    void edges() {
        assertThatThrownBy(() -> floor(1, 1).decreasingRate(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got -1");
        NoiseFloor<Rational> floor =
                floor(1, 1); // at ηλ = 2 there is no floor: v grows by 4 a step
        assertThat(subject().next(floor, Rational.of(3, 1), Rational.of(2, 1)).value())
                .isEqualTo(new BigFraction(7));
        double half = floor.fixedPoint(Rational.of(1, 200)).value().doubleValue();
        double whole = floor.fixedPoint(Rational.of(1, 100)).value().doubleValue();
        assertThat(whole / half).isCloseTo(2, within(0.01));
    }

    private static NoiseFloor<Rational> floor(int lambda, int noise) {
        return new NoiseFloor<>(Rational.of(lambda, 1), Rational.of(noise, 1));
    }

    @Mutant("OP-14") // the noise is not squared with its rate
    static class RateOnce extends NoiseFloorTest {
        @Override
        Moment subject() {
            return (floor, v, rate) -> {
                Rational noise = rate.times(floor.noise());
                return floor.next(v, rate).plus(noise).minus(rate.times(noise));
            };
        }
    }
}
