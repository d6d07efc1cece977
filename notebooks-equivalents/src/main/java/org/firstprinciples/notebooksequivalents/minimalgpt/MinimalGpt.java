package org.firstprinciples.notebooksequivalents.minimalgpt;

import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.modernllms.pretraining.Evaluation;
import org.firstprinciples.modernllms.pretraining.Training;
import org.firstprinciples.modernllms.pretraining.TrainingConfig;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Vocabulary;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.notebooksequivalents.InterruptedRun;
import org.firstprinciples.notebooksequivalents.Notebook;
import org.firstprinciples.notebooksequivalents.Options;
import org.firstprinciples.notebooksequivalents.Session;
import org.firstprinciples.notebooksequivalents.generation.SavedModel;
import org.firstprinciples.notebooksequivalents.report.Bounds;
import org.firstprinciples.notebooksequivalents.report.Page;
import org.firstprinciples.notebooksequivalents.report.Table;
import org.firstprinciples.notebooksequivalents.shakespeare.Shakespeare;
import org.firstprinciples.notebooksequivalents.shakespeare.Split;
import org.firstprinciples.notebooksequivalents.terminal.Progress;
import org.firstprinciples.training.optimizers.AdamW;
import org.firstprinciples.transformers.gpt.Decoding;
import org.firstprinciples.transformers.gpt.Generation;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;
import org.firstprinciples.transformers.gpt.NGram;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// Notebook 09: a GPT small enough for a laptop learns to write like Shakespeare.
///
/// Longer than other classes, because a notebook is read from top to bottom and half of it is prose.
public final class MinimalGpt implements Notebook {

    private static final String PROMPT = "ROMEO\n";
    private static final Decoding USUAL = new Decoding.Temperature(0.8);

    @Override
    public String name() {
        return "09-minimal-gpt";
    }

    @Override
    public String title() {
        return "A minimal GPT learns from three plays";
    }

    @Override
    public String summary() {
        return "A GPT small enough for a laptop learns to write from three plays of Shakespeare.";
    }

    @Override
    public void run(Session session) throws IOException, InterruptedRun {
        long start = System.nanoTime();
        Page page = session.page();
        Data data = data(page);
        Config settings = Config.of(session.options(), data.vocabulary().size());
        Baselines baselines = baselines(page, data);
        model(page, settings);
        beforeTraining(page, session.engine(), settings, data);
        overfitOneBatch(page, session.engine(), settings, data);
        Trained trained = training(page, session, settings, data);
        curves(page, settings, trained, baselines);
        result(page, session, trained, data, baselines);
        samples(page, settings, trained);
        temperatures(page, session.engine(), settings, trained, data);
        copies(page, session.engine(), settings, trained, data);
        stopAndGoOn(page, session, settings, trained, data);
        keep(page, session, settings, trained, data);
        next(page, settings);
        page.metrics().put("seconds", Math.rint((System.nanoTime() - start) / 1e7) / 100);
    }

    @Override
    public void reported(Session session) throws IOException {
        Config settings =
                Config.of(session.options(), 1); // the run's place does not depend on characters
        UnfinishedRun.of(session.folder(), session.options(), settings).remove();
    }

    /// The text as characters and as numbers.
    private record Data(
            Vocabulary vocabulary,
            Split text,
            int[] training /* (N) */,
            int[] validation /* (M) */) {}

    private Data data(Page page) {
        page.section("The text and its characters");
        String plays = Shakespeare.plays();
        Vocabulary vocabulary = Vocabulary.of(plays);
        page.text(
                """
                A language model needs a text. Ours is three plays, %,d characters in all, of which %d are \
                different.

                Every different character is a *token* and gets a number, its place in the alphabet of \
                characters. The numbers mean nothing by their size; the model will learn a vector for each. \
                Real models read pieces of words, of which there are tens of thousands. Characters keep \
                the vocabulary small and the experiment short.
                """,
                plays.length(), vocabulary.size());
        page.print("To be, or not to be");
        page.print("%s", Arrays.toString(vocabulary.encode("To be, or not to be")));
        page.metrics().put("characters", plays.length());
        page.metrics().put("vocabulary", vocabulary.size());

        Split text = Split.ninetyToTen(plays);
        Data data =
                new Data(
                        vocabulary,
                        text,
                        vocabulary.encode(text.training()),
                        vocabulary.encode(text.validation()));
        page.text(
                """
                The first %,d characters are for learning, the last %,d for judging: the model never trains on them.

                We cut by position, once. It would be easy to draw validation lines at random, and wrong: \
                their neighbors would be in the training text, with the same scene, the same speakers and \
                sometimes the same words. A model could then score by remembering. The cut falls into \
                *Romeo and Juliet*; so the model has met the people of the last scenes, but not what they say.
                """,
                data.training().length, data.validation().length);
        page.code("data");
        return data;
    }

    /// Losses of models that only count.
    private record Baselines(double bigram, double trigram, double fiveGram) {}

    private Baselines baselines(Page page, Data data) {
        page.section("What counting achieves");
        page.text(
                """
                Before we train anything we ask how far one comes without learning: by counting.

                An *n-gram* model predicts a character from the $n-1$ before it, by how often each character \
                followed them in the training text. We judge every model by the same number, the mean \
                *cross-entropy* on the validation text,

                $$-\\frac1M\\sum_{i=1}^{M}\\ln p(x_i\\mid x_1,\\ldots,x_{i-1}),$$

                in nats per character. It says how much the next character surprises the model; $e$ to its power \
                is the *effective number of choices*, so many equally likely characters would surprise as much. \
                A model that knows nothing has all %d.

                Long contexts are rare: most of them never occurred in the training text. So each order \
                is mixed with the next lower one, the more so the less often its context was seen \
                (Witten and Bell, 1991).
                """,
                data.vocabulary().size());
        double[] loss = new double[6]; // by n, from 1
        for (int n = 1; n <= 5; n++) {
            NGram model = NGram.count(n, data.vocabulary().size(), data.training());
            loss[n] = model.crossEntropy(data.validation());
        }
        Table table =
                Table.columns("model", "looks back", "nats per character", "effective choices");
        double uniform = StrictMath.log(data.vocabulary().size());
        table = table.row("uniform", "0", number(uniform), choices(uniform));
        List<String> names = List.of("unigram", "bigram", "trigram", "4-gram", "5-gram");
        for (int n = 1; n <= 5; n++) {
            table =
                    table.row(
                            names.get(n - 1),
                            Integer.toString(n - 1),
                            number(loss[n]),
                            choices(loss[n]));
        }
        page.table(table);
        page.text(
                """
                To beat the bigram a network must look back further than one character, and to beat the \
                trigram further than two.

                The 5-gram is a stronger opponent than it looks. It stores every run of five characters that \
                ever occurred, and a play repeats itself: names, stage directions, "my lord". Whether a small \
                network comes near it in a few minutes is not obvious; we shall see.
                """);
        page.metrics().put("bigramLoss", loss[2]);
        page.metrics().put("trigramLoss", loss[3]);
        page.metrics().put("fiveGramLoss", loss[5]);
        page.code("baselines");
        return new Baselines(loss[2], loss[3], loss[5]);
    }

    private void model(Page page, Config settings) {
        page.section("The model");
        GptConfig config = settings.model();
        Parameters parameters = Parameters.of(Gpt.initialize(config, settings.training().seed()));
        page.text(
                """
                A GPT with %d layers of %d heads, %d wide, reads up to %d characters at once and has %,d weights.

                Each character becomes a vector of %d numbers, its row in a table, plus the row of its \
                position in another. Then each layer does two things. *Attention* lets every position look at \
                those before it and gather what it needs, never at those after it. A small network, the \
                same at every position, then thinks about what was gathered. Both *add* to the vector and \
                replace nothing. At the end the vector is compared with the rows of the first table: the more \
                it resembles a character's row, the likelier is that character next.
                """,
                config.layers(),
                config.heads(),
                config.width(),
                config.context(),
                parameters.count(),
                config.width());
        Table table = Table.columns("part", "shape", "weights");
        for (Parameters.Entry entry : parameters) {
            if (!entry.name().startsWith("blocks.") || entry.name().startsWith("blocks.0.")) {
                table =
                        table.row(
                                "`" + entry.name() + "`",
                                entry.parameter().shape().toString(),
                                count(entry.parameter().shape().size()));
            }
        }
        page.table(table);
        page.aside(
                """
                The table lists the first layer; the other layers are like it. The table of characters counts \
                once, although it is used twice, at the entrance and at the exit. That is called *weight \
                tying*.
                """);
        page.metrics().put("parameters", parameters.count());
        page.code("model");
    }

    private void beforeTraining(Page page, Engine engine, Config settings, Data data) {
        page.section("Before training: the loss must be ln V");
        Gpt model = Gpt.initialize(settings.model(), settings.training().seed());
        double loss = lossOn(data.validation(), model, engine);
        double expected = StrictMath.log(data.vocabulary().size());
        page.text(
                """
                A fresh model knows nothing, so its loss should be $\\ln V=\\ln %d=%s$. Measured: %s.

                Its weights are small, so all $V$ scores are close to zero and the softmax gives every \
                character about $1/V$. This is the cheapest test in the craft. A higher loss means that \
                the model begins with confident prejudices, usually because weights start too large. A \
                much lower one means that it sees what it is asked to predict.
                """,
                data.vocabulary().size(), number(expected), number(loss));
        page.check(
                "startLoss",
                loss,
                Bounds.around(
                        expected,
                        0.1,
                        "$\\ln V$, and a little more for scores that are not quite equal."));
        page.code("beforeTraining", "lossOn");
    }

    /// The loss on a whole text, read in windows side by side.
    private static double lossOn(int[] text, Gpt model, Engine engine) {
        Windows windows = Windows.of(model.context(), 32, text);
        return Evaluation.crossEntropy(model::logits, engine.withArena(), windows);
    }

    private void overfitOneBatch(Page page, Engine engine, Config settings, Data data) {
        page.section("One batch by heart");
        page.text(
                """
                Before long training, a short one: can the model learn four windows of text by heart?

                It has far more weights than these windows have characters, so it must. If it cannot, \
                something between loss and weights is broken, and no amount of data would mend it. The loop \
                below is all there is to training: a batch, a loss, its gradient, a step.
                """);
        TrainingConfig config = settings.training();
        Gpt model = Gpt.initialize(settings.model(), config.seed());
        AdamW optimizer = new AdamW(Parameters.of(model), engine.workers(), 0.9, 0.99, 0);
        Batch batch =
                Windows.of(config.context(), 4, data.training()).at(config.seed(), 0); // (4,T)
        Engine reusing = engine.withArena();
        double loss = Double.POSITIVE_INFINITY;
        int steps = 0;
        while (loss > 0.05 && steps < 500) {
            Tape tape = new Tape(reusing, Mode.training(config.seed(), steps));
            Variable nats =
                    SoftmaxCrossEntropy.of(model.logits(tape, batch.inputs()), batch.targets());
            tape.backward(nats);
            optimizer.step(3e-3);
            loss = nats.item();
            steps++;
        }
        page.text(
                "After %d steps on the same %d characters the loss is %s: it knows them by heart.",
                steps, batch.targets().size(), number(loss));
        page.metrics().put("oneBatchSteps", steps);
        page.check(
                "oneBatchLoss",
                loss,
                Bounds.atMost(0.05, "So much capacity has no excuse on four windows of text."));
        page.code("overfitOneBatch");
    }

    /// A model after training.
    private record Trained(
            Gpt model, History history, double[] learningRates, UnfinishedRun unfinished) {}

    private Trained training(Page page, Session session, Config settings, Data data)
            throws IOException, InterruptedRun {
        page.section("Training");
        TrainingConfig config = settings.training();
        page.text(
                """
                Now the real thing: %,d steps, each on %d windows of %d characters from random places.

                The optimizer is AdamW. The *learning rate* climbs to %s in %d steps, because early gradients \
                are large and point anywhere, and then falls along a cosine to %s, because late steps should \
                settle what early steps explored. Gradients longer than %s are shortened to that length, so \
                that one odd batch cannot throw the model off.

                Everything random depends on the seed and the number of the step, and on nothing else. So \
                a run can be stopped and continued, on this machine or another, and comes to the same bits. \
                Ctrl‑C is safe at any time.
                """,
                config.steps(),
                config.batchSize(),
                config.context(),
                digits(config.learningRate()),
                config.warmup(),
                digits(config.finalLearningRate()),
                digits(config.clip()));
        page.code("training", "learn");
        Gpt model = Gpt.initialize(settings.model(), config.seed());
        UnfinishedRun unfinished = UnfinishedRun.of(session.folder(), session.options(), settings);
        History history;
        try (Training training =
                new Training(model, model::logits, session.engine(), config, data.training())) {
            history = unfinished.resume(training);
            if (training.step() > 0) {
                session.terminal().paragraph(unfinished.resumed(training.step()));
            }
            session.interruption().begin();
            learn(session, settings, data, model, training, history, unfinished);
            session.interruption().end();
        }
        double milliseconds = history.millisecondsPerStep();
        page.metrics().put("steps", config.steps());
        page.metrics().put("millisecondsPerStep", Math.rint(milliseconds * 1000) / 1000);
        page.metrics().put("tokensPerSecond", tokensPerSecond(config, milliseconds));
        double[] rates =
                LongStream.range(0, config.steps())
                        .mapToDouble(config.schedule()::at)
                        .toArray(); // (steps)
        return new Trained(model, history, rates, unfinished);
    }

    /// The steps that are left, with a look at the model now and then. The last is saved too: all that follows can fail.
    private static void learn(
            Session session,
            Config settings,
            Data data,
            Gpt model,
            Training training,
            History history,
            UnfinishedRun unfinished)
            throws IOException, InterruptedRun {
        Engine engine = session.engine();
        TrainingConfig config = settings.training();
        long steps = config.steps();
        Progress progress =
                new Progress(
                        session.terminal(), "training", training.step(), steps, System::nanoTime);
        while (true) {
            long step = training.step();
            if (settings.evaluatesAt(step)) {
                history.validation().put(step, lossOn(data.validation(), model, engine));
            }
            if (settings.samplesAt(step)) {
                int length = settings.sampleLength();
                history.samples().put(step, write(model, engine, settings, data, USUAL, length));
            }
            if (training.finished()) {
                unfinished.save(training, history);
                return;
            }
            if (session.interruption().requested()) {
                unfinished.save(training, history);
                throw new InterruptedRun(unfinished.goodbye(step));
            }
            unfinished.saveIfDue(training, history);
            long before = System.nanoTime();
            history.losses().add(training.advance().loss());
            history.nanoseconds().add(System.nanoTime() - before);
            long speed = tokensPerSecond(config, history.millisecondsPerStep());
            progress.at(
                    training.step(),
                    "loss %s  %s tokens/s".formatted(number(history.recentLoss()), count(speed)));
        }
    }

    private static long tokensPerSecond(TrainingConfig config, double milliseconds) {
        return (long) (config.batchSize() * config.context() * 1000 / milliseconds);
    }

    private void curves(Page page, Config settings, Trained trained, Baselines baselines) {
        page.section("How it learned");
        page.text(
                """
                One picture tells most of a training run: the loss on what the model reads, the loss on what it \
                never reads, and what counting achieves.
                """);
        long steps = settings.training().steps();
        int points = (int) Math.min(steps, 200);
        double[] x =
                LongStream.rangeClosed(1, points)
                        .mapToDouble(i -> Math.floorDiv(i * steps, points))
                        .toArray();
        double[] training = trained.history().meanLosses(x, (int) Math.max(10, steps / 100));
        double[] validationSteps =
                trained.history().validation().keySet().stream().mapToDouble(s -> s).toArray();
        double[] validation =
                trained.history().validation().values().stream().mapToDouble(l -> l).toArray();
        page.plot(
                Plot.of("training step", "nats per character")
                        .level("bigram", baselines.bigram())
                        .level("trigram", baselines.trigram())
                        .level("5-gram", baselines.fiveGram())
                        .line("training", x, training)
                        .line("validation", validationSteps, validation)
                        .points("validation", validationSteps, validation),
                """
                The first steps teach how often each character occurs, and bring the loss down steeply. What \
                two and three characters say about the next takes longer; everything after is spelling, words \
                and the form of a play. The training loss is a mean over %d batches.\
                """,
                Math.max(10, steps / 100));
        double[] every =
                LongStream.range(0, points)
                        .mapToDouble(i -> Math.floorDiv(i * steps, points))
                        .toArray();
        double[] rates = Arrays.stream(every).map(s -> trained.learningRates()[(int) s]).toArray();
        page.plot(
                Plot.of("training step", "learning rate").line("learning rate", every, rates),
                "The learning rate: a short climb, then half a cosine.");
    }

    private void result(
            Page page, Session session, Trained trained, Data data, Baselines baselines) {
        page.section("How good it is");
        int M = data.validation().length;
        int[] seen =
                Arrays.copyOfRange(
                        data.training(), data.training().length - M, data.training().length);
        double training = lossOn(seen, trained.model(), session.engine());
        double validation = trained.history().lastValidationLoss();
        page.text(
                """
                On the validation text the trained model loses %s nats per character, %s effective \
                choices. %s
                """,
                number(validation), choices(validation), verdict(validation, baselines));
        page.table(
                Table.columns("model", "nats per character", "effective choices")
                        .row("bigram", number(baselines.bigram()), choices(baselines.bigram()))
                        .row("trigram", number(baselines.trigram()), choices(baselines.trigram()))
                        .row("5-gram", number(baselines.fiveGram()), choices(baselines.fiveGram()))
                        .row("GPT, text it trained on", number(training), choices(training))
                        .row("**GPT, validation text**", number(validation), choices(validation)));
        page.aside(
                """
                The difference between the two last rows is what it owes to having seen a text before: %s nats. \
                While it is small, longer training and larger models still help; where it grows, a model \
                has begun to learn the text instead of the language, and needs more text.

                Do not compare these numbers with those that are published for "tiny Shakespeare": that text is \
                more than twice as long and differs in its characters. Compare within this page.
                """,
                number(validation - training));
        page.metrics().put("trainingLoss", training);
        if (session.options().steps().isEmpty()) {
            boolean full = session.options().mode() == Options.Mode.FULL;
            page.check(
                    "validationLoss",
                    validation,
                    Bounds.atMost(
                            full ? baselines.trigram() : baselines.bigram(),
                            "The loss of the %s: who looks further back must do better."
                                    .formatted(full ? "trigram" : "bigram")));
        } else {
            page.metrics().put("validationLoss", validation);
        }
        page.code("result");
    }

    private static String verdict(double loss, Baselines baselines) {
        if (loss >= baselines.bigram()) {
            return "That is no better than a bigram: so few steps teach little more than how often"
                    + " each character occurs.";
        }
        if (loss >= baselines.trigram()) {
            return "It beats the bigram, so it looks further back than one character. It does not"
                    + " beat the trigram yet: that takes more steps.";
        }
        if (loss >= baselines.fiveGram()) {
            return "It beats bigram and trigram. It does not beat the 5-gram, which has stored the"
                    + " whole text: that takes more steps than these.";
        }
        return "It beats every model above that counts, the 5-gram included.";
    }

    private void samples(Page page, Config settings, Trained trained) {
        page.section("What it wrote along the way");
        page.text(
                """
                While it learned, we asked it now and then to go on from the same words.

                Each time it draws a character from its own prediction, appends it, and reads the result again. \
                First come the frequent letters, then the lengths of words and lines, then words, then the layout \
                of a play: a name in capitals, and someone speaks.
                """);
        trained.history()
                .samples()
                .forEach((step, text) ->
                        page.sample(
                                text, "After %,d of %,d steps", step, settings.training().steps()));
        page.code("write");
    }

    /// What the model writes after the prompt.
    private static String write(
            Gpt model, Engine engine, Config settings, Data data, Decoding decoding, int length) {
        int[] prompt = data.vocabulary().encode(PROMPT);
        Generation generation =
                new Generation(model, engine.withArena(), decoding, settings.training().seed());
        return data.vocabulary().decode(generation.generate(prompt, length));
    }

    private void temperatures(
            Page page, Engine engine, Config settings, Trained trained, Data data) {
        page.section("Temperature");
        page.text(
                """
                How daring a model writes is our choice, not the model's: we divide its scores by a temperature.

                From scores $z$ the next character is drawn with probability proportional to $e^{z_i/\\tau}$. \
                A small $\\tau$ keeps to what is likeliest and soon repeats itself; at $\\tau=1$ the model \
                speaks as it predicts; above, unlikely characters come too often. *Top-p* keeps $\\tau=1$ \
                but draws only from the likeliest characters that together have probability $p$. The four \
                texts use the same random numbers.
                """);
        List<Decoding> decodings =
                List.of(
                        new Decoding.Temperature(0.3),
                        USUAL,
                        new Decoding.Temperature(1.3),
                        new Decoding.TopP(0.9, 1));
        List<String> names =
                List.of("$\\tau=0.3$", "$\\tau=0.8$", "$\\tau=1.3$", "$\\tau=1$, top-p $0.9$");
        for (int i = 0; i < names.size(); i++) {
            String text =
                    write(
                            trained.model(),
                            engine,
                            settings,
                            data,
                            decodings.get(i),
                            settings.sampleLength());
            page.sample(text, "%s", names.get(i));
        }
        page.code("temperatures");
    }

    private void copies(Page page, Engine engine, Config settings, Trained trained, Data data) {
        page.section("Does it copy?");
        int length = 4 * settings.sampleLength();
        String written = write(trained.model(), engine, settings, data, USUAL, length);
        String unseen = data.text().validation().substring(0, written.length());
        String copied = Memorization.longestCopy(written, data.text().training());
        String shared = Memorization.longestCopy(unseen, data.text().training());
        page.text(
                """
                Of %,d characters that the model wrote, the longest passage that stands in the training text \
                has %d characters.

                The number says nothing alone, since Shakespeare repeats himself. So we search for the longest \
                passage in as much of the validation text, which nobody copied. A model that learned the text by \
                heart would show passages many times longer than that.
                """,
                written.length(), copied.length());
        page.table(
                Table.columns("text", "longest passage", "characters")
                        .row(
                                "written by the model",
                                quoted(copied),
                                Integer.toString(copied.length()))
                        .row("validation text", quoted(shared), Integer.toString(shared.length())));
        page.metrics().put("longestCopy", copied.length());
        page.metrics().put("longestCopyInUnseenText", shared.length());
        page.code("copies");
    }

    private static String quoted(String text) {
        return "`" + text.replace("\n", "⏎") + "`";
    }

    private void stopAndGoOn(
            Page page, Session session, Config settings, Trained trained, Data data)
            throws IOException {
        page.section("Stop and go on: the same bits");
        TrainingConfig config = settings.training();
        Gpt model = Gpt.initialize(settings.model(), config.seed());
        Parameters parameters = Parameters.of(model);
        long first;
        boolean same = true;
        try (Training again =
                new Training(model, model::logits, session.engine(), config, data.training())) {
            trained.unfinished().resumeBeforeTheLast(again);
            first = again.step();
            Progress progress =
                    new Progress(
                            session.terminal(), "again", first, config.steps(), System::nanoTime);
            while (!again.finished()) {
                double loss = again.advance().loss();
                same &= loss == trained.history().losses().get((int) again.step() - 1);
                progress.at(again.step(), "");
            }
        }
        for (Parameters.Entry entry : Parameters.of(trained.model())) {
            same &= entry.parameter().value().equals(parameters.get(entry.name()).value());
        }
        page.text(
                """
                We read the checkpoint from before the last %d steps, ran them again in a new model, and compared \
                all %,d weights bit for bit: they are %s.

                This is more than tidiness. When a run can be repeated exactly, from any step, with any number of \
                threads, a strange result is a strange result and not the weather of the machine; and a bug \
                that shows at step 1,900 can be looked at from step 1,899.
                """,
                config.steps() - first,
                parameters.count(),
                same ? "identical" : "**not identical**");
        page.check(
                "resumeIsBitIdentical",
                same,
                "A run depends on its seed and the number of the step, and on nothing else.");
        page.code("stopAndGoOn");
    }

    private void keep(Page page, Session session, Config settings, Trained trained, Data data)
            throws IOException {
        page.section("Keep the model");
        Path folder = trained.unfinished().model();
        new SavedModel(settings.model(), trained.model(), data.vocabulary()).write(folder);
        page.text(
                """
                The model stays when the program ends, as three files: its weights, its sizes, and its characters.

                The weights are in the format of safetensors, which other programs read too. With the \
                three files anyone can let the model write, without a line of Java and without training it again.
                """);
        page.print(
                "mvn -q compile -Dgenerate=%s -Dprompt=\"ROMEO\"",
                session.options().root().relativize(folder));
        page.aside(
                """
                `-Dtemperature`, `-Dtop-k`, `-Dtop-p`, `-Dseed` and `-Dlength` say how; `-Dgenerate=help` says what \
                they may be.
                """);
        page.code("keep");
    }

    private void next(Page page, Config settings) {
        page.section("Try it yourself");
        page.text(
                """
                Three experiments; guess what comes out before you run them.

                - `-Dseed=2`: which of the numbers above change, and in which digit? (minutes)
                - `-Dsteps=%d`: with four times the steps, does the network pass the 5-gram? Watch the distance \
                between the two curves. (a coffee)
                - Give `Config` half the layers and twice the width. Which has more weights, which learns more \
                in the same time? (an hour)
                """,
                4 * settings.training().steps());
    }

    private static String choices(double nats) {
        return String.format(Locale.ROOT, "%.1f", StrictMath.exp(nats));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// As few digits as a person would write: `0.001`, not `1.0E-3`.
    private static String digits(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
