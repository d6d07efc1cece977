package org.firstprinciples.mathfoundations.linearalgebra;

import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.firstprinciples.curriculum.Exercise;

import java.util.Arrays;

/// An immutable vector `x ∈ ℝⁿ` in double precision; `n` may be 0.
///
/// Sums run in index order with one rounding for each product and each addition. For numbers on the
/// way through a network there is [Tensor].
public final class Vector {

    private final double[] elements;

    private Vector(double[] elements) {
        this.elements = elements;
    }

    /// The vector with these elements.
    public static Vector of(double... elements) {
        return new Vector(elements.clone());
    }

    /// The vector with the elements of a Commons Math vector.
    public static Vector of(RealVector vector) {
        return new Vector(vector.toArray());
    }

    /// The zero vector of length `n`.
    ///
    /// @throws ShapeException if `n` is negative
    public static Vector zeros(int n) {
        return new Vector(new double[Shape.of(n).size()]);
    }

    /// The number of elements, `n`.
    public int size() {
        return elements.length;
    }

    /// The element `xᵢ`, counted from 0.
    ///
    /// @throws ShapeException if there is no such element
    public double get(int i) {
        if (i < 0 || i >= elements.length) {
            throw new ShapeException(
                    "index %s lies outside of a vector of length %s".formatted(i, elements.length));
        }
        return elements[i];
    }

    /// The sum `x + y`.
    ///
    /// @throws ShapeException if the lengths differ
    public Vector plus(Vector y) {
        requireSameLength("plus", y);
        double[] sum = new double[elements.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = elements[i] + y.elements[i];
        }
        return new Vector(sum);
    }

    /// The difference `x − y`.
    ///
    /// @throws ShapeException if the lengths differ
    public Vector minus(Vector y) {
        requireSameLength("minus", y);
        double[] difference = new double[elements.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = elements[i] - y.elements[i];
        }
        return new Vector(difference);
    }

    /// The multiple `a·x`.
    public Vector times(double a) {
        double[] multiple = new double[elements.length];
        for (int i = 0; i < multiple.length; i++) {
            multiple[i] = a * elements[i];
        }
        return new Vector(multiple);
    }

    /// The product `xA` of the vector as a row, `(m) · (m,n)` to `(n)`.
    ///
    /// @throws ShapeException if the matrix has not a row for each element
    public Vector times(Matrix a) {
        return new Vector(Matrix.of(1, elements.length, elements).times(a).toArray());
    }

    /// The inner product `xᵀy = Σᵢ xᵢyᵢ`; 0 for empty vectors.
    ///
    /// @throws ShapeException if the lengths differ
    @Exercise(id = "LA-E1", stars = 1, minutes = 10, claims = "LA-01")
    public double dot(Vector y) {
        requireSameLength("dot", y);
        double sum = 0;
        for (int i = 0; i < elements.length; i++) {
            sum += elements[i] * y.elements[i];
        }
        return sum;
    }

    /// A copy of the elements.
    public double[] toArray() {
        return elements.clone();
    }

    /// The same vector for Commons Math.
    public RealVector toRealVector() {
        return new ArrayRealVector(elements);
    }

    private void requireSameLength(String operation, Vector y) {
        if (elements.length != y.elements.length) {
            throw new ShapeException(
                    "%s: the vectors have lengths %s and %s; equal lengths are needed"
                            .formatted(operation, elements.length, y.elements.length));
        }
    }

    /// Equal lengths and equal bits in every element.
    @Override
    public boolean equals(Object other) {
        return other instanceof Vector vector && Arrays.equals(elements, vector.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }

    @Override
    public String toString() {
        return Arrays.toString(elements);
    }
}
