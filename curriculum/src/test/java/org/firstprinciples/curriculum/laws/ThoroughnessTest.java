package org.firstprinciples.curriculum.laws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThoroughnessTest {

    @Test
    void triesAreMultipliedAndNeverVanish() {
        assertThat(Thoroughness.times(100, 20)).isEqualTo(2000);
        assertThat(Thoroughness.times(100, 0.1)).isEqualTo(10);
        assertThat(Thoroughness.times(3, 0.1)).isEqualTo(1);
        assertThat(Thoroughness.times(1, 20)).isEqualTo(1);
        assertThat(Thoroughness.times(1000, 1e9)).isEqualTo(Integer.MAX_VALUE);
    }
}
