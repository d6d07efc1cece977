package org.firstprinciples.training.optimizers;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adam with decoupled weight decay. With gradient `g`, step number `t` from 1 and learning rate `η`:
/// ```
/// m ← β₁m + (1−β₁)g          v ← β₂v + (1−β₂)g²
/// θ ← (1 − ηλ)θ − (η/(1−β₁ᵗ))·m / (√(v/(1−β₂ᵗ)) + ε)
/// ```
/// The decay `λ` is for parameters of rank 2 and more, embeddings included; scales, shifts and biases are
/// not decayed.
///
/// - source: Loshchilov & Hutter 2019, *Decoupled weight decay regularization*, algorithm 2; Kingma & Ba 2015
public final class AdamW implements Optimizer {

    /// The usual `ε`.
    public static final double EPSILON = 1e-8;

    private static final int ELEMENTS_PER_TASK = 16_384;

    private final Parameters parameters;
    private final Parallel workers;
    private final float beta1;
    private final float beta2;
    private final float epsilon;
    private final double weightDecay;
    private final List<Slot> slots = new ArrayList<>();
    private long steps;

    /// A parameter and its moments.
    private record Slot(String name, Parameter parameter, float[] first, float[] second) {}

    /// An optimizer before its first step, with `ε` of [#EPSILON].
    ///
    /// @throws IllegalArgumentException if a `β` is not in `[0,1)` or the decay negative or not finite
    public AdamW(
            Parameters parameters,
            Parallel workers,
            double beta1,
            double beta2,
            double weightDecay) {
        requireBeta("beta1", beta1);
        requireBeta("beta2", beta2);
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "weightDecay must be 0 or more and finite, got " + weightDecay);
        }
        this.parameters = parameters;
        this.workers = workers;
        this.beta1 = (float) beta1;
        this.beta2 = (float) beta2;
        this.epsilon = (float) EPSILON;
        this.weightDecay = weightDecay;
        for (Parameters.Entry entry : parameters) {
            int size = entry.parameter().shape().size();
            slots.add(new Slot(entry.name(), entry.parameter(), new float[size], new float[size]));
        }
    }

    private static void requireBeta(String name, double beta) {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException("%s must be in [0,1), got %s".formatted(name, beta));
        }
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public void step(double learningRate) {
        if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the learning rate must be 0 or more and finite, got " + learningRate);
        }
        steps++;
        float rate = (float) (learningRate / (1 - StrictMath.pow(beta1, (double) steps)));
        float correction = (float) (1 / (1 - StrictMath.pow(beta2, (double) steps)));
        for (Slot slot : slots) {
            boolean decays = slot.parameter().shape().rank() >= 2;
            float keep = decays ? (float) (1 - learningRate * weightDecay) : 1f;
            int size = slot.first().length;
            workers.run(
                    Math.ceilDiv(size, ELEMENTS_PER_TASK),
                    task -> {
                        int from = task * ELEMENTS_PER_TASK;
                        update(
                                slot,
                                from,
                                Math.min(size, from + ELEMENTS_PER_TASK),
                                keep,
                                rate,
                                correction);
                    });
        }
    }

    /// One loop over arrays at one index, which the compiler vectorizes by itself.
    private void update(Slot slot, int from, int to, float keep, float rate, float correction) {
        float[] values = slot.parameter().values();
        float[] gradient = slot.parameter().gradient();
        float[] first = slot.first();
        float[] second = slot.second();
        float b1 = beta1;
        float b2 = beta2;
        float e = epsilon;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float m = b1 * first[i] + (1f - b1) * g;
            float v = b2 * second[i] + (1f - b2) * g * g;
            first[i] = m;
            second[i] = v;
            values[i] = keep * values[i] - rate * m / ((float) Math.sqrt(v * correction) + e);
            gradient[i] = 0f;
        }
    }

    @Override
    public State state() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Slot slot : slots) {
            tensors.put("first." + slot.name(), Tensor.of(slot.parameter().shape(), slot.first()));
            tensors.put(
                    "second." + slot.name(), Tensor.of(slot.parameter().shape(), slot.second()));
        }
        return new State(steps, tensors);
    }

    @Override
    public void restore(State state) {
        for (Slot slot : slots) {
            required(state, "first." + slot.name(), slot.parameter());
            required(state, "second." + slot.name(), slot.parameter());
        }
        for (Slot slot : slots) {
            copy(required(state, "first." + slot.name(), slot.parameter()), slot.first());
            copy(required(state, "second." + slot.name(), slot.parameter()), slot.second());
        }
        steps = state.steps();
    }

    private static Tensor required(State state, String name, Parameter parameter) {
        Tensor tensor = state.tensors().get(name);
        if (tensor == null || !tensor.shape().equals(parameter.shape())) {
            throw new IllegalArgumentException(
                    "the state needs %s of shape %s, got %s"
                            .formatted(
                                    name,
                                    parameter.shape(),
                                    tensor == null ? "nothing" : tensor.shape()));
        }
        return tensor;
    }

    private static void copy(Tensor tensor, float[] to) {
        System.arraycopy(tensor.toArray(), 0, to, 0, to.length);
    }
}
