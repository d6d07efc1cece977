package org.firstprinciples.neuralnetworks.multilayernetworks;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Two kinds of iris, learned by heart: with the names that the botanist gave, and with names drawn by chance.
class IrisesByHeartTest {

    /// Flowers, four lengths each in tenths of a centimeter, and 1 for *virginica* or −1 for *versicolor*.
    record Flowers(List<Vector> points, double[] labels) {

        /// How many get a value on the other side of 0 than their label, or 0.
        int errors(MultilayerNetwork network) {
            int errors = 0;
            for (int i = 0; i < labels.length; i++) {
                errors += labels[i] * network.forward(points.get(i)).get(0) > 0 ? 0 : 1;
            }
            return errors;
        }

        /// Every third flower if it is for those kept aside, else the others.
        Flowers third(boolean kept) {
            List<Vector> points = new ArrayList<>();
            List<Double> labels = new ArrayList<>();
            for (int i = 0; i < this.labels.length; i++) {
                if (i % 3 == 2 == kept) {
                    points.add(this.points.get(i));
                    labels.add(this.labels[i]);
                }
            }
            return new Flowers(points, labels.stream().mapToDouble(Double::doubleValue).toArray());
        }

        /// The same flowers with labels drawn by chance.
        Flowers relabeled(SplittableRandom random) {
            return new Flowers(
                    points,
                    random.ints(labels.length, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray());
        }
    }

    /// Flowers with the same four lengths come once.
    static Flowers flowers() throws IOException {
        Map<Vector, Double> different = new LinkedHashMap<>();
        for (String line :
                Files.readAllLines(Path.of("..", "math-foundations", "data", "iris.csv"))) {
            String[] cells = line.split(",", -1);
            if (cells[4].equals("versicolor") || cells[4].equals("virginica")) {
                double[] lengths = new double[4];
                for (int j = 0; j < 4; j++) {
                    lengths[j] = Math.rint(10 * Double.parseDouble(cells[j]));
                }
                different.putIfAbsent(
                        Vector.of(lengths), cells[4].equals("virginica") ? 1.0 : -1.0);
            }
        }
        return new Flowers(
                List.copyOf(different.keySet()),
                different.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Example
    void byHeart() throws IOException {
        Flowers all = flowers();
        Flowers training = all.third(false);
        Flowers kept = all.third(true);
        MultilayerNetwork learned = Memorizer.of(training.points(), training.labels());
        int[] drawn = new int[20];
        for (int seed = 0; seed < 20; seed++) {
            Flowers chance = training.relabeled(new SplittableRandom(seed));
            MultilayerNetwork network = Memorizer.of(chance.points(), chance.labels());
            drawn[seed] = kept.errors(network);
            assertThat(chance.errors(network)).isZero();
        }
        assertThat(training.errors(learned)).isZero();
        assertThat(kept.errors(learned)).isEqualTo(2);
        assertThat(learned.layers().getFirst().weight().get(3, 0)).isEqualTo(159.0 * 159 * 159);
        assertThat(all.labels()).hasSize(99);
        assertThat(training.labels()).hasSize(66);
        assertThat(learned.parameterCount()).isEqualTo(66 * 5 + 67);
        assertThat(Arrays.stream(drawn).sum()).isEqualTo(318); // 15.9 of 33 in the mean of 20
        assertThat(Arrays.stream(drawn).min()).hasValue(11);
        assertThat(Arrays.stream(drawn).max()).hasValue(21);
    }
}
