package org.firstprinciples.transformers.transformerarchitecture;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;

/// The same for the operation in 32 bits.
class LayerNormGeometryOfFloatsTest extends LayerNormGeometryTest {

    @Override
    Definition subject(float epsilon) {
        return new OnTape(epsilon);
    }

    @Override
    double unit() {
        return 0x1p-24;
    }

    @Override
    double round(double x) {
        return (float) x;
    }

    /// The operation on a tape, read as a definition.
    record OnTape(float epsilon) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            Variable[] inputs = inputs(shapes, x);
            return wide(apply(inputs).value());
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            Variable[] inputs = inputs(shapes, x);
            Variable y = apply(inputs);
            y.tape().backward(y, Tensor.of(shapes[0], narrow(dy)));
            double[][] dx = new double[inputs.length][];
            for (int i = 0; i < dx.length; i++) {
                dx[i] = wide(inputs[i].gradient());
            }
            return dx;
        }

        private Variable apply(Variable... inputs) {
            return inputs[0].tape().apply(new LayerNorm.Op(epsilon), inputs);
        }

        private static Variable[] inputs(Shape[] shapes, double[][] x) {
            Tape tape = new Tape(Engines.FASTEST, Mode.training(1, 0));
            Variable[] inputs = new Variable[x.length];
            for (int i = 0; i < x.length; i++) {
                inputs[i] = tape.input(Tensor.of(shapes[i], narrow(x[i])));
            }
            return inputs;
        }

        private static float[] narrow(double[] x) {
            float[] y = new float[x.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = (float) x[i];
            }
            return y;
        }

        private static double[] wide(Tensor tensor) {
            float[] x = tensor.toArray();
            double[] y = new double[x.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = x[i];
            }
            return y;
        }
    }
}
