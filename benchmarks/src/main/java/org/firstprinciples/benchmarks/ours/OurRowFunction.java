package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Outputs;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.RowFunction;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;
import org.firstprinciples.transformers.attention.ScaledSoftmax;

import java.util.Arrays;

/// An operation on a matrix, without a tape around it.
final class OurRowFunction implements Task {

    private final RowFunction workload;
    private final Operation operation;
    private final Call call;

    OurRowFunction(Engine engine, RowFunction workload) {
        this.workload = workload;
        this.operation =
                switch (workload.function()) {
                    case SOFTMAX -> new ScaledSoftmax(1f);
                    case LAYER_NORM -> new LayerNorm.Op(LayerNorm.EPSILON);
                    case GELU -> Activation.GELU.operation();
                };
        this.call = Call.of(engine, workload, operation);
    }

    @Override
    public void run() {
        operation.forward(call);
        if (workload.gradient()) {
            Arrays.fill(call.dx(0), 0f);
            operation.backward(call);
        }
    }

    /// The output, or the gradient of the matrix.
    @Override
    public float[] output() {
        return Outputs.subsample(workload.gradient() ? call.dx(0) : call.y());
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

        static Call of(Engine engine, RowFunction workload, Operation operation) {
            Shape matrix = Shape.of(workload.rows(), workload.columns());
            float[] x = Inputs.uniform(1, matrix.size());
            float[] ones = new float[workload.columns()];
            Arrays.fill(ones, 1f);
            boolean hasScales = workload.function() == RowFunction.Function.LAYER_NORM;
            Shape[] shapes =
                    hasScales
                            ? new Shape[] {matrix, Shape.of(workload.columns())}
                            : new Shape[] {matrix};
            return new Call(
                    engine,
                    shapes,
                    hasScales ? new float[][] {x, ones} : new float[][] {x},
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

        /// False although GELU could overwrite its gradient: the peer, too, clears it and adds.
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
