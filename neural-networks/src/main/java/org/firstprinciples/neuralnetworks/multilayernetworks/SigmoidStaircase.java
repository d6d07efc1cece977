package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.neuralnetworks.perceptron.LogisticNeuron;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// A sum of sigmoids that comes near to a continuous function: a soft step at the middle of each cell, as high as the function
/// rises over it.
///
/// `g(x) = f(t₀) + Σᵢ (f(tᵢ) − f(tᵢ₋₁)) σ(k(x − mᵢ))`, `mᵢ = (tᵢ₋₁ + tᵢ)/2`.
///
/// - accuracy: `|f − g| ≤ ω(δ)(1 + 2e^(−kδ/2)/(1 − e^(−kδ)))` for cells of width `δ`, where `ω(δ)` is the most that `f` changes over
///   a distance of `δ`
/// - source: the construction behind Cybenko 1989, made explicit
///
/// @param from where the first cell begins
/// @param width `δ`, of a cell
/// @param values `f(t₀), …, f(t_N)`
/// @param steepness `k`
public record SigmoidStaircase(double from, double width, double[] values, double steepness) {

    /// Copies the values.
    ///
    /// @throws IllegalArgumentException if there is no cell, or its width or the steepness is not positive
    public SigmoidStaircase {
        values = values.clone();
        if (values.length < 2 || !(width > 0) || !(steepness > 0)) {
            throw new IllegalArgumentException(
                    "a cell, a width and a steepness above 0 are needed, got %s, %s and %s"
                            .formatted(values.length - 1, width, steepness));
        }
    }

    /// A copy of the values.
    @Override
    public double[] values() {
        return values.clone();
    }

    /// The staircase of `f` between two points.
    ///
    /// @throws IllegalArgumentException if there is no cell, or its width or the steepness is not positive
    public static SigmoidStaircase of(
            DoubleUnaryOperator f, double from, double to, int cells, double steepness) {
        double[] values = new double[Math.max(0, cells) + 1];
        double width = (to - from) / Math.max(1, cells);
        for (int i = 0; i < values.length; i++) {
            values[i] = f.applyAsDouble(from + i * width);
        }
        return new SigmoidStaircase(from, width, values, steepness);
    }

    /// `g(x)`.
    public double value(double x) {
        double sum = values[0];
        for (int i = 1; i < values.length; i++) {
            double middle = from + (i - 0.5) * width;
            sum += (values[i] - values[i - 1]) * LogisticNeuron.sigmoid(steepness * (x - middle));
        }
        return sum;
    }

    /// `1 + 2e^(−kδ/2)/(1 − e^(−kδ))`, how many times `ω(δ)` the error can be.
    public double errorFactor() {
        return 1
                + 2
                        * StrictMath.exp(-steepness * width / 2)
                        / -StrictMath.expm1(-steepness * width);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigmoidStaircase s
                && from == s.from
                && width == s.width
                && steepness == s.steepness
                && Arrays.equals(values, s.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "SigmoidStaircase[from=%s, width=%s, values=%s, steepness=%s]"
                .formatted(from, width, Arrays.toString(values), steepness);
    }
}
