package org.firstprinciples.mathfoundations.calculus;

/// Wrong bodies of the exercises of calculus. Each is put in the place of the solution that it names, and one of the
/// exercise's claims must reject it. This file is only parsed.
class CalculusWrongBodies {

    @WrongBody("CA-E1")
    static double forgetsTheTwo(DoubleUnaryOperator f, double x, double h) {
        requireStep(x, h);
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / h;
    }

    @WrongBody("CA-E1")
    static double looksAheadOnly(DoubleUnaryOperator f, double x, double h) {
        requireStep(x, h);
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x)) / h;
    }

    @WrongBody("CA-E1")
    static double takesAnyStep(DoubleUnaryOperator f, double x, double h) {
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    }

    @WrongBody("CA-E2")
    Dual<T> multipliesTangents(Dual<T> y) {
        return new Dual<>(value.times(y.value), tangent.times(y.tangent));
    }

    @WrongBody("CA-E2")
    Dual<T> subtracts(Dual<T> y) {
        return new Dual<>(
                value.times(y.value), tangent.times(y.value).minus(value.times(y.tangent)));
    }

    @WrongBody("CA-E3")
    Dual<T> turnsTheSign(Dual<T> y) {
        T quotient = value.dividedBy(y.value);
        return new Dual<>(quotient, quotient.times(y.tangent).minus(tangent).dividedBy(y.value));
    }

    @WrongBody("CA-E3")
    Dual<T> forgetsTheSquare(Dual<T> y) {
        T quotient = value.dividedBy(y.value);
        return new Dual<>(quotient, tangent.times(y.value).minus(value.times(y.tangent)));
    }

    @WrongBody("CA-E4")
    static Matrix isTransposed(VectorFunction f, double... x) {
        int m = f.at(x).length;
        double[] elements = new double[m * x.length];
        for (int j = 0; j < x.length; j++) {
            List<Dual<Real>> column = f.of(moving(x, unit(x.length, j)));
            for (int i = 0; i < m; i++) {
                elements[j * m + i] = column.get(i).tangent().value();
            }
        }
        return Matrix.of(m, x.length, elements);
    }

    @WrongBody("CA-E4")
    static Matrix holdsValues(VectorFunction f, double... x) {
        int m = f.at(x).length;
        double[] elements = new double[m * x.length];
        for (int j = 0; j < x.length; j++) {
            for (int i = 0; i < m; i++) {
                elements[i * x.length + j] = f.at(x)[i];
            }
        }
        return Matrix.of(m, x.length, elements);
    }

    @WrongBody("CA-E7") // the slope once more in the place of the curvature
    static QuadraticModel forgetsToMoveTwice(ScalarFunction f, double[] x, double[] v) {
        Dual<Dual<Real>> y = Differentiation.second(f, x, v, v);
        double slope = y.tangent().value().value();
        return new QuadraticModel(y.value().value().value(), slope, slope);
    }

    @WrongBody("CA-E7") // half of the curvature, as it stands in Taylor's polynomial
    static QuadraticModel halvesTheCurvature(ScalarFunction f, double[] x, double[] v) {
        Dual<Dual<Real>> y = Differentiation.second(f, x, v, v);
        return new QuadraticModel(
                y.value().value().value(),
                y.tangent().value().value(),
                y.tangent().tangent().value() / 2);
    }

    @WrongBody("CA-E5")
    static double[] isTheGradient(ScalarFunction f, double[] x, double[] v) {
        requireSameLength(x, v);
        return gradient(f, x);
    }

    @WrongBody("CA-E5")
    static double[] takesTheDiagonal(ScalarFunction f, double[] x, double[] v) {
        requireSameLength(x, v);
        Matrix hessian = hessian(f, x);
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = hessian.get(i, i) * v[i];
        }
        return product;
    }

    @WrongBody("CA-E6") // one step of Gauss and Newton
    static Fit stopsAtOnce(VectorFunction residuals, double... guess) {
        Vector x = Vector.of(guess);
        Vector r = Vector.of(residuals.at(guess));
        if (!(r.dot(r) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the residuals are not finite");
        }
        Matrix transposed = Differentiation.jacobian(residuals, guess).transpose();
        Matrix normal = damped(transposed.times(transposed.transpose()), FIRST_DAMPING);
        Vector next = x.plus(Cholesky.of(normal).solve(transposed.times(r)).times(-1));
        Vector after = Vector.of(residuals.at(next.toArray()));
        return new Fit(next, after.dot(after), 1);
    }

    @WrongBody("CA-E6")
    static Fit keepsTheGuess(VectorFunction residuals, double... guess) {
        Vector r = Vector.of(residuals.at(guess));
        if (!(r.dot(r) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the residuals are not finite");
        }
        return new Fit(Vector.of(guess), r.dot(r), 0);
    }
}
