/// # Layers: records of parameters
///
/// A [Layer] makes one variable of another; [Linear] and [Embedding] are the first ones. A model is a record of such parts:
/// [Parameters] names what it learns, and [Models] exchanges a part by its path, copies, freezes, and reads weights from a
/// file of any names. [Scope] is where a part stands while it is made.
@NullMarked
package org.firstprinciples.neuralnetworks.backpropagation.layers;

import org.jspecify.annotations.NullMarked;
