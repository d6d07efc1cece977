package org.firstprinciples.curriculum.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

import org.firstprinciples.curriculum.plots.Mark.Disk;
import org.firstprinciples.curriculum.plots.Mark.Shape;
import org.firstprinciples.curriculum.plots.Mark.Words;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

class FigureTest {

    private static final double[] SQUARE_X = {0, 1, 1, 0};
    private static final double[] SQUARE_Y = {0, 0, 1, 1};

    private static Figure everything() {
        Plot geometry =
                Plot.of("x₁", "x₂")
                        .equal()
                        .origin()
                        .xLimits(-2, 3)
                        .yLimits(-2, 3)
                        .contours("f", (x, y) -> x * x + y * y, 1, 4)
                        .polygon("square", SQUARE_X, SQUARE_Y)
                        .vector("v", 2, 1)
                        .segment("s", -1, -1, -1, 2)
                        .upright("u", 2.5);
        Plot columns =
                Plot.of("k", "")
                        .columns("law", new double[] {0, 1, 2, 3}, 1, 3, 2)
                        .level("mean", 2);
        Plot image =
                Plot.of("", "").bare().tiles("image", new double[][] {{0, 1}, {0.5, 0}}, Shade.INK);
        Plot boxes =
                Plot.diagram(280, 290)
                        .box("a", "one\ntwo", 60, 60)
                        .box("b", "three", 200, 200)
                        .link("a", "b", "way", Side.ABOVE_RIGHT);
        return Figure.grid("Everything", 2, geometry, columns, image, boxes);
    }

    private static List<Words> words(String svg) {
        return of(Words.class, svg);
    }

    private static <M extends Mark> List<M> of(Class<M> kind, String svg) {
        return Reading.of(svg).free().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Shape stroked(String svg, Ink ink) {
        return of(Shape.class, svg).stream()
                .filter(s -> s.paint().stroke().equals(ink.line()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameFigureIsTheSameTextInEveryCountry() {
        String here = everything().svg();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(everything().svg()).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyKindOfLayerIsDrawnAndLegible() {
        String svg = everything().svg();
        assertThat(Legibility.complaints(svg)).isEmpty();
        assertThat(words(svg).stream().map(Words::text))
                .contains(
                        "x₁", "x₂", "square", "v", "s", "u", "1", "4", "law", "mean", "one", "two",
                        "three", "way");
        assertThat(svg).doesNotContain(" id=", "url(#", "NaN", "Infinity");
    }

    @Test
    void aFigureIsACardOfItsSizeWithATitle() {
        String svg = Figure.of("a < b", Plot.of("x", "y").line("l", SQUARE_X, SQUARE_Y)).svg();
        assertThat(svg)
                .startsWith(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"560\" height=\"360\"")
                .contains("<title>a &lt; b</title>", "fill=\"#ffffff\"");
        assertThat(Reading.of(svg).title()).isEqualTo("a < b");
        assertThat(everything().svg()).contains("width=\"560\" height=\"580\"");
    }

    /// What lies at the middle of both axes is drawn at the middle of the panel: a corner of the square is its center.
    @Test
    void aPointStandsWhereTheAxesSay() {
        String svg =
                Figure.of(
                                "Corners",
                                Plot.of("x", "y")
                                        .logX()
                                        .xLimits(0.01, 100)
                                        .yLimits(-3, 5)
                                        .polygon(
                                                "all",
                                                new double[] {0.01, 100, 100, 0.01},
                                                new double[] {-3, -3, 5, 5})
                                        .point("middle", 1, 1))
                        .svg();
        Area panel = stroked(svg, Ink.BLUE).area();
        List<Shape> triangles =
                of(Shape.class, svg).stream()
                        .filter(s -> s.paint().fill().equals(Ink.VERMILION.line()))
                        .toList();
        assertThat(triangles).hasSize(1);
        assertThat(triangles.getFirst().area().center().x())
                .isCloseTo(panel.center().x(), within(0.2));
    }

    @Test
    void equalUnitsAreOfOneLength() {
        String svg =
                Figure.of(
                                "Square",
                                Plot.of("x", "y")
                                        .equal()
                                        .xLimits(-1, 6)
                                        .yLimits(-1, 2)
                                        .polygon("square", SQUARE_X, SQUARE_Y))
                        .svg();
        Area square = stroked(svg, Ink.BLUE).area();
        assertThat(square.width()).isCloseTo(square.height(), within(0.2));
    }

    @Test
    void whatLiesBeyondTheLimitsIsCutAtThePanel() {
        String svg =
                Figure.of(
                                "Cut",
                                Plot.of("x", "y")
                                        .xLimits(0, 1)
                                        .yLimits(0, 1)
                                        .curve("steep", x -> 9 * x - 4, -1, 2)
                                        .point("out", 3, 3)
                                        .unlabeled("out"))
                        .svg();
        Area line = stroked(svg, Ink.BLUE).area();
        assertThat(line.width() / line.height() * 300)
                .isBetween(20.0, 80.0); // a ninth of the panel
        assertThat(Legibility.complaints(svg)).isEmpty();
        assertThat(of(Disk.class, svg)).isEmpty();
    }

    @Test
    void aDownwardAxisHasTheFirstRowOnTop() {
        String svg =
                Figure.of(
                                "Rows",
                                Plot.of("", "")
                                        .bare()
                                        .equal()
                                        .tiles("image", new double[][] {{1}, {0.5}}, Shade.INK))
                        .svg();
        List<Shape> tiles =
                of(Shape.class, svg).stream()
                        .filter(s -> !s.paint().fill().equals("#ffffff"))
                        .toList();
        assertThat(tiles).hasSize(2);
        assertThat(tiles.get(0).paint().fill()).isEqualTo(Shade.INK.apply(1));
        assertThat(tiles.get(0).area().bottom()).isEqualTo(tiles.get(1).area().top());
    }

    @Test
    void theNumbersOfAMatrixAreWhiteWhereItIsDark() {
        String svg =
                Figure.of(
                                "Numbers",
                                Plot.of("key", "query")
                                        .tiles(
                                                "weights",
                                                new double[][] {{1, 0.25}},
                                                Shade.INK,
                                                "%.2f"))
                        .svg();
        assertThat(words(svg).stream().filter(w -> w.role().equals("number")))
                .extracting(Words::text, Words::color)
                .containsExactly(tuple("1.00", "#ffffff"), tuple("0.25", Ink.BLACK.words()));
    }

    /// Where Lets-Plot would turn them, these have room enough.
    @Test
    void theNumbersOfAnAxisStandUpright() {
        String svg =
                Figure.of(
                                "Degrees",
                                Plot.of("degrees", "slope")
                                        .xLimits(0, 360)
                                        .xTicks(0, 90, 180, 270, 360)
                                        .curve("slope", x -> x, 0, 360))
                        .svg();
        assertThat(words(svg).stream().filter(w -> w.role().equals("axis-text-x")))
                .hasSize(5)
                .allMatch(w -> w.turn() == 0);
    }

    @Test
    void anArrowEndsAtItsPoint() {
        String svg =
                Figure.of(
                                "Arrow",
                                Plot.diagram(560, 200).arrow("a", 100, 50, 300, 150).unlabeled("a"))
                        .svg();
        List<Shape> head =
                of(Shape.class, svg).stream()
                        .filter(s -> s.paint().fill().equals(Ink.BLUE.line()))
                        .toList();
        assertThat(head).hasSize(1);
        assertThat(head.getFirst().points()).contains(new Point(300, 150));
    }

    @Test
    void aLinkRunsFromBorderToBorder() {
        String svg =
                Figure.of(
                                "Link",
                                Plot.diagram(560, 100)
                                        .box("a", "one", 100, 50)
                                        .box("b", "two", 400, 50)
                                        .link("a", "b"))
                        .svg();
        List<Shape> shapes = of(Shape.class, svg);
        Area one = shapes.get(1).area(); // behind the card
        Area two = shapes.get(2).area();
        Area arrow =
                Area.around(
                        Stream.of(shapes.get(3), shapes.get(4))
                                .flatMap(s -> s.points().stream())
                                .toList());
        assertThat(arrow.left()).isCloseTo(one.right(), within(0.2));
        assertThat(arrow.right()).isCloseTo(two.left(), within(0.2));
    }

    @Test
    void aBoxThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Plot.diagram(100, 100).box("a", "one", 20, 20).link("a", "c"))
                .hasMessage("there is no box c; there are [a]");
    }

    @Test
    void panelsMayShareTheirAxes() {
        Plot small = Plot.of("x", "y").line("a", new double[] {0, 1}, new double[] {0, 1});
        Plot large = Plot.of("x", "").line("b", new double[] {0, 9}, new double[] {0, 9});
        assertThat(texts(Figure.row("Apart", small, large))).contains("1", "0.5");
        assertThat(texts(Figure.row("Together", small, large).sameAxes())).doesNotContain("0.5");
    }

    /// The first panel of a row names the y axis for the others; the next row must name it again.
    @Test
    void theYAxisIsNamedOnceInARow() {
        Plot named = Plot.of("x", "y").line("a", SQUARE_X, SQUARE_Y).unlabeled("a");
        Plot unnamed = Plot.of("x", "").line("a", SQUARE_X, SQUARE_Y).unlabeled("a");
        Figure three = Figure.row("Three", named, unnamed, unnamed);
        assertThat(Legibility.complaints(three.svg())).isEmpty();
        Figure rows = Figure.grid("Rows", 2, named, unnamed, unnamed, unnamed);
        assertThat(Legibility.complaints(rows.svg()))
                .hasSize(2)
                .allMatch(c -> c.contains("y axis"));
    }

    private static Stream<String> texts(Figure figure) {
        return words(figure.svg()).stream().map(Words::text);
    }

    /// A name has the same color in every panel, and a series with an ink of its own takes no color from the others.
    @Test
    void aNameHasOneColor() {
        Plot left =
                Plot.of("x", "y")
                        .line("a", SQUARE_X, SQUARE_Y)
                        .ink("a", Ink.GRAY)
                        .line("b", SQUARE_Y, SQUARE_X);
        Plot right = Plot.of("x", "").line("c", SQUARE_X, SQUARE_Y).line("b", SQUARE_Y, SQUARE_X);
        String svg = Figure.row("Colors", left.labelAtEnd(), right.labelAtEnd()).svg();
        assertThat(words(svg).stream().filter(w -> w.role().equals("label")))
                .extracting(Words::text, Words::color)
                .containsOnly(
                        tuple("a", Ink.GRAY.words()),
                        tuple("b", Ink.BLUE.words()),
                        tuple("c", Ink.VERMILION.words()));
    }

    /// However close the ends are.
    @Property(tries = 60)
    void labelsAtEndsNeitherTouchNorLeaveTheCard(
            @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = 0, max = 1) Double> ends) {
        Plot plot = Plot.of("x", "y").yLimits(-1, 2);
        for (int i = 0; i < ends.size(); i++) {
            plot =
                    plot.line(
                            "series number " + i,
                            new double[] {0, 1},
                            new double[] {0, ends.get(i)});
        }
        assertThat(Legibility.complaints(Figure.of("Ends", plot.labelAtEnd()).svg())).isEmpty();
    }

    /// Two curves that cross leave room on all sides.
    @Property(tries = 60)
    void aNameStandsBesideItsSeriesAndOverNone(
            @ForAll @DoubleRange(min = -2, max = 2) double slope,
            @ForAll @DoubleRange(min = 1, max = 9) double frequency) {
        Plot plot =
                Plot.of("x", "y")
                        .yLimits(-3, 3)
                        .curve("wave", x -> StrictMath.sin(frequency * x), -1, 1)
                        .curve("straight line", x -> slope * x, -1, 1);
        assertThat(Legibility.complaints(Figure.of("Curves", plot).svg())).isEmpty();
    }

    @Test
    void wordsThatFindNoPlaceAreNamed() {
        Plot plot =
                Plot.of("x", "y")
                        .size(160, 120)
                        .line("a name that is much too long", SQUARE_X, SQUARE_Y);
        assertThatThrownBy(() -> Figure.of("Small", plot).svg())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no place for \"a name that is much too long\"");
    }

    @Test
    void contoursNeedLimits() {
        assertThatThrownBy(() -> Plot.of("x", "y").contours("f", (x, y) -> x, 1))
                .hasMessage(
                        "f: contours need xLimits(low, high) and yLimits(low, high) before them");
    }

    @Test
    void limitsMustBeInOrder() {
        assertThatThrownBy(() -> Plot.of("step", "y").xLimits(2, 2))
                .hasMessage("step: an axis needs a lower end below the upper one, got 2.0 and 2.0");
    }

    @Test
    void anArrowNeedsALength() {
        assertThatThrownBy(() -> Plot.of("x", "y").vector("zero", 0, 0))
                .hasMessageContaining("zero: an arrow needs a length");
    }

    @Test
    void aLogarithmicAxisNeedsPositiveNumbers() {
        Plot plot = Plot.of("x", "loss").logY().line("a", SQUARE_X, new double[] {1, 2, 0, 1});
        assertThatThrownBy(() -> Figure.of("Log", plot).svg())
                .hasMessage("loss: a logarithmic axis needs positive numbers, got 0.0");
    }

    @Test
    void aHistogramHasTheAreaOne() {
        String csv =
                Plot.of("x", "density").histogram("h", new double[] {0, 0.5, 1, 2}, 0, 2, 4).csv();
        assertThat(csv)
                .isEqualTo(
                        """
                        kind,name,x,y,low,high
                        column,h,0.0,0.5,,
                        column,h,0.5,0.5,,
                        column,h,1.0,0.5,,
                        column,h,1.5,0.5,,
                        """);
        assertThatThrownBy(() -> Plot.of("x", "y").histogram("h", new double[] {3}, 0, 2, 4))
                .hasMessage("h: 3.0 lies outside of the histogram from 0.0 to 2.0");
    }
}
