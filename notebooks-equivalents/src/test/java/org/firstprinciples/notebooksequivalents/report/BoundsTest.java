package org.firstprinciples.notebooksequivalents.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoundsTest {

    @Test
    void theEndsBelongToThem() {
        Bounds bounds = new Bounds(1, 2, "");
        assertThat(bounds.hold(1)).isTrue();
        assertThat(bounds.hold(2)).isTrue();
        assertThat(bounds.hold(Math.nextDown(1.0))).isFalse();
        assertThat(bounds.hold(Math.nextUp(2.0))).isFalse();
        assertThat(bounds.hold(Double.NaN)).isFalse();
        assertThat(Bounds.atMost(0, "").hold(-1e300)).isTrue();
        assertThat(Bounds.atLeast(0, "").hold(-Double.MIN_VALUE)).isFalse();
        assertThat(Bounds.around(1, 0.5, "")).isEqualTo(new Bounds(0.5, 1.5, ""));
    }

    @Test
    void theyAreSaidAsOneWouldSayThem() {
        assertThat(Bounds.atMost(1e-6, "").words()).isEqualTo("at most 1.00e-06");
        assertThat(Bounds.atLeast(0.9, "").words()).isEqualTo("at least 0.90000");
        assertThat(new Bounds(3, 3, "").words()).isEqualTo("exactly 3");
        assertThat(new Bounds(-1, 24.7, "").words()).isEqualTo("from -1 to 24.700");
    }

    @Test
    void boundsThatNothingOrEverythingKeepsAreRefused() {
        assertThatThrownBy(() -> new Bounds(2, 1, "")).hasMessageContaining("got 2.0 and 1.0");
        assertThatThrownBy(() -> Bounds.around(Double.NaN, 1, "")).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Bounds.atMost(Double.POSITIVE_INFINITY, ""))
                .hasMessageContaining("Infinity");
    }
}
