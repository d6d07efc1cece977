package org.firstprinciples.mathfoundations.linearalgebra;

/// Wrong bodies of the exercises of linear algebra. Each is put in the place of the solution that it names, and one of
/// the exercise's claims must reject it. This file is only parsed.
class LinearAlgebraMutants {

    @Mutant("LA-E1")
    double forgetsTheLastTerm(Vector y) {
        double sum = 0;
        for (int i = 0; i < elements.length - 1; i++) {
            sum += elements[i] * y.elements[i];
        }
        return sum;
    }

    @Mutant("LA-E1")
    double addsInFloat(Vector y) {
        float sum = 0;
        for (int i = 0; i < elements.length; i++) {
            sum += (float) (elements[i] * y.elements[i]);
        }
        return sum;
    }

    @Mutant("LA-E2")
    Matrix changesTheShapeAlone() {
        return of(columns, rows, elements);
    }

    @Mutant("LA-E2")
    Matrix usesTheWrongRowLength() {
        Matrix transpose = zeros(columns, rows);
        for (int i = 0; i < Math.min(rows, columns); i++) {
            for (int j = 0; j < Math.min(rows, columns); j++) {
                transpose.elements[j * rows + i] = elements[i * columns + j];
            }
        }
        return transpose;
    }

    @Mutant("LA-E3")
    Matrix isOneEverywhere(int n) {
        double[] ones = new double[n * n];
        Arrays.fill(ones, 1);
        return of(n, n, ones);
    }

    @Mutant("LA-E3")
    Matrix runsAlongTheOtherDiagonal(int n) {
        Matrix identity = zeros(n, n);
        for (int i = 0; i < n; i++) {
            identity.elements[i * n + (n - 1 - i)] = 1;
        }
        return identity;
    }

    @Mutant("LA-E4") // 0·∞ and 0·NaN are not 0
    Matrix skipsZeros(Matrix b) {
        Matrix product = zeros(rows, b.columns);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < columns; k++) {
                double a = elements[i * columns + k];
                if (a != 0) {
                    for (int j = 0; j < b.columns; j++) {
                        product.elements[i * b.columns + j] += a * b.elements[k * b.columns + j];
                    }
                }
            }
        }
        return product;
    }

    @Mutant("LA-E4")
    Matrix readsTheSecondFactorByRows(Matrix b) {
        Matrix product = zeros(rows, b.columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < b.columns; j++) {
                for (int k = 0; k < columns; k++) {
                    product.elements[i * b.columns + j] +=
                            elements[i * columns + k] * b.elements[j * b.rows + k];
                }
            }
        }
        return product;
    }
}
