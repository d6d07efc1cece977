package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.SplittableRandom;

/// A quadratic with known curvatures along known axes, turned by random reflections.
///
/// @param f the quadratic
/// @param axes the eigenvectors, columns of an orthogonal matrix
/// @param curvatures their eigenvalues
record RotatedBowl(Quadratic f, Matrix axes, double... curvatures) {

    static RotatedBowl of(SplittableRandom random, double... curvatures) {
        int n = curvatures.length;
        Matrix axes = Matrix.identity(n);
        for (int r = 0; r < n; r++) {
            double[] v = gaussian(random, n).toArray();
            double square = Vector.of(v).dot(Vector.of(v));
            double[] reflection = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    reflection[i * n + j] = (i == j ? 1 : 0) - 2 * v[i] * v[j] / square;
                }
            }
            axes = axes.times(Matrix.of(n, n, reflection));
        }
        double[] diagonal = new double[n * n];
        for (int i = 0; i < n; i++) {
            diagonal[i * n + i] = curvatures[i];
        }
        Matrix h = axes.times(Matrix.of(n, n, diagonal)).times(axes.transpose());
        Quadratic f = new Quadratic(h.plus(h.transpose()).times(0.5), gaussian(random, n));
        return new RotatedBowl(f, axes, curvatures);
    }

    /// Curvatures from `μ` to `L`, both taken, the others anywhere between on a logarithmic scale.
    static RotatedBowl between(
            SplittableRandom random, int n, double smoothness, double convexity) {
        double[] curvatures = new double[n];
        for (int i = 0; i < n; i++) {
            double t = i == 0 ? 1 : i == 1 ? 0 : random.nextDouble();
            curvatures[i] = convexity * Math.pow(smoothness / convexity, t);
        }
        return of(random, curvatures);
    }

    static Vector gaussian(SplittableRandom random, int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextGaussian();
        }
        return Vector.of(x);
    }

    int n() {
        return curvatures.length;
    }

    Vector axis(int i) {
        double[] axis = new double[n()];
        for (int j = 0; j < n(); j++) {
            axis[j] = axes.get(j, i);
        }
        return Vector.of(axis);
    }

    Vector error(Vector x) {
        return x.minus(f.minimizer());
    }

    static double norm(Vector x) {
        return Math.sqrt(x.dot(x));
    }
}
