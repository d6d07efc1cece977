package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/// The experiment with thirty hidden layers: what the table says of five seeds. The digits, weights and batches have the same bits
/// everywhere, and so have the losses.
class DeepDigitsTest {

    static final double RATE = 0.002;

    private record Row(Activation activation, double gain, double[] losses, double[] accuracies) {}

    private static final List<Row> TABLE =
            List.of(
                    new Row(
                            Activation.SIGMOID,
                            1,
                            new double[] {2.305, 2.306},
                            new double[] {9, 10}),
                    new Row(Activation.RELU, 1, new double[] {2.302, 2.303}, new double[] {10, 10}),
                    new Row(
                            Activation.RELU,
                            Math.sqrt(2),
                            new double[] {0.39, 0.71},
                            new double[] {64, 84}),
                    new Row(Activation.TANH, 1, new double[] {0.12, 0.18}, new double[] {89, 92}));

    @Test
    void theTable() throws IOException {
        for (Row row : TABLE) {
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            double worst = 1;
            double best = 0;
            for (long seed = 1; seed <= 5; seed++) {
                DeepDigits.Run run =
                        DeepDigits.draw(row.activation(), row.gain(), seed).train(seed, RATE);
                least = Math.min(least, run.last());
                most = Math.max(most, run.last());
                worst = Math.min(worst, run.accuracy());
                best = Math.max(best, run.accuracy());
            }
            double digit = row.losses()[0] > 2 ? 0.0005 : 0.005;
            assertThat(least).isCloseTo(row.losses()[0], within(1.01 * digit));
            assertThat(most).isCloseTo(row.losses()[1], within(1.01 * digit));
            assertThat(100 * worst).isCloseTo(row.accuracies()[0], within(0.51));
            assertThat(100 * best).isCloseTo(row.accuracies()[1], within(0.51));
        }
        assertThat(Math.log(10)).isCloseTo(2.3026, within(5e-5));
    }

    @Test
    void atFiveTimesTheRateOneExplodes() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(
                        () -> DeepDigits.draw(Activation.RELU, Math.sqrt(2), 1).train(1, 5 * RATE))
                .withMessageContaining("not finite");
    }
}
