package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.notebooksequivalents.Options;

/// The sizes of a run.
///
/// @param programSteps how long the programs are on which the passes are judged
/// @param rows sequences of the batch of characters
/// @param length characters of a sequence
/// @param width numbers of a character, `C`
/// @param hidden hidden units, `H`
/// @param mostHidden hidden units of the largest network whose operations are counted
/// @param every one of so many weights is moved for the plot of differences
/// @param perDecade steps of the differences in each power of ten
/// @param smallPerArm points on each arm of the small spirals
/// @param smallSteps steps of training of both engines on the small spirals
/// @param steps steps of training of the tape on the whole spirals
/// @param pixels of a side of the picture of what was learnt
record Config(
        int programSteps,
        int rows,
        int length,
        int width,
        int hidden,
        int mostHidden,
        int every,
        int perDecade,
        int smallPerArm,
        int smallSteps,
        int steps,
        int pixels) {

    /// The config of a mode.
    static Config of(Options options) {
        return switch (options.mode()) {
            case FULL ->
                    new Config(
                            4, // steps of a program
                            4, // sequences
                            8, // characters each
                            6, // C
                            8, // H
                            16, // most hidden units
                            4, // of the weights
                            4, // steps a decade
                            40, // points an arm
                            300, // steps of both engines
                            (int) options.steps().orElse(3000), // steps of the tape
                            96); // pixels
            case FAST ->
                    new Config(
                            3, // steps of a program
                            2, // sequences
                            4, // characters each
                            4, // C
                            5, // H
                            4, // most hidden units
                            30, // of the weights
                            2, // steps a decade
                            15, // points an arm
                            100, // steps of both engines
                            (int) options.steps().orElse(600), // steps of the tape
                            48); // pixels
        };
    }
}
