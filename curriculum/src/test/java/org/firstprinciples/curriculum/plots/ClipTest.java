package org.firstprinciples.curriculum.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class ClipTest {

    private static final Area AREA = new Area(0, 0, 4, 3);

    /// Whole numbers reach the edges and corners exactly.
    @Provide
    Arbitrary<Point> points() {
        Arbitrary<Double> number = Arbitraries.integers().between(-4, 8).map(i -> i / 2.0 + 1);
        return Combinators.combine(number, number).as(Point::new);
    }

    private static Point between(Point a, Point b, double t) {
        return a.plus(t * (b.x() - a.x()), t * (b.y() - a.y()));
    }

    @Property
    void whatIsLeftOfALineIsWhatLiesInTheArea(
            @ForAll("points") Point a, @ForAll("points") Point b) {
        Optional<Clip.Piece> piece = Clip.segment(AREA, a, b);
        for (int i = 0; i <= 96; i++) {
            Point p = between(a, b, i / 96.0);
            boolean left =
                    piece.isPresent()
                            && Smoothing.distance(p, piece.get().from(), piece.get().to()) < 1e-9;
            if (AREA.grown(-1e-9).holds(p)) {
                assertThat(left).isTrue();
            }
            if (!AREA.grown(1e-9).holds(p)) {
                assertThat(left).isFalse();
            }
        }
        assertThat(AREA.meets(a, b)).isEqualTo(piece.isPresent());
    }

    @Test
    void aLineThatLeavesAndComesBackIsTwo() {
        List<List<Point>> pieces =
                Clip.line(
                        AREA,
                        List.of(
                                new Point(1, 1),
                                new Point(1, 5),
                                new Point(3, 5),
                                new Point(3, 2)));
        assertThat(pieces)
                .containsExactly(
                        List.of(new Point(1, 1), new Point(1, 3)),
                        List.of(new Point(3, 3), new Point(3, 2)));
    }

    @Test
    void aLineInsideStaysAsItIs() {
        List<Point> line = List.of(new Point(0, 0), new Point(1, 2), new Point(4, 3));
        assertThat(Clip.line(AREA, line)).containsExactly(line);
    }

    /// A triangle with the legs 8: what lies in the 4 by 3 rectangle is all of it but a triangle with the legs 0 … 1.
    @Test
    void aPolygonIsCutAtEachSide() {
        List<Point> triangle = List.of(new Point(-1, -1), new Point(7, -1), new Point(-1, 7));
        List<Point> left = Clip.polygon(AREA, triangle);
        assertThat(Math.abs(shoelace(left))).isCloseTo(12 - 0.5, within(1e-9));
        assertThat(left).allMatch(AREA.grown(1e-9)::holds);
    }

    @Test
    void ofAPolygonOutsideNothingIsLeft() {
        assertThat(Clip.polygon(AREA, List.of(new Point(5, 1), new Point(9, 1), new Point(9, 2))))
                .isEmpty();
    }

    private static double shoelace(List<Point> corners) {
        double twice = 0;
        for (int i = 0; i < corners.size(); i++) {
            Point a = corners.get(i);
            Point b = corners.get((i + 1) % corners.size());
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return twice / 2;
    }
}
