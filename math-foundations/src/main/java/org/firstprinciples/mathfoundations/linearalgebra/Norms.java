package org.firstprinciples.mathfoundations.linearalgebra;

/// How large a vector or a matrix is.
///
/// - source: Golub & Van Loan 2013, *Matrix computations*, §2.2 and §2.3
public final class Norms {

    private Norms() {}

    /// `‖x‖₁ = Σ|xᵢ|`; 0 for an empty vector.
    public static double one(Vector x) {
        double sum = 0;
        for (double element : x.toArray()) {
            sum += Math.abs(element);
        }
        return sum;
    }

    /// `‖x‖₂ = √Σxᵢ²`; 0 for an empty vector, infinite if an element is and none is NaN.
    ///
    /// Elements are divided by a power of 2 near the largest, so that no square overflows and those that vanish do not
    /// matter.
    ///
    /// - accuracy: `(n + 4)u` relative, at any scale; a factor of a power of 2 changes no bit, unless elements become
    ///   subnormal
    public static double two(Vector x) {
        double largest = infinity(x);
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            return largest;
        }
        int exponent = BinaryScaling.exponent(largest);
        double sum = 0;
        for (double element : BinaryScaling.times(-exponent, x.toArray())) {
            sum += element * element;
        }
        return StrictMath.scalb(Math.sqrt(sum), exponent);
    }

    /// `‖x‖∞ = max |xᵢ|`; 0 for an empty vector, NaN if an element is.
    public static double infinity(Vector x) {
        double largest = 0;
        for (double element : x.toArray()) {
            largest = Math.max(largest, Math.abs(element));
        }
        return largest;
    }

    /// `‖A‖_F = √Σaᵢⱼ²`, the length of `A` as a vector.
    public static double frobenius(Matrix a) {
        return two(Vector.of(a.toArray()));
    }

    /// `‖A‖₁`, the largest sum of absolute values in a column; the most that `A` can do to `‖x‖₁`.
    public static double one(Matrix a) {
        return infinity(a.transpose());
    }

    /// `‖A‖₂ = σ₁`, the most that `A` can do to `‖x‖₂`; 0 for an empty matrix.
    ///
    /// @throws IllegalArgumentException if an element is not finite
    public static double two(Matrix a) {
        return a.rows() == 0 || a.columns() == 0 ? 0 : Svd.of(a).values().get(0);
    }

    /// `κ = σ₁/σᵣ`, the condition of `A (m,n)` with `r = min(m,n)`: by how much relative errors may grow when `Ax = b` is
    /// solved; infinite if `σᵣ = 0`.
    ///
    /// @throws ShapeException if `A` is empty
    /// @throws IllegalArgumentException if an element is not finite
    public static double condition(Matrix a) {
        if (a.rows() == 0 || a.columns() == 0) {
            throw new ShapeException(
                    "condition: at least one row and column are needed, got (%s,%s)"
                            .formatted(a.rows(), a.columns()));
        }
        Vector values = Svd.of(a).values();
        double least = values.get(values.size() - 1);
        return least == 0 ? Double.POSITIVE_INFINITY : values.get(0) / least;
    }

    /// `‖A‖∞`, the largest sum of absolute values in a row; the most that `A` can do to `‖x‖∞`.
    public static double infinity(Matrix a) {
        double largest = 0;
        for (int i = 0; i < a.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < a.columns(); j++) {
                sum += Math.abs(a.get(i, j));
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }
}
