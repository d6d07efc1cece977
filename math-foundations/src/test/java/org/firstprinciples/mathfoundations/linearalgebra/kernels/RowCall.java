package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A row of `n` elements at odd places in three arrays.
record RowCall(int n, int xo, int yo, int zo, Values values, long seed) {

    /// What all three arrays hold after the loop, wherever it wrote.
    int[] bitsAfter(RowLoop loop, Kernels kernels) {
        Random random = new Random(seed);
        float[] x = values.array(random, xo + n + 2);
        float[] y = values.array(random, yo + n + 2);
        float[] z = values.array(random, zo + n + 2);
        loop.run(kernels, n, x, xo, y, yo, z, zo);
        return Stream.of(x, y, z).map(Values::bits).flatMapToInt(IntStream::of).toArray();
    }

    /// Some calls for the laws that a wrong loop must break at least once.
    static Stream<RowCall> some() {
        return Stream.of(Values.values())
                .flatMap(values ->
                        IntStream.range(0, 67).mapToObj(n -> new RowCall(n, 1, 2, 3, values, n)));
    }
}
