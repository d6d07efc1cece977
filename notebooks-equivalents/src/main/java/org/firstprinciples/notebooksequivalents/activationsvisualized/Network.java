package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;
import org.firstprinciples.notebooksequivalents.digits.Digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// A classifier of digits: hidden layers of equal width with one activation, and a linear layer to ten scores.
///
/// @param layers weights and biases; the last one gives the scores
/// @param norms before each activation; empty for none
/// @param activation of every hidden unit
record Network(List<Linear> layers, List<LayerNorm> norms, Activation activation) {

    Network {
        layers = List.copyOf(layers);
        norms = List.copyOf(norms);
    }

    /// What the hidden layers compute on the way to the scores.
    ///
    /// @param before what goes into the activations, by layer, `(N,1,H)` each
    /// @param after what comes out of them
    /// @param logits the scores `(N,1,10)`
    record Pass(List<Variable> before, List<Variable> after, Variable logits) {}

    /// A network with normal weights and no biases yet.
    ///
    /// @param hidden how many hidden layers
    /// @param std of a weight, by the number of inputs of its layer
    /// @param normalized whether a layer norm stands before each activation
    static Network draw(
            int hidden,
            int width,
            Activation activation,
            IntToDoubleFunction std,
            boolean normalized,
            Philox random) {
        List<Linear> layers = new ArrayList<>();
        List<LayerNorm> norms = new ArrayList<>();
        for (int l = 0; l <= hidden; l++) {
            int in = l == 0 ? Digits.PIXELS : width;
            int out = l == hidden ? Digits.CLASSES : width;
            layers.add(
                    Linear.normal(
                            in,
                            out,
                            true,
                            std.applyAsDouble(in),
                            Scope.of(random.split("layer " + l))));
            if (normalized && l < hidden) {
                norms.add(LayerNorm.ones(width, true));
            }
        }
        return new Network(layers, norms, activation);
    }

    /// How many hidden layers.
    int hidden() {
        return layers.size() - 1;
    }

    /// The scores of images `(N,1,64)`, and all that comes before them.
    Pass pass(Variable images) {
        List<Variable> before = new ArrayList<>();
        List<Variable> after = new ArrayList<>();
        Variable x = images; // (N,1,64), then (N,1,H)
        for (int l = 0; l < hidden(); l++) {
            Variable z = layers.get(l).apply(x); // (N,1,H)
            z = norms.isEmpty() ? z : norms.get(l).apply(z); // (N,1,H)
            x = z.apply(activation.operation()); // (N,1,H)
            before.add(z);
            after.add(x);
        }
        return new Pass(before, after, layers.getLast().apply(x));
    }

    /// The same weights with another activation.
    Network with(Activation other) {
        return new Network(layers, norms, other);
    }

    /// Which part of these images gets its highest score for its label.
    double accuracy(LabeledImages images, Engine engine) {
        Tape tape = new Tape(engine, Mode.inference());
        float[] logits = pass(tape.constant(images.pixels())).logits().value().toArray(); // (N,10)
        int right = 0;
        for (int n = 0; n < images.size(); n++) {
            right += best(logits, n) == images.labels().id(n) ? 1 : 0;
        }
        return (double) right / images.size();
    }

    /// The class with the highest score in a row of `(N,10)`; the first of equals.
    static int best(float[] logits, int row) {
        int best = 0;
        for (int k = 1; k < Digits.CLASSES; k++) {
            if (logits[row * Digits.CLASSES + k] > logits[row * Digits.CLASSES + best]) {
                best = k;
            }
        }
        return best;
    }

    /// A network with weights of its own that are equal to these, and with this activation.
    Network copy(Activation other) {
        return new Network(
                layers.stream().map(l -> new Linear(copy(l.weight()), copy(bias(l)))).toList(),
                norms.stream()
                        .map(n ->
                                new LayerNorm(
                                        copy(n.scale()),
                                        n.shift() == null ? null : copy(n.shift()),
                                        n.epsilon()))
                        .toList(),
                other);
    }

    /// The weights into a hidden unit `(I)`, its bias, and the weights out of it `(O)`.
    float[] unit(int layer, int unit) {
        Parameter in = layers.get(layer).weight(); // (I,H)
        Parameter out = layers.get(layer + 1).weight(); // (H,O)
        int I = in.shape().dim(0);
        int H = in.shape().dim(1);
        int O = out.shape().dim(1);
        float[] all = new float[I + 1 + O]; // (I+1+O)
        for (int i = 0; i < I; i++) {
            all[i] = in.values()[i * H + unit];
        }
        all[I] = bias(layers.get(layer)).values()[unit];
        System.arraycopy(out.values(), unit * O, all, I + 1, O);
        return all;
    }

    /// The weights into a unit of the first hidden layer, `(64)`, in `double`.
    Vector weightsInto(int unit) {
        float[] all = unit(0, unit); // (64+1+O)
        double[] weights = new double[Digits.PIXELS]; // (64)
        for (int p = 0; p < weights.length; p++) {
            weights[p] = all[p];
        }
        return Vector.of(weights);
    }

    /// Kills a unit of the first hidden layer by its bias: `b = −‖w‖ max‖x‖`, by the inequality of Cauchy and Schwarz, and a little
    /// more for rounding.
    void kill(int unit, Digits digits) {
        Vector w = weightsInto(unit); // (64)
        double longest =
                Arrays.stream(digits.images())
                        .map(Vector::of)
                        .mapToDouble(x -> x.dot(x))
                        .max()
                        .orElseThrow();
        bias(layers.getFirst()).values()[unit] = (float) (-1.001 * Math.sqrt(w.dot(w) * longest));
    }

    /// The bias of a layer, which all layers of these networks have.
    static Parameter bias(Linear layer) {
        Parameter bias = layer.bias();
        if (bias == null) {
            throw new IllegalArgumentException("a layer with a bias is needed");
        }
        return bias;
    }

    private static Parameter copy(Parameter parameter) {
        return Parameter.of(parameter.value());
    }
}
