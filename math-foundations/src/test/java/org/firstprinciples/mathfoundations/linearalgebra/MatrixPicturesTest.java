package org.firstprinciples.mathfoundations.linearalgebra;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Shade;
import org.firstprinciples.curriculum.plots.Side;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Pictures of the second half of `linear-algebra.md`: areas, axes, clouds. With `-Dpictures=write` they are written,
/// otherwise compared.
class MatrixPicturesTest {

    private static final Matrix A = LinearAlgebraPicturesTest.A;
    private static final Matrix B = Matrix.of(2, 2, 3, 0, 4, 5);

    @Test
    void theDeterminantIsAnArea() throws IOException {
        Matrix swapped = Matrix.of(2, 2, 1, 2, 2, 1);
        Matrix[] maps = {Matrix.identity(2), A, LinearAlgebraPicturesTest.K, swapped};
        String[] titles = {"unit square, area 1", "area 3", "area 0", "turned over: −3"};
        Side[] right = {Side.ABOVE_RIGHT, Side.BELOW_RIGHT, Side.BELOW_RIGHT, Side.ABOVE_LEFT};
        Side[] left = {Side.ABOVE_RIGHT, Side.ABOVE_LEFT, Side.ABOVE_LEFT, Side.BELOW_RIGHT};
        Plot[] plots = new Plot[4];
        for (int i = 0; i < 4; i++) {
            Matrix a = maps[i];
            String yTitle = i % 2 == 0 ? "second entry" : "";
            Plot plot = Plot.of("first entry", yTitle).equal().origin().titled(titles[i]);
            double most = i == 2 ? 6.6 : 3.6;
            plot = plot.xLimits(-0.1 * most, most).yLimits(-0.1 * most, 0.9 * most);
            plot = LinearAlgebraPicturesTest.image(plot, "image", a).unlabeled("image");
            plot = plot.vector("2nd", a.get(0, 1), a.get(1, 1));
            plot = plot.vector("1st", a.get(0, 0), a.get(1, 0)).ink("image", Ink.GREEN);
            plot = plot.ink("1st", Ink.BLUE).ink("2nd", Ink.VERMILION);
            plot = plot.label("2nd", a.get(0, 1), a.get(1, 1), left[i]);
            plots[i] = plot.label("1st", a.get(0, 0), a.get(1, 0), right[i]);
        }
        compare("determinant-area.svg", Figure.grid("Images of the unit square", 2, plots));
    }

    @Test
    void coordinatesAlongEigenvectors() throws IOException {
        Plot before = axes("cat", "second entry", 2.6, Vector.of(2, 1), "3/2", "1/2");
        Plot after = axes("A cat", "", 6.5, A.times(Vector.of(2, 1)), "9/2", "1/2");
        compare("eigen-coordinates.svg", Figure.row("Along the eigenvectors", before, after));
    }

    /// A point as a way along (1,1) and then along (1,−1).
    private static Plot axes(
            String name, String yTitle, double most, Vector x, String first, String second) {
        double low = -0.35 * most;
        Plot plot = Plot.of("first entry", yTitle).equal().titled(name);
        plot = plot.xLimits(low, most).yLimits(low, most);
        plot = plot.segment("axes", low, low, most, most).segment("axes", low, -low, -low, low);
        plot = plot.ink("axes", Ink.GRAY).thin("axes").solid("axes").unlabeled("axes");
        double along = (x.get(0) + x.get(1)) / 2;
        plot = plot.vector("along (1,1)", along, along).unlabeled("along (1,1)");
        plot = plot.text("along (1,1)", first, along / 2 - 0.03 * most, along / 2, Side.LEFT);
        plot = plot.arrow("along (1,−1)", along, along, x.get(0), x.get(1));
        plot = plot.unlabeled("along (1,−1)");
        double middle = (along + x.get(1)) / 2;
        double beside = (along + x.get(0)) / 2;
        plot = plot.text("along (1,−1)", second, beside + 0.03 * most, middle, Side.RIGHT);
        plot = plot.text("axes", "(1,1)", 0.87 * most, 0.9 * most, Side.LEFT);
        plot = plot.text("axes", "(1,−1)", 0.25 * most, -0.2 * most, Side.RIGHT);
        plot = plot.vector(name, x.get(0), x.get(1)).ink(name, Ink.BLACK);
        return plot.label(name, x.get(0) / 2, x.get(1) / 2, Side.BELOW_RIGHT);
    }

    @Test
    void directionsThatStay() throws IOException {
        Plot plot = Plot.of("first entry", "second entry").equal().origin();
        plot = plot.xLimits(-2.5, 3.1).yLimits(-2.5, 2.6).size(560, 520);
        for (Matrix a : List.of(Matrix.identity(2), A)) {
            double[][] curve = circle(a);
            plot = plot.line("curves", curve[0], curve[1]);
        }
        plot = plot.ink("curves", Ink.GRAY).thin("curves").solid("curves").unlabeled("curves");
        plot = fromTo(plot, Ink.BLUE, Vector.of(1, 0), "(1,0)", "A(1,0)");
        plot = plot.label("A(1,0)", 2, 1, Side.BELOW_RIGHT).label("(1,0)", 0.6, -0.06, Side.BELOW);
        plot = fromTo(plot, Ink.VERMILION, Vector.of(0, 1), "(0,1)", "A(0,1)");
        plot = plot.label("A(0,1)", 1, 2, Side.ABOVE_LEFT).label("(0,1)", -0.06, 0.6, Side.LEFT);
        double half = 1 / Math.sqrt(2);
        plot = fromTo(plot, Ink.GREEN, Vector.of(half, half), "x", "Ax = 3x");
        plot = plot.label("Ax = 3x", 3 * half, 3 * half, Side.ABOVE_RIGHT);
        plot = plot.label("x", 0.98, 0.76, Side.CENTER);
        plot = plot.vector("Ax = x", half, -half).ink("Ax = x", Ink.PURPLE);
        plot = plot.label("Ax = x", half, -half, Side.BELOW_RIGHT);
        compare("eigenvectors.svg", Figure.of("Four arrows x and their images Ax", plot));
    }

    /// An arrow, thin, and its image, both in one color.
    private static Plot fromTo(Plot plot, Ink ink, Vector x, String name, String nameOfImage) {
        Vector image = A.times(x);
        return plot.vector(nameOfImage, image.get(0), image.get(1))
                .ink(nameOfImage, ink)
                .vector(name, x.get(0), x.get(1))
                .ink(name, ink)
                .thin(name);
    }

    /// The parallelogram of the columns of `A` in upright strips, before and after the step of elimination.
    @Test
    void eliminationIsAShear() throws IOException {
        Matrix step = Matrix.of(2, 2, 1, 0, -0.5, 1);
        Plot before = strips("columns of A", "second entry", Matrix.identity(2));
        before = before.text("cat", 2.1, 0.8, Side.RIGHT).text("dog", 0.9, 2.1, Side.LEFT);
        Plot after = strips("after the step", "", step);
        Vector pivots = Vector.of(2, A.get(1, 1) - 0.5 * A.get(0, 1)); // 2 and 1.5
        after = after.segment("height", 1, 0, 1, pivots.get(1)).ink("height", Ink.BLACK);
        after = after.solid("height").unlabeled("height");
        after = after.text(String.valueOf(pivots.get(1)), 0.1, 1.2, Side.CENTER);
        after = after.text("2", pivots.get(0) / 2, -0.3, Side.CENTER);
        compare("elimination-shear.svg", Figure.row("One step of elimination", before, after));
    }

    private static Plot strips(String title, String yTitle, Matrix map) {
        Plot plot = Plot.of("first entry", yTitle).equal().titled(title);
        plot = plot.xLimits(-0.6, 3.4).yLimits(-0.6, 3.2);
        for (int k = 0; k < 6; k++) {
            double[] across = {k / 2.0, (k + 1) / 2.0, (k + 1) / 2.0, k / 2.0};
            double[] x = new double[4];
            double[] y = new double[4];
            for (int i = 0; i < 4; i++) {
                double c = across[i]; // the edges bend where a column ends: at 2 below, at 1 above
                double height = i < 2 ? Math.max(c / 2, 2 * c - 3) : Math.min(2 * c, 1.5 + c / 2);
                Vector corner = map.times(Vector.of(c, height));
                x[i] = corner.get(0);
                y[i] = corner.get(1);
            }
            plot = plot.polygon(k % 2 == 0 ? "even" : "odd", x, y);
        }
        return plot.ink("even", Ink.GREEN).ink("odd", Ink.ORANGE).unlabeled("even", "odd");
    }

    private static Vector unit(double angle) {
        return Vector.of(StrictMath.cos(angle), StrictMath.sin(angle));
    }

    /// The image of the unit circle, first and second entries.
    private static double[][] circle(Matrix a) {
        double[][] points = new double[2][73];
        for (int k = 0; k <= 72; k++) {
            Vector y = a.times(unit(k * Math.PI / 36));
            points[0][k] = y.get(0);
            points[1][k] = y.get(1);
        }
        return points;
    }

    @Test
    void bowlValleyAndSaddle() throws IOException {
        Matrix[] forms = {A, Matrix.of(2, 2, 1, 1, 1, 1), Matrix.of(2, 2, 1, 2, 2, 1)};
        String[] titles = {"bowl: 3, 1", "valley: 2, 0", "saddle: 3, −1"};
        double[][] levels = {{1, 3, 6, 10}, {1, 3, 6, 10}, {-3, -1, 0, 1, 3, 6}};
        Plot[] plots = new Plot[6];
        for (int i = 0; i < 3; i++) {
            Matrix a = forms[i];
            plots[2 * i] = surface(a, titles[i]);
            plots[2 * i + 1] =
                    Plot.of("x₁", "x₂")
                            .equal()
                            .titled(titles[i])
                            .size(280, 270)
                            .xLimits(-2, 2)
                            .yLimits(-2, 2)
                            .xTicks(-2, -1, 0, 1, 2)
                            .yTicks(-2, -1, 0, 1, 2)
                            .contours("form", (x, y) -> form(a, x, y), levels[i]);
        }
        compare("quadratic-forms.svg", Figure.grid("Three quadratic forms", 2, plots));
    }

    /// The graph of a form as a net of lines along (1,1) and (1,−1), seen from the side with (1,−1) to the right.
    private static Plot surface(Matrix a, String title) {
        Plot plot =
                Plot.of("", "")
                        .bare()
                        .titled(title)
                        .size(280, 270)
                        .xLimits(-2.6, 2.6)
                        .yLimits(-1.8, 3.1);
        int steps = 16;
        for (int line = -4; line <= 4; line++) {
            double[][] x = new double[2][steps + 1];
            double[][] y = new double[2][steps + 1];
            for (int k = 0; k <= steps; k++) {
                double s = line / 4.0;
                double t = 2.0 * k / steps - 1;
                for (int way = 0; way < 2; way++) {
                    double right = way == 0 ? t : s; // along (1,−1)
                    double back = way == 0 ? s : t; // along (1,1)
                    double height = form(a, back + right, back - right);
                    x[way][k] = 1.7 * right + 0.8 * back;
                    y[way][k] = 0.75 * back - 0.25 * right + 0.25 * height;
                }
            }
            plot = plot.line("across", x[0], y[0]).line("along", x[1], y[1]);
        }
        plot = plot.ink("across", Ink.BLUE).ink("along", Ink.VERMILION);
        plot = plot.solid("across").solid("along").thin("across").thin("along");
        return plot.unlabeled("across", "along");
    }

    private static double form(Matrix a, double... x) {
        Vector v = Vector.of(x);
        return v.dot(a.times(v));
    }

    @Test
    void stepsTowardTheFirstAxis() throws IOException {
        double[] steps = {0, 1, 2, 3, 4, 5};
        double[] quotients = new double[6];
        double[] tangents = new double[6];
        for (int k = 0; k < 6; k++) {
            PowerIteration result = PowerIteration.of(A, Vector.of(1, 0), 0, k);
            Vector q = result.vector();
            quotients[k] = result.value();
            tangents[k] = (q.get(0) - q.get(1)) / (q.get(0) + q.get(1));
        }
        Plot value = Plot.of("step", "Rayleigh quotient").yLimits(1.9, 3.1);
        value = value.level("eigenvalue 3", 3);
        value = value.line("quotient", steps, quotients).points("quotient", steps, quotients);
        value = value.unlabeled("quotient");
        Plot angle = Plot.of("step", "tangent of the angle").logY();
        angle = angle.line("tangent", steps, tangents).points("tangent", steps, tangents);
        angle = angle.unlabeled("tangent");
        compare("power-iteration.svg", Figure.row("Five steps of power iteration", value, angle));
    }

    @Test
    void aCircleAndItsEllipse() throws IOException {
        Svd svd = Svd.of(B);
        Plot before = Plot.of("first entry", "second entry").equal().origin().titled("x");
        before = before.xLimits(-1.6, 1.6).yLimits(-1.6, 1.6);
        double[][] circle = circle(Matrix.identity(2));
        before = before.line("circle", circle[0], circle[1]).ink("circle", Ink.GRAY);
        before = before.solid("circle").unlabeled("circle");
        Plot after = Plot.of("first entry", "").equal().origin().titled("Bx");
        after = after.xLimits(-7, 7).yLimits(-7, 7);
        double[][] ellipse = circle(B);
        after = after.line("circle", ellipse[0], ellipse[1]).ink("circle", Ink.GRAY);
        after = after.solid("circle").unlabeled("circle");
        String[] names = {"v₁", "v₂"};
        String[] images = {"6.71 u₁", "2.24 u₂"};
        Side[] sides = {Side.ABOVE_RIGHT, Side.BELOW_RIGHT};
        for (int i = 0; i < 2; i++) {
            double x = svd.v().get(0, i);
            double y = svd.v().get(1, i);
            before = before.vector(names[i], x, y).label(names[i], x, y, sides[i]);
            Vector image = B.times(Vector.of(x, y));
            after = after.vector(names[i], image.get(0), image.get(1)).unlabeled(names[i]);
            double left = i == 0 ? 0.4 : image.get(0);
            Side side = i == 0 ? Side.LEFT : Side.RIGHT;
            after = after.text(names[i], images[i], left, image.get(1), side);
        }
        compare("singular-values.svg", Figure.row("From the circle to an ellipse", before, after));
    }

    @Test
    void aDigitFromAFewNumbers() throws IOException {
        Matrix digit = LowRankTest.digit(3);
        Svd svd = Svd.of(digit);
        int[] ranks = {1, 2, 4, 8};
        Plot[] plots = new Plot[4];
        for (int i = 0; i < 4; i++) {
            Matrix near = LowRank.truncate(svd, ranks[i]);
            double[][] pixels = new double[8][8];
            for (int row = 0; row < 8; row++) {
                for (int column = 0; column < 8; column++) {
                    pixels[row][column] = Math.clamp(near.get(row, column) / 16, 0, 1);
                }
            }
            String title = ranks[i] == 8 ? "image" : ranks[i] + " of 8";
            plots[i] =
                    Plot.of("", "").bare().equal().titled(title).tiles("digit", pixels, Shade.INK);
        }
        compare("digit-low-rank.svg", Figure.row("A 3 from its largest singular values", plots));
    }

    @Test
    void theAxesOfACloud() throws IOException {
        Matrix x = PcaTest.table("iris.csv", 1, 4);
        double[] lengths = new double[300];
        for (int i = 0; i < 150; i++) {
            lengths[2 * i] = x.get(i, 0);
            lengths[2 * i + 1] = x.get(i, 2);
        }
        Matrix cloud = Matrix.of(150, 2, lengths);
        Pca pca = Pca.fit(cloud);
        double[] sepals = new double[150];
        double[] petals = new double[150];
        for (int i = 0; i < 150; i++) {
            sepals[i] = cloud.get(i, 0) - pca.mean().get(0);
            petals[i] = cloud.get(i, 1) - pca.mean().get(1);
        }
        Plot plot =
                Plot.of("sepal length less its average, cm", "petal length less its average, cm");
        plot = plot.equal().xLimits(-3.5, 3.5).yLimits(-4.5, 4.5).size(560, 600);
        plot = plot.points("flowers", sepals, petals).ink("flowers", Ink.GRAY).unlabeled("flowers");
        String[] names = {"first axis", "second axis"};
        Side[] sides = {Side.ABOVE, Side.RIGHT};
        for (int i = 0; i < 2; i++) {
            double sign = pca.components().get(i == 0 ? 1 : 0, i) < 0 ? -1 : 1;
            double length = 2 * sign * Math.sqrt(pca.variances().get(i));
            double toX = length * pca.components().get(0, i);
            double toY = length * pca.components().get(1, i);
            plot = plot.vector(names[i], toX, toY).label(names[i], toX, toY, sides[i]);
        }
        compare("pca-axes.svg", Figure.of("Main axes of a cloud of 150 irises", plot));
    }

    /// The first two coordinates of the samples that a test of the row keeps.
    private static Plot cloud(Plot plot, String name, Matrix plane, List<Integer> rows) {
        double[] x = rows.stream().mapToDouble(i -> plane.get(i, 0)).toArray();
        double[] y = rows.stream().mapToDouble(i -> plane.get(i, 1)).toArray();
        return plot.points(name, x, y);
    }

    @Test
    void irisesInTwoDimensions() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("data", "iris.csv"));
        Matrix x = PcaTest.table("iris.csv", 1, 4);
        Matrix plane = oriented(Pca.fit(x).transform(x, 2), 0, -1, 1);
        Plot plot = Plot.of("first component, 92.5 % of the spread", "second, 5.3 %");
        for (String species : List.of("setosa", "versicolor", "virginica")) {
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < x.rows(); i++) {
                if (lines.get(i + 1).endsWith(species)) {
                    rows.add(i);
                }
            }
            plot = cloud(plot, species, plane, rows);
        }
        plot = plot.xLimits(-4, 4.5).yLimits(-1.8, 1.8);
        plot =
                plot.label("setosa", -2.7, 1.5, Side.ABOVE)
                        .label("versicolor", 0.3, -1.5, Side.CENTER);
        plot = plot.label("virginica", 3, -1.0, Side.CENTER);
        compare("iris.svg", Figure.of("150 irises along two principal components", plot));
    }

    /// Signs are arbitrary: those that give this row coordinates of these signs.
    private static Matrix oriented(Matrix plane, int row, double... signs) {
        double[] turned = plane.toArray();
        for (int j = 0; j < 2; j++) {
            if (plane.get(row, j) * signs[j] < 0) {
                for (int i = 0; i < plane.rows(); i++) {
                    turned[2 * i + j] = -turned[2 * i + j];
                }
            }
        }
        return Matrix.of(plane.rows(), 2, turned);
    }

    @Test
    void digitsInTwoDimensions() throws IOException {
        Matrix table = PcaTest.table("digits.csv", 0, 65);
        Matrix x = PcaTest.table("digits.csv", 0, 64);
        Matrix plane = oriented(Pca.fit(x).transform(x, 2), 0, 1, 1);
        Plot plot = Plot.of("first component, 14.9 % of the spread", "second, 13.6 %");
        int[] shown = {0, 3, 4, 6};
        for (int digit : shown) {
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                if (table.get(i, 64) == digit) {
                    rows.add(i);
                }
            }
            plot = cloud(plot, String.valueOf(digit), plane, rows);
        }
        compare(
                "digits-plane.svg",
                Figure.of("Images of four digits along two axes", plot.size(560, 460)));
    }

    @Test
    void cosinesInManyDimensions() throws IOException {
        Plot plot = Plot.of("t", "share with |cosine| ≥ t").size(560, 380);
        for (int d : new int[] {10, 100, 1000}) {
            List<Double> t = new ArrayList<>(List.of(0.0));
            List<Double> share = new ArrayList<>(List.of(1.0));
            double height = 1;
            for (int k = 1; 2 * k <= d && height > 1e-3; k++) { // |cosine| is a multiple of 2/d
                height = shareBeyond(d, 2.0 * k / d);
                t.addAll(List.of(2.0 * (k - 1) / d, 2.0 * k / d));
                share.addAll(List.of(height, height));
            }
            t.add(1.0);
            share.add(height);
            plot = plot.line(d + " dimensions", array(t), array(share));
        }
        compare("random-cosines.svg", Figure.of("Cosines of sign vectors", plot.yLimits(0, 1)));
    }

    @Test
    void theFourthCorner() throws IOException {
        Plot paper = Plot.of("royal", "male").equal().titled("on paper").size(290, 300);
        paper = paper.xLimits(-0.7, 1.7).yLimits(-1.4, 1.4);
        paper = paper.xTicks(0, 1).yTicks(-1, 0, 1);
        paper = paper.polygon("corners", new double[] {0, 1, 1, 0}, new double[] {1, 1, -1, -1});
        paper = paper.ink("corners", Ink.GRAY).unlabeled("corners");
        paper = paper.points("word", new double[] {0, 1, 0}, new double[] {1, 1, -1});
        paper = paper.ink("word", Ink.BLACK).unlabeled("word");
        paper = paper.text("man", 0, 1, Side.ABOVE).text("king", 1, 1, Side.ABOVE);
        paper = paper.text("woman", 0, -1, Side.BELOW);
        paper = paper.point("queen", 1, -1).label("queen", 1, -1, Side.BELOW);
        WordVectors words = WordVectorsTest.Shakespeare.WORDS;
        Vector sum = words.of("king").minus(words.of("man")).plus(words.of("woman"));
        List<String> shown = List.of("woman", "king", "fear", "queen");
        double[] cosines = new double[4];
        for (int i = 0; i < 4; i++) {
            cosines[i] = Angle.cosine(sum, words.of(shown.get(i)));
        }
        Plot plays = Plot.of("word", "cosine with the sum").titled("in three plays").size(310, 300);
        plays = plays.bars("cosine", shown, cosines).unlabeled("cosine").yLimits(0, 1);
        compare("analogy.svg", Figure.row("king − man + woman", paper, plays));
    }

    @Test
    void whereTheLinesCross() throws IOException {
        Plot steady = crossing("cat and dog", "x₂", A, 7, 5, 5.025);
        steady = steady.xLimits(0, 5).yLimits(-1, 4);
        Plot thin = crossing("nearly parallel", "", Matrix.of(2, 2, 1, 1, 1, 1.01), 2, 2.01, 2.02);
        thin = thin.xLimits(-1, 3).yLimits(-1, 3);
        Plot enlarged = Plot.of("x₁", "x₂").equal().titled("nearly parallel, × 40");
        enlarged = lines(enlarged, Matrix.of(2, 2, 1, 1, 1, 1.01), 2, 2.01, 2.02);
        enlarged = enlarged.xLimits(0.45, 0.55).yLimits(1.45, 1.55);
        enlarged = enlarged.xTicks(0.45, 0.5, 0.55).yTicks(1.45, 1.5, 1.55);
        enlarged = enlarged.text("shifted", "after the shift", 0.5, 1.53, Side.RIGHT);
        compare(
                "condition.svg",
                Figure.grid("Half a percent on the right side", 2, steady, thin, enlarged));
    }

    /// The lines of two equations, and where they cross before and after the second right side changes.
    private static Plot crossing(
            String title, String yTitle, Matrix a, double first, double second, double moved) {
        Plot plot = Plot.of("x₁", yTitle).equal().titled(title);
        plot = lines(plot, a, first, second, moved);
        Vector before = Lu.of(a).solve(Vector.of(first, second));
        Vector after = Lu.of(a).solve(Vector.of(first, moved));
        plot = plot.point("before", before.get(0), before.get(1)).ink("before", Ink.BLACK);
        plot = plot.point("after", after.get(0), after.get(1)).ink("after", Ink.GREEN);
        return plot.label("before", before.get(0), before.get(1), Side.ABOVE_RIGHT)
                .label("after", after.get(0), after.get(1), Side.BELOW_LEFT);
    }

    private static Plot lines(Plot plot, Matrix a, double first, double second, double moved) {
        Plot drawn = line(plot, "first", a.get(0, 0), a.get(0, 1), first);
        drawn = line(drawn, "second", a.get(1, 0), a.get(1, 1), second);
        drawn = line(drawn, "shifted", a.get(1, 0), a.get(1, 1), moved);
        return drawn.thin("shifted").unlabeled("first", "second", "shifted");
    }

    private static Plot line(Plot plot, String name, double a, double b, double c) {
        return plot.segment(name, -2, (c + 2 * a) / b, 6, (c - 6 * a) / b);
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(x -> x).toArray();
    }

    /// Of all `2ᵈ` sign vectors, the share with `|d − 2i| ≥ td`, where `i` entries are −1.
    private static double shareBeyond(int d, double t) {
        BigInteger tail = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE; // d over i
        for (int i = 0; i <= d; i++) {
            if (Math.abs(d - 2 * i) >= t * d - 1e-9) {
                tail = tail.add(choose);
            }
            choose = choose.multiply(BigInteger.valueOf(d - i)).divide(BigInteger.valueOf(i + 1));
        }
        return new BigDecimal(tail).divide(new BigDecimal(BigInteger.TWO.pow(d))).doubleValue();
    }

    @Test
    void orthogonalityIsLost() throws IOException {
        double[] conditions = new double[8];
        double[][] losses = new double[3][8];
        for (int n = 2; n <= 9; n++) {
            double[] hilbert = new double[n * n];
            for (int i = 0; i < n * n; i++) {
                hilbert[i] = 1.0 / (i / n + i % n + 1);
            }
            Matrix a = Matrix.of(n, n, hilbert);
            conditions[n - 2] = Norms.condition(a);
            List<Qr> ways =
                    List.of(
                            Qr.classicalGramSchmidt(a),
                            Qr.modifiedGramSchmidt(a),
                            Qr.householder(a));
            for (int i = 0; i < 3; i++) {
                Matrix q = ways.get(i).q();
                Matrix lost = q.transpose().times(q).plus(Matrix.identity(n).times(-1));
                losses[i][n - 2] = Math.max(Norms.frobenius(lost), 1e-16);
            }
        }
        Plot plot = Plot.of("condition of A", "distance of QᵀQ from I").logX().logY();
        plot = plot.line("classical Gram–Schmidt", conditions, losses[0]);
        plot = plot.line("modified", conditions, losses[1]);
        plot = plot.line("Householder", conditions, losses[2]);
        compare("gram-schmidt.svg", Figure.of("What three methods leave of orthogonality", plot));
    }
}
