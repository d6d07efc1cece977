/// # Text as numbers
///
/// A [Vocabulary] turns characters into ids, [TokenBatch] holds ids `(B,T)`, and [Windows] cuts a text into a [Batch] of inputs and
/// targets: at random for training, in order for evaluation. [Targets] are what a loss compares with, at places of any shape;
/// [Divisible] is a batch that can be computed in parts.
@NullMarked
package org.firstprinciples.neuralnetworks.backpropagation.tokens;

import org.jspecify.annotations.NullMarked;
