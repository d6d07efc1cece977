package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.mathfoundations.probability.Normal;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.multilayernetworks.Nonlinearity;
import org.firstprinciples.neuralnetworks.perceptron.LogisticNeuron;

import java.util.function.DoubleUnaryOperator;

/// The functions that stand between the layers of networks, with their derivatives, in double precision.
///
/// None of them makes a NaN of an infinite number, and each keeps one that comes in.
///
/// - source: Nair & Hinton 2010 (ReLU); Maas et al. 2013 (leaky); Clevert et al. 2016 (ELU); Klambauer et al. 2017 (SELU);
///   Hendrycks & Gimpel 2016 (GELU); Elfwing et al. 2018 (SiLU)
public enum Activation implements DoubleUnaryOperator {

    /// `σ(x) = 1/(1 + e^(−x))`, between 0 and 1.
    SIGMOID(0.25) {
        @Override
        public double applyAsDouble(double x) {
            return LogisticNeuron.sigmoid(x);
        }

        @Override
        public double derivative(double x) {
            return LogisticNeuron.sigmoid(x) * LogisticNeuron.sigmoid(-x);
        }
    },

    /// `tanh x`, between −1 and 1.
    TANH(1) {
        @Override
        public double applyAsDouble(double x) {
            return Nonlinearity.TANH.applyAsDouble(x);
        }

        @Override
        public double derivative(double x) {
            // not 1 − tanh², which is 0 where this still has its digits
            return 4 * LogisticNeuron.sigmoid(2 * x) * LogisticNeuron.sigmoid(-2 * x);
        }
    },

    /// `max(0, x)`, with derivative 0 at 0.
    RELU(1) {
        @Override
        public double applyAsDouble(double x) {
            return Nonlinearity.RELU.applyAsDouble(x);
        }

        @Override
        public double derivative(double x) {
            return Double.isNaN(x) ? x : x > 0 ? 1 : 0;
        }
    },

    /// `x` on the right, `x/100` on the left.
    LEAKY_RELU(1) {
        @Override
        public double applyAsDouble(double x) {
            return x > 0 ? x : 0.01 * x;
        }

        @Override
        public double derivative(double x) {
            return Double.isNaN(x) ? x : x > 0 ? 1 : 0.01;
        }
    },

    /// `x` on the right, `eˣ − 1` on the left.
    ELU(1) {
        @Override
        public double applyAsDouble(double x) {
            return x > 0 ? x : StrictMath.expm1(x);
        }

        @Override
        public double derivative(double x) {
            return x > 0 ? 1 : StrictMath.exp(x);
        }
    },

    /// `λx` on the right, `λα(eˣ − 1)` on the left, where `λ` and `α` are such that a standard normal number keeps mean 0 and
    /// variance 1.
    SELU(1.0507009873554805 * 1.6732632423543772) {
        @Override
        public double applyAsDouble(double x) {
            return LAMBDA * (x > 0 ? x : ALPHA * StrictMath.expm1(x));
        }

        @Override
        public double derivative(double x) {
            return LAMBDA * (x > 0 ? 1 : ALPHA * StrictMath.exp(x));
        }
    },

    /// `ln(1 + eˣ)`, a smooth `max(0, x)`, whose derivative is the sigmoid.
    SOFTPLUS(1) {
        @Override
        public double applyAsDouble(double x) {
            return Softplus.of(x, 1);
        }

        @Override
        public double derivative(double x) {
            return LogisticNeuron.sigmoid(x);
        }
    },

    /// `xΦ(x)`, with the normal distribution function: the Gaussian error linear unit.
    GELU(1.128904145) {
        @Override
        public double applyAsDouble(double x) {
            return x == Double.NEGATIVE_INFINITY ? -0.0 : x * Normal.STANDARD.cdf(x);
        }

        @Override
        public double derivative(double x) {
            return Math.abs(x) > 40
                    ? step(x)
                    : Normal.STANDARD.cdf(x) + x * Normal.STANDARD.density(x);
        }
    },

    /// `½x(1 + tanh(√(2/π)·(x + 0.044715x³)))`, with which GPT-2 approximates [#GELU].
    GELU_TANH(1.128993069) {
        @Override
        public double applyAsDouble(double x) {
            return x == Double.NEGATIVE_INFINITY ? -0.0 : x * tanhGate(x);
        }

        @Override
        public double derivative(double x) {
            double inner = ROOT_2_OVER_PI * (1 + 3 * CUBIC * x * x);
            return Math.abs(x) > 40 ? step(x) : tanhGate(x) * (1 + 2 * x * inner * tanhGate(-x));
        }
    },

    /// `xσ(x)`, also called swish.
    SILU(1.099839320) {
        @Override
        public double applyAsDouble(double x) {
            return x == Double.NEGATIVE_INFINITY ? -0.0 : x * LogisticNeuron.sigmoid(x);
        }

        @Override
        public double derivative(double x) {
            return Math.abs(x) > 800
                    ? step(x)
                    : LogisticNeuron.sigmoid(x) * (1 + x * LogisticNeuron.sigmoid(-x));
        }
    };

    static final double LAMBDA = 1.0507009873554805;
    static final double ALPHA = 1.6732632423543772;
    private static final double ROOT_2_OVER_PI = StrictMath.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;

    private final double lipschitz;

    Activation(double lipschitz) {
        this.lipschitz = lipschitz;
    }

    /// The derivative at `x`; where there is none, that to the left.
    public abstract double derivative(double x);

    /// The activation as an operation on the tape, in `float`: `x.apply(Activation.TANH.operation())`.
    public Operation operation() {
        return new Pointwise(this);
    }

    /// The activation of every number of a tensor, and its adjoint, in `double`.
    public Definition definition() {
        return new Pointwise.Formula(this);
    }

    /// The steepest derivative: `|f(x) − f(y)| ≤ L|x − y|`.
    public double lipschitz() {
        return lipschitz;
    }

    /// `½(1 + tanh z) = σ(2z)` with `z = √(2/π)·(x + 0.044715x³)`: the sigmoid subtracts nothing where `z` is negative.
    private static double tanhGate(double x) {
        return LogisticNeuron.sigmoid(2 * ROOT_2_OVER_PI * (x + CUBIC * x * x * x));
    }

    private static double step(double x) {
        return x > 0 ? 1 : 0;
    }
}
