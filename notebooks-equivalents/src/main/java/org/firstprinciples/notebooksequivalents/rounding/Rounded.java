package org.firstprinciples.notebooksequivalents.rounding;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// A matrix in double precision, and how far the same calculation in 32 bits may be from it, entry by entry: a running error
/// analysis.
///
/// One operation of 32 bits is off by at most `u = 2⁻²⁴` of its result, so a sum of `n` products, in whatever order, by at most
/// `nu` times the sum of their sizes; to that comes what the operands were off by already. Terms in `u²` are covered by a unit
/// more in each sum.
///
/// - source: Higham 2002, *Accuracy and stability of numerical algorithms*, §3.3
///
/// @param value `(m,n)`
/// @param error `(m,n)`, nowhere negative
public record Rounded(Matrix value, Matrix error) {

    /// Half the distance from 1 to the next number of 32 bits.
    private static final double U = 0x1p-24;

    /// Numbers that 32 bits hold exactly.
    public static Rounded exact(Matrix value) {
        return new Rounded(value, Matrix.zeros(value.rows(), value.columns()));
    }

    /// `A + B`.
    public Rounded plus(Rounded b) {
        return after(zip(value, b.value, Double::sum), zip(error, b.error, Double::sum), 1);
    }

    /// `A − B`.
    public Rounded minus(Rounded b) {
        return after(zip(value, b.value, (x, y) -> x - y), zip(error, b.error, Double::sum), 1);
    }

    /// `A ⊙ B`.
    public Rounded hadamard(Rounded b) {
        Matrix carried =
                zip(error, b.value, (e, y) -> e * Math.abs(y))
                        .plus(zip(value, b.error, (x, e) -> Math.abs(x) * e))
                        .plus(zip(error, b.error, (d, e) -> d * e));
        return after(zip(value, b.value, (x, y) -> x * y), carried, 1);
    }

    /// `AB`, with sums of as many terms as `A` has columns.
    public Rounded times(Rounded b) {
        Matrix a = absolute(value);
        Matrix c = absolute(b.value);
        Matrix carried = error.times(c).plus(a.times(b.error)).plus(error.times(b.error));
        double rounding = (value.columns() + 1) * U;
        return new Rounded(value.times(b.value), carried.plus(a.times(c).times(rounding)));
    }

    /// `AW + 1b` for a row `b (1,n)`, which is one term more in each sum.
    public Rounded affine(Rounded w, Rounded b) {
        int rows = value.rows();
        int columns = b.value.columns();
        Rounded product = times(w);
        Rounded bias = b.repeated(rows, columns);
        double rounding = (value.columns() + 2) * U;
        Matrix sizes = absolute(value).times(absolute(w.value)).plus(absolute(bias.value)); // terms
        return new Rounded(
                product.value.plus(bias.value),
                product.error.plus(bias.error).plus(sizes.times(rounding)));
    }

    /// `Aᵀ`.
    public Rounded transpose() {
        return new Rounded(value.transpose(), error.transpose());
    }

    /// `cA`; nothing but a factor that is no power of 2 rounds.
    public Rounded scaled(double c) {
        return after(value.times(c), error.times(Math.abs(c)), 2);
    }

    /// The sum of each column as a row `(1,n)`.
    public Rounded columnSums() {
        return exact(ones(1, value.rows())).times(this);
    }

    /// The sum of each row as a column `(m,1)`.
    public Rounded rowSums() {
        return times(exact(ones(value.columns(), 1)));
    }

    /// A row `(1,n)` or a column `(m,1)` as often as it takes to be `(rows,columns)`.
    public Rounded repeated(int rows, int columns) {
        return new Rounded(repeated(value, rows, columns), repeated(error, rows, columns));
    }

    /// `f` of each entry, for an `f` that rises or falls throughout, so that its error is greatest at the ends; computed to so many
    /// units `u` of its result, or to 0 if that is below the normal numbers.
    public Rounded monotone(DoubleUnaryOperator f, double units) {
        Matrix mapped = zip(value, value, (x, y) -> f.applyAsDouble(x));
        Matrix carried =
                zip(
                        value,
                        error,
                        (x, e) -> {
                            double y = f.applyAsDouble(x);
                            double far =
                                    Math.max(
                                            Math.abs(f.applyAsDouble(x + e) - y),
                                            Math.abs(f.applyAsDouble(x - e) - y));
                            return far + Float.MIN_NORMAL;
                        });
        return after(mapped, carried, units);
    }

    /// The share of `exp z` in the sum of its row, `softmax`.
    public Rounded softmax() {
        Rounded exp = shiftedExponentials(); // (m,n)
        Rounded reciprocal = exp.rowSums().monotone(sum -> 1 / sum, 1); // (m,1)
        return exp.hadamard(reciprocal.repeated(value.rows(), value.columns()));
    }

    /// `ln Σ exp z − z_y` of each row as a column `(m,1)`.
    ///
    /// @param onehot `(m,n)`, 1 at `y` and else 0
    public Rounded crossEntropy(Rounded onehot) {
        Rounded log = shiftedExponentials().rowSums().monotone(StrictMath::log, 2); // (m,1)
        return log.plus(exact(rowMaxima()).minus(hadamard(onehot).rowSums()));
    }

    /// `exp(z − max z)` by rows; the largest may be taken for exact, since its error cancels in what is made of them.
    private Rounded shiftedExponentials() {
        Rounded largest = exact(rowMaxima()).repeated(value.rows(), value.columns()); // (m,n)
        return minus(largest).monotone(StrictMath::exp, 2);
    }

    private Matrix rowMaxima() {
        double[] largest = new double[value.rows()];
        for (int row = 0; row < largest.length; row++) {
            largest[row] = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < value.columns(); j++) {
                largest[row] = Math.max(largest[row], value.get(row, j));
            }
        }
        return Matrix.of(largest.length, 1, largest);
    }

    /// Rows that are taken from this matrix: row `k` of the result is row `index[k]`. Copies round nothing.
    public Rounded rowsAt(int... index) {
        return exact(picks(value.rows(), index)).timesWithoutRounding(this);
    }

    /// The transpose of [#rowsAt(int...)]: row `k` is added to row `index[k]` of a matrix of so many rows.
    public Rounded scattered(int rows, int... index) {
        return exact(picks(rows, index).transpose()).times(this);
    }

    /// The greatest error that was found, as a share of what is allowed there.
    ///
    /// @param found the same matrix in 32 bits, row by row
    /// @return 1 or less if every entry is as near as it must be
    public double share(float... found) {
        double[] exact = value.toArray();
        double[] allowed = error.toArray();
        if (found.length != exact.length) {
            throw new ShapeException(
                    "%s entries are needed, got %s".formatted(exact.length, found.length));
        }
        double largest = 0;
        for (int i = 0; i < exact.length; i++) {
            double distance = Math.abs(found[i] - exact[i]);
            double share = distance == 0 ? 0 : distance / allowed[i];
            largest = share <= largest ? largest : share; // NaN is the largest
        }
        return largest;
    }

    private Rounded timesWithoutRounding(Rounded b) {
        return new Rounded(value.times(b.value), value.times(b.error));
    }

    private static Rounded after(Matrix value, Matrix carried, double units) {
        return new Rounded(value, zip(value, carried, (x, e) -> e + units * U * (Math.abs(x) + e)));
    }

    private static Matrix absolute(Matrix a) {
        return zip(a, a, (x, y) -> Math.abs(x));
    }

    private static Matrix picks(int columns, int... index) {
        double[] picks = new double[index.length * columns];
        for (int k = 0; k < index.length; k++) {
            picks[k * columns + index[k]] = 1;
        }
        return Matrix.of(index.length, columns, picks);
    }

    private static Matrix ones(int rows, int columns) {
        return repeated(Matrix.of(1, 1, 1), rows, columns);
    }

    private static Matrix repeated(Matrix a, int rows, int columns) {
        double[] all = new double[rows * columns];
        for (int k = 0; k < all.length; k++) {
            all[k] = a.get(k / columns % a.rows(), k % columns % a.columns());
        }
        return Matrix.of(rows, columns, all);
    }

    private static Matrix zip(Matrix a, Matrix b, DoubleBinaryOperator f) {
        if (a.rows() != b.rows() || a.columns() != b.columns()) {
            throw new ShapeException(
                    "two matrices of one shape are needed, got (%s,%s) and (%s,%s)"
                            .formatted(a.rows(), a.columns(), b.rows(), b.columns()));
        }
        double[] x = a.toArray();
        double[] y = b.toArray();
        for (int i = 0; i < x.length; i++) {
            x[i] = f.applyAsDouble(x[i], y[i]);
        }
        return Matrix.of(a.rows(), a.columns(), x);
    }
}
