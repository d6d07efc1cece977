package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.probability.Entropy;

/// How well a model predicts a text: `exp` of the mean of `−ln q` over its tokens. A text surprises a
/// model of perplexity `k` as much as `k` equally likely tokens would.
///
/// - source: Jelinek, Mercer, Bahl & Baker 1977, *Perplexity — a measure of the difficulty of speech recognition tasks*
///
/// @param tokens how many were predicted
/// @param nats the sum of `−ln q` over them
public record Perplexity(long tokens, double nats) {

    /// Checks the parts.
    ///
    /// @throws IllegalArgumentException if there are no tokens, or the sum is negative or NaN
    public Perplexity {
        if (tokens < 1) {
            throw new IllegalArgumentException(
                    "perplexity needs at least one token, got " + tokens);
        }
        if (!(nats >= 0)) {
            throw new IllegalArgumentException("the sum of −ln q must be 0 or more, got " + nats);
        }
    }

    /// The perplexity of a text whose tokens got these probabilities.
    ///
    /// @throws IllegalArgumentException if there are none, or one is not in `[0,1]`
    public static Perplexity of(double... probabilities) {
        double nats = 0;
        for (double q : probabilities) {
            if (!(q >= 0 && q <= 1)) {
                throw new IllegalArgumentException("a probability must be in [0,1], got " + q);
            }
            nats -= StrictMath.log(q);
        }
        return new Perplexity(probabilities.length, nats);
    }

    /// The two texts as one: every token counts the same, so a long text counts more.
    @Exercise(id = "IT-E4", stars = 1, minutes = 10, claims = "IT-35")
    public Perplexity plus(Perplexity other) {
        return new Perplexity(Math.addExact(tokens, other.tokens), nats + other.nats);
    }

    /// The perplexity, 1 or more; `+∞` if a token had probability 0, or if it is larger than a `double` can hold.
    public double value() {
        return StrictMath.exp(nats / tokens);
    }

    /// The mean surprise of a token in bits, `log₂` of the perplexity.
    public double bitsPerToken() {
        return nats / tokens / Entropy.LN_2;
    }

    /// The bits that the whole text costs, for each of its bytes: of these figures the one that can be compared
    /// between models however they cut the text into tokens.
    ///
    /// @throws IllegalArgumentException if there are no bytes
    public double bitsPerByte(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a text has at least one byte, got " + bytes);
        }
        return nats / Entropy.LN_2 / bytes;
    }
}
