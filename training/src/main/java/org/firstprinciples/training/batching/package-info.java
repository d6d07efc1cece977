/// # Batching — `training/batching.md`
///
/// Read [Windows], which cuts a text into [Batch]es: at random for training, in order for evaluation.
///
/// Symbols: `B` rows of a batch, `T` length of a window.
/// Needs: loss functions, optimizers. Leads to: pretraining.
@NullMarked
package org.firstprinciples.training.batching;

import org.jspecify.annotations.NullMarked;
