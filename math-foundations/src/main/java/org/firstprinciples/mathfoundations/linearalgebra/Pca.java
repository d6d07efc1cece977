package org.firstprinciples.mathfoundations.linearalgebra;

import org.firstprinciples.curriculum.Exercise;

/// Principal components of `n` samples in the rows of `X (n,d)`: the directions in which they vary most.
///
/// They are the right singular vectors of the centered data, `X − 1x̄ᵀ = UΣVᵀ`, and the eigenvectors of the covariance
/// matrix, whose eigenvalues are `σᵢ²/(n − 1)`. The covariance matrix is not formed: squares cost half of the digits.
///
/// - source: Pearson 1901; Jolliffe 2002, *Principal component analysis*, §3.5
///
/// @param mean `x̄ (d)`
/// @param components one in each column, `(d,r)`, `r = min(n,d)`; the sign of each is arbitrary
/// @param variances `σᵢ²/(n − 1)`, descending, `(r)`
public record Pca(Vector mean, Matrix components, Vector variances) {

    /// The components of these samples.
    ///
    /// @throws ShapeException if there are fewer than 2 samples, of which no variance is known, or no features
    /// @throws IllegalArgumentException if an element is not finite, or the largest variance overflows or is subnormal
    public static Pca fit(Matrix x) {
        int n = x.rows();
        int d = x.columns();
        if (n < 2 || d == 0) {
            throw new ShapeException(
                    "PCA: at least 2 samples of at least 1 feature are needed, got (%s,%s)"
                            .formatted(n, d));
        }
        double[] mean = new double[d];
        addMean(mean, x);
        addMean(mean, centered(x, mean)); // what rounding left: equal samples are their mean
        Svd svd = Svd.of(centered(x, mean));
        double[] variances = svd.values().toArray();
        for (int i = 0; i < variances.length; i++) {
            double sigma = variances[i];
            variances[i] *= sigma / (n - 1);
            if (i == 0 && sigma > 0 && !isOrdinary(variances[i])) {
                throw new IllegalArgumentException(
                        "PCA: the variance along the first component, %s²/%s, is not in the range of double; scale the samples"
                                .formatted(sigma, n - 1));
            }
        }
        return new Pca(Vector.of(mean), svd.v(), Vector.of(variances));
    }

    private static boolean isOrdinary(double variance) {
        return variance >= Double.MIN_NORMAL && variance < Double.POSITIVE_INFINITY;
    }

    /// `m ← m + Σxᵢ/n`.
    private static void addMean(double[] mean, Matrix x) {
        double[] sum = new double[mean.length];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < mean.length; j++) {
                sum[j] += x.get(i, j) / x.rows();
            }
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] += sum[j];
        }
    }

    /// The coordinates of samples along the first `k` components, `(X − 1x̄ᵀ)V_k (n,k)`.
    ///
    /// @throws ShapeException if the samples have another number of features
    /// @throws IllegalArgumentException if `k` is negative or larger than the number of components
    @Exercise(id = "LA-E12", stars = 2, minutes = 20, claims = "LA-14")
    public Matrix transform(Matrix x, int k) {
        if (x.columns() != mean.size()) {
            throw new ShapeException(
                    "PCA: samples of %s features are needed, got (%s,%s)"
                            .formatted(mean.size(), x.rows(), x.columns()));
        }
        return centered(x, mean.toArray()).times(leading(k));
    }

    /// The samples with these coordinates, `ZV_kᵀ + 1x̄ᵀ (n,d)`, for `Z (n,k)`.
    ///
    /// @throws IllegalArgumentException if there are more coordinates than components
    public Matrix inverseTransform(Matrix z) {
        Matrix x = z.times(leading(z.columns()).transpose());
        double[] shifted = x.toArray();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += mean.get(i % x.columns());
        }
        return Matrix.of(x.rows(), x.columns(), shifted);
    }

    /// The share of each component in the sum of the variances; all 0 if the samples are equal.
    public Vector explainedRatios() {
        double[] ratios =
                BinaryScaling.times(
                        -BinaryScaling.exponent(variances.toArray()), variances.toArray());
        double sum = Norms.one(Vector.of(ratios));
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = sum == 0 ? 0 : ratios[i] / sum;
        }
        return Vector.of(ratios);
    }

    private Matrix leading(int k) {
        if (k < 0 || k > components.columns()) {
            throw new IllegalArgumentException(
                    "there are %s components, got %s".formatted(components.columns(), k));
        }
        double[] first = new double[components.rows() * k];
        for (int i = 0; i < components.rows(); i++) {
            for (int j = 0; j < k; j++) {
                first[i * k + j] = components.get(i, j);
            }
        }
        return Matrix.of(components.rows(), k, first);
    }

    private static Matrix centered(Matrix x, double[] mean) {
        double[] elements = x.toArray();
        for (int i = 0; i < elements.length; i++) {
            elements[i] -= mean[i % x.columns()];
        }
        return Matrix.of(x.rows(), x.columns(), elements);
    }
}
