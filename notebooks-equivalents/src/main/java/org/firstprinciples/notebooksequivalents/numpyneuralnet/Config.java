package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import org.firstprinciples.notebooksequivalents.Options;

import java.util.List;

/// The sizes of a run.
///
/// @param hidden units of the network
/// @param descent how it is trained
/// @param widths of the hidden layers that are compared
/// @param randomImages how many images get random labels
/// @param randomDescent how these are learned: the epochs are the most there may be
/// @param asPlanned whether training is as long as the mode takes; only then must it come to something
record Config(
        int hidden,
        Descent descent,
        List<Integer> widths,
        int randomImages,
        Descent randomDescent,
        boolean asPlanned) {

    /// How many parts the digits are cut into.
    static final int FOLDS = 5;

    /// The config of a mode. `fast` has fewer units, fewer epochs of smaller batches, and fewer images with random labels.
    static Config of(Options options, int images) {
        boolean asPlanned = options.steps().isEmpty();
        return switch (options.mode()) {
            case FULL -> {
                int batch = 32;
                int epochs = epochs(options, 40, batch, images);
                yield new Config(
                        64,
                        new Descent(epochs, batch, 0.5),
                        List.of(1, 2, 4, 8, 16, 32, 64, 128, 256),
                        images,
                        new Descent(asPlanned ? 800 : epochs, batch, 0.5),
                        asPlanned);
            }
            case FAST -> {
                int batch = 16;
                int epochs = epochs(options, 12, batch, images);
                yield new Config(
                        32,
                        new Descent(epochs, batch, 0.3),
                        List.of(1, 4, 16),
                        200,
                        new Descent(asPlanned ? 400 : epochs, 8, 0.2),
                        asPlanned);
            }
        };
    }

    /// As many passes as these steps take, or as planned.
    private static int epochs(Options options, int planned, int batch, int images) {
        return options.steps().isEmpty()
                ? planned
                : (int) Math.ceilDiv(options.steps().getAsLong() * batch, images);
    }
}
