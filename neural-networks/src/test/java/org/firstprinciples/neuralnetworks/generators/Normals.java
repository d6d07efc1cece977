package org.firstprinciples.neuralnetworks.generators;

import java.util.SplittableRandom;

/// Independent standard normal numbers, rounded to 32 bits.
public final class Normals {

    private Normals() {}

    /// The first `n` numbers of a seed.
    public static float[] of(long seed, int n) {
        return of(new SplittableRandom(seed), n);
    }

    /// The next `n` numbers of a generator.
    public static float[] of(SplittableRandom random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
