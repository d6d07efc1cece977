/// # Descent: what changes parameters so that a loss falls
///
/// [Optimizer] is what all methods promise, [GradientClipping] what is done to gradients before a step.
@NullMarked
package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.jspecify.annotations.NullMarked;
