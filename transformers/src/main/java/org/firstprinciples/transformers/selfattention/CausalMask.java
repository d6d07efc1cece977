package org.firstprinciples.transformers.selfattention;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// Hides the future: the score of query `i` and key `j` becomes `−∞` for `j > i`.
///
/// - shapes: `s, z (N,T,T)`
/// - adjoint: `s̄ᵢⱼ = z̄ᵢⱼ` for `j ≤ i`, nothing else
/// - source: Vaswani et al. 2017, §3.2.3
public record CausalMask() implements Operation {

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 1 || inputs[0].rank() != 3 || inputs[0].dim(1) != inputs[0].dim(2)) {
            throw new ShapeException(
                    "causal mask: scores (N,T,T) are needed, got " + Arrays.toString(inputs));
        }
        return inputs[0];
    }

    @Override
    public void forward(Frame f) {
        int T = f.shape().last();
        f.workers()
                .run(
                        f.shape().rows(),
                        row -> {
                            int seen = row % T + 1;
                            System.arraycopy(f.x(0), row * T, f.y(), row * T, seen);
                            Arrays.fill(
                                    f.y(), row * T + seen, (row + 1) * T, Float.NEGATIVE_INFINITY);
                        });
    }

    @Override
    public void backward(Frame f) {
        if (!f.needs(0)) {
            return;
        }
        int T = f.shape().last();
        f.workers()
                .run(
                        f.shape().rows(),
                        row ->
                                f.kernels()
                                        .add(
                                                row % T + 1,
                                                f.dx(0),
                                                row * T,
                                                f.dy(),
                                                row * T,
                                                f.dx(0),
                                                row * T));
    }

    /// The mask in double precision.
    public record Formula() implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            int T = shapes[0].last();
            double[] z = new double[x[0].length];
            for (int i = 0; i < z.length; i++) {
                z[i] = i % T <= i / T % T ? x[0][i] : Double.NEGATIVE_INFINITY;
            }
            return z;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dz) {
            int T = shapes[0].last();
            double[] ds = new double[dz.length];
            for (int i = 0; i < ds.length; i++) {
                ds[i] = i % T <= i / T % T ? dz[i] : 0;
            }
            return new double[][] {ds};
        }
    }
}
