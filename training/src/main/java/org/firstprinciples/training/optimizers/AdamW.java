package org.firstprinciples.training.optimizers;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Slots;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;

import java.util.List;

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
    private final Slots first;
    private final Slots second;
    private long steps;

    /// An optimizer of those parameters that are trainable, before its first step, with `ε` of [#EPSILON].
    ///
    /// @throws IllegalArgumentException if a `β` is not in `[0,1)`, also in 32 bits, or the decay negative or not finite
    public AdamW(
            Parameters parameters,
            Parallel workers,
            double beta1,
            double beta2,
            double weightDecay) {
        this.parameters = parameters.trainable();
        this.workers = workers;
        this.beta1 = Slots.requireDecay("beta1", beta1);
        this.beta2 = Slots.requireDecay("beta2", beta2);
        this.epsilon = (float) EPSILON;
        this.weightDecay = weightDecay;
        this.first = new Slots("first", this.parameters);
        this.second = new Slots("second", this.parameters);
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "weightDecay must be 0 or more and finite, got " + weightDecay);
        }
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public void step(double learningRate) {
        Optimizer.requireRate(learningRate);
        double t = steps + 1.0;
        float rate = Optimizer.requireRate(learningRate / (1 - StrictMath.pow(beta1, t)));
        float correction = (float) (1 / (1 - StrictMath.pow(beta2, t)));
        Optimizer.requireRate(learningRate * weightDecay);
        float decayed = (float) (1 - learningRate * weightDecay);
        int i = 0;
        for (Parameters.Entry entry : parameters) {
            Parameter parameter = entry.parameter();
            float keep = parameter.shape().rank() >= 2 ? decayed : 1f;
            float[] m = first.of(i);
            float[] v = second.of(i++);
            workers.blocks(
                    m.length,
                    ELEMENTS_PER_TASK,
                    (from, to) -> update(parameter, m, v, from, to, keep, rate, correction));
        }
        steps++;
    }

    /// One loop over arrays at one index, which the compiler vectorizes by itself.
    private void update(
            Parameter parameter,
            float[] first,
            float[] second,
            int from,
            int to,
            float keep,
            float rate,
            float correction) {
        float[] values = parameter.values();
        float[] gradient = parameter.gradient();
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
        return Slots.state(steps, List.of(first, second));
    }

    @Override
    public void restore(State state) {
        Slots.restore(state, List.of(first, second));
        steps = state.steps();
    }
}
