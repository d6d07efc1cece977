package org.firstprinciples.mathfoundations.calculus;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.stream.IntStream;

/// The largest of `k` affine functions, `f(x) = maxᵢ (⟨aᵢ,x⟩ + bᵢ)`: convex, with kinks where several are largest.
/// `|x|`, the rectifier `max(0,x)`, the hinge `max(0,1 − x)` and the maximum of the coordinates are such functions.
///
/// - source: Rockafellar 1970, *Convex analysis*, §23
///
/// @param slopes `(k,n)`, one row for each affine function
/// @param offsets `(k)`
public record MaxAffine(Matrix slopes, Vector offsets) {

    /// Checks the shapes.
    ///
    /// @throws ShapeException if there is no row, or not one offset for each
    public MaxAffine {
        if (slopes.rows() == 0 || offsets.size() != slopes.rows()) {
            throw new ShapeException(
                    "max of affine functions: slopes (k,n) and offsets (k) are needed with k > 0, got (%s,%s) and (%s)"
                            .formatted(slopes.rows(), slopes.columns(), offsets.size()));
        }
    }

    /// `f(x)`.
    public double value(Vector x) {
        return IntStream.range(0, offsets.size()).mapToDouble(i -> piece(i, x)).max().orElseThrow();
    }

    private double piece(int i, Vector x) {
        return slopes.times(x).get(i) + offsets.get(i);
    }

    /// The functions that are largest at `x`.
    ///
    /// @throws IllegalArgumentException if the value at `x` is NaN
    public int[] active(Vector x) {
        double value = value(x);
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("the value at %s is NaN".formatted(x));
        }
        return IntStream.range(0, offsets.size()).filter(i -> piece(i, x) == value).toArray();
    }

    /// The slope from `x` into the direction `v`, `max ⟨aᵢ,v⟩` over the active functions; along `−v` it is another one.
    public double oneSidedDerivative(Vector x, Vector v) {
        Vector along = slopes.times(v);
        return IntStream.of(active(x)).mapToDouble(along::get).max().orElseThrow();
    }

    /// A subgradient, the mean of the active slopes: the gradient where there is one.
    public Vector subgradient(Vector x) {
        int[] active = active(x);
        double[] weights = new double[offsets.size()];
        for (int i : active) {
            weights[i] = 1.0 / active.length;
        }
        return slopes.transpose().times(Vector.of(weights));
    }
}
