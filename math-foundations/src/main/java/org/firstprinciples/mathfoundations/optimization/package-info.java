/// # Optimization — `math-foundations/optimization.md`
///
/// An [Objective] has a value and a gradient, a [Quadratic] is the simplest, and [TwiceDifferentiable] those with a
/// Hessian. Read [Convexity] and [DescentLemma], what one point tells about others; [GradientDescent], [HeavyBall] and
/// [Nesterov], each a [Descent]; [Momentum], a sum of past gradients, then [ConjugateGradient], which chooses the weights
/// of that sum itself; [BacktrackingLineSearch], how far to go; [NewtonMethod], which bends the gradient; [TwoLayers],
/// [Inertia], [CriticalPoint], [SaddleEscape] and [NegativeCurvature], where descent may linger; [MiniBatch] and [NoiseFloor],
/// gradients of a sample; [LeastSquaresDescent], which of many minima is found.
///
/// Symbols: `f` an objective, `x` a point, `g` its gradient, `H` its Hessian, `η` a step size, `β` a momentum,
/// `L` and `μ` an upper and a lower bound of curvatures.
/// Needs: linear algebra, calculus, probability. Leads to: perceptron, backpropagation, optimizers.
@NullMarked
package org.firstprinciples.mathfoundations.optimization;

import org.jspecify.annotations.NullMarked;
