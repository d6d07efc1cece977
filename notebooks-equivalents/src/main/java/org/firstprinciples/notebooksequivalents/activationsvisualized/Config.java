package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.notebooksequivalents.Options;

import java.util.List;

/// The sizes of a run.
///
/// @param depth layers of the stacks that do not learn
/// @param gainDepth layers where all activations are compared
/// @param width of these layers
/// @param stacks random stacks to average over
/// @param units random units to count
/// @param hidden units in a hidden layer of the networks that learn
/// @param deathSteps steps in which units may die
/// @param deathRates learning rates that kill, ascending
/// @param accuracySteps steps in which activations compete
/// @param accuracyRates learning rates that they may choose from, ascending
/// @param repetitions of every training, with other weights and batches
record Config(
        int depth,
        int gainDepth,
        int width,
        int stacks,
        int units,
        int hidden,
        int deathSteps,
        List<Double> deathRates,
        int accuracySteps,
        List<Double> accuracyRates,
        int repetitions) {

    /// The config of a mode; `-Dsteps` takes the place of both numbers of steps.
    static Config of(Options options) {
        return switch (options.mode()) {
            case FULL ->
                    new Config(
                            30,
                            30,
                            512,
                            10,
                            50_000,
                            64,
                            (int) options.steps().orElse(300),
                            List.of(1 / 32.0, 1 / 16.0, 1 / 8.0, 1 / 4.0, 1 / 2.0, 1.0, 2.0, 4.0),
                            (int) options.steps().orElse(300),
                            List.of(0.03, 0.1, 0.3),
                            8);
            case FAST ->
                    new Config(
                            30,
                            12,
                            128,
                            3,
                            5_000,
                            32,
                            (int) options.steps().orElse(60),
                            List.of(1 / 8.0, 1 / 4.0, 1 / 2.0, 1.0, 2.0),
                            (int) options.steps().orElse(40),
                            List.of(0.1, 0.3),
                            2);
        };
    }
}
