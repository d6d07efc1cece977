/// # Operations: the functions that stand on a tape
///
/// Each has its value and its adjoint as neighbors and, beside them, its definition in double precision. Read [Addition] first;
/// [SoftmaxCrossEntropy] is the loss of every classifier and language model of the book.
@NullMarked
package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.jspecify.annotations.NullMarked;
