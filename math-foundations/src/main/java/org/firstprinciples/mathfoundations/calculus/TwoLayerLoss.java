package org.firstprinciples.mathfoundations.calculus;

import java.util.List;

/// The loss of the smallest network with two layers, `f(a,b) = ½(ab − 1)²`: the input 1 is multiplied by the weight `a`,
/// then by the weight `b`, and the output should be 1.
///
/// - gradient: `(ab − 1)·(b, a)`
/// - Hessian: `b²` and `a²` on the diagonal, `2ab − 1` beside it
/// - critical points: the curve `ab = 1`, where the loss is least, and the saddle `(0,0)`
public record TwoLayerLoss() implements ScalarFunction {

    @Override
    public <T extends Arithmetic<T>> T of(List<T> weights) {
        T output = weights.get(0).times(weights.get(1));
        T error = output.plus(-1);
        return error.times(error).times(0.5);
    }
}
