package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.activationfunctions.Initializer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

import java.util.ArrayList;
import java.util.List;

/// Layers with tanh between them, from two coordinates to the scores of two classes, and two engines that find their gradient.
///
/// @param layers the first takes 2 numbers, the last gives 2
record SpiralNetwork(List<Linear> layers) {

    /// Copies the list.
    SpiralNetwork {
        layers = List.copyOf(layers);
    }

    /// A network with these numbers of hidden units.
    static SpiralNetwork draw(Philox random, int... hidden) {
        List<Linear> layers = new ArrayList<>();
        int in = 2;
        for (int l = 0; l <= hidden.length; l++) {
            int out = l < hidden.length ? hidden[l] : 2;
            double std = Math.sqrt(Initializer.LECUN_NORMAL.variance(in, out));
            layers.add(
                    Linear.normal(in, out, true, std, Scope.of(random.split(Integer.toString(l)))));
            in = out;
        }
        return new SpiralNetwork(layers);
    }

    /// The scores of both classes: `(1,N,2)` to `(1,N,2)`.
    Variable scores(Tape tape, Tensor points) {
        Variable x = tape.constant(points); // (1,N,2)
        for (Linear layer : layers) {
            x = layer.apply(x); // (1,N,…)
            if (!layer.equals(layers.getLast())) {
                x = x.apply(Activation.TANH.operation());
            }
        }
        return x;
    }

    /// The loss on the tape; its gradient is added to that of the parameters.
    double byTape(Engine engine, Spirals data, long step) {
        Tape tape = new Tape(engine, Mode.training(0, step));
        Variable loss = SoftmaxCrossEntropy.of(scores(tape, data.tensor()), data.targets());
        tape.backward(loss);
        return loss.item();
    }

    /// The loss on a graph of scalars; its gradient is rounded and added to that of the parameters.
    Scalar.Gradient byScalars(Spirals data) {
        List<Float> weights = new ArrayList<>();
        for (Parameters.Entry entry : Parameters.of(this)) {
            for (float weight : entry.parameter().values()) {
                weights.add(weight);
            }
        }
        double[] x = weights.stream().mapToDouble(Float::doubleValue).toArray();
        Scalar.Gradient gradient = Scalar.gradient(loss(data), x);
        int at = 0;
        for (Parameters.Entry entry : Parameters.of(this)) {
            float[] sum = entry.parameter().gradient();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (float) gradient.gradient()[at++];
            }
        }
        return gradient;
    }

    /// The loss as a function of the parameters, number by number.
    private ScalarFunction loss(Spirals data) {
        return new ScalarFunction() {
            @Override
            public <T extends Arithmetic<T>> T of(List<T> x) {
                T loss = x.getFirst().constant(0);
                for (int n = 0; n < data.size(); n++) {
                    List<T> z = scores(x, data.points()[n]); // (2)
                    T other = z.get(1 - data.labels()[n]);
                    T margin = other.minus(z.get(data.labels()[n]));
                    loss = loss.plus(margin.exp().plus(1).log()); // −ln p of the label
                }
                return loss.times(1.0 / data.size());
            }
        };
    }

    private <T extends Arithmetic<T>> List<T> scores(List<T> weights, float... point) {
        List<T> x = new ArrayList<>();
        for (float coordinate : point) {
            x.add(weights.getFirst().constant(coordinate));
        }
        int at = 0;
        for (Linear layer : layers) {
            Shape shape = layer.weight().shape(); // (I,O)
            int out = shape.last();
            List<T> w = weights.subList(at, at += shape.size()); // (I,O)
            List<T> b = weights.subList(at, at += out); // (O)
            List<T> y = new ArrayList<>(); // (O)
            for (int j = 0; j < out; j++) {
                T sum = b.get(j);
                for (int i = 0; i < x.size(); i++) {
                    sum = sum.plus(x.get(i).times(w.get(i * out + j)));
                }
                y.add(layer.equals(layers.getLast()) ? sum : sum.tanh());
            }
            x = y;
        }
        return x;
    }

    /// How sure the network is: the probability of class 1 less that of class 0, for each point, `(N)`.
    double[] verdicts(Engine engine, Tensor points) {
        float[] scores = scores(new Tape(engine, Mode.inference()), points).value().toArray();
        double[] verdicts = new double[scores.length / 2];
        for (int n = 0; n < verdicts.length; n++) {
            verdicts[n] = StrictMath.tanh(0.5 * (scores[2 * n + 1] - scores[2 * n]));
        }
        return verdicts;
    }

    /// The share of the points whose class is recognized.
    double accuracy(Engine engine, Spirals data) {
        double[] verdicts = verdicts(engine, data.tensor());
        int right = 0;
        for (int n = 0; n < verdicts.length; n++) {
            right += verdicts[n] > 0 == (data.labels()[n] == 1) ? 1 : 0;
        }
        return right / (double) data.size();
    }

    /// The same weights in parameters of their own.
    SpiralNetwork copy() {
        return new SpiralNetwork(
                layers.stream()
                        .map(layer ->
                                new Linear(
                                        Parameter.of(layer.weight().value()),
                                        layer.bias() == null
                                                ? null
                                                : Parameter.of(layer.bias().value())))
                        .toList());
    }
}
