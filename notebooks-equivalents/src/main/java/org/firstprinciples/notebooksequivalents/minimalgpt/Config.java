package org.firstprinciples.notebooksequivalents.minimalgpt;

import org.firstprinciples.modernllms.pretraining.TrainingConfig;
import org.firstprinciples.notebooksequivalents.Options;
import org.firstprinciples.transformers.gpt.GptConfig;

/// The sizes of a run.
///
/// @param model layers, heads, width
/// @param training batches, steps, learning rate
/// @param evaluations how many times the whole validation text is read while training
/// @param repeated how many of the last steps are run again to check that a run can be resumed
/// @param sampleLength characters of a sample
record Config(
        GptConfig model,
        TrainingConfig training,
        int evaluations,
        long repeated,
        int sampleLength) {

    /// The config of a mode: `full` is the small setting that readers of nanoGPT know; `fast` has half its
    /// layers, width and context, and a higher learning rate, so that it passes the bigram in seconds.
    static Config of(Options options, int vocabulary) {
        return switch (options.mode()) {
            case FULL -> {
                long steps = options.steps().orElse(2000);
                yield new Config(
                        new GptConfig(vocabulary, 64, 4, 4, 128, false, 0),
                        new TrainingConfig(
                                options.seed(), steps, 12, 64, 1e-3, 1e-4, 100, 0.9, 0.99, 0.1, 1),
                        8,
                        Math.min(100, steps),
                        240);
            }
            case FAST -> {
                long steps = options.steps().orElse(300);
                yield new Config(
                        new GptConfig(vocabulary, 32, 2, 4, 64, false, 0),
                        new TrainingConfig(
                                options.seed(), steps, 16, 32, 5e-3, 5e-4, 30, 0.9, 0.99, 0.1, 1),
                        6,
                        Math.min(30, steps),
                        120);
            }
        };
    }

    /// Whether the model is evaluated after this many steps: at the start, at the end, in equal distances
    /// between, and twice while the loss falls steeply.
    boolean evaluatesAt(long step) {
        long steps = training.steps();
        return step == 0
                || step == steps / 40
                || step == steps / 20
                || step * evaluations / steps > (step - 1) * evaluations / steps;
    }

    /// Whether the model writes a sample after this many steps: at 0, 1, 5, 30 and 100 per cent.
    boolean samplesAt(long step) {
        for (int percent : new int[] {0, 1, 5, 30, 100}) {
            if (step == training.steps() * percent / 100) {
                return true;
            }
        }
        return false;
    }
}
