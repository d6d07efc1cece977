/// # Probability — `math-foundations/probability.md`
///
/// Read [FiniteSpace], [Bayes] and [JointTable], where all can be counted; the laws, each a [DiscreteDistribution]
/// ([Categorical], [Binomial], [Poisson]) or a [ContinuousDistribution] ([Normal], [Uniform], [Exponential], [Laplace]), and
/// [MultivariateNormal], with [StandardScore]; [Moments], [TailBounds], [Convolution] and [BerryEsseen], what means do; [Philox], the generator
/// behind every random number of the book, with [InverseCdf], [AliasTable] and [GumbelMax]; [MaximumLikelihood] and
/// [Entropy]; then [LogSumExp], [RunningLogSumExp], [Softmax] and [CrossEntropy], which turn scores into probabilities
/// without overflow.
///
/// Symbols: `z` logits, `p` probabilities, `z̄` and `p̄` gradients of a loss with respect to them.
/// Needs: linear algebra, calculus. Leads to: optimization, information theory.
@NullMarked
package org.firstprinciples.mathfoundations.probability;

import org.jspecify.annotations.NullMarked;
