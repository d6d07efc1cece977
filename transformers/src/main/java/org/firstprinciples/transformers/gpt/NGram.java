package org.firstprinciples.transformers.gpt;

import java.util.HashMap;
import java.util.Map;

/// A language model that counts: the next token depends on the `n−1` before it.
///
/// Longer contexts are rarer, so each order is smoothed by the order below it (Witten–Bell): with `c` the
/// number of times a context occurs and `k` the number of different tokens that follow it,
/// `p(x | h) = (count(h,x) + k·p(x | h′)) / (c + k)`, where `h′` is `h` without its oldest token. Order 0
/// is uniform, so no token has probability 0.
///
/// - source: Witten & Bell 1991, method C; Jurafsky & Martin 2023, ch. 3
public final class NGram {

    private final int order;
    private final int vocabulary;
    private final Map<Long, Counts> contexts = new HashMap<>();

    private static final class Counts {
        private final Map<Integer, Integer> next = new HashMap<>();
        private int total;
    }

    private NGram(int order, int vocabulary) {
        this.order = order;
        this.vocabulary = vocabulary;
    }

    /// Counts the n-grams of all orders up to `order` in `ids`: 1 unigram, 2 bigram, 3 trigram.
    ///
    /// @throws IllegalArgumentException if order or vocabulary is not positive, an id is outside of the
    ///     vocabulary, or contexts are too many to number with 63 bits
    public static NGram count(int order, int vocabulary, int... ids) {
        if (order < 1 || vocabulary < 1) {
            throw new IllegalArgumentException(
                    "order and vocabulary must be positive: order=%s vocabulary=%s"
                            .formatted(order, vocabulary));
        }
        if ((order - 1) * StrictMath.log(vocabulary + 1.0) > 43) { // ln 2⁶³ is 43.7
            throw new IllegalArgumentException(
                    "contexts of %s tokens from a vocabulary of %s do not fit into 63 bits"
                            .formatted(order - 1, vocabulary));
        }
        NGram model = new NGram(order, vocabulary);
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= vocabulary) {
                throw new IllegalArgumentException(
                        "id %s at position %s is not in 0 … %s"
                                .formatted(ids[i], i, vocabulary - 1));
            }
            for (int length = 0; length < order && length <= i; length++) {
                Counts counts =
                        model.contexts.computeIfAbsent(
                                model.context(ids, i, length), h -> new Counts());
                counts.next.merge(ids[i], 1, Integer::sum);
                counts.total++;
            }
        }
        return model;
    }

    /// The probability of `ids[position]` after the tokens that stand before it.
    public double probability(int[] ids, int position) {
        double p = 1.0 / vocabulary;
        for (int length = 0; length < order && length <= position; length++) {
            Counts counts = contexts.get(context(ids, position, length));
            if (counts == null) {
                break;
            }
            int kinds = counts.next.size();
            p = (counts.next.getOrDefault(ids[position], 0) + kinds * p) / (counts.total + kinds);
        }
        return p;
    }

    /// The mean cross-entropy of `ids` in nats per token; 0 for no tokens.
    public double crossEntropy(int... ids) {
        double nats = 0;
        for (int i = 0; i < ids.length; i++) {
            nats -= StrictMath.log(probability(ids, i));
        }
        return nats / Math.max(1, ids.length);
    }

    /// A number for the `length` tokens before `position`, unique among contexts of all lengths.
    private long context(int[] ids, int position, int length) {
        long number = 0;
        for (int i = position - length; i < position; i++) {
            number = number * (vocabulary + 1L) + ids[i] + 1;
        }
        return number;
    }
}
