package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.Differentiation;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.Value;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.notebooksequivalents.Notebook;
import org.firstprinciples.notebooksequivalents.Session;
import org.firstprinciples.notebooksequivalents.report.Bounds;
import org.firstprinciples.notebooksequivalents.report.Page;
import org.firstprinciples.notebooksequivalents.report.Table;
import org.firstprinciples.notebooksequivalents.rounding.Rounded;
import org.firstprinciples.notebooksequivalents.terminal.Progress;
import org.firstprinciples.training.optimizers.AdamW;
import org.firstprinciples.training.optimizers.Schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Notebook 02: from a number that remembers to the tape that trains networks, with an independent witness for every gradient.
///
/// Longer than other classes, because a notebook is read from top to bottom and half of it is prose.
public final class BackpropFromScratch implements Notebook {

    /// How near calculations in double precision must be to each other.
    private static final double NEAR = 1e-12;

    private static final double U = 0x1p-53;

    /// What each wrong pass must be refuted by.
    private static final Map<BackwardPass, GradientProperty> MISTAKES =
            new EnumMap<>(
                    Map.of(
                            BackwardPass.OVERWRITES,
                            GradientProperty.IS_THE_DERIVATIVE,
                            BackwardPass.KEEPS_THE_OLD,
                            GradientProperty.CAN_BE_REPEATED,
                            BackwardPass.DEPTH_FIRST,
                            GradientProperty.IS_THE_DERIVATIVE,
                            BackwardPass.SENDS_AGAIN,
                            GradientProperty.IS_THE_DERIVATIVE,
                            BackwardPass.EVERY_PATH,
                            GradientProperty.VISITS_ONCE));

    /// Half turns of the small and of the whole spirals; both begin at a quarter turn.
    private static final double SMALL_TURNS = 2;

    private static final double TURNS = 3.5;
    private static final double SMALL_RATE = 0.03;
    private static final double LEARNT = 0.97;

    @Override
    public String name() {
        return "02-backprop-from-scratch";
    }

    @Override
    public String title() {
        return "Backpropagation from scratch";
    }

    @Override
    public String summary() {
        return "From a number that remembers to the tape that trains networks, with an independent"
                + " witness for every gradient.";
    }

    @Override
    public void run(Session session) {
        long start = System.nanoTime();
        Page page = session.page();
        Config config = Config.of(session.options());
        aNumberThatRemembers(page);
        theGraph(page);
        manyPaths(page);
        mistakes(page, config);
        products(page, session.engine(), session.options().seed());
        Characters characters = byHand(page, session.engine(), config, session.options().seed());
        double[] gradient = oracles(page, characters);
        cost(page, config, characters);
        differences(page, session.engine(), config, characters, gradient);
        twoEngines(page, session, config);
        next(page);
        page.metrics().put("seconds", Math.rint((System.nanoTime() - start) / 1e7) / 100);
    }

    private void aNumberThatRemembers(Page page) {
        page.section("A number that remembers");
        page.text(
                """
                How can a program know the derivative of what it computes? Each number remembers what it was made \
                from, and how steeply it depends on that.

                The class below is all it takes. A product `x.times(y)` makes a new number, and keeps $x$ and $y$ with \
                the slopes $\\partial(xy)/\\partial x=y$ and $\\partial(xy)/\\partial y=x$. The method `backward` \
                then goes from the result to the leaves and applies the chain rule: for each number $y$ with an \
                input $x$ it adds

                $$\\bar x \\mathrel{+}= \\bar y\\,\\frac{\\partial y}{\\partial x},$$

                where $\\bar x$, the *adjoint* of $x$, is the derivative of the result with respect to $x$. The document \
                *Backpropagation* derives it; here we let it work, and look for trouble.
                """);
        page.source(Value.class);
        page.text(
                """
                The README of Karpathy's micrograd, from which the idea of this class is taken, computes a needlessly \
                involved expression of $a=-4$ and $b=2$ and prints what comes out. It is a good first test, \
                because we did not make it: a sum that is used again and again, powers, and two rectifiers of \
                which one is off.
                """);
        Value a = Value.of(-4);
        Value b = Value.of(2);
        Value g = micrograd(a, b);
        g.backward();
        page.text("What the class makes of it; under it, how far that is from what is published.");
        page.print("g     = %.4f", g.data());
        page.print("dg/da = %.4f", a.gradient());
        page.print("dg/db = %.4f", b.gradient());
        String reason = "Published to four decimals, so known to half of the last one.";
        page.check("micrograd.g", Math.abs(g.data() - 24.7041), Bounds.atMost(5e-5, reason));
        page.check(
                "micrograd.dg/da", Math.abs(a.gradient() - 138.8338), Bounds.atMost(5e-5, reason));
        page.check(
                "micrograd.dg/db", Math.abs(b.gradient() - 645.5773), Bounds.atMost(5e-5, reason));
        page.code("micrograd");
    }

    /// The expression of micrograd's README.
    private static Value micrograd(Value a, Value b) {
        Value one = Value.of(1);
        Value minus = Value.of(-1);
        Value c = a.plus(b);
        Value d = a.times(b).plus(b.power(3));
        c = c.plus(c.plus(one));
        c = c.plus(one.plus(c).plus(a.times(minus)));
        d = d.plus(d.times(Value.of(2)).plus(b.plus(a).relu()));
        d = d.plus(Value.of(3).times(d).plus(b.plus(a.times(minus)).relu()));
        Value e = c.plus(d.times(minus));
        Value f = e.power(2);
        return f.times(Value.of(0.5)).plus(Value.of(10).times(f.power(-1)));
    }

    private void theGraph(Page page) {
        page.section("The graph");
        Value x = Value.of(2);
        Value y = Value.of(3);
        Value a = x.times(y);
        Value b = a.plus(x);
        Value f = b.power(2);
        f.backward();
        IdentityHashMap<Value, String> names = new IdentityHashMap<>();
        names.put(x, "x");
        names.put(y, "y");
        names.put(a, "a = x·y");
        names.put(b, "b = a + x");
        names.put(f, "f = b²");
        page.text(
                """
                What does `backward` see? Not a formula, but the graph of steps that computed $f=(xy+x)^2$ at \
                $x=%.0f$, $y=%.0f$.

                Read the figure from right to left. The result has the slope 1 with respect to itself. Every arrow \
                carries the slope of one step; what arrives at a box is the slope of the box to the right times \
                the number on the arrow. Two arrows leave $x$: it gets $%.0f\\cdot%.0f=%.0f$ from $a$ and \
                $%.0f\\cdot1=%.0f$ from $b$, together %.0f.
                """,
                x.data(),
                y.data(),
                a.gradient(),
                a.derivative(0),
                a.gradient() * a.derivative(0),
                b.gradient(),
                b.gradient() * b.derivative(1),
                x.gradient());
        page.drawing(
                GraphDrawing.of(f, names),
                "Each box: what it is, its value, and the slope of $f$ with respect to it. On the"
                        + " arrows: the slope of one step.");
        double[] dual = Differentiation.gradient(new Square(), 2, 3);
        page.check(
                "graph.dx",
                x.gradient(),
                Bounds.around(
                        dual[0],
                        0,
                        "Dual numbers, which go the other way through the graph, say so; with whole"
                                + " numbers nothing is rounded."));
        page.check("graph.dy", y.gradient(), Bounds.around(dual[1], 0, "As for $x$."));
        page.code("theGraph");
    }

    /// `(xy + x)²` for any kind of number.
    private record Square() implements ScalarFunction {

        @Override
        public <T extends Arithmetic<T>> T of(List<T> x) {
            return x.getFirst().times(x.getLast()).plus(x.getFirst()).power(2);
        }
    }

    private void manyPaths(Page page) {
        page.section("Many paths, one visit");
        page.text(
                """
                The chain rule sums over all paths from the result to an input. How many are there, and do we walk \
                them all?

                Double a number again and again, $x\\mapsto x+x$. Every doubling has two arrows to the number before, so \
                the paths double too. A program that follows each of them is right and hopeless. The pass of \
                `Value` lists the numbers such that each comes after its inputs, goes through the list from its end, \
                and visits each once. That is allowed because all paths that go on from a number share what comes \
                after it: it suffices to know their *sum*. Hence the two rules of backpropagation: **add** what \
                arrives, and pass on only when **all** of it has arrived.
                """);
        Table table =
                Table.columns(
                        "doublings", "paths", "visits path by path", "visits in order", "slope");
        for (int n : new int[] {1, 2, 4, 8, 16}) {
            Value x = Value.of(1);
            Value result = doubled(x, n);
            int walked = BackwardPass.EVERY_PATH.run(result, new IdentityHashMap<>());
            IdentityHashMap<Value, Double> gradients = new IdentityHashMap<>();
            int visits = BackwardPass.RIGHT.run(result, gradients);
            table =
                    table.row(
                            Integer.toString(n),
                            count(1L << n),
                            count(walked),
                            Integer.toString(visits),
                            count((long) BackwardPass.of(gradients, x)));
        }
        Value x = Value.of(1);
        Value forty = doubled(x, 40);
        int visits = BackwardPass.RIGHT.run(forty, new IdentityHashMap<>());
        forty.backward();
        table =
                table.row(
                        "40",
                        count(1L << 40),
                        "–",
                        Integer.toString(visits),
                        count((long) x.gradient()));
        page.table(table);
        page.check(
                "paths.visits",
                visits,
                Bounds.around(41, 0, "Forty doublings and the leaf, each once."));
        page.check(
                "paths.slope",
                x.gradient() == 0x1p40,
                "The slope of forty doublings is $2^{40}$, and powers of 2 are exact.");
        page.code("manyPaths", "doubled");
    }

    private static Value doubled(Value x, int times) {
        return times == 0 ? x : doubled(x.plus(x), times - 1);
    }

    private void mistakes(Page page, Config config) {
        page.section("Five mistakes, and what kills them");
        long programs = SmallGraph.upTo(config.programSteps()).count();
        page.text(
                """
                What happens if we break one of the rules? Most wrong passes give right answers on the examples \
                that people try first. So we judge by properties, and try *every* program there is.

                A program takes $x=%d$ and $y=%d$ and has up to %d steps, each a sum or a product of two numbers \
                that are there already. There are %,d of them. Three properties are demanded of a pass back on each \
                program: that what arrives at the leaves is the derivative, which dual numbers find without any pass \
                back; that a second pass gives the same; and that no number is visited twice. All numbers are \
                whole, so there is nothing to tolerate.
                """,
                SmallGraph.LEAVES.getFirst(),
                SmallGraph.LEAVES.getLast(),
                config.programSteps(),
                programs);
        Table table = Table.columns("pass", "derivative", "repeats", "visits once");
        Map<BackwardPass, Map<GradientProperty, GradientProperty.Counterexample>> found =
                new LinkedHashMap<>();
        for (BackwardPass pass : BackwardPass.values()) {
            Map<GradientProperty, GradientProperty.Counterexample> refuted = new LinkedHashMap<>();
            List<String> row = new ArrayList<>(List.of(pass.words()));
            for (GradientProperty property : GradientProperty.values()) {
                Optional<GradientProperty.Counterexample> counterexample =
                        property.counterexample(pass, config.programSteps());
                counterexample.ifPresent(c -> refuted.put(property, c));
                row.add(counterexample.isPresent() ? "**fails**" : "holds");
            }
            found.put(pass, refuted);
            table = table.row(row.toArray(String[]::new));
        }
        page.table(table);
        page.check(
                "mistakes.right",
                found.getOrDefault(BackwardPass.RIGHT, Map.of()).isEmpty(),
                String.format(
                        Locale.ROOT,
                        "The pass of the library has each property on all %,d programs.",
                        programs));
        page.text(
                """
                Each mistake is refuted by one of the shortest programs that can refute it. The pairs are the \
                slopes with respect to $x$ and $y$.
                """);
        Table refutations = Table.columns("pass", "a shortest program that refutes it", "finding");
        for (Map.Entry<BackwardPass, GradientProperty> mistake : MISTAKES.entrySet()) {
            GradientProperty.Counterexample counterexample =
                    found.getOrDefault(mistake.getKey(), Map.of()).get(mistake.getValue());
            if (counterexample != null) {
                refutations =
                        refutations.row(
                                mistake.getKey().words(),
                                "`" + counterexample.graph() + "`",
                                counterexample.finding());
            }
        }
        page.table(refutations);
        for (Map.Entry<BackwardPass, GradientProperty> mistake : MISTAKES.entrySet()) {
            BackwardPass pass = mistake.getKey();
            page.check(
                    "mistakes." + pass.name().toLowerCase(Locale.ROOT),
                    found.getOrDefault(pass, Map.of()).containsKey(mistake.getValue()),
                    "Refuted, for: " + pass.rule());
        }
        depthFirst(page, found);
        Value x = Value.of(3);
        Value a = x.times(x);
        Value f = a.plus(a);
        IdentityHashMap<Value, Double> gradients = new IdentityHashMap<>();
        BackwardPass.KEEPS_THE_OLD.run(f, gradients);
        double first = BackwardPass.of(gradients, x);
        BackwardPass.KEEPS_THE_OLD.run(f, gradients);
        double second = BackwardPass.of(gradients, x);
        page.text(
                """
                One of them is often told wrong: "forget to clear, and the gradient doubles". That is so for \
                leaves that the result reads at once. With a number between, $a=x\\cdot x$ and $f=a+a$ at $x=3$, the \
                first pass gives %.0f and the second %.0f, %.0f times as much: the number between had kept its own \
                gradient too, and passes on twice as much again. Frameworks that let *leaves* alone accumulate, as our tape \
                does with parameters, get exactly twice, and people use it to add up batches.
                """,
                first, second, second / first);
        page.check(
                "mistakes.threefold",
                second / first,
                Bounds.around(
                        3,
                        0,
                        "$a$ has 2, then 4; so $x$ gets $6\\cdot2$ and then $6\\cdot4$ on top."));
        page.source(BackwardPass.class, GradientProperty.class);
        page.code("mistakes");
    }

    /// Draws where recursion goes wrong.
    private static void depthFirst(
            Page page,
            Map<BackwardPass, Map<GradientProperty, GradientProperty.Counterexample>> found) {
        GradientProperty.Counterexample counterexample =
                found.getOrDefault(BackwardPass.DEPTH_FIRST, Map.of())
                        .get(GradientProperty.IS_THE_DERIVATIVE);
        if (counterexample == null) {
            return;
        }
        List<Value> values = counterexample.graph().values();
        Value f = values.getLast();
        String[] lines = counterexample.graph().toString().split("; ", -1);
        IdentityHashMap<Value, String> names = new IdentityHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            names.put(
                    values.get(i),
                    i < SmallGraph.LEAVES.size()
                            ? List.of("x", "y").get(i)
                            : lines[i - SmallGraph.LEAVES.size()]);
        }
        f.backward();
        IdentityHashMap<Value, Double> wrong = new IdentityHashMap<>();
        BackwardPass.DEPTH_FIRST.run(f, wrong);
        page.drawing(
                GraphDrawing.of(f, names, wrong),
                "The program that refutes recursion: $f$ reports to both its inputs, and $a$ passes"
                    + " on what it has before $b$ has reported to it. In red what recursion makes"
                    + " of it.");
    }

    private void products(Page page, Engine engine, long seed) {
        page.section("A product of matrices, by its shapes");
        int m = 2;
        int k = 3;
        int n = 4;
        Philox random = Philox.of(seed).split("products");
        Matrix a = whole(random.split("A"), m, k); // (m,k)
        Matrix b = whole(random.split("B"), k, n); // (k,n)
        Matrix g = whole(random.split("G"), m, n); // (m,n)
        Map<String, Matrix> forA = FittingProducts.of(g, b, "B", m, k);
        Map<String, Matrix> forB = FittingProducts.of(g, a, "A", k, n);
        page.text(
                """
                A network of single numbers is slow. Its steps should be products of matrices; so what is the pullback of \
                $C=AB$?

                Let $G=\\bar C$ be what arrives, in the shape of $C$. Each entry is a sum $c_{ij}=\\sum_l a_{il}b_{lj}$, so \
                $a_{il}$ collects $\\sum_j g_{ij}b_{lj}$, which is an entry of $GB^\\top$. There is a shortcut to \
                remember it by. $\\bar A$ has the shape of $A$ and is linear in $G$ and in $B$; with three \
                different extents, here $%d\\times%d$ times $%d\\times%d$, one looks for products of $G$ and $B$, transposed or \
                not and in either order, that come out as $%d\\times%d$. The program finds $%s$ and nothing else. In \
                the same way for $\\bar B$: $%s$.
                """,
                m,
                k,
                k,
                n,
                m,
                k,
                String.join(", ", forA.keySet()),
                String.join(", ", forB.keySet()));
        page.check(
                "products.fitForA",
                forA.size(),
                Bounds.around(
                        1,
                        0,
                        "The inner extent can only be $n$, and only $GB^\\top$ has it inside."));
        page.check(
                "products.fitForB",
                forB.size(),
                Bounds.around(
                        1,
                        0,
                        "The inner extent can only be $m$, and only $A^\\top G$ has it inside."));
        Products byScalars = byScalars(a, b, g);
        boolean same =
                byScalars.a().equals(forA.values().iterator().next())
                        && byScalars.b().equals(forB.values().iterator().next());
        page.check(
                "products.scalar",
                same,
                "A graph of %s single numbers gives the same in all %s entries; they are whole, so nothing is rounded."
                        .formatted(byScalars.values(), m * k + k * n));
        Products byTape = byTape(engine, a, b, g);
        page.check(
                "products.tape",
                byTape.a().equals(byScalars.a()) && byTape.b().equals(byScalars.b()),
                "So does the tape, in one call, in 32 bits: they hold whole numbers to $2^{24}$"
                        + " exactly.");
        Matrix squareA = whole(random.split("square A"), k, k); // (k,k)
        Matrix squareB = whole(random.split("square B"), k, k); // (k,k)
        Matrix squareG = whole(random.split("square G"), k, k); // (k,k)
        Map<String, Matrix> fitting = FittingProducts.of(squareG, squareB, "B", k, k);
        Matrix right = byScalars(squareA, squareB, squareG).a();
        long correct = fitting.values().stream().filter(right::equals).count();
        page.text(
                """
                A warning about the shortcut: it is a reminder, not a proof. With square matrices all %d products fit, and \
                only %d of them is the gradient. Code that was tested on square matrices alone may be wrong in \
                all other cases.
                """,
                fitting.size(), correct);
        page.check(
                "products.square",
                (double) correct,
                Bounds.around(1, 0, "Whole numbers at random do not commute."));
        page.code("products", "byScalars", "byTape");
    }

    private static Matrix whole(Philox random, int rows, int columns) {
        double[] numbers = new double[rows * columns];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.below(19, 0, i) - 9;
        }
        return Matrix.of(rows, columns, numbers);
    }

    /// The adjoints of the factors, and how many values took part.
    private record Products(Matrix a, Matrix b, int values) {}

    /// The gradient of `⟨G, AB⟩`, number by number.
    private static Products byScalars(Matrix a, Matrix b, Matrix g) {
        List<Value> left = leaves(a); // (m,k)
        List<Value> right = leaves(b); // (k,n)
        Value sum = Value.of(0);
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < b.columns(); j++) {
                Value c = Value.of(0);
                for (int l = 0; l < a.columns(); l++) {
                    Value factor = left.get(i * a.columns() + l);
                    c = c.plus(factor.times(right.get(l * b.columns() + j)));
                }
                sum = sum.plus(c.times(Value.of(g.get(i, j))));
            }
        }
        sum.backward();
        return new Products(gradients(a, left), gradients(b, right), sum.order().size());
    }

    private static List<Value> leaves(Matrix a) {
        List<Value> leaves = new ArrayList<>();
        for (double entry : a.toArray()) {
            leaves.add(Value.of(entry));
        }
        return leaves;
    }

    private static Matrix gradients(Matrix a, List<Value> leaves) {
        double[] gradients = leaves.stream().mapToDouble(leaf -> leaf.gradient() + 0.0).toArray();
        return Matrix.of(a.rows(), a.columns(), gradients);
    }

    /// The same on the tape.
    private static Products byTape(Engine engine, Matrix a, Matrix b, Matrix g) {
        Tape tape = new Tape(engine, Mode.training(0, 0));
        Variable left = tape.input(tensor(a)); // (m,k)
        Variable right = tape.input(tensor(b)); // (k,n)
        tape.backward(left.apply(new Linear.Op(), right), tensor(g));
        return new Products(matrix(left.gradient()), matrix(right.gradient()), 2);
    }

    private static Tensor tensor(Matrix a) {
        return Tensor.of(Shape.of(a.rows(), a.columns()), narrow(a.toArray()));
    }

    private static Matrix matrix(Tensor a) {
        return Matrix.of(a.shape().rows(), a.shape().last(), Characters.wide(a.toArray()));
    }

    private Characters byHand(Page page, Engine engine, Config config, long seed) {
        page.section("By hand through a network");
        Characters characters = Characters.draw(config, seed);
        ByHand byHand = ByHand.of(characters.network(), characters.batch());
        page.text(
                """
                Could you write the pass back of a whole network yourself, without a tape? You should once, and then compare \
                every tensor on the way.

                The network reads one character of Shakespeare and predicts the next; the batch has $N=%d$ of them. It has \
                every kind of step that makes beginners stumble:
                """,
                characters.batch().inputs().size());
        page.table(
                Table.columns("step", "forward", "back")
                        .row(
                                "lookup",
                                "$e=E[\\mathrm{id}]$",
                                "$\\bar E[\\mathrm{id}]\\mathrel{+}=\\bar e$: a character that"
                                        + " occurs twice collects twice")
                        .row(
                                "linear",
                                "$h=eW_1+b_1$",
                                "$\\bar e=\\bar hW_1^\\top,\\ \\bar W_1=e^\\top\\bar h,\\ \\bar"
                                        + " b_1=\\sum\\bar h$")
                        .row(
                                "batch norm",
                                "$\\hat x=(h-\\mu)r,\\ n=\\gamma\\hat x+\\beta$",
                                "$\\bar h=\\gamma r(\\bar n-\\tfrac1N\\sum\\bar n-\\hat"
                                        + " x\\,\\tfrac1N\\sum\\bar n\\hat x)$")
                        .row("tanh", "$t=\\tanh n$", "$\\bar n=\\bar t\\,(1-t^2)$")
                        .row("linear", "$z=tW_2+b_2$", "as above")
                        .row(
                                "cross-entropy",
                                "$\\ell=\\tfrac1N\\sum(\\mathrm{lse}(z)-z_y)$",
                                "$\\bar z=\\tfrac1N(p-\\mathrm{onehot}(y))$"));
        page.text(
                """
                The class `ByHand` is this table in code, in double precision. It has two judges. The *definitions* that \
                stand beside the operations of the library in double precision must agree to $10^{-12}$. The *tape* computes in \
                32 bits; how far may it be off? We let each matrix carry a bound of its own error along: one operation \
                of 32 bits is off by at most $u=2^{-24}$ of its result, a sum of $k$ products by $ku$ times the sum of their \
                sizes, and each step passes on what it got (Higham, 2002, section 3.3). The last column \
                has the largest of these bounds.
                """);
        DefinitionTape definitions = characters.byDefinitions();
        Map<String, Variable> tape = characters.byTape(engine);
        Table table =
                Table.columns(
                        "gradient of",
                        "shape",
                        "largest entry",
                        "from definitions",
                        "from the tape",
                        "allowed");
        double farthest = 0;
        double largestShare = 0;
        for (Map.Entry<String, Rounded> entry : byHand.gradients().entrySet()) {
            String name = entry.getKey();
            Rounded hand = entry.getValue();
            float[] found = named(tape, name).gradient().toArray();
            double distance = distance(hand.value().toArray(), definitions.gradient(name));
            double share = hand.share(found);
            farthest = Math.max(farthest, distance);
            largestShare = Math.max(largestShare, share);
            table =
                    table.row(
                            "`" + name + "`",
                            named(tape, name).shape().toString(),
                            scientific(distance(hand.value().toArray(), new double[found.length])),
                            scientific(distance),
                            scientific(distance(hand.value().toArray(), Characters.wide(found))),
                            scientific(distance(hand.error().toArray(), new double[found.length])));
        }
        page.table(table);
        double valueShare = 0;
        for (Map.Entry<String, Rounded> entry : byHand.values().entrySet()) {
            double share = entry.getValue().share(named(tape, entry.getKey()).value().toArray());
            valueShare = Math.max(valueShare, share);
        }
        page.check(
                "byHand.definitions",
                farthest,
                Bounds.atMost(
                        NEAR,
                        "Both are double precision; sums of some hundred terms below 1 lose a few"
                                + " hundred times $2^{-53}$."));
        page.check(
                "byHand.tape",
                largestShare,
                Bounds.atMost(
                        1,
                        "The bound is carried along with the numbers, for each entry of each"
                                + " gradient."));
        page.check(
                "byHand.tapeValues",
                valueShare,
                Bounds.atMost(1, "The same for each entry of each value, from $e$ to the loss."));
        page.check(
                "byHand.batchNorm",
                distance(
                        byHand.stepByStep().toArray(),
                        named(byHand.gradients(), "h").value().toArray()),
                Bounds.atMost(
                        NEAR,
                        "Going back through root, variance and mean one after the other must give"
                                + " the closed form."));
        page.check(
                "byHand.constantStatistics",
                byHand.constantStatistics().share(named(tape, "h").gradient().toArray()),
                Bounds.atLeast(
                        1,
                        "Can the bound refute anything? It must refute $\\bar h=\\gamma r\\bar n$,"
                                + " which takes mean and variance for constants."));
        page.text(
                """
                Look at the gradient of $b_1$. By hand and by definition it is 0 up to rounding: batch normalization subtracts the mean of \
                the batch, so a number that is added to a whole column changes nothing. A bias before batch normalization is a \
                weight that cannot learn. The tape cannot see that; it returns rounding errors, here of up to $%s$, and \
                an optimizer that divides by the size of the gradient would follow them.
                """,
                power(
                        distance(
                                Characters.wide(named(tape, "b₁").gradient().toArray()),
                                new double[config.hidden()])));
        page.source(ByHand.class, Rounded.class, Characters.class);
        page.code("byHand");
        return characters;
    }

    private double[] oracles(Page page, Characters characters) {
        page.section("Three witnesses, all entries");
        NumberByNumber f = characters.byNumbers();
        double[] x = characters.weights(); // (n)
        Scalar.Gradient scalar = Scalar.gradient(f, x);
        double[] dual = Differentiation.gradient(f, x); // (n)
        DefinitionTape definitions = characters.byDefinitions();
        List<Double> joined = new ArrayList<>();
        for (String name : CharacterNetwork.NAMES) {
            for (double entry : definitions.gradient(name)) {
                joined.add(entry);
            }
        }
        double[] tensor = joined.stream().mapToDouble(d -> d).toArray(); // (n)
        page.text(
                """
                Two calculations agree: both could be wrong in the same way. Who shares no line with them?

                *Dual numbers* do. A number $a+b\\varepsilon$ with $\\varepsilon^2=0$ carries its derivative $b$ forward \
                through every operation, with the product rule for products and so on; no graph, no pass back, no order \
                in which anything must happen. The price is one run of the program for each parameter. And the *scalar \
                graph* does: the same network written number by number, %,d values of the class from the first cell.

                So the loss is written once more, for whatever can be calculated with, and all %,d derivatives are \
                taken three times. We compare every entry. A spot check of one index would have missed all mistakes in a \
                lookup, whose table has rows that do not occur.
                """,
                scalar.values(), x.length);
        page.table(
                Table.columns("witnesses", "how", "largest distance of any entry")
                        .row(
                                "scalar graph, definitions",
                                "back by numbers, back by tensors",
                                scientific(distance(scalar.gradient(), tensor)))
                        .row(
                                "definitions, dual numbers",
                                "back by tensors, forward",
                                scientific(distance(tensor, dual)))
                        .row(
                                "scalar graph, dual numbers",
                                "back by numbers, forward",
                                scientific(distance(scalar.gradient(), dual))));
        String reason = String.format(Locale.ROOT, "Double precision, all %,d entries.", x.length);
        page.check(
                "oracles.scalarTensor",
                distance(scalar.gradient(), tensor),
                Bounds.atMost(NEAR, reason));
        page.check("oracles.tensorDual", distance(tensor, dual), Bounds.atMost(NEAR, reason));
        page.check(
                "oracles.scalarDual",
                distance(scalar.gradient(), dual),
                Bounds.atMost(NEAR, reason));
        page.source(NumberByNumber.class, Scalar.class);
        page.code("oracles");
        return dual;
    }

    private void cost(Page page, Config config, Characters characters) {
        page.section("What it costs");
        page.text(
                """
                A gradient has as many entries as there are weights. What does it cost, compared with the loss alone?

                We run the programs on numbers that count the operations they take part in. For each operation forward, \
                the pass back needs at most four: a product costs two products and two sums, and nothing costs more.
                """);
        Table table = Table.columns("operation", "back", "both ways");
        double most = 0;
        for (Cost.Single operation : Cost.Single.values()) {
            Cost cost = Cost.of(operation, 0.5, 0.25);
            most = Math.max(most, cost.ratio());
            table =
                    table.row(
                            operation.formula(),
                            count(cost.backward()),
                            count(cost.function() + cost.backward()));
        }
        page.table(table);
        page.check(
                "cost.operation",
                most,
                Bounds.around(
                        4,
                        0,
                        "None takes more (Baur and Strassen, 1983), and a product takes as many."));
        List<Double> parameters = new ArrayList<>();
        List<Double> reverse = new ArrayList<>();
        List<Double> forward = new ArrayList<>();
        List<Double> quotients = new ArrayList<>();
        double ratio = 0;
        for (int size = 1; size <= config.mostHidden(); size *= 2) {
            int V = characters.vocabulary();
            int n = V * size + size * size + 3 * size + size * V + V;
            Cost cost =
                    Cost.of(new NumberByNumber(characters.batch(), V, size, size), new double[n]);
            ratio = Math.max(ratio, cost.ratio());
            parameters.add((double) n);
            reverse.add(1 + cost.ratio());
            forward.add(n * (cost.dual() / (double) cost.function()));
            quotients.add(2.0 * n);
        }
        page.text(
                """
                For the whole network the pass back takes %.2f times the operations of the pass forward, however many \
                weights there are. Dual numbers take one run for each weight, and so do differences, two of them.
                """,
                ratio);
        double[] n = array(parameters);
        page.plot(
                Plot.of("weights", "operations, in passes forward")
                        .logX()
                        .logY()
                        .line("backward", n, array(reverse))
                        .line("dual numbers", n, array(forward))
                        .line("differences", n, array(quotients)),
                "What a whole gradient costs, counted. Going back costs a few passes forward,"
                        + " whatever the number of weights.");
        page.check(
                "cost.network",
                ratio,
                Bounds.atMost(4, "A sum of parts that each keep the bound keeps it."));
        page.check(
                "cost.dual",
                forward.getLast() / reverse.getLast(),
                Bounds.atLeast(
                        parameters.getLast() / 5,
                        "Dual numbers take at least one pass forward for each weight, going back 5"
                                + " at most."));
        page.aside(
                """
                Operations are not time, and time is not memory. A product of matrices goes back by two products, so a dense \
                network takes three times its forward products in all; what going back needs besides is every value \
                of the pass forward, kept until it is asked for. The document *Backpropagation* shows how to trade \
                one for the other.
                """);
        page.code("cost");
    }

    private void differences(
            Page page, Engine engine, Config config, Characters characters, double[] gradient) {
        page.section("Differences: the step that is too small");
        page.text(
                """
                Why not skip all this, move each weight a little and watch the loss? Because there is no good "little".

                The central difference $(f(x+h)-f(x-h))/2h$ is off by $\\tfrac{h^2}6f^{(3)}$, which wants $h$ small, and \
                by the rounding of $f$ divided by $h$, about $u\\lvert f\\rvert/h$, which wants it large. On doubly \
                logarithmic axes these are two lines, one of slope 2 and one of slope $-1$, and where they meet is the \
                best that can be had: near $h=u^{1/3}$, with an error near $u^{2/3}$. Two thirds of the digits, \
                for two runs of the program a weight.
                """);
        double[] x = characters.weights(); // (n)
        DifferenceErrors wide =
                DifferenceErrors.of(
                        characters.byNumbers()::at,
                        x,
                        gradient,
                        config.every(),
                        steps(config, -12));
        DifferenceErrors narrow =
                DifferenceErrors.of(
                        weights -> characters.lossIn32Bits(engine, weights),
                        x,
                        gradient,
                        config.every(),
                        steps(config, -6));
        double dual = distance(Scalar.gradient(characters.byNumbers(), x).gradient(), gradient);
        page.plot(
                Plot.of("step h", "error of the gradient")
                        .logX()
                        .logY()
                        .line("central", wide.steps(), wide.central())
                        .line("one-sided", wide.steps(), wide.forward())
                        .line("32 bits", narrow.steps(), narrow.central())
                        .line(
                                "backward",
                                wide.steps(),
                                constant(Math.max(dual, U), wide.steps().length)),
                "Root of the mean square error of differences over the weights, by their step. To"
                        + " the right Taylor's formula, to the left rounding.");
        double best = wide.best(wide.central());
        double balanced = wide.balanced(3e-4, 3e-2, 1e-12, 1e-7);
        page.text(
                """
                The two lines balance at $h=%s$; the best step of those tried is $%s$, with an error of $%s$. \
                One-sided differences are best at $%s$, with an error of $%s$. In 32 \
                bits, the precision of the tape, the best central difference is off by $%s$. Going back through the graph \
                and dual numbers going forward differ by $%s$ at most. That is why the checks of this notebook are made \
                in double precision, and why they do not rest on differences.
                """,
                power(balanced),
                power(best),
                power(wide.least(wide.central())),
                power(wide.best(wide.forward())),
                power(wide.least(wide.forward())),
                power(narrow.least(narrow.central())),
                power(dual));
        page.check(
                "differences.right",
                wide.slope(wide.central(), 3e-4, 3e-2),
                Bounds.around(
                        2,
                        0.1,
                        "The next term of Taylor's formula is smaller by $h^2$ and a ratio of"
                                + " derivatives."));
        page.check(
                "differences.left",
                wide.slope(wide.central(), 1e-12, 1e-7),
                Bounds.around(
                        -1,
                        0.2,
                        "Rounding does not depend on $h$, and the quotient divides by it; it is"
                                + " like chance, so the bounds are wider."));
        page.check(
                "differences.best",
                best,
                new Bounds(
                        balanced / 4,
                        4 * balanced,
                        "The two lines $ah^2$ and $b/h$ give the least sum at $h=(b/2a)^{1/3}$, and"
                            + " four times as far to either side at least 2.7 times as much, more"
                            + " than chance can hide."));
        page.check(
                "differences.forward",
                wide.slope(wide.forward(), 1e-6, 1e-3),
                Bounds.around(1, 0.1, "One-sided differences are off by $\\tfrac h2f''$."));
        page.source(DifferenceErrors.class);
        page.code("differences", "steps");
    }

    /// Powers of 10 and as many steps between as the config says, from `10^from` to `10⁻¹`.
    private static double[] steps(Config config, int from) {
        double[] steps = new double[(-1 - from) * config.perDecade() + 1];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = StrictMath.pow(10, from + k / (double) config.perDecade());
        }
        return steps;
    }

    private void twoEngines(Page page, Session session, Config config) {
        page.section("Two spirals, two engines");
        Philox random = Philox.of(session.options().seed()).split("spirals");
        Engine engine = session.engine();
        Spirals few = Spirals.draw(config.smallPerArm(), SMALL_TURNS, random.split("few"));
        SpiralNetwork scalars = SpiralNetwork.draw(random.split("small"), 8, 8);
        SpiralNetwork tensors = scalars.copy();
        page.text(
                """
                Does all this learn? The task is old and was chosen to be hard: to tell points on one spiral from points \
                on another that is turned by half a circle. No straight line is of any use.

                First both engines on a small version, %d points on arms of %s turns and a network of %,d weights: the \
                graph of single numbers, and the tape. They start from the same weights, and the same optimizer takes \
                the steps. Nothing but the gradient is theirs.
                """,
                few.size(), turns(SMALL_TURNS), Parameters.of(scalars).count());
        double[] byScalars = new double[config.smallSteps()];
        double[] byTape = new double[config.smallSteps()];
        AdamW scalarSteps = new AdamW(Parameters.of(scalars), engine.workers(), 0.9, 0.99, 0);
        AdamW tensorSteps = new AdamW(Parameters.of(tensors), engine.workers(), 0.9, 0.99, 0);
        double share = 0;
        int values = 0;
        Progress progress = new Progress(session.terminal(), "scalars", config.smallSteps());
        for (int step = 0; step < config.smallSteps(); step++) {
            Scalar.Gradient gradient = scalars.byScalars(few);
            byScalars[step] = gradient.loss();
            byTape[step] = tensors.byTape(engine, few, step);
            if (step == 0) {
                values = gradient.values();
                share = share(tensors, few);
            }
            scalarSteps.step(SMALL_RATE);
            tensorSteps.step(SMALL_RATE);
            progress.at(step + 1, "loss " + number(byTape[step]));
        }
        page.check(
                "engines.firstGradient",
                share,
                Bounds.atMost(
                        1,
                        "The gradient of the tape before the first step, as a share of the error"
                                + " that 32 bits may make, in the worst entry."));
        int every = Math.max(1, config.smallSteps() / 30);
        int points = Math.ceilDiv(config.smallSteps(), every);
        double[] steps = new double[config.smallSteps()];
        double[] someSteps = new double[points];
        double[] someLosses = new double[points];
        double apart = 0;
        for (int step = 0; step < steps.length; step++) {
            steps[step] = step + 1;
            someSteps[step / every] = step + 1;
            someLosses[step / every] = byTape[step];
            apart = Math.max(apart, Math.abs(byScalars[step] - byTape[step]));
        }
        page.plot(
                Plot.of("step", "loss in nats")
                        .line("scalar graph", steps, byScalars)
                        .points("tape", someSteps, someLosses),
                "The loss on the small spirals, by both engines from the same start. One graph has"
                        + " %,d values, one tape %d calls. The losses are never further apart than"
                        + " $%s$.",
                values,
                2 * scalars.layers().size(),
                power(apart));
        page.check(
                "engines.scalarAccuracy",
                scalars.accuracy(engine, few),
                Bounds.atLeast(LEARNT, "Of the points it learnt from; they can be told apart."));
        page.check(
                "engines.tapeAccuracy",
                tensors.accuracy(engine, few),
                Bounds.atLeast(LEARNT, "As for the scalar graph."));

        Spirals many = Spirals.draw(200, TURNS, random.split("many"));
        Spirals unseen = Spirals.draw(1000, TURNS, random.split("unseen"));
        SpiralNetwork network = SpiralNetwork.draw(random.split("network"), 32, 32);
        double[] losses = train(session, network, many, config.steps());
        double accuracy = network.accuracy(engine, unseen);
        page.text(
                """
                Now the whole task on the tape: arms of %s turns, %d points to learn from, %,d weights, %,d steps. Of \
                %,d points that the network has never seen it recognizes **%.1f%%**.
                """,
                turns(TURNS),
                many.size(),
                Parameters.of(network).count(),
                config.steps(),
                unseen.size(),
                100 * accuracy);
        page.drawing(
                new Regions(engine, config.pixels())
                        .panel("scalar graph, small", scalars, few, 4)
                        .panel("tape, whole", network, many, 3)
                        .drawing(),
                "What the networks say about each point of the plane, the paler the less sure, and"
                    + " the points they learnt from. Away from the points they say something too,"
                    + " and nothing supports it.");
        page.metrics().put("engines.finalLoss", losses[losses.length - 1]);
        page.check(
                "engines.accuracy",
                accuracy,
                Bounds.atLeast(
                        LEARNT,
                        String.format(
                                Locale.ROOT,
                                "Halfway to the next arm is %.1f deviations of the noise, so the"
                                    + " best possible classifier hardly ever errs; 3%% are left for"
                                    + " what 200 points an arm do not tell. The share of 2000"
                                    + " points has a standard error below half a per cent.",
                                Spirals.margin(TURNS))));
        page.source(SpiralNetwork.class, Spirals.class);
        page.code("twoEngines", "train");
    }

    /// How far the tape is from the gradient by hand, as a share of what 32 bits may be off.
    private static double share(SpiralNetwork network, Spirals data) {
        List<Rounded> byHand = ByHand.gradients(network, data);
        double share = 0;
        int at = 0;
        for (Parameters.Entry entry : Parameters.of(network)) {
            share = Math.max(share, byHand.get(at++).share(entry.parameter().gradient()));
        }
        return share;
    }

    private static double[] train(Session session, SpiralNetwork network, Spirals data, int steps) {
        Engine engine = session.engine().withArena();
        AdamW optimizer = new AdamW(Parameters.of(network), engine.workers(), 0.9, 0.99, 0);
        Schedule schedule = Schedule.cosine(1e-2, 1e-4, 0, steps);
        Progress progress = new Progress(session.terminal(), "tape", steps);
        double[] losses = new double[steps];
        for (int step = 0; step < steps; step++) {
            losses[step] = network.byTape(engine, data, step);
            optimizer.step(schedule.at(step));
            progress.at(step + 1, "loss " + number(losses[step]));
        }
        return losses;
    }

    private void next(Page page) {
        page.section("Try it yourself");
        page.text(
                """
                Five experiments; guess what comes out before you run them.

                - `-Dseed=2`: which figures change, and which cannot? (minutes)
                - Add a sixth mistake to `BackwardPass`: a product that sends $\\bar y\\cdot x$ to $x$ in the place of \
                $\\bar y\\cdot y$. What is the shortest program that refutes it, and on which inputs would it go unnoticed? (a quarter of an hour)
                - Derive the pullback of a row's softmax by hand, put it between $z$ and the loss in `ByHand`, and compare with \
                $p-\\mathrm{onehot}(y)$. (an hour)
                - Let `DifferenceErrors` take the step $h$ as large as the coordinate, $h\\lvert x\\rvert$. Does the minimum \
                move? (an hour)
                - Write the spirals in polar coordinates. How many hidden units does the network need then, and why? (an hour)
                """);
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double distance = Math.abs(a[i] - b[i]);
            largest = distance <= largest ? largest : distance; // NaN is the largest
        }
        return largest;
    }

    /// What has this name.
    static <T> T named(Map<String, T> tensors, String name) {
        T tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "no tensor %s; there are %s".formatted(name, tensors.keySet()));
        }
        return tensor;
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(number -> number).toArray();
    }

    private static float[] narrow(double... numbers) {
        float[] narrow = new float[numbers.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) numbers[i];
        }
        return narrow;
    }

    private static String scientific(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }

    /// A number as a formula: `3.2\\cdot10^{-5}`.
    private static String power(double value) {
        String[] parts = scientific(value).split("e", -1);
        return parts.length < 2
                ? parts[0]
                : "%s\\cdot10^{%s}".formatted(parts[0], Integer.parseInt(parts[1]));
    }

    private static double[] constant(double value, int length) {
        double[] constant = new double[length];
        Arrays.fill(constant, value);
        return constant;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /// Full turns of an arm that ends after so many half turns.
    private static String turns(double half) {
        return String.format(Locale.ROOT, "%.2f", (half - 0.5) / 2);
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
