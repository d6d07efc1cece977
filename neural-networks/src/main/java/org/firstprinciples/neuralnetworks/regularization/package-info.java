/// # Regularization — `neural-networks/regularization.md`
///
/// Read [LayerNorm], which keeps the size of activations in hand, then [Dropout], which keeps a network
/// from relying on any one of them.
///
/// Symbols: `μ, σ²` mean and variance of a row, `γ, β` scale and shift, `p` the probability of dropping.
/// Needs: activation functions, backpropagation. Leads to: attention.
@NullMarked
package org.firstprinciples.neuralnetworks.regularization;

import org.jspecify.annotations.NullMarked;
