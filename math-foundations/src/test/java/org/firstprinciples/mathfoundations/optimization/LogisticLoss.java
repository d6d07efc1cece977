package org.firstprinciples.mathfoundations.optimization;

import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// Logistic regression, `Σ log(1 + e^(−zᵢ)) + (ridge/2)‖w‖²` with `z = Xw`, for rows `yᵢxᵢ` of `X`, `yᵢ = ±1`.
record LogisticLoss(Matrix x, double ridge) implements TwiceDifferentiable {

    /// `L = ¼‖X‖₂² + ridge`, no smaller than any curvature.
    double smoothness() {
        double norm = new SingularValueDecomposition(x.toRealMatrix()).getNorm();
        return norm * norm / 4 + ridge;
    }

    @Override
    public double value(Vector w) {
        double sum = ridge * w.dot(w) / 2;
        for (double z : x.times(w).toArray()) {
            sum += Math.max(0, -z) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
        }
        return sum;
    }

    @Override
    public Vector gradient(Vector w) {
        double[] z = x.times(w).toArray();
        for (int i = 0; i < z.length; i++) {
            z[i] = -1 / (1 + StrictMath.exp(z[i]));
        }
        return x.transpose().times(Vector.of(z)).plus(w.times(ridge));
    }

    @Override
    public Matrix hessian(Vector w) {
        double[] z = x.times(w).toArray();
        double[] scaled = x.toArray();
        for (int i = 0; i < scaled.length; i++) {
            double p = 1 / (1 + StrictMath.exp(-z[i / x.columns()]));
            scaled[i] *= p * (1 - p);
        }
        Matrix product = x.transpose().times(Matrix.of(x.rows(), x.columns(), scaled));
        return product.plus(product.transpose())
                .times(0.5)
                .plus(Matrix.identity(x.columns()).times(ridge));
    }
}
