/// # Operations: the functions that stand on a tape
///
/// Each has its value and its adjoint as neighbors and, beside them, its definition in double precision. Read [Addition] first.
///
/// - [Elementwise]: [Addition], [Subtraction], [Product], [Affine], [Exponential], [Logarithm], [Clamp], [Extremum]
/// - [Reduction]: sums and means, of everything or of rows
/// - elements in other places: [Reshape], [Permutation], [Slice], [Concatenation], [Rows]
/// - [SoftmaxCrossEntropy]: the loss of every classifier and language model of the book
/// - [LogProbability]: what the losses of sequences are made of
@NullMarked
package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.jspecify.annotations.NullMarked;
