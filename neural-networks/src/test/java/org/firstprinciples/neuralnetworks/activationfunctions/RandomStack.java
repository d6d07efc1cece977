package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.generators.Digits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Layers with normal weights and no biases, before any training: `z = hW`, `h = f(z)`.
///
/// @param weights by layer, `(n,m)`
/// @param activation `f`
record RandomStack(List<Matrix> weights, Activation activation) {

    /// Layers of equal width `n` with weights of variance `g²/n`.
    static RandomStack draw(Activation f, double gain, int width, int depth, Philox random) {
        List<Matrix> weights = new ArrayList<>();
        for (int l = 0; l < depth; l++) {
            weights.add(
                    Initializer.LECUN_NORMAL
                            .draw(random.split("layer " + l), width, width)
                            .times(gain));
        }
        return new RandomStack(weights, f);
    }

    /// The first images of the digits, one in each row, `(rows,64)`, all multiplied by one factor so that their mean square is 1.
    static Matrix digits(int rows) throws IOException {
        float[] pixels = Digits.read().inputs().toArray();
        double[] x = new double[rows * 64];
        for (int i = 0; i < x.length; i++) {
            x[i] = pixels[i];
        }
        return Matrix.of(rows, 64, x).times(1 / size(Matrix.of(rows, 64, x)));
    }

    /// The root of the mean square of all entries.
    static double size(Matrix a) {
        double sum = 0;
        for (double entry : a.toArray()) {
            sum += entry * entry;
        }
        return Math.sqrt(sum / (a.rows() * a.columns()));
    }

    /// `z₁, …, z_D` for inputs in rows.
    List<Matrix> scores(Matrix x) {
        List<Matrix> all = new ArrayList<>();
        Matrix h = x;
        for (Matrix w : weights) {
            Matrix z = h.times(w);
            all.add(z);
            h = outputs(z);
        }
        return all;
    }

    /// `f(z)`.
    Matrix outputs(Matrix z) {
        double[] h = z.toArray();
        for (int i = 0; i < h.length; i++) {
            h[i] = activation.applyAsDouble(h[i]);
        }
        return Matrix.of(z.rows(), z.columns(), h);
    }

    /// The adjoints of `h₀, …, h_D`, from one at the end back to the input.
    List<Matrix> adjoints(Matrix x, Matrix last) {
        List<Matrix> scores = scores(x);
        List<Matrix> all = new ArrayList<>(List.of(last));
        Matrix g = last;
        for (int l = weights.size() - 1; l >= 0; l--) {
            double[] dz = g.toArray();
            double[] z = scores.get(l).toArray();
            for (int i = 0; i < dz.length; i++) {
                dz[i] *= activation.derivative(z[i]);
            }
            g = Matrix.of(g.rows(), g.columns(), dz).times(weights.get(l).transpose());
            all.addFirst(g);
        }
        return all;
    }

    /// Independent standard normal numbers.
    static Matrix normal(int rows, int columns, Philox random) {
        double[] x = new double[rows * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.normal(0, i);
        }
        return Matrix.of(rows, columns, x);
    }
}
