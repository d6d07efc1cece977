package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.firstprinciples.notebooksequivalents.digits.Digits;
import org.firstprinciples.notebooksequivalents.digits.Fold;
import org.firstprinciples.notebooksequivalents.numpyneuralnet.CrossValidation.Comparison;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class CrossValidationTest {

    private static final Digits ALL = Digits.all(); // begins 0 1 2 3 4 5 6 7 8 9
    private static final List<Fold> FOLDS =
            List.of(
                    new Fold(ALL.slice(2, 5), ALL.slice(0, 2)),
                    new Fold(ALL.slice(0, 2), ALL.slice(2, 5)));

    private static CrossValidation answers(int[]... answers) {
        return CrossValidation.of(FOLDS, f -> answers[f]);
    }

    @Test
    void answersAreComparedWithTheLabelsOfTheirFold() {
        CrossValidation judged = answers(new int[] {0, 7}, new int[] {2, 3, 3});
        assertThat(judged.mistakes()).isEqualTo(2);
        assertThat(judged.accuracies()).containsExactly(new double[] {1. / 2, 2. / 3}, within(0.0));
        int[][] confusion = judged.confusion();
        assertThat(confusion[0][0]).isEqualTo(1);
        assertThat(confusion[1][7]).isEqualTo(1);
        assertThat(confusion[4][3]).isEqualTo(1);
        assertThat(confusion[3][4]).isZero();
        assertThat(judged.judged().get(2).image()).isDeepEqualTo(ALL.image(2));
    }

    @Test
    void rulesAreComparedDigitByDigit() {
        CrossValidation judged = answers(new int[] {0, 1}, new int[] {2, 3, 0});
        CrossValidation other = answers(new int[] {0, 7}, new int[] {7, 3, 4});
        assertThat(judged.against(other)).isEqualTo(new Comparison(2, 1));
        assertThat(other.against(judged)).isEqualTo(new Comparison(1, 2));
    }

    @Test
    void theSignTestCountsCoins() {
        assertThat(new Comparison(3, 0).chance()).isCloseTo(1. / 8, within(1e-15));
        assertThat(new Comparison(2, 1).chance()).isCloseTo(1. / 2, within(1e-15));
        assertThat(new Comparison(0, 5).chance()).isCloseTo(1, within(1e-15));
        assertThat(new Comparison(0, 0).chance()).isEqualTo(1);
    }

    /// Oracle: distances, where the regression has scores.
    @Test
    void theNearestMeanIsNearest() {
        Digits known = ALL.slice(0, 300);
        SoftmaxRegression model =
                SoftmaxRegression.nearestMean(known.images(), known.labels(), Digits.CLASSES);
        int[] answers = model.answers(ALL.slice(300, 400).images());
        for (int n = 0; n < 100; n++) {
            double[] distance = new double[Digits.CLASSES];
            for (int k = 0; k < Digits.CLASSES; k++) {
                int label = k;
                for (int i = 0; i < Digits.PIXELS; i++) {
                    int pixel = i;
                    double mean =
                            IntStream.range(0, 300)
                                    .filter(m -> known.labels()[m] == label)
                                    .mapToDouble(m -> known.images()[m][pixel])
                                    .average()
                                    .orElseThrow();
                    double d = ALL.images()[300 + n][i] - mean;
                    distance[k] -= d * d;
                }
            }
            assertThat(answers[n]).isEqualTo(Numpy.largest(distance));
        }
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void theRegressionsGradientIsThatOfDifferences(@ForAll long seed) {
        Problem problem = Problem.random(seed);
        double[][] h = problem.network().hidden(problem.x()); // any inputs
        SoftmaxRegression model =
                new SoftmaxRegression(problem.network().w2(), problem.network().b2());
        SoftmaxRegression gradient = model.gradient(h, problem.labels());
        assertThat(
                        GradientCheck.of(model, model.w(), gradient.w(), h, problem.labels())
                                .difference())
                .isLessThan(1e-8);
        assertThat(
                        GradientCheck.of(model, model.b(), gradient.b(), h, problem.labels())
                                .difference())
                .isLessThan(1e-8);
    }

    @Test
    void theNearestNeighborOfAKnownImageIsItself() {
        NearestNeighbor rule = new NearestNeighbor(ALL.slice(0, 50));
        assertThat(rule.answers(ALL.slice(20, 50).images())).isEqualTo(ALL.slice(20, 50).labels());
        double[][] between = new double[1][Digits.PIXELS];
        for (int i = 0; i < Digits.PIXELS; i++) {
            between[0][i] = 0.6 * ALL.images()[3][i] + 0.4 * ALL.images()[7][i];
        }
        assertThat(new NearestNeighbor(ALL.select(List.of(3, 7))).answers(between))
                .containsExactly(3);
    }
}
