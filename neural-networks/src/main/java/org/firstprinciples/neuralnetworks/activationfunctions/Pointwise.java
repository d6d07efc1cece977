package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Scratch;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// An activation of every number of a tensor, `y = f(x)`.
///
/// The transcendental part is done by kernels, `e = exp(−|x|)` or `t = tanh(x)`; what is left are sums, products and quotients
/// in plain loops, which the compiler turns into vector instructions by itself and which have the same bits anyhow.
///
/// - shapes: `x, y (…)`
/// - adjoint: `x̄ = ȳ·f'(x)`, with the derivative kept from the forward pass
/// - accuracy: values to a few units in the last place, derivatives to a few `2⁻²⁴`
///
/// @param activation `f`
record Pointwise(Activation activation) implements Operation {

    static final int ELEMENTS_PER_TASK = 8192;
    private static final Scratch PARTS = new Scratch();

    /// Beyond it the exponential of a float is 0, so that nothing changes any more.
    private static final float FAR = 200;

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 1) {
            throw new ShapeException(
                    "%s: one tensor is needed, got %s"
                            .formatted(activation, Arrays.toString(inputs)));
        }
        return inputs[0];
    }

    /// The derivatives.
    @Override
    public int saved(Shape... inputs) {
        return inputs[0].size();
    }

    @Override
    public void forward(Frame f) {
        forward(f.kernels(), f.workers(), f.x(0), f.y(), f.saved());
    }

    /// `y = f(x)` and the derivatives, for as many numbers as `y` has.
    void forward(Kernels kernels, Parallel workers, float[] x, float[] y, float[] s) {
        float lambda = (float) Activation.LAMBDA;
        float alpha = (float) Activation.ALPHA;
        workers.blocks(
                y.length,
                ELEMENTS_PER_TASK,
                (o, end) -> {
                    switch (activation) {
                        case RELU -> rectify(o, end, x, y, s, 0f);
                        case LEAKY_RELU -> rectify(o, end, x, y, s, 0.01f);
                        case TANH -> tanh(kernels, o, end, x, y, s);
                        case ELU -> elu(kernels, o, end, x, y, s, 1f, 1f);
                        case SELU -> elu(kernels, o, end, x, y, s, lambda, alpha);
                        case SIGMOID -> sigmoid(kernels, o, end, x, y, s);
                        case SOFTPLUS -> softplus(kernels, o, end, x, y, s);
                        case SILU -> silu(kernels, o, end, x, y, s);
                        case GELU -> kernels.gelu(end - o, x, o, y, o, s, o);
                        case GELU_TANH -> kernels.geluTanh(end - o, x, o, y, o, s, o);
                    }
                });
    }

    /// `x` on the right, `ax` on the left.
    private static void rectify(int o, int end, float[] x, float[] y, float[] s, float a) {
        for (int i = o; i < end; i++) {
            s[i] = x[i] > 0 ? 1f : Float.isNaN(x[i]) ? x[i] : a;
            y[i] = a == 0 ? Math.max(0f, x[i]) : Math.max(x[i], a * x[i]);
        }
    }

    private static void tanh(Kernels kernels, int o, int end, float[] x, float[] y, float[] s) {
        kernels.tanh(end - o, x, o, y, o);
        for (int i = o; i < end; i++) {
            s[i] = (1f - y[i]) * (1f + y[i]);
        }
    }

    /// `λx` on the right, `λα(eˣ − 1)` on the left, where `eˣ − 1 = 2t/(1 − t)` with `t = tanh(x/2)`: nothing cancels.
    private static void elu(
            Kernels kernels,
            int o,
            int end,
            float[] x,
            float[] y,
            float[] s,
            float lambda,
            float alpha) {
        float[] t = PARTS.atLeast(ELEMENTS_PER_TASK);
        for (int i = o; i < end; i++) {
            t[i - o] = 0.5f * x[i];
        }
        kernels.tanh(end - o, t, 0, t, 0);
        for (int i = o; i < end; i++) {
            float expm1 = 2f * t[i - o] / (1f - t[i - o]);
            y[i] = lambda * (x[i] > 0 ? x[i] : alpha * expm1);
            s[i] = lambda * (x[i] > 0 ? 1f : alpha * (1f + expm1));
        }
    }

    /// `e = exp(−|x|)`.
    private static float[] exponentials(Kernels kernels, int o, int end, float[] x) {
        float[] e = PARTS.atLeast(ELEMENTS_PER_TASK);
        for (int i = o; i < end; i++) {
            e[i - o] = -Math.abs(x[i]);
        }
        kernels.expShifted(end - o, 0f, e, 0, e, 0);
        return e;
    }

    private static void sigmoid(Kernels kernels, int o, int end, float[] x, float[] y, float[] s) {
        float[] e = exponentials(kernels, o, end, x);
        for (int i = o; i < end; i++) {
            float r = 1f / (1f + e[i - o]); // σ(|x|)
            y[i] = x[i] < 0 ? e[i - o] * r : r;
            s[i] = e[i - o] * r * r;
        }
    }

    private static void softplus(Kernels kernels, int o, int end, float[] x, float[] y, float[] s) {
        float[] e = exponentials(kernels, o, end, x);
        for (int i = o; i < end; i++) {
            float r = 1f / (1f + e[i - o]);
            y[i] = Math.max(0f, x[i]) + (float) StrictMath.log1p(e[i - o]);
            s[i] = x[i] < 0 ? e[i - o] * r : r;
        }
    }

    private static void silu(Kernels kernels, int o, int end, float[] x, float[] y, float[] s) {
        float[] e = exponentials(kernels, o, end, x);
        for (int i = o; i < end; i++) {
            float r = 1f / (1f + e[i - o]);
            float gate = x[i] < 0 ? e[i - o] * r : r; // σ(x)
            float rest = x[i] < 0 ? r : e[i - o] * r; // σ(−x)
            y[i] = Math.max(x[i], -FAR) * gate;
            s[i] = gate * Math.fma(Math.clamp(x[i], -FAR, FAR), rest, 1f);
        }
    }

    @Override
    public boolean writesFirst(int input) {
        return true;
    }

    @Override
    public void backward(Frame f) {
        if (!f.needs(0)) {
            return;
        }
        float[] dx = f.dx(0);
        boolean first = f.first(0);
        float[] dy = f.dy();
        float[] derivative = f.saved();
        f.workers()
                .blocks(
                        dx.length,
                        ELEMENTS_PER_TASK,
                        (from, to) -> {
                            for (int i = from; i < to; i++) {
                                dx[i] = Math.fma(dy[i], derivative[i], first ? 0f : dx[i]);
                            }
                        });
    }

    /// The activation in double precision.
    ///
    /// @param activation `f`
    record Formula(Activation activation) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            return Arrays.stream(x[0]).map(activation).toArray();
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            double[] dx = new double[dy.length];
            for (int i = 0; i < dx.length; i++) {
                dx[i] = dy[i] * activation.derivative(x[0][i]);
            }
            return new double[][] {dx};
        }
    }
}
