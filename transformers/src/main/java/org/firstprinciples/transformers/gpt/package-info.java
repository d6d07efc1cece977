/// # GPT — `transformers/gpt.md`
///
/// Read [Gpt], the model as the paper's figure, and [GptConfig], its sizes. [Vocabulary] turns characters
/// into tokens, [NGram] is the baseline that counts, [Decoding] chooses a token, [GumbelMax]
/// chooses it another way, and [Generation] writes.
///
/// Symbols: `B` batch, `T` time, `C` width, `V` vocabulary, `L` blocks, `H` heads.
/// Needs: transformer architecture. Leads to: pretraining.
@NullMarked
package org.firstprinciples.transformers.gpt;

import org.jspecify.annotations.NullMarked;
