package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import org.firstprinciples.notebooksequivalents.digits.Digits;

/// Nothing is learned: an image means what the most similar one of the training images means.
///
/// @param known the training images
record NearestNeighbor(Digits known) {

    /// The answers, `x (N,D)` to `(N)`.
    int[] answers(double[][] x) {
        int[] answers = new int[x.length]; // (N)
        for (int n = 0; n < x.length; n++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int m = 0; m < known.size(); m++) {
                double distance = squaredDistance(x[n], known.images()[m]);
                if (distance < nearest) {
                    nearest = distance;
                    answers[n] = known.labels()[m];
                }
            }
        }
        return answers;
    }

    private static double squaredDistance(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return sum;
    }
}
