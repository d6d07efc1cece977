package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;

import java.util.List;

/// Gradient descent with momentum. With gradient `g`, velocity `v` from 0 and learning rate `η`:
/// ```
/// plain      θ ← θ − ηg
/// momentum   v ← βv + g     θ ← θ − ηv
/// Nesterov   v ← βv + g     θ ← θ − η(g + βv)
/// ```
/// With one rate for all steps these are `GradientDescent`, `HeavyBall` and `Nesterov` of optimization. The points of
/// Nesterov's here are those at which gradients are taken, one momentum ahead of the ones there. It is called
/// stochastic because the gradient is that of a batch.
///
/// - source: Robbins & Monro 1951; Polyak 1964; Sutskever, Martens, Dahl & Hinton 2013, *On the importance of
///   initialization and momentum in deep learning*, §2
public final class StochasticGradientDescent implements Optimizer {

    private static final int ELEMENTS_PER_TASK = 16_384;

    /// What is done to one block of a parameter.
    private enum Rule {
        PLAIN,
        MOMENTUM,
        NESTEROV
    }

    private final Rule rule;
    private final Parameters parameters;
    private final Parallel workers;
    private final float beta;
    private final List<Slots> velocities; // one, or none
    private long steps;

    private StochasticGradientDescent(
            Rule rule, Parameters parameters, Parallel workers, double momentum) {
        this.rule = rule;
        this.parameters = parameters.trainable();
        this.workers = workers;
        this.beta = Slots.requireDecay("the momentum", momentum);
        this.velocities =
                rule == Rule.PLAIN ? List.of() : List.of(new Slots("velocity", this.parameters));
    }

    /// Plain gradient descent on those parameters that are trainable.
    public static StochasticGradientDescent plain(Parameters parameters, Parallel workers) {
        return new StochasticGradientDescent(Rule.PLAIN, parameters, workers, 0);
    }

    /// Gradient descent with momentum `β` on those parameters that are trainable.
    ///
    /// @throws IllegalArgumentException if `β` is not in `[0,1)`, also in 32 bits
    public static StochasticGradientDescent momentum(
            Parameters parameters, Parallel workers, double beta) {
        return new StochasticGradientDescent(Rule.MOMENTUM, parameters, workers, beta);
    }

    /// Gradient descent with Nesterov's momentum `β` on those parameters that are trainable.
    ///
    /// @throws IllegalArgumentException if `β` is not in `[0,1)`, also in 32 bits
    public static StochasticGradientDescent nesterov(
            Parameters parameters, Parallel workers, double beta) {
        return new StochasticGradientDescent(Rule.NESTEROV, parameters, workers, beta);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public void step(double learningRate) {
        float rate = Optimizer.requireRate(learningRate);
        int i = 0;
        for (Parameters.Entry entry : parameters) {
            Parameter parameter = entry.parameter();
            float[] x = parameter.values();
            float[] g = parameter.gradient();
            int place = i++;
            workers.blocks(
                    x.length,
                    ELEMENTS_PER_TASK,
                    (from, to) -> {
                        switch (rule) {
                            case PLAIN -> plain(x, g, rate, from, to);
                            case MOMENTUM -> momentum(x, g, velocity(place), rate, from, to);
                            case NESTEROV -> nesterov(x, g, velocity(place), rate, from, to);
                        }
                    });
        }
        steps++;
    }

    private float[] velocity(int parameter) {
        return velocities.getFirst().of(parameter);
    }

    private static void plain(float[] x, float[] g, float rate, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = Math.fma(-rate, g[i], x[i]);
            g[i] = 0f;
        }
    }

    private void momentum(float[] x, float[] g, float[] v, float rate, int from, int to) {
        float b = beta;
        for (int i = from; i < to; i++) {
            v[i] = Math.fma(b, v[i], g[i]);
            x[i] = Math.fma(-rate, v[i], x[i]);
            g[i] = 0f;
        }
    }

    private void nesterov(float[] x, float[] g, float[] v, float rate, int from, int to) {
        float b = beta;
        for (int i = from; i < to; i++) {
            v[i] = Math.fma(b, v[i], g[i]);
            x[i] = Math.fma(-rate, Math.fma(b, v[i], g[i]), x[i]);
            g[i] = 0f;
        }
    }

    @Override
    public State state() {
        return Slots.state(steps, velocities);
    }

    @Override
    public void restore(State state) {
        Slots.restore(state, velocities);
        steps = state.steps();
    }
}
