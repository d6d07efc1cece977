package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Embedding;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.regularization.MiniBatchNorm;

import java.util.LinkedHashMap;
import java.util.Map;

/// A network that reads one character and predicts the next, with every kind of step that a lesson on backpropagation needs: a
/// lookup, products of matrices, biases, batch normalization, tanh, cross-entropy.
///
/// @param characters `E (V,C)`
/// @param hidden `W₁ (C,H)` and `b₁ (H)`
/// @param scale `γ (H)`
/// @param shift `β (H)`
/// @param output `W₂ (H,V)` and `b₂ (V)`
record CharacterNetwork(
        Embedding characters, Linear hidden, Parameter scale, Parameter shift, Linear output) {

    /// What is added to the variances: large enough that no unit of a small batch divides by next to nothing.
    static final float EPSILON = 0x1p-7f;

    /// The parameters of a network in the order of [Parameters], as they are called in formulas.
    static final String[] NAMES = {"E", "W₁", "b₁", "γ", "β", "W₂", "b₂"};

    /// A network with everything drawn at random, biases and shifts too, so that no gradient is 0 by accident.
    static CharacterNetwork draw(int vocabulary, int width, int hidden, Philox random) {
        return new CharacterNetwork(
                Embedding.normal(vocabulary, width, 1, Scope.of(random.split("characters"))),
                new Linear(
                        Parameter.normal(
                                Shape.of(width, hidden), 1 / Math.sqrt(width), random.split("W1")),
                        Parameter.normal(Shape.of(hidden), 0.5, random.split("b1"))),
                Parameter.normal(Shape.of(hidden), 1, random.split("scale")),
                Parameter.normal(Shape.of(hidden), 0.5, random.split("shift")),
                new Linear(
                        Parameter.normal(
                                Shape.of(hidden, vocabulary),
                                1 / Math.sqrt(hidden),
                                random.split("W2")),
                        Parameter.normal(Shape.of(vocabulary), 0.5, random.split("b2"))));
    }

    /// Every tensor between the parameters and the loss, by name, the loss last.
    Map<String, Variable> tensors(Tape tape, Batch batch) {
        Map<String, Variable> tensors = new LinkedHashMap<>();
        Variable e = characters.lookup(tape, batch.inputs()); // (B,T,C)
        Variable h = hidden.apply(e); // (B,T,H)
        Variable n =
                h.apply(
                        new MiniBatchNorm(EPSILON),
                        tape.parameter(scale),
                        tape.parameter(shift)); // (B,T,H)
        Variable t = n.apply(Activation.TANH.operation()); // (B,T,H)
        Variable z = output.apply(t); // (B,T,V)
        tensors.put("e", e);
        tensors.put("h", h);
        tensors.put("n", n);
        tensors.put("t", t);
        tensors.put("z", z);
        tensors.put("ℓ", SoftmaxCrossEntropy.of(z, batch.targets()));
        return tensors;
    }

    /// The parameters by their names in formulas.
    Map<String, Parameter> parameters() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Parameters.Entry entry : Parameters.of(this)) {
            parameters.put(NAMES[parameters.size()], entry.parameter());
        }
        return parameters;
    }
}
