package org.firstprinciples.mathfoundations.linearalgebra;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.firstprinciples.curriculum.Exercise;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An immutable matrix `A ∈ ℝᵐˣⁿ` in double precision; `m` and `n` may be 0.
///
/// Products are the textbook triple loop, `cᵢⱼ = Σₖ aᵢₖbₖⱼ` with `k` ascending. For numbers on the way
/// through a network there is [Tensor].
public final class Matrix {

    private final int rows;
    private final int columns;
    private final double[] elements; // (m,n), row-major

    private Matrix(int rows, int columns, double[] elements) {
        this.rows = rows;
        this.columns = columns;
        this.elements = elements;
    }

    /// The matrix of `rows` by `columns` with these elements, row by row.
    ///
    /// @throws ShapeException if an extent is negative or the number of elements is not `rows·columns`
    public static Matrix of(int rows, int columns, double... elements) {
        Shape shape = Shape.of(rows, columns);
        if (elements.length != shape.size()) {
            throw new ShapeException(
                    "a matrix of shape %s has %s elements, got %s"
                            .formatted(shape, shape.size(), elements.length));
        }
        return new Matrix(rows, columns, elements.clone());
    }

    /// The matrix with the elements of a Commons Math matrix.
    public static Matrix of(RealMatrix matrix) {
        double[] elements = new double[matrix.getRowDimension() * matrix.getColumnDimension()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] =
                    matrix.getEntry(
                            i / matrix.getColumnDimension(), i % matrix.getColumnDimension());
        }
        return new Matrix(matrix.getRowDimension(), matrix.getColumnDimension(), elements);
    }

    /// The zero matrix.
    ///
    /// @throws ShapeException if an extent is negative
    public static Matrix zeros(int rows, int columns) {
        return new Matrix(rows, columns, new double[Shape.of(rows, columns).size()]);
    }

    /// The identity matrix `I ∈ ℝⁿˣⁿ`.
    ///
    /// @throws ShapeException if `n` is negative
    public static Matrix identity(int n) {
        Matrix identity = zeros(n, n);
        for (int i = 0; i < n; i++) {
            identity.elements[i * n + i] = 1;
        }
        return identity;
    }

    /// The number of rows, `m`.
    public int rows() {
        return rows;
    }

    /// The number of columns, `n`.
    public int columns() {
        return columns;
    }

    /// The element `aᵢⱼ`, counted from 0.
    ///
    /// @throws ShapeException if there is no such element
    public double get(int i, int j) {
        if (i < 0 || i >= rows || j < 0 || j >= columns) {
            throw new ShapeException(
                    "index (%s,%s) lies outside of a matrix of shape (%s,%s)"
                            .formatted(i, j, rows, columns));
        }
        return elements[i * columns + j];
    }

    /// The column `j`, `(m)`, counted from 0.
    ///
    /// @throws ShapeException if there is no such column
    public Vector column(int j) {
        if (j < 0 || j >= columns) {
            throw new ShapeException(
                    "column %s lies outside of a matrix of shape (%s,%s)"
                            .formatted(j, rows, columns));
        }
        double[] column = new double[rows];
        for (int i = 0; i < rows; i++) {
            column[i] = elements[i * columns + j];
        }
        return Vector.of(column);
    }

    /// The sum `A + B`.
    ///
    /// @throws ShapeException if the shapes differ
    public Matrix plus(Matrix b) {
        if (rows != b.rows || columns != b.columns) {
            throw new ShapeException(
                    "plus: the matrices have shapes (%s,%s) and (%s,%s); equal shapes are needed"
                            .formatted(rows, columns, b.rows, b.columns));
        }
        double[] sum = new double[elements.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = elements[i] + b.elements[i];
        }
        return new Matrix(rows, columns, sum);
    }

    /// The multiple `a·A`.
    public Matrix times(double a) {
        double[] multiple = new double[elements.length];
        for (int i = 0; i < multiple.length; i++) {
            multiple[i] = a * elements[i];
        }
        return new Matrix(rows, columns, multiple);
    }

    /// The product `AB`, `(m,k) · (k,n)` to `(m,n)`.
    ///
    /// @throws ShapeException if the inner extents differ
    @Exercise(
            id = "LA-E4",
            stars = 2,
            minutes = 25,
            claims = {"LA-01", "LA-02", "LA-51"})
    public Matrix times(Matrix b) {
        if (columns != b.rows) {
            throw new ShapeException(
                    "times: inner extents differ: A (%s,%s) has %s columns, B (%s,%s) has %s rows; transpose one?"
                            .formatted(rows, columns, columns, b.rows, b.columns, b.rows));
        }
        Matrix product = zeros(rows, b.columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < b.columns; j++) {
                double sum = 0;
                for (int k = 0; k < columns; k++) {
                    sum += elements[i * columns + k] * b.elements[k * b.columns + j];
                }
                product.elements[i * b.columns + j] = sum;
            }
        }
        return product;
    }

    /// The product `Ax`.
    ///
    /// @throws ShapeException if `x` has another length than the matrix has columns
    public Vector times(Vector x) {
        return Vector.of(times(of(x.size(), 1, x.toArray())).elements);
    }

    /// The transpose `Aᵀ`, `aᵀᵢⱼ = aⱼᵢ`.
    @Exercise(id = "LA-E2", stars = 1, minutes = 10, claims = "LA-02")
    public Matrix transpose() {
        Matrix transpose = zeros(columns, rows);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transpose.elements[j * rows + i] = elements[i * columns + j];
            }
        }
        return transpose;
    }

    /// The trace, `Σ aᵢᵢ`; 0 for the empty matrix.
    ///
    /// @throws ShapeException if the matrix is not square
    public double trace() {
        if (rows != columns) {
            throw new ShapeException(
                    "trace: a square matrix is needed, got (%s,%s)".formatted(rows, columns));
        }
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += elements[i * columns + i];
        }
        return sum;
    }

    /// A copy of the elements, row by row.
    public double[] toArray() {
        return elements.clone();
    }

    /// The same matrix for Commons Math, which knows no empty matrices.
    ///
    /// @throws ShapeException if the matrix has no rows or no columns
    public RealMatrix toRealMatrix() {
        if (rows == 0 || columns == 0) {
            throw new ShapeException(
                    "a RealMatrix needs at least one row and one column, this matrix is (%s,%s)"
                            .formatted(rows, columns));
        }
        RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        for (int i = 0; i < elements.length; i++) {
            matrix.setEntry(i / columns, i % columns, elements[i]);
        }
        return matrix;
    }

    /// Equal extents and equal bits in every element.
    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix matrix
                && rows == matrix.rows
                && columns == matrix.columns
                && Arrays.equals(elements, matrix.elements);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(elements);
    }

    @Override
    public String toString() {
        return IntStream.range(0, rows)
                .mapToObj(i ->
                        Arrays.toString(
                                Arrays.copyOfRange(elements, i * columns, (i + 1) * columns)))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
