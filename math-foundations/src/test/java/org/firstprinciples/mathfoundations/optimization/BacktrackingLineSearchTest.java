package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

class BacktrackingLineSearchTest {

    /// A search.
    interface Search {
        BacktrackingLineSearch.Step of(
                double first, double shrink, double decrease, Vector curvatures, Vector x);
    }

    Search subject() {
        return (first, shrink, decrease, curvatures, x) -> {
            Vector g = scaled(curvatures, x);
            return new BacktrackingLineSearch(first, shrink, decrease)
                    .search(y -> value(curvatures, y), x, g, g.times(-1));
        };
    }

    /// The condition holds, and on `½Σλᵢxᵢ²` the step is at least `min(α₀, 2ρ(1 − c)/L)`.
    @Claim("OP-10")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theStepDecreasesEnoughAndIsNotShort(
            @ForAll @IntRange(min = 1, max = 90) int c,
            @ForAll @IntRange(min = 10, max = 90) int shrink,
            @ForAll @IntRange(min = -20, max = 30) int first,
            @ForAll @IntRange(min = -20, max = 20) int a,
            @ForAll @IntRange(min = -20, max = 20) int b) {
        double decrease = c / 100.0;
        double rho = shrink / 100.0;
        double start = StrictMath.pow(10, first / 10.0);
        Vector curvatures = Vector.of(StrictMath.pow(10, a / 10.0), StrictMath.pow(10, b / 10.0));
        Vector x = Vector.of(1, -0.5);
        BacktrackingLineSearch.Step step = subject().of(start, rho, decrease, curvatures, x);
        Vector g = scaled(curvatures, x);
        double before = value(curvatures, x);
        assertThat(value(curvatures, x.minus(g.times(step.size()))))
                .isLessThanOrEqualTo(before - decrease * step.size() * g.dot(g) + 1e-13 * before);
        double limit = 2 * (1 - decrease) / Math.max(curvatures.get(0), curvatures.get(1));
        assertThat(step.size()).isGreaterThanOrEqualTo(Math.min(start, rho * limit) * (1 - 1e-9));
        double most = Math.ceil(Math.log(start / limit) / -Math.log(rho) - 1e-9);
        assertThat((double) step.reductions()).isLessThanOrEqualTo(Math.max(0, most));
    }

    /// The worked example: on `x²` from 1 with `c = ¼`, 1 is refused and ½ lands on 0.
    @Claim("OP-10")
    @Example
    void aParabolaByHand() {
        BacktrackingLineSearch.Step step = subject().of(1, 0.5, 0.25, Vector.of(2), Vector.of(1));
        assertThat(step.size()).isEqualTo(0.5);
        assertThat(step.reductions()).isEqualTo(1);
        assertThat(step.point()).isEqualTo(Vector.of(0));
    }

    @Claim("OP-10")
    @Example
    void edges() {
        BacktrackingLineSearch search = new BacktrackingLineSearch(8, 0.5, 0.25);
        Vector x = Vector.of(1);
        // the logarithm is undefined from 2 on: refused, not taken
        BacktrackingLineSearch.Step step =
                search.search(y -> Math.log(2 - y.get(0)), x, Vector.of(-1), Vector.of(1));
        assertThat(step.point().get(0)).isLessThan(2);
        assertThatThrownBy(() -> search.search(y -> 0, x, Vector.of(0), Vector.of(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.search(y -> y.get(0), x, Vector.of(1), Vector.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.search(y -> y.get(0), x, Vector.of(-1), Vector.of(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new BacktrackingLineSearch(1, 1, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 1.0");
    }

    @Example
    void aSearchThatCannotEndSaysWhy() {
        BacktrackingLineSearch search = new BacktrackingLineSearch(8, 0.5, 0.25);
        Vector x = Vector.of(1);
        assertThatThrownBy(() -> search.search(y -> 0, x, Vector.of(0), Vector.of(0)))
                .hasMessageContaining("the slope along this one is 0.0");
        assertThatThrownBy(() -> search.search(y -> y.get(0), x, Vector.of(-1), Vector.of(1)))
                .hasMessageContaining("is the gradient right?");
    }

    private static double value(Vector curvatures, Vector x) {
        return x.dot(scaled(curvatures, x)) / 2;
    }

    private static Vector scaled(Vector curvatures, Vector x) {
        double[] g = x.toArray();
        for (int i = 0; i < g.length; i++) {
            g[i] *= curvatures.get(i);
        }
        return Vector.of(g);
    }

    @Mutant("OP-10") // takes the first step that is not upward
    static class ForgetsTheDecrease extends BacktrackingLineSearchTest {
        @Override
        Search subject() {
            return (first, shrink, decrease, curvatures, x) ->
                    super.subject().of(first, shrink, 1e-9, curvatures, x);
        }
    }

    @Mutant("OP-10") // shrinks twice
    static class ShrinksTwice extends BacktrackingLineSearchTest {
        @Override
        Search subject() {
            return (first, shrink, decrease, curvatures, x) ->
                    super.subject().of(first * shrink * shrink, shrink, decrease, curvatures, x);
        }
    }
}
