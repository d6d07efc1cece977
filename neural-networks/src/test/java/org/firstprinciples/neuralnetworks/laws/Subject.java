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
/// @param domain which numbers the inputs are drawn from
/// @param shapes of the inputs
public record Subject(
        Operation operation,
        Definition formula,
        int terms,
        boolean rowWise,
        Domain domain,
        Shape... shapes) {

    /// Where inputs come from, made of a normal number `z`.
    enum Domain {

        /// All numbers: `z`.
        REAL,

        /// Numbers above 0, with a distance to it: `¼ + |z|`.
        POSITIVE,

        /// Odd multiples of 1/128, some of them equal: none is so near to a kink at 0, ±1 or another input that a
        /// difference quotient would reach over it.
        GRID;

        private double of(double z) {
            return switch (this) {
                case REAL -> z;
                case POSITIVE -> 0.25 + Math.abs(z);
                case GRID -> (Math.floor(64 * z) + 0.5) / 64;
            };
        }
    }

    /// Unit roundoff of 32 bits.
    private static final double U = 0x1p-24;

    /// An operation that may mix rows.
    public static Subject of(Operation operation, Definition formula, int terms, Shape... shapes) {
        return new Subject(operation, formula, terms, false, Domain.REAL, shapes);
    }

    /// An operation in which every row of the first input goes its own way.
    public static Subject rowWise(
            Operation operation, Definition formula, int terms, Shape... shapes) {
        return new Subject(operation, formula, terms, true, Domain.REAL, shapes);
    }

    /// Another operation in the place of this one: a wrong version.
    Subject with(Operation other) {
        return new Subject(other, formula, terms, rowWise, domain, shapes);
    }

    /// The same on other shapes.
    Subject on(Shape... others) {
        return new Subject(operation, formula, terms, rowWise, domain, others);
    }

    /// The same on numbers above 0 alone.
    public Subject positive() {
        return new Subject(operation, formula, terms, rowWise, Domain.POSITIVE, shapes);
    }

    /// The same on numbers that keep away from kinks, and of which some are equal.
    public Subject onGrid() {
        return new Subject(operation, formula, terms, rowWise, Domain.GRID, shapes);
    }

    /// Inputs made of normal numbers, rounded to 32 bits.
    float[][] inputs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] x = new float[shapes.length][];
        for (int i = 0; i < x.length; i++) {
            x[i] = draw(random, domain, shapes[i].size());
        }
        return x;
    }

    /// A cotangent of normal numbers in the shape of the result.
    float[] cotangent(long seed) {
        return draw(new SplittableRandom(~seed), Domain.REAL, operation.shape(shapes).size());
    }

    private static float[] draw(SplittableRandom random, Domain domain, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) domain.of(random.nextGaussian());
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
