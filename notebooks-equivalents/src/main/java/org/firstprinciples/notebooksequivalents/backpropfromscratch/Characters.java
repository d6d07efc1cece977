package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Embedding;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Vocabulary;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.neuralnetworks.regularization.MiniBatchNorm;
import org.firstprinciples.notebooksequivalents.shakespeare.Shakespeare;

import java.util.Arrays;
import java.util.Map;

/// A batch of characters and a network that reads them, and each way to its gradient that is not by hand.
///
/// @param network with weights at random
/// @param batch windows of three plays, `(B,T)`
/// @param vocabulary `V`, how many characters there are
record Characters(CharacterNetwork network, Batch batch, int vocabulary) {

    /// A batch and a network at random.
    static Characters draw(Config config, long seed) {
        String plays = Shakespeare.plays();
        Vocabulary vocabulary = Vocabulary.of(plays);
        return new Characters(
                CharacterNetwork.draw(
                        vocabulary.size(),
                        config.width(),
                        config.hidden(),
                        Philox.of(seed).split("characters")),
                Windows.of(config.length(), config.rows(), vocabulary.encode(plays)).at(seed, 0),
                vocabulary.size());
    }

    /// All tensors on a tape after its pass back, in 32 bits, by name.
    Map<String, Variable> byTape(Engine engine) {
        Tape tape = new Tape(engine, Mode.training(0, 0));
        Map<String, Variable> tensors = network.tensors(tape, batch);
        network.parameters()
                .forEach((name, parameter) -> {
                    tensors.put(name, tape.parameter(parameter));
                    Arrays.fill(parameter.gradient(), 0f);
                });
        tape.backward(BackpropFromScratch.named(tensors, "ℓ"));
        return tensors;
    }

    /// All tensors after the pass back through the definitions, in double precision, by name.
    DefinitionTape byDefinitions() {
        DefinitionTape tape = new DefinitionTape();
        network.parameters()
                .forEach((name, parameter) ->
                        tape.leaf(name, parameter.shape(), wide(parameter.values())));
        int B = batch.inputs().rows();
        int T = batch.inputs().length();
        int C = network.hidden().weight().shape().dim(0);
        int H = network.hidden().weight().shape().dim(1);
        Shape hidden = Shape.of(B, T, H);
        MiniBatchNorm.Formula batchNorm = new MiniBatchNorm.Formula(CharacterNetwork.EPSILON);
        tape.apply("e", Shape.of(B, T, C), new Embedding.Lookup.Formula(batch.inputs()), "E");
        tape.apply("h", hidden, new Linear.Formula(), "e", "W₁", "b₁");
        tape.apply("n", hidden, batchNorm, "h", "γ", "β");
        tape.apply("t", hidden, Activation.TANH.definition(), "n");
        tape.apply("z", Shape.of(B, T, vocabulary), new Linear.Formula(), "t", "W₂", "b₂");
        tape.apply(
                "ℓ", Shape.of(), new SoftmaxCrossEntropy.Formula(Targets.of(batch.targets())), "z");
        tape.backward("ℓ");
        return tape;
    }

    /// The loss as a function of all parameters, number by number.
    NumberByNumber byNumbers() {
        return new NumberByNumber(
                batch,
                vocabulary,
                network.hidden().weight().shape().dim(0),
                network.hidden().weight().shape().dim(1));
    }

    /// All parameters, one after the other.
    double[] weights() {
        return network.parameters().values().stream()
                .map(parameter -> wide(parameter.values()))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /// The loss in 32 bits, for other parameters than those of the network, rounded to 32 bits first.
    double lossIn32Bits(Engine engine, double... weights) {
        double[] before = weights();
        write(weights);
        Tape tape = new Tape(engine, Mode.inference());
        double loss = BackpropFromScratch.named(network.tensors(tape, batch), "ℓ").item();
        write(before);
        return loss;
    }

    private void write(double... weights) {
        int at = 0;
        for (Parameter parameter : network.parameters().values()) {
            float[] values = parameter.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) weights[at++];
            }
        }
    }

    /// The same numbers with more digits.
    static double[] wide(float... numbers) {
        double[] wide = new double[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return wide;
    }
}
