/// # Probability — `math-foundations/probability.md`
///
/// Read [FiniteSpace], [Bayes] and [JointTable], where all can be counted; the distributions, each a [DiscreteDistribution]
/// ([Binomial], [Categorical], [Poisson]) or a [ContinuousDistribution] ([Uniform], [Exponential], [Normal], [Laplace]), and
/// [MultivariateNormal], with [StandardScore]; [Moments], [TailBounds], [Convolution] and [BerryEsseen], what averages do;
/// [InverseCdf], [AliasTable], [GumbelMax], which draw, and [Philox], the generator behind every random number of the book;
/// [ChangeOfVariables], [MaximumLikelihood], [CoinPosterior] and [Entropy]; then [Softmax], [LogSumExp], [RunningLogSumExp] and [CrossEntropy], which turn scores into
/// probabilities without overflow; and [Calibration], whether these deserve their name.
///
/// Symbols: `z` logits, `p` probabilities, `z̄` and `p̄` gradients of a loss with respect to them.
/// Needs: linear algebra, calculus. Leads to: optimization, information theory.
@NullMarked
package org.firstprinciples.mathfoundations.probability;

import org.jspecify.annotations.NullMarked;
