package org.firstprinciples.notebooksequivalents.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void aResultSpreadsMoreThanTheMeanOfAll() {
        Spread spread = Spread.of(1, 2, 3, 6);
        assertThat(spread.mean()).isEqualTo(3);
        assertThat(spread.std()).isCloseTo(Math.sqrt(14 / 3.0), within(1e-12));
        assertThat(spread.error()).isCloseTo(Math.sqrt(14 / 12.0), within(1e-12));
        assertThat(spread.withDeviation()).isEqualTo("3.000 ± 2.160");
        assertThat(spread).hasToString("3.000 ± 1.080");
    }
}
