/// # Optimization — `math-foundations/optimization.md`
///
/// An [Objective] has a value, a gradient and a Hessian. Read [Momentum], a sum of past gradients, then
/// [ConjugateGradient], which chooses the weights of that sum itself; [BacktrackingLineSearch], how far to go;
/// [NewtonMethod], which bends the gradient; [Inertia], [CriticalPoint] and [SaddleEscape], where descent may linger;
/// [MiniBatch] and [NoiseFloor], gradients of a sample; [LeastSquaresDescent], which of many minima is found.
///
/// Symbols: `f` an objective, `x` a point, `g` its gradient, `H` its Hessian, `η` a step size, `β` a momentum.
/// Needs: linear algebra, calculus, probability. Leads to: perceptron, backpropagation, optimizers.
@NullMarked
package org.firstprinciples.mathfoundations.optimization;

import org.jspecify.annotations.NullMarked;
