package org.firstprinciples.mathfoundations.calculus;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.ArrayList;
import java.util.List;

/// Derivatives of functions that run on [Arithmetic], exact up to the rounding of the function's own operations.
///
/// - source: Griewank & Walther 2008, *Evaluating derivatives*, §3.1
public final class Differentiation {

    private static final double COMPLEX_STEP = 1e-100;

    private Differentiation() {}

    /// The slope along `v`, `⟨∇f(x), v⟩`, in one pass.
    ///
    /// @throws IllegalArgumentException if `x` and `v` differ in length
    public static double directionalDerivative(ScalarFunction f, double[] x, double[] v) {
        return f.of(moving(x, v)).tangent().value();
    }

    /// The gradient `∇f(x) (n)`, one pass for each input.
    public static double[] gradient(ScalarFunction f, double... x) {
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            gradient[i] = directionalDerivative(f, x, unit(x.length, i));
        }
        return gradient;
    }

    /// The Jacobian `∂Fᵢ/∂xⱼ (m,n)`, one pass for each column.
    @Exercise(id = "CA-E4", stars = 2, minutes = 20, claims = "CA-06")
    public static Matrix jacobian(VectorFunction f, double... x) {
        int m = f.at(x).length;
        double[] elements = new double[m * x.length];
        for (int j = 0; j < x.length; j++) {
            List<Dual<Real>> column = f.of(moving(x, unit(x.length, j)));
            for (int i = 0; i < m; i++) {
                elements[i * x.length + j] = column.get(i).tangent().value();
            }
        }
        return Matrix.of(m, x.length, elements);
    }

    /// The Hessian `∂ⱼ(∂ᵢf) (n,n)`: the derivative along `j` of the derivative along `i`.
    public static Matrix hessian(ScalarFunction f, double... x) {
        int n = x.length;
        double[] elements = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                elements[i * n + j] =
                        second(f, x, unit(n, i), unit(n, j)).tangent().tangent().value();
            }
        }
        return Matrix.of(n, n, elements);
    }

    /// `H·v`, one pass for each element: the Hessian is never made.
    ///
    /// @throws IllegalArgumentException if `x` and `v` differ in length
    @Exercise(id = "CA-E5", stars = 3, minutes = 40, claims = "CA-09")
    public static double[] hessianVectorProduct(ScalarFunction f, double[] x, double[] v) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = second(f, x, unit(x.length, i), v).tangent().tangent().value();
        }
        return product;
    }

    /// The derivative of a function of one number by a complex step, `Im f(x + ih)/h` with `h = 10⁻¹⁰⁰`: nothing is
    /// subtracted, so nothing cancels.
    ///
    /// - source: Squire & Trapp 1998, *Using complex variables to estimate derivatives of real functions*
    public static double complexStep(ScalarFunction f, double x) {
        return f.of(List.of(new Complex(x, COMPLEX_STEP))).imaginary() / COMPLEX_STEP;
    }

    private static double[] unit(int n, int i) {
        double[] unit = new double[n];
        unit[i] = 1;
        return unit;
    }

    /// `x + vε`.
    private static List<Dual<Real>> moving(double[] x, double[] v) {
        requireSameLength(x, v);
        List<Dual<Real>> moving = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            moving.add(new Dual<>(new Real(x[i]), new Real(v[i])));
        }
        return moving;
    }

    /// `f(x + vε + wη)`, the second infinitesimal outside: the value, the slopes along `v` and `w`, and before `εη` the slope
    /// along `w` of the slope along `v`, `vᵀHw`.
    static Dual<Dual<Real>> second(ScalarFunction f, double[] x, double[] v, double[] w) {
        requireSameLength(x, v);
        requireSameLength(x, w);
        List<Dual<Dual<Real>>> moving = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            moving.add(
                    new Dual<>(
                            new Dual<>(new Real(x[i]), new Real(v[i])),
                            new Dual<>(new Real(w[i]), new Real(0))));
        }
        return f.of(moving);
    }

    private static void requireSameLength(double[] x, double[] v) {
        if (x.length != v.length) {
            throw new IllegalArgumentException(
                    "the point has %s coordinates, the direction %s".formatted(x.length, v.length));
        }
    }
}
