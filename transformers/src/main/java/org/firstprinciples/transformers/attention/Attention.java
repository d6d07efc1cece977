package org.firstprinciples.transformers.attention;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

/// Every query asks all keys and receives a mean of the values: `softmax(QKᵀ/√d)·V`, and its adjoint.
///
/// - shapes: queries `Q (n,d)`, keys `K (m,d)`, values `V (m,e)`, result `(n,e)`
/// - limits: a query that sees no key gets 0 and passes no gradient
/// - source: Vaswani et al. 2017, *Attention is all you need*, eq. 1
public interface Attention {

    /// The mean of the values for each query.
    Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask);

    /// The adjoints of queries, keys and values for the adjoint `dO (n,e)` of the result.
    Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO);

    /// The adjoints of the three inputs.
    ///
    /// @param q `(n,d)`
    /// @param k `(m,d)`
    /// @param v `(m,e)`
    record Adjoint(Matrix q, Matrix k, Matrix v) {}
}
