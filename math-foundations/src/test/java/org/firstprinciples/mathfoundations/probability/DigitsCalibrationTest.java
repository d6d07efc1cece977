package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Naive Bayes reads handwritten digits: every square is a binomial number, given the digit, and all are taken for independent.
///
/// Every third image is for training, the one after it for validation, the next one for the test.
class DigitsCalibrationTest {

    static final int DOTS = 16; // in a square

    private static final int CLASSES = 10;
    private static final int SQUARES = 64;

    /// The scores of images, and what they are.
    ///
    /// @param scores log prior plus log likelihood of each digit, up to a common number, `(n,10)`
    /// @param digits what they show
    record Scored(double[][] scores, int[] digits) {

        /// The mean cross-entropy.
        double loss(double temperature) {
            double sum = 0;
            for (int i = 0; i < digits.length; i++) {
                sum +=
                        CrossEntropy.of(
                                Arrays.stream(scores[i]).map(z -> z / temperature).toArray(),
                                digits[i]);
            }
            return sum / digits.length;
        }

        /// The probability of the likeliest digit of each image.
        double[] confidences(double temperature) {
            return Arrays.stream(scores)
                    .mapToDouble(z ->
                            Arrays.stream(Softmax.atTemperature(temperature, z))
                                    .max()
                                    .orElseThrow())
                    .toArray();
        }

        /// Whether the likeliest digit is the right one.
        boolean[] right() {
            boolean[] right = new boolean[digits.length];
            for (int i = 0; i < right.length; i++) {
                double most = Arrays.stream(scores[i]).max().orElseThrow();
                right[i] = scores[i][digits[i]] == most;
            }
            return right;
        }
    }

    /// Learns from every third image, and scores those that lie `part` behind them.
    static Scored scored(int part) throws IOException {
        int[][] rows =
                Files.readAllLines(Path.of("data", "digits.csv")).stream()
                        .map(line ->
                                Arrays.stream(line.split(",", -1))
                                        .mapToInt(Integer::parseInt)
                                        .toArray())
                        .toArray(int[][]::new);
        long[] images = new long[CLASSES];
        double[][] dark = new double[CLASSES][SQUARES]; // shares, with one dot of each kind added
        for (int i = 0; i < rows.length; i += 3) {
            images[rows[i][SQUARES]]++;
            for (int s = 0; s < SQUARES; s++) {
                dark[rows[i][SQUARES]][s] += rows[i][s];
            }
        }
        double[] prior = MaximumLikelihood.categorical(images).probabilities();
        for (int c = 0; c < CLASSES; c++) {
            for (int s = 0; s < SQUARES; s++) {
                dark[c][s] = (dark[c][s] + 1) / (DOTS * images[c] + 2);
            }
        }
        int[] chosen = IntStream.range(0, rows.length).filter(i -> i % 3 == part).toArray();
        double[][] scores = new double[chosen.length][CLASSES];
        for (int i = 0; i < chosen.length; i++) {
            for (int c = 0; c < CLASSES; c++) {
                scores[i][c] = Math.log(prior[c]);
                for (int s = 0; s < SQUARES; s++) {
                    int dots = rows[chosen[i]][s];
                    scores[i][c] +=
                            dots * Math.log(dark[c][s]) + (DOTS - dots) * Math.log(1 - dark[c][s]);
                }
            }
        }
        return new Scored(scores, Arrays.stream(chosen).map(i -> rows[i][SQUARES]).toArray());
    }

    /// The temperature, among whole numbers, with the smallest loss on the validation images.
    static int temperature() throws IOException {
        Scored validation = scored(1);
        int best = 1;
        for (int t = 2; t <= 40; t++) {
            best = validation.loss(t) < validation.loss(best) ? t : best;
        }
        return best;
    }

    private static double share(boolean... right) {
        return IntStream.range(0, right.length).filter(i -> right[i]).count()
                / (double) right.length;
    }

    @Example
    void naiveBayesIsTooSure() throws IOException {
        Scored test = scored(2);
        boolean[] right = test.right();
        double[] confidences = test.confidences(1);
        assertThat(right).hasSize(599);
        assertThat(share(right)).isCloseTo(0.908, within(5e-4));
        assertThat(Arrays.stream(confidences).average().orElseThrow())
                .isCloseTo(0.996, within(5e-4));
        assertThat(test.loss(1)).isCloseTo(4.413, within(5e-4));
        assertThat(Calibration.of(confidences, right, 10).expectedError())
                .isCloseTo(0.088, within(5e-4));
        int[] sure = IntStream.range(0, 599).filter(i -> confidences[i] > 0.99).toArray();
        assertThat(sure).hasSize(581);
        assertThat(Arrays.stream(sure).filter(i -> !right[i]).count()).isEqualTo(46);
        assertThat(46 / 581.0).isCloseTo(0.079, within(5e-4));
        double least = 1;
        for (int i = 0; i < 599; i++) {
            least = Math.min(least, Softmax.of(test.scores[i])[test.digits[i]]);
        }
        assertThat(least).isCloseTo(3.6e-72, within(5e-74));
    }

    /// The answers stay, and the confidence becomes true.
    @Example
    void aTemperatureMendsIt() throws IOException {
        int temperature = temperature();
        assertThat(temperature).isEqualTo(24);
        Scored test = scored(2);
        double[] confidences = test.confidences(temperature);
        assertThat(Arrays.stream(confidences).average().orElseThrow())
                .isCloseTo(0.895, within(5e-4));
        assertThat(test.loss(temperature)).isCloseTo(0.314, within(5e-4));
        assertThat(Calibration.of(confidences, test.right(), 10).expectedError())
                .isCloseTo(0.018, within(5e-4));
    }
}
