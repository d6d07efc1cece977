package org.firstprinciples.benchmarks.turns;

import org.firstprinciples.transformers.gpt.GptConfig;

/// The GPTs that are timed, without biases and dropout, on 69 different characters.
public enum ModelSize {
    /// Small enough to train in minutes: 0.8 million parameters.
    A(4, 4, 128, 64, 12),
    /// 10.7 million parameters.
    B(6, 6, 384, 256, 8);

    private static final int VOCABULARY = 69;

    private final GptConfig config;
    private final int rows;

    ModelSize(int layers, int heads, int width, int context, int rows) {
        this.config = new GptConfig(VOCABULARY, context, layers, heads, width, false, 0);
        this.rows = rows;
    }

    /// The sizes of the model.
    public GptConfig config() {
        return config;
    }

    /// The sequences in a batch.
    public int rows() {
        return rows;
    }

    /// The operations that the products of a forward pass over `rows` sequences need: `2(12LC² + VC)` for
    /// each token, and `4LC` for each pair of a query and a key that it sees. A multiply-add is two.
    public double forwardFlops(int rows) {
        double L = config.layers();
        double C = config.width();
        double T = config.context();
        double tokens = rows * T;
        double pairs = rows * T * (T + 1) / 2;
        return tokens * 2 * (12 * L * C * C + config.vocabulary() * C) + pairs * 4 * L * C;
    }

    /// The operations that the products of a training step need: each product of the forward pass has two
    /// more in the backward pass. What a library computes twice, or for keys that are not seen, does not count.
    public double stepFlops() {
        return 3 * forwardFlops(rows);
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
                        rows,
                        config.parameters());
    }
}
