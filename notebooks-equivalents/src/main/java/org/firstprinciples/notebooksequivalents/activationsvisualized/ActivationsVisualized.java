package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Normal;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.activationfunctions.GaussianMoments;
import org.firstprinciples.neuralnetworks.activationfunctions.Initializer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.notebooksequivalents.Notebook;
import org.firstprinciples.notebooksequivalents.Session;
import org.firstprinciples.notebooksequivalents.digits.Digits;
import org.firstprinciples.notebooksequivalents.report.Bounds;
import org.firstprinciples.notebooksequivalents.report.Page;
import org.firstprinciples.notebooksequivalents.report.Spread;
import org.firstprinciples.notebooksequivalents.report.Table;
import org.firstprinciples.notebooksequivalents.terminal.Progress;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Notebook 03: what stands between the layers, what it does to signals and gradients, and how units die.
///
/// Longer than other classes, because a notebook is read from top to bottom and half of it is prose.
public final class ActivationsVisualized implements Notebook {

    /// How seldom chance alone may break a check: once in so many runs.
    private static final double RUNS = 1e9;

    /// All but the tanh form of GELU, which is so near to GELU that it would only stand there twice.
    private static final List<Activation> COMPARED =
            Arrays.stream(Activation.values()).filter(f -> f != Activation.GELU_TANH).toList();

    private static final double CENTRAL = 1e-4; // half the distance of a difference quotient
    private static final int TRAINING = 1200; // digits; so many are learned from
    private static final int VALIDATION = 297; // and so many choose a learning rate
    private static final int KILLED = 8; // units, by their bias
    private static final int KILLING_STEPS = 40;
    private static final int PROOF_STEPS = 200;

    @Override
    public String name() {
        return "03-activations-visualized";
    }

    @Override
    public String title() {
        return "Activations: shapes, saturation, dead units";
    }

    @Override
    public String summary() {
        return "What stands between the layers, what it does to signals and gradients, and how"
                + " units die, with a proof for each that did.";
    }

    @Override
    public void run(Session session) {
        long start = System.nanoTime();
        Page page = session.page();
        Config config = Config.of(session.options());
        Digits digits = Digits.all();
        gallery(page);
        List<Growth> stacks = signals(page, session, config, digits);
        otherGains(page, session, config, digits);
        gradients(page, config, stacks);
        saturation(page, session, config, digits);
        deadUnit(page, session, config, digits);
        deaths(page, session, config, digits);
        proof(page, session, digits);
        rescue(page, session, config, digits);
        geluForms(page, session, digits);
        accuracy(page, session, config, digits);
        next(page);
        page.metrics().put("seconds", Math.rint((System.nanoTime() - start) / 1e7) / 100);
    }

    /// A function to look at.
    private record Curve(String name, DoubleUnaryOperator value, DoubleUnaryOperator slope) {}

    private void gallery(Page page) {
        page.section("The gallery");
        page.text(
                """
                Which functions stand between layers, and what should one see in their curves?

                Two lines say it all. The *value* is what the next layer reads. The *slope* is what a gradient \
                is multiplied by on its way back: where the slope is near 0, nothing below learns. Look at the \
                slope first.
                """);
        List<Curve> curves = new ArrayList<>();
        curves.add(new Curve("step", x -> x > 0 ? 1 : 0, x -> 0));
        for (Activation f : Activation.values()) {
            curves.add(new Curve(name(f), f, f::derivative));
        }
        curves.add(new Curve("GELU, sigmoid form", SigmoidGelu::value, SigmoidGelu::derivative));
        double[] x = grid(-4, 4, 160); // (161)
        List<Plot> panels = new ArrayList<>();
        for (Curve curve : curves) {
            double[] value = Arrays.stream(x).map(curve.value()).toArray(); // (161)
            double[] slope = Arrays.stream(x).map(curve.slope()).toArray(); // (161)
            panels.add(
                    Plot.of("", "")
                            .titled(curve.name())
                            .line("value", x, value)
                            .line("slope", x, slope));
        }
        page.plots(
                panels,
                """
                Activations and their slopes from −4 to 4. The step of the perceptron has slope 0 on both sides: no \
                gradient gets through. Sigmoid and tanh flatten on both sides, the rectifiers on the left only, and \
                ReLU does so exactly. GELU and SiLU dip below 0, and their slope exceeds 1. The short forms of GELU can \
                hardly be told from it here; we come back to them.\
                """);
        Table table =
                Table.columns("activation", "least", "greatest", "steepest slope", "slope at −4");
        double[] wide = grid(-40, 40, 16_000); // (16001), 0.005 apart
        double steepestError = 0;
        double slopeError = 0;
        for (Activation f : Activation.values()) {
            double least =
                    Math.min(Arrays.stream(wide).map(f).min().orElseThrow(), infinite(f, -1));
            double greatest = infinite(f, 1);
            double steepest = Arrays.stream(wide).map(f::derivative).max().orElseThrow();
            steepestError = Math.max(steepestError, Math.abs(steepest - f.lipschitz()));
            for (double at : grid(-7.9975, 8.0025, 3_200)) { // never across the kink at 0
                double quotient =
                        (f.applyAsDouble(at + CENTRAL) - f.applyAsDouble(at - CENTRAL))
                                / (2 * CENTRAL);
                slopeError = Math.max(slopeError, Math.abs(quotient - f.derivative(at)));
            }
            table =
                    table.row(
                            name(f),
                            endpoint(least),
                            endpoint(greatest),
                            String.format(Locale.ROOT, "%.4f", steepest),
                            minus(String.format(Locale.ROOT, "%.5f", f.derivative(-4))));
        }
        page.table(table);
        page.aside(
                """
                The ranges come from the limits and a grid of 0.005 between −40 and 40. The slopes are derived in the document \
                *Activation functions*; here we hold them against difference quotients.
                """);
        page.check(
                "slopeError",
                slopeError,
                Bounds.atMost(
                        CENTRAL * CENTRAL,
                        "The quotient $\\frac{f(x+h)-f(x-h)}{2h}$ is off by $\\frac{h^2}6|f'''|$,"
                            + " and no third derivative here exceeds 2: with $h=10^{-4}$ that is a"
                            + " third of the bound, and rounding adds little."));
        page.check(
                "steepestError",
                steepestError,
                Bounds.atMost(
                        6.25e-6,
                        "The steepest slope on the grid against the known one: a grid of 0.005"
                                + " passes a top at most 0.0025 away, where the slope has lost less"
                                + " than $\\frac12\\cdot0.0025^2\\cdot2$."));
        page.code("gallery");
    }

    private List<Growth> signals(Page page, Session session, Config config, Digits digits) {
        page.section("How far does a signal get?");
        int n = config.width();
        int L = config.depth();
        page.text(
                """
                Stack %d layers of %d rectifiers and do not train them. Does the last layer still see the image?

                The images are handwritten digits, 8 by 8 pixels, from the UCI collection: 1,797 of them. We send \
                %d through, with no biases, and look at the standard deviation of what each layer puts \
                out, over units and images.

                A weight of variance $s^2$ makes of inputs $x$ a sum of variance $s^2\\lVert x\\rVert^2$, and a rectifier \
                keeps half of its square. So each layer multiplies the typical size of a signal by $s\\sqrt{n/2}$. \
                *He* takes $s^2=\\frac2n$ and keeps it. *Glorot*, also called Xavier, takes $\\frac2{n+n}=\\frac1n$ \
                and loses a factor $\\sqrt{\\frac12}$ in each layer. A deviation of 0.01, once a usual choice, \
                knows nothing of $n$.
                """,
                L, n, imagesSent(config));
        Philox random = Philox.of(session.options().seed()).split("stacks");
        Tensor images = LabeledImages.scaled(digits, imagesSent(config)); // (N,64)
        List<Growth> all =
                List.of(
                        Growth.of("He, normal", 1),
                        Growth.of("Glorot, uniform", StrictMath.sqrt(0.5)),
                        Growth.of("twice He's variance", StrictMath.sqrt(2)),
                        Growth.of("standard deviation 0.01", 0.01 * StrictMath.sqrt(n / 2.0)));
        Progress progress = new Progress(session.terminal(), "stacks", config.stacks());
        for (int i = 0; i < config.stacks(); i++) {
            Philox own = random.split("stack " + i);
            DeepStack he =
                    DeepStack.draw(Initializer.HE_NORMAL, Digits.PIXELS, n, L, own.split("he"));
            DeepStack glorot =
                    DeepStack.draw(
                            Initializer.GLOROT_UNIFORM, Digits.PIXELS, n, L, own.split("glorot"));
            DeepStack small = he.withStd(0.01, Initializer.HE_NORMAL);
            List<DeepStack> drawn = List.of(he, glorot, he.times(Math.sqrt(2)), small);
            for (int k = 0; k < all.size(); k++) {
                DeepStack.Pass pass =
                        drawn.get(k)
                                .pass(
                                        images,
                                        Activation.RELU.operation(),
                                        session.engine(),
                                        own.split("gradient"));
                all.get(k).add(pass);
            }
            progress.at(i + 1, "");
        }
        Plot plot = Plot.of("layer", "log₁₀ of the standard deviation");
        for (Growth growth : all) {
            plot = growth.drawn(plot, growth.signals());
        }
        page.plot(
                plot,
                """
                The standard deviation of what the layers put out, mean of the logarithms over %d random stacks; the \
                bands reach one standard deviation to either side. Straight lines: each layer multiplies by the \
                same factor.\
                """,
                config.stacks());
        Table table =
                Table.columns(
                        "weights", "factor per layer", "in theory", "after %s layers".formatted(L));
        for (Growth growth : all) {
            table =
                    table.row(
                            growth.name(),
                            four(growth.ofSignals()),
                            four(growth.theory()),
                            scientific(StrictMath.pow(growth.ofSignals(), L - 1.0)));
        }
        page.table(table);
        page.aside(
                """
                How near to theory must the factors be? The mean square of one layer, divided by that of the layer \
                before, has mean $s^2\\frac n2$ and the relative variance $\\frac5n$ (*Activation functions*, AC-09). The factor \
                is its root, so its logarithm scatters by $\\frac12\\sqrt{\\frac5n}$ and is lower by $\\frac5{4n}$ in the mean. \
                We average over %d layers and %d stacks. Six times the remaining scatter, plus the shift, is %.4f: \
                every factor must lie so near to theory, relatively. Chance alone breaks that in about 2 of $10^9$ runs.

                Why must the standard deviation depend on the width? At width %d a standard deviation of 0.01 is %.1f times too small for \
                rectifiers; at width %,d it would be right.
                """,
                L - 1,
                config.stacks(),
                tolerance(config),
                n,
                Setting.he(n) / 0.01,
                (int) Math.rint(2 / (0.01 * 0.01)));
        checkFactors(page, "signalFactor", config, all, Growth::ofSignals);
        page.code("signals");
        return all;
    }

    private static int imagesSent(Config config) {
        return config.width() / 8;
    }

    /// How far a factor may be from theory, relatively.
    private static double tolerance(Config config) {
        return Growth.tolerance(config.width(), config.depth(), config.stacks());
    }

    private static void checkFactors(
            Page page,
            String metric,
            Config config,
            List<Growth> all,
            ToDoubleFunction<Growth> factor) {
        List<String> names = List.of("He", "Glorot", "TwiceHe", "Small");
        for (int k = 0; k < all.size(); k++) {
            double theory = all.get(k).theory();
            page.check(
                    metric + names.get(k),
                    factor.applyAsDouble(all.get(k)),
                    Bounds.around(
                            theory,
                            tolerance(config) * theory,
                            String.format(
                                    Locale.ROOT,
                                    "$s\\sqrt{n/2}$, and to either side %.2f%% of it for chance.",
                                    100 * tolerance(config))));
        }
    }

    private void otherGains(Page page, Session session, Config config, Digits digits) {
        page.section("The same for the other activations");
        int n = config.width();
        int L = config.gainDepth();
        page.text(
                """
                He's 2 belongs to the rectifier. Is there a right number for every activation?

                For inputs of mean square 1 it is $\\frac1{\\mathbb E f(Z)^2}$ with $Z$ standard normal; its root \
                $g$ is called the *gain*. Whether the signal *stays* there is another question. If the mean square is \
                $q$ before a layer, then in a wide network it is

                $$q'=g^2\\,\\mathbb E f(\\sqrt q\\,Z)^2$$

                before the next. This map has a fixed point at $q=1$ for every $f$. Near it, an error of 1%% becomes one of \
                $\\chi$%%, with

                $$\\chi=\\frac{\\mathbb E f(Z)\\,f'(Z)\\,Z}{\\mathbb E f(Z)^2}.$$

                A rectifier has $\\chi=1$: any $q$ stays. Below 1 errors die out. Above 1 they grow from layer to layer.
                """);
        Philox random = Philox.of(session.options().seed()).split("gains");
        DeepStack he =
                DeepStack.draw(Initializer.HE_NORMAL, Digits.PIXELS, n, L, random.split("he"));
        Tensor images = LabeledImages.scaled(digits, imagesSent(config)); // (N,64)
        double[] layers = IntStream.rangeClosed(1, L).asDoubleStream().toArray(); // (L)
        List<Plot> panels = new ArrayList<>();
        Table table = Table.columns("activation", "gain", "error passed on, χ", "common part");
        for (Activation f : COMPARED) {
            double gain = GaussianMoments.gain(f);
            DeepStack stack = he.times(gain / Math.sqrt(2));
            DeepStack.Pass pass =
                    stack.pass(images, f.operation(), session.engine(), random.split("gradient"));
            double[] measured = Growth.logarithms(pass.before(), DeepStack::size); // (L)
            double[] theory = new double[L]; // (L)
            double q = gain * gain; // the first layer reads pixels of mean square 1
            for (int l = 0; l < L; l++) {
                theory[l] = StrictMath.log10(q) / 2;
                double root = Math.sqrt(q);
                q = gain * gain * GaussianMoments.meanSquare(z -> f.applyAsDouble(root * z));
            }
            panels.add(
                    Plot.of("layer", "")
                            .titled(name(f))
                            .line("wide-network theory", layers, theory)
                            .points("measured", layers, measured));
            double chi =
                    GaussianMoments.mean(z -> f.applyAsDouble(z) * f.derivative(z) * z)
                            / GaussianMoments.meanSquare(f);
            table = table.row(name(f), number(gain), number(chi), percent(common(f)));
            if (f == Activation.RELU) {
                page.check(
                        "errorPassedOnByRelu",
                        chi,
                        Bounds.around(
                                1,
                                1e-9,
                                "A rectifier does not bend: $f(z)=f'(z)\\,z$ everywhere, so both"
                                    + " integrals are the same, and each is right to $10^{-10}$."));
            }
        }
        page.plots(
                panels,
                """
                log₁₀ of the typical size of what goes into the activations of %d layers of %d units, each with \
                weights of its own gain; one stack for all. At this width each layer adds an error of a few per cent.\
                """,
                L,
                n);
        page.table(table);
        page.text(
                """
                Where χ is far below 1, the size comes back to 1 by itself. GELU and SiLU, with χ above 1, push it away, and in deep \
                networks need a norm to hold it.

                The last column is $(\\mathbb E f(Z))^2/\\mathbb E f(Z)^2$: which part of what a layer puts out is the same for all \
                inputs, being their mean. It does not tell one image from another. Remember the numbers of sigmoid and softplus for \
                the last experiment.
                """);
        page.code("otherGains", "common");
    }

    /// Which part of the mean square of an activation belongs to its mean.
    private static double common(Activation f) {
        double mean = GaussianMoments.mean(f);
        return mean * mean / GaussianMoments.meanSquare(f);
    }

    private void gradients(Page page, Config config, List<Growth> stacks) {
        page.section("How far does a gradient get?");
        page.text(
                """
                Learning runs the other way. What is left of a gradient when it comes down from layer %d?

                A gradient at a layer's output is multiplied by slopes, which for a rectifier are 0 or 1 and let \
                half of it pass, and by the transposed weights. That is $s\\sqrt{m/2}$ for $m$ outputs. Where all layers are \
                equally wide, $m=n$, and the same factor rules both ways: He's weights keep both, the others lose \
                both or explode both. We send a random gradient down the same stacks.
                """,
                config.depth());
        Plot plot = Plot.of("layer", "log₁₀ of the size of the gradient");
        for (Growth growth : stacks) {
            plot = growth.drawn(plot, growth.gradients());
        }
        page.plot(
                plot,
                """
                The root mean square of the gradient at the output of each layer, when it is 1 at the last. \
                Read it from right to left.\
                """);
        Table table = Table.columns("weights", "factor per layer, downwards", "in theory");
        for (Growth growth : stacks) {
            table = table.row(growth.name(), four(growth.ofGradients()), four(growth.theory()));
        }
        page.table(table);
        page.aside(
                """
                The bounds are those of the signals: a share of the gradient passes the rectifiers, with relative variance \
                $\\frac3n$, and $n$ squares of normal numbers add $\\frac2n$, together $\\frac5n$ again.
                """);
        checkFactors(page, "gradientFactor", config, stacks, Growth::ofGradients);
        page.code("gradients");
    }

    private void saturation(Page page, Session session, Config config, Digits digits) {
        page.section("Saturation");
        int n = config.width();
        page.text(
                """
                What does it look like when a squashing function gets inputs that are too large?

                We call a unit *saturated* on an image if its slope is below a hundredth of the steepest. For tanh \
                that is $|z|>%s$; for the sigmoid twice as much, $|z|>%s$. Ten layers, %d wide, three \
                starts: a standard deviation of 1, which is too large, *LeCun*'s $s^2=\\frac1n$, and 0.01, which is too small.
                """,
                number(new Saturation(Activation.TANH).threshold()),
                number(new Saturation(Activation.SIGMOID).threshold()),
                n);
        Philox random = Philox.of(session.options().seed()).split("saturation");
        Tensor images = LabeledImages.scaled(digits, imagesSent(config)); // (N,64)
        DeepStack lecun =
                DeepStack.draw(Initializer.LECUN_NORMAL, Digits.PIXELS, n, 10, random.split("w"));
        Map<String, DeepStack> starts = new LinkedHashMap<>();
        starts.put("too large", lecun.withStd(1, Initializer.LECUN_NORMAL));
        starts.put("LeCun", lecun);
        starts.put("too small", lecun.withStd(0.01, Initializer.LECUN_NORMAL));
        List<Plot> panels = new ArrayList<>();
        Table table =
                Table.columns(
                        "activation", "weights", "saturated: layer 1", "layer 10", "gradient left");
        for (Activation f : List.of(Activation.TANH, Activation.SIGMOID)) {
            for (Map.Entry<String, DeepStack> start : starts.entrySet()) {
                DeepStack.Pass pass =
                        start.getValue()
                                .pass(
                                        images,
                                        f.operation(),
                                        session.engine(),
                                        random.split("gradient"));
                Plot plot = Plot.of("value", "").titled(name(f) + ", " + start.getKey());
                for (int layer : new int[] {1, 2, 10}) {
                    Histogram histogram = Histogram.of(pass.after().get(layer - 1), -1, 1, 20);
                    plot = plot.line("layer " + layer, histogram.middles(), histogram.shares());
                }
                panels.add(plot);
                double left =
                        DeepStack.size(pass.gradients().getFirst())
                                / DeepStack.size(pass.gradients().getLast());
                table =
                        table.row(
                                name(f),
                                start.getKey(),
                                percent(new Saturation(f).share(pass.before().getFirst())),
                                percent(new Saturation(f).share(pass.before().getLast())),
                                scientific(left));
            }
        }
        page.plots(
                panels,
                """
                How the outputs of layers 1, 2 and 10 spread over twenty bins: the share of each bin over its \
                value. Too large weights drive tanh to both ends. Too small ones bring all units to the same \
                value, 0 for tanh and ½ for the sigmoid, and the image is gone. Between them lies a spread.\
                """);
        page.table(table);
        page.text(
                """
                The last column is what a gradient has left of its size on its way from layer 10 to layer 1.

                Too large weights do not make it vanish, as one often reads: most units pass nothing, but the few that pass it \
                multiply it by weights of size 1, $n$ at a time. It explodes, and belongs to hardly any unit. With LeCun's \
                weights tanh keeps a good part of it, and the sigmoid, whose slope is ¼ at best, next to nothing.

                The first layer can be computed by hand. Weights of standard deviation $s$ make of an image $x$ a normal \
                number of standard deviation $s\\lVert x\\rVert$, so a unit is saturated with probability \
                $2\\Phi(-c/(s\\lVert x\\rVert))$. With $s=\\frac12$ and images of mean square 1, \
                $\\lVert x\\rVert=8$.
                """);
        int units = 4096;
        DeepStack one =
                DeepStack.draw(
                                Initializer.LECUN_NORMAL,
                                Digits.PIXELS,
                                units,
                                1,
                                random.split("one"))
                        .times(4); // LeCun's standard deviation is 1/8
        DeepStack.Pass pass =
                one.pass(images, Activation.TANH.operation(), session.engine(), random);
        Saturation tanh = new Saturation(Activation.TANH);
        double expected = 2 * Normal.STANDARD.cdf(-tanh.threshold() / 4);
        page.check(
                "saturatedTanh",
                tanh.share(pass.before().getFirst()),
                Bounds.around(
                        expected,
                        chance(units),
                        String.format(
                                Locale.ROOT,
                                "$2\\Phi(-c/4)$, counted over %,d independent units: by Hoeffding's"
                                    + " inequality chance is further away in one of $10^9$ runs.",
                                units)));
        page.code("saturation");
    }

    /// How far the mean of `n` independent numbers in \[0,1] may be from what is expected (Hoeffding), and the empirical from the
    /// true distribution function everywhere (Dvoretzky, Kiefer and Wolfowitz, with Massart's constant).
    private static double chance(int n) {
        return Math.sqrt(StrictMath.log(2 * RUNS) / (2.0 * n));
    }

    private void deadUnit(Page page, Session session, Config config, Digits digits) {
        page.section("A dead rectifier");
        page.text(
                """
                A saturated unit learns slowly. A rectifier can do worse: when is it *dead*?

                A unit with weights $w$ and bias $b$ is dead on a set of inputs if $w\\cdot x+b\\le0$ for all of them. Then it puts \
                out 0 whatever comes, and its slope is 0 whatever comes. A negative bias helps to kill, but \
                a unit may be born dead.

                How likely is that? In general one has to count. There are sets for which one can compute it. Take the unit vectors \
                along $d$ axes, and $w$ standard normal, and the bias $-b$. Then $w\\cdot x$ is one of $d$ independent \
                standard normal numbers, and the unit is dead with probability

                $$P(\\text{dead})=\\Phi(b)^d.$$

                Add the opposites of all inputs, so that the set is symmetric, and it must be $|w_k|\\le b$ instead:

                $$P(\\text{dead})=(2\\Phi(b)-1)^d.$$

                Without a bias no unit is dead on a symmetric set, since $w\\cdot x$ and $-w\\cdot x$ cannot both be negative. Images are \
                the contrary of symmetric: no pixel is negative.
                """);
        Philox random = Philox.of(session.options().seed()).split("dead units");
        double[] b = grid(0, 3, 24); // (25)
        Plot plot = Plot.of("b, for a bias of −b", "probability to be dead");
        for (boolean opposites : new boolean[] {false, true}) {
            AxisToy toy = new AxisToy(4, opposites);
            double[] theory = Arrays.stream(b).map(toy::probability).toArray(); // (25)
            double[] counted =
                    Arrays.stream(b)
                            .map(v -> toy.share(v, config.units(), random.split("toy")))
                            .toArray(); // (25)
            String name = opposites ? "4 axes, both directions" : "4 axes";
            plot = plot.line(name, b, theory).points(name, b, counted);
            double furthest =
                    IntStream.range(0, b.length)
                            .mapToDouble(i -> Math.abs(theory[i] - counted[i]))
                            .max()
                            .orElseThrow();
            page.check(
                    opposites ? "deadOnSymmetricToy" : "deadOnToy",
                    furthest,
                    Bounds.atMost(
                            chance(config.units()),
                            String.format(
                                    Locale.ROOT,
                                    "The largest distance between formula and count over all $b$,"
                                        + " for %,d units. A unit dies at one $b$ and stays dead"
                                        + " above, so the counts are an empirical distribution"
                                        + " function, and the inequality of Dvoretzky, Kiefer and"
                                        + " Wolfowitz bounds all distances at once, but for one of"
                                        + " $10^9$ runs.",
                                    config.units())));
        }
        double[] onDigits = deadOnDigits(session, digits, b, random.split("digits")); // (25)
        page.plot(
                plot.line("the digits", b, onDigits),
                """
                Lines: the formulas. Points on them: counts over %,d random units. The third line has no formula: random \
                units on all digits, with $w\\cdot x$ scaled to a root mean square of 1.\
                """,
                config.units());
        page.text(
                """
                On the digits %s of the units are dead without any bias, and with a bias of −1 it is %s.

                So many images are as many chances to be positive, %,d of them. But they resemble each other: what is \
                negative for one is mostly negative for the next.
                """,
                percent(onDigits[0]), percent(onDigits[8]), digits.size());
        page.metrics().put("deadOnDigitsWithoutBias", onDigits[0]);
        page.code("deadUnit", "deadOnDigits");
    }

    /// Which part of random units with bias `−b` is dead on all digits, for each `b`.
    private static double[] deadOnDigits(
            Session session, Digits digits, double[] b, Philox random) {
        int units = 2048;
        Tensor images = LabeledImages.scaled(digits, digits.size()); // (N,64), mean square 1
        DeepStack stack = DeepStack.draw(Initializer.LECUN_NORMAL, Digits.PIXELS, units, 1, random);
        float[] sums =
                stack.pass(images, Activation.RELU.operation(), session.engine(), random)
                        .before()
                        .getFirst(); // (N,units)
        float[] largest = new float[units]; // (units)
        Arrays.fill(largest, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < sums.length; i++) {
            largest[i % units] = Math.max(largest[i % units], sums[i]);
        }
        return Arrays.stream(b)
                .map(v -> {
                    int dead = 0;
                    for (float most : largest) {
                        dead += most <= v ? 1 : 0;
                    }
                    return (double) dead / units;
                })
                .toArray();
    }

    private void deaths(Page page, Session session, Config config, Digits digits) {
        page.section("A high learning rate kills");
        int H = config.hidden();
        int steps = config.deathSteps();
        List<Double> rates = config.deathRates();
        page.text(
                """
                Units that are born alive can be killed. What does it take? One large step.

                A step on a batch with large errors moves all biases and weights at once. If it throws a unit so far that \
                $w\\cdot x+b\\le0$ for every image, no later gradient can bring it back. We train networks of two \
                hidden layers, %d rectifiers each, with He's weights and plain gradient descent in batches of %d of %,d digits. \
                Now and then we count which units are dead on all of these digits.
                """,
                H, Descent.BATCH, TRAINING);
        Digits training = digits.slice(0, TRAINING);
        Philox random = Philox.of(session.options().seed()).split("deaths");
        int every = Math.max(1, steps / 30);
        int points = steps / every;
        int repetitions = config.repetitions();
        List<List<Life>> lives = new ArrayList<>(); // by rate, repetition
        Progress progress = new Progress(session.terminal(), "deaths", rates.size());
        for (double rate : rates) {
            Setting setting = Setting.rectifiers(H, rate);
            lives.add(
                    Trials.run(
                            repetitions,
                            session.engine(),
                            (i, engine) ->
                                    Life.of(
                                            setting,
                                            training,
                                            points,
                                            every,
                                            engine,
                                            random.split("repetition " + i))));
            progress.at(lives.size(), "");
        }
        double[] x = IntStream.rangeClosed(0, points).mapToDouble(p -> p * every).toArray();
        Plot bySteps = Plot.of("training step", "dead in the first layer");
        for (int r = rates.size() - 4; r < rates.size(); r++) {
            double[] share = new double[points + 1]; // (points+1)
            for (Life life : lives.get(r)) {
                for (int p = 0; p <= points; p++) {
                    share[p] += life.censuses().get(p).count(0) / (double) H / repetitions;
                }
            }
            bySteps = bySteps.line("rate " + digits(rates.get(r)), x, share);
        }
        page.plot(
                bySteps,
                """
                Which part of the first layer is dead, mean over %d trainings. High rates kill early, while errors are \
                large. No line falls, anywhere.\
                """,
                repetitions);
        Table table =
                Table.columns(
                        "learning rate", "dead, layer 1", "dead, layer 2", "± standard error");
        List<Spread> dead = new ArrayList<>(); // by rate
        for (int r = 0; r < rates.size(); r++) {
            List<Life> same = lives.get(r);
            dead.add(Spread.of(same.stream().mapToDouble(l -> l.end().share()).toArray()));
            table =
                    table.row(
                            digits(rates.get(r)),
                            percent(meanCount(same, 0) / H),
                            percent(meanCount(same, 1) / H),
                            percent(dead.getLast().error()));
        }
        page.plot(
                withErrors(
                        Plot.of("learning rate", "dead in both layers").logX(),
                        "dead",
                        rates,
                        dead),
                """
                Dead units after %d steps, with standard errors over %d trainings. Between a rate at which \
                hardly any unit dies and one at which nearly all do there are only a few doublings.\
                """,
                steps,
                repetitions);
        page.table(table);
        page.text(
                """
                In the second layer things are different. There %d times of %d a unit that was off at one count was on \
                at the next.

                It did not move: its own weights got no gradient. The first layer moved, and with it what the \
                unit reads. So *dead* is a word for the layer whose inputs do not change; elsewhere it means \
                dead until something below stirs. With most of the first layer dead, little does.
                """,
                lives.stream().flatMap(List::stream).mapToInt(l -> l.timesBack(1)).sum(),
                lives.stream().flatMap(List::stream).mapToInt(l -> l.timesOff(1)).sum());
        page.check(
                "deadInFirstLayerStayDead",
                lives.stream().flatMap(List::stream).allMatch(l -> l.timesBack(0) == 0),
                "In %s trainings, no unit of the first layer that was dead at one count was alive at the next."
                        .formatted(rates.size() * repetitions));
        page.metrics().put("deadAtLowestRate", dead.getFirst().mean());
        checkOfWholeRun(
                page,
                session,
                "deadAtHighestRate",
                dead.getLast().mean(),
                Bounds.atLeast(
                        StrictMath.nextUp(dead.getFirst().mean()),
                        "More than at the lowest rate: large steps kill."));
        page.code("deaths");
    }

    private static double meanCount(List<Life> lives, int layer) {
        return lives.stream().mapToInt(l -> l.end().count(layer)).average().orElseThrow();
    }

    /// The plot with one more line: means with their standard errors.
    private static Plot withErrors(Plot plot, String name, List<Double> x, List<Spread> y) {
        double[] at = array(x); // (n)
        double[] mean = y.stream().mapToDouble(Spread::mean).toArray(); // (n)
        double[] low = y.stream().mapToDouble(s -> s.mean() - s.error()).toArray(); // (n)
        double[] high = y.stream().mapToDouble(s -> s.mean() + s.error()).toArray(); // (n)
        return plot.line(name, at, mean).errorBars(name, at, low, high).points(name, at, mean);
    }

    private void proof(Page page, Session session, Digits digits) {
        page.section("Dead is dead: a proof for each unit");
        page.text(
                """
                To count zeros is one thing. How do we know that these units are beyond learning?

                If $w\\cdot x+b\\le0$ for all images of the training set, then the slope is 0 for each of them. The gradient of the \
                loss with respect to what goes into the unit is a product with this slope: exactly 0, image by image, so \
                nothing needs to cancel. Weights in and bias get sums of such zeros. The weights out are multiplied by what \
                the unit puts out, zeros again. Plain gradient descent subtracts $\\eta\\cdot0$: not one bit changes. And since \
                pixels do not change either, the unit is as dead at the next step.

                We hold two networks to this, on all %,d digits. One has been killed by %d steps at the learning rate 1. In \
                the other, a fresh one, we kill %d units by their biases: $b=-\\lVert w\\rVert\\max\\lVert x\\rVert$ \
                suffices, by the inequality of Cauchy and Schwarz. Then both train %d steps more at a rate of 0.1, at which the \
                living learn.
                """,
                TRAINING, KILLING_STEPS, KILLED, PROOF_STEPS);
        Digits training = digits.slice(0, TRAINING);
        Philox random = Philox.of(session.options().seed()).split("proof");
        Network byRate =
                Setting.rectifiers(64, 1)
                        .train(training, KILLING_STEPS, session.engine(), random.split("by rate"));
        Network byBias = Setting.rectifiers(64, 0.1).draw(random.split("by bias"));
        for (int unit = 0; unit < KILLED; unit++) {
            byBias.kill(unit, training);
        }
        List<String> killers = List.of("learning rate", "bias");
        List<Proof> proofs = new ArrayList<>();
        for (Network network : List.of(byRate, byBias)) {
            Network own = network.copy(Activation.RELU);
            Descent descent =
                    Setting.rectifiers(64, 0.1).descent(own, training, session.engine(), random);
            proofs.add(Proof.of(own, training, descent, PROOF_STEPS, session.engine()));
        }
        Table table =
                Table.columns(
                        "killed by",
                        "dead",
                        "alive",
                        "steepest, dead",
                        "alive",
                        "changed, dead",
                        "alive");
        for (int k = 0; k < proofs.size(); k++) {
            Proof proof = proofs.get(k);
            table =
                    table.row(
                            killers.get(k),
                            Integer.toString(proof.dead()),
                            Integer.toString(proof.alive()),
                            scientific(proof.steepestDead()),
                            scientific(proof.steepestAlive()),
                            Integer.toString(proof.changedDead()),
                            Integer.toString(proof.changedAlive()));
        }
        page.table(table);
        page.aside(
                """
                Units of the first layer; *steepest* is the largest of all their derivatives, *changed* says how many have any other bit \
                in their weights after %d steps. A fresh network has a few units that were born dead.
                """,
                PROOF_STEPS);
        page.check(
                "deadUnitsProved",
                proofs.stream().mapToInt(Proof::dead).sum(),
                Bounds.atLeast(
                        KILLED, "Those that we killed must be among them, or nothing was shown."));
        page.check(
                "steepestOfTheDead",
                proofs.stream().mapToDouble(Proof::steepestDead).max().orElseThrow(),
                new Bounds(0, 0, "Slope 0 on every image: every derivative is 0, not small."));
        page.check(
                "deadThatChanged",
                proofs.stream().mapToInt(Proof::changedDead).sum(),
                new Bounds(
                        0,
                        0,
                        "After %s steps of gradient descent without decay, weights in, bias and weights out are the same bits."
                                .formatted(PROOF_STEPS)));
        page.check(
                "deadThatRevived",
                proofs.stream().mapToInt(Proof::revived).sum(),
                new Bounds(0, 0, "Same weights, same images: still 0 everywhere."));
        page.check(
                "livingThatChanged",
                proofs.stream().mapToInt(Proof::changedAlive).sum(),
                Bounds.atLeast(1, "Otherwise the steps would show nothing about the dead."));
        page.check(
                "deadByOneCountAlone",
                proofs.stream().mapToInt(Proof::disputed).sum(),
                new Bounds(
                        0,
                        0,
                        "Counted in `float` on the tape, and by `DeadUnit.isDead` in `double`: no"
                                + " unit is judged differently."));
        leakyInstead(page, session, training, byRate, random);
        page.code("proof", "leakyInstead");
    }

    /// The same weights with another activation: what was dead has a slope of 0.01 now.
    private void leakyInstead(
            Page page, Session session, Digits training, Network killed, Philox random) {
        LabeledImages images = LabeledImages.of(training);
        Network leaky = killed.copy(Activation.LEAKY_RELU);
        int[] off = Census.of(leaky, images, session.engine()).units(0);
        UnitGradients gradients = UnitGradients.of(leaky, images, session.engine(), 0);
        int vanished = (int) IntStream.of(off).filter(u -> gradients.steepest(u) == 0).count();
        Setting.rectifiers(64, 0.1)
                .descent(leaky, training, session.engine(), random)
                .advance(PROOF_STEPS);
        Census after = Census.of(leaky, images, session.engine());
        long back = IntStream.of(off).filter(u -> !after.isOff(0, u)).count();
        page.text(
                """
                Put leaky rectifiers in the place of those that the rate killed, with the same weights: of the %d units that were \
                off, %d have no gradient now. Of these units %d came back within the same %d steps.

                To have a gradient is not to be back. A hundredth of a slope moves a unit at a hundredth of the pace, and \
                not always towards the images.
                """,
                off.length, vanished, back, PROOF_STEPS);
        page.metrics().put("offThatCameBackWithLeaky", back);
        page.check(
                "offButStuckWithLeaky",
                vanished,
                new Bounds(0, 0, "The slope of a leaky rectifier is never below $\\frac1{100}$."));
    }

    /// A setting that differs in one thing from the one it should mend.
    private record Remedy(String name, Setting setting) {}

    private void rescue(Page page, Session session, Config config, Digits digits) {
        page.section("Four rescues");
        double rate = 0.4;
        double large = 0.5;
        page.text(
                """
                How do we keep units alive? We spoil a training on purpose, then change one thing at a time.

                The spoiled one: weights of standard deviation %s, %.1f times He's, and a learning rate of %s. Large \
                weights make large scores, large errors and large steps. Each remedy changes one thing and leaves the rest as bad as it \
                was. A unit is *off* if nothing goes through it on the training set, and *stuck* if, besides, its slope is 0 there: \
                a leaky unit can be off, but not stuck.
                """,
                digits(large), large / Setting.he(64), digits(rate));
        Digits training = digits.slice(0, TRAINING);
        LabeledImages images = LabeledImages.of(training);
        LabeledImages test = test(digits);
        Philox random = Philox.of(session.options().seed()).split("rescue");
        Setting spoiled = Setting.rectifiers(64, rate).with(n -> large);
        List<Remedy> remedies =
                List.of(
                        new Remedy("none", spoiled),
                        new Remedy("leaky", spoiled.with(Activation.LEAKY_RELU)),
                        new Remedy("a tenth of the rate", spoiled.withRate(rate / 10)),
                        new Remedy("He", spoiled.with(Setting::he)),
                        new Remedy("layer norm", spoiled.withNorm()));
        Table table = Table.columns("remedy", "off", "stuck", "right on unseen digits");
        List<Double> stuck = new ArrayList<>();
        List<Double> off = new ArrayList<>();
        for (Remedy remedy : remedies) {
            List<double[]> results =
                    Trials.run(
                            config.repetitions(),
                            session.engine(),
                            (i, engine) -> {
                                Network network =
                                        remedy.setting()
                                                .train(
                                                        training,
                                                        config.deathSteps(),
                                                        engine,
                                                        random.split("repetition " + i));
                                return new double[] {
                                    Census.of(network, images, engine).share(),
                                    network.accuracy(test, engine)
                                };
                            });
            off.add(column(results, 0).mean());
            boolean canStick = remedy.setting().activation() == Activation.RELU;
            stuck.add(canStick ? off.getLast() : 0);
            table =
                    table.row(
                            remedy.name(),
                            percent(off.getLast()),
                            percent(stuck.getLast()),
                            column(results, 1).toString());
        }
        page.table(table);
        page.plot(
                Plot.of("", "share of the hidden units")
                        .bars("off", remedies.stream().map(Remedy::name).toList(), array(off))
                        .bars("stuck", remedies.stream().map(Remedy::name).toList(), array(stuck)),
                "Hidden units after %d steps, mean over %d trainings. The paler bars are those of"
                        + " *stuck*; only leaky units are off without being stuck.",
                config.deathSteps(),
                config.repetitions());
        page.aside(
                """
                Three of the four prevent; one forgives. A lower rate takes shorter steps, He's weights make smaller \
                errors, a norm makes the size of the weights irrelevant. A leaky unit is thrown as far as the others and may \
                walk back, slowly: compare its right answers with those of no remedy. Prevention is better, and the size of the weights \
                comes first.
                """);
        page.metrics().put("stuckWithoutRemedy", stuck.getFirst());
        List<String> metrics = List.of("Leaky", "LowerRate", "He", "LayerNorm");
        for (int r = 1; r < remedies.size(); r++) {
            checkOfWholeRun(
                    page,
                    session,
                    "stuckWith" + metrics.get(r - 1),
                    stuck.get(r),
                    Bounds.atMost(
                            StrictMath.nextDown(stuck.getFirst()),
                            r == 1
                                    ? "None, by the last section; fewer than without a remedy."
                                    : "Fewer than without a remedy."));
        }
        page.code("rescue");
    }

    private void geluForms(Page page, Session session, Digits digits) {
        page.section("What the short forms of GELU cost");
        page.text(
                """
                The GELU of GPT-2 is not quite GELU, because the exact one was slow to compute. How far off is it?

                Exact is $x\\,\\Phi(x)$, with the normal distribution function. GPT-2 was trained with $\\frac x2\\bigl(1+\\tanh(\\sqrt{2/\\pi}\\,(x+0.044715\\,x^3))\\bigr)$, the *tanh form*. \
                Shorter still is $x\\,\\sigma(1.702\\,x)$. We compare both with the exact form in `double`, and beside them \
                the exact form in `float`, as networks compute it: that is the error nobody can avoid.
                """);
        double[] x = grid(-6, 6, 600); // (601)
        double[] tanh = new double[x.length]; // (601)
        double[] sigmoid = new double[x.length]; // (601)
        double[] rounding = new double[x.length]; // (601)
        float[] singles = new float[x.length]; // (601)
        for (int i = 0; i < x.length; i++) {
            singles[i] = (float) x[i];
        }
        Tape tape = new Tape(session.engine(), Mode.inference());
        float[] computed =
                tape.constant(Tensor.of(Shape.of(x.length), singles))
                        .apply(Activation.GELU.operation())
                        .value()
                        .toArray(); // (601)
        for (int i = 0; i < x.length; i++) {
            tanh[i] = visible(fromGelu(Activation.GELU_TANH, x[i]));
            sigmoid[i] = visible(fromGelu(SigmoidGelu::value, x[i]));
            rounding[i] = visible(computed[i] - Activation.GELU.applyAsDouble(singles[i]));
        }
        double tanhError = 0;
        double sigmoidError = 0;
        for (double at : grid(-8, 8, 16_000)) {
            tanhError = Math.max(tanhError, fromGelu(Activation.GELU_TANH, at));
            sigmoidError = Math.max(sigmoidError, fromGelu(SigmoidGelu::value, at));
        }
        page.plot(
                Plot.of("x", "distance from the exact form")
                        .logY()
                        .line("sigmoid form", x, sigmoid)
                        .line("tanh form", x, tanh)
                        .line("exact, in float", x, rounding),
                """
                Distances on a logarithmic axis, cut off at $10^{-10}$. The narrow dips are where a form crosses the exact \
                one. At its worst the tanh form is %.0f times nearer than the sigmoid form, and %,.0f times further than \
                rounding.\
                """,
                sigmoidError / tanhError,
                tanhError / Arrays.stream(rounding).max().orElseThrow());
        page.check(
                "tanhFormErrorTimes10000",
                1e4 * tanhError,
                Bounds.around(
                        4.7324,
                        5e-5,
                        "The five digits of claim AC-04 in *Activation functions*. A grid of"
                                + " $10^{-3}$ passes a top at most $0.0005$ away, where less than"
                                + " $10^{-7}$ is lost."));
        page.check(
                "sigmoidFormErrorTimes100",
                1e2 * sigmoidError,
                Bounds.around(2.0335, 5e-5, "The same, for the sigmoid form."));
        Philox random = Philox.of(session.options().seed()).split("gelu");
        Network network =
                Setting.withGain(6, 64, Activation.GELU, 0.1)
                        .train(digits.slice(0, TRAINING), 100, session.engine(), random);
        LabeledImages test = test(digits);
        Tape both = new Tape(session.engine(), Mode.inference());
        float[] exact = network.pass(both.constant(test.pixels())).logits().value().toArray();
        float[] replaced =
                network.with(Activation.GELU_TANH)
                        .pass(both.constant(test.pixels()))
                        .logits()
                        .value()
                        .toArray();
        double furthest = 0;
        for (int i = 0; i < exact.length; i++) {
            furthest = Math.max(furthest, Math.abs(exact[i] - (double) replaced[i]));
        }
        int different = 0;
        for (int i = 0; i < test.size(); i++) {
            different += Network.best(exact, i) == Network.best(replaced, i) ? 0 : 1;
        }
        page.text(
                """
                And in a network? We trained one of six hidden layers with the exact form, then ran it with the \
                tanh form: its scores changed by up to %s, and %d of %d answers.

                So the forms are not interchangeable when numbers are compared, and rarely matter when answers are. \
                Use the form that the weights were trained with.
                """,
                number(furthest), different, test.size());
        page.metrics().put("scoresMovedByTanhForm", furthest);
        page.metrics().put("answersChangedByTanhForm", different);
        page.code("geluForms");
    }

    /// How far a short form is from the exact one.
    private static double fromGelu(DoubleUnaryOperator form, double x) {
        return Math.abs(form.applyAsDouble(x) - Activation.GELU.applyAsDouble(x));
    }

    private static double visible(double error) {
        return Math.max(1e-10, Math.abs(error));
    }

    /// Right answers of an activation at its best rates, by repetition, with two hidden layers and with six.
    private record Chosen(Activation activation, double[] shallow, double[] deep) {}

    private void accuracy(Page page, Session session, Config config, Digits digits) {
        page.section("Does it matter?");
        List<Double> rates = config.accuracyRates();
        int[] depths = {2, 6};
        page.text(
                """
                After all this: which activation should one take?

                We train the same network with each of the nine: %d units in each hidden layer, two layers or six, %d steps of plain \
                gradient descent, weights drawn with the gain of the activation, %d repetitions with other weights and \
                batches. Each activation may choose among %d learning rates, by its accuracy on %d digits that it does not \
                train on; it is judged on %d others. The table of digits is cut by position, because neighbors were \
                often written by the same hand.
                """,
                config.hidden(),
                config.accuracySteps(),
                config.repetitions(),
                rates.size(),
                VALIDATION,
                digits.size() - TRAINING - VALIDATION);
        Digits training = digits.slice(0, TRAINING);
        LabeledImages validation = LabeledImages.of(digits.slice(TRAINING, TRAINING + VALIDATION));
        LabeledImages test = test(digits);
        Philox random = Philox.of(session.options().seed()).split("accuracy");
        List<Plot> panels = new ArrayList<>();
        Table table = Table.columns("activation", "2 layers", "rate", "6 layers", "rate");
        List<Chosen> chosen = new ArrayList<>();
        Progress progress = new Progress(session.terminal(), "accuracy", COMPARED.size());
        for (Activation f : COMPARED) {
            Plot panel = Plot.of("rate", "").titled(name(f)).logX();
            List<String> row = new ArrayList<>(List.of(name(f)));
            List<double[]> right = new ArrayList<>(); // by depth, repetition
            for (int depth : depths) {
                List<List<double[]>> results = new ArrayList<>(); // by rate, repetition
                for (double rate : rates) {
                    Setting setting = Setting.withGain(depth, config.hidden(), f, rate);
                    results.add(
                            Trials.run(
                                    config.repetitions(),
                                    session.engine(),
                                    (i, engine) -> {
                                        Network network =
                                                setting.train(
                                                        training,
                                                        config.accuracySteps(),
                                                        engine,
                                                        random.split("repetition " + i));
                                        return new double[] {
                                            network.accuracy(validation, engine),
                                            network.accuracy(test, engine)
                                        };
                                    }));
                }
                List<Spread> onTest = results.stream().map(r -> column(r, 1)).toList();
                int best = 0;
                for (int r = 1; r < rates.size(); r++) {
                    boolean better =
                            column(results.get(r), 0).mean() > column(results.get(best), 0).mean();
                    best = better ? r : best;
                }
                right.add(results.get(best).stream().mapToDouble(r -> r[1]).toArray());
                row.add(onTest.get(best).toString());
                row.add(digits(rates.get(best)));
                panel = withErrors(panel, depth + " hidden layers", rates, onTest);
            }
            panels.add(panel);
            chosen.add(new Chosen(f, right.getFirst(), right.getLast()));
            table = table.row(row.toArray(String[]::new));
            progress.at(panels.size(), "");
        }
        page.plots(
                panels,
                """
                Right answers on unseen digits against the learning rate, with standard errors over %d repetitions. \
                Guessing gives 0.1; so does a network that diverged.\
                """,
                config.repetitions());
        page.table(table);
        verdict(page, session, chosen);
        page.code("accuracy", "verdict");
    }

    private static void verdict(Page page, Session session, List<Chosen> chosen) {
        List<Spread> shallow = chosen.stream().map(c -> Spread.of(c.shallow())).toList();
        double best = shallow.stream().mapToDouble(Spread::mean).max().orElseThrow();
        double typical = shallow.stream().mapToDouble(Spread::error).average().orElseThrow();
        long near = shallow.stream().filter(m -> m.mean() >= best - 3 * typical).count();
        double[] sigmoid = deep(chosen, Activation.SIGMOID); // (n)
        double[] tanh = deep(chosen, Activation.TANH); // (n)
        double steepest = GaussianMoments.gain(Activation.SIGMOID) * Activation.SIGMOID.lipschitz();
        page.text(
                """
                With two hidden layers, %d of nine come within three typical standard errors (%s each) of the best. With six, the \
                sigmoid is at %s and tanh at %s.

                %s Depth separates them. A layer of sigmoids, with its gain, multiplies \
                a typical gradient by %s at most, so six of them by %s. Worse, %s of what it puts out is common to all images, and \
                %s for softplus, against %s for ReLU and nothing for tanh. After six layers all images look the same from above: that \
                is what sigmoid and softplus share, although the slope of softplus goes up to 1.
                """,
                near,
                percent(typical),
                percent(Spread.of(sigmoid).mean()),
                percent(Spread.of(tanh).mean()),
                near >= 5
                        ? "On a small task, with weights of the right size and a rate of its own,"
                                + " almost any activation will do, and who reports a winner should"
                                + " report error bars."
                        : "After so few steps those lead that start fast; in full mode the others"
                                + " catch up.",
                number(steepest),
                number(StrictMath.pow(steepest, 6)),
                percent(common(Activation.SIGMOID)),
                percent(common(Activation.SOFTPLUS)),
                percent(common(Activation.RELU)));
        page.metrics().put("accuracySigmoidDeep", Spread.of(sigmoid).mean());
        page.metrics().put("accuracyTanhDeep", Spread.of(tanh).mean());
        checkOfWholeRun(
                page,
                session,
                "accuracyWorstTanhDeep",
                Arrays.stream(tanh).min().orElseThrow(),
                Bounds.atLeast(
                        StrictMath.nextUp(Arrays.stream(sigmoid).max().orElseThrow()),
                        "The unluckiest of %s deep tanh networks beats the luckiest of as many deep sigmoid networks: tanh squashes as well, but its outputs have mean 0, and it is four times as steep."
                                .formatted(tanh.length)));
    }

    private static double[] deep(List<Chosen> chosen, Activation f) {
        return chosen.stream()
                .filter(c -> c.activation() == f)
                .map(Chosen::deep)
                .findFirst()
                .orElseThrow();
    }

    /// A check that holds if training has its usual length; with `-Dsteps` the figure is only noted.
    private static void checkOfWholeRun(
            Page page, Session session, String metric, double value, Bounds bounds) {
        if (session.options().steps().isEmpty()) {
            page.check(metric, value, bounds);
        } else {
            page.metrics().put(metric, value);
        }
    }

    /// One of the numbers that each repetition gave.
    private static Spread column(List<double[]> results, int which) {
        return Spread.of(results.stream().mapToDouble(r -> r[which]).toArray());
    }

    private void next(Page page) {
        page.section("Try it yourself");
        page.text(
                """
                Guess first, then run.

                - By hand: which variance keeps the mean square through $|x|$? What is $\\chi$ of $\\max(0,x)^2$, and what follows? (5 minutes)
                - By hand: a unit has $w=(-1,-1)$ and $b=-1$, and all inputs are 0 or more. What will training do to it? And \
                with weight decay? (5 minutes)
                - `-Dseed=2`: which figures change, and by how many of their standard errors? (a minute)
                - In the rescue cell, raise the standard deviation to 0.7. What becomes of the leaky networks, and why not of the others? (10 minutes)
                - Give the rescue cell a fifth remedy: clip the gradient to length 1. Does it prevent or forgive? (half an hour)
                - In the accuracy cell, pass `true` for the layer norm. Which curves move, and why does the deep \
                sigmoid come back to life? (half an hour)
                - The constant 1.702 makes $\\sigma(1.702x)$ near to $\\Phi(x)$. Which constant makes $x\\,\\sigma(cx)$ nearest to GELU, \
                and how near? (an hour)
                """);
    }

    private static LabeledImages test(Digits digits) {
        return LabeledImages.of(digits.slice(TRAINING + VALIDATION, digits.size()));
    }

    private static double[] grid(double from, double to, int steps) {
        double[] grid = new double[steps + 1]; // (steps+1)
        for (int i = 0; i <= steps; i++) {
            grid[i] = from + (to - from) * i / steps;
        }
        return grid;
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(n -> n).toArray();
    }

    private static double infinite(Activation f, int sign) {
        return f.applyAsDouble(sign * Double.POSITIVE_INFINITY);
    }

    private static String endpoint(double value) {
        return Double.isInfinite(value)
                ? value > 0 ? "∞" : "−∞"
                : value == 0 ? "0" : minus(String.format(Locale.ROOT, "%.4f", value));
    }

    private static String minus(String number) {
        return number.replace('-', '−');
    }

    /// As one writes it: `leaky ReLU`.
    private static String name(Activation f) {
        return switch (f) {
            case SIGMOID -> "sigmoid";
            case TANH -> "tanh";
            case RELU -> "ReLU";
            case LEAKY_RELU -> "leaky ReLU";
            case ELU -> "ELU";
            case SELU -> "SELU";
            case SOFTPLUS -> "softplus";
            case GELU -> "GELU";
            case GELU_TANH -> "GELU, tanh form";
            case SILU -> "SiLU";
        };
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    private static String four(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String scientific(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.2g", value);
    }

    private static String digits(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
