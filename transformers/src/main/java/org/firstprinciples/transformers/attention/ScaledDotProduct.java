package org.firstprinciples.transformers.attention;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

/// Scaled dot-product attention, `softmax(Q·Kᵀ/√D)·V`, put together from its parts on the tape.
///
/// Every query asks all keys and receives the mean of the values, weighted by how well the keys answer.
/// A mask is an operation on the scores `(N,T,K)` that puts `−∞` where a query must not look. A masked value
/// is weighted by 0, which hides every finite number, but not NaN or `∞`.
///
/// - shapes: `Q (N,T,D)`, `K (N,K,D)`, `V (N,K,E)`, result `(N,T,E)`
/// - memory: the scores and the weights of all pairs, `(N,T,K)` each
/// - source: Vaswani et al. 2017, *Attention is all you need*, eq. 1
public final class ScaledDotProduct {

    private ScaledDotProduct() {}

    /// Attention of every query to every key that no mask hides.
    public static Variable of(Variable q, Variable k, Variable v, Operation... masks) {
        return weights(q, k, masks).apply(new BatchedProduct(false), v); // (N,T,E)
    }

    /// The weights alone: how much each query takes of each value, rows that sum to 1.
    public static Variable weights(Variable q, Variable k, Operation... masks) {
        float scale = (float) (1 / Math.sqrt(q.shape().last()));
        Variable scores = q.apply(new BatchedProduct(true), k); // (N,T,K)
        for (Operation mask : masks) {
            scores = scores.apply(mask); // (N,T,K)
        }
        return scores.apply(new ScaledSoftmax(scale)); // (N,T,K)
    }
}
