package org.firstprinciples.modernllms.pretraining;

import org.firstprinciples.training.optimizers.Schedule;

/// How a language model is trained.
///
/// @param seed of windows and dropout
/// @param steps how many
/// @param batchSize windows in a batch, `B`
/// @param context tokens in a window, `T`
/// @param learningRate at the end of the warm-up
/// @param finalLearningRate at the end of the cosine
/// @param warmup steps of linear warm-up
/// @param beta1 of AdamW
/// @param beta2 of AdamW
/// @param weightDecay of AdamW
/// @param clip the largest norm of the gradient
public record TrainingConfig(
        long seed,
        long steps,
        int batchSize,
        int context,
        double learningRate,
        double finalLearningRate,
        long warmup,
        double beta1,
        double beta2,
        double weightDecay,
        double clip) {

    /// The learning rate of every step: warm-up, then cosine. A run shorter than its warm-up never leaves it.
    public Schedule schedule() {
        return Schedule.cosine(learningRate, finalLearningRate, Math.min(warmup, steps), steps);
    }
}
