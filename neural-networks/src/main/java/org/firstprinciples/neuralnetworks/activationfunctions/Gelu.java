package org.firstprinciples.neuralnetworks.activationfunctions;

import org.apache.commons.math3.special.Erf;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// The Gaussian error linear unit, `y = x·Φ(x)`: the input times the probability that a standard normal
/// number lies below it.
///
/// - shapes: `x, y (…)`
/// - adjoint: `x̄ = ȳ·s` with the derivative `s = Φ(x) + x·φ(x)`, kept from the forward pass
/// - limits: `y → x` for large `x`, and −0 for `x` below −20
/// - source: Hendrycks & Gimpel 2016, *Gaussian error linear units*, §2
public enum Gelu implements Operation {

    /// With the normal distribution function `Φ`.
    EXACT,

    /// With `½(1 + tanh(√(2/π)·(x + 0.044715·x³)))` in place of `Φ`, as in GPT-2.
    TANH;

    static final int ELEMENTS_PER_TASK = 8192;

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 1) {
            throw new ShapeException("gelu: one tensor is needed, got " + Arrays.toString(inputs));
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

    /// `y = x·Φ(x)` and the derivatives, for as many numbers as `y` has.
    void forward(Kernels kernels, Parallel workers, float[] x, float[] y, float[] derivative) {
        workers.run(
                Math.ceilDiv(y.length, ELEMENTS_PER_TASK),
                task -> {
                    int o = task * ELEMENTS_PER_TASK;
                    int n = Math.min(ELEMENTS_PER_TASK, y.length - o);
                    switch (this) {
                        case EXACT -> kernels.gelu(n, x, o, y, o, derivative, o);
                        case TANH -> kernels.geluTanh(n, x, o, y, o, derivative, o);
                    }
                });
    }

    @Override
    public boolean writesFirst(int input) {
        return true;
    }

    @Override
    public void backward(Frame f) {
        multiplyByDerivatives(f);
    }

    /// `x̄ = ȳ·s`, with the derivatives that were kept.
    static void multiplyByDerivatives(Frame f) {
        if (!f.needs(0)) {
            return;
        }
        float[] dx = f.dx(0);
        boolean first = f.first(0);
        float[] dy = f.dy();
        float[] derivative = f.saved();
        f.workers()
                .run(
                        Math.ceilDiv(dx.length, ELEMENTS_PER_TASK),
                        task -> {
                            int end = Math.min(dx.length, (task + 1) * ELEMENTS_PER_TASK);
                            for (int i = task * ELEMENTS_PER_TASK; i < end; i++) {
                                dx[i] = Math.fma(dy[i], derivative[i], first ? 0f : dx[i]);
                            }
                        });
    }

    /// The unit in double precision.
    ///
    /// @param form exact or with tanh
    public record Formula(Gelu form) implements Definition {

        private static final double K = StrictMath.sqrt(2 / Math.PI);

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double[] y = new double[x[0].length];
            for (int i = 0; i < y.length; i++) {
                y[i] = x[0][i] * gate(x[0][i]);
            }
            return y;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            double[] dx = new double[dy.length];
            for (int i = 0; i < dx.length; i++) {
                dx[i] = dy[i] * (gate(x[0][i]) + x[0][i] * gateDerivative(x[0][i]));
            }
            return new double[][] {dx};
        }

        private double gate(double x) {
            return switch (form) {
                case EXACT -> 0.5 * Erf.erfc(-x / StrictMath.sqrt(2));
                case TANH -> 0.5 * (1 + StrictMath.tanh(K * (x + 0.044715 * x * x * x)));
            };
        }

        private double gateDerivative(double x) {
            return switch (form) {
                case EXACT -> StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI);
                case TANH -> {
                    double t = StrictMath.tanh(K * (x + 0.044715 * x * x * x));
                    yield 0.5 * (1 - t * t) * K * (1 + 3 * 0.044715 * x * x);
                }
            };
        }
    }
}
