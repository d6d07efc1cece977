package org.firstprinciples.benchmarks.turns;

import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;

import java.util.Random;
import java.util.SplittableRandom;

/// The numbers that every library begins with: the same in every process.
public final class Inputs {

    /// The most numbers of a result that are compared; those of a larger result lie at equal distances.
    private static final int COMPARED = 4096;

    private static final int TEXT_LENGTH = 100_000;
    private static final int GRAIN = 24; // bits of a float

    private Inputs() {}

    /// Numbers uniform in `[−1,1)`.
    public static float[] uniform(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (random.nextInt() >> (Integer.SIZE - GRAIN)) * 0x1p-23f;
        }
        return x;
    }

    /// The weights of a matrix or table of a GPT at the start, uniform with the deviations of [Gpt#initialize].
    ///
    /// @param name as the book's library calls it
    public static float[] weights(GptConfig config, String name, int length) {
        boolean residual =
                name.endsWith(".attention.output.weight")
                        || name.endsWith(".feedForward.project.weight");
        double deviation = residual ? Gpt.residualDeviation(config.layers()) : Gpt.DEVIATION;
        float[] w = uniform(name.hashCode(), length);
        float largest =
                (float) (deviation * Math.sqrt(3)); // of a uniform number with this deviation
        for (int i = 0; i < length; i++) {
            w[i] *= largest;
        }
        return w;
    }

    /// A text without meaning in which some tokens are frequent and others rare.
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
        return Windows.of(config.context(), size.rows(), text(config.vocabulary()));
    }

    /// A few thousand numbers of a result, at equal distances.
    public static float[] compared(float[] result) {
        int distance = Math.max(1, Math.ceilDiv(result.length, COMPARED));
        float[] few = new float[Math.ceilDiv(result.length, distance)];
        for (int i = 0; i < few.length; i++) {
            few[i] = result[i * distance];
        }
        return few;
    }
}
