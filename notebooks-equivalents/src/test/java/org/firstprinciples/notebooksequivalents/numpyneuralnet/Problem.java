package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import org.firstprinciples.mathfoundations.probability.Philox;

/// A small network with images and labels, for tests.
///
/// @param network of any width
/// @param x `(N,D)`, floats
/// @param labels `(N)`
record Problem(Network network, double[][] x, int[] labels) {

    static Problem random(long seed) {
        Philox random = Philox.of(seed);
        int N = 1 + random.below(8, 0, 0);
        int D = 1 + random.below(8, 0, 1);
        int H = 1 + random.below(8, 0, 2);
        int K = 2 + random.below(4, 0, 3);
        double[][] x = new double[N][D]; // (N,D)
        int[] labels = new int[N]; // (N)
        for (int n = 0; n < N; n++) {
            labels[n] = random.below(K, 1, n);
            for (int d = 0; d < D; d++) {
                x[n][d] = (float) random.normal(2, (long) n * D + d);
            }
        }
        Philox more = random.split("more");
        int[] draw = {0};
        Network network =
                Network.initialize(D, H, K, random)
                        .map(w -> (float) (w + 0.5 * more.normal(0, draw[0]++)));
        return new Problem(network, x, labels);
    }
}
