package org.firstprinciples.benchmarks.workloads;

import org.firstprinciples.modernllms.pretraining.TrainingConfig;
import org.firstprinciples.transformers.gpt.GptConfig;

/// The GPTs that are timed, without biases and dropout, on a vocabulary of 69 characters.
public enum ModelSize {
    /// Small enough to train in minutes: 0.8 million parameters.
    A(4, 4, 128, 64, 12),
    /// 10.7 million parameters.
    B(6, 6, 384, 256, 8);

    private static final int VOCABULARY = 69;
    private static final long SEED = 1;
    private static final long STEPS = 1_000_000; // more than are ever timed

    private final GptConfig config;
    private final int batchSize;

    ModelSize(int layers, int heads, int width, int context, int batchSize) {
        this.config = new GptConfig(VOCABULARY, context, layers, heads, width, false, 0);
        this.batchSize = batchSize;
    }

    /// The sizes of the model.
    public GptConfig config() {
        return config;
    }

    /// The sequences in a batch.
    public int batchSize() {
        return batchSize;
    }

    /// How it is trained, as the minimal GPT: AdamW with `β` 0.9 and 0.99, decay 0.1, learning rate 1e-3 after 100
    /// steps of warm-up, gradient norms clipped at 1.
    public TrainingConfig training() {
        return new TrainingConfig(
                SEED, STEPS, batchSize, config.context(), 1e-3, 1e-4, 100, 0.9, 0.99, 0.1, 1);
    }

    /// The operations that the products of a forward pass over a batch need: `2(12LC² + VC)` for each token, and
    /// `4LC` for each pair of a query and a key that it attends to. A multiply-add is two.
    public double forwardFlops(int batchSize) {
        double L = config.layers();
        double C = config.width();
        double T = config.context();
        double tokens = batchSize * T;
        double pairs = batchSize * T * (T + 1) / 2;
        return tokens * 2 * (12 * L * C * C + config.vocabulary() * C) + pairs * 4 * L * C;
    }

    /// The operations that the products of a training step need: each product of the forward pass has two
    /// more in the backward pass. What a library recomputes, or computes for masked keys, does not count.
    public double stepFlops() {
        return 3 * forwardFlops(batchSize);
    }

    /// The name and the sizes.
    public String description() {
        return "%s: %d layers, %d heads, width %d, context %d, batch %d, %,d parameters"
                .formatted(
                        name(),
                        config.layers(),
                        config.heads(),
                        config.width(),
                        config.context(),
                        batchSize,
                        config.parameters());
    }
}
