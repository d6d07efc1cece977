package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The specification of [Kernels]: plain loops that say in which order every number is added.
final class ScalarKernels implements Kernels {

    static final ScalarKernels INSTANCE = new ScalarKernels();

    private static final int ROWS_PER_TASK = 16;

    private ScalarKernels() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void gemm(
            Parallel parallel,
            GemmShape p,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co) {
        product(parallel, p, a, ao, b, bo, (at, j) -> p.accumulate() ? c[at] : 0f, c, co);
    }

    @Override
    public void affine(
            Parallel parallel,
            GemmShape p,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] bias,
            int biasAt,
            float[] c,
            int co) {
        p.requireFresh();
        product(parallel, p, a, ao, b, bo, (at, j) -> bias[biasAt + j], c, co);
    }

    /// What the sum of an element of `C` begins at, by its place in the array and its column.
    private interface First {
        float of(int at, int column);
    }

    private static void product(
            Parallel parallel,
            GemmShape p,
            float[] a,
            int ao,
            float[] b,
            int bo,
            First first,
            float[] c,
            int co) {
        int kStepA = p.transposeA() ? p.aStride() : 1;
        int rowStepA = p.transposeA() ? 1 : p.aStride();
        int kStepB = p.transposeB() ? 1 : p.bStride();
        int columnStepB = p.transposeB() ? p.bStride() : 1;
        parallel.run(
                Math.ceilDiv(p.m(), ROWS_PER_TASK),
                task -> {
                    int end = Math.min(p.m(), (task + 1) * ROWS_PER_TASK);
                    for (int i = task * ROWS_PER_TASK; i < end; i++) {
                        for (int j = 0; j < p.n(); j++) {
                            int at = co + i * p.cStride() + j;
                            float sum = first.of(at, j);
                            for (int k = p.from(i); k < p.to(i); k++) {
                                sum =
                                        Math.fma(
                                                a[ao + i * rowStepA + k * kStepA],
                                                b[bo + k * kStepB + j * columnStepB],
                                                sum);
                            }
                            c[at] = sum;
                        }
                    }
                });
    }

    @Override
    public float sum(int n, float[] x, int xo) {
        float[] lanes = new float[LANES];
        for (int i = 0; i < n; i++) {
            lanes[i % LANES] += x[xo + i];
        }
        return fold(lanes);
    }

    @Override
    public float dot(int n, float[] x, int xo, float[] y, int yo) {
        float[] lanes = new float[LANES];
        for (int i = 0; i < n; i++) {
            lanes[i % LANES] = Math.fma(x[xo + i], y[yo + i], lanes[i % LANES]);
        }
        return fold(lanes);
    }

    /// Folds 16 lanes to one: the upper half is added to the lower, 8-4-2-1.
    static float fold(float[] lanes) {
        for (int half = LANES / 2; half >= 1; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }

    @Override
    public float max(int n, float[] x, int xo) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    @Override
    public void add(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] + y[yo + i];
        }
    }

    @Override
    public void axpy(int n, float a, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(a, x[xo + i], y[yo + i]);
        }
    }

    @Override
    public void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] * y[yo + i];
        }
    }

    @Override
    public void multiplyAdd(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], y[yo + i], z[zo + i]);
        }
    }

    @Override
    public void scale(int n, float a, float[] x, int xo) {
        for (int i = 0; i < n; i++) {
            x[xo + i] *= a;
        }
    }

    @Override
    public void standardize(int n, float mean, float rstd, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (x[xo + i] - mean) * rstd;
        }
    }

    @Override
    public void addRows(int rows, int n, int stride, float[] x, int xo, float[] z, int zo) {
        for (int row = 0; row < rows; row++) {
            add(n, z, zo, x, xo + row * stride, z, zo);
        }
    }

    @Override
    public void layerNorm(
            int rows,
            int n,
            float epsilon,
            float[] x,
            int xo,
            float[] scale,
            float[] shift,
            float[] y,
            int yo,
            float[] means,
            int mo,
            float[] rstd,
            int ro) {
        float[] deviations = new float[n];
        for (int row = 0; row < rows; row++) {
            int at = xo + row * n;
            int to = yo + row * n;
            float mean = sum(n, x, at) / n;
            standardize(n, mean, 1f, x, at, deviations, 0);
            float variance = dot(n, deviations, 0, deviations, 0) / n;
            float r = 1f / (float) Math.sqrt(variance + epsilon);
            means[mo + row] = mean;
            rstd[ro + row] = r;
            standardize(n, mean, r, x, at, y, to);
            multiply(n, y, to, scale, 0, y, to);
            if (shift.length > 0) {
                add(n, y, to, shift, 0, y, to);
            }
        }
    }

    @Override
    public void layerNormGradient(
            int rows,
            int n,
            float[] x,
            int xo,
            float[] dy,
            int dyo,
            float[] scale,
            float[] means,
            int mo,
            float[] rstd,
            int ro,
            float[] dx,
            int dxo) {
        float[] z = new float[n];
        float[] g = new float[n];
        for (int row = 0; row < rows; row++) {
            float r = rstd[ro + row];
            standardize(n, means[mo + row], r, x, xo + row * n, z, 0);
            multiply(n, dy, dyo + row * n, scale, 0, g, 0);
            float mean = sum(n, g, 0) / n;
            float projection = dot(n, g, 0, z, 0) / n;
            axpy(n, -projection, z, 0, g, 0);
            standardize(n, mean, r, g, 0, g, 0);
            add(n, dx, dxo + row * n, g, 0, dx, dxo + row * n);
        }
    }

    @Override
    public void layerNormScaleGradient(
            int rows,
            int n,
            int stride,
            float[] x,
            int xo,
            float[] dy,
            int dyo,
            float[] means,
            int mo,
            float[] rstd,
            int ro,
            float[] dScale,
            int so) {
        float[] z = new float[n];
        for (int row = 0; row < rows; row++) {
            int at = row * stride;
            standardize(n, means[mo + row], rstd[ro + row], x, xo + at, z, 0);
            multiplyAdd(n, dy, dyo + at, z, 0, dScale, so);
        }
    }

    @Override
    public float expShifted(int n, float shift, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FloatFunctions.exp(x[xo + i] + shift);
        }
        return sum(n, y, yo);
    }

    @Override
    public void tanh(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FloatFunctions.tanh(x[xo + i]);
        }
    }

    @Override
    public void gelu(int n, float[] x, int xo, float[] y, int yo, float[] s, int so) {
        for (int i = 0; i < n; i++) {
            float v = Math.max(x[xo + i], -FloatFunctions.GAUSS_LARGE);
            float c = Math.min(v, FloatFunctions.GAUSS_LARGE);
            float bell = FloatFunctions.bell(c);
            float phi = FloatFunctions.phi(c, bell);
            y[yo + i] = v * phi;
            s[so + i] = Math.fma(c * FloatFunctions.INVERSE_SQRT_2PI, bell, phi);
        }
    }

    @Override
    public void geluTanh(int n, float[] x, int xo, float[] y, int yo, float[] s, int so) {
        float root = FloatFunctions.SQRT_2_OVER_PI;
        float cubic = FloatFunctions.GELU_CUBIC;
        for (int i = 0; i < n; i++) {
            float v = Math.max(x[xo + i], -FloatFunctions.GAUSS_LARGE);
            float c = Math.min(v, FloatFunctions.GAUSS_LARGE);
            float square = c * c;
            float t = FloatFunctions.tanh(root * c * Math.fma(cubic, square, 1f));
            float half = Math.fma(0.5f, t, 0.5f);
            float inner = root * Math.fma(3f * cubic, square, 1f);
            y[yo + i] = v * half;
            s[so + i] = Math.fma(0.5f * c * Math.fma(-t, t, 1f), inner, half);
        }
    }

    @Override
    public void softmaxColumns(
            int keys,
            int queries,
            int visible,
            float scale,
            float[] s,
            float[] m,
            int mo,
            float[] l,
            int lo,
            float[] f) {
        for (int i = 0; i < queries; i++) {
            softmaxColumn(keys, i, visible, scale, s, m, mo, l, lo, f);
        }
    }

    static void softmaxColumn(
            int keys,
            int i,
            int visible,
            float scale,
            float[] s,
            float[] m,
            int mo,
            float[] l,
            int lo,
            float[] f) {
        int seen = Math.clamp((long) visible + i, 0, keys);
        float max = m[mo + i];
        for (int j = 0; j < seen; j++) {
            max = Math.max(max, s[j * QUERIES + i] * scale);
        }
        f[i] = seen == 0 ? 1f : FloatFunctions.exp(m[mo + i] - max);
        float sum = l[lo + i] * f[i];
        for (int j = 0; j < seen; j++) {
            float e = FloatFunctions.exp(s[j * QUERIES + i] * scale - max);
            s[j * QUERIES + i] = e;
            sum += e;
        }
        for (int j = seen; j < keys; j++) {
            s[j * QUERIES + i] = 0f;
        }
        m[mo + i] = max;
        l[lo + i] = sum;
    }

    @Override
    public void softmaxColumnsGradient(
            int keys,
            int queries,
            int visible,
            float scale,
            float[] s,
            float[] d,
            float[] m,
            int mo,
            float[] r,
            int ro,
            float[] delta) {
        for (int i = 0; i < queries; i++) {
            softmaxColumnGradient(keys, i, visible, scale, s, d, m, mo, r, ro, delta);
        }
    }

    static void softmaxColumnGradient(
            int keys,
            int i,
            int visible,
            float scale,
            float[] s,
            float[] d,
            float[] m,
            int mo,
            float[] r,
            int ro,
            float[] delta) {
        int seen = Math.clamp((long) visible + i, 0, keys);
        for (int j = 0; j < seen; j++) {
            int at = j * QUERIES + i;
            float p = FloatFunctions.exp(s[at] * scale - m[mo + i]) * r[ro + i];
            s[at] = p;
            d[at] = p * (d[at] - delta[i]) * scale;
        }
        for (int j = seen; j < keys; j++) {
            s[j * QUERIES + i] = 0f;
            d[j * QUERIES + i] = 0f;
        }
    }
}
