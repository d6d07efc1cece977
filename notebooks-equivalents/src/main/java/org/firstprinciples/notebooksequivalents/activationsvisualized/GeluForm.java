package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.activationfunctions.Gelu;

import java.util.function.DoubleUnaryOperator;

/// What is computed in place of `xΦ(x)`, in double precision.
///
/// - source: Hendrycks & Gimpel 2016, §2
enum GeluForm implements DoubleUnaryOperator {

    /// With a hyperbolic tangent of a cubic, as in GPT-2.
    TANH {
        @Override
        public double applyAsDouble(double x) {
            return FORMULA.value(SCALAR, new double[][] {{x}})[0];
        }

        @Override
        double derivative(double x) {
            return FORMULA.adjoint(SCALAR, new double[][] {{x}}, new double[] {1})[0][0];
        }
    },

    /// `xσ(1.702x)`.
    SIGMOID {
        @Override
        public double applyAsDouble(double x) {
            return x * Activation.SIGMOID.applyAsDouble(STEEPNESS * x);
        }

        @Override
        double derivative(double x) {
            return Activation.SIGMOID.applyAsDouble(STEEPNESS * x)
                    + STEEPNESS * x * Activation.SIGMOID.derivative(STEEPNESS * x);
        }
    };

    private static final Gelu.Formula FORMULA = new Gelu.Formula(Gelu.TANH);
    private static final Shape[] SCALAR = {Shape.of()};
    private static final double STEEPNESS = 1.702;

    /// The slope.
    abstract double derivative(double x);

    /// How far it is from the exact form.
    double error(double x) {
        return Math.abs(applyAsDouble(x) - Activation.GELU.applyAsDouble(x));
    }
}
