package org.firstprinciples.neuralnetworks.backpropagation.layers;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Rows;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;

import java.util.Arrays;

/// A table with one row of numbers for every token or position.
///
/// @param table `E (V,C)`
public record Embedding(Parameter table) {

    /// Checks the shape.
    ///
    /// @throws ShapeException if the table is no matrix
    public Embedding {
        if (table.shape().rank() != 2) {
            throw new ShapeException("embedding: a table E (V,C) is needed, got " + table.shape());
        }
    }

    /// A table of normal numbers of mean 0.
    public static Embedding normal(int vocabulary, int width, double std, Scope scope) {
        return new Embedding(
                Parameter.normal(Shape.of(vocabulary, width), std, scope.in("table").random()));
    }

    /// The rows of these ids: `(B,T)` to `(B,T,C)`.
    ///
    /// @throws IllegalArgumentException if an id is not in `0 … V−1`
    public Variable lookup(Tape tape, TokenBatch ids) {
        return tape.apply(new Lookup(ids), tape.parameter(table));
    }

    /// The inner product of every row of `x` with every row of the table, `x·Eᵀ`: `(…,C)` to `(…,V)`.
    ///
    /// With the table that the tokens came from this is the tied output layer of Press & Wolf 2017.
    public Variable project(Variable x) {
        return x.apply(new Project(), x.tape().parameter(table));
    }

    /// The operation `y[b,t] = E[id[b,t]]`: a product with one-hot rows, but for NaN, which stays in its row.
    ///
    /// - shapes: `E (V,C)`, `y (B,T,C)`
    /// - adjoint: `Ē[v] = Σ ȳ[b,t]` over all places with `id[b,t] = v`, places ascending
    ///
    /// @param ids the ids `(B,T)`
    public record Lookup(TokenBatch ids) implements Operation {

        @Override
        public Shape shape(Shape... inputs) {
            if (inputs.length != 1 || inputs[0].rank() != 2) {
                throw new ShapeException(
                        "embedding lookup: a table E (V,C) is needed, got "
                                + Arrays.toString(inputs));
            }
            int vocabulary = inputs[0].dim(0);
            for (int place = 0; place < ids.size(); place++) {
                if (ids.id(place) < 0 || ids.id(place) >= vocabulary) {
                    throw new IllegalArgumentException(
                            "embedding lookup: id %s at sequence %s, position %s is not in 0 … %s, the rows of the table %s"
                                    .formatted(
                                            ids.id(place),
                                            place / ids.length(),
                                            place % ids.length(),
                                            vocabulary - 1,
                                            inputs[0]));
                }
            }
            return Shape.of(ids.rows(), ids.length(), inputs[0].dim(1));
        }

        @Override
        public void forward(Frame f) {
            Rows.copy(f, ids.size(), ids::id);
        }

        @Override
        public void backward(Frame f) {
            Rows.collect(f, ids.size(), ids::id);
        }

        /// The lookup in double precision.
        public record Formula(TokenBatch ids) implements Definition {

            @Override
            public double[] value(Shape[] shapes, double[][] x) {
                int C = shapes[0].dim(1);
                double[] y = new double[ids.size() * C];
                for (int i = 0; i < y.length; i++) {
                    y[i] = x[0][ids.id(i / C) * C + i % C];
                }
                return y;
            }

            @Override
            public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
                int C = shapes[0].dim(1);
                double[] dTable = new double[x[0].length];
                for (int i = 0; i < dy.length; i++) {
                    dTable[ids.id(i / C) * C + i % C] += dy[i];
                }
                return new double[][] {dTable};
            }
        }
    }

    /// The operation `y = x·Eᵀ`.
    ///
    /// - shapes: `x (…,C)`, `E (V,C)`, `y (…,V)`
    /// - adjoint: `x̄ = ȳ·E`, `Ē = ȳᵀ·x`
    public record Project() implements Operation {

        @Override
        public Shape shape(Shape... inputs) {
            if (inputs.length != 2 || inputs[0].rank() < 1 || inputs[1].rank() != 2) {
                throw new ShapeException(
                        "embedding projection: x (…,C) and E (V,C) are needed, got "
                                + Arrays.toString(inputs));
            }
            if (inputs[0].last() != inputs[1].dim(1)) {
                throw new ShapeException(
                        "embedding projection: x %s has rows of length %s, the table E %s of length %s"
                                .formatted(
                                        inputs[0], inputs[0].last(), inputs[1], inputs[1].dim(1)));
            }
            return inputs[0].withLast(inputs[1].dim(0));
        }

        @Override
        public void forward(Frame f) {
            GemmShape product =
                    GemmShape.transposedB(f.shape(0).rows(), f.shape(1).dim(0), f.shape(1).dim(1));
            f.kernels().gemm(f.workers(), product, f.x(0), 0, f.x(1), 0, f.y(), 0);
        }

        @Override
        public boolean writesFirst(int input) {
            return input == 0;
        }

        @Override
        public void backward(Frame f) {
            int rows = f.shape(0).rows();
            int V = f.shape(1).dim(0);
            int C = f.shape(1).dim(1);
            if (f.needs(0)) {
                GemmShape product = GemmShape.of(rows, C, V).accumulating(!f.first(0));
                f.kernels().gemm(f.workers(), product, f.dy(), 0, f.x(1), 0, f.dx(0), 0);
            }
            if (f.needs(1)) {
                GemmShape product = GemmShape.transposedA(V, C, rows).accumulating(true);
                f.kernels().gemm(f.workers(), product, f.dy(), 0, f.x(0), 0, f.dx(1), 0);
            }
        }

        /// The projection in double precision.
        public record Formula() implements Definition {

            @Override
            public double[] value(Shape[] shapes, double[][] x) {
                return rows(shapes[0], x[0]).times(rows(shapes[1], x[1]).transpose()).toArray();
            }

            @Override
            public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
                Matrix cotangent = Matrix.of(shapes[0].rows(), shapes[1].dim(0), dy);
                return new double[][] {
                    cotangent.times(rows(shapes[1], x[1])).toArray(),
                    cotangent.transpose().times(rows(shapes[0], x[0])).toArray()
                };
            }

            private static Matrix rows(Shape shape, double[] elements) {
                return Matrix.of(shape.rows(), shape.last(), elements);
            }
        }
    }
}
