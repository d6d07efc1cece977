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
import org.firstprinciples.mathfoundations.calculus.Real;

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

    /// Noise of another shape with the same mean and variance, −1 twice as often as 2: over all `3ᵏ` paths.
    @Claim({"OP-14", "OP-25"})
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void skewNoiseHasTheSameFloor(
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 1, max = 9) int lambda,
            @ForAll @IntRange(min = 1, max = 9) int rate,
            @ForAll @IntRange(min = -9, max = 9) int start,
            @ForAll boolean falling) {
        NoiseFloor<Rational> floor = floor(lambda, 2); // (1 + 1 + 4)/3
        int paths = (int) Math.round(Math.pow(3, k));
        BigFraction sum = BigFraction.ZERO;
        for (int path = 0; path < paths; path++) {
            BigFraction x = new BigFraction(start);
            int rest = path;
            for (int i = 0; i < k; i++) {
                BigFraction eta =
                        falling ? new BigFraction(1, lambda * (i + 1)) : new BigFraction(rate, 7);
                BigFraction noise = new BigFraction(rest % 3 == 0 ? 2 : -1);
                x = x.subtract(x.multiply(lambda).add(noise).multiply(eta));
                rest /= 3;
            }
            sum = sum.add(x.multiply(x));
        }
        Rational v = Rational.of((long) start * start, 1);
        for (int i = 0; i < k; i++) {
            v = subject().next(floor, v, falling ? floor.decreasingRate(i) : Rational.of(rate, 7));
        }
        assertThat(v.value()).isEqualTo(sum.divide(paths));
        if (falling) {
            assertThat(v.value()).isEqualTo(new BigFraction(2, lambda * lambda * k));
        }
    }

    /// A batch of `m` independent draws divides the noise, and so the floor, by `m`: the numbers of the text.
    @Claim("OP-14")
    @Example
    void floorsOfBatches() {
        assertThat(Math.log(0.6) / Math.log(0.9)).isCloseTo(4.85, within(0.005));
        double[][] rows = { // S², m, η, floor
            {1, 1, 0.05, 0.0256},
            {1, 2, 0.1, 0.0263},
            {1, 4, 0.2, 0.0278},
            {4, 1, 0.1, 0.2105},
            {4, 4, 0.1, 0.0526},
            {4, 4, 0.4, 0.25}
        };
        for (double[] row : rows) {
            double root = Math.sqrt(row[0]);
            double s2 = MiniBatch.varianceWithReplacement((int) row[1], -root, root);
            Real floor = new NoiseFloor<>(new Real(1), new Real(s2)).fixedPoint(new Real(row[2]));
            assertThat(floor.value()).isCloseTo(row[3], within(5e-5));
        }
        NoiseFloor<Real> one = new NoiseFloor<>(new Real(1), new Real(1));
        Real eta = new Real(0.02 / 1.01);
        assertThat(eta.value()).isCloseTo(0.0198, within(5e-5));
        assertThat(one.fixedPoint(eta).value()).isCloseTo(0.01, within(1e-15));
        Real v = new Real(81);
        int steps = 0;
        while (v.value() > 0.02) {
            v = one.next(v, eta);
            steps++;
        }
        assertThat(steps).isEqualTo(225);
    }

    /// From far away, down to the floor and no lower.
    @Claim("OP-14")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void thePathEndsOnTheFloor(
            @ForAll @IntRange(min = 1, max = 9) int lambda,
            @ForAll @IntRange(min = 1, max = 199) int percent,
            @ForAll @IntRange(min = 0, max = 9) int noise) {
        double keep = Math.pow(1 - percent / 100.0, 2);
        double rate = percent / 100.0 / lambda;
        double v = 81;
        int steps = keep == 0 ? 1 : (int) Math.ceil(Math.log(1e-12) / Math.log(keep));
        NoiseFloor<Real> floor = new NoiseFloor<>(new Real(lambda), new Real(noise));
        for (int k = 0; k < steps; k++) {
            v = floor.next(new Real(v), new Real(rate)).value();
        }
        double expected = rate * noise / (lambda * (2 - percent / 100.0));
        assertThat(v).isCloseTo(expected, within(1e-10 * (1 + expected)));
    }

    /// The floor stays where it is, all else comes `(1 − ηλ)²` times as near, and `1/(λ(k + 1))` gives `s²/(λ²k)`.
    @Claim({"OP-14", "OP-25"})
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

    /// Falling rates over all `2ᵏ` signs of noise, and the numbers of the text.
    @Claim("OP-25")
    @Example
    void fallingRatesOverAllPaths() {
        for (int k = 1; k <= 8; k++) {
            BigFraction sum = BigFraction.ZERO;
            for (int path = 0; path < 1 << k; path++) {
                BigFraction x = new BigFraction(9);
                for (int i = 0; i < k; i++) {
                    BigFraction noise = new BigFraction((path >> i & 1) == 0 ? 2 : -2);
                    BigFraction rate = new BigFraction(1, 3 * (i + 1));
                    x = x.subtract(x.multiply(3).add(noise).multiply(rate));
                }
                sum = sum.add(x.multiply(x));
            }
            assertThat(sum.divide(1 << k)).isEqualTo(new BigFraction(4, 9 * k));
        }
        NoiseFloor<Rational> valley = floor(1, 1);
        Rational v = valley.next(Rational.of(81, 1), Rational.of(1, 5));
        assertThat(v.value().doubleValue()).isEqualTo(51.88);
        assertThat(valley.next(v, Rational.of(1, 5)).value().doubleValue()).isEqualTo(33.2432);
        assertThat(valley.fixedPoint(Rational.of(1, 5)).value()).isEqualTo(new BigFraction(1, 9));
        assertThat(valley.fixedPoint(Rational.of(1, 20)).value().doubleValue())
                .isCloseTo(0.0256, within(5e-5));
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
        NoiseFloor<Rational> steep = floor(2, 1); // the exercise
        assertThat(steep.fixedPoint(Rational.of(1, 10)).value().doubleValue())
                .isCloseTo(0.0278, within(5e-5));
        assertThat(steep.fixedPoint(Rational.of(1, 20)).value().doubleValue())
                .isCloseTo(0.0132, within(5e-5));
        double half = floor.fixedPoint(Rational.of(1, 200)).value().doubleValue();
        double whole = floor.fixedPoint(Rational.of(1, 100)).value().doubleValue();
        assertThat(whole / half).isCloseTo(2, within(0.01));
    }

    private static NoiseFloor<Rational> floor(int lambda, int noise) {
        return new NoiseFloor<>(Rational.of(lambda, 1), Rational.of(noise, 1));
    }

    @Mutant({"OP-14", "OP-25"}) // the noise is not squared with its rate
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
