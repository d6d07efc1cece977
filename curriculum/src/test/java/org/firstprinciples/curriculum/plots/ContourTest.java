package org.firstprinciples.curriculum.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

import org.junit.jupiter.api.Test;

import java.util.List;

class ContourTest {

    private static final double CELL = 6.0 / 96;

    private static double length(List<Point> line) {
        double length = 0;
        for (int i = 1; i < line.size(); i++) {
            length += line.get(i - 1).distance(line.get(i));
        }
        return length;
    }

    /// Between neighboring corners x² is off its chord by at most h²/4, so the radius by at most h²/8r.
    @Property
    void theContoursOfASquaredDistanceAreCircles(
            @ForAll @DoubleRange(min = 0.3, max = 2.5) double radius,
            @ForAll @DoubleRange(min = -0.4, max = 0.4) double x,
            @ForAll @DoubleRange(min = -0.4, max = 0.4) double y) {
        Contour circle =
                Contour.of(
                        (u, v) -> (u - x) * (u - x) + (v - y) * (v - y),
                        -3,
                        3,
                        -3,
                        3,
                        radius * radius);
        assertThat(circle.lines()).hasSize(1);
        List<Point> line = circle.lines().getFirst();
        assertThat(line.getFirst()).isEqualTo(line.getLast());
        double bound = CELL * CELL / (8 * radius) * 1.5;
        assertThat(line)
                .allSatisfy(p ->
                        assertThat(p.distance(new Point(x, y))).isCloseTo(radius, within(bound)));
        assertThat(length(line)).isCloseTo(2 * Math.PI * radius, within(0.05 * radius + CELL / 2));
    }

    @Test
    void aHyperbolaHasTwoBranchesAndNeitherCrossesTheOther() {
        Contour hyperbola = Contour.of((x, y) -> x * y, -3, 3, -3, 3, 0.01);
        assertThat(hyperbola.lines()).hasSize(2);
        assertThat(hyperbola.lines())
                .allSatisfy(line ->
                        assertThat(line)
                                .allSatisfy(p ->
                                        assertThat(p.x() * p.y())
                                                .isCloseTo(0.01, within(CELL * CELL))));
    }

    /// In the cell around the saddle all four edges are crossed: its middle says which corners belong together.
    @Test
    void theMiddleOfACellDecidesWhereTwoLinesPassIt() {
        double half = CELL / 2; // the saddle lies in the middle of a cell
        Contour above = Contour.of((x, y) -> (x - half) * (y - half) + 1e-6, -3, 3, -3, 3, 0);
        Contour below = Contour.of((x, y) -> (x - half) * (y - half) - 1e-6, -3, 3, -3, 3, 0);
        assertThat(above.lines()).hasSize(2);
        assertThat(above.lines())
                .allSatisfy(line ->
                        assertThat(line).allMatch(p -> (p.x() - half) * (p.y() - half) <= 1e-12));
        assertThat(below.lines())
                .allSatisfy(line ->
                        assertThat(line).allMatch(p -> (p.x() - half) * (p.y() - half) >= -1e-12));
    }

    @Test
    void aLevelThatIsNowhereReachedHasNoLines() {
        assertThat(Contour.of((x, y) -> x * x, -3, 3, -3, 3, -1).lines()).isEmpty();
    }
}
