package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.jspecify.annotations.Nullable;

/// The same network from the parts of the library, in `float`: nobody writes a derivative.
///
/// @param first `x·W₁ + b₁`
/// @param second `h·W₂ + b₂`
record OnTape(Linear first, Linear second) {

    /// Loss and derivatives.
    ///
    /// @param loss the mean over the batch
    /// @param gradient of all parameters
    record Result(double loss, Network gradient) {}

    /// The network with these numbers, rounded to `float` where they are none.
    static OnTape of(Network network) {
        return new OnTape(
                new Linear(parameter(network.w1()), row(network.b1())),
                new Linear(parameter(network.w2()), row(network.b2())));
    }

    /// The mean loss on `x (N,D)` and its gradient.
    Result run(Engine engine, double[][] x, int[] labels) {
        Tape tape = new Tape(engine, Mode.training(0, 0));
        int N = x.length;
        Variable images = tape.constant(tensor(Shape.of(1, N, x[0].length), x)); // (1,N,D)
        Variable h = first.apply(images).apply(Activation.TANH.operation()); // (1,N,H)
        Variable z = second.apply(h); // (1,N,K)
        Variable loss = SoftmaxCrossEntropy.of(z, TokenBatch.of(1, N, labels)); // ()
        tape.backward(loss);
        return new Result(
                loss.item(),
                new Network(
                        rows(first.weight()),
                        rows(first.bias()),
                        rows(second.weight()),
                        rows(second.bias())));
    }

    private static Parameter parameter(double[][] a) {
        return Parameter.of(tensor(Shape.of(a.length, a[0].length), a));
    }

    private static Parameter row(double[][] a) {
        return Parameter.of(tensor(Shape.of(a[0].length), a));
    }

    /// The gradient of a parameter, as rows.
    private static double[][] rows(@Nullable Parameter parameter) {
        if (parameter == null) {
            throw new IllegalStateException("both layers have a bias");
        }
        int columns = parameter.shape().last();
        double[][] rows = new double[parameter.shape().rows()][columns]; // (rows,columns)
        for (int i = 0; i < parameter.gradient().length; i++) {
            rows[i / columns][i % columns] = parameter.gradient()[i];
        }
        return rows;
    }

    private static Tensor tensor(Shape shape, double[][] a) {
        float[] elements = new float[shape.size()]; // (shape)
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (float) a[i / a[0].length][i % a[0].length];
        }
        return Tensor.of(shape, elements);
    }
}
