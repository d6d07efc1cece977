/// # Batching — `training/batching.md`
///
/// Windows of a text and batches of them stand where the first topic that reads text needs them, in
/// `backpropagation.tokens`; shuffled epochs in `backpropagation.descent`. [MicroBatches] cut a batch that does not fit
/// into memory.
///
/// Symbols: `B` rows of a batch, `T` length of a window.
/// Needs: loss functions, optimizers. Leads to: pretraining.
@NullMarked
package org.firstprinciples.training.batching;

import org.jspecify.annotations.NullMarked;
