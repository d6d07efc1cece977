/// # Regularization — `neural-networks/regularization.md`
///
/// Read [BiasVariance], what all of it is about; [Ridge], [SoftThreshold] and [Lasso], penalties on weights, and [MaxNorm], a limit;
/// [EarlyStopping], [WeightDecay] and [AdamWithDecay], what they become on the way; [Dropout] and [NoisyRegression], noise;
/// [BatchStandardization] with its layer [BatchNorm] and the
/// layer's operation [MiniBatchNorm], [LayerNorm] and [RmsNorm], which keep the size of activations in hand; [LabelSmoothing].
/// The clipping of gradients stands in `backpropagation.descent`.
///
/// Symbols: `μ, σ²` mean and variance of a row, `γ, β` scale and shift, `p` the probability of dropping.
/// Needs: activation functions, backpropagation. Leads to: attention.
@NullMarked
package org.firstprinciples.neuralnetworks.regularization;

import org.jspecify.annotations.NullMarked;
