/// # Pretraining — `modern-llms/pretraining.md`
///
/// Read [Training], the loop, with [TrainingConfig], its settings; [Checkpoint], from which it continues
/// bit for bit; and [Evaluation], the loss on a whole text. [LanguageModel] is all it asks of a model.
///
/// Symbols: `B` windows in a batch, `T` tokens in a window, `V` vocabulary.
/// Needs: gpt, batching, optimizers. Leads to: fine-tuning.
@NullMarked
package org.firstprinciples.modernllms.pretraining;

import org.jspecify.annotations.NullMarked;
