/// # GPT — `transformers/gpt.md`
///
/// [Vocabulary] turns characters into tokens, [NGram] is the baseline that counts, [Decoding] chooses a
/// token, [GptConfig] holds the sizes of the model.
@NullMarked
package org.firstprinciples.transformers.gpt;

import org.jspecify.annotations.NullMarked;
