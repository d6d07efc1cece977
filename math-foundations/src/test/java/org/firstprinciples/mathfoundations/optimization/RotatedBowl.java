package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.SplittableRandom;

/// A quadratic with known curvatures along known axes, turned by random reflections.
///
/// @param f the quadratic
/// @param axes the eigenvectors, columns of an orthogonal matrix
/// @param curvatures their eigenvalues
record RotatedBowl(Quadratic f, Matrix axes, double... curvatures) {

    static RotatedBowl of(SplittableRandom random, double... curvatures) {
        Matrix axes = Matrices.orthogonal(random, curvatures.length);
        Matrix h = Matrices.symmetric(axes, curvatures);
        Quadratic f = new Quadratic(h, gaussian(random, curvatures.length));
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
        return Matrices.normal(random, n);
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
        return Norms.two(x);
    }
}
