/// # Backpropagation — `neural-networks/backpropagation.md`
///
/// The lesson. Read [Value] first: the whole idea for single numbers; then [ReverseNumber], the same over any kind of number, which
/// makes second derivatives of first ones. [Gather] is the transpose of copying, [Checkpointing] trades time for memory, and
/// [JacobianChain] and [Counted] count what an order of products costs.
///
/// The engine that trains networks stands in packages of its own, in this order:
/// - `tape`: calls on tensors, recorded and run backward; what a computation runs on
/// - `operations`: the functions that stand on a tape
/// - `layers`: records of parameters, and the walk that names what a model learns
/// - `tokens`: text as numbers, and windows of it
/// - `descent`: what changes parameters so that a loss falls
///
/// Symbols: `x` inputs, `y` result, `dx` and `x̄` the derivative of the loss with respect to `x`; `B`
/// batch, `T` time, `C` width, `V` vocabulary. Weights are `(in,out)` and applied as `x·W`.
/// Needs: calculus, probability, multilayer networks. Leads to: activation functions, optimizers.
@NullMarked
package org.firstprinciples.neuralnetworks.backpropagation;

import org.jspecify.annotations.NullMarked;
