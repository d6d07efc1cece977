package org.firstprinciples.neuralnetworks.generators;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The 1797 handwritten digits of `math-foundations/data/digits.csv`.
public final class Digits {

    private static final int PIXELS = 64;

    private Digits() {}

    /// Images of 8 by 8 pixels from 0 to 1, row by row, `(1797,64)`, and which digit each shows.
    public static Examples read() throws IOException {
        List<String> rows =
                Files.readAllLines(Path.of("..", "math-foundations", "data", "digits.csv"));
        float[] pixels = new float[rows.size() * PIXELS];
        int[] digits = new int[rows.size()];
        for (int n = 0; n < digits.length; n++) {
            String[] cells = rows.get(n).split(",", -1);
            for (int i = 0; i < PIXELS; i++) {
                pixels[n * PIXELS + i] = Float.parseFloat(cells[i]) / 16;
            }
            digits[n] = Integer.parseInt(cells[PIXELS]);
        }
        return Examples.of(Tensor.of(Shape.of(digits.length, PIXELS), pixels), digits);
    }
}
