package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class DescentTest {

    @Property(tries = 100)
    void anOrderHasEveryPlaceOnce(@ForAll long seed, @ForAll @IntRange(min = 0, max = 50) int n) {
        int[] order = Descent.shuffled(n, Philox.of(seed), 3);
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, n).toArray());
    }

    /// 6 orders of 3 places, 6000 draws: each comes about 1000 times, within 6 standard deviations.
    @Test
    void allOrdersAreEquallyLikely() {
        int[] counts = new int[333];
        for (int step = 0; step < 6000; step++) {
            int[] order = Descent.shuffled(3, Philox.of(1), step);
            counts[100 * order[0] + 10 * order[1] + order[2]]++;
        }
        for (int order : new int[] {12, 21, 102, 120, 201, 210}) {
            assertThat(counts[order]).isBetween(1000 - 174, 1000 + 174);
        }
    }

    /// A model that notes what it is shown.
    private record Witness(Set<List<Integer>> batches, double[][] weight) implements Model {

        @Override
        public double[][] scores(double[][] x) {
            return x;
        }

        @Override
        public Model gradient(double[][] x, int[] labels) {
            batches.add(Arrays.stream(labels).boxed().toList());
            for (int n = 0; n < labels.length; n++) {
                assertThat(x[n][0]).isEqualTo(labels[n]);
            }
            return new Witness(batches, new double[][] {{labels.length}});
        }

        @Override
        public List<double[][]> arrays() {
            return List.<double[][]>of(weight);
        }
    }

    @Test
    void anEpochShowsEveryImageOnceWithItsLabel() {
        Witness model = new Witness(new HashSet<>(), new double[1][1]);
        double[][] images = {{0}, {1}, {2}, {3}, {4}, {5}, {6}};
        new Descent(1, 3, 0.5)
                .trainInPlace(model, images, new int[] {0, 1, 2, 3, 4, 5, 6}, Philox.of(2));
        assertThat(model.batches().stream().map(List::size)).containsExactlyInAnyOrder(3, 3, 1);
        assertThat(model.batches().stream().flatMap(List::stream))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
        assertThat(model.weight()[0][0]).isEqualTo(-0.5 * 7);
    }

    @Test
    void epochsMeetInOtherOrders() {
        Witness model = new Witness(new HashSet<>(), new double[1][1]);
        double[][] images = {{0}, {1}, {2}, {3}, {4}, {5}, {6}};
        new Descent(3, 7, 0.5)
                .trainInPlace(model, images, new int[] {0, 1, 2, 3, 4, 5, 6}, Philox.of(2));
        assertThat(model.batches()).hasSize(3);
    }

    /// Two classes on a line: the regression finds the border.
    @Test
    void aRegressionLearns() {
        double[][] x = {{-2}, {-1}, {1}, {2}};
        int[] labels = {1, 1, 0, 0};
        SoftmaxRegression model = SoftmaxRegression.zeros(1, 2);
        assertThat(model.loss(x, labels)).isCloseTo(Math.log(2), within(1e-15));
        new Descent(200, 2, 0.5).trainInPlace(model, x, labels, Philox.of(1));
        assertThat(model.accuracy(x, labels)).isEqualTo(1);
        assertThat(model.loss(x, labels)).isLessThan(0.05);
    }
}
