package org.firstprinciples.mathfoundations.probability;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Calibration.Bin;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The pictures of `probability.md`. With `-Dpictures=write` they are written, otherwise compared.
class ProbabilityPicturesTest {

    private static final List<String> WORDS = List.of("mat", "sofa", "moon");
    private static final double[] DIE = {1 / 2.0, 1 / 3.0, 1 / 6.0};

    private static double[] numbers(int n, IntToDoubleFunction f) {
        return IntStream.range(0, n).mapToDouble(f).toArray();
    }

    /// A rectangle's corners, as first or second coordinates.
    private static double[] sides(double from, double to) {
        return new double[] {from, to, to, from};
    }

    private static double[] heights(double from, double to) {
        return new double[] {from, from, to, to};
    }

    /// A rectangle of the series `name`, without a label.
    private record Box(String name, double left, double right, double bottom, double top) {}

    private static Plot boxes(Plot plot, Box... boxes) {
        Plot drawn = plot;
        for (Box box : boxes) {
            drawn =
                    drawn.polygon(
                                    box.name,
                                    sides(box.left, box.right),
                                    heights(box.bottom, box.top))
                            .unlabeled(box.name);
        }
        return drawn;
    }

    private static Plot masses(Plot plot, String name, DiscreteDistribution law, int most) {
        return plot.columns(name, numbers(most + 2, k -> k - 0.5), numbers(most + 1, law::mass));
    }

    @Test
    void theWordDie() throws IOException {
        Plot plot = Plot.of("", "").bare().equal().xLimits(-0.1, 6.1).yLimits(-0.1, 1.6);
        List<String> faces = List.of("mat", "mat", "mat", "sofa", "sofa", "moon");
        for (int i = 0; i < 6; i++) {
            String name = faces.get(i);
            plot =
                    boxes(plot, new Box(name, i + 0.04, i + 0.96, 0, 0.92))
                            .text(name, name, i + 0.5, 0.46, Side.CENTER);
        }
        compare(
                "word-die.svg",
                Figure.of(
                        "A die with three words",
                        plot.text("three of six: ½", 1.5, 1.25, Side.CENTER)
                                .text("two of six: ⅓", 4, 1.25, Side.CENTER)
                                .text("one: ⅙", 5.5, 1.25, Side.CENTER)
                                .size(560, 170)));
    }

    @Test
    void bayesAsAreas() throws IOException {
        Plot square =
                Plot.of("kind of story", "share of the words")
                        .xLimits(0, 1)
                        .yLimits(0, 1)
                        .xLabels(List.of("home stories ½", "fairy tales ½"), 0.25, 0.75)
                        .yLabels(List.of("0", "⅓", "⅔", "1"), 0, 1 / 3.0, 2 / 3.0, 1);
        Plot plot =
                boxes(
                                square,
                                new Box("mat", 0, 0.5, 0, 2 / 3.0),
                                new Box("mat", 0.5, 1, 0, 1 / 3.0),
                                new Box("others", 0, 0.5, 2 / 3.0, 1),
                                new Box("others", 0.5, 1, 1 / 3.0, 2 / 3.0),
                                new Box("others", 0.5, 1, 2 / 3.0, 1))
                        .ink("mat", Ink.BLUE)
                        .ink("others", Ink.GRAY)
                        .text("mat", "mat, area ⅓", 0.25, 1 / 3.0, Side.CENTER)
                        .text("mat", "mat, area ⅙", 0.75, 1 / 6.0, Side.CENTER)
                        .text("sofa", 0.25, 5 / 6.0, Side.CENTER)
                        .text("sofa", 0.75, 0.5, Side.CENTER)
                        .text("moon", 0.75, 5 / 6.0, Side.CENTER)
                        .size(560, 380);
        compare("bayes-areas.svg", Figure.of("Two kinds of stories as areas", plot));
    }

    @Test
    void totalVariance() throws IOException {
        Plot left =
                Plot.of("letters of the next word", "kind")
                        .titled("two kinds of stories")
                        .xLimits(2.7, 4.3)
                        .yLimits(0.3, 2.7)
                        .xTicks(3, 3.5, 4)
                        .yLabels(List.of("fairy\ntales", "home\nstories"), 1, 2)
                        .points("words", new double[] {2.97, 3.03, 4}, new double[] {2, 2, 2})
                        .points("words", new double[] {3, 3.97, 4.03}, new double[] {1, 1, 1})
                        .points("means", new double[] {10 / 3.0, 11 / 3.0}, new double[] {2, 1})
                        .unlabeled("words")
                        .unlabeled("means")
                        .text("means", "mean\n3⅓", 3.12, 2.4, Side.CENTER)
                        .text("means", "mean\n3⅔", 3.88, 0.6, Side.CENTER)
                        .upright("3½", 3.5);
        Plot right =
                boxes(
                                Plot.of("of the letters", "variance").titled("¼ = 2/9 + 1/36"),
                                new Box("within", -0.35, 0.35, 0, 2 / 9.0),
                                new Box("between", -0.35, 0.35, 2 / 9.0, 1 / 4.0))
                        .text("within", "within\nthe kinds\n2/9", 0, 0.11, Side.CENTER)
                        .text("between", "between them 1/36", 0, 0.252, Side.ABOVE)
                        .yLimits(0, 0.29)
                        .xLimits(-0.8, 0.8)
                        .yTicks(0, 0.1, 0.2)
                        .xLabels(List.of("both parts"), 0);
        compare(
                "total-variance.svg",
                Figure.row("What is left when the kind is known", left, right));
    }

    @Test
    void berkeley() throws IOException {
        List<String[]> rows = CountsTest.table("berkeley.csv");
        double[][] rates = new double[2][6];
        double[][] totals = new double[2][2];
        double[] standardized = new double[2];
        double all =
                rows.stream()
                        .mapToDouble(r -> Double.parseDouble(r[1]) + Double.parseDouble(r[3]))
                        .sum();
        for (int d = 0; d < 6; d++) {
            String[] row = rows.get(d);
            double share = (Double.parseDouble(row[1]) + Double.parseDouble(row[3])) / all;
            for (int g = 0; g < 2; g++) {
                double n = Double.parseDouble(row[1 + 2 * g]);
                double k = Double.parseDouble(row[2 + 2 * g]);
                rates[g][d] = 100 * k / n;
                totals[g][0] += n;
                totals[g][1] += k;
                standardized[g] += share * rates[g][d];
            }
        }
        Plot departments =
                Plot.of("department", "admitted in %")
                        .bars("men", List.of("A", "B", "C", "D", "E", "F"), rates[0])
                        .bars("women", List.of("A", "B", "C", "D", "E", "F"), rates[1])
                        .yLimits(0, 100);
        List<String> both = List.of("overall", "same weights");
        Plot overall =
                Plot.of("together", "")
                        .bars("men", both, 100 * totals[0][1] / totals[0][0], standardized[0])
                        .bars("women", both, 100 * totals[1][1] / totals[1][0], standardized[1])
                        .yLimits(0, 100);
        compare("berkeley.svg", Figure.row("Admissions at Berkeley in 1973", departments, overall));
    }

    @Test
    void distributionsThatCount() throws IOException {
        Plot bernoulli =
                masses(Plot.of("not moon, or moon", "probability"), "masses", new Binomial(1, 1 / 6.0), 1)
                        .titled("Bernoulli, p = ⅙")
                        .xTicks(0, 1);
        Plot binomial =
                masses(Plot.of("mats in four throws", ""), "masses", new Binomial(4, 0.5), 4)
                        .titled("binomial, n = 4, p = ½")
                        .xTicks(0, 1, 2, 3, 4);
        Plot categorical =
                Plot.of("next word", "probability")
                        .bars("masses", WORDS, DIE)
                        .titled("categorical");
        Plot poisson =
                masses(Plot.of("times in 1000 words", ""), "masses", new Poisson(2), 8)
                        .titled("Poisson, λ = 2")
                        .xTicks(0, 2, 4, 6, 8);
        List<Plot> plots =
                Stream.of(bernoulli, binomial, categorical, poisson)
                        .map(plot ->
                                plot.yLimits(0, 0.9)
                                        .yTicks(0, 0.2, 0.4, 0.6, 0.8)
                                        .unlabeled("masses")
                                        .ink("masses", Ink.BLUE))
                        .toList();
        compare(
                "discrete-distributions.svg",
                Figure.grid("Four distributions that count", 2, plots.toArray(Plot[]::new)));
    }

    @Test
    void alphaParticles() throws IOException {
        int[] sample = CountsTest.sample("rutherford-geiger.csv");
        Poisson law = MaximumLikelihood.poisson(sample);
        double[] counts = numbers(15, k -> Arrays.stream(sample).filter(x -> x == k).count());
        Plot plot =
                Plot.of("particles in an interval", "number of intervals")
                        .columns("counted in 1910", numbers(16, k -> k - 0.5), counts)
                        .points(
                                "Poisson, λ = 3.87",
                                numbers(15, k -> k),
                                numbers(15, k -> sample.length * law.mass(k)))
                        .xTicks(0, 2, 4, 6, 8, 10, 12, 14)
                        .label("counted in 1910", 6.5, 250, Side.ABOVE_RIGHT)
                        .label("Poisson, λ = 3.87", 5, 408, Side.ABOVE_RIGHT);
        compare("rutherford-geiger.svg", Figure.of("Alpha particles and Poisson", plot));
    }

    @Test
    void densities() throws IOException {
        ContinuousDistribution exponential = new Exponential(1);
        ContinuousDistribution laplace = new Laplace(0, Math.sqrt(0.5));
        Plot left =
                Plot.of("x", "density")
                        .line(
                                "uniform",
                                new double[] {-1, 0, 0, 2, 2, 4},
                                new double[] {0, 0, 0.5, 0.5, 0, 0})
                        .curve("exponential", exponential::density, 0, 4)
                        .label("uniform", 1.3, 0.5, Side.ABOVE_RIGHT)
                        .label("exponential", 0.3, 0.8, Side.ABOVE_RIGHT)
                        .xTicks(-1, 0, 1, 2, 3, 4)
                        .xLimits(-1.3, 4)
                        .yLimits(0, 1.05);
        Plot right =
                Plot.of("x", "")
                        .curve("normal", Normal.STANDARD::density, -4, 4)
                        .curve("Laplace", laplace::density, -4, 4)
                        .label("normal", 1, 0.26, Side.ABOVE_RIGHT)
                        .label("Laplace", 0.1, 0.66, Side.RIGHT)
                        .xLimits(-4.4, 4)
                        .xTicks(-4, -2, 0, 2, 4)
                        .yLimits(0, 1.05);
        compare("densities.svg", Figure.row("Four densities", left, right));
    }

    @Test
    void cumulative() throws IOException {
        Categorical die = new Categorical(DIE);
        double q = die.quantile(0.7);
        Plot steps =
                Plot.of("number of the word", "F(x)")
                        .titled("the die")
                        .line(
                                "F",
                                new double[] {-1, 0, 0, 1, 1, 2, 2, 3},
                                new double[] {
                                    0, 0, die.cdf(0), die.cdf(0), die.cdf(1), die.cdf(1), 1, 1
                                })
                        .line("0.7", new double[] {-1, q, q}, new double[] {0.7, 0.7, 0})
                        .label("F", 2.4, 1, Side.BELOW)
                        .label("0.7", -0.9, 0.7, Side.ABOVE_RIGHT)
                        .dashed("0.7")
                        .xTicks(0, 1, 2)
                        .yLimits(0, 1.02);
        double x = Normal.STANDARD.quantile(0.975);
        Plot smooth =
                Plot.of("x", "")
                        .titled("standard normal")
                        .curve("F", Normal.STANDARD::cdf, -3.5, 3.5)
                        .line("0.7", new double[] {-3.5, x, x}, new double[] {0.975, 0.975, 0})
                        .unlabeled("F")
                        .unlabeled("0.7")
                        .text("0.7", "0.975", -3.4, 0.975, Side.BELOW_RIGHT)
                        .text("0.7", "1.96", x, 0.2, Side.LEFT)
                        .dashed("0.7")
                        .yLimits(0, 1.02);
        compare("cumulative.svg", Figure.row("Cumulative functions and quantiles", steps, smooth));
    }

    @Test
    void bivariateNormal() throws IOException {
        MultivariateNormal law =
                new MultivariateNormal(Vector.zeros(2), Matrix.of(2, 2, 1, 0.8, 0.8, 1));
        Normal known = law.given(0, 1).marginal(0);
        double h = Math.sqrt(0.5);
        Plot plot =
                Plot.of("first number", "second number")
                        .equal()
                        .xLimits(-3, 3)
                        .yLimits(-2.4, 2.4)
                        .contours(
                                "density",
                                (x, y) -> StrictMath.exp(law.logDensity(Vector.of(x, y))),
                                0.02,
                                0.1,
                                0.2)
                        .arrow("variance 1.8", 0, 0, 1.34 * h, 1.34 * h)
                        .arrow("variance 0.2", 0, 0, -0.45 * h, 0.45 * h)
                        .line(
                                "second, if the first is 1",
                                numbers(61, i -> 1 + 0.9 * known.density(-1.6 + 0.08 * i)),
                                numbers(61, i -> -1.6 + 0.08 * i))
                        .line(
                                "second, else",
                                numbers(
                                        61,
                                        i -> -3 + 0.9 * Normal.STANDARD.density(-2.4 + 0.08 * i)),
                                numbers(61, i -> -2.4 + 0.08 * i))
                        .upright("first = 1", 1)
                        .unlabeled("second, if the first is 1", "variance 0.2", "variance 1.8")
                        .unlabeled("second, else")
                        .ink("second, else", Ink.GRAY)
                        .text("second number,\nbefore", -2.5, 0.75, Side.RIGHT)
                        .text(
                                "second, if the first is 1",
                                "second, if\nthe first is 1",
                                1.7,
                                0.1,
                                Side.BELOW_RIGHT)
                        .text("variance 0.2", "variance 0.2", -0.6, 1.5, Side.LEFT)
                        .text("variance 1.8", "variance 1.8", 0.7, 2.1, Side.LEFT)
                        .size(560, 440);
        compare("bivariate-normal.svg", Figure.of("Two numbers that vary together", plot));
    }

    @Test
    void funnel() throws IOException {
        Plot plot = Plot.of("throws", "share of mat").logX().yLimits(0, 1);
        int[] at =
                IntStream.rangeClosed(0, 32)
                        .map(i -> (int) Math.rint(StrictMath.pow(10, i / 8.0)))
                        .distinct()
                        .toArray();
        for (int run = 0; run < 12; run++) {
            Philox philox = Philox.of(run).split("funnel");
            double[] share = new double[at.length];
            int mats = 0;
            int next = 0;
            for (int n = 1; n <= at[at.length - 1]; n++) {
                mats += philox.uniform(0, n) < 0.5 ? 1 : 0;
                if (next < at.length && n == at[next]) {
                    share[next++] = (double) mats / n;
                }
            }
            plot =
                    plot.line("run " + run, numbers(at.length, i -> at[i]), share)
                            .unlabeled("run " + run)
                            .ink("run " + run, Ink.BLUE)
                            .solid("run " + run)
                            .thin("run " + run);
        }
        plot =
                plot.curve("½ ± 1/√n", n -> 0.5 + 1 / Math.sqrt(n), 4, 10_000)
                        .curve("below", n -> 0.5 - 1 / Math.sqrt(n), 4, 10_000)
                        .ink("½ ± 1/√n", Ink.BLACK)
                        .ink("below", Ink.BLACK)
                        .dashed("½ ± 1/√n")
                        .dashed("below")
                        .unlabeled("below")
                        .label("½ ± 1/√n", 40, 0.67, Side.ABOVE_RIGHT);
        compare("funnel.svg", Figure.of("Shares settle", plot));
    }

    /// Points for a word, and sums of 2, 4 and 16 of them, each scaled to standard deviation 1, with the normal density.
    @Test
    void sumsBecomeNormal() throws IOException {
        double[] points = {1 / 2.0, 1 / 3.0, 0, 1 / 6.0};
        Categorical law = new Categorical(points);
        Plot[] plots = new Plot[4];
        int[] sums = {1, 2, 4, 16};
        for (int row = 0; row < 4; row++) {
            int n = sums[row];
            double std = Math.sqrt(n * law.variance());
            double[] masses = Convolution.power(points, n);
            int first = (int) Math.max(0, Math.ceil(n * law.mean() - 3.2 * std));
            int last = (int) Math.min(masses.length - 1, Math.floor(n * law.mean() + 3.2 * std));
            plots[row] =
                    Plot.of(row < 2 ? " " : "standard deviations", row % 2 == 0 ? "density" : "")
                            .titled(n == 1 ? "one throw" : n + " throws")
                            .columns(
                                    "sums",
                                    numbers(
                                            last - first + 2,
                                            i -> (first + i - 0.5 - n * law.mean()) / std),
                                    numbers(last - first + 1, i -> masses[first + i] * std))
                            .curve("normal", Normal.STANDARD::density, -3.5, 3.5)
                            .unlabeled("sums")
                            .unlabeled("normal")
                            .xLimits(-3.5, 3.5)
                            .yLimits(0, 0.6);
        }
        plots[0] = plots[0].text("normal", "normal", 0.7, 0.42, Side.ABOVE_RIGHT);
        compare("central-limit.svg", Figure.grid("Sums become normal", 2, plots));
    }

    @Test
    void aliasTable() throws IOException {
        Box sofa = new Box("sofa", 1, 1.96, 0, 1);
        Box moon = new Box("moon", 2, 2.96, 0, 0.5);
        Plot left = Plot.of("column", "height").titled("probabilities times 3");
        Plot right = Plot.of("column", "").titled("the table");
        left = boxes(left, new Box("mat", 0, 0.96, 0, 1.5), sofa, moon);
        right =
                boxes(
                                right,
                                new Box("mat", 0, 0.96, 0, 1),
                                sofa,
                                moon,
                                new Box("mat", 2, 2.96, 0.5, 1))
                        .text("mat", "mat", 2.48, 0.75, Side.CENTER);
        Plot[] plots =
                Stream.of(left, right)
                        .map(plot ->
                                plot.xLimits(-0.1, 3.1)
                                        .yLimits(0, 1.6)
                                        .yTicks(0, 0.5, 1, 1.5)
                                        .xLabels(List.of("0", "1", "2"), 0.48, 1.48, 2.48)
                                        .segment("full", -0.1, 1, 3.1, 1)
                                        .ink("full", Ink.BLACK)
                                        .dashed("full")
                                        .unlabeled("full")
                                        .text("mat", "mat", 0.48, 0.5, Side.CENTER)
                                        .text("sofa", "sofa", 1.48, 0.5, Side.CENTER)
                                        .text("moon", "moon", 2.48, 0.25, Side.CENTER))
                        .toArray(Plot[]::new);
        compare("alias-table.svg", Figure.row("An alias table for the die", plots));
    }

    @Test
    void likelihood() throws IOException {
        Plot plot =
                Plot.of("probability of mat", "likelihood × 1000")
                        .curve(
                                "3 mat, 2 sofa, 1 moon",
                                p ->
                                        1000
                                                * StrictMath.pow(p, 3)
                                                * StrictMath.pow((1 - p) * 2 / 3, 2)
                                                * (1 - p)
                                                / 3,
                                0,
                                1)
                        .unlabeled("3 mat, 2 sofa, 1 moon")
                        .point("largest", 0.5, 1000 / 432.0)
                        .label("largest", 0.5, 1000 / 432.0, Side.ABOVE)
                        .text("largest", "1/432 = 0.0023", 0.5, 1.1, Side.BELOW)
                        .yLimits(0, 2.7);
        compare("likelihood.svg", Figure.of("The likelihood of six words", plot));
    }

    @Test
    void theTangentOfTheLogarithm() throws IOException {
        Plot plot =
                Plot.of("x", "value")
                        .origin()
                        .curve("log x", StrictMath::log, 0.05, 3)
                        .curve("x − 1", x -> x - 1, 0, 3)
                        .point("both 0", 1, 0)
                        .ink("both 0", Ink.BLACK)
                        .unlabeled("both 0")
                        .yLimits(-3, 2.2)
                        .xLimits(0, 3.4)
                        .labelAtEnd("log x", "x − 1")
                        .size(560, 300);
        compare("logarithm-tangent.svg", Figure.of("The logarithm under its tangent", plot));
    }

    @Test
    void oneStepOfLearning() throws IOException {
        double[] z = {Math.log(3), Math.log(2), 0};
        double[] gradient = CrossEntropy.gradient(z, new double[] {0, 1, 0});
        double[] moved = numbers(3, i -> z[i] - gradient[i]);
        Plot plot =
                Plot.of("next word", "probability")
                        .yLimits(0, 1.05)
                        .bars("before", WORDS, Softmax.of(z))
                        .bars("after one step", WORDS, Softmax.of(moved))
                        .bars("target", WORDS, 0, 1, 0)
                        .size(560, 320);
        compare("one-step.svg", Figure.of("One step of learning", plot));
    }

    /// The score of the right word against another word of score 0.
    @Test
    void twoLosses() throws IOException {
        Plot plot =
                Plot.of("score of the right word (the other has 0)", "loss")
                        .curve("cross-entropy", s -> CrossEntropy.of(new double[] {s, 0}, 0), -6, 6)
                        .curve(
                                "squared error",
                                s -> 2 * StrictMath.pow(1 - Softmax.of(s, 0)[0], 2),
                                -6,
                                6)
                        .yLimits(0, 6.5)
                        .size(560, 320);
        compare("two-losses.svg", Figure.of("Losses of a wrong prediction", plot));
    }

    @Test
    void temperature() throws IOException {
        double[] z = {Math.log(3), Math.log(2), 0};
        Plot plot =
                Plot.of("next word", "probability")
                        .yLimits(0, 0.8)
                        .bars("T = ½", WORDS, Softmax.atTemperature(0.5, z))
                        .bars("T = 1", WORDS, Softmax.atTemperature(1, z))
                        .bars("T = 2", WORDS, Softmax.atTemperature(2, z));
        compare("three-temperatures.svg", Figure.of("Three temperatures", plot));
    }

    /// All sequences of four throws, m for *mat* and o for another word, above the number of mats in them.
    @Test
    void sixteenSequences() throws IOException {
        Plot plot = Plot.of("mats in four throws", "sequences");
        int[] stacked = new int[5];
        for (int mask = 0; mask < 16; mask++) {
            int mats = Integer.bitCount(mask);
            StringBuilder sequence = new StringBuilder();
            for (int i = 3; i >= 0; i--) {
                sequence.append((mask >> i & 1) == 1 ? 'm' : 'o');
            }
            double y = stacked[mats]++;
            plot =
                    boxes(plot, new Box("sequences", mats - 0.46, mats + 0.46, y + 0.04, y + 0.96))
                            .text(sequence.toString(), mats, y + 0.5, Side.CENTER);
        }
        compare(
                "sixteen-sequences.svg",
                Figure.of(
                        "Sixteen sequences of four throws",
                        plot.ink("sequences", Ink.BLUE)
                                .xLimits(-0.6, 4.6)
                                .yLimits(0, 6.3)
                                .xTicks(0, 1, 2, 3, 4)
                                .yTicks(0, 1, 4, 6)));
    }

    /// 120 normal points each, mixed from two independent ones; and the trap `Y = X²`.
    @Test
    void correlation() throws IOException {
        double[] correlations = {-0.9, 0, 0.8};
        Plot[] plots = new Plot[4];
        for (int c = 0; c < 3; c++) {
            double rho = correlations[c];
            Philox first = Philox.of(c).split("first");
            Philox second = Philox.of(c).split("second");
            plots[c] =
                    Plot.of(c == 2 ? "X" : " ", c == 1 ? "" : "Y")
                            .titled("correlation " + (c == 0 ? "−0.9" : c == 1 ? "0" : "0.8"))
                            .points(
                                    "points",
                                    numbers(120, i -> first.normal(0, i)),
                                    numbers(
                                            120,
                                            i ->
                                                    rho * first.normal(0, i)
                                                            + Math.sqrt(1 - rho * rho)
                                                                    * second.normal(0, i)))
                            .xLimits(-3.2, 3.2)
                            .yLimits(-3.2, 3.2);
        }
        plots[3] =
                Plot.of("X", "")
                        .titled("0 as well: Y = X²")
                        .curve("x²", x -> x * x, -1.6, 1.6)
                        .points("points", new double[] {-1, 0, 1}, new double[] {1, 0, 1})
                        .ink("x²", Ink.GRAY)
                        .unlabeled("x²")
                        .xLimits(-3.2, 3.2)
                        .yLimits(-3.2, 3.2);
        compare(
                "correlation.svg",
                Figure.grid(
                        "Covariance in pictures",
                        2,
                        Arrays.stream(plots)
                                .map(plot -> plot.unlabeled("points").ink("points", Ink.BLUE))
                                .toArray(Plot[]::new)));
    }

    /// Eight bars of a uniform number, and where squaring takes them: areas stay.
    @Test
    void aStretchedDensity() throws IOException {
        Plot left =
                Plot.of("U, uniform", "density")
                        .columns("bars", numbers(9, i -> i / 8.0), numbers(8, i -> 1))
                        .unlabeled("bars");
        Plot right =
                Plot.of("U²", "")
                        .columns(
                                "bars",
                                numbers(9, i -> i * i / 64.0),
                                numbers(8, i -> 1 / 8.0 / ((2 * i + 1) / 64.0)))
                        .curve("1/(2√y)", y -> 0.5 / Math.sqrt(y), 0.004, 1)
                        .unlabeled("bars")
                        .label("1/(2√y)", 0.12, 1.6, Side.ABOVE_RIGHT);
        compare(
                "stretched-density.svg",
                Figure.row(
                        "A density after squaring",
                        left.xLimits(0, 1).yLimits(0, 8.3).xTicks(0, 0.5, 1),
                        right.xLimits(0, 1).yLimits(0, 8.3).xTicks(0, 0.25, 0.5, 1)));
    }

    @Test
    void coinPosterior() throws IOException {
        Plot plot = Plot.of("probability of mat", "density of the belief").xLimits(0, 1);
        int[][] counts = {{0, 0}, {0, 6}, {3, 6}, {30, 60}};
        String[] names = {"before", "0 of 6", "3 of 6", "30 of 60"};
        for (int c = 0; c < 4; c++) {
            plot =
                    plot.curve(
                            names[c], new CoinPosterior(counts[c][0], counts[c][1])::density, 0, 1);
        }
        compare(
                "coin-posterior.svg",
                Figure.of(
                        "Beliefs about the probability of mat",
                        plot.yLimits(0, 7.5)
                                .label("before", 0.92, 1, Side.ABOVE)
                                .label("0 of 6", 0.06, 4.9, Side.RIGHT)
                                .label("3 of 6", 0.7, 1.35, Side.ABOVE_RIGHT)
                                .label("30 of 60", 0.57, 4.4, Side.RIGHT)));
    }

    @Test
    void coinEntropy() throws IOException {
        Plot plot =
                Plot.of("probability of heads", "entropy")
                        .curve("entropy", p -> Entropy.of(p, 1 - p), 0, 1)
                        .points(
                                "marked",
                                new double[] {1 / 6.0, 0.5},
                                new double[] {Entropy.of(1 / 6.0, 5 / 6.0), Entropy.of(0.5, 0.5)})
                        .unlabeled("entropy", "marked")
                        .ink("marked", Ink.BLACK)
                        .text("⅙: 0.451", 0.19, 0.44, Side.RIGHT)
                        .text("½: log 2 = 0.693", 0.5, 0.71, Side.ABOVE)
                        .yLimits(0, 0.85)
                        .size(560, 300);
        compare("coin-entropy.svg", Figure.of("The entropy of a coin", plot));
    }

    @Test
    void softMaximum() throws IOException {
        Plot plot =
                Plot.of("z", "value")
                        .curve("LSE(z, 0)", z -> LogSumExp.of(z, 0), -4, 4)
                        .line("larger of z and 0", new double[] {-4, 0, 4}, new double[] {0, 0, 4})
                        .label("LSE(z, 0)", -0.2, 0.9, Side.ABOVE_LEFT)
                        .label("larger of z and 0", 1.6, 1.2, Side.BELOW_RIGHT)
                        .yLimits(-0.3, 4.3)
                        .size(560, 320);
        compare("soft-maximum.svg", Figure.of("A soft maximum", plot));
    }

    @Test
    void brierParts() throws IOException {
        List<String> forecasts = List.of("always ½", "0.9 or 0.1", "0.8 or 0.2", "1 or 0");
        double[] miscalibration = {0, 0.1 * 0.1, 0, 0.2 * 0.2};
        double[] left = {0.25, 0.8 * 0.2, 0.8 * 0.2, 0.8 * 0.2};
        Plot plot = Plot.of("forecast", "Brier score").yLimits(0, 0.29).xLimits(-0.6, 3.6);
        for (int i = 0; i < 4; i++) {
            double whole = miscalibration[i] + left[i];
            plot =
                    boxes(
                                    plot,
                                    new Box(
                                            "what is left",
                                            i - 0.3,
                                            i + 0.3,
                                            miscalibration[i],
                                            whole),
                                    new Box(
                                            "miscalibration",
                                            i - 0.3,
                                            i + 0.3,
                                            0,
                                            miscalibration[i]))
                            .text(String.format(Locale.ROOT, "%.2f", whole), i, whole, Side.ABOVE);
        }
        compare(
                "brier-parts.svg",
                Figure.of(
                        "The Brier score in two parts",
                        plot.xLabels(forecasts, 0, 1, 2, 3)
                                .text(
                                        "what is left",
                                        "what is left\nof the variance",
                                        1,
                                        0.09,
                                        Side.CENTER)
                                .text("miscalibration", "miscalibration", 3, 0.02, Side.CENTER)
                                .size(560, 320)));
    }

    @Test
    void calibration() throws IOException {
        DigitsCalibrationTest.Scored test = DigitsCalibrationTest.scored(2);
        int warm = DigitsCalibrationTest.temperature();
        Plot plot =
                Plot.of("confidence", "share of right answers")
                        .segment("perfect", 0, 0, 1, 1)
                        .ink("perfect", Ink.GRAY)
                        .label("perfect", 0.15, 0.15, Side.ABOVE_LEFT)
                        .xLimits(-0.03, 1.1)
                        .yLimits(0, 1.05);
        for (int t : new int[] {1, warm}) {
            List<Bin> bins =
                    Calibration.of(test.confidences(t), test.right(), 10).bins().stream()
                            .filter(bin -> bin.count() >= 10)
                            .toList();
            plot =
                    plot.points(
                            "T = " + t,
                            bins.stream().mapToDouble(Bin::forecast).toArray(),
                            bins.stream().mapToDouble(Bin::share).toArray());
        }
        int sure = Calibration.of(test.confidences(1), test.right(), 10).bins().getLast().count();
        plot =
                plot.label("T = 1", 0.99, 0.88, Side.BELOW)
                        .label("T = " + warm, 0.76, 0.84, Side.ABOVE_LEFT)
                        .text("T = 1", sure + " images", 0.99, 0.8, Side.BELOW);
        compare("calibration.svg", Figure.of("Confidence and truth", plot));
    }
}
