package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import org.firstprinciples.mathfoundations.probability.Philox;

/// Stochastic gradient descent, plain: a batch, its gradient, a step.
///
/// @param epochs how many times every image is seen
/// @param batch images a step
/// @param rate of the steps
record Descent(int epochs, int batch, double rate) {

    /// Trains the model in place; which images meet in a batch depends on the generator and the epoch.
    void trainInPlace(Model model, double[][] images, int[] labels, Philox random) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            epochInPlace(model, images, labels, random, epoch);
        }
    }

    void epochInPlace(Model model, double[][] images, int[] labels, Philox random, int epoch) {
        int[] order = shuffled(labels.length, random, epoch); // (N)
        for (int start = 0; start < order.length; start += batch) {
            int B = Math.min(batch, order.length - start);
            double[][] x = new double[B][]; // (B,D)
            int[] y = new int[B]; // (B)
            for (int i = 0; i < B; i++) {
                x[i] = images[order[start + i]];
                y[i] = labels[order[start + i]];
            }
            model.stepInPlace(model.gradient(x, y), rate);
        }
    }

    /// `0 … n−1` in a random order: each place is swapped with one that is not behind it.
    static int[] shuffled(int n, Philox random, long step) {
        int[] order = new int[n]; // (n)
        for (int i = 0; i < n; i++) {
            int j = random.below(i + 1, step, i);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
