package org.firstprinciples.mathfoundations.informationtheory;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.probability.Entropy;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The pictures of `information-theory.md` and its companions. With `-Dpictures=write` they are written, otherwise compared.
class InformationTheoryPicturesTest {

    private static final double[] SHE = FourWordsTest.SHE;
    private static final double[] HE = FourWordsTest.HE;

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }

    @Test
    void surpriseFallsWithProbability() throws IOException {
        Plot plot =
                Plot.of("probability", "surprise in bits")
                        .curve("surprise", Surprise::bits, 0.02, 1)
                        .points("words", new double[] {0.5, 0.25, 0.125}, new double[] {1, 2, 3})
                        .unlabeled("surprise")
                        .unlabeled("words")
                        .text("ay", 0.5, 1, Side.ABOVE_RIGHT)
                        .text("no", 0.25, 2, Side.ABOVE_RIGHT)
                        .text("why, oh", 0.125, 3, Side.ABOVE_RIGHT)
                        .xTicks(0, 0.125, 0.25, 0.5, 1)
                        .xLimits(-0.04, 1.04)
                        .yLimits(-0.4, 6);
        compare("surprise.svg", Figure.of("Surprise over probability", plot));
    }

    @Test
    void theEntropyOfACoin() throws IOException {
        Plot plot =
                Plot.of("probability of heads", "entropy in bits")
                        .curve("entropy", p -> Entropy.bits(p, 1 - p), 0, 1)
                        .points(
                                "coins",
                                new double[] {0.01, 0.1, 0.5},
                                new double[] {Entropy.bits(0.01, 0.99), Entropy.bits(0.1, 0.9), 1})
                        .unlabeled("entropy")
                        .unlabeled("coins")
                        .text(rounded(Entropy.bits(0.1, 0.9)), 0.115, 0.469, Side.RIGHT)
                        .text(rounded(Entropy.bits(0.01, 0.99)), 0.025, 0.081, Side.RIGHT)
                        .text("1", 0.5, 0.96, Side.BELOW)
                        .xTicks(0, 0.1, 0.5, 0.9, 1)
                        .xLimits(-0.04, 1.04)
                        .yLimits(-0.08, 1.1);
        compare("binary-entropy.svg", Figure.of("The entropy of a coin", plot));
    }

    @Test
    void theBudgetOfCodewords() throws IOException {
        String[] words = {"ay", "no", "why", "oh"};
        List<String> codewords = PrefixCode.canonical(1, 2, 3, 3).codewords();
        Plot plot = Plot.diagram(560, 190);
        double left = 20;
        for (int i = 0; i < 4; i++) {
            double width = 520 * Math.scalb(1.0, -codewords.get(i).length());
            double right = left + width;
            plot =
                    plot.polygon(
                                    words[i],
                                    new double[] {left, right, right, left},
                                    new double[] {30, 30, 100, 100})
                            .unlabeled(words[i])
                            .text(codewords.get(i), left + width / 2, 52, Side.CENTER)
                            .text(words[i], left + width / 2, 80, Side.CENTER);
            left = right;
        }
        plot = plot.text("0", 20, 125, Side.CENTER).text("½", 280, 125, Side.CENTER);
        plot = plot.text("¾", 410, 125, Side.CENTER).text("⅞", 475, 125, Side.CENTER);
        plot = plot.text("1", 540, 125, Side.CENTER);
        for (int i = 0; i < 8; i++) {
            String name = "000".substring(Integer.toString(i, 2).length()) + Integer.toString(i, 2);
            double begin = 20 + 65 * i;
            plot =
                    plot.polygon(
                                    "piece " + name,
                                    new double[] {begin, begin + 65, begin + 65, begin},
                                    new double[] {145, 145, 175, 175})
                            .ink("piece " + name, Ink.GRAY)
                            .unlabeled("piece " + name)
                            .text(name, begin + 32.5, 160, Side.CENTER);
        }
        compare("kraft.svg", Figure.of("The budget of codewords", plot));
    }

    /// Nodes of [Huffman#join(long...)] for *to be or not to be*: the letters `␣otbern`, then what was joined.
    @Test
    void theTreeOfALine() throws IOException {
        int[] parent = Huffman.join(5, 4, 3, 2, 2, 1, 1);
        String[] words = {
            "space 5", "o 4", "t 3", "b 2", "e 2", "r 1", "n 1", "2", "4", "5", "8", "10", "18"
        };
        double[] x = {330, 60, 410, 130, 210, 465, 525, 495, 170, 452, 115, 391, 253};
        int[] depth = new int[13];
        for (int node = 11; node >= 0; node--) {
            depth[node] = depth[parent[node]] + 1;
        }
        String[] codeword = new String[13];
        codeword[12] = "";
        for (int node = 11; node >= 0; node--) {
            codeword[node] = codeword[parent[node]] + (x[node] < x[parent[node]] ? "0" : "1");
        }
        Plot plot = Plot.diagram(580, 410);
        for (int node = 0; node < 13; node++) {
            plot = plot.box("n" + node, words[node], x[node], 30 + 82 * depth[node]);
            plot =
                    node < 7
                            ? plot.text(codeword[node], x[node], 61 + 82 * depth[node], Side.CENTER)
                            : plot;
            plot = plot.ink("n" + node, node < 7 ? Ink.BLUE : Ink.GRAY);
        }
        for (int node = 0; node < 12; node++) {
            boolean left = x[node] < x[parent[node]];
            double middle = (x[node] + x[parent[node]]) / 2;
            plot =
                    plot.link("n" + parent[node], "n" + node)
                            .text(
                                    left ? "0" : "1",
                                    middle + (left ? -14 : 14),
                                    30 + 82 * (depth[node] - 0.5),
                                    Side.CENTER);
        }
        compare("huffman.svg", Figure.of("Huffman's tree for a line of Hamlet", plot));
    }

    private static Plot bar(Plot plot, String name, double from, double to, double y) {
        return plot.polygon(
                        name,
                        new double[] {from, to, to, from},
                        new double[] {y - 0.3, y - 0.3, y + 0.3, y + 0.3})
                .unlabeled(name);
    }

    @Test
    void theCostOfAWrongBelief() throws IOException {
        double entropy = Entropy.bits(SHE);
        double cross = PrefixCode.canonical(ShannonCode.lengths(HE)).meanLength(SHE);
        Plot plot = Plot.of("bits per word", "code");
        plot = bar(plot, "entropy", 0, entropy, 1);
        plot = bar(plot, "entropy", 0, entropy, 0);
        plot = bar(plot, "divergence", entropy, cross, 0);
        plot =
                plot.text("what she has to tell", entropy / 2, 1, Side.CENTER)
                        .text("what she has to tell", entropy / 2, 0, Side.CENTER)
                        .text("divergence", (entropy + cross) / 2, 0.3, Side.ABOVE)
                        .yLabels(List.of("his", "hers"), 0, 1)
                        .xTicks(0, 0.5, 1, 1.5, 1.75, 2.25)
                        .xLimits(0, 2.6)
                        .yLimits(-0.5, 1.5)
                        .size(560, 240);
        compare("wrong-belief.svg", Figure.of("What a wrong belief costs", plot));
    }

    /// Gradient descent on his logits, with the gradient `q − p`: the average surprise over the steps.
    @Test
    void trainingRemovesTheDivergence() throws IOException {
        double[] z = Arrays.stream(HE).map(StrictMath::log).toArray();
        int steps = 30;
        double[] step = new double[steps + 1];
        double[] loss = new double[steps + 1];
        double[] zero = new double[steps + 1];
        double[] entropy = new double[steps + 1];
        for (int t = 0; t <= steps; t++) {
            double[] q = Softmax.of(z);
            step[t] = t;
            loss[t] = Divergence.crossEntropy(SHE, q) / Entropy.LN_2;
            entropy[t] = Entropy.bits(SHE);
            for (int i = 0; i < z.length; i++) {
                z[i] -= (q[i] - SHE[i]) / 4;
            }
        }
        Plot plot =
                Plot.of("steps of training", "loss in bits per word")
                        .band("entropy", step, zero, entropy)
                        .band("divergence", step, entropy, loss)
                        .line("loss", step, loss)
                        .unlabeled("entropy")
                        .unlabeled("divergence")
                        .label("loss", 3, 2.2, Side.RIGHT)
                        .text("divergence: shrinks", 8, 2.06, Side.RIGHT)
                        .text("entropy 1.75: stays", 15, 0.9, Side.CENTER)
                        .xLimits(0, steps)
                        .yLimits(0, 2.5);
        compare("loss-parts.svg", Figure.of("The two parts of a loss", plot));
    }

    private static double bell(double x, double mu, double sigma) {
        double z = (x - mu) / sigma;
        return StrictMath.exp(-z * z / 2) / (sigma * StrictMath.sqrt(2 * Math.PI));
    }

    @Test
    void forwardAndReverse() throws IOException {
        Plot plot =
                Plot.of("x", "density")
                        .curve("truth", x -> (bell(x, -3, 1) + bell(x, 3, 1)) / 2, -8, 8)
                        .curve("forward fit", x -> bell(x, 0, StrictMath.sqrt(10)), -8, 8)
                        .curve("reverse fit", x -> bell(x, 2.98, 1.02), -8, 8)
                        .label("truth", -3, 0.2, Side.ABOVE)
                        .label("forward fit", -6.5, 0.05, Side.ABOVE)
                        .label("reverse fit", 3.8, 0.3, Side.RIGHT)
                        .xLimits(-8.5, 8.5)
                        .yLimits(-0.02, 0.45);
        compare("two-bumps.svg", Figure.of("Forward and reverse fit of two bumps", plot));
    }

    @Test
    void whatTwoVariablesShare() throws IOException {
        JointDistribution moods = FourWordsTest.moods();
        double ofMood = Entropy.bits(moods.marginalX());
        double both = moods.entropy() / Entropy.LN_2;
        double shared = moods.mutualInformation() / Entropy.LN_2;
        Plot plot = Plot.of("bits", "variable");
        plot = bar(plot, "mood", 0, ofMood, 1);
        plot = bar(plot, "word", ofMood - shared, both, 0);
        plot =
                plot.segment("from", ofMood - shared, -0.3, ofMood - shared, 1.3)
                        .segment("to", ofMood, -0.3, ofMood, 1.3)
                        .ink("from", Ink.BLACK)
                        .ink("to", Ink.BLACK)
                        .unlabeled("from")
                        .unlabeled("to")
                        .text("only mood\n" + rounded(ofMood - shared), 0.29, 1.4, Side.ABOVE)
                        .text("shared\n" + rounded(shared), 0.86, 1.4, Side.ABOVE)
                        .text("only word " + rounded(both - ofMood), 1.7, 0.55, Side.ABOVE)
                        .yLabels(
                                List.of(
                                        "word Y, " + rounded(both - ofMood + shared),
                                        "mood X, " + rounded(ofMood)),
                                0,
                                1)
                        .xTicks(0, 0.656, 1, 1.5, 2, 2.406)
                        .xLimits(0, 2.6)
                        .yLimits(-0.5, 2.3)
                        .size(640, 290);
        compare("mutual-information.svg", Figure.of("What mood and word share", plot));
    }

    @Test
    void eachStepKeepsOrLoses() throws IOException {
        JointDistribution moods = FourWordsTest.moods();
        double[][] door = {{1, 0}, {0, 1}, {0, 1}, {0, 1}};
        Channel words = Channel.of(moods.conditional(0), moods.conditional(1));
        JointDistribution heard = words.then(Channel.of(door)).joint(0.5, 0.5);
        double[] bits = {
            heard.mutualInformation() / Entropy.LN_2,
            moods.mutualInformation() / Entropy.LN_2,
            Entropy.bits(moods.marginalX())
        };
        Plot plot = Plot.of("bits about the mood", "known");
        for (int i = 0; i < 3; i++) {
            plot = bar(plot, "bar " + i, 0, bits[i], i).ink("bar " + i, Ink.BLUE);
            plot = plot.text(rounded(bits[i]), bits[i], i, Side.RIGHT);
        }
        plot =
                plot.yLabels(List.of("heard Z", "word Y", "mood X"), 0, 1, 2)
                        .xTicks(0, 0.25, 0.5, 0.75, 1)
                        .xLimits(0, 1.15)
                        .yLimits(-0.5, 2.5)
                        .size(560, 260);
        compare("data-processing.svg", Figure.of("Processing keeps or loses", plot));
    }

    @Test
    void properScoresAreLowestAtTheTruth() throws IOException {
        double[] truth = {0.6, 0.4};
        Plot plot = Plot.of("forecast of the first outcome", "average cost");
        for (ScoringRule rule : ScoringRule.values()) {
            String name =
                    switch (rule) {
                        case LOGARITHMIC -> "logarithmic";
                        case BRIER -> "Brier";
                        case LINEAR -> "linear";
                    };
            double shift = rule == ScoringRule.LINEAR ? 1 : 0; // 1 − q instead of −q
            plot =
                    plot.curve(
                            name,
                            q -> shift + rule.expected(truth, new double[] {q, 1 - q}),
                            0.05,
                            rule == ScoringRule.LOGARITHMIC ? 0.98 : 1);
            double best = rule == ScoringRule.LINEAR ? 1 : 0.6;
            plot =
                    plot.points(
                            name,
                            new double[] {best},
                            new double[] {
                                shift + rule.expected(truth, new double[] {best, 1 - best})
                            });
        }
        plot = plot.labelAtEnd().upright("truth", 0.6).xLimits(0, 1).yLimits(0.3, 1.6);
        compare("proper.svg", Figure.of("Proper scores", plot));
    }

    @Test
    void theBellLeavesTheMostOpen() throws IOException {
        double half = StrictMath.sqrt(3);
        double root2 = StrictMath.sqrt(2);
        Plot plot =
                Plot.of("x", "density")
                        .line(
                                "constant " + rounded(DifferentialEntropy.uniform(2 * half)),
                                new double[] {-4, -half, -half, half, half, 4},
                                new double[] {0, 0, 0.5 / half, 0.5 / half, 0, 0})
                        .curve(
                                "Laplace " + rounded(DifferentialEntropy.laplace(1 / root2)),
                                x -> StrictMath.exp(-root2 * Math.abs(x)) / root2,
                                -4,
                                4)
                        .curve(
                                "normal " + rounded(DifferentialEntropy.normal(1)),
                                x -> bell(x, 0, 1),
                                -4,
                                4)
                        .label("constant 1.242", -half, 0.28, Side.LEFT)
                        .label("Laplace 1.347", 0.1, 0.64, Side.RIGHT)
                        .label("normal 1.419", 0.9, 0.34, Side.RIGHT)
                        .xLimits(-4.3, 4.3)
                        .yLimits(-0.04, 0.75);
        compare("most-uncertain.svg", Figure.of("Three densities of variance 1", plot));
    }

    @Test
    void hotterIsMoreUncertain() throws IOException {
        double[] z = Arrays.stream(SHE).map(StrictMath::log).toArray();
        double[] t = {0.5, 1, 2};
        double[] h = Arrays.stream(t).map(s -> Entropy.bits(Softmax.atTemperature(s, z))).toArray();
        Plot plot =
                Plot.of("temperature", "entropy in bits")
                        .curve("entropy", s -> Entropy.bits(Softmax.atTemperature(s, z)), 0.05, 5)
                        .points("three", t, h)
                        .unlabeled("entropy")
                        .unlabeled("three")
                        .level("four equally likely words", 2)
                        .text(rounded(h[0]), 0.6, h[0], Side.RIGHT)
                        .text(rounded(h[1]), 1.08, h[1], Side.BELOW_RIGHT)
                        .text(rounded(h[2]), 2.05, h[2] - 0.04, Side.BELOW_RIGHT)
                        .xLimits(-0.2, 5.2)
                        .yLimits(-0.15, 2.3);
        compare("temperature.svg", Figure.of("Entropy over temperature", plot));
    }

    @Test
    void smallSamplesLookRegular() throws IOException {
        double[] n = IntStream.rangeClosed(1, 64).asDoubleStream().toArray();
        double[] plugIn =
                Arrays.stream(n)
                        .map(m -> TemperatureTest.mean(SHE, (int) m) / Entropy.LN_2)
                        .toArray();
        double[] corrected =
                IntStream.range(0, n.length)
                        .mapToDouble(i -> plugIn[i] + 3 / (2 * n[i]) / Entropy.LN_2)
                        .toArray();
        Plot plot =
                Plot.of("number of words heard, doubled at each step", "average estimate in bits")
                        .logX()
                        .line("plug-in", n, plugIn)
                        .line("corrected", n, corrected)
                        .label("plug-in", 4, 1.13, Side.BELOW_RIGHT)
                        .label("corrected", 1, 2.2, Side.ABOVE_RIGHT)
                        .level("entropy 1.75", 1.75)
                        .xTicks(1, 2, 4, 8, 16, 32, 64)
                        .yLimits(-0.1, 2.6);
        compare("plug-in.svg", Figure.of("The bias of the plug-in estimate", plot));
    }

    @Test
    void shannonAndThePlays() throws IOException {
        String text = PrintedEnglishTest.withSpaces();
        double[] n = {0, 1, 2, 3};
        double[] plays = {
            StrictMath.log(27) / Entropy.LN_2,
            NGramEntropy.conditional(text, 1) / Entropy.LN_2,
            NGramEntropy.conditional(text, 2) / Entropy.LN_2,
            NGramEntropy.conditional(text, 3) / Entropy.LN_2
        };
        double[] shannon = {4.76, 4.03, 3.32, 3.1};
        Plot plot =
                Plot.of("n, the length of the blocks counted", "Fₙ in bits per character")
                        .line("the plays", n, plays)
                        .points("the plays", n, plays)
                        .line("Shannon 1951", n, shannon)
                        .points("Shannon 1951", n, shannon)
                        .labelAtEnd()
                        .xTicks(0, 1, 2, 3)
                        .yLimits(2, 5);
        compare("printed-english.svg", Figure.of("Printed English", plot));
    }

    /// Losses of the run of notebook 09 that is on record, on the last tenth of the plays.
    @Test
    void theGptAmongCounters() throws IOException {
        List<String> models = List.of("nothing", "single", "pairs", "threes", "GPT", "fives");
        double[] nats = {
            StrictMath.log(69),
            PrintedEnglishTest.ofNotebook09("unigram"),
            PrintedEnglishTest.ofNotebook09("bigram"),
            PrintedEnglishTest.ofNotebook09("trigram"),
            PrintedEnglishTest.ofNotebook09("validation"),
            PrintedEnglishTest.ofNotebook09("five-gram")
        };
        double[] bits = Arrays.stream(nats).map(x -> x / Entropy.LN_2).toArray();
        Plot plot =
                Plot.of("what the model knows or counts", "bits per character")
                        .xLabels(models, 0, 1, 2, 3, 4, 5);
        for (int i = 0; i < bits.length; i++) {
            String series = "GPT".equals(models.get(i)) ? "ours" : "others";
            plot =
                    plot.polygon(
                                    series,
                                    new double[] {i - 0.35, i + 0.35, i + 0.35, i - 0.35},
                                    new double[] {0, 0, bits[i], bits[i]})
                            .unlabeled(series);
        }
        for (int i = 0; i < bits.length; i++) {
            plot = plot.text(String.format(Locale.ROOT, "%.2f", bits[i]), i, bits[i], Side.ABOVE);
        }
        compare("gpt-bits.svg", Figure.of("Bits per character", plot.yLimits(0, 7)));
    }

    @Test
    void twoBoundsOfTotalVariation() throws IOException {
        double[] x = new double[23 * 23];
        double[] y = new double[23 * 23];
        for (int i = 0; i < 23; i++) {
            for (int j = 0; j < 23; j++) {
                double[] p = {(i + 1) / 24.0, 1 - (i + 1) / 24.0};
                double[] q = {(j + 1) / 24.0, 1 - (j + 1) / 24.0};
                x[23 * i + j] = Divergence.kl(p, q);
                y[23 * i + j] = Divergence.totalVariation(p, q);
            }
        }
        Plot plot =
                Plot.of("divergence in nats", "total variation")
                        .points("pairs of coins", x, y)
                        .ink("pairs of coins", Ink.GRAY)
                        .curve("Pinsker", d -> StrictMath.sqrt(d / 2), 0, 2.4)
                        .curve(
                                "Bretagnolle–Huber",
                                d -> StrictMath.sqrt(1 - StrictMath.exp(-d)),
                                0,
                                4)
                        .label("pairs of coins", 3, 0.3, Side.CENTER)
                        .label("Pinsker", 2.4, 1.09, Side.RIGHT)
                        .label("Bretagnolle–Huber", 2.6, 0.8, Side.RIGHT)
                        .xLimits(-0.15, 4.2)
                        .yLimits(-0.06, 1.2);
        compare("pinsker.svg", Figure.of("Total variation and divergence", plot));
    }

    @Test
    void longBlocksComeNearTheEntropy() throws IOException {
        double[] n = IntStream.rangeClosed(1, 8).asDoubleStream().toArray();
        double[] bits = Arrays.stream(n).map(m -> BlockCode.bitsPerSymbol((int) m, 9, 1)).toArray();
        double entropy = Entropy.bits(0.9, 0.1);
        Plot plot =
                Plot.of("length of the blocks", "bits per toss")
                        .line("Huffman's code", n, bits)
                        .points("Huffman's code", n, bits)
                        .curve("bound H + 1/n", m -> entropy + 1 / m, 1, 8)
                        .level("entropy 0.469", entropy)
                        .label("Huffman's code", 1.2, 0.8, Side.BELOW_LEFT)
                        .label("bound H + 1/n", 3.2, 0.82, Side.ABOVE_RIGHT)
                        .xTicks(1, 2, 3, 4, 5, 6, 7, 8)
                        .xLimits(-0.9, 8.4)
                        .yLimits(0, 1.6);
        compare("blocks.svg", Figure.of("Codes for blocks of tosses", plot));
    }

    @Test
    void moodWordSound() throws IOException {
        String[] words = {"ay", "no", "why", "oh"};
        double[][] given = {{0.75, 0.25, 0, 0}, {0.25, 0.25, 0.25, 0.25}};
        Plot plot = Plot.diagram(560, 330);
        String[] moods = {"calm", "excited"};
        for (int x = 0; x < 2; x++) {
            plot = plot.box(moods[x], moods[x], 70, 95 + 150 * x).ink(moods[x], Ink.BLUE);
        }
        for (int y = 0; y < 4; y++) {
            plot = plot.box(words[y], words[y], 300, 45 + 80 * y).ink(words[y], Ink.VERMILION);
        }
        plot = plot.box("heard", "ay", 500, 45).ink("heard", Ink.GREEN);
        plot = plot.box("not", "not ay", 500, 205).ink("not", Ink.GREEN);
        for (int x = 0; x < 2; x++) {
            for (int y = 0; y < 4; y++) {
                if (given[x][y] > 0) {
                    plot = plot.link(moods[x], words[y]);
                }
            }
        }
        for (int y = 0; y < 4; y++) {
            plot = plot.link(words[y], y == 0 ? "heard" : "not");
        }
        plot =
                plot.text("¾", 185, 58, Side.CENTER)
                        .text("¼", 215, 98, Side.CENTER)
                        .text("each ¼", 120, 298, Side.CENTER)
                        .text("mood X", 70, 12, Side.CENTER)
                        .text("word Y", 300, 12, Side.CENTER)
                        .text("sound Z", 500, 12, Side.CENTER);
        compare("channel.svg", Figure.of("From mood to word to sound", plot));
    }

    /// The divergence of the pair of mood and word, taken apart in both orders.
    @Test
    void twoOrdersOneSum() throws IOException {
        JointDistribution truth = FourWordsTest.moods();
        double[] half = {0.5, 0.5};
        double[] believed = {0.25, 0.75};
        double pair = Divergence.kl(half, believed) / Entropy.LN_2;
        double[] words = new double[4];
        for (int x = 0; x < 2; x++) {
            for (int y = 0; y < 4; y++) {
                words[y] += believed[x] * truth.conditional(x)[y];
            }
        }
        double word = Divergence.kl(SHE, words) / Entropy.LN_2;
        Plot plot = Plot.of("bits", "first");
        plot = bar(plot, "mood", 0, pair, 1);
        plot = bar(plot, "word", 0, word, 0);
        plot = bar(plot, "mood", word, pair, 0);
        plot =
                plot.text("mood " + rounded(pair), pair / 2, 1, Side.CENTER)
                        .text("word\n" + rounded(word), word / 2, 0, Side.CENTER)
                        .text(
                                "mood, word known\n" + rounded(pair - word),
                                (word + pair) / 2,
                                0,
                                Side.CENTER)
                        .text("word, mood known: 0", pair, 1, Side.RIGHT)
                        .yLabels(List.of("word", "mood"), 0, 1)
                        .xTicks(0, 0.05, 0.1, 0.15, 0.2)
                        .xLimits(0, 0.32)
                        .yLimits(-0.5, 1.5)
                        .size(560, 240);
        compare("divergence-parts.svg", Figure.of("Two orders, one sum", plot));
    }

    @Test
    void theSampleAndHerWords() throws IOException {
        List<String> words = List.of("ay", "no", "why", "oh");
        Plot plot =
                Plot.of("word", "probability")
                        .bars("she, p", words, SHE)
                        .bars("eight words, p̂", words, 5 / 8.0, 2 / 8.0, 0, 1 / 8.0)
                        .label("she, p", 1.8, 0.14, Side.ABOVE)
                        .label("eight words, p̂", 0.45, 0.6, Side.RIGHT)
                        .yLimits(0, 0.7);
        compare("eight-words.svg", Figure.of("Her words and a sample of them", plot));
    }

    @Test
    void oneBarForEachCharacter() throws IOException {
        double[] bits =
                Arrays.stream(new double[] {1 / 4.0, 1 / 8.0, 1 / 2.0, 1 / 4.0, 1 / 2.0})
                        .map(Surprise::bits)
                        .toArray();
        double average = Arrays.stream(bits).average().orElseThrow();
        Plot plot = Plot.of("character", "surprise in bits");
        for (int i = 0; i < bits.length; i++) {
            plot =
                    plot.polygon(
                                    "surprise",
                                    new double[] {i - 0.35, i + 0.35, i + 0.35, i - 0.35},
                                    new double[] {0, 0, bits[i], bits[i]})
                            .unlabeled("surprise");
        }
        plot =
                plot.level("average 1.8", average)
                        .xLabels(List.of("o", "h", "space", "n", "o"), 0, 1, 2, 3, 4)
                        .xLimits(-0.6, 5.6)
                        .yLimits(0, 3.4)
                        .size(560, 300);
        compare("five-characters.svg", Figure.of("Surprise of five characters", plot));
    }
}
