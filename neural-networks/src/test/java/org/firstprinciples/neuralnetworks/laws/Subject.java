package org.firstprinciples.neuralnetworks.laws;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;
import java.util.SplittableRandom;

/// An operation, its definition, and the shapes of inputs to try them on.
///
/// @param operation the operation in 32 bits
/// @param formula the same in double precision
/// @param terms how many terms the longest sum behind an element of the value or of a gradient has
/// @param rowWise whether rows of the first input (and of the result) do not depend on each other
/// @param shapes of the inputs
public record Subject(
        Operation operation, Definition formula, int terms, boolean rowWise, Shape... shapes) {

    /// Unit roundoff of 32 bits.
    private static final double U = 0x1p-24;

    /// An operation that may mix rows.
    public static Subject of(Operation operation, Definition formula, int terms, Shape... shapes) {
        return new Subject(operation, formula, terms, false, shapes);
    }

    /// An operation in which every row of the first input goes its own way.
    public static Subject rowWise(
            Operation operation, Definition formula, int terms, Shape... shapes) {
        return new Subject(operation, formula, terms, true, shapes);
    }

    /// Another operation in the place of this one: a wrong version.
    Subject with(Operation other) {
        return new Subject(other, formula, terms, rowWise, shapes);
    }

    /// Inputs of normal numbers, rounded to 32 bits.
    float[][] inputs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] x = new float[shapes.length][];
        for (int i = 0; i < x.length; i++) {
            x[i] = normal(random, shapes[i].size());
        }
        return x;
    }

    /// A cotangent of normal numbers in the shape of the result.
    float[] cotangent(long seed) {
        return normal(new SplittableRandom(~seed), operation.shape(shapes).size());
    }

    static float[] normal(SplittableRandom random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    /// How far 32 bits may be from `expected`: `8(n+8)uS` for sums of `n` terms. Inputs are of size 1, so
    /// `S` is taken as 1 more than the largest finite expected element; what is infinite must be met exactly.
    double tolerance(double... expected) {
        double largest = 0;
        for (double element : expected) {
            largest = Double.isInfinite(element) ? largest : Math.max(largest, Math.abs(element));
        }
        return 8 * (terms + 8) * U * (1 + largest);
    }

    @Override
    public String toString() {
        return operation + " on " + Arrays.toString(shapes);
    }
}
