/// # Perceptron — `neural-networks/perceptron.md`
///
/// Read [LinearClassifier] and [Examples], then [Perceptron] and its relatives: [DualPerceptron], [AveragedPerceptron],
/// [PocketPerceptron], [MulticlassPerceptron]. What it can learn: [Separability], with a proof either way, [CoverCount] and
/// [RadonPartition]. [Adaline] and [LogisticNeuron] learn by gradients.
///
/// Symbols: `x` an example `(d)`, `y` its label, `+1` or `−1`, `w` weights, `b` a bias, `N` the number of examples.
/// Needs: linear algebra, calculus, probability, optimization. Leads to: multilayer networks, backpropagation.
@NullMarked
package org.firstprinciples.neuralnetworks.perceptron;

import org.jspecify.annotations.NullMarked;
