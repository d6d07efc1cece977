package org.firstprinciples.benchmarks.workloads;

import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;

import java.util.Random;
import java.util.SplittableRandom;

/// The inputs of the workloads: the same numbers in every process.
public final class Inputs {

    private static final int TEXT_LENGTH = 100_000;

    private Inputs() {}

    /// Numbers uniform in `[−1,1)`.
    public static float[] uniform(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (random.nextInt() >> (Integer.SIZE - Float.PRECISION)) * 0x1p-23f;
        }
        return x;
    }

    /// The initial weights of a matrix or table of a GPT, uniform with the standard deviations of [Gpt#initialize].
    ///
    /// @param name as the book's library calls it
    public static float[] weights(GptConfig config, String name, int length) {
        boolean residual =
                name.endsWith(".attention.output.weight")
                        || name.endsWith(".feedForward.project.weight");
        double std = residual ? Gpt.residualStd(config.layers()) : Gpt.STD;
        float bound = (float) (std * Math.sqrt(3)); // uniform in [−b,b) has standard deviation b/√3
        float[] w = uniform(name.hashCode(), length);
        for (int i = 0; i < length; i++) {
            w[i] *= bound;
        }
        return w;
    }

    /// Random token ids, of which small ones are frequent and large ones rare.
    public static int[] text(int vocabulary) {
        Random random = new Random(1);
        int[] text = new int[TEXT_LENGTH];
        for (int i = 0; i < text.length; i++) {
            text[i] = random.nextInt(1 + random.nextInt(vocabulary));
        }
        return text;
    }

    /// Batches of that text.
    public static Windows windows(ModelSize size) {
        GptConfig config = size.config();
        return Windows.of(config.context(), size.batchSize(), text(config.vocabulary()));
    }
}
