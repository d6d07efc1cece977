/// # GPT — `transformers/gpt.md`
///
/// Read [Gpt], the model as the paper's figure, and [GptConfig], its sizes. [NGram] is the baseline that counts,
/// [Decoding] chooses a token, [GumbelMax] chooses it another way, and [Generation] writes. Characters become tokens by
/// the vocabulary of `backpropagation.tokens`.
///
/// Symbols: `B` batch, `T` time, `C` width, `V` vocabulary, `L` blocks, `H` heads.
/// Needs: transformer architecture. Leads to: pretraining.
@NullMarked
package org.firstprinciples.transformers.gpt;

import org.jspecify.annotations.NullMarked;
