package org.firstprinciples.transformers.attention;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// Matrix products side by side, `Zₙ = Xₙ·Yₙ` or `Zₙ = Xₙ·Yₙᵀ` for every `n` of a batch.
///
/// - shapes: `X (N,m,k)`, `Y (N,k,p)` or transposed `(N,p,k)`, `Z (N,m,p)`
/// - adjoint: `X̄ = Z̄·Yᵀ`, `Ȳ = Xᵀ·Z̄`; for a transposed `Y`, `X̄ = Z̄·Y` and `Ȳ = Z̄ᵀ·X`
///
/// @param transposed whether `Y` is transposed
public record BatchedProduct(boolean transposed) implements Operation {

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 2 || inputs[0].rank() != 3 || inputs[1].rank() != 3) {
            throw new ShapeException(
                    "batched product: X (N,m,k) and Y (N,k,p) are needed, got "
                            + Arrays.toString(inputs));
        }
        Shape x = inputs[0];
        Shape y = inputs[1];
        int inner = y.dim(transposed ? 2 : 1);
        if (x.dim(0) != y.dim(0) || x.dim(2) != inner) {
            throw new ShapeException(
                    "batched product: X %s and Y%s %s differ in their batch or in the inner extent, %s and %s"
                            .formatted(x, transposed ? "ᵀ of" : "", y, x.dim(2), inner));
        }
        return Shape.of(x.dim(0), x.dim(1), y.dim(transposed ? 1 : 2));
    }

    @Override
    public void forward(Frame f) {
        int m = f.shape().dim(1);
        int p = f.shape().dim(2);
        int k = f.shape(0).dim(2);
        GemmShape product = transposed ? GemmShape.transposedB(m, p, k) : GemmShape.of(m, p, k);
        f.workers()
                .run(
                        f.shape().dim(0),
                        n ->
                                f.kernels()
                                        .gemm(
                                                Parallel.sequential(),
                                                product,
                                                f.x(0),
                                                n * m * k,
                                                f.x(1),
                                                n * k * p,
                                                f.y(),
                                                n * m * p));
    }

    @Override
    public void backward(Frame f) {
        int m = f.shape().dim(1);
        int p = f.shape().dim(2);
        int k = f.shape(0).dim(2);
        GemmShape ofX = transposed ? GemmShape.of(m, k, p) : GemmShape.transposedB(m, k, p);
        GemmShape ofY =
                transposed ? GemmShape.transposedA(p, k, m) : GemmShape.transposedA(k, p, m);
        f.workers()
                .run(
                        f.shape().dim(0),
                        n -> {
                            int x = n * m * k;
                            int y = n * k * p;
                            int z = n * m * p;
                            if (f.needs(0)) {
                                f.kernels()
                                        .gemm(
                                                Parallel.sequential(),
                                                ofX.accumulating(true),
                                                f.dy(),
                                                z,
                                                f.x(1),
                                                y,
                                                f.dx(0),
                                                x);
                            }
                            if (f.needs(1)) {
                                float[] left = transposed ? f.dy() : f.x(0);
                                float[] right = transposed ? f.x(0) : f.dy();
                                f.kernels()
                                        .gemm(
                                                Parallel.sequential(),
                                                ofY.accumulating(true),
                                                left,
                                                transposed ? z : x,
                                                right,
                                                transposed ? x : z,
                                                f.dx(1),
                                                y);
                            }
                        });
    }

    /// The products in double precision.
    ///
    /// @param transposed whether `Y` is transposed
    public record Formula(boolean transposed) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            Shape shape = new BatchedProduct(transposed).shape(shapes);
            double[] z = new double[shape.size()];
            for (int n = 0; n < shape.dim(0); n++) {
                Matrix y = matrix(shapes[1], x[1], n);
                put(matrix(shapes[0], x[0], n).times(transposed ? y.transpose() : y), z, n);
            }
            return z;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dz) {
            Shape shape = new BatchedProduct(transposed).shape(shapes);
            double[][] dx = {new double[x[0].length], new double[x[1].length]};
            for (int n = 0; n < shape.dim(0); n++) {
                Matrix left = matrix(shapes[0], x[0], n);
                Matrix right = matrix(shapes[1], x[1], n);
                Matrix cotangent = matrix(shape, dz, n);
                put(cotangent.times(transposed ? right : right.transpose()), dx[0], n);
                Matrix dy = left.transpose().times(cotangent);
                put(transposed ? dy.transpose() : dy, dx[1], n);
            }
            return dx;
        }

        private static Matrix matrix(Shape shape, double[] x, int n) {
            int size = shape.dim(1) * shape.dim(2);
            return Matrix.of(
                    shape.dim(1), shape.dim(2), Arrays.copyOfRange(x, n * size, (n + 1) * size));
        }

        private static void put(Matrix matrix, double[] to, int n) {
            double[] elements = matrix.toArray();
            System.arraycopy(elements, 0, to, n * elements.length, elements.length);
        }
    }
}
