package org.firstprinciples.curriculum.plots;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class SmoothingTest {

    @Property
    void noPointThatIsLeftOutLiesFurtherAwayThanAllowed(
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -2, max = 2) Double> heights,
            @ForAll @DoubleRange(min = 0, max = 1) double allowed) {
        List<Point> line =
                IntStream.range(0, heights.size())
                        .mapToObj(i -> new Point(i * 0.3, heights.get(i)))
                        .toList();
        List<Point> fewer = Smoothing.of(line, allowed);
        assertThat(line).containsSubsequence(fewer);
        assertThat(fewer.getFirst()).isEqualTo(line.getFirst());
        assertThat(fewer.getLast()).isEqualTo(line.getLast());
        for (Point p : line) {
            assertThat(
                            IntStream.range(1, fewer.size())
                                    .mapToDouble(i ->
                                            Smoothing.distance(p, fewer.get(i - 1), fewer.get(i)))
                                    .min()
                                    .orElse(p.distance(fewer.getFirst())))
                    .isLessThanOrEqualTo(allowed + 1e-12);
        }
    }

    @Test
    void aStraightLineNeedsTwoPoints() {
        List<Point> line =
                IntStream.rangeClosed(0, 100).mapToObj(i -> new Point(i, 2.0 * i)).toList();
        assertThat(Smoothing.of(line, 0.1)).containsExactly(new Point(0, 0), new Point(100, 200));
    }
}
