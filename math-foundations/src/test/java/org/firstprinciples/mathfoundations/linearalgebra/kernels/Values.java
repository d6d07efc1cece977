package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.Random;

/// What stands in an array, from a seed.
enum Values {
    /// Normal deviates of many magnitudes.
    ORDINARY(0),
    /// One in 64 is a number that arithmetic treats specially.
    SOME_SPECIAL(1.0 / 64),
    /// One in two is.
    MOSTLY_SPECIAL(0.5);

    private static final float[] SPECIAL = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL / 3,
        -Float.MIN_NORMAL,
        1f,
        -1f,
        -87.3366f,
        88.8f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN
    };

    private final double special;

    Values(double special) {
        this.special = special;
    }

    float[] array(Random random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] =
                    random.nextDouble() < special
                            ? SPECIAL[random.nextInt(SPECIAL.length)]
                            : Math.scalb((float) random.nextGaussian(), random.nextInt(8) - 4);
        }
        return x;
    }

    /// The bits of every element, one pattern for all NaN.
    static int[] bits(float[] x) {
        int[] bits = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            bits[i] = Float.floatToIntBits(x[i]);
        }
        return bits;
    }
}
