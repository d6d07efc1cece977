package org.firstprinciples.mathfoundations.linearalgebra;

/// Wrong bodies of the exercises of linear algebra. Each is put in the place of the solution that it names, and one of
/// the exercise's claims must reject it. This file is only parsed.
class LinearAlgebraWrongBodies {

    @WrongBody("LA-E1")
    double forgetsTheLastTerm(Vector y) {
        double sum = 0;
        for (int i = 0; i < elements.length - 1; i++) {
            sum += elements[i] * y.elements[i];
        }
        return sum;
    }

    @WrongBody("LA-E1")
    double addsInFloat(Vector y) {
        float sum = 0;
        for (int i = 0; i < elements.length; i++) {
            sum += (float) (elements[i] * y.elements[i]);
        }
        return sum;
    }

    @WrongBody("LA-E1")
    double stopsAtTheShorter(Vector y) {
        double sum = 0;
        for (int i = 0; i < Math.min(elements.length, y.elements.length); i++) {
            sum += elements[i] * y.elements[i];
        }
        return sum;
    }

    @WrongBody("LA-E2")
    Matrix changesTheShapeAlone() {
        return of(columns, rows, elements);
    }

    @WrongBody("LA-E2")
    Matrix usesTheWrongRowLength() {
        Matrix transpose = zeros(columns, rows);
        for (int i = 0; i < Math.min(rows, columns); i++) {
            for (int j = 0; j < Math.min(rows, columns); j++) {
                transpose.elements[j * rows + i] = elements[i * columns + j];
            }
        }
        return transpose;
    }

    @WrongBody("LA-E3") // the diagonal, right for triangles only
    Vector isTheDiagonal(Matrix matrix) {
        requirePlanar(matrix);
        double a = matrix.get(0, 0);
        double d = matrix.get(1, 1);
        return a == d ? Vector.of(a) : Vector.of(Math.max(a, d), Math.min(a, d));
    }

    @WrongBody("LA-E3") // squares overflow
    Vector squaresWhatIsLarge(Matrix matrix) {
        requirePlanar(matrix);
        double trace = matrix.get(0, 0) + matrix.get(1, 1);
        double determinant =
                matrix.get(0, 0) * matrix.get(1, 1) - matrix.get(0, 1) * matrix.get(1, 0);
        double square = trace * trace - 4 * determinant;
        if (square < 0) {
            return Vector.of();
        }
        double root = Math.sqrt(square);
        return root == 0 ? Vector.of(trace / 2) : Vector.of((trace + root) / 2, (trace - root) / 2);
    }

    @WrongBody("LA-E4") // 0·∞ and 0·NaN are not 0
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

    @WrongBody("LA-E4")
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

    @WrongBody("LA-E5")
    static double doesNotDivide(Vector x, Vector y) {
        unit(x);
        unit(y);
        return Math.clamp(x.dot(y), -1, 1);
    }

    @WrongBody("LA-E5")
    static double leavesRoundingAboveOne(Vector x, Vector y) {
        return x.dot(y) / Math.sqrt(x.dot(x) * y.dot(y));
    }

    @WrongBody("LA-E6") // classical Gram–Schmidt
    static Qr takesComponentsOfTheWholeColumn(Matrix a) {
        return classicalGramSchmidt(a);
    }

    @WrongBody("LA-E6")
    static Qr doesNotReportDependence(Matrix a) {
        requireTall(a);
        int n = a.columns();
        double[][] q = columnsOf(a);
        double[] r = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < j; i++) {
                r[i * n + j] = dot(q[i], q[j]);
                subtract(q[j], r[i * n + j], q[i]);
            }
            r[j * n + j] = Norms.two(Vector.of(q[j]));
            divide(q[j], r[j * n + j]);
        }
        return new Qr(matrix(q, a.rows()), rescaled(r, a));
    }

    @WrongBody("LA-E7") // vectors grow
    static PowerIteration doesNotNormalize(
            Matrix a, Vector start, double tolerance, int mostSteps) {
        Vector q = start;
        for (int k = 0; k < mostSteps; k++) {
            q = a.times(q);
        }
        double value = RayleighQuotient.of(a, q);
        double residual = Norms.two(a.times(q).minus(q.times(value)));
        return new PowerIteration(value, q, residual, mostSteps, residual <= tolerance);
    }

    @WrongBody("LA-E7") // the length of Aq has no sign
    static PowerIteration measuresTheLength(
            Matrix a, Vector start, double tolerance, int mostSteps) {
        Vector q = Angle.unit(start);
        for (int k = 0; k < mostSteps; k++) {
            q = Angle.unit(a.times(q));
        }
        double value = Norms.two(a.times(q));
        double residual = Norms.two(a.times(q).minus(q.times(value)));
        return new PowerIteration(value, q, residual, mostSteps, residual <= tolerance);
    }

    @WrongBody("LA-E8") // columns stay as they are
    static boolean turnsNothing(double[][] w, double[][] v, double negligible) {
        return false;
    }

    @WrongBody("LA-E8") // V is left behind
    static boolean forgetsTheRightVectors(double[][] w, double[][] v, double negligible) {
        boolean rotated = false;
        for (int p = 0; p < w.length; p++) {
            for (int q = p + 1; q < w.length; q++) {
                double gamma = dot(w[p], w[q]);
                double alpha = dot(w[p], w[p]);
                double beta = dot(w[q], w[q]);
                if (Math.abs(gamma) > 1e-14 * Math.sqrt(alpha * beta)) {
                    double zeta = (beta - alpha) / (2 * gamma);
                    double t =
                            StrictMath.copySign(1, zeta)
                                    / (Math.abs(zeta) + StrictMath.hypot(1, zeta));
                    double c = 1 / Math.sqrt(1 + t * t);
                    rotate(w[p], w[q], c, c * t);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    @WrongBody("LA-E9") // b in its own order
    Vector forgetsTheExchanges(Vector b) {
        if (b.size() != n) {
            throw new ShapeException(
                    "LU: the matrix is (%s,%s), b has %s elements".formatted(n, n, b.size()));
        }
        double[] x = b.toArray();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factors[i * n + k] * x[k];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= factors[i * n + k] * x[k];
            }
            x[i] /= factors[i * n + i];
        }
        return Vector.of(x);
    }

    @WrongBody("LA-E9")
    Vector stopsHalfway(Vector b) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = b.get(order[i]);
            for (int k = 0; k < i; k++) {
                x[i] -= factors[i * n + k] * x[k];
            }
        }
        return Vector.of(x);
    }

    @WrongBody("LA-E10") // Qᵀb, the triangle is not solved
    static Vector forgetsTheTriangle(Matrix a, Vector b) {
        requireRows(a, b);
        return Qr.householder(a).q().transpose().times(b);
    }

    @WrongBody("LA-E10") // the point instead of its coordinates
    static Vector returnsTheShadow(Matrix a, Vector b) {
        return project(a, b);
    }

    @WrongBody("LA-E11") // long vectors win
    List<Integer> ordersByDotProduct(Vector x, int k) {
        if (k < 0 || k > rows.rows()) {
            throw new IllegalArgumentException(
                    "between 0 and %s words can be had, got %s".formatted(rows.rows(), k));
        }
        double[] products = rows.times(x).toArray();
        return IntStream.range(0, products.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -products[i]))
                .limit(k)
                .toList();
    }

    @WrongBody("LA-E11")
    List<Integer> beginsWithTheFarthest(Vector x, int k) {
        if (k < 0 || k > rows.rows()) {
            throw new IllegalArgumentException(
                    "between 0 and %s words can be had, got %s".formatted(rows.rows(), k));
        }
        return IntStream.range(0, rows.rows())
                .boxed()
                .sorted(
                        Comparator.comparingDouble(
                                i -> Angle.cosine(x, Vector.of(lookup(i).toArray()))))
                .limit(k)
                .toList();
    }

    @WrongBody("LA-E12")
    Matrix doesNotCenter(Matrix x, int k) {
        if (x.columns() != mean.size()) {
            throw new ShapeException(
                    "PCA: samples of %s features are needed, got (%s,%s)"
                            .formatted(mean.size(), x.rows(), x.columns()));
        }
        return x.times(leading(k));
    }

    @WrongBody("LA-E12") // the coordinates of the axes, turned around
    Matrix keepsAllComponents(Matrix x, int k) {
        leading(k);
        return centered(x, mean.toArray()).times(components);
    }
}
