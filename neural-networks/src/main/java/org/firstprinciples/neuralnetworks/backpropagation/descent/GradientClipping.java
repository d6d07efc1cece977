package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;

/// Clipping by the global norm: if all gradients together are longer than `c`, they are scaled to length `c`. Frozen
/// parameters have no gradients and are passed over.
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
        return norm(parameters.trainable(), Parallel.sequential());
    }

    private static double norm(Parameters trainable, Parallel workers) {
        double squares = 0;
        for (Parameters.Entry entry : trainable) {
            squares += squares(entry.parameter().gradient(), workers);
        }
        return StrictMath.sqrt(squares);
    }

    /// Clips on the calling thread alone, see [#clip(Parameters, double, Parallel)].
    public static double clip(Parameters parameters, double maxNorm) {
        return clip(parameters, maxNorm, Parallel.sequential());
    }

    /// Scales the gradients in place so that their norm is at most `maxNorm`; returns the norm they had.
    ///
    /// @param maxNorm `c`; infinite if gradients of any finite length may pass
    /// @throws IllegalArgumentException if `maxNorm` is not positive
    /// @throws ArithmeticException if a gradient is not finite; the message names its parameter
    public static double clip(Parameters parameters, double maxNorm, Parallel workers) {
        requireMaxNorm(maxNorm);
        Parameters trainable = parameters.trainable();
        double norm = norm(trainable, workers);
        if (!Double.isFinite(norm)) {
            throw new ArithmeticException(
                    "the gradient of %s is not finite; a smaller learning rate?"
                            .formatted(firstNotFinite(trainable)));
        }
        if (norm > maxNorm) {
            double factor = maxNorm / norm;
            for (Parameters.Entry entry : trainable) {
                float[] gradient = entry.parameter().gradient();
                workers.blocks(
                        gradient.length, BLOCK, (from, to) -> scale(gradient, from, to, factor));
            }
        }
        return norm;
    }

    static void requireMaxNorm(double maxNorm) {
        if (!(maxNorm > 0)) {
            throw new IllegalArgumentException("maxNorm must be positive, got " + maxNorm);
        }
    }

    /// A factor that 32 bits cannot hold is applied in double: the product may be an ordinary number.
    private static void scale(float[] gradient, int from, int to, double factor) {
        float rounded = (float) factor;
        if (rounded >= Float.MIN_NORMAL) {
            for (int i = from; i < to; i++) {
                gradient[i] *= rounded;
            }
        } else {
            for (int i = from; i < to; i++) {
                gradient[i] = (float) (factor * gradient[i]);
            }
        }
    }

    private static double squares(float[] gradient, Parallel workers) {
        double[] blocks = new double[Math.ceilDiv(gradient.length, BLOCK)];
        workers.blocks(
                gradient.length,
                BLOCK,
                (from, to) -> blocks[from / BLOCK] = squares(gradient, from, to));
        double total = 0;
        for (double squares : blocks) {
            total += squares;
        }
        return total;
    }

    private static double squares(float[] gradient, int from, int to) {
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

    private static String firstNotFinite(Parameters trainable) {
        for (Parameters.Entry entry : trainable) {
            if (!Double.isFinite(squares(entry.parameter().gradient(), Parallel.sequential()))) {
                return entry.name();
            }
        }
        return "all parameters together";
    }
}
