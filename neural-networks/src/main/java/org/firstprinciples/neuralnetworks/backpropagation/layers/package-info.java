/// # Layers: records of parameters
///
/// [Linear] and [Embedding] are the first layers; [Parameters] walks through a model of records and names what it learns.
@NullMarked
package org.firstprinciples.neuralnetworks.backpropagation.layers;

import org.jspecify.annotations.NullMarked;
