package org.firstprinciples.training.optimizers;

import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;

import java.util.ArrayList;
import java.util.List;

/// AdamW as its formula reads, in double, number by number. The pieces that people get wrong can be replaced.
class PlainAdamW implements Optimizer {

    private final Parameters parameters;
    final double beta1;
    final double beta2;
    final double decay;
    private final List<Slot> slots = new ArrayList<>();
    private long steps;

    private record Slot(Parameter parameter, double[] m, double[] v) {}

    PlainAdamW(Parameters parameters, double beta1, double beta2, double decay) {
        this.parameters = parameters;
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.decay = decay;
        for (Parameters.Entry entry : parameters) {
            int size = entry.parameter().shape().size();
            slots.add(new Slot(entry.parameter(), new double[size], new double[size]));
        }
    }

    /// What the sum of weights falls short of 1 after `t` steps.
    double correction(double beta, long t) {
        return 1 - Math.pow(beta, (double) t);
    }

    /// The step before the learning rate.
    double direction(double m, double v) {
        return m / (Math.sqrt(v) + AdamW.EPSILON);
    }

    /// What is left of a weight before the step.
    double keep(double learningRate) {
        return 1 - learningRate * decay;
    }

    /// The gradient that enters the moments.
    double gradient(double g, double weight) {
        return g;
    }

    @Override
    public void step(double learningRate) {
        steps++;
        for (Slot slot : slots) {
            Parameter parameter = slot.parameter();
            double[] m = slot.m();
            double[] v = slot.v();
            double keep = parameter.shape().rank() >= 2 ? keep(learningRate) : 1;
            for (int i = 0; i < m.length; i++) {
                double w = parameter.values()[i];
                double g = gradient(parameter.gradient()[i], w);
                m[i] = beta1 * m[i] + (1 - beta1) * g;
                v[i] = beta2 * v[i] + (1 - beta2) * g * g;
                double step =
                        direction(m[i] / correction(beta1, steps), v[i] / correction(beta2, steps));
                parameter.values()[i] = (float) (keep * w - learningRate * step);
                parameter.gradient()[i] = 0f;
            }
        }
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public State state() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void restore(State state) {
        throw new UnsupportedOperationException();
    }
}
