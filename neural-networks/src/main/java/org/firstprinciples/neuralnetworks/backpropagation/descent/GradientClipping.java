package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;

/// Clipping by the global norm: if all gradients together are longer than `c`, they are scaled to length `c`.
///
/// The norm is summed in double: blocks of 4096 elements, each in 8 chains (element `i` goes to chain
/// `i mod 8`, a last incomplete 8 to a chain of its own) that are added in order; blocks in order;
/// parameters in order.
///
/// - source: Pascanu, Mikolov & Bengio 2013, *On the difficulty of training recurrent neural networks*, §3.2
public final class GradientClipping {

    private static final int BLOCK = 4096;
    private static final int CHAINS = 8;

    private GradientClipping() {}

    /// The length of all gradients together, `√Σ g²`.
    public static double norm(Parameters parameters) {
        return norm(parameters, Parallel.sequential());
    }

    private static double norm(Parameters parameters, Parallel workers) {
        double squares = 0;
        for (Parameters.Entry entry : parameters) {
            squares += squares(entry.parameter().gradient(), workers);
        }
        return StrictMath.sqrt(squares);
    }

    /// Clips on the calling thread alone, see [#clip(Parameters, double, Parallel)].
    public static double clip(Parameters parameters, double limit) {
        return clip(parameters, limit, Parallel.sequential());
    }

    /// Scales the gradients in place so that their norm is at most `limit`; returns the norm they had.
    ///
    /// @throws IllegalArgumentException if the limit is not positive
    /// @throws ArithmeticException if a gradient is not finite; the message names its parameter
    public static double clip(Parameters parameters, double limit, Parallel workers) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException(
                    "the limit of the norm must be positive, got " + limit);
        }
        double norm = norm(parameters, workers);
        if (!Double.isFinite(norm)) {
            throw new ArithmeticException(
                    "the gradient of %s is not finite; a smaller learning rate?"
                            .formatted(firstNotFinite(parameters)));
        }
        if (norm > limit) {
            float factor = (float) (limit / norm);
            for (Parameters.Entry entry : parameters) {
                float[] gradient = entry.parameter().gradient();
                workers.run(
                        Math.ceilDiv(gradient.length, BLOCK),
                        block -> scale(gradient, block, factor));
            }
        }
        return norm;
    }

    private static void scale(float[] gradient, int block, float factor) {
        int to = Math.min(gradient.length, (block + 1) * BLOCK);
        for (int i = block * BLOCK; i < to; i++) {
            gradient[i] *= factor;
        }
    }

    private static double squares(float[] gradient, Parallel workers) {
        double[] blocks = new double[Math.ceilDiv(gradient.length, BLOCK)];
        workers.run(blocks.length, block -> blocks[block] = squares(gradient, block));
        double total = 0;
        for (double squares : blocks) {
            total += squares;
        }
        return total;
    }

    private static double squares(float[] gradient, int block) {
        int from = block * BLOCK;
        int to = Math.min(gradient.length, from + BLOCK);
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = from;
        for (; i + CHAINS <= to; i += CHAINS) {
            s0 += square(gradient[i]);
            s1 += square(gradient[i + 1]);
            s2 += square(gradient[i + 2]);
            s3 += square(gradient[i + 3]);
            s4 += square(gradient[i + 4]);
            s5 += square(gradient[i + 5]);
            s6 += square(gradient[i + 6]);
            s7 += square(gradient[i + 7]);
        }
        double rest = 0;
        for (; i < to; i++) {
            rest += square(gradient[i]);
        }
        return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + rest;
    }

    private static double square(float g) {
        return (double) g * g;
    }

    private static String firstNotFinite(Parameters parameters) {
        for (Parameters.Entry entry : parameters) {
            if (!Double.isFinite(squares(entry.parameter().gradient(), Parallel.sequential()))) {
                return entry.name();
            }
        }
        return "all parameters together";
    }
}
