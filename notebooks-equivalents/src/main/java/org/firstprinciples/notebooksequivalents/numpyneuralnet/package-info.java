/// # 01-numpy-neural-net: a network of arrays and loops
///
/// Read [NumpyNeuralNet], the notebook, from top to bottom. What it asks of arrays stands in [Numpy]; the network and its six lines
/// of backpropagation in [Network]; the loop that trains it in [Descent]. It is compared with [SoftmaxRegression] and
/// [NearestNeighbor] by [CrossValidation], its derivatives with differences by [GradientCheck], and all of it with the library's
/// tape in [OnTape], within a [RoundingBound].
///
/// Symbols: N images of D pixels, H hidden units, K classes. Needs: multilayer networks, backpropagation, activation functions.
/// Claims of the run: start loss `ln 10`, every derivative by hand is that of differences, a network reads more digits than a
/// regression, hand and tape agree up to rounding, random labels can be learned and say nothing about others.
@NullMarked
package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import org.jspecify.annotations.NullMarked;
