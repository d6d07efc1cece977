package org.firstprinciples.notebooksequivalents.activationsvisualized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.junit.jupiter.api.Test;

class AxisToyTest {

    @Test
    void theInputsAreTheAxesAndPerhapsTheirOpposites() {
        assertThat(new AxisToy(2, false).inputs())
                .containsExactlyInAnyOrder(Vector.of(1, 0), Vector.of(0, 1));
        assertThat(new AxisToy(2, true).inputs()).hasSize(4).contains(Vector.of(1, 0).times(-1));
    }

    /// Claim AC-14 at `b = 0`: one of `2ᴺ`, and none on a symmetric set.
    @Test
    void withoutABiasEveryInputHalvesTheProbability() {
        assertThat(new AxisToy(5, false).probability(0)).isCloseTo(1 / 32.0, within(1e-15));
        assertThat(new AxisToy(5, true).probability(0)).isZero();
        assertThat(new AxisToy(2, true).probability(-1)).isZero();
    }

    @Test
    void theProbabilityIsThatOfIndependentNormalNumbers() {
        double below = new NormalDistribution().cumulativeProbability(0.8);
        double inside = 1 - 2 * new NormalDistribution().cumulativeProbability(-0.8);
        assertThat(new AxisToy(3, false).probability(0.8))
                .isCloseTo(below * below * below, within(1e-12));
        assertThat(new AxisToy(3, true).probability(0.8))
                .isCloseTo(inside * inside * inside, within(1e-12));
    }

    @Test
    void countsAgreeAndMoreUnitsAreDeadWithLessBias() {
        AxisToy toy = new AxisToy(3, true);
        assertThat(toy.share(1, 4000, Philox.of(1))).isCloseTo(toy.probability(1), within(0.05));
        assertThat(toy.share(0, 1000, Philox.of(1))).isZero();
        assertThat(toy.share(2, 4000, Philox.of(1)))
                .isGreaterThan(toy.share(1, 4000, Philox.of(1)));
    }
}
