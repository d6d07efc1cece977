package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.probability.Calibration.Bin;

import java.util.SplittableRandom;

class CalibrationTest {

    Calibration of(double[] forecasts, boolean[] happened, int bins) {
        return Calibration.of(forecasts, happened, bins);
    }

    double brier(double[] forecasts, boolean... happened) {
        return Calibration.brier(forecasts, happened);
    }

    /// Cases of a table, equally likely, with forecasts `0, 1/8, …, 1`, each in a bin of its own: the squared error is the sum of
    /// both parts. Forecasts that are nobody's, and of one case only, occur.
    @Claim("PR-20")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theSquaredErrorSplits(@ForAll @IntRange(min = 1, max = 60) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] q = new double[n];
        boolean[] y = new boolean[n];
        double[] number = new double[9];
        double[] events = new double[9];
        for (int i = 0; i < n; i++) {
            int eighths = random.nextInt(9);
            q[i] = eighths / 8.0;
            y[i] = random.nextInt(8) < (seed % 2 == 0 ? eighths : 3);
            number[eighths]++;
            events[eighths] += y[i] ? 1 : 0;
        }
        double miscalibration = 0;
        double left = 0;
        for (int j = 0; j < 9; j++) {
            if (number[j] > 0) {
                double share = events[j] / number[j];
                miscalibration += number[j] / n * Math.pow(j / 8.0 - share, 2);
                left += number[j] / n * share * (1 - share);
            }
        }
        assertThat(brier(q, y)).isCloseTo(miscalibration + left, within(1e-13));
        double ofBins = 0;
        double distance = 0;
        for (Bin bin : of(q, y, 9).bins()) { // i/8 lies in the bin from i/9, 1 in the last one
            ofBins += bin.count() * Math.pow(bin.forecast() - bin.share(), 2) / n;
            distance += bin.count() * Math.abs(bin.forecast() - bin.share()) / n;
        }
        assertThat(ofBins).isCloseTo(miscalibration, within(1e-13));
        assertThat(of(q, y, 9).expectedError()).isCloseTo(distance, within(1e-13));
    }

    /// On ten days of rain forecasts: always the base rate, and always right.
    @Example
    void calibrationIsNotSkill() {
        boolean[] rain = {true, true, true, false, false, false, false, false, false, false};
        double[] base = new double[10];
        double[] sure = new double[10];
        for (int i = 0; i < 10; i++) {
            base[i] = 0.3;
            sure[i] = rain[i] ? 1 : 0;
        }
        assertThat(of(base, rain, 10).expectedError()).isCloseTo(0, within(1e-15));
        assertThat(of(sure, rain, 10).expectedError()).isZero();
        assertThat(brier(base, rain)).isCloseTo(0.21, within(1e-15));
        assertThat(brier(sure, rain)).isZero();
        assertThat(of(sure, rain, 10).bins()).containsExactly(new Bin(7, 0, 0), new Bin(3, 1, 1));
    }

    /// The same for forecasts of any value, each said in at least one case.
    /// Each bin holds its lower border, and not the upper one.
    @Claim("PR-20")
    @Example
    void borders() {
        for (int n = 1; n <= 200; n++) {
            for (int b = 1; b < n; b++) {
                double border = (double) b / n;
                double[] q = {Math.nextDown(border), border, Math.nextDown((b + 1.0) / n)};
                assertThat(Calibration.of(q, new boolean[3], n).bins()).hasSize(2);
                assertThat(Calibration.of(new double[] {q[1], q[2]}, new boolean[2], n).bins())
                        .hasSize(1);
            }
        }
    }

    @Claim("PR-20")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void anyForecasts(
            @ForAll @IntRange(min = 1, max = 6) int values,
            @ForAll @IntRange(min = 0, max = 40) int more,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] value = random.doubles(values).toArray();
        double[] q = new double[values + more];
        boolean[] y = new boolean[values + more];
        double[] number = new double[values];
        double[] events = new double[values];
        for (int i = 0; i < q.length; i++) {
            int j = i < values ? i : random.nextInt(values);
            q[i] = value[j];
            y[i] = random.nextDouble() < 0.6;
            number[j]++;
            events[j] += y[i] ? 1 : 0;
        }
        double parts = 0;
        for (int j = 0; j < values; j++) {
            double share = events[j] / number[j];
            parts += number[j] / q.length * (Math.pow(value[j] - share, 2) + share * (1 - share));
        }
        assertThat(brier(q, y)).isCloseTo(parts, within(1e-13));
    }

    /// Rain on half of ten days: on all alike, on five of five, or on four of the first five and one of the others.
    @Claim("PR-20")
    @Example
    void honestAndSeparating() {
        boolean[] rain = {true, true, true, true, false, true, false, false, false, false};
        double[] half = new double[10];
        double[] tooSure = new double[10];
        double[] honest = new double[10];
        double[] surest = new double[10];
        for (int i = 0; i < 10; i++) {
            half[i] = 0.5;
            tooSure[i] = i < 5 ? 0.9 : 0.1;
            honest[i] = i < 5 ? 0.8 : 0.2;
            surest[i] = i < 5 ? 1 : 0;
        }
        assertThat(brier(half, rain)).isCloseTo(0 + 0.25, within(1e-15));
        assertThat(brier(tooSure, rain)).isCloseTo(0.1 * 0.1 + 0.8 * 0.2, within(1e-15));
        assertThat(brier(honest, rain)).isCloseTo(0 + 0.8 * 0.2, within(1e-15));
        assertThat(brier(surest, rain)).isCloseTo(0.2 * 0.2 + 0.8 * 0.2, within(1e-15));
    }

    @Example
    void edges() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.of(new double[] {1.5}, new boolean[1], 3))
                .withMessage("forecasts must be in [0,1], got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.of(new double[2], new boolean[1], 3))
                .withMessage("a forecast for each of one or more events is needed, got 2 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.of(new double[1], new boolean[1], 0))
                .withMessage("at least 1 bin is needed, got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Calibration.brier(new double[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.brier(new double[] {Double.NaN}, true));
    }

    @Mutant("PR-20") // the distance in place of its square
    static class NotSquared extends CalibrationTest {
        @Override
        double brier(double[] forecasts, boolean... happened) {
            Calibration.brier(forecasts, happened);
            double sum = 0;
            for (int i = 0; i < forecasts.length; i++) {
                sum += Math.abs((happened[i] ? 1 : 0) - forecasts[i]);
            }
            return sum / forecasts.length;
        }
    }

    @Mutant("PR-20") // neighboring forecasts are thrown together
    static class FewerBins extends CalibrationTest {
        @Override
        Calibration of(double[] forecasts, boolean[] happened, int bins) {
            return Calibration.of(forecasts, happened, Math.min(bins, 4));
        }
    }
}
