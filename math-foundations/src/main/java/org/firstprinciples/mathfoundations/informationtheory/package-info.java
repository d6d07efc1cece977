/// # Information theory — `math-foundations/information-theory.md`
///
/// Read [Surprise], [Entropy][org.firstprinciples.mathfoundations.probability.Entropy] and [Divergence], then
/// [JointDistribution] and [Channel] for several variables. Codes make the numbers concrete: [KraftSum], [PrefixCode],
/// [Huffman], [BlockCode], [ShannonCode], [ArithmeticCode]. Learning measures with them: [Perplexity],
/// [NegativeLogLikelihood], [ScoringRule]. [NormalFit], [GaussianDivergence] and [DifferentialEntropy] are the continuous
/// case. [Temperature] changes a distribution; [EntropyEstimate], [NGramEntropy] and [WordTrigrams] estimate entropy from
/// data.
///
/// Symbols: `p` the truth, `q` a model, `H` entropy, `D` divergence, `I` mutual information. Everything is in nats
/// (natural logarithm) unless a name says bits. `0·ln 0 = 0` throughout.
/// Needs: probability. Leads to: activation functions, loss functions.
@NullMarked
package org.firstprinciples.mathfoundations.informationtheory;

import org.jspecify.annotations.NullMarked;
