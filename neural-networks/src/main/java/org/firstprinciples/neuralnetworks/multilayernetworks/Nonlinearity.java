package org.firstprinciples.neuralnetworks.multilayernetworks;

import java.util.function.DoubleUnaryOperator;

/// What a layer does to each number before it goes on. More of them, their derivatives and which to choose are the topic of
/// activation functions.
public enum Nonlinearity implements DoubleUnaryOperator {
    /// `x`, no nonlinearity at all.
    IDENTITY {
        @Override
        public double applyAsDouble(double x) {
            return x;
        }
    },
    /// 1 for `x > 0`, else 0.
    STEP {
        @Override
        public double applyAsDouble(double x) {
            return Double.isNaN(x) ? x : x > 0 ? 1 : 0;
        }
    },
    /// `max(0, x)`.
    RELU {
        @Override
        public double applyAsDouble(double x) {
            return Math.max(0, x);
        }
    },
    /// The hyperbolic tangent.
    TANH {
        @Override
        public double applyAsDouble(double x) {
            return StrictMath.tanh(x);
        }
    }
}
