package org.firstprinciples.transformers.selfattention;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;

import java.util.Arrays;
import java.util.List;

/// What a query may see: for each query of each sequence an interval of keys. What it may not see is absent:
/// neither its key nor its value is read for it.
///
/// With `T` queries and `S` keys, the queries are the last `T` of the `S` positions: query `i` stands at position
/// `i + S − T`. In self-attention of a whole text `T` is `S`; when a text is read in parts, the `S − T` positions
/// before are those of the parts already read.
///
/// - source: Vaswani et al. 2017, §3.2.3; windows: Beltagy, Peters & Cohan 2020, *Longformer*, §3.1
public sealed interface Visibility {

    /// What the `T` queries of one sequence see of its `S` keys.
    Band band(int sequence, int queries, int keys);

    /// Checks that keys of this shape can be looked at in this way.
    ///
    /// @param keys `(B,S,C)`
    /// @throws ShapeException if they cannot
    default void require(Shape keys) {}

    /// Only what both allow.
    default Visibility and(Visibility other) {
        return new Both(this, other);
    }

    /// Every query sees every key, before it and after it.
    record All() implements Visibility {

        @Override
        public Band band(int sequence, int queries, int keys) {
            return Band.between(0, keys);
        }
    }

    /// A query sees the keys up to its own position.
    record Causal() implements Visibility {

        @Override
        public Band band(int sequence, int queries, int keys) {
            return new Band(0, keys, -Band.UNBOUNDED, keys - queries + 1);
        }
    }

    /// A query sees the last keys up to its own position, and no more than `width` of them.
    ///
    /// @param width how many, its own included
    record Window(int width) implements Visibility {

        /// Checks the width.
        ///
        /// @throws IllegalArgumentException if it is not positive
        public Window {
            if (width < 1) {
                throw new IllegalArgumentException(
                        "the width of a window must be positive, got " + width);
            }
        }

        @Override
        public Band band(int sequence, int queries, int keys) {
            int upper = keys - queries + 1;
            return new Band(0, keys, upper - width, upper);
        }
    }

    /// Sequence `b` has `n_b` keys; what stands behind them fills up the batch.
    ///
    /// @param lengths `n (B)`
    record Lengths(List<Integer> lengths) implements Visibility {

        /// Checks the lengths, and copies the list.
        ///
        /// @throws IllegalArgumentException if one is negative
        public Lengths {
            lengths = List.copyOf(lengths);
            requireNotNegative("lengths", lengths);
        }

        /// These lengths.
        public Lengths(int... lengths) {
            this(Arrays.stream(lengths).boxed().toList());
        }

        @Override
        public Band band(int sequence, int queries, int keys) {
            return Band.between(0, lengths.get(sequence));
        }

        @Override
        public void require(Shape keys) {
            requireOneForEachSequence("lengths", lengths, keys);
            for (int length : lengths) {
                if (length > keys.dim(1)) {
                    throw new ShapeException(
                            "lengths %s: %s has no %s keys in a sequence"
                                    .formatted(lengths, keys, length));
                }
            }
        }
    }

    /// The first `p_b` keys of sequence `b` fill up the batch, so that all texts end at the same position.
    ///
    /// @param padding `p (B)`
    record LeftPadding(List<Integer> padding) implements Visibility {

        /// Checks the numbers, and copies the list.
        ///
        /// @throws IllegalArgumentException if one is negative
        public LeftPadding {
            padding = List.copyOf(padding);
            requireNotNegative("padding", padding);
        }

        /// This padding.
        public LeftPadding(int... padding) {
            this(Arrays.stream(padding).boxed().toList());
        }

        @Override
        public Band band(int sequence, int queries, int keys) {
            return Band.between(padding.get(sequence), keys);
        }

        @Override
        public void require(Shape keys) {
            requireOneForEachSequence("padding", padding, keys);
        }
    }

    /// What two rules allow together: a causal model on texts of several lengths.
    ///
    /// @param first one rule
    /// @param second another
    record Both(Visibility first, Visibility second) implements Visibility {

        @Override
        public Band band(int sequence, int queries, int keys) {
            return first.band(sequence, queries, keys)
                    .intersect(second.band(sequence, queries, keys));
        }

        @Override
        public void require(Shape keys) {
            first.require(keys);
            second.require(keys);
        }
    }

    private static void requireNotNegative(String what, List<Integer> numbers) {
        if (numbers.stream().anyMatch(number -> number < 0)) {
            throw new IllegalArgumentException(
                    "%s must be 0 or more, got %s".formatted(what, numbers));
        }
    }

    private static void requireOneForEachSequence(String what, List<Integer> numbers, Shape keys) {
        if (numbers.size() != keys.dim(0)) {
            throw new ShapeException(
                    "%s %s are of %s sequences, keys %s of %s"
                            .formatted(what, numbers, numbers.size(), keys, keys.dim(0)));
        }
    }
}
