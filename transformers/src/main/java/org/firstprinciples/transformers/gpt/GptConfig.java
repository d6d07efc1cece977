package org.firstprinciples.transformers.gpt;

/// The sizes of a [Gpt].
///
/// @param vocabulary the number of tokens, `V`
/// @param context the longest sequence, `T`
/// @param layers the number of blocks, `L`
/// @param heads the number of attention heads in a block, `H`
/// @param width the width of the residual path, `C`, a multiple of the heads
/// @param bias whether linear layers and layer norms add a bias
/// @param dropout the probability of dropping an element of what a block adds, in `[0,1)`
public record GptConfig(
        int vocabulary,
        int context,
        int layers,
        int heads,
        int width,
        boolean bias,
        double dropout) {

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if a size is not positive, the width is no multiple of the heads,
    ///     or the probability is outside of `[0,1)`
    public GptConfig {
        requirePositive("vocabulary", vocabulary);
        requirePositive("context", context);
        requirePositive("layers", layers);
        requirePositive("heads", heads);
        requirePositive("width", width);
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "width must be a multiple of heads: width=%s heads=%s".formatted(width, heads));
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be in [0,1), got " + dropout);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "%s must be positive, got %s".formatted(name, value));
        }
    }

    /// The number of parameters: `VC + TC + L(12C² + 2C) + C`, and `L·11C + C` more with biases.
    public long parameters() {
        long V = vocabulary;
        long T = context;
        long L = layers;
        long C = width;
        long norms = L * 2 * C + C;
        long biases = bias ? L * 9 * C + norms : 0;
        return V * C + T * C + L * 12 * C * C + norms + biases;
    }
}
