package org.firstprinciples.mathfoundations.linearalgebra;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Shade;
import org.firstprinciples.curriculum.plots.Side;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/// Pictures of the first half of `linear-algebra.md`: vectors, maps, equations. With `-Dpictures=write` they are written,
/// otherwise compared. In all of them cat and the first column are blue, dog and the second column vermilion, shadows green.
class LinearAlgebraPicturesTest {

    static final Vector CAT = Vector.of(2, 1);
    static final Vector DOG = Vector.of(1, 2);
    static final Matrix A = Matrix.of(2, 2, 2, 1, 1, 2);
    static final Matrix K = Matrix.of(2, 2, 2, 4, 1, 2);

    static Plot plane(double left, double right, double low, double high) {
        return Plot.of("near milk", "near bone")
                .equal()
                .origin()
                .xLimits(left, right)
                .yLimits(low, high);
    }

    @Test
    void wordsAsArrows() throws IOException {
        Plot plot = plane(-0.4, 5, -0.4, 2.6).vector("kitten", 4, 2).vector("cat", 2, 1);
        plot = plot.vector("dog", 1, 2).size(560, 350).ink("kitten", Ink.GRAY);
        plot = plot.ink("cat", Ink.BLUE).ink("dog", Ink.VERMILION).solid("kitten");
        plot = plot.label("kitten", 4, 2, Side.ABOVE_RIGHT).label("cat", 2, 1, Side.BELOW_RIGHT);
        plot = plot.label("dog", 1, 2, Side.ABOVE_RIGHT);
        compare("words-as-arrows.svg", Figure.of("Three words as arrows", plot));
    }

    @Test
    void addingAndScaling() throws IOException {
        Vector pet = CAT.plus(DOG);
        Vector kitten = CAT.times(2);
        Plot plot =
                plane(-0.4, 5, -0.4, 3.6)
                        .vector("kitten = 2 cat", kitten.get(0), kitten.get(1))
                        .ink("kitten = 2 cat", Ink.GRAY)
                        .label("kitten = 2 cat", 3.7, 1.6, Side.BELOW)
                        .vector("cat", CAT.get(0), CAT.get(1))
                        .label("cat", 1.5, 0.7, Side.BELOW_RIGHT)
                        .vector("dog", DOG.get(0), DOG.get(1))
                        .label("dog", 0.6, 1.3, Side.LEFT)
                        .arrow("dog again", CAT.get(0), CAT.get(1), pet.get(0), pet.get(1))
                        .dashed("dog again")
                        .label("dog again", 2.55, 2, Side.RIGHT)
                        .vector("pet = cat + dog", pet.get(0), pet.get(1))
                        .label("pet = cat + dog", 2.9, 3.05, Side.ABOVE)
                        .ink("cat", Ink.BLUE)
                        .ink("dog", Ink.VERMILION)
                        .ink("dog again", Ink.VERMILION)
                        .ink("pet = cat + dog", Ink.PURPLE)
                        .size(560, 430);
        compare("vector-addition.svg", Figure.of("Two vectors added, one doubled", plot));
    }

    @Test
    void theShadowOfDog() throws IOException {
        Vector shadow = LineProjection.onto(CAT, DOG);
        double x = shadow.get(0);
        double y = shadow.get(1);
        Vector u = Angle.unit(CAT).times(0.16); // the sides of the little square at the right angle
        Vector v = Vector.of(-u.get(1), u.get(0));
        Plot plot =
                plane(-0.5, 3.2, -0.4, 2.4)
                        .segment("line", -0.5, -0.25, 3.2, 1.6)
                        .ink("line", Ink.GRAY)
                        .unlabeled("line")
                        .thin("line")
                        .segment("ray", 1, 2, x, y)
                        .ink("ray", Ink.GRAY)
                        .dashed("ray")
                        .unlabeled("ray")
                        .line(
                                "corner",
                                new double[] {x - u.get(0), x - u.get(0) + v.get(0), x + v.get(0)},
                                new double[] {y - u.get(1), y - u.get(1) + v.get(1), y + v.get(1)})
                        .ink("corner", Ink.GRAY)
                        .thin("corner")
                        .solid("corner")
                        .unlabeled("corner")
                        .vector("cat", 2, 1)
                        .label("cat", 2, 1, Side.BELOW_RIGHT)
                        .vector("dog", 1, 2)
                        .label("dog", 0.6, 1.35, Side.LEFT)
                        .vector("shadow of dog", x, y)
                        .label("shadow of dog", 0.95, 0.4, Side.BELOW_RIGHT)
                        .text("ray", "what is left", 1.35, 1.45, Side.RIGHT)
                        .ink("cat", Ink.BLUE)
                        .ink("dog", Ink.VERMILION)
                        .ink("shadow of dog", Ink.GREEN)
                        .size(560, 420);
        compare("dot-product-shadow.svg", Figure.of("The shadow of dog on the line of cat", plot));
    }

    @Test
    void theAngleOfCatAndDog() throws IOException {
        Vector cat = Angle.unit(CAT);
        Vector dog = Angle.unit(DOG);
        Vector shadow = LineProjection.onto(cat, dog);
        double low = StrictMath.atan2(cat.get(1), cat.get(0));
        double angle = Angle.of(CAT, DOG);
        double[][] circle = arc(-0.25, 1.85, 1);
        double[][] theta = arc(low, low + angle, 0.3);
        Plot plot = plane(-0.2, 1.5, -0.25, 1.1).size(560, 430);
        plot = plot.line("length 1", circle[0], circle[1]).ink("length 1", Ink.GRAY);
        plot = plot.thin("length 1").solid("length 1").label("length 1", 1, 0.05, Side.RIGHT);
        plot = plot.line("θ", theta[0], theta[1]).ink("θ", Ink.BLACK).thin("θ").solid("θ");
        plot = plot.label("θ", 0.22, 0.24, Side.ABOVE_RIGHT);
        plot = plot.vector("cat / √5", cat.get(0), cat.get(1));
        plot = plot.label("cat / √5", cat.get(0), cat.get(1), Side.RIGHT);
        plot = plot.vector("dog / √5", dog.get(0), dog.get(1));
        plot = plot.label("dog / √5", dog.get(0), dog.get(1), Side.ABOVE_RIGHT);
        plot = plot.segment("ray", dog.get(0), dog.get(1), shadow.get(0), shadow.get(1));
        plot = plot.ink("ray", Ink.GRAY).dashed("ray").unlabeled("ray");
        plot = plot.segment("cos θ = 0.8", 0, 0, shadow.get(0), shadow.get(1)).solid("cos θ = 0.8");
        plot = plot.label("cos θ = 0.8", 0.45, 0.16, Side.BELOW_RIGHT);
        plot = plot.ink("cat / √5", Ink.BLUE).ink("dog / √5", Ink.VERMILION);
        plot = plot.ink("cos θ = 0.8", Ink.GREEN);
        compare("cosine.svg", Figure.of("The cosine of the angle between cat and dog", plot));
    }

    /// Points of a circle around 0, first and second entries.
    private static double[][] arc(double from, double to, double radius) {
        double[][] points = new double[2][41];
        for (int k = 0; k <= 40; k++) {
            double angle = from + (to - from) * k / 40;
            points[0][k] = radius * StrictMath.cos(angle);
            points[1][k] = radius * StrictMath.sin(angle);
        }
        return points;
    }

    @Test
    void cosinesOfWords() throws IOException {
        List<String> words =
                List.of("king", "queen", "father", "mother", "night", "day", "thou", "thee", "thy");
        double[][] cosines = new double[9][9];
        double[] middles = new double[9];
        Plot plot = Plot.of("word", "word").size(700, 480);
        for (int i = 0; i < 9; i++) {
            middles[i] = i + 0.5;
            for (int j = 0; j < 9; j++) {
                cosines[i][j] =
                        Angle.cosine(
                                WordVectorsTest.Shakespeare.WORDS.of(words.get(i)),
                                WordVectorsTest.Shakespeare.WORDS.of(words.get(j)));
            }
        }
        plot = plot.tiles("cosine", cosines, Shade.SIGN, "%.2f");
        plot = plot.xLabels(words, middles).yLabels(words, middles);
        compare("word-cosines.svg", Figure.of("Cosines of nine words of Shakespeare", plot));
    }

    @Test
    void whatTwoArrowsReach() throws IOException {
        Plot both = Plot.of("near milk", "near bone").equal().xLimits(-2, 8).yLimits(-2, 8);
        both = both.titled("cat and dog");
        for (int k = 0; k <= 3; k++) { // three steps of cat by one of dog
            both = both.segment("grid", 2 * k, k, 2 * k + 1, k + 2);
        }
        both = both.segment("grid", 0, 0, 6, 3).segment("grid", 1, 2, 7, 5);
        both = both.ink("grid", Ink.GRAY).thin("grid").solid("grid").unlabeled("grid");
        both =
                both.line("way", new double[] {0, 6, 7}, new double[] {0, 3, 5})
                        .ink("way", Ink.BLACK)
                        .unlabeled("way")
                        .point("(7,5)", 7, 5)
                        .ink("(7,5)", Ink.BLACK)
                        .label("(7,5)", 7, 5, Side.ABOVE)
                        .vector("cat", 2, 1)
                        .vector("dog", 1, 2)
                        .ink("cat", Ink.BLUE)
                        .ink("dog", Ink.VERMILION)
                        .label("cat", 1.7, 0.6, Side.BELOW_RIGHT)
                        .label("dog", 0.5, 1.4, Side.ABOVE_LEFT);
        Plot line = Plot.of("near milk", "").equal().xLimits(-2, 8).yLimits(-2, 8);
        line =
                line.titled("cat and kitten")
                        .segment("their span", -4, -2, 16, 8)
                        .ink("their span", Ink.GRAY)
                        .label("their span", 5.4, 0.9, Side.CENTER)
                        .point("(7,5)", 7, 5)
                        .ink("(7,5)", Ink.BLACK)
                        .label("(7,5)", 7, 5, Side.ABOVE)
                        .vector("kitten", 4, 2)
                        .label("kitten", 3.4, 1.9, Side.ABOVE_LEFT)
                        .vector("cat", 2, 1)
                        .ink("cat", Ink.BLUE)
                        .ink("kitten", Ink.GRAY)
                        .solid("kitten")
                        .label("cat", 1.6, 0.6, Side.BELOW_RIGHT);
        compare("span-and-basis.svg", Figure.row("What two arrows span", both, line));
    }

    /// The image of the unit square.
    static Plot image(Plot plot, String name, Matrix a) {
        double[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
        double[] x = new double[4];
        double[] y = new double[4];
        for (int i = 0; i < 4; i++) {
            Vector corner = a.times(Vector.of(corners[i]));
            x[i] = corner.get(0);
            y[i] = corner.get(1);
        }
        return plot.polygon(name, x, y);
    }

    private static Plot grid(Plot plot, Matrix a) {
        Plot drawn = plot;
        for (int k = -6; k <= 6; k++) {
            Vector left = a.times(Vector.of(-6, k));
            Vector right = a.times(Vector.of(6, k));
            Vector low = a.times(Vector.of(k, -6));
            Vector high = a.times(Vector.of(k, 6));
            drawn = drawn.segment("g", left.get(0), left.get(1), right.get(0), right.get(1));
            drawn = drawn.segment("g", low.get(0), low.get(1), high.get(0), high.get(1));
        }
        return drawn.ink("g", Ink.GRAY).thin("g").solid("g").unlabeled("g");
    }

    @Test
    void whatAMatrixDoesToTheUnitSquare() throws IOException {
        Plot before = Plot.of("first entry", "second entry").equal().titled("x: (1,0) and (0,1)");
        before = grid(before.xLimits(-1, 4).yLimits(-1, 4), Matrix.identity(2));
        before = image(before, "unit square", Matrix.identity(2)).unlabeled("unit square");
        before = before.vector("(1,0)", 1, 0).vector("(0,1)", 0, 1);
        before = before.ink("(1,0)", Ink.BLUE).ink("(0,1)", Ink.VERMILION);
        before = before.ink("unit square", Ink.GREEN);
        before = before.label("(1,0)", 1.5, 0.5, Side.CENTER).label("(0,1)", 0.5, 1.5, Side.CENTER);
        Plot after = Plot.of("first entry", "").equal().titled("Ax: cat and dog");
        after = grid(after.xLimits(-1, 4).yLimits(-1, 4), A);
        after = image(after, "its image", A).unlabeled("its image");
        after = after.vector("cat", 2, 1).vector("dog", 1, 2).ink("its image", Ink.GREEN);
        after = after.ink("cat", Ink.BLUE).ink("dog", Ink.VERMILION);
        after = after.label("cat", 2, 1, Side.BELOW_RIGHT).label("dog", 1, 2, Side.ABOVE_LEFT);
        compare("unit-square.svg", Figure.row("What A does to the unit square", before, after));
    }

    /// The image of the unit square with its two sides.
    private static Plot sides(String title, String yTitle, Matrix a) {
        Plot plot = Plot.of("first entry", yTitle).equal().titled(title).origin().size(280, 235);
        plot = image(plot.xLimits(-3.4, 3.4).yLimits(-1.4, 3.4), "image", a).unlabeled("image");
        plot = plot.vector("1st", a.get(0, 0), a.get(1, 0)).vector("2nd", a.get(0, 1), a.get(1, 1));
        return plot.ink("image", Ink.GREEN).ink("1st", Ink.BLUE).ink("2nd", Ink.VERMILION);
    }

    @Test
    void firstAThenATurn() throws IOException {
        Matrix turn = Matrix.of(2, 2, 0, -1, 1, 0);
        Plot a = sides("A", "second entry", A);
        Plot turnAfterA = sides("A, then the turn", "", turn.times(A));
        Plot turned = sides("the turn", "second entry", turn);
        Plot aAfterTurn = sides("the turn, then A", "", A.times(turn));
        a = a.label("1st", 2, 1, Side.BELOW_RIGHT).label("2nd", 1, 2, Side.ABOVE_LEFT);
        turnAfterA = turnAfterA.label("1st", -1, 2, Side.ABOVE_RIGHT);
        turnAfterA = turnAfterA.label("2nd", -2, 1, Side.LEFT);
        turned = turned.label("1st", 0, 1, Side.ABOVE_RIGHT).label("2nd", -1, 0, Side.BELOW);
        aAfterTurn = aAfterTurn.label("1st", 1, 2, Side.ABOVE_RIGHT);
        aAfterTurn = aAfterTurn.label("2nd", -2, -1, Side.ABOVE_LEFT);
        compare(
                "composition.svg",
                Figure.grid("Two maps in two orders", 2, a, turnAfterA, turned, aAfterTurn));
    }

    /// A table of numbers whose upper left corner lies at (left, 3); the shaded cells are those of rows and columns of which
    /// the mask has a 1.
    private static Plot table(Plot plot, Matrix a, double left, Matrix mask) {
        Plot drawn = plot;
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                double x = left + j;
                double y = 3 - i;
                String name = mask.get(i, j) == 1 ? "used" : "cell";
                double[] across = {x, x + 1, x + 1, x};
                drawn = drawn.polygon(name, across, new double[] {y, y, y - 1, y - 1});
                String number = String.valueOf(Math.round(a.get(i, j)));
                drawn = drawn.text("number", number, x + 0.5, y - 0.5, Side.CENTER);
            }
        }
        return drawn;
    }

    private static Plot reading(String title, Matrix ofX, Matrix ofW, Matrix ofProduct) {
        Matrix x = Matrix.of(2, 3, 1, 2, 3, 0, 1, 0);
        Matrix w = Matrix.of(3, 2, 1, 0, 0, 1, 1, 1);
        Plot plot = Plot.of("", "").bare().equal().titled(title).size(280, 170);
        plot = plot.xLimits(-0.1, 9.1).yLimits(-0.2, 3.2);
        plot = table(plot, x, 0, ofX);
        plot = table(plot, w, 4, ofW);
        plot = table(plot, x.times(w), 7, ofProduct);
        return plot.ink("used", Ink.ORANGE)
                .ink("cell", Ink.GRAY)
                .ink("number", Ink.BLACK)
                .unlabeled("used", "cell", "number");
    }

    @Test
    void fourReadingsOfAProduct() throws IOException {
        Matrix row = Matrix.of(2, 3, 1, 1, 1, 0, 0, 0);
        Matrix column = Matrix.of(3, 2, 1, 0, 1, 0, 1, 0);
        Matrix all = Matrix.of(2, 2, 1, 1, 1, 1);
        Plot entries = reading("by entries", row, column, Matrix.of(2, 2, 1, 0, 0, 0));
        Plot columns =
                reading(
                        "by columns",
                        Matrix.of(2, 3, 1, 1, 1, 1, 1, 1),
                        column,
                        Matrix.of(2, 2, 1, 0, 1, 0));
        Plot rows =
                reading(
                        "by rows",
                        row,
                        Matrix.of(3, 2, 1, 1, 1, 1, 1, 1),
                        Matrix.of(2, 2, 1, 1, 0, 0));
        Plot sheets =
                reading(
                        "by sheets, one of three",
                        Matrix.of(2, 3, 1, 0, 0, 1, 0, 0),
                        Matrix.of(3, 2, 1, 1, 0, 0, 0, 0),
                        all);
        compare(
                "four-readings.svg",
                Figure.grid("Four readings of a product", 2, entries, columns, rows, sheets));
    }

    @Test
    void gramSchmidtOnCatAndDog() throws IOException {
        Vector shadow = LineProjection.onto(CAT, DOG);
        Matrix q = Qr.householder(A).q();
        Plot rest = plane(-1.2, 2.4, -0.6, 2.4).titled("take the shadow away");
        rest = rest.segment("line", -1.2, -0.6, 2.4, 1.2).ink("line", Ink.GRAY).thin("line");
        rest = rest.unlabeled("line").vector("dog", 1, 2).label("dog", 1, 2, Side.RIGHT);
        rest = rest.vector("shadow", shadow.get(0), shadow.get(1));
        rest = rest.label("shadow", 1.1, 0.5, Side.BELOW_RIGHT);
        rest = rest.vector("rest", DOG.get(0) - shadow.get(0), DOG.get(1) - shadow.get(1));
        rest = rest.label("rest", -0.6, 1.2, Side.ABOVE).ink("dog", Ink.VERMILION);
        rest = rest.ink("shadow", Ink.GREEN).ink("rest", Ink.PURPLE);
        Plot unit = Plot.of("near milk", "").equal().origin().titled("make length 1");
        unit = unit.xLimits(-1.2, 2.4).yLimits(-0.6, 2.4);
        double[][] circle = arc(-0.3, 2.8, 1);
        unit =
                unit.line("length 1", circle[0], circle[1])
                        .ink("length 1", Ink.GRAY)
                        .thin("length 1");
        unit = unit.solid("length 1").unlabeled("length 1");
        unit = unit.vector("shadow", q.get(0, 0), q.get(1, 0)).unlabeled("shadow");
        unit = unit.text("shadow", "q₁", q.get(0, 0), q.get(1, 0), Side.RIGHT);
        unit = unit.vector("rest", q.get(0, 1), q.get(1, 1)).unlabeled("rest");
        unit = unit.text("rest", "q₂", q.get(0, 1), q.get(1, 1), Side.ABOVE_LEFT);
        unit = unit.ink("shadow", Ink.GREEN).ink("rest", Ink.PURPLE);
        compare("gram-schmidt-steps.svg", Figure.row("Gram–Schmidt on cat and dog", rest, unit));
    }

    private static Plot lines(String title, String yTitle) {
        return Plot.of("x₁", yTitle).titled(title).equal().xLimits(-1, 5).yLimits(-1, 5);
    }

    @Test
    void linesThatMeetOrNot() throws IOException {
        Plot once =
                lines("once", "x₂")
                        .segment("first", -1, 9, 5, -3)
                        .segment("second", -1, 3, 5, 0)
                        .text("first", "2x₁+x₂=7", 1.2, 4.5, Side.RIGHT)
                        .text("second", "x₁+2x₂=5", 2.3, -0.4, Side.CENTER)
                        .unlabeled("first", "second")
                        .point("(3,1)", 3, 1)
                        .ink("(3,1)", Ink.BLACK)
                        .label("(3,1)", 3.1, 2.2, Side.RIGHT);
        Plot never =
                lines("never", "")
                        .segment("first", -1, 2.25, 5, -0.75)
                        .segment("second", -1, 3, 5, 0)
                        .text("first", "2x₁+4x₂=7", 1.1, -0.4, Side.CENTER)
                        .text("second", "x₁+2x₂=5", 2.7, 3, Side.CENTER)
                        .unlabeled("first", "second");
        Plot everywhere =
                lines("everywhere", "x₂")
                        .segment("first", -1, 2, 5, -1)
                        .segment("second", -1, 2, 5, -1)
                        .text("first", "2x₁+4x₂=6", 2.7, 3.4, Side.CENTER)
                        .text("second", "x₁+2x₂=3", 2.7, 2.4, Side.CENTER)
                        .unlabeled("first", "second");
        compare(
                "lines-meet.svg",
                Figure.grid("Two equations in two unknowns", 2, once, never, everywhere));
    }

    /// A flat piece of space, seen from the front, above, and a little from the right.
    private static Plot piece(Plot plot, String name, double[]... corners) {
        double[] x = new double[corners.length];
        double[] y = new double[corners.length];
        for (int i = 0; i < corners.length; i++) {
            double[] c = corners[i];
            x[i] = c[0] - 0.5 * c[1];
            y[i] = c[2] - 0.35 * c[1];
        }
        return plot.polygon(name, x, y).unlabeled(name);
    }

    @Test
    void planesThatMeetOrNot() throws IOException {
        Plot room = Plot.of("", "").bare().equal().titled("one point");
        room = piece(room, "first", point(0, 0, 0), point(2, 0, 0), point(2, 2, 0), point(0, 2, 0));
        room =
                piece(
                        room,
                        "second",
                        point(0, 0, 0),
                        point(2, 0, 0),
                        point(2, 0, 2),
                        point(0, 0, 2));
        room = piece(room, "third", point(0, 0, 0), point(0, 2, 0), point(0, 2, 2), point(0, 0, 2));
        room = room.point("corner", 0, 0).ink("corner", Ink.BLACK).unlabeled("corner");
        Plot tent = Plot.of("", "").bare().equal().titled("no point");
        tent =
                piece(
                        tent,
                        "first",
                        point(-1, 0, 0),
                        point(3, 0, 0),
                        point(3, 2, 0),
                        point(-1, 2, 0));
        tent =
                piece(
                        tent,
                        "second",
                        point(-0.3, 0, -0.5),
                        point(1.4, 0, 2.4),
                        point(1.4, 2, 2.4),
                        point(-0.3, 2, -0.5));
        tent =
                piece(
                        tent,
                        "third",
                        point(2.3, 0, -0.5),
                        point(0.6, 0, 2.4),
                        point(0.6, 2, 2.4),
                        point(2.3, 2, -0.5));
        compare("planes-meet.svg", Figure.row("Three equations in three unknowns", room, tent));
    }

    private static double[] point(double... coordinates) {
        return coordinates;
    }

    @Test
    void fourSubspacesOfCatAndKitten() throws IOException {
        FourSubspaces s = FourSubspaces.of(K);
        Plot from = Plot.of("x₁", "x₂").equal().titled("where x lives");
        from = from.xLimits(-3, 3).yLimits(-3, 3);
        from = through(from, "row space", s.rows());
        from = from.text("row space", "row\nspace", 1.6, 1.6, Side.RIGHT);
        from = through(from, "null space", s.kernel());
        from = from.text("null space", "null\nspace", -1.6, -0.6, Side.CENTER);
        from = from.unlabeled("row space", "null space");
        from = from.vector("(1,2)", 1, 2).ink("(1,2)", Ink.BLACK).label("(1,2)", 1, 2, Side.LEFT);
        from = from.vector("(−2,1)", -2, 1).ink("(−2,1)", Ink.BLACK);
        from = from.label("(−2,1)", -1.8, 2, Side.CENTER);
        Plot to = Plot.of("y₁", "y₂").equal().titled("where Kx lives");
        to = to.xLimits(-12, 12).yLimits(-12, 12);
        to = through(to, "column space", s.columns());
        to = to.text("column space", "column\nspace", 7.5, -1.5, Side.CENTER);
        to = through(to, "left null space", s.leftKernel());
        to = to.text("left null space", "left null\nspace", -4, 9.5, Side.RIGHT);
        to = to.unlabeled("column space", "left null space");
        Vector image = K.times(Vector.of(1, 2)); // (10, 5)
        to = to.vector("K(1,2)", image.get(0), image.get(1));
        to = to.ink("K(1,2)", Ink.BLACK).label("K(1,2)", 5.5, 6.3, Side.CENTER);
        Vector none = K.times(Vector.of(-2, 1)); // 0
        to = to.point("K(−2,1) = 0", none.get(0), none.get(1)).ink("K(−2,1) = 0", Ink.BLACK);
        to = to.label("K(−2,1) = 0", -5.5, -8, Side.CENTER);
        compare("four-subspaces.svg", Figure.row("The four subspaces of K", from, to));
    }

    private static Plot through(Plot plot, String name, Matrix direction) {
        double x = 20 * direction.get(0, 0);
        double y = 20 * direction.get(1, 0);
        return plot.segment(name, -x, -y, x, y);
    }

    @Test
    void theBestLine() throws IOException {
        Matrix a = Matrix.of(3, 2, 1, 0, 1, 1, 1, 2);
        Vector b = Vector.of(1, 2, 4);
        Vector x = LeastSquares.solve(a, b);
        Vector fit = a.times(x);
        Plot line = Plot.of("time", "reading").titled("a line near three points");
        line = line.xLimits(-0.4, 2.4).yLimits(0, 4.6);
        line = line.curve("best line", t -> x.get(0) + x.get(1) * t, -0.3, 2.3);
        line = line.label("best line", 1.4, 2.9, Side.ABOVE_LEFT);
        for (int i = 0; i < 3; i++) {
            line = line.segment("error", i, b.get(i), i, fit.get(i));
        }
        line = line.solid("error").label("error", 1.03, 2.1, Side.BELOW_RIGHT);
        line = line.points("readings", new double[] {0, 1, 2}, b.toArray());
        line =
                line.ink("readings", Ink.BLACK)
                        .thin("readings")
                        .label("readings", 0.1, 0.45, Side.RIGHT);
        // the same in space, drawn with the plane of the columns as floor
        Plot space = Plot.of("", "").bare().equal().titled("a shadow on a plane");
        space = space.xLimits(-0.6, 5.5).yLimits(-0.9, 3.9);
        space =
                space.polygon(
                        "all Ax",
                        new double[] {-0.4, 3.9, 5.3, 1},
                        new double[] {-0.2, -0.2, 1.5, 1.5});
        space = space.ink("all Ax", Ink.GRAY).label("all Ax", 3.3, -0.3, Side.BELOW);
        space = space.arrow("best Ax", 0.3, 0, 2.9, 0.8).label("best Ax", 0.6, -0.3, Side.BELOW);
        space = space.segment("residual", 2.9, 0.8, 2.9, 3.4);
        space = space.dashed("residual").label("residual", 2.95, 2.3, Side.RIGHT);
        space = space.arrow("b", 0.3, 0, 2.9, 3.4).label("b", 1.6, 1.8, Side.ABOVE_LEFT);
        space = space.line("corner", new double[] {2.65, 2.65, 2.9}, new double[] {0.72, 1, 1.08});
        space = space.ink("corner", Ink.GRAY).thin("corner").solid("corner").unlabeled("corner");
        compare("least-squares.svg", Figure.row("Least squares, twice", space, line));
    }
}
