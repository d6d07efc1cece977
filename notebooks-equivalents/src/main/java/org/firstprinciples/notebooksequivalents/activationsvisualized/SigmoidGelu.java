package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.neuralnetworks.activationfunctions.Activation;

/// `xσ(1.702x)`, the shortest form of GELU, in double precision.
///
/// - source: Hendrycks & Gimpel 2016, §2
final class SigmoidGelu {

    private static final double STEEPNESS = 1.702;

    private SigmoidGelu() {}

    /// The value.
    static double value(double x) {
        return x * Activation.SIGMOID.applyAsDouble(STEEPNESS * x);
    }

    /// The derivative.
    static double derivative(double x) {
        return Activation.SIGMOID.applyAsDouble(STEEPNESS * x)
                + STEEPNESS * x * Activation.SIGMOID.derivative(STEEPNESS * x);
    }
}
