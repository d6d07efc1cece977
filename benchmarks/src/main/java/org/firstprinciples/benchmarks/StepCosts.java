package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.workloads.ModelSize;
import org.firstprinciples.transformers.gpt.GptConfig;
import org.jspecify.annotations.Nullable;

/// The least work that the formulas of a training step need, operation by operation, as in a roofline model: the
/// operations of a product, or the bytes of an operation that reads each input and writes each result once.
///
/// - source: Williams, Waterman & Patterson 2009, *Roofline: an insightful visual performance model*
final class StepCosts {

    private static final double BYTES = Float.BYTES;

    private final double L;
    private final double C;
    private final double V;
    private final double N; // tokens, B·T
    private final double pairs; // of a query and a key that it attends to, in one head
    private final double P; // parameters

    StepCosts(ModelSize size) {
        GptConfig config = size.config();
        this.L = config.layers();
        this.C = config.width();
        this.V = config.vocabulary();
        this.N = (double) size.batchSize() * config.context();
        this.pairs = N * (config.context() + 1) / 2;
        this.P = config.parameters();
    }

    /// What bounds the speed of an operation.
    enum Bound {
        /// The rate of multiply-adds.
        ARITHMETIC,
        /// The bandwidth for arrays of the size of an activation.
        ACTIVATION_BANDWIDTH,
        /// The bandwidth for arrays of the size of all parameters.
        PARAMETER_BANDWIDTH
    }

    /// The work of an operation in a step.
    ///
    /// @param amount floating-point operations, or bytes
    record Cost(Bound bound, double amount) {

        String unitOfRate() {
            return bound == Bound.ARITHMETIC ? "GFLOP/s" : "GB/s";
        }

        String description() {
            return bound == Bound.ARITHMETIC
                    ? "%.3g GFLOP".formatted(amount / 1e9)
                    : "%.3g MB".formatted(amount / 1e6);
        }
    }

    /// The elements of an activation, `(B,T,C)`.
    int activationSize() {
        return (int) (N * C);
    }

    /// The cost of an operation, named as [SamplingProfiler] names it; null if that is not known.
    @Nullable Cost of(String operation) {
        return switch (operation) {
            case "Linear.Op forward" -> arithmetic(2 * N * 8 * L * C * C);
            case "Linear.Op backward" -> arithmetic(4 * N * 8 * L * C * C);
            case "LinearActivation forward" -> arithmetic(2 * N * 4 * L * C * C);
            case "LinearActivation backward" -> arithmetic(4 * N * 4 * L * C * C);
            case "Embedding.Project forward" -> arithmetic(2 * N * V * C);
            case "Embedding.Project backward" -> arithmetic(4 * N * V * C);
            case "FusedAttention forward" -> arithmetic(4 * L * C * pairs);
            case "FusedAttention backward" -> arithmetic(8 * L * C * pairs);
            case "LayerNorm.Op forward" -> activations(2 * (2 * L + 1) * N * C);
            case "LayerNorm.Op backward" -> activations(3 * (2 * L + 1) * N * C);
            case "Addition forward", "Addition backward" -> activations(3 * (2 * L + 1) * N * C);
            case "Embedding.Lookup forward", "Embedding.Lookup backward" ->
                    activations(2 * 2 * N * C);
            case "SoftmaxCrossEntropy forward" -> activations(N * V);
            case "SoftmaxCrossEntropy backward" -> activations(2 * N * V);
            case "AdamW step" -> parameters(8 * P);
            case "GradientClipping clip" -> parameters(P);
            default -> null;
        };
    }

    private static Cost arithmetic(double flops) {
        return new Cost(Bound.ARITHMETIC, flops);
    }

    private static Cost activations(double elements) {
        return new Cost(Bound.ACTIVATION_BANDWIDTH, elements * BYTES);
    }

    private static Cost parameters(double elements) {
        return new Cost(Bound.PARAMETER_BANDWIDTH, elements * BYTES);
    }
}
