package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Three old tables: alpha particles, deaths by horse kicks, admissions to a university.
class CountsTest {

    static List<String[]> table(String name) throws IOException {
        return Files.readAllLines(Path.of("data", name)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    /// The number of intervals with 0, 1, 2, … events, as a sample.
    static int[] sample(String name) throws IOException {
        return table(name).stream()
                .flatMapToInt(row ->
                        Arrays.stream(filled(Integer.parseInt(row[1]), Integer.parseInt(row[0]))))
                .toArray();
    }

    private static int[] filled(int length, int value) {
        int[] filled = new int[length];
        Arrays.fill(filled, value);
        return filled;
    }

    /// A wait of more than one interval is an interval without particles.
    @Example
    void emptyIntervalsAndLongWaits() throws IOException {
        int[] sample = sample("rutherford-geiger.csv");
        double rate = MaximumLikelihood.poisson(sample).rate();
        double longer = 1 - new Exponential(rate).cdf(1);
        assertThat(longer).isCloseTo(0.0208, within(5e-5));
        assertThat(new Poisson(rate).mass(0)).isCloseTo(longer, within(1e-15));
        long empty = Arrays.stream(sample).filter(x -> x == 0).count();
        assertThat(empty).isEqualTo(57);
        assertThat((double) empty / sample.length).isCloseTo(0.0219, within(5e-5));
        assertThat(sample.length * new Poisson(rate).mass(3)).isCloseTo(525, within(0.5));
    }

    /// 2608 intervals of an eighth of a minute; with 10 and more in one class `χ²` does not contradict Poisson's law.
    @Example
    void alphaParticlesFollowPoissonsLaw() throws IOException {
        int[] sample = sample("rutherford-geiger.csv");
        assertThat(sample).hasSize(2608);
        assertThat(Arrays.stream(sample).sum()).isEqualTo(10_097);
        Poisson law = MaximumLikelihood.poisson(sample);
        assertThat(law.rate()).isCloseTo(3.8715, within(5e-5));
        Moments moments = new Moments();
        Arrays.stream(sample).forEach(moments::add);
        assertThat(moments.variance()).isCloseTo(3.695, within(5e-4));
        double square = 0;
        double rest = sample.length;
        for (int k = 0; k <= 10; k++) {
            int count = k;
            double seen =
                    Arrays.stream(sample).filter(x -> count < 10 ? x == count : x >= 10).count();
            double expected = k < 10 ? sample.length * law.mass(k) : rest;
            rest -= expected;
            square += (seen - expected) * (seen - expected) / expected;
        }
        assertThat(square).isCloseTo(12.87, within(0.01)); // 11 classes, one parameter: 9 degrees
        double significance = 1 - new ChiSquaredDistribution(9).cumulativeProbability(square);
        assertThat(significance).isCloseTo(0.17, within(0.005));
    }

    /// In 300 simulated tables of 2608 intervals, variance and mean of a Poisson distribution differ by about 0.11: their
    /// difference has the standard deviation `λ√(2/n)`.
    @Example
    void howNearTheVarianceShouldBe() throws IOException {
        int[] sample = sample("rutherford-geiger.csv");
        Poisson law = MaximumLikelihood.poisson(sample);
        InverseCdf sampler = InverseCdf.of(masses(law, 40));
        SplittableRandom random = new SplittableRandom(1910);
        Moments differences = new Moments();
        for (int i = 0; i < 300; i++) {
            Moments table = new Moments();
            for (int j = 0; j < sample.length; j++) {
                table.add(sampler.draw(random.nextDouble()));
            }
            differences.add(table.variance() - table.mean());
        }
        assertThat(Math.sqrt(differences.variance())).isCloseTo(0.11, within(0.01));
        assertThat(law.rate() * Math.sqrt(2.0 / sample.length)).isCloseTo(0.107, within(5e-4));
        assertThat(law.rate() - 3.695).isCloseTo(0.18, within(5e-3));
    }

    private static double[] masses(Poisson law, int most) {
        double[] masses = new double[most + 1];
        double rest = 1;
        for (int k = 0; k < most; k++) {
            masses[k] = law.mass(k);
            rest -= masses[k];
        }
        masses[most] = Math.max(0, rest);
        return masses;
    }

    @Example
    void horseKicksFollowIt() throws IOException {
        int[] sample = sample("horse-kicks.csv");
        assertThat(sample).hasSize(200);
        Moments moments = new Moments();
        Arrays.stream(sample).forEach(moments::add);
        assertThat(moments.mean()).isCloseTo(0.61, within(1e-12));
        assertThat(moments.variance()).isCloseTo(0.6079, within(1e-12));
        assertThat(200 * MaximumLikelihood.poisson(sample).mass(0))
                .isCloseTo(108.67, within(0.005));
    }

    /// More men than women are admitted, and in four of six departments it is the other way round: women apply where few are
    /// admitted. With the same weights for both, women are ahead.
    @Example
    void admissionsReverse() throws IOException {
        double[] applied = new double[2];
        double[] admitted = new double[2];
        double[] weighted = new double[2];
        int womenAhead = 0;
        StringBuilder menAhead = new StringBuilder();
        List<String[]> rows = table("berkeley.csv");
        double all = 0;
        for (String[] row : rows) {
            all += Double.parseDouble(row[1]) + Double.parseDouble(row[3]);
        }
        for (String[] row : rows) {
            double[] rate = new double[2];
            double share = (Double.parseDouble(row[1]) + Double.parseDouble(row[3])) / all;
            for (int g = 0; g < 2; g++) {
                double n = Double.parseDouble(row[1 + 2 * g]);
                double k = Double.parseDouble(row[2 + 2 * g]);
                applied[g] += n;
                admitted[g] += k;
                rate[g] = k / n;
                weighted[g] += share * rate[g]; // standardization: one set of weights for both
            }
            womenAhead += rate[1] > rate[0] ? 1 : 0;
            menAhead.append(rate[0] > rate[1] ? row[0] : ""); // all weight on these alone
        }
        assertThat(menAhead).hasToString("CE");
        assertThat(applied).containsExactly(2691, 1835);
        assertThat(admitted).containsExactly(1198, 557);
        assertThat(admitted[0] / applied[0]).isCloseTo(0.445, within(5e-4));
        assertThat(admitted[1] / applied[1]).isCloseTo(0.304, within(5e-4));
        assertThat(womenAhead).isEqualTo(4);
        assertThat(weighted[0]).isCloseTo(0.387, within(5e-4));
        assertThat(weighted[1]).isCloseTo(0.430, within(5e-4));
    }
}
