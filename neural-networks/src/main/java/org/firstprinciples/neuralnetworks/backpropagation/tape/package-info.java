/// # The tape: backpropagation for tensors
///
/// Read [Operation], the contract of everything that can be differentiated, with its [Definition] in double precision and [Frame],
/// the buffers of one call. [Tape] records calls on [Variable]s and runs them backward; a [Parameter] is what is learned.
///
/// An [InferenceOperation] has no adjoint. What a computation runs on: [Engine], [Workers], [Arena]; what it is for: [Mode].
@NullMarked
package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.jspecify.annotations.NullMarked;
