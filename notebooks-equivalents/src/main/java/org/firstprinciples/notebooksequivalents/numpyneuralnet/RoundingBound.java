package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import static org.firstprinciples.notebooksequivalents.numpyneuralnet.Numpy.map;
import static org.firstprinciples.notebooksequivalents.numpyneuralnet.Numpy.softmax;
import static org.firstprinciples.notebooksequivalents.numpyneuralnet.Numpy.sumOfRows;
import static org.firstprinciples.notebooksequivalents.numpyneuralnet.Numpy.times;
import static org.firstprinciples.notebooksequivalents.numpyneuralnet.Numpy.transpose;

/// How far the network on the tape, in `float`, can be from the one in exact arithmetic with the same numbers.
///
/// Every `float` operation errs by at most `u = 2⁻²⁴` of its result. The bound follows the computation line by line: for each
/// array `a` it carries an array `ea` with `|â − a| ≤ ea`, made of the errors that come in and those that the line adds. A sum of
/// `n` products by fused multiply-add adds `γₙ = nu/(1 − nu)` of the sum of their sizes. The kernels' tanh errs by less than 1.5
/// units in the last place, exp and log by less than 1, which is at most `3u` and `2u` of the result.
///
/// - source: Higham 2002, *Accuracy and stability of numerical algorithms*, §3.1 and §3.5
///
/// @param loss a bound for the mean loss
/// @param gradient bounds for all derivatives
record RoundingBound(double loss, Network gradient) {

    static final double U = 0x1p-24;

    /// A sum over few terms: exp, a sum of ten in a tree of four levels, a reciprocal, a product, and a logarithm up to ln 10.
    private static final double FEW = 16 * U;

    /// The bounds on `x (N,D)`, whose numbers and the network's are `float`s.
    static RoundingBound of(Network net, double[][] x, int[] labels) {
        int N = x.length;
        int D = x[0].length;
        int H = net.w2().length;
        double[][] absW2 = map(Math::abs, net.w2()); // (H,K)

        // a = x·W₁ + b₁, h = tanh a
        double[][] sizes =
                Numpy.plus(
                        times(map(Math::abs, x), map(Math::abs, net.w1())),
                        map(Math::abs, net.b1())); // (N,H)
        double[][] h = net.hidden(x); // (N,H)
        double[][] eh =
                map(size -> gamma(D) * size + 3 * U, sizes); // (N,H), tanh has no slope above 1
        double[][] absH = sum(map(Math::abs, h), eh); // (N,H), holds for ĥ as well

        // z = h·W₂ + b₂
        double[][] z = net.scores(x); // (N,K)
        double[][] ez =
                sum(
                        times(eh, absW2),
                        map(
                                size -> gamma(H) * size,
                                Numpy.plus(times(absH, absW2), map(Math::abs, net.b2())))); // (N,K)

        // p = softmax z, loss = mean(lse z − z_y), dz = (p − onehot)/N
        double[][] p = softmax(z); // (N,K)
        double[][] dz = Model.scoreGradient(z, labels); // (N,K)
        double[][] edz = new double[N][]; // (N,K)
        double loss = 0;
        for (int n = 0; n < N; n++) {
            double most = Numpy.max(new double[][] {ez[n]});
            double spread = spread(z[n]) + 2 * most;
            double own = spread + StrictMath.log(z[n].length); // as large as a loss can be
            loss += (2 * most + 2 * U * spread + FEW + 2 * U * own) / N;
            double relative = StrictMath.expm1(2 * most + 2 * U * spread + FEW); // of p
            edz[n] = new double[z[n].length];
            for (int k = 0; k < edz[n].length; k++) {
                double ep = p[n][k] * relative;
                edz[n][k] = ep / N + 4 * U * (Math.abs(dz[n][k]) + ep / N) + Float.MIN_NORMAL;
            }
        }
        double[][] absDz = sum(map(Math::abs, dz), edz); // (N,K)

        // dW₂ = hᵀ·dz, db₂ = Σ dz
        double[][] absHt = transpose(absH); // (H,N)
        double[][] edw2 =
                sum(
                        map(size -> gamma(N) * size, times(absHt, absDz)),
                        sum(times(transpose(eh), absDz), times(absHt, edz))); // (H,K)
        double[][] edb2 = sum(map(s -> gamma(N) * s, sumOfRows(absDz)), sumOfRows(edz)); // (1,K)

        // da = (dz·W₂ᵀ) ⊙ (1 − h²)
        double[][] dh = times(dz, transpose(net.w2())); // (N,H)
        double[][] edh =
                sum(
                        map(size -> gamma(p[0].length) * size, times(absDz, transpose(absW2))),
                        times(edz, transpose(absW2))); // (N,H)
        double[][] da = Network.timesSlopes(dh, h); // (N,H)
        double[][] eda = new double[N][H]; // (N,H)
        for (int n = 0; n < N; n++) {
            for (int j = 0; j < H; j++) {
                double slope = 1 - h[n][j] * h[n][j];
                double eSlope = 2 * eh[n][j] + eh[n][j] * eh[n][j] + 4 * U; // (1−h)(1+h) in float
                double size = (Math.abs(dh[n][j]) + edh[n][j]) * (slope + eSlope);
                eda[n][j] = Math.abs(dh[n][j]) * eSlope + edh[n][j] * (slope + eSlope) + U * size;
            }
        }
        double[][] absDa = sum(map(Math::abs, da), eda); // (N,H)

        // dW₁ = xᵀ·da, db₁ = Σ da; x is exact
        double[][] absXt = transpose(map(Math::abs, x)); // (D,N)
        double[][] edw1 =
                sum(map(size -> gamma(N) * size, times(absXt, absDa)), times(absXt, eda)); // (D,H)
        double[][] edb1 = sum(map(s -> gamma(N) * s, sumOfRows(absDa)), sumOfRows(eda)); // (1,H)
        return new RoundingBound(loss, new Network(edw1, edb1, edw2, edb2));
    }

    private static double gamma(int n) {
        return n * U / (1 - n * U);
    }

    private static double spread(double[] z) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double score : z) {
            low = Math.min(low, score);
            high = Math.max(high, score);
        }
        return high - low;
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] c = new double[a.length][a[0].length]; // (n,m)
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                c[i][j] = a[i][j] + b[i][j];
            }
        }
        return c;
    }
}
