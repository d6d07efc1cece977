package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.turns.ModelSize;
import org.firstprinciples.transformers.gpt.GptConfig;
import org.jspecify.annotations.Nullable;

/// The work that the formulas of a training step need at least, operation by operation.
final class StepNeeds {

    private static final double BYTES = Float.BYTES;

    private final double L;
    private final double C;
    private final double V;
    private final double N; // tokens, B·T
    private final double pairs; // of a query and a key that it sees, in one head
    private final double P; // parameters

    StepNeeds(ModelSize size) {
        GptConfig config = size.config();
        this.L = config.layers();
        this.C = config.width();
        this.V = config.vocabulary();
        this.N = (double) size.rows() * config.context();
        this.pairs = N * (config.context() + 1) / 2;
        this.P = config.parameters();
    }

    /// What holds an operation up.
    enum Limit {
        /// The rate of multiply-adds.
        ARITHMETIC,
        /// The bandwidth for arrays of the size of an activation.
        ACTIVATIONS,
        /// The bandwidth for arrays of the size of all parameters.
        PARAMETERS
    }

    /// An amount of work in a step.
    ///
    /// @param amount operations, or bytes
    record Need(Limit limit, double amount) {

        String unit() {
            return limit == Limit.ARITHMETIC ? "GFLOP/s" : "GB/s";
        }

        String description() {
            return limit == Limit.ARITHMETIC
                    ? "%.3g GFLOP".formatted(amount / 1e9)
                    : "%.3g MB".formatted(amount / 1e6);
        }
    }

    /// The elements of an activation, `(B,T,C)`.
    int activation() {
        return (int) (N * C);
    }

    /// What an operation needs, named as [StackSamples] names it; null if that is not known.
    @Nullable Need of(String operation) {
        return switch (operation) {
            case "Linear.Op forward" -> flops(2 * N * 8 * L * C * C);
            case "Linear.Op backward" -> flops(4 * N * 8 * L * C * C);
            case "LinearGelu forward" -> flops(2 * N * 4 * L * C * C);
            case "LinearGelu backward" -> flops(4 * N * 4 * L * C * C);
            case "Embedding.Project forward" -> flops(2 * N * V * C);
            case "Embedding.Project backward" -> flops(4 * N * V * C);
            case "FusedAttention forward" -> flops(4 * L * C * pairs);
            case "FusedAttention backward" -> flops(8 * L * C * pairs);
            case "LayerNorm.Op forward" -> activations(2 * (2 * L + 1) * N * C);
            case "LayerNorm.Op backward" -> activations(3 * (2 * L + 1) * N * C);
            case "Addition forward", "Addition backward" -> activations(3 * (2 * L + 1) * N * C);
            case "Embedding.Lookup forward", "Embedding.Lookup backward" ->
                    activations(2 * 2 * N * C);
            case "SoftmaxCrossEntropy forward" -> activations(N * V);
            case "SoftmaxCrossEntropy backward" -> activations(2 * N * V);
            case "AdamW step" -> new Need(Limit.PARAMETERS, 8 * P * BYTES);
            case "GradientClipping clip" -> new Need(Limit.PARAMETERS, P * BYTES);
            default -> null;
        };
    }

    private static Need flops(double flops) {
        return new Need(Limit.ARITHMETIC, flops);
    }

    private static Need activations(double elements) {
        return new Need(Limit.ACTIVATIONS, elements * BYTES);
    }
}
