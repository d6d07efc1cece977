/// # Activation functions — `neural-networks/activation-functions.md`
///
/// Read [Gelu], the activation of GPT: smooth, and close to the identity or to 0 away from the origin.
///
/// Symbols: `Φ, φ` distribution function and density of the standard normal distribution.
/// Needs: backpropagation. Leads to: regularization.
@NullMarked
package org.firstprinciples.neuralnetworks.activationfunctions;

import org.jspecify.annotations.NullMarked;
