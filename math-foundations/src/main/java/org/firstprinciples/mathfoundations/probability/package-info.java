/// # Probability — `math-foundations/probability.md`
///
/// Read [Philox], the generator behind every random number of the book; then [LogSumExp] and [Softmax],
/// which turn scores into probabilities without overflow.
///
/// Symbols: `z` logits, `p` probabilities, `z̄` and `p̄` gradients of a loss with respect to them.
/// Needs: linear algebra, calculus. Leads to: optimization, information theory.
@NullMarked
package org.firstprinciples.mathfoundations.probability;

import org.jspecify.annotations.NullMarked;
