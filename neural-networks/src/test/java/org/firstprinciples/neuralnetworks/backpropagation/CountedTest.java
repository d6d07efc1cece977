package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import java.util.List;

class CountedTest {

    /// Powers of 2 and their kin, so that each number is known without the class.
    @Example
    void countingChangesNoNumber() {
        long[] count = new long[1];
        Counted x = new Counted(6, count);
        Counted y = new Counted(0.5, count);
        Counted zero = x.constant(0);
        List<Double> values =
                List.of(
                        x.plus(y).value(),
                        x.minus(y).value(),
                        x.times(y).value(),
                        x.dividedBy(y).value(),
                        x.plus(x.constant(-2)).sqrt().value(),
                        zero.exp().value(),
                        zero.cos().value(),
                        zero.exp().log().value(),
                        zero.sin().value(),
                        zero.tanh().value());
        assertThat(values).containsExactly(6.5, 5.5, 3.0, 12.0, 2.0, 1.0, 1.0, 0.0, 0.0, 0.0);
        assertThat(count).containsExactly(12);
        assertThat(new Counted(Math.E, count).log().value()).isEqualTo(1);
        assertThat(new Counted(1, count).exp().value())
                .isCloseTo(Math.E, within(2 * Math.ulp(Math.E)));
    }

    @Example
    void equalNumbersAreEqualWhateverTheyCost() {
        Counted two = new Counted(2, new long[] {7});
        assertThat(two).isEqualTo(new Counted(2, new long[1])).isNotEqualTo(two.constant(3));
        assertThat(two).hasSameHashCodeAs(two.constant(2)).hasToString("Counted[2.0]");
        assertThat(two.hashCode()).isNotEqualTo(two.constant(3).hashCode());
    }
}
