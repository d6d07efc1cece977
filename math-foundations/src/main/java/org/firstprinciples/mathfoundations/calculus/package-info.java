/// # Calculus — `math-foundations/calculus.md`
///
/// Read [DifferenceQuotient], the definition of a slope and its rounding error; then [Arithmetic], what can be
/// calculated with, and its kinds: [Real] numbers, [Complex] ones, and [Dual] ones, which carry a derivative. A
/// [ScalarFunction] or [VectorFunction] is written once and runs on all of them, so that [Differentiation] gets
/// gradients, Jacobians and Hessians of it. [MatrixCalculus] is the table of gradients in closed form, [TaylorTest]
/// finds wrong ones, [Newton] and [LevenbergMarquardt] use right ones, [LineIntegral] goes back from a gradient to its
/// function, and [MaxAffine] has kinks. [QuadraticModel] and [TaylorPolynomial] are what a function looks like near a
/// point, and [TwoLayerLoss] is the running example.
///
/// Symbols: `f` a function, `x` a point, `v` a direction, `h` a step, `J` a Jacobian, `H` a Hessian.
/// Needs: linear algebra. Leads to: probability, optimization, perceptron, backpropagation.
@NullMarked
package org.firstprinciples.mathfoundations.calculus;

import org.jspecify.annotations.NullMarked;
