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
        return scored(part, rows(), DOTS);
    }

    private static int[][] rows() throws IOException {
        return Files.readAllLines(Path.of("data", "digits.csv")).stream()
                .map(line ->
                        Arrays.stream(line.split(",", -1)).mapToInt(Integer::parseInt).toArray())
                .toArray(int[][]::new);
    }

    /// The same for squares of `most` dots.
    private static Scored scored(int part, int[][] rows, int most) {
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
                dark[c][s] = (dark[c][s] + 1) / (most * images[c] + 2);
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
                            dots * Math.log(dark[c][s]) + (most - dots) * Math.log(1 - dark[c][s]);
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

    /// Given the digit, the numbers of dark dots scatter about six times as much as binomial ones.
    @Example
    void theDotsOfASquareGoTogether() throws IOException {
        Moments[][] squares = new Moments[CLASSES][SQUARES];
        for (Moments[] row : squares) {
            Arrays.setAll(row, s -> new Moments());
        }
        int[][] rows = rows();
        for (int i = 0; i < rows.length; i += 3) {
            for (int s = 0; s < SQUARES; s++) {
                squares[rows[i][SQUARES]][s].add(rows[i][s]);
            }
        }
        double seen = 0;
        double binomial = 0;
        for (Moments[] row : squares) {
            for (Moments square : row) {
                seen += square.sampleVariance();
                binomial += new Binomial(DOTS, square.mean() / DOTS).variance();
            }
        }
        assertThat(seen / binomial).isCloseTo(6.13, within(5e-3));
        assertThat(DOTS * SQUARES).isEqualTo(1024);
        assertThat(1024 / 24.0).isCloseTo(43, within(0.5));
    }

    /// With one yes or no for each square, only the neighbors are left to go together.
    @Example
    void theNeighborsAlone() throws IOException {
        int[][] rows = rows();
        for (int[] row : rows) {
            for (int s = 0; s < SQUARES; s++) {
                row[s] = row[s] >= DOTS / 2 ? 1 : 0;
            }
        }
        Scored validation = scored(1, rows, 1);
        int best = 1; // tenths
        for (int t = 2; t <= 60; t++) {
            best = validation.loss(t / 10.0) < validation.loss(best / 10.0) ? t : best;
        }
        assertThat(best).isEqualTo(21);
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
