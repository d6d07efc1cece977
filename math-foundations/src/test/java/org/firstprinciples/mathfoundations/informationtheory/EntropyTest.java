package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.generators.Simplexes;

import java.util.Arrays;
import java.util.SplittableRandom;

class EntropyTest {

    /// Oracle: 50 digits.
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void itIsAccurateAndAtMostThatOfAUniformChoice(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int k) {
        double[] p = Simplexes.dyadic(new SplittableRandom(seed), k);
        double[] ones = new double[k];
        Arrays.fill(ones, 1);
        double entropy = Entropy.of(p);
        assertThat(Rounding.distance(-entropy, Rounding.kl(p, ones)))
                .isLessThanOrEqualTo(Rounding.tau(p, ones));
        assertThat(entropy).isBetween(0.0, Math.log(k) + Rounding.tau(p, ones));
    }

    /// The first lines of the document.
    @Example
    void coinsAndDice() {
        assertThat(Entropy.bits(0.5, 0.5)).isEqualTo(1);
        assertThat(Entropy.bits(0.5, 0.25, 0.25)).isEqualTo(1.5);
        assertThat(Entropy.bits(0.9, 0.1)).isCloseTo(0.4690, within(5e-5));
        assertThat(Entropy.of(1)).isEqualTo(0);
        assertThat(Entropy.of(0, 1, 0)).isEqualTo(0);
    }
}
