package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Svd;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.optimization.LeastSquaresDescent;
import org.firstprinciples.mathfoundations.probability.Moments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the documents say about the 442 patients (Efron et al. 2004).
class DiabetesTest {

    /// Inputs with targets, both with the means of training taken away.
    record Data(Matrix x, Vector y) {

        /// Root of the mean squared error.
        double error(Vector w) {
            return Norms.two(y.minus(x.times(w))) / Math.sqrt(y.size());
        }
    }

    /// 100 patients to train on and 221 to judge with, in 64 features.
    record Split(Data training, Data validation, double largest) {}

    static final List<String> NAMES =
            List.of("age", "sex", "bmi", "map", "tc", "ldl", "hdl", "tch", "ltg", "glu");

    /// 442 rows of ten measurements and the progression.
    static double[][] table() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("data", "diabetes.csv"));
        double[][] table = new double[lines.size() - 1][11];
        for (int i = 0; i < table.length; i++) {
            String[] fields = lines.get(i + 1).split(",", -1);
            for (int j = 0; j < 11; j++) {
                table[i][j] = Double.parseDouble(fields[j]);
            }
        }
        return table;
    }

    /// Brings each column to mean 0 and variance 1 over the rows that are trained on.
    private static double[][] standardized(double[][] rows, List<Integer> training) {
        int d = rows[0].length;
        double[][] result = new double[rows.length][d];
        for (int j = 0; j < d; j++) {
            Moments moments = new Moments();
            for (int i : training) {
                moments.add(rows[i][j]);
            }
            double std = Math.sqrt(moments.variance());
            for (int i = 0; i < rows.length; i++) {
                result[i][j] = (rows[i][j] - moments.mean()) / std;
            }
        }
        return result;
    }

    /// Every second patient judges; of the rest the first 100 are trained on. The square of the two-valued sex is left out.
    static Split split() throws IOException {
        double[][] table = table();
        List<Integer> training = new ArrayList<>();
        List<Integer> validation = new ArrayList<>();
        for (int i = 0; i < table.length; i++) {
            if (i % 2 == 1) {
                validation.add(i);
            } else if (training.size() < 100) {
                training.add(i);
            }
        }
        double[][] measured = new double[table.length][10];
        for (int i = 0; i < table.length; i++) {
            System.arraycopy(table[i], 0, measured[i], 0, 10);
        }
        double[][] z = standardized(measured, training);
        double[][] features = new double[table.length][64];
        for (int i = 0; i < table.length; i++) {
            System.arraycopy(z[i], 0, features[i], 0, 10);
            int next = 10;
            for (int j = 0; j < 10; j++) {
                for (int k = j; k < 10; k++) {
                    if (j != 1 || k != 1) {
                        features[i][next++] = z[i][j] * z[i][k];
                    }
                }
            }
        }
        features = standardized(features, training);
        double mean = training.stream().mapToDouble(i -> table[i][10]).average().orElseThrow();
        Data first = data(features, table, training, mean);
        return new Split(
                first, data(features, table, validation, mean), Svd.of(first.x()).values().get(0));
    }

    private static Data data(
            double[][] features, double[][] table, List<Integer> rows, double mean) {
        int d = features[0].length;
        double[] x = new double[rows.size() * d];
        double[] y = new double[rows.size()];
        for (int i = 0; i < y.length; i++) {
            System.arraycopy(features[rows.get(i)], 0, x, i * d, d);
            y[i] = table[rows.get(i)][10] - mean;
        }
        return new Data(Matrix.of(y.length, d, x), Vector.of(y));
    }

    /// The ten measurements of all patients, centered, each column of length 1, and the centered progression.
    static Data ten() throws IOException {
        double[][] table = table();
        int n = table.length;
        double[] x = new double[n * 10];
        double[] y = new double[n];
        for (int j = 0; j < 11; j++) {
            Moments moments = new Moments();
            for (double[] row : table) {
                moments.add(row[j]);
            }
            double length = Math.sqrt(n * moments.variance());
            for (int i = 0; i < n; i++) {
                if (j == 10) {
                    y[i] = table[i][j] - moments.mean();
                } else {
                    x[i * 10 + j] = (table[i][j] - moments.mean()) / length;
                }
            }
        }
        return new Data(Matrix.of(n, 10, x), Vector.of(y));
    }

    /// The weights after `k` steps of size `1/σ₁²`, by the singular values: the factor of each direction is known.
    static Vector after(int k, Split split, Svd svd) {
        double rate = 1 / (split.largest() * split.largest());
        double[] along = svd.u().transpose().times(split.training().y()).toArray();
        for (int i = 0; i < along.length; i++) {
            along[i] *= LeastSquaresDescent.filter(k, svd.values().get(i), rate);
        }
        return svd.v().times(Vector.of(along));
    }

    @Example
    void trainingAndValidation() throws IOException {
        Split split = split();
        Svd svd = Svd.of(split.training().x());
        assertThat(split.training().x().rows()).isEqualTo(100);
        assertThat(split.validation().x().rows()).isEqualTo(221);
        assertThat(split.largest() * split.largest()).isCloseTo(1315.4, within(0.05));
        int[] steps = {0, 1, 5, 14, 100, 1000, 100_000};
        double[] training = {76.8, 64.0, 53.1, 47.8, 42.4, 40.5, 38.0};
        double[] validation = {71.3, 63.8, 57.8, 56.0, 62.8, 70.1, 146.5};
        for (int i = 0; i < steps.length; i++) {
            Vector w = after(steps[i], split, svd);
            assertThat(split.training().error(w)).isCloseTo(training[i], within(0.05));
            assertThat(split.validation().error(w)).isCloseTo(validation[i], within(0.05));
        }
        Vector walked =
                LeastSquaresDescent.after(
                        14,
                        split.training().x(),
                        split.training().y(),
                        Vector.zeros(64),
                        1 / (split.largest() * split.largest()));
        assertThat(Norms.two(walked.minus(after(14, split, svd)))).isLessThan(1e-10);
        double least = split.validation().error(after(14, split, svd));
        assertThat(least).isCloseTo(55.98, within(0.005));
        for (int k = 1; k < 100; k++) {
            assertThat(split.validation().error(after(k, split, svd)))
                    .isGreaterThanOrEqualTo(least);
        }
    }

    @Example
    void penalties() throws IOException {
        Split split = split();
        double[][] rows = {
            {0, 37.7, 147.6, 78_626, 64},
            {1, 40.5, 67.7, 96.4, 48.5},
            {10, 42.8, 59.8, 52.5, 35.8},
            {70, 48.5, 56.0, 29.8, 20.5},
            {300, 56.9, 59.0, 16.1, 10.2},
            {1000, 65.2, 63.7, 8.0, 4.5},
            {10_000, 74.8, 69.9, 1.2, 0.6}
        };
        for (double[] row : rows) {
            Vector w = Ridge.fit(split.training().x(), split.training().y(), row[0]);
            assertThat(split.training().error(w)).isCloseTo(row[1], within(0.05));
            assertThat(split.validation().error(w)).isCloseTo(row[2], within(0.05));
            assertThat(Norms.two(w)).isCloseTo(row[3], within(row[0] == 0 ? 0.5 : 0.05));
            assertThat(Ridge.degreesOfFreedom(split.training().x(), row[0]))
                    .isCloseTo(row[4], within(0.051));
        }
        double best = Double.POSITIVE_INFINITY;
        double at = 0;
        for (double lambda = 50; lambda < 100; lambda += 1) {
            Vector w = Ridge.fit(split.training().x(), split.training().y(), lambda);
            if (split.validation().error(w) < best) {
                best = split.validation().error(w);
                at = lambda;
            }
        }
        assertThat(best).isCloseTo(55.96, within(0.005));
        assertThat(at).isBetween(63.0, 68.0);
    }

    /// Just above its `λ` a weight is 0, just below it is not.
    @Example
    void measurementsEnterOneByOne() throws IOException {
        Data ten = ten();
        String[] names = {"bmi", "ltg", "map", "hdl", "sex", "glu", "tc", "tch", "ldl", "age"};
        double[] enters = {949.435, 889.3, 452.9, 316.1, 130.1, 88.8, 69.0, 19.98, 5.48, 5.09};
        for (int i = 0; i < 10; i++) {
            int j = NAMES.indexOf(names[i]);
            double near = i < 7 ? 0.1 : 0.01;
            assertThat(lasso(ten, enters[i] + near).get(j)).isZero();
            assertThat(lasso(ten, enters[i] - near).get(j)).isNotZero();
        }
        int hdl = NAMES.indexOf("hdl");
        assertThat(lasso(ten, 2.19).get(hdl)).isNotZero();
        assertThat(lasso(ten, 2.17).get(hdl)).isZero();
        assertThat(lasso(ten, 1.32).get(hdl)).isZero();
        assertThat(lasso(ten, 1.30).get(hdl)).isNotZero();
    }

    static Vector lasso(Data data, double lambda) {
        return Lasso.coordinateDescent(data.x(), data.y(), lambda, 1e-13);
    }
}
