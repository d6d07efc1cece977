/// # Activation functions — `neural-networks/activation-functions.md`
///
/// Read [Activation], the functions and their derivatives; [Initializer], [GaussianMoments] and [ReluKernel], what they do to
/// signals through many layers; [DeadUnit], what may go wrong; and [LinearActivation], a layer and its
/// activation as one operation on tensors.
///
/// Symbols: `Φ, φ` distribution function and density of the standard normal distribution.
/// Needs: backpropagation. Leads to: regularization.
@NullMarked
package org.firstprinciples.neuralnetworks.activationfunctions;

import org.jspecify.annotations.NullMarked;
