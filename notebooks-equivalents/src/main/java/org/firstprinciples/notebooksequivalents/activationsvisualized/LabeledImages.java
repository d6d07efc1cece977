package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.notebooksequivalents.digits.Digits;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Images of digits as a network takes them.
///
/// @param pixels `(N,1,64)`
/// @param labels `(N,1)`
record LabeledImages(Tensor pixels, TokenBatch labels) {

    /// All of these digits.
    static LabeledImages of(Digits digits) {
        return at(digits, IntStream.range(0, digits.size()).toArray());
    }

    /// Those of the digits that stand at these places, in this order.
    static LabeledImages at(Digits digits, int... places) {
        int N = places.length;
        float[] pixels = new float[N * Digits.PIXELS]; // (N,64)
        int[] labels = new int[N]; // (N)
        for (int n = 0; n < N; n++) {
            double[] image = digits.images()[places[n]]; // (64)
            for (int p = 0; p < Digits.PIXELS; p++) {
                pixels[n * Digits.PIXELS + p] = (float) image[p];
            }
            labels[n] = digits.labels()[places[n]];
        }
        return new LabeledImages(
                Tensor.of(Shape.of(N, 1, Digits.PIXELS), pixels), TokenBatch.of(N, 1, labels));
    }

    /// So many images `(N,64)` from all over the digits, each scaled to mean square 1.
    static Tensor scaled(Digits digits, int N) {
        float[] images = new float[N * Digits.PIXELS]; // (N,64)
        for (int n = 0; n < N; n++) {
            double[] image = digits.images()[n * (digits.size() / N)]; // (64)
            double size = Math.sqrt(Arrays.stream(image).map(p -> p * p).average().orElseThrow());
            for (int p = 0; p < Digits.PIXELS; p++) {
                images[n * Digits.PIXELS + p] = (float) (image[p] / size);
            }
        }
        return Tensor.of(Shape.of(N, Digits.PIXELS), images);
    }

    /// How many.
    int size() {
        return labels.size();
    }
}
