package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.notebooksequivalents.rounding.Rounded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A [CharacterNetwork] forward and back with pencil and paper: every line of the pass back is derived from the line of the pass
/// forward that it belongs to, and no tape is asked.
///
/// `dx` is the derivative of the loss with respect to `x`. Each matrix brings along how far 32 bits may be from it.
///
/// @param values of every tensor by its name
/// @param gradients of every tensor by its name
/// @param stepByStep `dh` again, through mean, variance and root one after the other, where the gradients have the closed form
/// @param constantStatistics `dh` as it is often got wrong: as if mean and variance did not depend on `h`
record ByHand(
        Map<String, Rounded> values,
        Map<String, Rounded> gradients,
        Matrix stepByStep,
        Rounded constantStatistics) {

    /// Both passes on one batch.
    static ByHand of(CharacterNetwork network, Batch batch) {
        Map<String, Rounded> values = new LinkedHashMap<>();
        network.parameters().forEach((name, parameter) -> values.put(name, matrix(parameter)));
        Rounded table = at(values, "E"); // (V,C)
        Rounded w1 = at(values, "W₁"); // (C,H)
        Rounded b1 = at(values, "b₁"); // (1,H)
        Rounded scale = at(values, "γ"); // (1,H)
        Rounded shift = at(values, "β"); // (1,H)
        Rounded w2 = at(values, "W₂"); // (H,V)
        Rounded b2 = at(values, "b₂"); // (1,V)
        int[] ids = batch.inputs().toArray(); // (N)
        int n = ids.length;
        int width = b1.value().columns(); // H
        int vocabulary = b2.value().columns(); // V
        Rounded onehot = Rounded.exact(onehot(batch.targets(), vocabulary)); // (N,V)

        // forward
        Rounded e = table.rowsAt(ids); // (N,C)
        Rounded h = e.affine(w1, b1); // (N,H)
        Rounded mean = h.columnSums().scaled(1.0 / n); // (1,H)
        Rounded centered = h.minus(mean.repeated(n, width)); // (N,H)
        Rounded variance = centered.hadamard(centered).columnSums().scaled(1.0 / n); // (1,H)
        Rounded r = variance.monotone(ByHand::rstd, 4); // (1,H)
        Rounded normalized = centered.hadamard(r.repeated(n, width)); // (N,H)
        Rounded bn =
                normalized
                        .hadamard(scale.repeated(n, width))
                        .plus(shift.repeated(n, width)); // (N,H)
        Rounded t = bn.monotone(StrictMath::tanh, 3); // (N,H)
        Rounded z = t.affine(w2, b2); // (N,V)
        Rounded loss = z.crossEntropy(onehot).columnSums().scaled(1.0 / n); // (1,1)
        put(values, "e", e, "h", h, "n", bn, "t", t, "z", z, "ℓ", loss);

        // back
        Rounded dz = z.softmax().minus(onehot).scaled(1.0 / n); // (N,V)
        Rounded dw2 = t.transpose().times(dz); // (H,V)
        Rounded db2 = dz.columnSums(); // (1,V)
        Rounded dt = dz.times(w2.transpose()); // (N,H)
        Rounded one = Rounded.exact(Matrix.of(1, 1, 1)).repeated(n, width); // (N,H)
        Rounded dbn = dt.hadamard(one.minus(t).hadamard(one.plus(t))); // (N,H), tanh′ = 1 − tanh²
        Rounded dscale = dbn.hadamard(normalized).columnSums(); // (1,H)
        Rounded dshift = dbn.columnSums(); // (1,H)
        Rounded rest =
                dbn.minus(dshift.scaled(1.0 / n).repeated(n, width))
                        .minus(
                                normalized.hadamard(
                                        dscale.scaled(1.0 / n).repeated(n, width))); // (N,H)
        Rounded factor = scale.hadamard(r).repeated(n, width); // (N,H)
        Rounded dh = factor.hadamard(rest); // (N,H)
        Rounded dw1 = e.transpose().times(dh); // (C,H)
        Rounded db1 = dh.columnSums(); // (1,H)
        Rounded de = dh.times(w1.transpose()); // (N,C)
        Rounded dtable = de.scattered(vocabulary, ids); // (V,C)
        Map<String, Rounded> gradients = new LinkedHashMap<>();
        put(gradients, "z", dz, "W₂", dw2, "b₂", db2, "t", dt, "n", dbn, "γ", dscale);
        put(gradients, "β", dshift, "h", dh, "W₁", dw1, "b₁", db1, "e", de, "E", dtable);

        // batch normalization once more, a step at a time
        Rounded dnormalized = dbn.hadamard(scale.repeated(n, width)); // (N,H)
        Rounded dr = dnormalized.hadamard(centered).columnSums(); // (1,H)
        Rounded dvariance = dr.hadamard(r.hadamard(r).hadamard(r)).scaled(-0.5); // (1,H)
        Rounded dcentered =
                dnormalized
                        .hadamard(r.repeated(n, width))
                        .plus(
                                centered.hadamard(
                                        dvariance.scaled(2.0 / n).repeated(n, width))); // (N,H)
        Rounded dmean = dcentered.columnSums().scaled(-1); // (1,H)
        Matrix stepByStep =
                dcentered.plus(dmean.scaled(1.0 / n).repeated(n, width)).value(); // (N,H)
        return new ByHand(values, gradients, stepByStep, factor.hadamard(dbn));
    }

    /// The gradient of each parameter of a network of layers, in the order of its parameters.
    static List<Rounded> gradients(SpiralNetwork network, Spirals data) {
        int n = data.size();
        List<Rounded> states = new ArrayList<>(); // the input of each layer, (N,I)
        states.add(Rounded.exact(Matrix.of(n, 2, wide(data.tensor().toArray()))));
        for (Linear layer : network.layers()) {
            Rounded z = states.getLast().affine(matrix(layer.weight()), bias(layer)); // (N,O)
            states.add(
                    layer.equals(network.layers().getLast()) ? z : z.monotone(StrictMath::tanh, 3));
        }
        Rounded onehot = Rounded.exact(onehot(data.targets(), 2)); // (N,2)
        Rounded dz = states.getLast().softmax().minus(onehot).scaled(1.0 / n); // (N,2)
        List<Rounded> gradients = new ArrayList<>();
        for (int l = network.layers().size() - 1; l >= 0; l--) {
            Rounded x = states.get(l); // (N,I)
            gradients.addFirst(dz.columnSums()); // (1,O)
            gradients.addFirst(x.transpose().times(dz)); // (I,O)
            Rounded dx = dz.times(matrix(network.layers().get(l).weight()).transpose()); // (N,I)
            Rounded one = Rounded.exact(Matrix.of(1, 1, 1)).repeated(n, x.value().columns());
            dz = dx.hadamard(one.minus(x).hadamard(one.plus(x))); // (N,I)
        }
        return gradients;
    }

    private static Rounded bias(Linear layer) {
        return matrix(Objects.requireNonNull(layer.bias(), "every layer has a bias"));
    }

    private static double rstd(double variance) {
        return 1 / Math.sqrt(variance + CharacterNetwork.EPSILON);
    }

    /// A parameter as a matrix, a vector as a row.
    private static Rounded matrix(Parameter parameter) {
        double[] wide = wide(parameter.values());
        int columns = parameter.shape().last();
        return Rounded.exact(Matrix.of(parameter.shape().rows(), columns, wide));
    }

    private static double[] wide(float... values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static Matrix onehot(TokenBatch targets, int vocabulary) {
        double[] onehot = new double[targets.size() * vocabulary];
        for (int row = 0; row < targets.size(); row++) {
            onehot[row * vocabulary + targets.id(row)] = 1;
        }
        return Matrix.of(targets.size(), vocabulary, onehot);
    }

    private static Rounded at(Map<String, Rounded> tensors, String name) {
        Rounded tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "no tensor %s; there are %s".formatted(name, tensors.keySet()));
        }
        return tensor;
    }

    /// Names and tensors in turn.
    private static void put(Map<String, Rounded> tensors, Object... entries) {
        for (int i = 0; i < entries.length; i += 2) {
            tensors.put((String) entries[i], (Rounded) entries[i + 1]);
        }
    }
}
