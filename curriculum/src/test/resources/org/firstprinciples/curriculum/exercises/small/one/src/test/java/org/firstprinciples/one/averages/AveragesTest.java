package org.firstprinciples.one.averages;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.junit.jupiter.api.Test;

class AveragesTest {

    @Claim("AV-01")
    @Property(tries = 50)
    void aMeanLiesInTheMiddle(
            @ForAll @IntRange(min = 3, max = 99) int a,
            @ForAll @IntRange(min = 3, max = 99) int b) {
        assertThat(Averages.mean(new double[] {a, b})).isEqualTo((a + b) / 2.0);
    }

    @Claim("AV-01")
    @Test
    void oneAndOneIsOne() {
        assertThat(1 + 1).isEqualTo(2); // asks nothing of the body
    }

    @Claim("AV-02")
    @Test
    void whatIsCenteredHasTheMeanZero() {
        double[] x = {1, 5};
        double[] centered = Averages.centered(x);
        assertThat(centered[0] + centered[1]).isEqualTo(0);
        assertThat(centered[1] - centered[0]).isEqualTo(x[1] - x[0]); // asked after the call
    }

    /// The first stands for all.
    @Mutant("AV-01")
    static class TakesTheFirst extends AveragesTest {}
}
