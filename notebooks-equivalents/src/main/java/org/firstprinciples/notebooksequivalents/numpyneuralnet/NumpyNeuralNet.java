package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Shade;
import org.firstprinciples.mathfoundations.probability.Binomial;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.notebooksequivalents.Notebook;
import org.firstprinciples.notebooksequivalents.Options;
import org.firstprinciples.notebooksequivalents.Session;
import org.firstprinciples.notebooksequivalents.digits.Digits;
import org.firstprinciples.notebooksequivalents.digits.Fold;
import org.firstprinciples.notebooksequivalents.report.Bounds;
import org.firstprinciples.notebooksequivalents.report.Drawing;
import org.firstprinciples.notebooksequivalents.report.Page;
import org.firstprinciples.notebooksequivalents.report.Spread;
import org.firstprinciples.notebooksequivalents.report.Table;
import org.firstprinciples.notebooksequivalents.report.Tile;
import org.firstprinciples.notebooksequivalents.rounding.Rounded;
import org.firstprinciples.notebooksequivalents.terminal.Progress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Notebook 01: a network of two layers, made of arrays and loops, learns to read handwritten digits.
///
/// Longer than other classes, because a notebook is read from top to bottom and half of it is prose.
public final class NumpyNeuralNet implements Notebook {

    private static final int PIXELS = Digits.PIXELS;
    private static final int CLASSES = Digits.CLASSES;
    private static final List<String> ARRAYS = List.of("W1", "b1", "W2", "b2");

    @Override
    public String name() {
        return "01-numpy-neural-net";
    }

    @Override
    public String title() {
        return "A neural network from arrays and loops";
    }

    @Override
    public String summary() {
        return "A network of two layers, made of arrays and loops, learns to read handwritten"
                + " digits.";
    }

    @Override
    public void run(Session session) {
        long start = System.nanoTime();
        Page page = session.page();
        Philox random = Philox.of(session.options().seed()).split(name());
        Data data = data(page, random);
        Config config = Config.of(session.options(), data.training().size());
        Baselines baselines = baselines(page, session, config, data, random);
        Network fresh = forward(page, config, data, random);
        beforeTraining(page, fresh, data);
        backward(page);
        gradientCheck(page, config, fresh, data, random);
        Network trained = training(page, session, config, data, baselines, random);
        List<Network> networks = networks(session, config, config.hidden(), data.folds(), random);
        CrossValidation judged = result(page, session, config, data, networks, baselines);
        newWriters(page, session, config, data, random);
        weights(page, trained, baselines);
        mistakes(page, data, networks, judged);
        widths(page, session, config, data, baselines, random);
        randomLabels(page, session, config, data, trained, random);
        onTape(page, session, fresh, trained, data);
        next(page, config);
        page.metrics().put("seconds", Math.rint((System.nanoTime() - start) / 1e7) / 100);
    }

    /// The digits, cut into five parts.
    private record Data(Digits all, List<Fold> folds) {

        /// What most cells learn from.
        Digits training() {
            return folds.getFirst().training();
        }

        /// What they are judged by.
        Digits validation() {
            return folds.getFirst().validation();
        }
    }

    private Data data(Page page, Philox random) {
        page.section("The digits");
        Digits all = Digits.all();
        Data data = new Data(all, Fold.stratified(all, Config.FOLDS, random.split("folds")));
        page.text(
                """
                Can a few arrays of numbers, multiplied and added in loops, learn to read? Here are %,d handwritten digits to try it \
                on, each an image of 8 by 8 pixels from 0, white, to 1, black.

                We take numbers of Java's type `double[][]` and nothing else: no library of tensors, no automatic derivatives, not \
                even a class for matrices. What NumPy does for Python in one line is here a loop of four, and you can read all of them. \
                At the end the library's own machinery must come to the same numbers.
                """,
                all.size());
        List<Tile> tiles = new ArrayList<>();
        for (int n = 0; n < 64; n++) {
            tiles.add(
                    new Tile(
                            data.training().image(n),
                            Integer.toString(data.training().labels()[n])));
        }
        page.tiles(tiles, Shade.INK, "The first 64 images to learn from, and what they mean.");
        page.text(
                """
                An image becomes a row of %d numbers, and %,d rows are an array of shape (%d,%d). From these we learn; we judge by \
                the other %,d.

                The digits of each class are shuffled and dealt out to %d parts, so that each part has as many of every class as any \
                other, give or take one: the split is *stratified*. Each part takes a turn as the one to judge by. So every image is \
                judged once, by a network that never saw it, and we can say how much a result depends on the split. Where only one \
                split is shown, it is the first.
                """,
                PIXELS,
                data.training().size(),
                data.training().size(),
                PIXELS,
                data.validation().size(),
                Config.FOLDS);
        page.metrics().put("images", all.size());
        page.metrics().put("trainingImages", data.training().size());
        page.metrics().put("validationImages", data.validation().size());
        page.code("data");
        return data;
    }

    /// What is achieved without a hidden layer.
    private record Baselines(
            List<SoftmaxRegression> models,
            CrossValidation regression,
            double regressionLoss,
            CrossValidation neighbor) {}

    private Baselines baselines(
            Page page, Session session, Config config, Data data, Philox random) {
        page.section("What one achieves without a network");
        page.text(
                """
                A result means something only beside what is easy. So first four rules without a hidden layer, from the silliest on.

                *Majority* always says the digit that is most frequent. *Nearest mean* averages the images of each class and takes the \
                average that is nearest. *Softmax regression* gives each class a score $z=xW+b$, turns scores into probabilities \
                $p_k=e^{z_k}/\\sum_j e^{z_j}$, and chooses $W$ and $b$ so that the right answers get large ones. The nearest mean is \
                a special case of it, since $\\lVert x-c\\rVert^2=\\lVert x\\rVert^2-(2c\\cdot x-\\lVert c\\rVert^2)$: so regression should \
                not be worse. *Nearest neighbor* learns nothing at all and keeps all images; an image means what the most similar \
                one means.
                """);
        List<Fold> folds = data.folds();
        CrossValidation majority =
                CrossValidation.of(
                        folds,
                        f -> {
                            int[] answers = new int[folds.get(f).validation().size()]; // (N)
                            Arrays.fill(answers, mostFrequent(folds.get(f).training().labels()));
                            return answers;
                        });
        CrossValidation mean =
                CrossValidation.of(
                        folds,
                        f -> {
                            Digits known = folds.get(f).training();
                            return SoftmaxRegression.nearestMean(
                                            known.images(), known.labels(), CLASSES)
                                    .answers(folds.get(f).validation().images());
                        });
        SoftmaxRegression[] models = new SoftmaxRegression[folds.size()];
        int[][] nearest = new int[folds.size()][];
        session.engine()
                .workers()
                .run(
                        folds.size(),
                        f -> {
                            Digits known = folds.get(f).training();
                            models[f] = SoftmaxRegression.zeros(PIXELS, CLASSES);
                            config.descent()
                                    .trainInPlace(
                                            models[f],
                                            known.images(),
                                            known.labels(),
                                            random.split("regression " + f));
                            nearest[f] =
                                    new NearestNeighbor(known)
                                            .answers(folds.get(f).validation().images());
                        });
        CrossValidation regression =
                CrossValidation.of(
                        folds, f -> models[f].answers(folds.get(f).validation().images()));
        CrossValidation neighbor = CrossValidation.of(folds, f -> nearest[f]);
        double loss = meanLoss(List.of(models), folds);
        page.table(
                Table.columns("rule", "accuracy", "mistakes", "numbers it keeps")
                        .row(row("majority", majority, "1"))
                        .row(row("nearest mean", mean, count(CLASSES * PIXELS)))
                        .row(row("softmax regression", regression, count(CLASSES * (PIXELS + 1))))
                        .row(
                                row(
                                        "nearest neighbor",
                                        neighbor,
                                        count((long) PIXELS * data.training().size()))));
        page.aside(
                """
                Accuracies are means over the %d parts, with the standard deviation of a part; mistakes are of all %,d digits.

                The last row is a warning: a rule that learns nothing and keeps every image is hard to beat here. It has help. The same \
                13 people wrote the images to learn from and those to judge by, so that for most digits there is one by the same \
                hand. We come back to that.
                """,
                folds.size(), data.all().size());
        double meanAccuracy = Spread.of(mean.accuracies()).mean();
        double regressionAccuracy = Spread.of(regression.accuracies()).mean();
        page.metrics().put("majorityAccuracy", Spread.of(majority.accuracies()).mean());
        page.metrics().put("nearestNeighborAccuracy", Spread.of(neighbor.accuracies()).mean());
        page.check(
                "nearestMeanAccuracy",
                meanAccuracy,
                Bounds.atLeast(
                        Spread.of(majority.accuracies()).mean(),
                        "Who looks at the image must do better than who does not."));
        check(
                page,
                config,
                "regressionAccuracy",
                regressionAccuracy,
                Bounds.atLeast(
                        meanAccuracy,
                        "The rule of the nearest mean is one choice of $W$ and $b$ among those that"
                                + " it can learn."));
        page.code("baselines");
        page.code(SoftmaxRegression.class, "nearestMean", "scores", "gradient");
        return new Baselines(List.of(models), regression, loss, neighbor);
    }

    private static int mostFrequent(int[] labels) {
        double[] count = new double[CLASSES]; // (10)
        for (int label : labels) {
            count[label]++;
        }
        return Numpy.largest(count);
    }

    /// The mean loss on the images that a model did not learn from.
    private static double meanLoss(List<? extends Model> models, List<Fold> folds) {
        double total = 0;
        int images = 0;
        for (int f = 0; f < folds.size(); f++) {
            Digits digits = folds.get(f).validation();
            total += digits.size() * models.get(f).loss(digits.images(), digits.labels());
            images += digits.size();
        }
        return total / images;
    }

    private static String[] row(String name, CrossValidation judged, String numbers) {
        return new String[] {
            name,
            Spread.of(judged.accuracies()).withDeviation(),
            Integer.toString(judged.mistakes()),
            numbers
        };
    }

    private Network forward(Page page, Config config, Data data, Philox random) {
        page.section("Forward, with shapes");
        int H = config.hidden();
        int B = config.descent().batch();
        Network fresh = fresh(H, random, 0);
        page.text(
                """
                What is between the pixels and the answer? One layer of %d *hidden units*, each of which looks at all pixels at once.

                $$h=\\tanh(xW_1+b_1),\\qquad z=hW_2+b_2,\\qquad p=\\mathrm{softmax}(z).$$

                A hidden unit adds up the pixels, each with a weight of its own, and tells by tanh, from $-1$ to $1$, how much the image \
                resembles its weights. The second layer is the regression of before, but on what the hidden units say. Without the \
                tanh both layers would be one, as *Multilayer networks* shows (claim ML-01).

                Most mistakes in such programs are mistakes of shape, so we write the shape behind every line. An image is a row, and $N$ \
                images are $N$ rows.
                """,
                H);
        page.table(
                Table.columns("line", "shapes", "here, for %s images".formatted(B))
                        .row(
                                "$a=xW_1+b_1$",
                                "(N,D)·(D,H) + (1,H) → (N,H)",
                                "(%s,%s)·(%s,%s) → (%s,%s)".formatted(B, PIXELS, PIXELS, H, B, H))
                        .row(
                                "$h=\\tanh a$",
                                "(N,H) → (N,H)",
                                "(%s,%s) → (%s,%s)".formatted(B, H, B, H))
                        .row(
                                "$z=hW_2+b_2$",
                                "(N,H)·(H,K) + (1,K) → (N,K)",
                                "(%s,%s)·(%s,%s) → (%s,%s)".formatted(B, H, H, CLASSES, B, CLASSES))
                        .row(
                                "$p=\\mathrm{softmax}(z)$",
                                "(N,K) → (N,K)",
                                "(%s,%s) → (%s,%s)".formatted(B, CLASSES, B, CLASSES)));
        double square = 0;
        for (double[] image : data.training().images()) {
            for (double pixel : image) {
                square += pixel * pixel / (data.training().size() * PIXELS);
            }
        }
        page.aside(
                """
                There are %s numbers to learn. The first weights begin as normal numbers of variance $4/D$: the mean square of a pixel \
                is %s, so that $a$ begins with a variance of about $4\\cdot%s=%s$, where tanh has begun to bend and is not yet flat. \
                The second weights begin ten times smaller than the rule $1/\\sqrt H$ asks for; the next section says why.
                """,
                count(parameters(fresh)),
                number(square),
                number(square),
                String.format(Locale.ROOT, "%.2f", 4 * square));
        page.metrics().put("parameters", parameters(fresh));
        page.code(Network.class, "initialize", "hidden", "scores");
        page.code(Numpy.class, "times", "plus", "map", "softmax");
        return fresh;
    }

    /// The network with which the run of a fold begins.
    private static Network fresh(int hidden, Philox random, int fold) {
        return Network.initialize(PIXELS, hidden, CLASSES, random.split("weights of fold " + fold));
    }

    private static int parameters(Model model) {
        int count = 0;
        for (double[][] array : model.arrays()) {
            count += array.length * array[0].length;
        }
        return count;
    }

    private void beforeTraining(Page page, Network fresh, Data data) {
        page.section("Before training: the loss must be ln 10");
        double loss = fresh.loss(data.training().images(), data.training().labels());
        double expected = StrictMath.log(CLASSES);
        double apart = 0;
        for (double[] z : fresh.scores(data.training().images())) {
            double[] sorted = z.clone(); // (10)
            Arrays.sort(sorted);
            apart += (sorted[CLASSES - 1] - sorted[0]) / data.training().size();
        }
        page.text(
                """
                How wrong is a network that has learned nothing? It should lose $\\ln %d=%s$ nats an image. Measured: %s.

                The *loss* is the mean of $-\\ln p_y$, where $y$ is the right digit. With equal scores each digit has probability \
                $\\frac1{10}$. Scores that are not equal change little: since $z_{\\min}+\\ln 10\\le\\ln\\sum_k e^{z_k}\\le \
                z_{\\max}+\\ln 10$, no image's loss is further from $\\ln 10$ than its largest score is from its smallest. That is %s \
                in the mean, and most of it cancels. It is small because the second weights begin small: a fresh network should have \
                no opinions.
                """,
                CLASSES, number(expected), number(loss), number(apart));
        page.check(
                "startLoss",
                loss,
                Bounds.around(
                        expected,
                        0.15,
                        "$\\ln 10$, give or take the distance between scores, of which most"
                                + " cancels."));
        page.code("beforeTraining");
    }

    private void backward(Page page) {
        page.section("Backward by hand: six lines");
        page.text(
                """
                In which direction should each of the numbers move? Six lines say it, each the mirror image of a line before.

                Write $\\bar v$ for the derivative of the loss with respect to $v$. Its shape is that of $v$ itself, and this nearly \
                dictates where everything goes: $\\bar W_2$ must be (H,K), it is made of $h$ (N,H) and $\\bar z$ (N,K), and there is one \
                product with this result.

                $$\\begin{aligned}\\bar z&=(p-y)/N&&(N,K)\\\\ \\bar W_2&=h^\\top\\bar z&&(H,K)\\\\ \\bar b_2&=\\textstyle\\sum_n\\bar \
                z_n&&(1,K)\\\\ \\bar a&=(\\bar zW_2^\\top)\\odot(1-h^2)&&(N,H)\\\\ \\bar W_1&=x^\\top\\bar a&&(D,H)\\\\ \\bar \
                b_1&=\\textstyle\\sum_n\\bar a_n&&(1,H)\\end{aligned}$$

                In the first line $y$ is 1 for the right digit and 0 for the others, and $N$ is there because the loss is a mean. In \
                the fourth, $1-h^2$ is the slope of tanh, written with its value. Each product forward, $C=AB$, gave two back, \
                $\\bar A=\\bar CB^\\top$ and $\\bar B=A^\\top\\bar C$; only $\\bar x$ is missing, because nobody asks how the \
                pixels should change. *Backpropagation* derives all of it.
                """);
        page.code(Network.class, "gradient", "timesSlopes");
        page.code(Model.class, "scoreGradient");
    }

    private void gradientCheck(Page page, Config config, Network fresh, Data data, Philox random) {
        page.section("Is it right? Every derivative against a difference");
        page.text(
                """
                Are the six lines right? We ask the loss itself: move each of the %s numbers a little up and down and see how the loss \
                changes.

                The quotient $\\frac{L(w+\\epsilon)-L(w-\\epsilon)}{2\\epsilon}$ with $\\epsilon=2^{-17}$ is wrong by a multiple of \
                $\\epsilon^2\\approx6\\cdot10^{-11}$, because the network is not straight, and by a few $2^{-53}/\\epsilon\\approx\
                10^{-11}$, because sums are rounded. Tanh has no kinks, so there is no excuse for more. We take ten images, \
                one of each digit.
                """,
                count(parameters(fresh)));
        double[][] x = new double[CLASSES][]; // (10,64)
        int[] labels = new int[CLASSES]; // (10)
        for (int n = data.training().size() - 1; n >= 0; n--) {
            x[data.training().labels()[n]] = data.training().images()[n];
            labels[data.training().labels()[n]] = data.training().labels()[n];
        }
        Network gradient = fresh.gradient(x, labels);
        Table table =
                Table.columns(
                        "array", "numbers", "largest derivative", "largest difference", "ratio");
        List<GradientCheck> checks = new ArrayList<>();
        for (int a = 0; a < ARRAYS.size(); a++) {
            GradientCheck check =
                    GradientCheck.of(
                            fresh, fresh.arrays().get(a), gradient.arrays().get(a), x, labels);
            checks.add(check);
            table =
                    table.row(
                            ARRAYS.get(a),
                            count(check.count()),
                            number(check.largest()),
                            tiny(check.difference()),
                            tiny(check.relative()));
        }
        page.table(table);
        for (int a = 0; a < ARRAYS.size(); a++) {
            page.check(
                    "gradientCheck" + ARRAYS.get(a),
                    checks.get(a).relative(),
                    Bounds.atMost(
                            1e-6,
                            "Both errors are near $10^{-10}$ and the largest derivatives above"
                                + " $10^{-3}$: that makes a ratio near $10^{-7}$. A mistake in a"
                                + " formula makes one near 1."));
        }
        Network wrong = new WithoutSlope(fresh).gradient(x, labels);
        double missing = GradientCheck.of(fresh, fresh.w1(), wrong.w1(), x, labels).relative();
        Network misled = fresh(config.hidden(), random, 0);
        config.descent()
                .trainInPlace(
                        new WithoutSlope(misled),
                        data.training().images(),
                        data.training().labels(),
                        random.split("order of fold 0"));
        double accuracy = misled.accuracy(data.validation().images(), data.validation().labels());
        page.text(
                """
                Would the check have noticed a mistake? Leave out the slope $1-h^2$, and the ratio for $W_1$ is %s. \
                That is %s times what is allowed.

                And would the accuracy have noticed? Trained with that wrong derivative, the network still reads %s of the \
                validation images. Good results do not show that a derivative is right; half a gradient goes downhill, too. \
                That is why one checks.
                """,
                number(missing),
                String.format(Locale.ROOT, "%,.0f", missing / 1e-6),
                percent(accuracy));
        page.check(
                "wrongGradientRatio",
                missing,
                Bounds.atLeast(
                        1e-3,
                        "A check that lets a wrong derivative pass is none. Sums of variance 1 have"
                                + " slopes far from 1, so that the ratio is near 1."));
        page.metrics().put("wrongGradientAccuracy", accuracy);
        page.code("gradientCheck");
        page.code(GradientCheck.class, "of");
    }

    private Network training(
            Page page,
            Session session,
            Config config,
            Data data,
            Baselines baselines,
            Philox random) {
        page.section("Training");
        Descent descent = config.descent();
        page.text(
                """
                Now we let it learn: %d times through the %,d images, in batches of %d, and after each batch every number moves by \
                its derivative times $-%s$.

                This is plain stochastic gradient descent, without momentum, decay or schedule: the shortest loop that works. \
                Images meet in another order each time. The regression of before was trained by the same loop, as long and with \
                the same rate.
                """,
                descent.epochs(),
                data.training().size(),
                descent.batch(),
                Double.toString(descent.rate()));
        Network network = fresh(config.hidden(), random, 0);
        double[] epochs = new double[descent.epochs() + 1]; // (epochs + 1)
        double[] training = new double[epochs.length];
        double[] validation = new double[epochs.length];
        double[] wrong = new double[epochs.length];
        Digits known = data.training();
        Digits unseen = data.validation();
        boolean finite = true;
        Progress progress = new Progress(session.terminal(), "training", descent.epochs());
        for (int epoch = 0; epoch <= descent.epochs(); epoch++) {
            if (epoch > 0) {
                descent.epochInPlace(
                        network,
                        known.images(),
                        known.labels(),
                        random.split("order of fold 0"),
                        epoch - 1);
            }
            epochs[epoch] = epoch;
            training[epoch] = network.loss(known.images(), known.labels());
            validation[epoch] = network.loss(unseen.images(), unseen.labels());
            wrong[epoch] = 1 - network.accuracy(unseen.images(), unseen.labels());
            finite &= Double.isFinite(training[epoch]) && Double.isFinite(validation[epoch]);
            progress.at(epoch, "loss " + number(training[epoch]));
        }
        page.check(
                "lossesAreFinite",
                finite,
                "Scores may be large, but no exponential is taken of one before the largest is"
                        + " taken off.");
        page.metrics().put("epochs", descent.epochs());
        page.metrics().put("trainingLoss", training[descent.epochs()]);
        page.metrics().put("validationLoss", validation[descent.epochs()]);
        page.code(Descent.class, "epochInPlace", "shuffled");
        page.code(Model.class, "stepInPlace");

        page.section("How it learned");
        page.text(
                """
                After the last pass the loss is %s nats on the images it learned from and %s on those it never saw.

                Both fall together at first. Then the training loss goes on towards 0, and the validation loss stays: what is still \
                learned says more about these images than about digits. It does no harm here; *Regularization* is \
                about when it does.
                """,
                number(training[descent.epochs()]), number(validation[descent.epochs()]));
        SoftmaxRegression regression = baselines.models().getFirst();
        page.plot(
                Plot.of("passes through the images", "loss in nats")
                        .logY()
                        .level("regression", regression.loss(unseen.images(), unseen.labels()))
                        .line("training", epochs, training)
                        .line("validation", epochs, validation),
                "Loss of the network on both sets, and the validation loss of the regression. The"
                        + " axis is logarithmic.");
        page.plot(
                Plot.of("passes through the images", "share of mistakes")
                        .level(
                                "regression",
                                1 - regression.accuracy(unseen.images(), unseen.labels()))
                        .line(
                                "network",
                                Arrays.copyOfRange(epochs, 1, epochs.length),
                                Arrays.copyOfRange(wrong, 1, wrong.length)),
                "Mistakes on the %d validation images, from the first pass on. One image is a step"
                        + " of %s.",
                unseen.size(),
                String.format(Locale.ROOT, "%.4f", 1.0 / unseen.size()));
        return network;
    }

    /// A trained network for each fold, of this width.
    private static List<Network> networks(
            Session session, Config config, int hidden, List<Fold> folds, Philox random) {
        Network[] networks = new Network[folds.size()];
        session.engine()
                .workers()
                .run(
                        networks.length,
                        f -> networks[f] = trained(config, hidden, folds.get(f), f, random));
        return List.of(networks);
    }

    private static Network trained(
            Config config, int hidden, Fold fold, int number, Philox random) {
        Network network = fresh(hidden, random, number);
        config.descent()
                .trainInPlace(
                        network,
                        fold.training().images(),
                        fold.training().labels(),
                        random.split("order of fold " + number));
        return network;
    }

    private CrossValidation result(
            Page page,
            Session session,
            Config config,
            Data data,
            List<Network> networks,
            Baselines baselines) {
        page.section("How good it is");
        List<Fold> folds = data.folds();
        CrossValidation judged =
                CrossValidation.of(
                        folds, f -> networks.get(f).answers(folds.get(f).validation().images()));
        double loss = meanLoss(networks, folds);
        CrossValidation.Comparison comparison = judged.against(baselines.regression());
        Spread accuracy = Spread.of(judged.accuracies());
        page.text(
                """
                Does the hidden layer earn its keep? Five networks, each from a start of its own and each judged by the part it never \
                saw, make %d mistakes on all %,d digits; the regressions make %d.

                Of the %d digits that only one of the two reads, the network has %d. If neither were better, and a coin decided about \
                each of these, it would get so many with probability %s. The loss tells them apart more clearly: %s nats against %s, \
                because it also counts how sure each is.
                """,
                judged.mistakes(),
                data.all().size(),
                baselines.regression().mistakes(),
                comparison.onlyFirst() + comparison.onlySecond(),
                comparison.onlyFirst(),
                tiny(comparison.chance()),
                number(loss),
                number(baselines.regressionLoss()));
        page.table(
                Table.columns("rule", "accuracy", "mistakes", "validation loss")
                        .row(
                                "softmax regression",
                                Spread.of(baselines.regression().accuracies()).withDeviation(),
                                Integer.toString(baselines.regression().mistakes()),
                                number(baselines.regressionLoss()))
                        .row(
                                "**network, %s hidden units**".formatted(config.hidden()),
                                accuracy.withDeviation(),
                                Integer.toString(judged.mistakes()),
                                number(loss))
                        .row(
                                "nearest neighbor",
                                Spread.of(baselines.neighbor().accuracies()).withDeviation(),
                                Integer.toString(baselines.neighbor().mistakes()),
                                "–"));
        if (session.options().mode() == Options.Mode.FULL) {
            check(
                    page,
                    config,
                    "networkMistakes",
                    judged.mistakes(),
                    Bounds.atMost(
                            baselines.regression().mistakes() - 1,
                            "Fewer than the regression: what that can say, a network can say almost"
                                + " exactly, with hidden units in the straight part of tanh, and"
                                + " more besides."));
        } else { // a few passes of a narrow network: the loss tells them apart, the count may be
            // luck
            page.metrics().put("networkMistakes", judged.mistakes());
        }
        check(
                page,
                config,
                "networkLoss",
                loss,
                Bounds.atMost(
                        baselines.regressionLoss(),
                        "A network can imitate the regression, and say more. The loss shows it with"
                                + " less luck than a count of mistakes."));
        page.metrics().put("networkAccuracy", accuracy.mean());
        page.metrics().put("networkAccuracyDeviation", accuracy.std());
        page.metrics().put("regressionMistakes", baselines.regression().mistakes());
        page.metrics().put("regressionLoss", baselines.regressionLoss());
        page.metrics().put("neighborMistakes", baselines.neighbor().mistakes());
        page.metrics().put("signTest", comparison.chance());
        page.aside(
                """
                How much better could it be? With %d images in a part, an accuracy of %s is known to about \
                $\\sqrt{p(1-p)/N}=%s$ only, so a difference of one point between two runs says nothing. The nearest neighbor shows \
                that these images allow more than the network gets out of them: a network of this kind does not know that a digit \
                moved by one pixel is the same digit, and has about %d images of each to find out.

                Do not compare these figures with those that are published for MNIST, where such a network reads 98 of 100. Its images \
                have 28 by 28 pixels, %.0f times as many as ours; there are 60,000 to learn from, %.0f times as many; and those to \
                judge by were written by other people than those to learn from. It is another question.
                """,
                data.validation().size(),
                number(accuracy.mean()),
                number(
                        StrictMath.sqrt(
                                accuracy.mean()
                                        * (1 - accuracy.mean())
                                        / data.validation().size())),
                data.training().size() / CLASSES,
                28.0 * 28 / PIXELS,
                60_000.0 / data.training().size());
        page.code("result", "networks", "trained");
        return judged;
    }

    private void newWriters(Page page, Session session, Config config, Data data, Philox random) {
        page.section("A harder question: other people's digits");
        Digits all = data.all();
        int cut = data.training().size();
        Fold byPlace = new Fold(all.slice(0, cut), all.slice(cut, all.size()));
        Digits known = byPlace.training();
        Digits unseen = byPlace.validation();
        List<Fold> folds = List.of(byPlace);
        SoftmaxRegression regression = SoftmaxRegression.zeros(PIXELS, CLASSES);
        config.descent()
                .trainInPlace(
                        regression,
                        known.images(),
                        known.labels(),
                        random.split("regression by place"));
        Network network =
                networks(session, config, config.hidden(), folds, random.split("by place"))
                        .getFirst();
        double regressionAccuracy = regression.accuracy(unseen.images(), unseen.labels());
        double networkAccuracy = network.accuracy(unseen.images(), unseen.labels());
        double[] neighbor =
                CrossValidation.of(folds, f -> new NearestNeighbor(known).answers(unseen.images()))
                        .accuracies(); // (1)
        double neighborAccuracy = neighbor[0];
        page.text(
                """
                Have we learned to read digits, or these people's digits? The table keeps the order in which they were collected, and \
                whoever wrote one wrote most of its neighbors. So we learn from the first %,d and judge by the last %d: mostly other hands.

                The network now reads %s. Nothing else has changed. The figure above answers the question "will it read more from \
                the same people?", this one comes nearer to "will it read mine?". The random split is the usual one, and it flatters \
                everybody.
                """,
                cut, all.size() - cut, percent(networkAccuracy));
        page.table(
                Table.columns("rule", "accuracy on the last digits of the table")
                        .row("softmax regression", number(regressionAccuracy))
                        .row("network", number(networkAccuracy))
                        .row("nearest neighbor", number(neighborAccuracy)));
        page.metrics().put("newWritersRegressionAccuracy", regressionAccuracy);
        page.metrics().put("newWritersNetworkAccuracy", networkAccuracy);
        page.metrics().put("newWritersNeighborAccuracy", neighborAccuracy);
        page.code("newWriters");
    }

    private void weights(Page page, Network network, Baselines baselines) {
        page.section("What the hidden units look for");
        page.text(
                """
                What has it learned? The weights into a unit are as many as the pixels, so they are an image, too.

                First the regression, which has one image for each digit: blue where ink speaks for the digit, vermilion where it speaks \
                against it. In some one sees the digit, or rather what tells it from the others.
                """);
        page.tiles(
                images(baselines.models().getFirst().w(), true),
                Shade.SIGN,
                "The weights of the regression, one image for each digit.");
        page.aside(
                """
                The hidden units share the work and no unit stands for a digit. Some look for a stroke in one place and none beside it; \
                most look like noise. They began as noise, they only moved as far as the loss asked, and there are $H!\\,2^H$ ways to write \
                down the same network (claim ML-12 in *Multilayer networks*). Do not read more into such images \
                than is there.
                """);
        page.tiles(
                images(network.w1(), false),
                Shade.SIGN,
                "The weights into the %d hidden units, each image on a scale of its own.",
                network.w1()[0].length);
        page.code("images");
    }

    /// The columns of `w (64,n)` as images, each divided by its largest weight.
    private static List<Tile> images(double[][] w, boolean numbered) {
        List<Tile> tiles = new ArrayList<>();
        double[][] columns = Numpy.transpose(w); // (n,64)
        for (int j = 0; j < columns.length; j++) {
            double[][] image = new double[Digits.SIDE][Digits.SIDE]; // (8,8)
            double largest = Double.MIN_NORMAL;
            for (double weight : columns[j]) {
                largest = Math.max(largest, Math.abs(weight));
            }
            for (int i = 0; i < PIXELS; i++) {
                image[i / Digits.SIDE][i % Digits.SIDE] = columns[j][i] / largest;
            }
            tiles.add(new Tile(image, numbered ? Integer.toString(j) : ""));
        }
        return tiles;
    }

    /// A digit that was misread, and how sure the network was.
    private record Mistake(double[][] image, int label, int answer, double probability) {}

    private void mistakes(Page page, Data data, List<Network> networks, CrossValidation judged) {
        page.section("Its mistakes");
        List<Mistake> mistakes = new ArrayList<>();
        for (int f = 0; f < networks.size(); f++) {
            Digits digits = data.folds().get(f).validation();
            double[][] p = Numpy.softmax(networks.get(f).scores(digits.images())); // (N,10)
            for (int n = 0; n < p.length; n++) {
                int answer = Numpy.largest(p[n]);
                if (answer != digits.labels()[n]) {
                    mistakes.add(
                            new Mistake(digits.image(n), digits.labels()[n], answer, p[n][answer]));
                }
            }
        }
        mistakes.sort(Comparator.comparingDouble(m -> -m.probability()));
        List<Mistake> shown = mistakes.subList(0, Math.min(60, mistakes.size()));
        page.text(
                """
                Which digits does it get wrong? Here are %d of its %d mistakes, the one it was surest of first, with the digit that was \
                meant and the one that was read.

                Look at them before you look at any average. Some could be read by anybody; some you would not read either. With so few \
                pixels there is a ceiling below 1, and nobody knows exactly where.
                """,
                shown.size(), mistakes.size());
        page.tiles(
                shown.stream().map(m -> new Tile(m.image(), m.label() + "→" + m.answer())).toList(),
                Shade.INK,
                "Meant → read. The network was most certain of the first.");
        page.drawing(
                confusion(judged.confusion()),
                """
                How often a digit (row) was read as which (column), of all %,d. Only mistakes are colored: right answers would outshine \
                them.\
                """,
                data.all().size());
        page.code("mistakes", "confusion");
    }

    /// A table of counts `(10,10)`, in which the diagonal has no color.
    private static Drawing confusion(int[][] counts) {
        double cell = 58;
        double left = 80;
        double top = 80;
        Drawing drawing = Drawing.of(left + CLASSES * cell + 60, top + CLASSES * cell + 10);
        double[][] mistakes = new double[CLASSES][CLASSES]; // (10,10)
        double most = 1;
        for (int i = 0; i < CLASSES; i++) {
            for (int j = 0; j < CLASSES; j++) {
                mistakes[i][j] = i == j ? 0 : counts[i][j];
                most = Math.max(most, mistakes[i][j]);
            }
        }
        double scale = 0.5 / most; // so that dark numbers can be read on every color
        drawing.cells(left, top, cell, Numpy.map(c -> scale * c, mistakes), Shade.SIGN);
        drawing.text(
                left + CLASSES * cell / 2, 18, Drawing.Anchor.MIDDLE, 22, "read as", "#5a626b");
        drawing.text(4, top - 24, Drawing.Anchor.START, 22, "meant", "#5a626b");
        for (int i = 0; i < CLASSES; i++) {
            double middle = (i + 0.5) * cell;
            String digit = Integer.toString(i);
            drawing.text(left + middle, top - 24, Drawing.Anchor.MIDDLE, 24, digit, "#1d2126");
            drawing.text(left - 30, top + middle, Drawing.Anchor.MIDDLE, 24, digit, "#1d2126");
            for (int j = 0; j < CLASSES; j++) {
                if (counts[i][j] > 0) {
                    drawing.text(
                            left + (j + 0.5) * cell,
                            top + middle,
                            Drawing.Anchor.MIDDLE,
                            22,
                            Integer.toString(counts[i][j]),
                            i == j ? "#5a626b" : "#1d2126");
                }
            }
        }
        for (int i = 0; i <= CLASSES; i++) {
            double at = i * cell;
            drawing.line(left, top + at, left + CLASSES * cell, top + at, "#d9dde2");
            drawing.line(left + at, top, left + at, top + CLASSES * cell, "#d9dde2");
        }
        return drawing;
    }

    private void widths(
            Page page,
            Session session,
            Config config,
            Data data,
            Baselines baselines,
            Philox random) {
        page.section("How many hidden units?");
        List<Integer> widths = config.widths();
        int F = data.folds().size();
        double[][] accuracies = new double[widths.size()][F]; // (widths,folds)
        session.engine()
                .workers()
                .run(
                        widths.size() * F,
                        task -> {
                            int w = widths.size() - 1 - task / F; // the longest first
                            int f = task % F;
                            Fold fold = data.folds().get(f);
                            Network network = trained(config, widths.get(w), fold, f, random);
                            accuracies[w][f] =
                                    network.accuracy(
                                            fold.validation().images(), fold.validation().labels());
                        });
        double[] x = widths.stream().mapToDouble(w -> w).toArray(); // (widths)
        double[] mean = new double[x.length];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        Table table = Table.columns("hidden units", "numbers to learn", "accuracy");
        for (int w = 0; w < x.length; w++) {
            Spread spread = Spread.of(accuracies[w]);
            mean[w] = spread.mean();
            low[w] = spread.mean() - spread.std();
            high[w] = spread.mean() + spread.std();
            int H = widths.get(w);
            table =
                    table.row(
                            Integer.toString(H),
                            count(PIXELS * H + H + H * CLASSES + CLASSES),
                            spread.withDeviation());
            page.metrics().put("accuracyAtWidth" + H, mean[w]);
        }
        int last = x.length - 1;
        page.text(
                """
                How many units does it need? We train networks of %s units, %d of each, every one with its own start and its own part to \
                be judged by.

                One unit has to tell ten digits apart by a single number, two by a place in a plane. A few more help at once; then the \
                curve bends, and the last step, from %d units to %d, changes the accuracy by %s points, where one part differs from \
                another by %s. More units do not hurt, although the widest network has %s numbers to learn from %,d images: how many \
                numbers there are is not what decides.
                """,
                widths.toString().replaceAll("[\\[\\]]", ""),
                F,
                widths.get(last - 1),
                widths.get(last),
                String.format(Locale.ROOT, "%+.1f", 100 * (mean[last] - mean[last - 1])),
                String.format(Locale.ROOT, "%.1f", 100 * (high[last] - mean[last])),
                count((PIXELS + 1 + CLASSES) * widths.get(last) + CLASSES),
                data.training().size());
        double regression = Spread.of(baselines.regression().accuracies()).mean();
        page.plot(
                Plot.of("hidden units", "accuracy on validation images")
                        .logX()
                        .band("network", x, low, high)
                        .level("regression", regression)
                        .line("network", x, mean)
                        .points("network", x, mean),
                "Mean of %d networks, and one standard deviation to either side. The axis of the"
                        + " units is logarithmic.",
                F);
        double least = 1.0 / data.validation().size(); // one image: a logarithm needs some
        page.plot(
                Plot.of("hidden units", "share of mistakes")
                        .logX()
                        .logY()
                        .band("network", x, mistakes(high, least), mistakes(low, least))
                        .level("regression", 1 - regression)
                        .level(
                                "nearest neighbor",
                                1 - Spread.of(baselines.neighbor().accuracies()).mean())
                        .line("network", x, mistakes(mean, least))
                        .points("network", x, mistakes(mean, least)),
                "The same as mistakes, on logarithmic axes: here one sees where the curve bends,"
                        + " and what is left.");
        page.table(table);
        check(
                page,
                config,
                "gainOfTheLastStep",
                Math.abs(mean[last] - mean[last - 1]),
                Bounds.atMost(
                        Math.abs(mean[1] - mean[0]),
                        "The curve bends: the last step is worth less than the first."));
        page.code("widths");
    }

    private static double[] mistakes(double[] accuracies, double least) {
        return Arrays.stream(accuracies).map(a -> Math.max(least, 1 - a)).toArray();
    }

    private void randomLabels(
            Page page, Session session, Config config, Data data, Network trained, Philox random) {
        page.section("Labels thrown with dice");
        Descent descent = config.randomDescent();
        Digits known = data.training().slice(0, config.randomImages());
        Digits unseen = data.validation();
        int[] thrown = thrown(known.size(), random.split("dice"), 0); // (N)
        int[] thrownUnseen = thrown(unseen.size(), random.split("dice"), 1); // (M)
        Network network =
                Network.initialize(
                        PIXELS, config.hidden(), CLASSES, random.split("weights for dice"));
        List<Double> epochs = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        List<Double> rightUnseen = new ArrayList<>();
        Progress progress = new Progress(session.terminal(), "dice", descent.epochs());
        double accuracy = network.accuracy(known.images(), thrown);
        int epoch = 0;
        while (epoch < descent.epochs() && accuracy < 1) {
            descent.epochInPlace(
                    network, known.images(), thrown, random.split("order for dice"), epoch);
            accuracy = network.accuracy(known.images(), thrown);
            epoch++;
            epochs.add((double) epoch);
            right.add(accuracy);
            rightUnseen.add(network.accuracy(unseen.images(), thrownUnseen));
            progress.at(accuracy < 1 ? epoch : descent.epochs(), number(accuracy) + " right");
        }
        SoftmaxRegression regression = SoftmaxRegression.zeros(PIXELS, CLASSES);
        new Descent(epoch, descent.batch(), descent.rate())
                .trainInPlace(regression, known.images(), thrown, random.split("order for dice"));
        double regressionAccuracy = regression.accuracy(known.images(), thrown);
        double unseenAccuracy = network.accuracy(unseen.images(), thrownUnseen);
        double bits = known.size() * StrictMath.log(CLASSES) / StrictMath.log(2);
        page.text(
                """
                What does it mean that a network fits its training images? We throw all labels away and throw new ones with a ten-sided \
                die. There is nothing left to learn; the same network learns it anyway: after %d passes it gives %s of %,d images the \
                label that the die gave them.

                On the validation images, whose labels are thrown too, it is right in %s of cases, where guessing gets %s, give or \
                take %s. So a small \
                training error says nothing about other images, not even that there is something to learn. The %,d labels are \
                %,.0f bits of noise, and the network has %,d numbers to keep them in. It takes time, though: of the true labels it knew \
                %s after %d passes. What the images of a digit have in common is learned first, because all of them pull the same \
                way; noise has to be learned image by image.

                Nothing here is new in principle. *Multilayer networks* writes down weights that memorize any \
                labels (claim ML-05); here gradient descent finds such weights by itself. The regression, without hidden units, gets \
                no further than %s in as many passes.
                """,
                epoch,
                percent(accuracy),
                known.size(),
                percent(unseenAccuracy),
                percent(1.0 / CLASSES),
                percent(
                        StrictMath.sqrt(new Binomial(unseen.size(), 1.0 / CLASSES).variance())
                                / unseen.size()),
                known.size(),
                bits,
                parameters(network),
                percent(trained.accuracy(data.training().images(), data.training().labels())),
                config.descent().epochs(),
                percent(regressionAccuracy));
        page.plot(
                Plot.of("passes through the images", "accuracy on labels of the die")
                        .level("chance", 1.0 / CLASSES)
                        .line("images it learned from", array(epochs), array(right))
                        .line("validation images", array(epochs), array(rightUnseen)),
                "The network learns labels that mean nothing, until it knows all of them. About"
                        + " other images it knows nothing.");
        check(
                page,
                config,
                "randomLabelsTrainingAccuracy",
                accuracy,
                Bounds.atLeast(
                        0.99,
                        "Weights that give every image its label exist (ML-05), and there are more"
                                + " numbers than images."));
        check(
                page,
                config,
                "randomLabelsRegressionAccuracy",
                regressionAccuracy,
                Bounds.atMost(accuracy, "It can say less than the network, which can imitate it."));
        page.check(
                "randomLabelsValidationAccuracy",
                unseenAccuracy,
                chance(
                        unseen.size(),
                        "Whatever it answers, the die agrees with probability $\\frac1{10}$,"
                            + " independently for each image: a binomial number leaves these bounds"
                            + " once in $10^9$ runs."));
        page.metrics().put("randomLabelsEpochs", epoch);
        page.code("randomLabels", "thrown", "chance");
    }

    /// Labels that mean nothing, `(n)`.
    private static int[] thrown(int n, Philox dice, long step) {
        int[] labels = new int[n]; // (n)
        for (int i = 0; i < n; i++) {
            labels[i] = dice.below(CLASSES, step, i);
        }
        return labels;
    }

    /// Where the share of right guesses lies, but for a chance of `10⁻⁹`.
    private static Bounds chance(int n, String reason) {
        Binomial guesses = new Binomial(n, 1.0 / CLASSES);
        int low = 0;
        for (double below = guesses.mass(0); below < 0.5e-9; below += guesses.mass(low)) {
            low++;
        }
        int high = n;
        for (double above = guesses.mass(n); above < 0.5e-9; above += guesses.mass(high)) {
            high--;
        }
        return new Bounds((double) low / n, (double) high / n, reason);
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void onTape(Page page, Session session, Network fresh, Network trained, Data data) {
        page.section("The same network on the tape");
        page.text(
                """
                Nobody writes derivatives by hand for long. The library's *tape* notes down what is computed and goes back over it by \
                itself: does it come to the same numbers?

                The tape computes in `float`, with 24 bits, and our arrays in `double`, with 53. So we round the weights to `float` \
                once, give them to both, and ask for the losses and all derivatives on 100 images. The two cannot be equal, but how \
                far they may differ can be computed. Each operation in `float` errs by at most $u=2^{-24}\\approx6\\cdot10^{-8}$ of \
                its result, and a sum of $n$ products by at most $\\frac{nu}{1-nu}$ of the sum of their sizes; what goes into a line \
                with an error comes out with one. Following the program line by line gives a bound for each number.
                """);
        Digits some = data.training().slice(0, 100);
        Table table =
                Table.columns(
                        "network", "number", "largest size", "largest difference", "part of bound");
        double relative = 0;
        Map<String, Double> parts = new LinkedHashMap<>(); // by metric: the worst part of its bound
        for (String when : List.of("fresh", "trained")) {
            Network same = (when.equals("fresh") ? fresh : trained).map(w -> (float) w);
            Network gradient = same.gradient(some.images(), some.labels());
            OnTape.Result tape =
                    OnTape.of(same).run(session.engine(), some.images(), some.labels());
            RoundingBound bound = RoundingBound.of(same, some.images(), some.labels());
            Distance loss =
                    Distance.of(
                            new double[][] {{same.loss(some.images(), some.labels())}},
                            new double[][] {{tape.loss()}},
                            new double[][] {{bound.loss()}});
            parts.put(when + "LossOnTape", loss.part());
            table = table.row(row(when, "loss", loss));
            double worst = 0;
            for (int a = 0; a < ARRAYS.size(); a++) {
                Distance distance =
                        Distance.of(
                                gradient.arrays().get(a),
                                tape.gradient().arrays().get(a),
                                bound.gradient().arrays().get(a));
                worst = Math.max(worst, distance.part());
                relative = Math.max(relative, distance.difference() / distance.size());
                String array = ARRAYS.get(a);
                table =
                        table.row(
                                row(
                                        when,
                                        "$\\bar %s_%s$".formatted(array.charAt(0), array.charAt(1)),
                                        distance));
            }
            parts.put(when + "GradientOnTape", worst);
        }
        page.table(table);
        parts.forEach((metric, part) ->
                page.check(
                        metric,
                        part,
                        Bounds.atMost(
                                1,
                                "The largest difference, as a part of the bound for that"
                                        + " number.")));
        page.metrics().put("tapeRelativeDifference", relative);
        page.aside(
                """
                The last column is small because the bound takes every rounding for the worst possible, and roundings go both ways. \
                What the comparison says is strong nevertheless. Two programs that share no line, one written by hand for this network \
                and one that only knows how to go back through a product, a sum and a tanh, agree on all %s derivatives to \
                %s of the largest of their array. From here on the book uses the tape.
                """,
                count(parameters(fresh)), tiny(relative));
        page.code("onTape");
        page.code(OnTape.class, "run");
        page.code(RoundingBound.class, "of");
        page.source(Rounded.class);
    }

    private static String[] row(String network, String number, Distance distance) {
        return new String[] {
            network,
            number,
            tiny(distance.size()),
            tiny(distance.difference()),
            tiny(distance.part())
        };
    }

    /// Two arrays and how far they are apart.
    ///
    /// @param size the largest number of the first
    /// @param difference the largest difference
    /// @param part the largest difference divided by its bound
    private record Distance(double size, double difference, double part) {

        static Distance of(double[][] a, double[][] b, double[][] bound) {
            double size = 0;
            double difference = 0;
            double part = 0;
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < a[i].length; j++) {
                    double d = Math.abs(a[i][j] - b[i][j]);
                    size = Math.max(size, Math.abs(a[i][j]));
                    difference = Math.max(difference, d);
                    part = Math.max(part, d == 0 ? 0 : d / bound[i][j]);
                }
            }
            return new Distance(size, difference, part);
        }
    }

    private void next(Page page, Config config) {
        page.section("Try it yourself");
        page.text(
                """
                Guess what comes out before you try.

                - `-Dseed=2`: which figures change, and in which digit? Which cannot change by much, and why? (minutes)
                - Replace tanh by the rectifier $\\max(0,a)$. What is its slope, written with its value? Does the check of \
                derivatives still hold everywhere? What if a sum is exactly 0? (half an hour)
                - Let the second weights begin ten times larger. By how much does the first loss differ from $\\ln 10$, and does it \
                matter after %d passes? (half an hour)
                - Give the regression the products of neighboring pixels as further inputs. Does it catch up with the network? (an hour)
                - Shift each training image by one pixel up, down, left and right, and learn from all five. How far does the \
                accuracy go up, on the random split and on other people's digits? (an hour)
                - Add a second hidden layer. How many lines does it take backward? (an hour)
                """,
                config.descent().epochs());
    }

    /// A check where training is as long as planned; a metric where the reader chose its length.
    private static void check(
            Page page, Config config, String metric, double value, Bounds bounds) {
        if (config.asPlanned()) {
            page.check(metric, value, bounds);
        } else {
            page.metrics().put(metric, value);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /// For numbers of any size.
    private static String tiny(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
