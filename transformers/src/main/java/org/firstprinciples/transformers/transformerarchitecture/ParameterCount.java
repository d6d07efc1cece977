package org.firstprinciples.transformers.transformerarchitecture;

/// How many numbers a transformer learns, part by part. Every linear layer and every norm has a bias, and
/// a table of tokens that is used twice counts once.
///
/// @param width `C`, of the model
/// @param inner `F`, of the feed-forward network, mostly `4C`
public record ParameterCount(long width, long inner) {

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if one is not positive
    public ParameterCount {
        if (width <= 0 || inner <= 0) {
            throw new IllegalArgumentException(
                    "sizes must be positive, got width=%s inner=%s".formatted(width, inner));
        }
    }

    /// Queries, keys, values and output: `4C² + 4C`, for any number of heads.
    public long attention() {
        return 4 * (width * width + width);
    }

    /// In and out again: `2CF + F + C`.
    public long feedForward() {
        return width * inner + inner + inner * width + width;
    }

    /// Scale and shift: `2C`.
    public long norm() {
        return 2 * width;
    }

    /// A block of attention and network, before or after two norms: `12C² + 13C` for `F = 4C`.
    public long block() {
        return attention() + feedForward() + 2 * norm();
    }

    /// A block that also attends to an encoder, with a third norm.
    public long crossBlock() {
        return 2 * attention() + feedForward() + 3 * norm();
    }

    /// GPT: tables of tokens and positions, blocks, and a final norm, which GPT-1 did without.
    public long gpt(long vocabulary, long context, long layers, boolean finalNorm) {
        return (vocabulary + context) * width + layers * block() + (finalNorm ? norm() : 0);
    }

    /// BERT: tables of tokens, positions and segments, a norm, blocks, and the pooling layer.
    public long bert(long vocabulary, long context, long segments, long layers) {
        return (vocabulary + context + segments) * width
                + norm()
                + layers * block()
                + width * width
                + width;
    }

    /// The first transformer: one table for source, target and output, sinusoidal positions, and as many
    /// blocks in the decoder as in the encoder.
    public long encoderDecoder(long vocabulary, long layers) {
        return vocabulary * width + layers * (block() + crossBlock());
    }
}
