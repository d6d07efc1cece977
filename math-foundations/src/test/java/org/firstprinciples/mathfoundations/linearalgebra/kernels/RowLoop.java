package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// One method of [Kernels] that works along a row, as a function of arrays; what it returns goes to `z`.
@FunctionalInterface
interface RowLoop {

    void run(Kernels k, int n, float[] x, int xo, float[] y, int yo, float[] z, int zo);

    /// No shift.
    float[] NONE = {};

    /// The methods of the seam.
    enum Method implements RowLoop {
        SUM((k, n, x, xo, y, yo, z, zo) -> z[zo] = k.sum(n, x, xo)),
        DOT((k, n, x, xo, y, yo, z, zo) -> z[zo] = k.dot(n, x, xo, y, yo)),
        MAX((k, n, x, xo, y, yo, z, zo) -> z[zo] = k.max(n, x, xo)),
        ADD((k, n, x, xo, y, yo, z, zo) -> k.add(n, x, xo, y, yo, z, zo)),
        ADD_IN_PLACE((k, n, x, xo, y, yo, z, zo) -> k.add(n, x, xo, z, zo, z, zo)),
        AXPY((k, n, x, xo, y, yo, z, zo) -> k.axpy(n, y[yo], x, xo, z, zo)),
        MULTIPLY((k, n, x, xo, y, yo, z, zo) -> k.multiply(n, x, xo, y, yo, z, zo)),
        MULTIPLY_IN_PLACE((k, n, x, xo, y, yo, z, zo) -> k.multiply(n, z, zo, y, yo, z, zo)),
        MULTIPLY_ADD((k, n, x, xo, y, yo, z, zo) -> k.multiplyAdd(n, x, xo, y, yo, z, zo)),
        SCALE((k, n, x, xo, y, yo, z, zo) -> k.scale(n, y[yo], z, zo)),
        STANDARDIZE(
                (k, n, x, xo, y, yo, z, zo) -> k.standardize(n, y[yo], y[yo + 1], x, xo, z, zo)),
        STANDARDIZE_IN_PLACE(
                (k, n, x, xo, y, yo, z, zo) -> k.standardize(n, y[yo], y[yo + 1], z, zo, z, zo)),
        ADD_ROWS((k, n, x, xo, y, yo, z, zo) -> k.addRows(3, columns(n), n / 3, x, xo, z, zo)),
        LAYER_NORM((k, n, x, xo, y, yo, z, zo) ->
                k.layerNorm(2, n / 2, 1e-5f, x, xo, x, y, z, zo, z, zo + n, y, yo + n)),
        LAYER_NORM_WITHOUT_SHIFT((k, n, x, xo, y, yo, z, zo) ->
                k.layerNorm(2, n / 2, 1e-5f, x, xo, y, NONE, z, zo, z, zo + n, y, yo + n)),
        LAYER_NORM_GRADIENT((k, n, x, xo, y, yo, z, zo) ->
                k.layerNormGradient(2, n / 2, x, xo, y, yo, x, x, xo, y, yo, z, zo)),
        LAYER_NORM_SCALE_GRADIENT((k, n, x, xo, y, yo, z, zo) ->
                k.layerNormScaleGradient(
                        Math.min(3, n), columns(n), n / 3, x, xo, y, yo, z, zo, x, 0, z, zo + 3)),
        EXP_SHIFTED(
                (k, n, x, xo, y, yo, z, zo) -> z[zo + n] = k.expShifted(n, y[yo], x, xo, z, zo)),
        TANH((k, n, x, xo, y, yo, z, zo) -> k.tanh(n, x, xo, z, zo)),
        GELU((k, n, x, xo, y, yo, z, zo) -> k.gelu(n, x, xo, y, yo, z, zo)),
        GELU_TANH((k, n, x, xo, y, yo, z, zo) -> k.geluTanh(n, x, xo, y, yo, z, zo));

        private final RowLoop loop;

        Method(RowLoop loop) {
            this.loop = loop;
        }

        /// Columns of a third of the elements, often fewer than make a whole row.
        private static int columns(int n) {
            return Math.max(0, n / 3 - n % 3);
        }

        @Override
        public void run(Kernels k, int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
            loop.run(k, n, x, xo, y, yo, z, zo);
        }
    }
}
