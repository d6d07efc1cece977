package org.firstprinciples.transformers.selfattention;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;

/// Positions as the hands of `C/2` clocks: entries `2i` and `2i+1` of position `p` are `sin(ωᵢp)` and
/// `cos(ωᵢp)`, with `ωᵢ = 10000^(−2i/C)`.
///
/// Angles are computed in double precision; a table for a network is rounded once at the end.
///
/// - source: Vaswani et al. 2017, *Attention is all you need*, §3.5
///
/// @param width `C`, an even number
public record SinusoidalPositions(int width) {

    private static final double BASE = 10_000;

    /// Checks the width.
    ///
    /// @throws IllegalArgumentException if it is not a positive even number
    public SinusoidalPositions {
        if (width < 2 || width % 2 != 0) {
            throw new IllegalArgumentException(
                    "sinusoidal positions need pairs of entries: the width must be positive and"
                            + " even, got "
                            + width);
        }
    }

    /// The speed of clock `i`, `ωᵢ = 10000^(−2i/C)` radians for each position.
    public double speed(int i) {
        return StrictMath.pow(BASE, -2.0 * i / width);
    }

    /// The vector of a position, `(C)`.
    public double[] at(int position) {
        double[] vector = new double[width];
        for (int i = 0; i < width / 2; i++) {
            vector[2 * i] = StrictMath.sin(speed(i) * position);
            vector[2 * i + 1] = StrictMath.cos(speed(i) * position);
        }
        return vector;
    }

    /// What moves every position by `offset`: `PE(p)·R = PE(p + offset)`, a rotation in each pair, `(C,C)`.
    public Matrix rotation(int offset) {
        double[] elements = new double[width * width];
        for (int i = 0; i < width / 2; i++) {
            double sin = StrictMath.sin(speed(i) * offset);
            double cos = StrictMath.cos(speed(i) * offset);
            int o = 2 * i * width + 2 * i;
            elements[o] = cos;
            elements[o + 1] = -sin;
            elements[o + width] = sin;
            elements[o + width + 1] = cos;
        }
        return Matrix.of(width, width, elements);
    }

    /// The vectors of the positions `0 … T−1`, `(T,C)`.
    public Tensor table(int positions) {
        float[] table = new float[positions * width];
        for (int p = 0; p < positions; p++) {
            double[] vector = at(p);
            for (int c = 0; c < width; c++) {
                table[p * width + c] = (float) vector[c];
            }
        }
        return Tensor.of(Shape.of(positions, width), table);
    }
}
