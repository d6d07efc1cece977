package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Cholesky;
import org.firstprinciples.mathfoundations.linearalgebra.LeastSquares;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Svd;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.regularization.DiabetesTest.Data;
import org.firstprinciples.neuralnetworks.regularization.DiabetesTest.Split;

import java.io.IOException;
import java.util.Arrays;

/// The 100 patients and features of any number: rectified random sums of the ten measurements, divided by the root of their number.
class DoubleDescentTest {

    private static final int DRAWS = 5;

    /// Medians over five draws of the features.
    ///
    /// @param training error
    /// @param validation error
    /// @param least singular value
    record Errors(double training, double validation, double least) {}

    private static Matrix features(Matrix x, int d, Philox random) {
        int n = x.rows();
        double[] features = new double[n * d];
        for (int j = 0; j < d; j++) {
            double[] weights = new double[11];
            for (int k = 0; k < 11; k++) {
                weights[k] = 2 * random.uniform(j, k) - 1;
            }
            for (int i = 0; i < n; i++) {
                double sum = weights[10];
                for (int k = 0; k < 10; k++) {
                    sum += weights[k] * x.get(i, k);
                }
                features[i * d + j] = Math.max(0, sum) / Math.sqrt(d);
            }
        }
        return Matrix.of(n, d, features);
    }

    /// Ridge for `λ > 0`, the shortest least squares solution for `λ = 0`.
    private static Vector fit(Matrix x, Vector y, double lambda) {
        if (x.columns() <= x.rows()) {
            return lambda == 0 ? LeastSquares.solve(x, y) : Ridge.fit(x, y, lambda);
        }
        Matrix t = x.transpose();
        Matrix gram = x.times(t);
        Matrix symmetric = gram.plus(gram.transpose()).times(0.5);
        return t.times(
                Cholesky.of(symmetric.plus(Matrix.identity(x.rows()).times(lambda))).solve(y));
    }

    static Errors errors(int d, double lambda) throws IOException {
        Split split = DiabetesTest.split();
        double[] training = new double[DRAWS];
        double[] validation = new double[DRAWS];
        double[] least = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            Philox random = Philox.of(draw).split("double descent");
            Data seen = with(split.training(), d, random);
            Data kept = with(split.validation(), d, random);
            Vector w = fit(seen.x(), seen.y(), lambda);
            training[draw] = seen.error(w);
            validation[draw] = kept.error(w);
            Matrix x = seen.x();
            Matrix gram = d <= x.rows() ? x.transpose().times(x) : x.times(x.transpose());
            Vector values = Svd.of(gram.plus(gram.transpose()).times(0.5)).values();
            least[draw] = Math.sqrt(values.get(values.size() - 1));
        }
        return new Errors(median(training), median(validation), median(least));
    }

    private static Data with(Data data, int d, Philox random) {
        double[] ten = new double[data.y().size() * 10];
        for (int i = 0; i < data.y().size(); i++) {
            for (int k = 0; k < 10; k++) {
                ten[i * 10 + k] = data.x().get(i, k);
            }
        }
        return new Data(features(Matrix.of(data.y().size(), 10, ten), d, random), data.y());
    }

    private static double median(double... numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[DRAWS / 2];
    }

    @Example
    void thePeakIsWhereThereAreAsManyFeaturesAsPatients() throws IOException {
        double[][] rows = {
            {10, 55.7, 59.9, 0.958, 59.6},
            {20, 51.5, 60.9, 0.331, 55.8},
            {40, 43.1, 72.7, 0.125, 53.3},
            {98, 3.5, 405, 0.0034, 52.7},
            {100, 0, 848, 0.0013, 52.8},
            {102, 0, 587, 0.0023, 52.7},
            {200, 0, 101, 0.043, 52.9},
            {1000, 0, 73.5, 0.071, 52.4},
            {5000, 0, 71.3, 0.075, 52.4}
        };
        for (double[] row : rows) {
            Errors shortest = errors((int) row[0], 0);
            assertThat(shortest.training()).isCloseTo(row[1], within(0.05));
            assertThat(shortest.validation()).isCloseTo(row[2], within(row[2] > 100 ? 0.5 : 0.05));
            assertThat(shortest.least()).isCloseTo(row[3], within(row[3] < 0.01 ? 5e-5 : 5e-4));
            assertThat(errors((int) row[0], 1).validation()).isCloseTo(row[4], within(0.05));
        }
        Errors peak = errors(100, 0);
        assertThat(1 / peak.least()).isGreaterThan(700);
        for (int d : new int[] {5, 80, 90, 96, 98, 99, 101, 102, 103, 110, 130}) {
            assertThat(errors(d, 0).validation()).isLessThan(peak.validation());
            assertThat(errors(d, 0).least()).isGreaterThan(peak.least());
            if (d > 100) {
                assertThat(errors(d, 0).training()).isCloseTo(0, within(0.05));
            }
        }
    }
}
