/// # 09-minimal-gpt: a small GPT learns from three plays
///
/// Read [MinimalGpt], the notebook, from top to bottom. Its sizes stand in [Config], what is kept of a
/// training run in [History], and the search for copied passages in [Memorization].
///
/// Needs: gpt, optimizers, batching, pretraining. Claims of the run: start loss `ln V`, below bigram and
/// trigram at the end, resumed run = uninterrupted run bit for bit.
@NullMarked
package org.firstprinciples.notebooksequivalents.minimalgpt;

import org.jspecify.annotations.NullMarked;
