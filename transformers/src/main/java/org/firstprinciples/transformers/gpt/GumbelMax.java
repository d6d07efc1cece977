package org.firstprinciples.transformers.gpt;

import org.firstprinciples.mathfoundations.probability.Philox;

/// Sampling from a softmax without computing it: `argmax (zᵢ + Gᵢ)` with independent Gumbel numbers
/// `G = −ln(−ln u)` is `i` with probability `softmax(z)ᵢ`.
///
/// It draws one number for each logit, [Decoding#draw] one for all.
///
/// - source: Gumbel 1954, *Statistical theory of extreme values*; Maddison, Tarlow & Minka 2014, §2
public final class GumbelMax {

    private GumbelMax() {}

    /// The token of draw `step` for these logits `(V)`; a token with logit `−∞` is never drawn.
    ///
    /// @throws IllegalArgumentException if a logit is NaN or `+∞`, or none is finite
    public static int draw(Philox random, long step, double... logits) {
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            if (Double.isNaN(logits[i]) || logits[i] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "no logit may be NaN or +∞, got %s at %s".formatted(logits[i], i));
            }
            double u = Math.max(random.uniform(step, i), 0x1p-54); // in (0,1)
            double score = logits[i] - StrictMath.log(-StrictMath.log(u));
            if (score > highest) {
                highest = score;
                best = i;
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException("at least one logit must be finite");
        }
        return best;
    }
}
