package org.firstprinciples.transformers.selfattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.transformers.attention.Mask;
import org.firstprinciples.transformers.selfattention.Visibility.All;
import org.firstprinciples.transformers.selfattention.Visibility.Causal;
import org.firstprinciples.transformers.selfattention.Visibility.LeftPadding;
import org.firstprinciples.transformers.selfattention.Visibility.Lengths;
import org.firstprinciples.transformers.selfattention.Visibility.Window;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class VisibilityTest {

    private static void assertThatItIs(Visibility visibility, Mask mask, int T, int S) {
        Band band = visibility.band(0, T, S);
        for (int i = 0; i < T; i++) {
            for (int j = 0; j < S; j++) {
                assertThat(band.from(i) <= j && j < band.to(i))
                        .as("%s: query %d of %d, key %d of %d", visibility, i, T, j, S)
                        .isEqualTo(mask.allows(i, j));
            }
        }
    }

    /// The masks of the definition in double precision say the same, pair by pair.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void anIntervalIsWhatTheMaskAllows(
            @ForAll @IntRange(min = 1, max = 7) int T,
            @ForAll @IntRange(max = 7) int S,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(max = 7) int n) {
        Mask causal = Mask.causal(T, S);
        Mask window = (i, j) -> causal.allows(i, j) && !causal.allows(i, j + width);
        int length = Math.min(n, S);
        assertThatItIs(new All(), Mask.none(), T, S);
        assertThatItIs(new Causal(), causal, T, S);
        assertThatItIs(new Window(width), window, T, S);
        assertThatItIs(new Lengths(length), (i, j) -> j < length, T, S);
        assertThatItIs(new LeftPadding(n), (i, j) -> j >= n, T, S);
        assertThatItIs(
                new Causal().and(new LeftPadding(n)),
                (i, j) -> causal.allows(i, j) && j >= n,
                T,
                S);
        assertThatItIs(
                new Lengths(length).and(new Window(width)),
                (i, j) -> window.allows(i, j) && j < length,
                T,
                S);
    }

    @Test
    void everySequenceHasItsOwnLength() {
        assertThat(new Lengths(2, 5).band(1, 3, 6).to(0)).isEqualTo(5);
        assertThat(new LeftPadding(2, 5).band(0, 3, 6).from(0)).isEqualTo(2);
    }

    /// Each branch of what keys must be, alone and as either part of two rules: a list for each sequence, and no more
    /// keys than there are; as many as there are will do.
    @Test
    void whatDoesNotFitTheKeysIsRefused() {
        Shape keys = Shape.of(2, 5, 4);
        for (Visibility fits :
                List.of(new Lengths(5, 0), new LeftPadding(5, 9), new Causal(), new Window(9))) {
            fits.require(keys);
        }
        for (Visibility misfit :
                List.of(
                        new Lengths(5, 6),
                        new Lengths(5),
                        new Lengths(5, 5, 5),
                        new LeftPadding(1),
                        new LeftPadding(1, 1, 1))) {
            for (Visibility rule :
                    List.of(misfit, misfit.and(new All()), new Causal().and(misfit))) {
                assertThatExceptionOfType(ShapeException.class)
                        .as("%s", rule)
                        .isThrownBy(() -> rule.require(keys));
            }
        }
    }

    @Test
    void listsAreCopied() {
        List<Integer> numbers = new ArrayList<>(List.of(2, 3));
        Lengths lengths = new Lengths(numbers);
        LeftPadding padding = new LeftPadding(numbers);
        numbers.set(0, -7);
        assertThat(lengths.lengths()).containsExactly(2, 3);
        assertThat(padding.padding()).containsExactly(2, 3);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window(0))
                .withMessage("the width of a window must be positive, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lengths(List.of(3, -1)))
                .withMessage("lengths must be 0 or more, got [3, -1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeftPadding(-1))
                .withMessage("padding must be 0 or more, got [-1]");
    }
}
