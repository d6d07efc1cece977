package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.turns.Inputs;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work.RowFunction;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.activationfunctions.Gelu;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;
import org.firstprinciples.transformers.attention.ScaledSoftmax;

import java.util.Arrays;

/// An operation on a matrix, without a tape around it.
final class OurRowFunction implements Trial {

    private final RowFunction work;
    private final Operation operation;
    private final Call call;

    OurRowFunction(Engine engine, RowFunction work) {
        this.work = work;
        this.operation =
                switch (work.function()) {
                    case SOFTMAX -> new ScaledSoftmax(1f);
                    case LAYER_NORM -> new LayerNorm.Op(LayerNorm.EPSILON);
                    case GELU -> Gelu.EXACT;
                };
        this.call = Call.of(engine, work, operation);
    }

    @Override
    public void run() {
        operation.forward(call);
        if (work.gradient()) {
            Arrays.fill(call.dx(0), 0f);
            operation.backward(call);
        }
    }

    /// The result, or the gradient of the matrix.
    @Override
    public float[] outcome() {
        return Inputs.compared(work.gradient() ? call.dx(0) : call.y());
    }

    /// The buffers of the call: a matrix, and for layer norm a row of scales, all 1.
    private record Call(
            Engine engine,
            Shape[] shapes,
            float[][] arguments,
            float[] dx,
            float[] y,
            float[] dy,
            float[] saved)
            implements Frame {

        static Call of(Engine engine, RowFunction work, Operation operation) {
            Shape matrix = Shape.of(work.rows(), work.columns());
            float[] x = Inputs.uniform(1, matrix.size());
            float[] ones = new float[work.columns()];
            Arrays.fill(ones, 1f);
            boolean scaled = work.function() == RowFunction.Function.LAYER_NORM;
            Shape[] shapes =
                    scaled ? new Shape[] {matrix, Shape.of(work.columns())} : new Shape[] {matrix};
            return new Call(
                    engine,
                    shapes,
                    scaled ? new float[][] {x, ones} : new float[][] {x},
                    new float[matrix.size()],
                    new float[matrix.size()],
                    Inputs.uniform(2, matrix.size()),
                    new float[operation.saved(shapes)]);
        }

        @Override
        public int inputs() {
            return arguments.length;
        }

        @Override
        public float[] x(int i) {
            return arguments[i];
        }

        @Override
        public float[] dx(int i) {
            return dx;
        }

        /// False although GELU could write: the peer, too, fills its gradient and adds.
        @Override
        public boolean first(int i) {
            return false;
        }

        @Override
        public Shape shape(int i) {
            return shapes[i];
        }

        @Override
        public Shape shape() {
            return shapes[0];
        }

        /// Only the matrix: the scales are constants here, as in the peer.
        @Override
        public boolean needs(int i) {
            return i == 0;
        }

        @Override
        public Kernels kernels() {
            return engine.kernels();
        }

        @Override
        public Parallel workers() {
            return engine.workers();
        }
    }
}
