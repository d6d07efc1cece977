package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DifferenceErrorsTest {

    /// Of `x³ + y³` at (1,2) the central difference is off by `h²`, the forward one by `3x h + h²`.
    @Test
    void errorsAreThoseOfTaylorsFormula() {
        DifferenceErrors errors =
                DifferenceErrors.of(
                        x -> x[0] * x[0] * x[0] + x[1] * x[1] * x[1],
                        new double[] {1, 2},
                        new double[] {3, 12},
                        1,
                        0.001,
                        0.01,
                        0.1);
        assertThat(errors.central())
                .containsExactly(new double[] {1e-6, 1e-4, 1e-2}, within(1e-11));
        assertThat(errors.forward()[2])
                .isCloseTo(Math.sqrt((0.31 * 0.31 + 0.61 * 0.61) / 2), within(1e-12));
        assertThat(errors.slope(errors.central(), 1e-3, 1e-1)).isCloseTo(2, within(1e-4));
        assertThat(errors.best(errors.central())).isEqualTo(0.001);
        assertThat(errors.least(errors.central())).isCloseTo(1e-6, within(1e-11));
    }

    @Test
    void everySecondCoordinateIsLeftOut() {
        DifferenceErrors errors =
                DifferenceErrors.of(x -> x[0] + x[1], new double[2], new double[] {1, 77}, 2, 0.5);
        assertThat(errors.central()).containsExactly(0);
    }

    /// `3h² + 6e-9/h`: least at 1e-3.
    @Test
    void slopesAndTheBalanceAreThoseOfTheTwoLines() {
        double[] steps = {1e-8, 1e-7, 1e-6, 1e-1, 1, 10};
        double[] errors = new double[steps.length];
        for (int k = 0; k < steps.length; k++) {
            errors[k] = k < 3 ? 6e-9 / steps[k] : 3 * steps[k] * steps[k];
        }
        DifferenceErrors both = new DifferenceErrors(steps, errors, errors);
        assertThat(both.slope(errors, 1e-8, 1e-6)).isCloseTo(-1, within(1e-12));
        assertThat(both.slope(errors, 0.1, 10)).isCloseTo(2, within(1e-12));
        assertThat(both.balanced(0.1, 10, 1e-8, 1e-6)).isCloseTo(1e-3, within(1e-12));
        assertThatThrownBy(() -> both.slope(errors, 2, 20))
                .hasMessageContaining("two steps between 2.0 and 20.0 are needed, got 1");
    }
}
