/// # Descent: what changes parameters so that a loss falls
///
/// [Trainer] is the loop: [Batches] to learn from, a [Loss], and an [Optimizer]. [StochasticGradientDescent] is the first
/// optimizer, [Slots] are what it remembers, and [GradientClipping] is done to gradients before a step. [Examples] in
/// [ShuffledEpochs] are the batches of a classifier.
@NullMarked
package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.jspecify.annotations.NullMarked;
