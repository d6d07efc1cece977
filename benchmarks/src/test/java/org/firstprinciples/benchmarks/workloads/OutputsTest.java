package org.firstprinciples.benchmarks.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputsTest {

    @Test
    void theFirstDifferenceIsTheFirstAboveTheTolerance() {
        float[] x = {1, 2, 3};
        assertThat(Outputs.firstDifference(x, new float[] {1, 2.25f, 4}, 0.25)).isEqualTo(2);
        assertThat(Outputs.firstDifference(x, new float[] {1, 2.25f, 4}, 0.125)).isEqualTo(1);
        assertThat(Outputs.firstDifference(x, new float[] {1, 2, 3}, 0)).isEqualTo(-1);
    }

    @Test
    void notANumberDiffersFromEverything() {
        float[] x = {1, Float.NaN};
        assertThat(Outputs.firstDifference(x, x, Double.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void theEndOfTheShorterOutputIsADifference() {
        assertThat(Outputs.firstDifference(new float[] {1, 2}, new float[] {1}, 0)).isEqualTo(1);
    }

    @Test
    void aSubsampleHasEqualDistancesAndAtMost4096Numbers() {
        float[] output = new float[10_000];
        for (int i = 0; i < output.length; i++) {
            output[i] = i;
        }
        float[] subsample = Outputs.subsample(output);
        assertThat(subsample).hasSize(3334).contains(3, 6, 9_999).doesNotContain(1, 2);
        assertThat(Outputs.subsample(new float[] {5, 6})).containsExactly(5, 6);
    }
}
