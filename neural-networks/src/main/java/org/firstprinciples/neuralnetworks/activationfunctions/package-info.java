/// # Activation functions — `neural-networks/activation-functions.md`
///
/// Read [Activation], the functions and their derivatives, and [Softplus] and [GatedLinearUnit]; [Initializer], [GaussianMoments],
/// [SignalPropagation] and [ReluKernel], what becomes of signals through many layers; [DeadUnit], what may go wrong; and
/// [LinearActivation], a layer and its activation as one operation on tensors.
///
/// Symbols: `f` an activation, `Φ` the distribution function of the standard normal distribution.
/// Needs: backpropagation. Leads to: regularization.
@NullMarked
package org.firstprinciples.neuralnetworks.activationfunctions;

import org.jspecify.annotations.NullMarked;
