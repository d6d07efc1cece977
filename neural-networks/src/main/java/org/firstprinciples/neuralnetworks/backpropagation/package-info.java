/// # Backpropagation — `neural-networks/backpropagation.md`
///
/// Read [Value] first: the whole idea for single numbers, and [Traced], the same over any kind of number, which makes second
/// derivatives of first ones. [Gather] is the transpose of copying, [Checkpointing] trades time for memory, and [JacobianChain]
/// counts what an order of products costs. Then [Operation], the contract of everything
/// that can be differentiated, with its [Definition] in double precision and [Frame], the buffers of one
/// call. [Tape] records calls on [Variable]s and runs them backward; [Parameter] is what is learnt, and
/// [Parameters] names what a model learns.
///
/// What a computation runs on: [Engine], [Workers], [Arena]; what it is for: [Mode].
/// The first operations: [Addition], [Linear], [Embedding], [SoftmaxCrossEntropy]; token ids come as
/// [TokenBatch].
///
/// Symbols: `x` inputs, `y` result, `dx` and `x̄` the derivative of the loss with respect to `x`; `B`
/// batch, `T` time, `C` width, `V` vocabulary. Weights are `(in,out)` and applied as `x·W`.
/// Needs: calculus, probability, multilayer networks. Leads to: activation functions, optimizers.
@NullMarked
package org.firstprinciples.neuralnetworks.backpropagation;

import org.jspecify.annotations.NullMarked;
