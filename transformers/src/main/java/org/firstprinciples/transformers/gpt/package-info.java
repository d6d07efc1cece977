/// # GPT — `transformers/gpt.md`
///
/// Read [Gpt], the model as the paper's figure, and [GptConfig], its sizes. [NGram] is the baseline that counts,
/// [Decoding] chooses a token, and [Generation] writes with a [Predictor]: one that reads the whole text for each token, or a
/// [CachedPredictor], which remembers what it has read. Characters become tokens by the vocabulary of
/// `backpropagation.tokens`.
///
/// Symbols: `B` batch, `T` time, `C` width, `V` vocabulary, `L` blocks, `H` heads.
/// Needs: transformer architecture. Leads to: pretraining.
@NullMarked
package org.firstprinciples.transformers.gpt;

import org.jspecify.annotations.NullMarked;
